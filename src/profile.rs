//! Tokens → profile: a document made ready to be laid against others.
//!
//! A profile holds the tokens, cuts them into sentences and lists the *terms*: the words that carry content, by stem,
//! sorted, so that two profiles find their shared terms in one merge. A stem is the first five letters of the folded
//! word: truncation serves as well as rule-based stemmers across European languages (McNamee, Mayfield: Character
//! N-Gram Tokenization for European Language Text Retrieval, Information Retrieval 7, 2004) and needs no table.
//! For scripts without spaces a term is a pair of neighbouring characters.
//!
//! Time `O(n log n)` for `n` tokens, space about 40 bytes a token.

use std::{hint::select_unpredictable, ops::Range};

use crate::{
    fold::Folded,
    hash,
    quote::{mark_quoted, quotations},
    spread,
    token::{Gap, Kind, Token, tokenize},
};

/// Letters of a word that make its stem.
const STEM_LETTERS: usize = 5;
/// A sentence of fewer words is joined to the one before it: a heading, an initial, an interjection aligns by itself to
/// anything.
const MIN_SENTENCE: usize = 4;
/// A stretch without an end mark is cut after this many words, so that lists and tables stay alignable.
const MAX_SENTENCE: usize = 40;

/// A term: a stem and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub(crate) stem: u32,
    pub(crate) at: u32,
}

/// A sentence: its tokens and the weight of its terms.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: Range<usize>,
    pub(crate) weight: f32,
}

/// A document made ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub(crate) tokens: Vec<Token>,
    pub(crate) stems: Vec<u32>,
    pub(crate) terms: Vec<Term>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) sentence_of: Vec<u32>,
    pub(crate) weight: f32,
    /// Which tokens stand in a quotation.
    pub(crate) quoted: Vec<bool>,
    quotations: Vec<Range<usize>>,
    room: Vec<Term>,
}

impl Profile {
    /// Reads a text.
    ///
    /// # Panics
    /// When the text is longer than `u32::MAX` bytes.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut profile = Self::default();
        profile.read(text);
        profile
    }

    /// Reads another text into the same memory.
    ///
    /// # Panics
    /// When the text is longer than `u32::MAX` bytes.
    pub fn read(&mut self, text: &str) {
        self.tokens.clear();
        tokenize(text, &mut self.tokens);
        self.stems.clear();
        stems(text, &self.tokens, &mut self.stems);
        self.list_terms();
        self.cut_sentences();
        self.quotations.clear();
        quotations(text, &mut self.quotations);
        mark_quoted(&self.quotations, &self.tokens, &mut self.quoted);
    }

    /// The words of the text.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    fn list_terms(&mut self) {
        // Whether a word carries content no processor can foretell: each is stored, and the end moves on or not.
        self.terms.resize(self.tokens.len(), Term { stem: 0, at: 0 });
        let mut end = 0;
        for (at, (token, &stem)) in self.tokens.iter().zip(&self.stems).enumerate() {
            self.terms[end] = Term { stem, at: number(at) };
            end += usize::from(weight_of(token.kind) > 0.0);
        }
        self.terms.truncate(end);
        spread::sort(&mut self.terms, &mut self.room, |term| term.stem, |&term| term);
    }

    fn cut_sentences(&mut self) {
        self.sentences.clear();
        self.sentence_of.clear();
        let mut start = 0;
        for at in 0..=self.tokens.len() {
            let long = at - start;
            let ends = at == self.tokens.len()
                || (self.tokens[at].gap != Gap::Inner && long >= MIN_SENTENCE)
                || long >= MAX_SENTENCE;
            if ends && long > 0 {
                let tokens = start..at;
                let weight = weigh(&self.tokens[tokens.clone()], |_| true);
                self.sentence_of.resize(at, number(self.sentences.len()));
                self.sentences.push(Sentence { tokens, weight });
                start = at;
            }
        }
        self.weight = self.sentences.iter().map(|sentence| sentence.weight).sum();
    }
}

