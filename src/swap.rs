//! Pairings → pieces and swaps: what a person is shown of a passage.
//!
//! Between two words that stayed, what stands on the left was swapped for what stands on the right: word by word where
//! the alignment paired them one to one, as a phrase where both sides are short, and as something left out and something
//! put in otherwise. No phrase goes on beyond the end of a sentence. Time linear in the words of the passage.

use std::cmp::Reverse;
use std::iter;
use std::ops::Range;

use ahash::AHashMap;
use serde::{Deserialize, Serialize};

use crate::{
    align::{Pairing, Tie},
    fold::Folded,
    passage::Stretch,
    profile::Profile,
    span::Span,
    token::{Gap, Token},
};

/// Words of a phrase that can be swapped as one.
const PHRASE: usize = 4;

/// What became of a piece of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Change {
    /// It stands unchanged on both sides.
    Same,
    /// The right side has other words, or another form of the word, in its place.
    Swapped,
    /// It stands on the left only; the right span is empty and marks the place within the passage.
    Dropped,
    /// It stands on the right only; the left span is empty and marks the place within the passage.
    Added,
}

/// A piece of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where it stands in the left text.
    pub left: Span,
    /// Where it stands in the right text.
    pub right: Span,
    /// What became of it.
    pub change: Change,
}

/// Words that stand in each other's place, as they are compared: in small letters, without what cannot be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// Words of the left text.
    pub left: String,
    /// Words of the right text.
    pub right: String,
    /// How often the one stands in the place of the other.
    pub count: usize,
}

/// Cuts a stretch into pieces, in the order of the left text.
pub(crate) fn pieces(left: &Profile, right: &Profile, stretch: &Stretch) -> Vec<Piece> {
    let mut cutter =
        Cutter { left, right, stretch, pieces: Vec::new(), at: (stretch.left.start, stretch.right.start) };
    let mut pending: Vec<Pairing> = Vec::new();
    for run in stretch.runs() {
        let (first, last) = (run[0], run[run.len() - 1]);
        if first.tie == Tie::Same {
            if !pending.is_empty() || !cutter.goes_on(first) {
                cutter.close_gap(&pending, first.left as usize..first.right as usize);
                pending.clear();
            }
            cutter.keep(first, last);
        } else {
            pending.push(first);
        }
    }
    cutter.close_gap(&pending, stretch.left.end..stretch.right.end);
    // They are kept as long as the report.
    cutter.pieces.shrink_to_fit();
    cutter.pieces
}

struct Cutter<'a> {
    left: &'a Profile,
    right: &'a Profile,
    stretch: &'a Stretch,
    pieces: Vec<Piece>,
    /// The first word on either side that is in no piece.
    at: (usize, usize),
}

