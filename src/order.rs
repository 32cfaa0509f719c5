//! Two profiles → order: whether two documents say the same words in the same order, from one end to the other.
//!
//! A rewriter goes through the text and keeps its order and its figures; two reports on one event pick their own. So the
//! words of content that each document has once are compared by rank (Kendall, A New Measure of Rank Correlation,
//! Biometrika 1938), and the words and figures that only one of them has are counted.
//!
//! Time `O(n)` for `n` words, and `O(m log m)` where the order of `m` of them changed.

use std::{
    hash::{BuildHasher, RandomState},
    ops::Range,
};

use crate::{
    profile::{Profile, number},
    token::{Kind, Token},
};

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
pub(crate) fn apart((left, right): (&Profile, &Profile)) -> Parting {
    (0..left.tokens.len(), 0..right.tokens.len())
}

impl Order {
    /// Compares two documents that have the same words in the same order but for these partings, which may be all of both.
    pub(crate) fn of(vocabulary: &mut Vocabulary, pair: (&Profile, &Profile), partings: &[Parting]) -> Self {
        vocabulary.read(pair, partings);
        let (mut words, mut figures, mut once) = ([0; 3], [0; 3], Vec::new());
        for word in &vocabulary.words {
            let [left, right] = word.times.map(|times| usize::from(times > 0));
            for (of, (stands, is_figure)) in
                [(left, word.is_figure[0]), (right, word.is_figure[1]), (left & right, word.is_figure[0])]
                    .into_iter()
                    .enumerate()
            {
                words[of] += stands;
                figures[of] += stands & usize::from(is_figure);
            }
            if word.times == [1, 1] {
                once.push(word.places);
            }
        }
        once.sort_unstable();
        let kept = |of: usize| (words[2] as f64 + 1.0) / (words[of] as f64 + 2.0);
        let strange = |of: usize| figures[of].saturating_sub(figures[2]);
        Self {
            once: once.len(),
            agreement: agreement(once.into_iter().map(|[_, right]| right).collect()),
            kept: kept(0).max(kept(1)),
            strange_figures: strange(0).min(strange(1)),
        }
    }
}

/// The different words of content of two documents, by stem; holds the memory between calls.
///
/// Their numbers lie in a table of at least twice as many places, each at the place that a product tells or the next that is
/// free; the factor is drawn anew for each vocabulary, so that no text can be made whose words crowd.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// In the order in which they were met.
    words: Vec<Word>,
    /// A power of two of places: 0, or the number of a word, from 1.
    table: Vec<u32>,
    factor: u64,
    content: Vec<usize>,
}

/// A word of content; left and right are told apart.
#[derive(Clone, Copy, Debug)]
struct Word {
    stem: u32,
    /// 0, 1, or 2 for more.
    times: [u8; 2],
    /// Whether it is a figure where it stands first.
    is_figure: [bool; 2],
    /// Where it stands last.
    places: [u32; 2],
}

impl Default for Vocabulary {
    fn default() -> Self {
        let factor = RandomState::new().hash_one(0) | 1;
        Self { words: Vec::new(), table: Vec::new(), factor, content: Vec::new() }
    }
}

impl Vocabulary {
    fn read(&mut self, pair: (&Profile, &Profile), partings: &[Parting]) {
        let (left, right) = pair;
        self.clear(left.tokens.len() - left.grammar + right.tokens.len() - right.grammar);
        let ends = (left.tokens.len()..left.tokens.len(), right.tokens.len()..right.tokens.len());
        let mut at = (0, 0);
        for (of_left, of_right) in partings.iter().chain([&ends]) {
            self.add_both(pair, at.0..of_left.start, at.1);
            self.add::<0>(left, of_left.clone());
            self.add::<1>(right, of_right.clone());
            at = (of_left.end, of_right.end);
        }
    }

    /// Forgets all words and makes room for so many.
    fn clear(&mut self, words: usize) {
        self.words.clear();
        self.table.clear();
        self.table.resize((2 * words).next_power_of_two().max(2), 0);
    }

    /// The word of a stem, new where there is none.
    #[inline]
    fn word(&mut self, stem: u32) -> &mut Word {
        let last = self.table.len() - 1;
        let shift = u64::BITS - self.table.len().trailing_zeros();
        let mut place = usize::try_from(u64::from(stem).wrapping_mul(self.factor) >> shift).unwrap_or(0);
        loop {
            match self.table[place & last] as usize {
                0 => {
                    self.words.push(Word { stem, times: [0; 2], is_figure: [false; 2], places: [0; 2] });
                    self.table[place & last] = number(self.words.len());
                    return self.words.last_mut().expect("one was added");
                }
                at if self.words[at - 1].stem == stem => return &mut self.words[at - 1],
                _ => place += 1,
            }
        }
    }

    /// Adds words that stand on both sides, where those on the left and from a place on the right are given.
    fn add_both(&mut self, (left, right): (&Profile, &Profile), of_left: Range<usize>, from: usize) {
        let of_right = from..from + of_left.len();
        let mut content = std::mem::take(&mut self.content);
        list_content((&left.tokens[of_left.clone()], &right.tokens[of_right.clone()]), &mut content);
        for &at in &content {
            let (one, other) = (of_left.start + at, of_right.start + at);
            let kinds = (left.tokens[one].kind, right.tokens[other].kind);
            // The same word may be of another kind in other letters, or have another stem before another glyph.
            if kinds.0 == kinds.1 && left.stems[one] == right.stems[other] {
                let word = self.word(left.stems[one]);
                word.see::<0>(one, kinds.0 == Kind::Number);
                word.see::<1>(other, kinds.1 == Kind::Number);
            } else {
                self.add::<0>(left, one..one + 1);
                self.add::<1>(right, other..other + 1);
            }
        }
        self.content = content;
    }

    /// Adds words that stand on one side.
    fn add<const SIDE: usize>(&mut self, profile: &Profile, words: Range<usize>) {
        for at in words.filter(|&at| profile.tokens[at].kind != Kind::Function) {
            let word = self.word(profile.stems[at]);
            word.see::<SIDE>(at, profile.tokens[at].kind == Kind::Number);
        }
    }
}

/// Lists the places where either word is one of content. Which are no processor can foretell: each is stored, and the end
/// moves on or not.
fn list_content((left, right): (&[Token], &[Token]), content: &mut Vec<usize>) {
    content.resize(left.len(), 0);
    let mut end = 0;
    for (at, (one, other)) in left.iter().zip(right).enumerate() {
        content[end] = at;
        end += usize::from(one.kind != Kind::Function || other.kind != Kind::Function);
    }
    content.truncate(end);
}

impl Word {
    fn see<const SIDE: usize>(&mut self, at: usize, is_figure: bool) {
        self.is_figure[SIDE] = if self.times[SIDE] == 0 { is_figure } else { self.is_figure[SIDE] };
        self.times[SIDE] = (self.times[SIDE] + 1).min(2);
        self.places[SIDE] = number(at);
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
            Order::of(&mut Vocabulary::default(), pair, &[apart(pair)])
        };
        assert!((order(text, text).agreement - 1.0).abs() < 1e-9);
        assert_eq!(order(text, text).strange_figures, 0);
        assert!(order(text, turned).agreement < 0.2);
        assert_eq!(order(text, other).strange_figures, 2);
        assert!(order(text, other).kept > 0.6);
    }
}
