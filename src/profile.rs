//! Tokens → profile: a document made ready to be laid against others.
//!
//! A profile holds the tokens, cuts them into sentences and lists the *terms*: the words that carry content, by stem,
//! sorted, so that two profiles find their shared terms in one merge.
//!
//! Time `O(n log n)` for `n` tokens, space about 40 bytes a token.

use std::ops::Range;

use crate::{
    figure::{in_digits, said},
    hash,
    quote::{mark_quoted, quotations},
    spread,
    token::{Gap, Kind, Token, tokenize_stemmed},
};

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
    stops: Vec<usize>,
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
        self.stems.clear();
        tokenize_stemmed(text, &mut self.tokens, &mut self.stems);
        self.read_figures(text);
        self.list_terms();
        self.cut_sentences();
        self.quotations.clear();
        quotations(text, &mut self.stops, &mut self.quotations);
        mark_quoted(&self.quotations, &self.tokens, &mut self.quoted);
    }

    /// The words of the text; those that say a figure in letters are of its kind, too.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The distinct stems of the words that carry content, ascending: what postings hold of a document.
    #[must_use]
    pub fn stems(&self) -> Vec<u32> {
        let mut stems: Vec<u32> = self.terms.iter().map(|term| term.stem).collect();
        stems.dedup();
        stems
    }

    /// Makes a figure of each word that says one, and gives it the stem of its plain digits.
    fn read_figures(&mut self, text: &str) {
        for (token, stem) in self.tokens.iter_mut().zip(&mut self.stems) {
            let figure = match token.kind {
                Kind::Number => in_digits(token.span.of(text)),
                Kind::Content | Kind::Name => said(token.hash),
                Kind::Function | Kind::Glyph => None,
            };
            if let Some(figure) = figure {
                token.kind = Kind::Number;
                *stem = hash::low_half(figure);
            }
        }
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
        // Those of one stem are in order already, and stay so.
        spread::sort(&mut self.terms, &mut self.room, |term| term.stem, |term| term.stem);
    }

    fn cut_sentences(&mut self) {
        self.sentences.clear();
        self.sentence_of.clear();
        let (mut start, mut halves) = (0, 0);
        for (at, token) in self.tokens.iter().enumerate() {
            let long = at - start;
            if long >= MIN_SENTENCE && (token.gap != Gap::Inner || long >= MAX_SENTENCE) {
                close(&mut self.sentences, &mut self.sentence_of, start..at, halves);
                (start, halves) = (at, 0);
            }
            halves += HALVES[token.kind as usize];
        }
        if start < self.tokens.len() {
            close(&mut self.sentences, &mut self.sentence_of, start..self.tokens.len(), halves);
        }
        self.weight = self.sentences.iter().map(|sentence| sentence.weight).sum();
    }
}

/// Adds a sentence of so many half words of content.
fn close(sentences: &mut Vec<Sentence>, sentence_of: &mut Vec<u32>, tokens: Range<usize>, halves: u32) {
    sentence_of.resize(tokens.end, number(sentences.len()));
    sentences.push(Sentence { tokens, weight: halves as f32 / 2.0 });
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

/// [`halves_of`] each kind: which kind comes next no processor can foretell.
const HALVES: [u32; Kind::ALL.len()] = {
    let mut halves = [0; Kind::ALL.len()];
    let mut at = 0;
    while at < halves.len() {
        halves[Kind::ALL[at] as usize] = halves_of(Kind::ALL[at]);
        at += 1;
    }
    halves
};

/// A count or position as the 32 bits it is kept in; texts are shorter than that.
#[expect(
    clippy::cast_possible_truncation,
    reason = "tokens are fewer than the bytes of a text, which fit u32"
)]
pub(crate) const fn number(value: usize) -> u32 {
    value as u32
}
