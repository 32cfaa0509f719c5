//! Two profiles → order: whether two documents say the same words in the same order, from one end to the other.
//!
//! A rewriter goes through the text and keeps its order and its figures; two reports on one event pick their own. So the
//! words of content that each document has once are compared by rank (Kendall, A New Measure of Rank Correlation,
//! Biometrika 1938), and the words and figures that only one of them has are counted.
//!
//! Time `O(n log n)` for `n` terms.

use crate::{
    link::for_shared_stems,
    profile::{Profile, Term},
    token::Kind,
};

/// What whole documents have in common, wherever it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Order {
    /// Words of content that both documents have just once.
    pub(crate) once: usize,
    /// How well their order agrees: 1 when it is the same, 0 as by chance, -1 when it is turned round.
    pub(crate) agreement: f64,
    /// Share of the different words of content that the other document has too, on the side where it is more.
    pub(crate) kept: f64,
    /// Different figures that the other document does not have, on the side where they are fewer.
    pub(crate) strange_figures: usize,
}

impl Order {
    pub(crate) fn of(left: &Profile, right: &Profile) -> Self {
        let mut shared = Vocabulary::default();
        let mut once: Vec<(u32, u32)> = Vec::new();
        for_shared_stems(&left.terms, &right.terms, |of_left, of_right| {
            shared.words += 1;
            shared.figures += usize::from(is_figure(left, of_left));
            if let ([one], [other]) = (of_left, of_right) {
                once.push((one.at, other.at));
            }
        });
        let mut ranks = vec![NOWHERE; left.tokens.len()];
        for &(of_left, of_right) in &once {
            ranks[of_left as usize] = of_right;
        }
        ranks.retain(|&rank| rank != NOWHERE);
        let (of_left, of_right) = (Vocabulary::of(left), Vocabulary::of(right));
        let kept = |of: &Vocabulary| (shared.words as f64 + 1.0) / (of.words as f64 + 2.0);
        let strange = |of: &Vocabulary| of.figures.saturating_sub(shared.figures);
        Self {
            once: ranks.len(),
            agreement: agreement(ranks),
            kept: kept(&of_left).max(kept(&of_right)),
            strange_figures: strange(&of_left).min(strange(&of_right)),
        }
    }
}

/// The place of a word that is not there: texts are shorter than that.
const NOWHERE: u32 = u32::MAX;

/// Counts of different words of content, and of the figures among them.
#[derive(Default)]
struct Vocabulary {
    words: usize,
    figures: usize,
}

impl Vocabulary {
    fn of(profile: &Profile) -> Self {
        profile.terms.chunk_by(|one, next| one.stem == next.stem).fold(Self::default(), |of, places| Self {
            words: of.words + 1,
            figures: of.figures + usize::from(is_figure(profile, places)),
        })
    }
}

fn is_figure(profile: &Profile, places: &[Term]) -> bool {
    profile.tokens[places[0].at as usize].kind == Kind::Number
}

/// Kendall's rank correlation of different numbers with their places; 0 for fewer than two.
fn agreement(mut ranks: Vec<u32>) -> f64 {
    let pairs = ranks.len() * ranks.len().saturating_sub(1) / 2;
    let inversions = sort(&mut ranks, &mut Vec::new());
    if pairs == 0 { 0.0 } else { 1.0 - 2.0 * inversions as f64 / pairs as f64 }
}

/// Sorts numbers by merging and counts the pairs that stood in the wrong order.
fn sort(numbers: &mut [u32], room: &mut Vec<u32>) -> usize {
    if numbers.is_sorted() {
        return 0;
    }
    let middle = numbers.len() / 2;
    let mut inversions = sort(&mut numbers[..middle], room) + sort(&mut numbers[middle..], room);
    room.clear();
    let (mut left, mut right) = (0, middle);
    while left < middle && right < numbers.len() {
        if numbers[left] <= numbers[right] {
            room.push(numbers[left]);
            left += 1;
        } else {
            room.push(numbers[right]);
            right += 1;
            inversions += middle - left;
        }
    }
    room.extend_from_slice(&numbers[left..middle]);
    let merged = room.len();
    numbers[..merged].copy_from_slice(room);
    inversions
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every pair compared with every other.
    fn naive(ranks: &[u32]) -> f64 {
        let (mut agree, mut pairs) = (0.0, 0.0);
        for (at, one) in ranks.iter().enumerate() {
            for other in &ranks[at + 1..] {
                pairs += 1.0;
                agree += if other > one { 1.0 } else { -1.0 };
            }
        }
        if pairs == 0.0 { 0.0 } else { agree / pairs }
    }

    proptest! {
        #[test]
        fn counts_like_comparing_every_pair(ranks in proptest::collection::hash_set(any::<u32>(), 0..60)) {
            let ranks: Vec<u32> = ranks.into_iter().collect();
            prop_assert!((agreement(ranks.clone()) - naive(&ranks)).abs() < 1e-9);
        }
    }

    #[test]
    fn tells_order_words_and_figures() {
        let text =
            "The harbour master counted 412 barrels, then the customs officer sealed 9 crates of pepper.";
        let turned =
            "The customs officer sealed 9 crates of pepper, then the harbour master counted 412 barrels.";
        let other =
            "The harbour master counted 77 barrels, then the customs officer sealed 8 crates of pepper.";
        let order = |one, other| Order::of(&Profile::new(one), &Profile::new(other));
        assert!((order(text, text).agreement - 1.0).abs() < 1e-9);
        assert_eq!(order(text, text).strange_figures, 0);
        assert!(order(text, turned).agreement < 0.2);
        assert_eq!(order(text, other).strange_figures, 2);
        assert!(order(text, other).kept > 0.6);
    }
}