/// The weight of those tokens whose place in the list counts. Weights are whole halves, which are summed as whole
/// numbers: such sums do not wait for each other.
#[inline]
pub(crate) fn weigh(tokens: &[Token], counts: impl Fn(usize) -> bool) -> f32 {
    let halves = |(at, token): (usize, &Token)| if counts(at) { halves_of(token.kind) } else { 0 };
    tokens.iter().enumerate().map(halves).sum::<u32>() as f32 / 2.0
}

/// What a word of this kind tells about what is said, in words of content.
pub(crate) const fn weight_of(kind: Kind) -> f32 {
    halves_of(kind) as f32 / 2.0
}

/// The same in halves.
const fn halves_of(kind: Kind) -> u32 {
    match kind {
        Kind::Function => 0,
        Kind::Content | Kind::Name | Kind::Number => 2,
        // A Chinese or Japanese word has about two characters.
        Kind::Glyph => 1,
    }
}

/// A count or position as the 32 bits it is kept in; texts are shorter than that.
#[expect(
    clippy::cast_possible_truncation,
    reason = "tokens are fewer than the bytes of a text, which fit u32"
)]
pub(crate) const fn number(value: usize) -> u32 {
    value as u32
}

#[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
const fn fold_to_u32(hash: u64) -> u32 {
    hash as u32
}

/// Appends the stem of each token; the pair with its neighbour for a glyph.
pub(crate) fn stems(text: &str, tokens: &[Token], out: &mut Vec<u32>) {
    let start = out.len();
    let mut folded = Folded::default();
    out.extend(tokens.iter().map(|token| stem(token, text, &mut folded)));
    let stems = &mut out[start..];
    for at in 1..tokens.len() {
        if tokens[at].kind == Kind::Glyph && tokens[at - 1].kind == Kind::Glyph {
            stems[at - 1] = fold_to_u32(hash::join(tokens[at - 1].hash, tokens[at].hash));
        }
    }
}

/// The stem of a token of `text`. Whether a word is longer than its stem no processor can foretell, so the first letters
/// of nearly all words are hashed, and one of two hashes is taken.
#[inline]
fn stem(token: &Token, text: &str, folded: &mut Folded) -> u32 {
    let is_whole =
        matches!(token.kind, Kind::Number | Kind::Glyph) | (token.span.range().len() <= STEM_LETTERS);
    let chunk = text.as_bytes()[token.span.start()..].first_chunk().map(|&bytes| first_letters(bytes));
    if let Some(letters) = chunk.filter(|letters| letters & HIGH_BITS == 0) {
        let letters = hash::short_word([lower(letters), 0], STEM_LETTERS);
        return fold_to_u32(select_unpredictable(is_whole, token.hash, letters));
    }
    if is_whole { fold_to_u32(token.hash) } else { long_stem(token.span.of(text), folded) }
}

/// The stem of a longer word of any letters.
#[cold]
fn long_stem(word: &str, folded: &mut Folded) -> u32 {
    if let Some(letters) = word.as_bytes().first_chunk::<STEM_LETTERS>().filter(|letters| letters.is_ascii())
    {
        return fold_to_u32(hash::word(&letters.to_ascii_lowercase()));
    }
    folded.fold(word);
    let end = folded.text().char_indices().nth(STEM_LETTERS).map_or(folded.text().len(), |(at, _)| at);
    fold_to_u32(hash::word(&folded.text().as_bytes()[..end]))
}

/// Bit 7 of each byte.
const HIGH_BITS: u64 = u64::from_ne_bytes([0x80; 8]);

/// The letters of a stem as a little-endian number.
const fn first_letters(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes) & ((1 << (8 * STEM_LETTERS)) - 1)
}

/// Bytes of ASCII in lower case: those between "A" and "Z" carry into bit 7 by the one sum and not by the other.
const fn lower(bytes: u64) -> u64 {
    const fn all(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let from_a = bytes + all(0x80 - b'A');
    let above_z = bytes + all(0x7f - b'Z');
    bytes | (from_a & !above_z & HIGH_BITS) >> 2
}
