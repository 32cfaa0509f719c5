//! Comparison → original: which of two texts looks like the one that the other was made from.
//!
//! Signs from text alone. *Variety*: a writer repeats a word, a spinner draws a synonym each time, so over the swapped
//! words the copy has more different ones. *Plainness*: a spinner's synonyms are longer than the words in use.
//! *Containment*: a copy that was cut is contained in the original. Signs that disagree make no proposal, and a rewrite
//! gets none: a rewriter both varies and simplifies (on labelled rewrites these signs were right in two of three).

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
    /// Where words were swapped it has the shorter ones.
    Plainer,
}

impl Sign {
    /// The sign as a clause about the original.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Contains => "it contains the other text and goes on",
            Self::Plainer => "its words are the plainer ones: the other puts longer words in their place",
            Self::Steadier => "its words are the steadier ones: the other varies them",
        }
    }
}

/// A text of which this much is covered is contained in the other.
const CONTAINED: f64 = 0.97;
/// A text of which no more is covered goes on beyond the other.
const GOES_ON: f64 = 0.9;
/// Swaps that it takes to tell.
const MIN_SWAPS: usize = 4;
/// Letters of the swapped words: those of the copy are longer by this factor at least.
const LONGER: f64 = 1.03;

pub(crate) fn propose(verdict: Verdict, evidence: &Evidence, swaps: &[Swap]) -> Option<Original> {
    let signs = match verdict {
        Verdict::Near => [contains(evidence), steadier(swaps), None],
        Verdict::Spun => [contains(evidence), steadier(swaps), plainer(swaps)],
        _ => [None; 3],
    };
    let mut signs = signs.into_iter().flatten();
    let first = signs.next()?;
    signs.all(|sign| sign.side == first.side).then_some(first)
}

fn contains(evidence: &Evidence) -> Option<Original> {
    let (left, right) = (evidence.covered_left, evidence.covered_right);
    let side = if right >= CONTAINED && left <= GOES_ON {
        Side::Left
    } else if left >= CONTAINED && right <= GOES_ON {
        Side::Right
    } else {
        return None;
    };
    Some(Original { side, sign: Sign::Contains })
}

fn steadier(swaps: &[Swap]) -> Option<Original> {
    let different = |of: fn(&Swap) -> &String| swaps.iter().map(of).collect::<BTreeSet<_>>().len() as f64;
    lesser(swaps, (different(|swap| &swap.left), different(|swap| &swap.right)), 1.0, Sign::Steadier)
}

fn plainer(swaps: &[Swap]) -> Option<Original> {
    let letters =
        |of: fn(&Swap) -> &String| swaps.iter().map(|swap| of(swap).chars().count()).sum::<usize>() as f64;
    lesser(swaps, (letters(|swap| &swap.left), letters(|swap| &swap.right)), LONGER, Sign::Plainer)
}

/// The side with less of something, where the other has more than `factor` times as much.
fn lesser(swaps: &[Swap], (left, right): (f64, f64), factor: f64, sign: Sign) -> Option<Original> {
    if swaps.len() < MIN_SWAPS {
        None
    } else if right > factor * left {
        Some(Original { side: Side::Left, sign })
    } else if left > factor * right {
        Some(Original { side: Side::Right, sign })
    } else {
        None
    }
}
