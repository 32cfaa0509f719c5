//! Two profiles → order: whether two documents say the same words in the same order, from one end to the other.
//!
//! A rewriter goes through the text and keeps its order and its figures; two reports on one event pick their own. So the
//! words of content that each document has once are compared by rank (Kendall, A New Measure of Rank Correlation,
//! Biometrika 1938), and the words and figures that only one of them has are counted.
//!
//! Time `O(n)` for `n` words, and `O(m log m)` where the order of `m` of them changed.

use std::ops::Range;

mod vocabulary;

use crate::{
    link::Shared,
    profile::{Different, Profile},
    thread::Meeting,
    token::Kind,
};
pub(crate) use vocabulary::Vocabulary;

/// Words on the left and on the right between which nothing is known to be the same.
pub(crate) type Parting = (Range<usize>, Range<usize>);

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

/// All words of both.
#[cfg(test)]
pub(crate) fn apart((left, right): (&Profile, &Profile)) -> Parting {
    (0..left.tokens.len(), 0..right.tokens.len())
}

impl Order {
    /// Compares two documents that have the same words in the same order but for these partings, which may be all of both.
    pub(crate) fn of(vocabulary: &mut Vocabulary, pair: (&Profile, &Profile), partings: &[Parting]) -> Self {
        vocabulary.read(pair, partings);
        let mut words = [Different::default(); 3];
        let mut once = Vec::new();
        for word in &vocabulary.words {
            let [left, right] = word.times.map(|times| usize::from(times > 0));
            let sides =
                [(left, word.is_figure[0]), (right, word.is_figure[1]), (left & right, word.is_figure[0])];
            for (of, (stands, is_figure)) in words.iter_mut().zip(sides) {
                of.words += stands;
                of.figures += stands & usize::from(is_figure);
            }
            if word.times == [1, 1] {
                once.push(word.places);
            }
        }
        once.sort_unstable();
        Self::new(words, once.into_iter().map(|[_, right]| right).collect())
    }

    /// Compares two documents by the stems that they share, wherever they stand, and where those meet.
    pub(crate) fn of_shared(
        (left, right): (&Profile, &Profile),
        shared: &[Shared],
        meetings: &[Meeting],
    ) -> Self {
        let is_figure = |(of_left, _): &&Shared| left.tokens[of_left[0].at as usize].kind == Kind::Number;
        let both = Different { words: shared.len(), figures: shared.iter().filter(is_figure).count() };
        let once = meetings.iter().filter(|meeting| meeting.is_only).map(|meeting| meeting.right);
        Self::new([left.different(), right.different(), both], once.collect())
    }

    /// From the different words of the left document, of the right one, and of both, and the places on the right of those
    /// that each has once, in the order of the left.
    fn new([left, right, both]: [Different; 3], once: Vec<u32>) -> Self {
        let kept = |of: Different| (both.words as f64 + 1.0) / (of.words as f64 + 2.0);
        let strange = |of: Different| of.figures.saturating_sub(both.figures);
        Self {
            once: once.len(),
            agreement: agreement(once),
            kept: kept(left).max(kept(right)),
            strange_figures: strange(left).min(strange(right)),
        }
    }
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
    use crate::{link::shared_stems, thread::meetings};

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
        let order = |one: &str, other: &str| {
            let pair = (&Profile::new(one), &Profile::new(other));
            let shared = shared_stems(pair);
            let order = Order::of_shared(pair, &shared, &meetings(pair.0, &shared));
            assert_eq!(order, Order::of(&mut Vocabulary::default(), pair, &[apart(pair)]));
            order
        };
        assert!((order(text, text).agreement - 1.0).abs() < 1e-9);
        assert_eq!(order(text, text).strange_figures, 0);
        assert!(order(text, turned).agreement < 0.2);
        assert_eq!(order(text, other).strange_figures, 2);
        assert!(order(text, other).kept > 0.6);
    }
}
