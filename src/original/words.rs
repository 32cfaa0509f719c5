//! Two texts → the words of one beside those of the other.
//!
//! Time linear in the words.

use std::iter;

use super::register::formality;
use crate::{
    comparison::Reading,
    figure::{said, words_for},
    seen::Seen,
    token::{Kind, Token},
};

/// The words of two texts.
pub(super) struct Words<'a> {
    pub(super) left: Side<'a>,
    pub(super) right: Side<'a>,
}

/// The words of a text beside those of another.
pub(super) struct Side<'a> {
    reading: Reading<'a>,
    /// The hashes of all words, and of the figures that words say.
    all: Seen,
    /// The words that the other text lacks, in the order of the text.
    pub(super) own: Vec<&'a Token>,
}

/// Words of their own that both texts need for their lengths to be compared.
const MEASURABLE: usize = 8;
/// Longer words are held to be of this length, so that one compound does not decide.
const LONGEST: usize = 12;

impl<'a> Words<'a> {
    pub(super) fn new(left: Reading<'a>, right: Reading<'a>) -> Self {
        let all = (hashes(left), hashes(right));
        let own = (own(left, &all.1), own(right, &all.0));
        Self {
            left: Side { reading: left, all: all.0, own: own.0 },
            right: Side { reading: right, all: all.1, own: own.1 },
        }
    }

    /// By how many standard errors the right text's own words are longer than the left one's.
    pub(super) fn longer(&self) -> f64 {
        if self.left.own.len().min(self.right.own.len()) < MEASURABLE {
            return 0.0;
        }
        let ((left, left_error), (right, right_error)) = (self.left.length(), self.right.length());
        (right - left) / (left_error + right_error).sqrt().max(f64::MIN_POSITIVE)
    }

    /// Whether most words that are a name in either text and stand in both are a name in both: some texts come in small
    /// letters only, and have no names then.
    pub(super) fn capitals_agree(&self) -> bool {
        let (left, right) = (self.left.names(), self.right.names());
        let both = left.iter().filter(|name| right.binary_search(name).is_ok()).count();
        let stand = |names: &[u64], other: &Side| names.iter().filter(|&&name| other.has(name)).count();
        stand(&left, &self.right) + stand(&right, &self.left) <= 3 * both
    }
}

impl Side<'_> {
    /// Whether the text has a word of this hash.
    pub(super) fn has(&self, word: u64) -> bool {
        self.all.contains(word)
    }

    /// How many different words of its own are of a kind.
    pub(super) fn different(&self, kind: Kind) -> usize {
        distinct(self.own.iter().copied(), kind).len()
    }

    /// Quotation marks in the whole text.
    pub(super) fn quotation_marks(&self) -> usize {
        let marks = ['"', '“', '”', '„', '‟', '«', '»', '「', '」'];
        self.reading.text.matches(marks).count()
    }

    /// How many more words of formal writing than of talk the whole text has.
    pub(super) fn formality(&self) -> f64 {
        self.reading.profile.tokens().iter().map(|token| formality(token.hash)).sum()
    }

    fn names(&self) -> Vec<u64> {
        distinct(self.reading.profile.tokens().iter(), Kind::Name)
    }

    /// The mean letters of a word, and the square of the error of that mean.
    fn length(&self) -> (f64, f64) {
        let letters = |token: &&Token| token.span.of(self.reading.text).chars().count().min(LONGEST) as f64;
        let count = self.own.len() as f64;
        let mean = self.own.iter().map(letters).sum::<f64>() / count;
        let square = |token: &&Token| (letters(token) - mean) * (letters(token) - mean);
        (mean, self.own.iter().map(square).sum::<f64>() / count / count)
    }
}

/// How many of the words, given by their hashes, stand in a text, as they are or as a word for the figure.
pub(super) fn standing_in(reading: Reading, words: &[u64]) -> usize {
    /// Places for each word that is looked for: so most words of the text meet a free one.
    const SPARSE: usize = 8;
    let all_forms = || words.iter().flat_map(|&word| forms(word));
    let room = all_forms().count();
    let (mut wanted, mut found) = (Seen::with_room(SPARSE * room), Seen::with_room(room));
    for word in all_forms() {
        wanted.insert(word);
    }
    for token in reading.profile.tokens().iter().filter(|token| wanted.contains(token.hash)) {
        found.insert(token.hash);
    }
    words.iter().filter(|&&word| forms(word).any(|form| found.contains(form))).count()
}

/// A word, and the words for it where it is a figure.
fn forms(word: u64) -> impl Iterator<Item = u64> {
    iter::once(word).chain(words_for(word).iter().copied())
}

fn hashes(reading: Reading) -> Seen {
    let tokens = reading.profile.tokens();
    let mut hashes = Seen::with_room(2 * tokens.len());
    for token in tokens {
        hashes.insert(token.hash);
        if let Some(figure) = said(token.hash) {
            hashes.insert(figure);
        }
    }
    hashes
}

fn own<'a>(reading: Reading<'a>, others: &Seen) -> Vec<&'a Token> {
    reading.profile.tokens().iter().filter(|token| !others.contains(token.hash)).collect()
}

/// The different words of a kind by their hashes, ascending.
fn distinct<'a>(tokens: impl Iterator<Item = &'a Token>, kind: Kind) -> Vec<u64> {
    let mut words: Vec<u64> = tokens.filter(|token| token.kind == kind).map(|token| token.hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}
