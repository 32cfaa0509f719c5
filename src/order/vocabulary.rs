//! Two profiles → vocabulary: which words of content each of two documents has, how often, and where.
//!
//! Time `O(n)` for `n` words. Space 24 bytes for each different word, and 8 at least for each word.

use std::{
    hash::{BuildHasher, RandomState},
    ops::Range,
};

use super::Parting;
use crate::{
    profile::{Profile, number},
    token::{Kind, Token},
};

/// The different words of content of two documents, by stem; holds the memory between calls.
///
/// Their numbers lie in a table of at least twice as many places, each at the place that a product tells or the next that is
/// free; the factor is drawn anew for each vocabulary, so that no text can be made whose words crowd.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// In the order in which they were met.
    pub(super) words: Vec<Word>,
    /// A power of two of places: 0, or the number of a word, from 1.
    table: Vec<u32>,
    factor: u64,
    content: Vec<usize>,
}

/// A word of content; left and right are told apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    stem: u32,
    /// 0, 1, or 2 for more.
    pub(super) times: [u8; 2],
    /// Its kind where it stands first.
    pub(super) kinds: [Kind; 2],
    /// Where it stands last.
    pub(super) places: [u32; 2],
}

impl Default for Vocabulary {
    fn default() -> Self {
        let factor = RandomState::new().hash_one(0) | 1;
        Self { words: Vec::new(), table: Vec::new(), factor, content: Vec::new() }
    }
}

impl Vocabulary {
    /// Reads two documents that have the same words in the same order but for these partings.
    pub(super) fn read(&mut self, pair: (&Profile, &Profile), partings: &[Parting]) {
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
                    self.words.push(Word { stem, times: [0; 2], kinds: [Kind::Content; 2], places: [0; 2] });
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
                word.see::<0>(one, kinds.0);
                word.see::<1>(other, kinds.1);
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
            word.see::<SIDE>(at, profile.tokens[at].kind);
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
    fn see<const SIDE: usize>(&mut self, at: usize, kind: Kind) {
        self.kinds[SIDE] = if self.times[SIDE] == 0 { kind } else { self.kinds[SIDE] };
        self.times[SIDE] = (self.times[SIDE] + 1).min(2);
        self.places[SIDE] = number(at);
    }
}
