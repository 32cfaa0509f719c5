//! Comparison → original: which of two texts looks like the one that the other was made from, and why.
//!
//! Clues from the texts alone, each with a weight; what is proposed is the side for which enough more speaks. Where
//! words were swapped one for one, by a spinner or by errors in typing, the words of the original stand elsewhere in both
//! texts, a spinner draws another synonym each time, and his synonyms are longer than the words in use. What was told
//! anew shows it in what is left out: figures, names, quotation marks, what was said in passing; and in longer and more
//! formal words. A copy that was cut is contained.
//!
//! How often the proposals are right, source by source: BENCHMARKS.md.

mod clue;
mod frame;
mod register;
mod words;

use serde::{Deserialize, Serialize};

use crate::{
    comparison::Reading,
    evidence::Evidence,
    swap::{Piece, Swap},
    verdict::Verdict,
};
use frame::Frame;
use words::Words;

/// The text that looks like the original, with the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Which of the two.
    pub side: Side,
    /// Why, the strongest first; never empty.
    pub signs: Vec<Sign>,
}

/// One of the two texts of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// The left text.
    Left,
    /// The right text.
    Right,
}

/// What speaks for a text as the original.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sign {
    /// Its date is the earlier one.
    Earlier,
    /// It contains the other text and goes on.
    Contains,
    /// Its words, where others were put, stand elsewhere in both texts; the other's words do not.
    Recurring,
    /// Where words were swapped it repeats its words, and the other varies.
    Steadier,
    /// Its own words are the shorter ones.
    Plainer,
    /// It has many words that the other lacks, and lacks few.
    SaysMore,
    /// It has figures that the other lacks.
    Figures,
    /// It has names that the other lacks.
    Names,
    /// It quotes where the other only tells.
    Quotations,
    /// The other has more words of formal writing, such as language models are fond of, or fewer of talk.
    LessFormal,
}

impl Sign {
    /// All signs.
    pub(crate) const ALL: [Self; 10] = [
        Self::Earlier,
        Self::Contains,
        Self::Recurring,
        Self::Steadier,
        Self::Plainer,
        Self::SaysMore,
        Self::Figures,
        Self::Names,
        Self::Quotations,
        Self::LessFormal,
    ];

    /// The sign in a word or two, for a list of reasons.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Contains => "contains the other",
            Self::Recurring => "words that recur",
            Self::Steadier => "steadier words",
            Self::Plainer => "plainer words",
            Self::SaysMore => "says more",
            Self::Figures => "figures intact",
            Self::Names => "names intact",
            Self::Quotations => "quotations intact",
            Self::LessFormal => "less formal",
        }
    }

    /// The sign as a clause about the original.
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Earlier => "its date is the earlier one",
            Self::Contains => "it contains the other text and goes on",
            Self::Recurring => {
                "its swapped words recur in both texts: those of the other are strangers there"
            }
            Self::Steadier => "its words are the steadier ones: the other varies them",
            Self::Plainer => "its words are the plainer ones: the other puts longer words in their place",
            Self::SaysMore => "it says more: the other leaves words out and adds few",
            Self::Figures => "it has figures that the other lacks",
            Self::Names => "it has names that the other lacks",
            Self::Quotations => "it quotes where the other only tells",
            Self::LessFormal => "the other is more formal, as machines write",
        }
    }
}

/// One thing that speaks for one of two texts as the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clue {
    /// The text that it speaks for.
    pub side: Side,
    /// What it is.
    pub sign: Sign,
    /// How much it says, from 1 up.
    pub weight: u8,
}

/// By so much more must speak for one text than for the other.
const ENOUGH: i32 = 2;
/// The same for a near copy, in which few words tell.
const ENOUGH_OF_NEAR: i32 = 3;
/// Weight of the earlier date: more than any one clue of the texts, less than several that agree, since a date may be
/// that of a later edition.
const DATE: u8 = 4;
/// Weight of containing the other text: nothing else makes a cut copy.
const CONTAINING: u8 = 3;
/// A text of which this much is covered is contained in the other.
const CONTAINED: f64 = 0.97;
/// A text of which no more is covered goes on beyond the other.
const GOES_ON: f64 = 0.9;

/// What the texts of a copy tell about which was first.
pub(crate) fn clues<'a>(
    (verdict, evidence): (Verdict, &Evidence),
    pieces: impl Iterator<Item = &'a Piece> + Clone,
    swaps: &[Swap],
    (left, right): (Reading, Reading),
) -> Vec<Clue> {
    let mut clues = Vec::new();
    if !matches!(verdict, Verdict::Near | Verdict::Spun | Verdict::Rewritten) {
        return clues;
    }
    if verdict != Verdict::Rewritten {
        clues.extend(containing(evidence));
    }
    match Frame::of(pieces.clone(), (left, right)) {
        Frame::Stands => clues.extend(clue::of_swaps(swaps, (left, right))),
        Frame::Changed => clues.extend(clue::of_telling(&Words::new(pieces, (left, right)))),
    }
    clues
}

/// The text for which enough speaks, given which is earlier by its date where that is known.
pub(crate) fn propose(verdict: Verdict, clues: &[Clue], earlier: Option<Side>) -> Option<Original> {
    let date = earlier.map(|side| Clue { side, sign: Sign::Earlier, weight: DATE });
    let all = || clues.iter().copied().chain(date);
    let signed = |clue: Clue| match clue.side {
        Side::Left => i32::from(clue.weight),
        Side::Right => -i32::from(clue.weight),
    };
    let sum: i32 = all().map(signed).sum();
    let enough = if verdict == Verdict::Near { ENOUGH_OF_NEAR } else { ENOUGH };
    if sum.abs() < enough {
        return None;
    }
    let side = if sum > 0 { Side::Left } else { Side::Right };
    let mut speaking: Vec<Clue> = all().filter(|clue| clue.side == side).collect();
    speaking.sort_by_key(|clue| (std::cmp::Reverse(clue.weight), clue.sign));
    Some(Original { side, signs: speaking.into_iter().map(|clue| clue.sign).collect() })
}

fn containing(evidence: &Evidence) -> Option<Clue> {
    let (left, right) = (evidence.covered_left, evidence.covered_right);
    let side = if right >= CONTAINED && left <= GOES_ON {
        Side::Left
    } else if left >= CONTAINED && right <= GOES_ON {
        Side::Right
    } else {
        return None;
    };
    Some(Clue { side, sign: Sign::Contains, weight: CONTAINING })
}