impl Cutter<'_> {
    /// Whether two words are the first on their sides that are in no piece.
    fn goes_on(&self, pairing: Pairing) -> bool {
        self.at == (pairing.left as usize, pairing.right as usize)
    }

    /// Makes a piece of a run of words that stayed, the first of them to the last.
    fn keep(&mut self, first: Pairing, last: Pairing) {
        let span = |tokens: &[Token], first: u32, last: u32| {
            tokens[first as usize].span.to(tokens[last as usize].span)
        };
        let left = span(self.left.tokens(), first.left, last.left);
        let right = span(self.right.tokens(), first.right, last.right);
        let goes_on = first.left > 0 && first.right > 0 && self.goes_on(first);
        match self.pieces.last_mut().filter(|before| goes_on && before.change == Change::Same) {
            Some(before) => (before.left, before.right) = (before.left.to(left), before.right.to(right)),
            None => self.pieces.push(Piece { left, right, change: Change::Same }),
        }
        self.at = (last.left as usize + 1, last.right as usize + 1);
    }

    /// Makes pieces of what stands before the words `ends` (left..right) on either side.
    fn close_gap(&mut self, pending: &[Pairing], ends: Range<usize>) {
        let left = self.at.0..ends.start.max(self.at.0);
        // After a step back on the right, nothing there stands between.
        let right = if ends.end < self.at.1 { ends.end..ends.end } else { self.at.1..ends.end };
        if !pending.is_empty() && left.len() == right.len() && pending.len() == left.len() {
            for pairing in pending {
                let (left, right) = (pairing.left as usize, pairing.right as usize);
                self.push(left..left + 1, right..right + 1, Change::Swapped);
            }
        } else if let Some(phrases) = self.phrases(&left, &right) {
            for (left, right) in phrases {
                self.push(left, right, Change::Swapped);
            }
        } else {
            self.push(left.clone(), right.start..right.start, Change::Dropped);
            self.push(left.end..left.end, right, Change::Added);
        }
    }

    /// The phrases of one sentence each that were swapped for each other, where both sides are short and have as many.
    fn phrases(
        &self,
        left: &Range<usize>,
        right: &Range<usize>,
    ) -> Option<Vec<(Range<usize>, Range<usize>)>> {
        if left.is_empty() || right.is_empty() || left.len().max(right.len()) > PHRASE {
            return None;
        }
        let (left, right) = (sentences(self.left, left), sentences(self.right, right));
        (left.len() == right.len()).then(|| left.into_iter().zip(right).collect())
    }

    fn push(&mut self, left: Range<usize>, right: Range<usize>, change: Change) {
        if !left.is_empty() || !right.is_empty() {
            let left = bytes(self.left, &left, &self.stretch.left);
            let right = bytes(self.right, &right, &self.stretch.right);
            self.pieces.push(Piece { left, right, change });
        }
    }
}

/// The parts of some words that belong to one sentence.
fn sentences(profile: &Profile, words: &Range<usize>) -> Vec<Range<usize>> {
    let tokens = profile.tokens();
    let starts = || words.clone().skip(1).filter(|&at| tokens[at].gap != Gap::Inner);
    let borders = || iter::once(words.start).chain(starts());
    borders().zip(starts().chain([words.end])).map(|(start, end)| start..end).collect()
}

/// The bytes of some words of a stretch; for none the place before the word, or behind the last of the stretch.
fn bytes(profile: &Profile, words: &Range<usize>, stretch: &Range<usize>) -> Span {
    let tokens = profile.tokens();
    if words.is_empty() {
        let place = if words.start < stretch.end {
            tokens[words.start].span.start()
        } else {
            tokens[stretch.end - 1].span.end()
        };
        let place = crate::profile::number(place);
        return Span::new(place, place);
    }
    tokens[words.start].span.to(tokens[words.end - 1].span)
}

/// The swaps of some pieces, most frequent first, then in the order of the text.
pub(crate) fn swaps<'a>(left: &str, right: &str, pieces: impl Iterator<Item = &'a Piece>) -> Vec<Swap> {
    // How often each is there, and as which it came first.
    let mut counts: AHashMap<(String, String), (usize, usize)> = AHashMap::new();
    let mut folded = Folded::default();
    for piece in pieces.filter(|piece| piece.change == Change::Swapped) {
        let mut words = |phrase: &str| plain(phrase, &mut folded);
        let words = (words(piece.left.of(left)), words(piece.right.of(right)));
        if words.0 != words.1 {
            let nth = counts.len();
            counts.entry(words).or_insert((0, nth)).0 += 1;
        }
    }
    let mut swaps: Vec<_> = counts.into_iter().collect();
    swaps.sort_unstable_by_key(|&(_, (count, nth))| (Reverse(count), nth));
    swaps.into_iter().map(|((left, right), (count, _))| Swap { left, right, count }).collect()
}

/// A phrase as it is compared, with single spaces.
fn plain(phrase: &str, folded: &mut Folded) -> String {
    if phrase.is_ascii() {
        let mut words = joined(phrase);
        words.make_ascii_lowercase();
        return words;
    }
    folded.fold(phrase);
    joined(folded.text())
}

fn joined(words: &str) -> String {
    let mut joined = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}
