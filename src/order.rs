//! Two profiles → order: whether two documents say the same words in the same order, from one end to the other.
//!
//! A rewriter goes through the text and keeps its order and its figures; two reports on one event pick their own. So the
//! words of content that each document has once are compared by rank (Kendall, A New Measure of Rank Correlation,
//! Biometrika 1938), and the names and figures that only one of them has are counted. Whoever moves sentences about leaves
//! what they say together: so it is also counted how many of those words have kept their neighbours.
//!
//! Time `O(n)` for `n` words, and `O(m log m)` where the order of `m` of them changed.

use std::ops::Range;

mod vocabulary;

use crate::{
    link::Shared,
    profile::{Facts, Profile, number},
    thread::Meeting,
};
pub(crate) use vocabulary::Vocabulary;

/// Words that are neighbours have at most one other between them, of those that both documents have once.
const BESIDE: usize = 2;

/// Words on the left and on the right between which nothing is known to be the same.
pub(crate) type Parting = (Range<usize>, Range<usize>);

/// What whole documents have in common, wherever it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Order {
    /// Words of content that both documents have just once.
    pub(crate) once: usize,
    /// How well their order agrees: 1 when it is the same, 0 as by chance, -1 when it is turned round.
    pub(crate) agreement: f64,
    /// Different figures that the other document does not have, on the side where they are fewer.
    pub(crate) strange_figures: usize,
    /// Different names and figures that both documents have.
    pub(crate) shared_facts: usize,
    /// Different names and figures that the other document does not have, on both sides.
    pub(crate) strange_facts: usize,
    /// How many more of the words that stand once in each document are neighbours in both than by chance, in standard
    /// deviations of it; 0 where they are fewer.
    pub(crate) neighbours: f64,
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
        let ([mut all, mut both], mut once) = ([[Facts::default(); 2]; 2], Vec::new());
        for word in &vocabulary.words {
            let stands = word.times.map(|times| times > 0);
            for side in 0..2 {
                all[side].count(word.kinds[side], stands[side]);
                both[side].count(word.kinds[side], stands == [true; 2]);
            }
            if word.times == [1, 1] {
                once.push(word.places);
            }
        }
        once.sort_unstable();
        Self::new(all, both, &once)
    }

    /// Compares two documents by the stems that they share, wherever they stand, and where those meet.
    pub(crate) fn of_shared(
        (left, right): (&Profile, &Profile),
        shared: &[Shared],
        meetings: &[Meeting],
    ) -> Self {
        let mut both = [Facts::default(); 2];
        for (of_left, of_right) in shared {
            both[0].count(left.tokens[of_left[0].at as usize].kind, true);
            both[1].count(right.tokens[of_right[0].at as usize].kind, true);
        }
        let once = meetings.iter().filter(|meeting| meeting.is_only);
        let once: Vec<[u32; 2]> = once.map(|meeting| [meeting.left, meeting.right]).collect();
        Self::new([left.facts(), right.facts()], both, &once)
    }

    /// From the facts of either document, those of them that both have, and the places of the words that each has once, in
    /// the order of the left.
    fn new(all: [Facts; 2], both: [Facts; 2], once: &[[u32; 2]]) -> Self {
        let figures = [0, 1].map(|side: usize| all[side].figures - both[side].figures);
        let names = [0, 1].map(|side: usize| all[side].names - both[side].names);
        Self {
            once: once.len(),
            neighbours: neighbours(&apart_from_each_other(once)),
            agreement: agreement(once.iter().map(|places| places[1]).collect()),
            strange_figures: figures[0].min(figures[1]),
            shared_facts: both.map(|of| of.figures + of.names).into_iter().min().unwrap_or(0),
            strange_facts: figures.into_iter().chain(names).sum(),
        }
    }
}

/// The places on the right of the first of all words that follow each other on both sides: a name of several words, or of
/// several characters, tells no more than one of one.
fn apart_from_each_other(once: &[[u32; 2]]) -> Vec<u32> {
    let follow = |one: &[u32; 2], next: &[u32; 2]| (one[0] + 1, one[1] + 1) == (next[0], next[1]);
    once.chunk_by(follow).map(|row| row[0][1]).collect()
}

/// How many more of different numbers than by chance are, of all of them, at most [`BESIDE`] away from the one before, in
/// standard deviations; 0 where they are fewer.
fn neighbours(numbers: &[u32]) -> f64 {
    let mut ascending: Vec<u32> = (0..number(numbers.len())).collect();
    ascending.sort_unstable_by_key(|&at| numbers[at as usize]);
    let mut ranks = vec![0_usize; numbers.len()];
    for (rank, at) in ascending.into_iter().enumerate() {
        ranks[at as usize] = rank;
    }
    let beside = ranks.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= BESIDE).count() as f64;
    let pairs = numbers.len().saturating_sub(1) as f64;
    let chance = (2.0 * BESIDE as f64 / numbers.len().max(1) as f64).min(1.0);
    let deviation = (pairs * chance * (1.0 - chance)).max(0.5).sqrt();
    ((beside - pairs * chance) / deviation).max(0.0)
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
    fn neighbours_stay_when_paragraphs_move_and_part_when_words_are_drawn() {
        let straight: Vec<u32> = (0..60).collect();
        let moved: Vec<u32> = (30..60).chain(0..30).collect();
        let drawn: Vec<u32> = straight.iter().map(|at| at * 23 % 60).collect();
        let none: [u32; 0] = [];
        assert!(neighbours(&straight) > 20.0);
        assert!(neighbours(&moved) > 0.9 * neighbours(&straight));
        assert!(neighbours(&drawn) < 2.0);
        assert!([&none[..], &[4], &[4, 2]].iter().all(|few| neighbours(few).abs() < 1e-9));
    }

    #[test]
    fn words_that_follow_each_other_on_both_sides_are_one() {
        let cases: [(&[[u32; 2]], &[u32]); 4] = [
            (&[], &[]),
            (&[[3, 8], [4, 9], [5, 10]], &[8]),
            (&[[3, 8], [5, 9], [6, 11]], &[8, 9, 11]),
            (&[[0, 5], [1, 6], [7, 1], [8, 2], [9, 0]], &[5, 1, 0]),
        ];
        for (once, expected) in cases {
            assert_eq!(apart_from_each_other(once), expected, "{once:?}");
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
        assert_eq!(order(text, text).strange_facts, 0);
        assert_eq!(order(text, other).strange_facts, 4);
        assert_eq!([order(text, turned), order(text, other)].map(|of| of.shared_facts), [2, 0]);
    }
}
