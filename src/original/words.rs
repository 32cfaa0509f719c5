//! Two texts → the words of one beside those of the other.
//!
//! Time linear in the words.

use super::register::formality;
use crate::{
    comparison::Reading,
    figure::said,
    hash,
    seen::Seen,
    span::Span,
    swap::{Change, Piece},
    token::{BLOCK, Kind, Token, mask},
};

/// The words of two texts.
pub(super) struct Words<'a> {
    pub(super) left: Side<'a>,
    pub(super) right: Side<'a>,
}

/// The words of a text beside those of another.
pub(super) struct Side<'a> {
    reading: Reading<'a>,
    /// The words that the other text lacks, in the order of the text.
    pub(super) own: Vec<&'a Token>,
    /// How many more of the words that do not stand unchanged in the other text are of formal writing than of talk.
    pub(super) formality: f64,
}

/// Words of their own that both texts need for their lengths to be compared.
const MEASURABLE: usize = 8;
/// Longer words are held to be of this length, so that one compound does not decide.
const LONGEST: usize = 12;

impl<'a> Words<'a> {
    /// Compares the words of two texts that have been cut into pieces.
    pub(super) fn new<'p>(
        pieces: impl Iterator<Item = &'p Piece> + Clone,
        (left, right): (Reading<'a>, Reading<'a>),
    ) -> Self {
        let same = pieces.filter(|piece| piece.change == Change::Same);
        Self {
            left: Side::new(left, same.clone().map(|piece| piece.left), right),
            right: Side::new(right, same.map(|piece| piece.right), left),
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
        let stand = |names: &[u64], other: &Side| {
            let standing = Standing::of(names, other.reading);
            names.iter().filter(|&&name| standing.has(name)).count()
        };
        stand(&left, &self.right) + stand(&right, &self.left) <= 3 * both
    }
}

impl<'a> Side<'a> {
    /// Reads a text of which some spans stand unchanged in the other.
    fn new(reading: Reading<'a>, same: impl Iterator<Item = Span>, other: Reading) -> Self {
        let mut own = changed(reading.profile.tokens(), same);
        let formality = own.iter().map(|token| formality(token.hash)).sum();
        let words: Vec<u64> = own.iter().map(|token| word(token)).collect();
        let standing = Standing::of(&words, other);
        own.retain(|token| !standing.has(word(token)));
        Self { reading, own, formality }
    }

    /// How many different words of its own are of a kind.
    pub(super) fn different(&self, kind: Kind) -> usize {
        distinct(self.own.iter().copied(), kind).len()
    }

    /// Quotation marks in the whole text.
    pub(super) fn quotation_marks(&self) -> usize {
        let text = self.reading.text;
        let (blocks, rest) = text.as_bytes().as_chunks();
        let mut last = [0; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        let straight: u32 =
            blocks.iter().chain([&last]).map(|block| mask(block, |byte| byte == b'"').count_ones()).sum();
        let others = ['“', '”', '„', '‟', '«', '»', '「', '」'];
        straight as usize + if text.is_ascii() { 0 } else { text.matches(others).count() }
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

/// Which of some words stand in a text.
pub(super) struct Standing(Seen);

impl Standing {
    /// Looks for the words, given as [`word`] tells them apart.
    pub(super) fn of(words: &[u64], reading: Reading) -> Self {
        /// Bits for the words that are looked for, as a power of two: a kibibyte, so that few others are looked up.
        const BITS: u32 = 13;
        let place = |word: u64| (hash::low_half(word >> 6) as usize % (1 << (BITS - 6)), word % 64);
        let (mut wanted, mut found) = (Seen::with_room(words.len()), Seen::with_room(words.len()));
        let mut may_be = [0_u64; 1 << (BITS - 6)];
        for &word in words {
            wanted.insert(word);
            let (at, bit) = place(word);
            may_be[at] |= 1 << bit;
        }
        for word in reading.profile.tokens().iter().map(word) {
            let (at, bit) = place(word);
            if may_be[at] >> bit & 1 == 1 && wanted.contains(word) {
                found.insert(word);
            }
        }
        Self(found)
    }

    /// Whether one of those words does.
    pub(super) fn has(&self, word: u64) -> bool {
        self.0.contains(word)
    }
}

/// What a word is told from others by: its hash, or that of the figure that it says.
fn word(token: &Token) -> u64 {
    let figure = if token.kind == Kind::Number { said(token.hash) } else { None };
    figure.unwrap_or(token.hash)
}

/// The words outside the spans.
fn changed(tokens: &[Token], same: impl Iterator<Item = Span>) -> Vec<&Token> {
    let mut stands = vec![false; tokens.len()];
    for span in same {
        let before = |place: usize| tokens.partition_point(|token| token.span.start() < place);
        stands[before(span.start())..before(span.end())].fill(true);
    }
    tokens.iter().zip(stands).filter(|(_, stands)| !stands).map(|(token, _)| token).collect()
}

/// The different words of a kind, ascending.
fn distinct<'a>(tokens: impl Iterator<Item = &'a Token>, kind: Kind) -> Vec<u64> {
    let mut words: Vec<u64> = tokens.filter(|token| token.kind == kind).map(word).collect();
    words.sort_unstable();
    words.dedup();
    words
}
