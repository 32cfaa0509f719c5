//! Two stretches of words → pairings: which word stands where another stood.
//!
//! Global alignment by dynamic programming (Needleman, Wunsch 1970) with a score that knows what a copyist may change:
//! a word of content for another cheaply, a word of grammar or a figure hardly, a name for a name at its price (that is
//! a conflict, not a synonym). Equal words at both ends are paired off before the table is made, so that copies cost
//! linear time.
//!
//! Time and space `O(n · m)` for the stretches left between the equal ends, at most [`MAX_CELLS`]; beyond that only
//! the equal ends are paired.

use std::ops::Range;

use crate::{
    hash,
    profile::{Profile, number},
    token::{Kind, Token},
};

/// Cells of the largest table: two stretches of 200 words, five sentences of the longest kind.
pub(crate) const MAX_CELLS: usize = 40_000;

/// The unit of the scores: what leaving out one word costs.
const GAP: i32 = -4;
/// The same word of content, name or figure on both sides.
const SAME: i32 = 30;
/// The same word of grammar: says less, and chance meetings are many.
const SAME_FUNCTION: i32 = 12;
/// Two forms of one stem.
const VARIANT: i32 = 20;
/// A word of content for another: cheaper than leaving out both.
const SWAP: i32 = -3;
/// A name for another name.
const SWAP_NAME: i32 = -2;
/// A figure for another figure: cheaper than leaving out both, so that the conflict is seen.
const SWAP_NUMBER: i32 = -6;
/// A figure for a word, or a word of grammar for one of content: dearer than leaving out both.
const MISFIT: i32 = 2 * GAP - 6;

/// How two paired words stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// The same word.
    Same,
    /// Two forms of one stem, or of one figure.
    Variant,
    /// Another word in its place.
    Swapped,
    /// Another name or another figure in its place.
    Conflict,
}

/// Two words that stand in each other's place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pairing {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) tie: Tie,
}

/// Lays words against each other; holds the table between calls.
#[derive(Debug, Default)]
pub(crate) struct Aligner {
    /// The best score up to each pair of words, over what leaving out all words up to them costs, row by row, with a row and
    /// a column before the first words: so a word that is left out changes nothing.
    table: Vec<i32>,
    right: Columns,
}

/// What the table asks of the words of the right stretch, each thing in a row of its own: so that the cells of a row are
/// filled several at a time.
#[derive(Debug, Default)]
struct Columns {
    /// The word, by the upper half of its hash: the lower one may be a stem.
    words: Vec<u32>,
    stems: Vec<u32>,
    kinds: Vec<Kind>,
    /// What each word is worth in the place of one of a kind, as far as that is made.
    worths: [Worths; Kind::ALL.len()],
    made: [bool; Kind::ALL.len()],
}

/// What each word is worth in the place of another of some kind, and the bits that change when that is one of its stem.
#[derive(Debug, Default)]
struct Worths {
    other: Vec<i32>,
    stem: Vec<i32>,
}

impl Aligner {
    /// Appends the pairings of two stretches, in order.
    pub(crate) fn align(
        &mut self,
        pair: (&Profile, &Profile),
        left: Range<usize>,
        right: Range<usize>,
        pairings: &mut Vec<Pairing>,
    ) {
        let (mut left, mut right) = (left, right);
        let equal = |left: usize, right: usize| pair.0.tokens[left].hash == pair.1.tokens[right].hash;
        let same =
            |left: usize, right: usize| Pairing { left: number(left), right: number(right), tie: Tie::Same };
        while !left.is_empty() && !right.is_empty() && equal(left.start, right.start) {
            pairings.push(same(left.start, right.start));
            left.start += 1;
            right.start += 1;
        }
        let mut tail = 0;
        while tail < left.len().min(right.len()) && equal(left.end - 1 - tail, right.end - 1 - tail) {
            tail += 1;
        }
        let (left_end, right_end) = (left.end - tail, right.end - tail);
        let cells = (left_end - left.start) * (right_end - right.start);
        if (1..=MAX_CELLS).contains(&cells) {
            self.fill(pair, left.start..left_end, right.start..right_end);
            self.trace(pair, left.start..left_end, right.start..right_end, pairings);
        }
        pairings.extend((0..tail).map(|at| same(left_end + at, right_end + at)));
    }

