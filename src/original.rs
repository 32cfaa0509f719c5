//! Comparison → original: which of two texts looks like the one that the other was made from.
//!
//! Two signs, from text alone. *Variety*: a writer repeats a word, a spinner draws a synonym each time, so over the
//! swapped words the copy has more different ones. *Containment*: a copy that was cut is contained in the original.
//! Signs that disagree or are weak make no proposal.

use std::collections::BTreeSet;

use crate::{evidence::Evidence, swap::Swap, verdict::Verdict};

/// The text that looks like the original, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Original {
    /// Which of the two.
    pub side: Side,
    /// Why.
    pub sign: Sign,
}

/// One of the two texts of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The left text.
    Left,
    /// The right text.
    Right,
}

/// What speaks for a text as the original.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// It contains the other text and goes on.
    Contains,
    /// Where words were swapped it repeats its words, and the other varies.
    Steadier,
}

impl Sign {
    /// The sign as a clause about the original.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Contains => "it contains the other text and goes on",
            Self::Steadier => "its words are the steadier ones: the other varies them",
        }
    }
}

/// A text of which this much is covered is contained in the other.
const CONTAINED: f64 = 0.97;
/// A text of which no more is covered goes on beyond the other.
const GOES_ON: f64 = 0.9;
/// Different words over the swaps: one side has at least this many more for each that the other has.
const VARIETY: f64 = 1.05;
/// Swaps that it takes to tell.
const MIN_SWAPS: usize = 8;

pub(crate) fn propose(verdict: Verdict, evidence: &Evidence, swaps: &[Swap]) -> Option<Original> {
    if matches!(verdict, Verdict::Partial) {
        return None;
    }
    let contains = match (evidence.covered_left, evidence.covered_right) {
        (left, right) if right >= CONTAINED && left <= GOES_ON => Some(Side::Left),
        (left, right) if left >= CONTAINED && right <= GOES_ON => Some(Side::Right),
        _ => None,
    };
    match (contains, steadier(swaps)) {
        (Some(one), Some(other)) if one != other => None,
        (_, Some(side)) => Some(Original { side, sign: Sign::Steadier }),
        (Some(side), None) => Some(Original { side, sign: Sign::Contains }),
        (None, None) => None,
    }
}

fn steadier(swaps: &[Swap]) -> Option<Side> {
    if swaps.len() < MIN_SWAPS {
        return None;
    }
    let left = swaps.iter().map(|swap| &swap.left).collect::<BTreeSet<_>>().len() as f64;
    let right = swaps.iter().map(|swap| &swap.right).collect::<BTreeSet<_>>().len() as f64;
    if right >= VARIETY * left {
        Some(Side::Left)
    } else if left >= VARIETY * right {
        Some(Side::Right)
    } else {
        None
    }
}
