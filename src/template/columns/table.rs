//! A block of columns and a stretch of words → which word stands in which column.
//!
//! Dynamic programming with affine gaps (Gotoh, An improved algorithm for matching biological sequences, Journal of
//! Molecular Biology 162, 1982), and with the ways that other members went: from a column straight to a later one costs
//! nothing where some member has nothing between, as in a partial order (Lee, Grasso, Sharlow, Multiple sequence
//! alignment using partial order graphs, Bioinformatics 18, 2002). A word that stands in a column already is worth as
//! much as it is there, whatever else stands there: a template does not care how often a choice was drawn.
//!
//! Time and space the product of columns and words.

use std::ops::Range;

use crate::{
    align::worth,
    profile::{Profile, number},
    token::Gap,
};

/// Cells of a block at most: 500 words by 500. What is larger is one slot.
pub(super) const MAX_CELLS: usize = 1 << 18;
/// What it costs to begin to leave out words, in the unit of [`worth`]: as much as two swaps, so that words are left out
/// in one stretch.
const OPEN: i32 = -7;
/// What each further word left out costs.
const EXTEND: i32 = -2;
/// What it costs at most to let any word stand for any other: a template puts words of grammar for others too.
const STRANGE: i32 = -6;
/// What it costs to let a word that begins a sentence stand for one that does not: more than leaving both out.
const BORDER: i32 = -16;

/// What becomes of a column or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The word stands in the column.
    Take,
    /// The member has nothing in the column.
    Leave,
    /// The word stands in a column of its own.
    Insert,
}

/// The different words of a column, by member and position, and the ways to it that leave columns out.
#[derive(Default)]
pub(super) struct Place {
    words: Vec<(usize, u32)>,
    /// For each way how many columns there are up to where it begins.
    ways: Vec<usize>,
}

impl Place {
    /// Adds a word.
    pub(super) fn add(&mut self, profiles: &[Profile], cell: (usize, u32)) {
        let hash = |(member, at): (usize, u32)| profiles[member].tokens[at as usize].hash;
        if self.words.iter().all(|&word| hash(word) != hash(cell)) {
            self.words.push(cell);
        }
    }

    /// Adds the way to this, the column `at`, from behind so many columns, where it leaves out any.
    pub(super) fn add_way(&mut self, from: usize, at: usize) {
        if from < at && !self.ways.contains(&from) {
            self.ways.push(from);
        }
    }

    /// What taking a word of a member into the column is worth.
    pub(super) fn worth(&self, profiles: &[Profile], member: usize, at: usize) -> i32 {
        let worth_beside = |&(other, word): &(usize, u32)| {
            let pair = (&profiles[other], &profiles[member]);
            let begins = |profile: &Profile, at: usize| profile.tokens[at].gap != Gap::Inner;
            let border = begins(pair.0, word as usize) != begins(pair.1, at);
            worth(pair, word as usize, at).max(STRANGE) + if border { BORDER } else { 0 }
        };
        self.words.iter().map(worth_beside).max().unwrap_or(0)
    }
}

/// The best way to each cell by its last step, and the cell before. Row 0 is what stands before the block, row `i` its
/// column `i`.
#[derive(Default)]
pub(super) struct Table {
    width: usize,
    best: Vec<[i32; 3]>,
    before: Vec<[Cell; 3]>,
}

/// The row of a cell and the last step there; how many words are behind it follows from the step.
#[derive(Clone, Copy, Default)]
struct Cell {
    row: u32,
    step: u8,
}

/// Worse than any way through a block, and far from the end of the numbers.
const NEVER: i32 = i32::MIN / 2;
/// The steps by number.
const STEPS: [Step; 3] = [Step::Take, Step::Leave, Step::Insert];
const TAKE: u8 = 0;

impl Table {
    /// Appends the best steps through some of the places and so many words.
    pub(super) fn align(
        &mut self,
        places: &[Place],
        (columns, words): (Range<usize>, usize),
        worth: impl Fn(&Place, usize) -> i32,
        steps: &mut Vec<Step>,
    ) {
        self.width = words + 1;
        self.best.clear();
        self.before.clear();
        for row in 0..=columns.len() {
            for at in 0..self.width {
                let mut best = [NEVER; 3];
                let mut before = [Cell::default(); 3];
                match (row.checked_sub(1), at.checked_sub(1)) {
                    (None, None) => best[usize::from(TAKE)] = 0,
                    (Some(above), Some(earlier)) => {
                        let place = &places[columns.start + above];
                        let (way, cell) = self.arrive(place, columns.start, row, earlier);
                        (best[0], before[0]) = (way + worth(place, earlier), cell);
                    }
                    _ => {}
                }
                if let Some(above) = row.checked_sub(1) {
                    (best[1], before[1]) = self.go_on(above, at, [OPEN, EXTEND, OPEN]);
                }
                if let Some(earlier) = at.checked_sub(1) {
                    (best[2], before[2]) = self.go_on(row, earlier, [OPEN, OPEN, EXTEND]);
                }
                self.best.push(best);
                self.before.push(before);
            }
        }
        self.trace((&places[columns.end], columns), words, steps);
    }

    /// The best way on from a cell at these prices by its last step.
    fn go_on(&self, row: usize, at: usize, prices: [i32; 3]) -> (i32, Cell) {
        let mut best = (NEVER, Cell::default());
        for (step, (way, price)) in (0..).zip(self.best[row * self.width + at].iter().zip(prices)) {
            if way + price > best.0 {
                best = (way + price, Cell { row: number(row), step });
            }
        }
        best
    }

    /// The best way to a place, the column of `row`, from the column before it or along the way of another member.
    fn arrive(&self, place: &Place, start: usize, row: usize, at: usize) -> (i32, Cell) {
        let mut best = self.go_on(row - 1, at, [0; 3]);
        for earlier in place.ways.iter().filter_map(|way| way.checked_sub(start)) {
            let taken = self.best[earlier * self.width + at][usize::from(TAKE)];
            if taken > best.0 {
                best = (taken, Cell { row: number(earlier), step: TAKE });
            }
        }
        best
    }

    fn trace(&self, (end, columns): (&Place, Range<usize>), words: usize, steps: &mut Vec<Step>) {
        let start = steps.len();
        let (mut row, mut at) = (columns.len() + 1, words);
        let (_, mut cell) = self.arrive(end, columns.start, row, at);
        loop {
            // What lies between was left out on the way.
            steps.extend((cell.row as usize + 1..row).map(|_| Step::Leave));
            if (cell.row, at) == (0, 0) {
                break;
            }
            let step = STEPS[usize::from(cell.step)];
            steps.push(step);
            // An insertion stays in its row, all else stands in the row itself.
            row = cell.row as usize + usize::from(step == Step::Insert);
            cell = self.before[cell.row as usize * self.width + at][usize::from(cell.step)];
            at -= usize::from(step != Step::Leave);
        }
        steps[start..].reverse();
    }
}