    fn fill(&mut self, pair: (&Profile, &Profile), left: Range<usize>, right: Range<usize>) {
        let width = right.len();
        self.right.read(pair.1, right);
        let cells = (left.len() + 1) * (width + 1);
        self.table.resize(cells.max(self.table.len()), 0);
        self.table[..=width].fill(0);
        let mut rest = self.table.as_mut_slice();
        for at in left {
            let (above, below) = rest.split_at_mut(width + 1);
            below[0] = 0;
            self.right.pair_off((pair.0, at), above, &mut below[1..=width]);
            raise(&mut below[1..=width]);
            rest = below;
        }
    }

    fn trace(
        &self,
        pair: (&Profile, &Profile),
        left: Range<usize>,
        right: Range<usize>,
        pairings: &mut Vec<Pairing>,
    ) {
        let start = pairings.len();
        let width = right.len() + 1;
        let (mut down, mut along) = (left.len(), right.len());
        while down > 0 && along > 0 {
            let cell = down * width + along;
            let (of_left, of_right) = (left.start + down - 1, right.start + along - 1);
            let tie = tie(pair, of_left, of_right);
            let best = self.table[cell];
            if best == self.table[cell - width - 1] + over(score(tie, pair.0.tokens[of_left].kind)) {
                pairings.extend(tie.map(|tie| Pairing {
                    left: number(of_left),
                    right: number(of_right),
                    tie,
                }));
                (down, along) = (down - 1, along - 1);
            } else if best == self.table[cell - width] {
                down -= 1;
            } else {
                along -= 1;
            }
        }
        pairings[start..].reverse();
    }
}

impl Columns {
    /// Reads the words of a stretch.
    fn read(&mut self, profile: &Profile, stretch: Range<usize>) {
        let tokens = &profile.tokens[stretch.clone()];
        self.words.clear();
        self.words.extend(tokens.iter().map(|token| hash::high_half(token.hash)));
        self.stems.clear();
        self.stems.extend_from_slice(&profile.stems[stretch]);
        self.kinds.clear();
        self.kinds.extend(tokens.iter().map(|token| token.kind));
        self.made = [false; Kind::ALL.len()];
    }

    /// Sets each cell to the best score that ends with the word on the left paired with that of the column, or left out,
    /// given the row above.
    #[inline(never)]
    fn pair_off(&mut self, (profile, at): (&Profile, usize), above: &[i32], cells: &mut [i32]) {
        let Token { hash, kind, .. } = profile.tokens[at];
        let (word, stem, same) =
            (hash::high_half(hash), profile.stems[at], over(score(Some(Tie::Same), kind)));
        let worths = &mut self.worths[kind as usize];
        if !std::mem::replace(&mut self.made[kind as usize], true) {
            worths.read(kind, &self.kinds);
        }
        let width = cells.len();
        let (words, stems) = (&self.words[..width], &self.stems[..width]);
        let (of_stem, others) = (&worths.stem[..width], &worths.other[..width]);
        let above = &above[..=width];
        // By masks, not by choices: so the compiler takes four columns at a time.
        let mask = |holds: bool| -i32::from(holds);
        for (column, cell) in cells.iter_mut().enumerate() {
            let other = others[column] ^ (of_stem[column] & mask(stems[column] == stem));
            let both = above[column] + (other ^ ((other ^ same) & mask(words[column] == word)));
            *cell = both.max(above[column + 1]);
        }
    }
}

