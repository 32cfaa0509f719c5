//! Two stretches of words → pairings: which word stands where another stood.
//!
//! Global alignment by dynamic programming (Needleman, Wunsch 1970) with a score that knows what a copyist may change:
//! a word of content for another cheaply, a word of grammar or a figure hardly, a name for a name at its price (that is
//! a conflict, not a synonym). Equal words at both ends are paired off before the table is made, so that copies cost
//! linear time.
//!
//! Time and space `O(n · m)` for the stretches left between the equal ends, at most [`MAX_CELLS`]; beyond that only
//! the equal ends are paired.

use std::{hint::select_unpredictable, ops::Range};

use crate::{
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
    /// Two forms of one stem.
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Left,
    Right,
}

/// What the table asks of a word.
#[derive(Clone, Copy, Debug)]
struct Form {
    hash: u64,
    /// The stem, with what keeps it from being that of a form of the other word above it.
    stem: u64,
    kind: Kind,
}

impl Form {
    /// The form of a word on the side of this number, 0 or 1.
    #[inline]
    fn new(profile: &Profile, at: usize, side: u64) -> Self {
        let Token { hash, kind, .. } = profile.tokens[at];
        let varies = matches!(kind, Kind::Content | Kind::Name);
        let stem = u64::from(profile.stems[at]) | if varies { 0 } else { 1 + side } << 32;
        Self { hash, stem, kind }
    }
}

/// Lays words against each other; holds the table between calls.
#[derive(Debug, Default)]
pub(crate) struct Aligner {
    row: Vec<i32>,
    right: Vec<Form>,
    steps: Vec<u8>,
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
        if (left_end - left.start) * (right_end - right.start) <= MAX_CELLS {
            self.fill(pair, left.start..left_end, right.start..right_end);
            self.trace(pair, left.start..left_end, right.start..right_end, pairings);
        }
        pairings.extend((0..tail).map(|at| same(left_end + at, right_end + at)));
    }

    fn fill(&mut self, pair: (&Profile, &Profile), left: Range<usize>, right: Range<usize>) {
        let width = right.len();
        self.row.clear();
        self.row.extend((1..=number(width)).map(|at| GAP * at.cast_signed()));
        self.right.clear();
        self.right.extend(right.map(|at| Form::new(pair.1, at, 1)));
        self.steps.clear();
        self.steps.resize(left.len() * width, 0);
        let mut above = 0;
        for (at, steps) in left.zip(self.steps.chunks_exact_mut(width.max(1))) {
            let of_left = Form::new(pair.0, at, 0);
            let same = score(Some(Tie::Same), of_left.kind);
            let others = &OTHERS[of_left.kind as usize];
            let mut diagonal = above;
            let mut before = above + GAP;
            above = before;
            for ((cell, step), of_right) in self.row.iter_mut().zip(steps).zip(&self.right) {
                let other = others[of_right.kind as usize % KINDS];
                let other = select_unpredictable(of_left.stem == of_right.stem, VARIANT, other);
                let both = diagonal + select_unpredictable(of_left.hash == of_right.hash, same, other);
                let (down, along) = (*cell + GAP, before + GAP);
                diagonal = *cell;
                let best = both.max(down).max(along);
                let gap = select_unpredictable(best == down, Step::Left as u8, Step::Right as u8);
                *step = select_unpredictable(best == both, Step::Both as u8, gap);
                *cell = best;
                before = best;
            }
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
        let (mut down, mut along) = (left.len(), right.len());
        while down > 0 && along > 0 {
            let step = self.steps[(down - 1) * right.len() + along - 1];
            if step == Step::Both as u8 {
                let (of_left, of_right) = (left.start + down - 1, right.start + along - 1);
                if let Some(tie) = tie(pair, of_left, of_right) {
                    pairings.push(Pairing { left: number(of_left), right: number(of_right), tie });
                }
            }
            down -= usize::from(step != Step::Right as u8);
            along -= usize::from(step != Step::Left as u8);
        }
        pairings[start..].reverse();
    }
}

/// How two words stand to each other; none when neither can stand in the other's place.
fn tie(pair: (&Profile, &Profile), left: usize, right: usize) -> Option<Tie> {
    let (left, right) = (Form::new(pair.0, left, 0), Form::new(pair.1, right, 1));
    if left.hash == right.hash {
        Some(Tie::Same)
    } else if left.stem == right.stem {
        Some(Tie::Variant)
    } else {
        tie_of_others(left.kind, right.kind)
    }
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

/// Kinds of words, and places in a table by kind: so many that none need be checked.
const KINDS: usize = 8;

/// The [`score`] of two words of these kinds that have neither form nor stem in common.
const OTHERS: [[i32; KINDS]; KINDS] = {
    let mut others = [[MISFIT; KINDS]; KINDS];
    let mut left = 0;
    while left < Kind::ALL.len() {
        let mut right = 0;
        while right < Kind::ALL.len() {
            let score = score(tie_of_others(Kind::ALL[left], Kind::ALL[right]), Kind::ALL[left]);
            others[Kind::ALL[left] as usize][Kind::ALL[right] as usize] = score;
            right += 1;
        }
        left += 1;
    }
    others
};

/// What it is worth to let two words stand in each other's place.
#[inline]
pub(crate) fn worth(pair: (&Profile, &Profile), left: usize, right: usize) -> i32 {
    score(tie(pair, left, right), pair.0.tokens[left].kind)
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
