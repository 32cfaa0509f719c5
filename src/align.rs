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
    profile::{Profile, number},
    token::Kind,
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

/// Lays words against each other; holds the table between calls.
#[derive(Debug, Default)]
pub(crate) struct Aligner {
    row: Vec<i32>,
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
        self.row.extend((0..=number(width)).map(|at| GAP * at.cast_signed()));
        self.steps.clear();
        self.steps.reserve(left.len() * width);
        for of_left in left {
            let mut diagonal = self.row[0];
            let mut before = diagonal + GAP;
            self.row[0] = before;
            for (cell, of_right) in self.row[1..].iter_mut().zip(right.clone()) {
                let both = diagonal + score(tie(pair, of_left, of_right), pair.0.tokens[of_left].kind);
                let (down, along) = (*cell + GAP, before + GAP);
                diagonal = *cell;
                let best = both.max(down).max(along);
                let step = if best == both {
                    Step::Both
                } else if best == down {
                    Step::Left
                } else {
                    Step::Right
                };
                self.steps.push(step as u8);
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
#[inline]
fn tie(pair: (&Profile, &Profile), left: usize, right: usize) -> Option<Tie> {
    let (of_left, of_right) = (&pair.0.tokens[left], &pair.1.tokens[right]);
    if of_left.hash == of_right.hash {
        return Some(Tie::Same);
    }
    match (of_left.kind, of_right.kind) {
        (Kind::Number, Kind::Number) | (Kind::Name, Kind::Name) => {
            let variant = of_left.kind == Kind::Name && pair.0.stems[left] == pair.1.stems[right];
            Some(if variant { Tie::Variant } else { Tie::Conflict })
        }
        (Kind::Number, _) | (_, Kind::Number) => None,
        (left, right) if (left == Kind::Function) != (right == Kind::Function) => None,
        (Kind::Content | Kind::Name, Kind::Content | Kind::Name)
            if pair.0.stems[left] == pair.1.stems[right] =>
        {
            Some(Tie::Variant)
        }
        _ => Some(Tie::Swapped),
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