impl Worths {
    /// What words of these kinds are worth in the place of one of this kind.
    fn read(&mut self, of_left: Kind, kinds: &[Kind]) {
        let other = |&kind: &Kind| over(OTHERS[of_left as usize][kind as usize]);
        let varies = |&kind: &Kind| varies(of_left) && varies(kind);
        self.other.clear();
        self.other.extend(kinds.iter().map(other));
        self.stem.clear();
        self.stem.extend(kinds.iter().map(|kind| if varies(kind) { other(kind) ^ over(VARIANT) } else { 0 }));
    }
}

/// How two words stand to each other; none when neither can stand in the other's place.
fn tie(pair: (&Profile, &Profile), left: usize, right: usize) -> Option<Tie> {
    let (of_left, of_right) = (pair.0.tokens[left], pair.1.tokens[right]);
    if of_left.hash == of_right.hash {
        Some(Tie::Same)
    } else if pair.0.stems[left] == pair.1.stems[right] && varies(of_left.kind) && varies(of_right.kind) {
        Some(Tie::Variant)
    } else {
        tie_of_others(of_left.kind, of_right.kind)
    }
}

/// Whether words of a kind have forms that share their stem, as a figure has its digits and the word for it.
const fn varies(kind: Kind) -> bool {
    matches!(kind, Kind::Content | Kind::Name | Kind::Number)
}

/// How two words of these kinds stand to each other that have neither form nor stem in common.
const fn tie_of_others(left: Kind, right: Kind) -> Option<Tie> {
    match (left, right) {
        (Kind::Number, Kind::Number) | (Kind::Name, Kind::Name) => Some(Tie::Conflict),
        (Kind::Function, Kind::Function) => Some(Tie::Swapped),
        (Kind::Number | Kind::Function, _) | (_, Kind::Number | Kind::Function) => None,
        _ => Some(Tie::Swapped),
    }
}

/// The [`score`] of two words of these kinds that have neither form nor stem in common.
const OTHERS: [[i32; Kind::ALL.len()]; Kind::ALL.len()] = {
    let mut others = [[MISFIT; Kind::ALL.len()]; Kind::ALL.len()];
    let mut at = 0;
    while at < Kind::ALL.len() * Kind::ALL.len() {
        let (left, right) = (Kind::ALL[at / Kind::ALL.len()], Kind::ALL[at % Kind::ALL.len()]);
        others[left as usize][right as usize] = score(tie_of_others(left, right), left);
        at += 1;
    }
    others
};

/// What it is worth to let two words stand in each other's place.
#[inline]
pub(crate) fn worth(pair: (&Profile, &Profile), left: usize, right: usize) -> i32 {
    score(tie(pair, left, right), pair.0.tokens[left].kind)
}

/// A score over what leaving out both words costs.
#[inline]
const fn over(score: i32) -> i32 {
    score - 2 * GAP
}

/// Raises each cell of a row to the best before it; four at a time, so that one waits for another only once in four.
fn raise(cells: &mut [i32]) {
    let (fours, rest) = cells.as_chunks_mut();
    let mut before = 0;
    for [first, second, third, fourth] in fours {
        let (two, last_two) = ((*first).max(*second), (*third).max(*fourth));
        let (three, four) = (two.max(*third), two.max(last_two));
        (*first, *second) = (before.max(*first), before.max(two));
        (*third, *fourth) = (before.max(three), before.max(four));
        before = *fourth;
    }
    for cell in rest {
        before = before.max(*cell);
        *cell = before;
    }
}

#[inline]
const fn score(tie: Option<Tie>, kind: Kind) -> i32 {
    match (tie, kind) {
        (Some(Tie::Same), Kind::Function) => SAME_FUNCTION,
        (Some(Tie::Same), _) => SAME,
        (Some(Tie::Variant), _) => VARIANT,
        (Some(Tie::Swapped), _) => SWAP,
        (Some(Tie::Conflict), Kind::Name) => SWAP_NAME,
        (Some(Tie::Conflict), _) => SWAP_NUMBER,
        (None, _) => MISFIT,
    }
}
