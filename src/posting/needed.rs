//! The stems of a document → what another must have in common with it to be a candidate.

use crate::token::is_pair;

/// Share of the rarity asked for that a candidate must hold. Among 60,000 documents 97.4 % of labelled partial copies are
/// candidates, 95.6 % with a quarter and 98.2 % with a tenth, for .60, .53 and .78 candidates a document.
const MIN_RARITY: f32 = 0.2;
/// What it must have in common of the stems, as [`shared`](super::shared) measures it (the least of 1,673 verified copies that
/// nothing but stems proposes is .298 among 7,000 documents, of 173 others among 20,000 .282; a quarter of all other
/// candidates have less, and three quarters of those that have one sentence in common).
const MIN_SHARED: f32 = 0.28;

/// Texts without spaces need so much of what others do, of their stems and of the rarity asked for: their stems are pairs of
/// characters, and one that was changed takes two pairs with it, so of a share of words that stay about its square is left, a
/// third of what is needed; half is on the safe side. Of an article in Chinese four ways of telling it again have .18 to .25
/// of the stems in common, independent reports .05 to .16.
const OF_PAIRS: f32 = 0.5;

/// What must be in common with a document of these stems.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needed {
    /// The share of the rarity asked for.
    pub(crate) rarity: f32,
    /// How much of the stems.
    pub(crate) stems: f32,
}

impl Needed {
    pub(crate) fn of(stems: &[u32]) -> Self {
        let pairs = stems.iter().filter(|&&stem| is_pair(stem)).count();
        let share = if 2 * pairs > stems.len() { OF_PAIRS } else { 1.0 };
        Self { rarity: share * MIN_RARITY, stems: share * MIN_SHARED }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mostly_pairs_of_characters_need_half() {
        let words = Needed::of(&[2, 4, 6]);
        let cases: [(&[u32], f32); 4] = [(&[], 1.0), (&[2, 3], 1.0), (&[3, 4, 5], 0.5), (&[3], 0.5)];
        for (stems, share) in cases {
            let needed = Needed::of(stems);
            let is_share = |part: f32, whole: f32| (part - share * whole).abs() < 1e-6;
            assert!(
                is_share(needed.rarity, words.rarity) && is_share(needed.stems, words.stems),
                "{stems:?}"
            );
        }
    }
}
