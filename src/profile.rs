//! Tokens → profile: a document made ready to be laid against others.
//!
//! A profile holds the tokens. For a text that is searched for what it shares it is laid out, once: cut into sentences,
//! with a list of the *terms*, the words that carry content, by stem, sorted, so that two profiles find their shared terms
//! in one merge. Texts that go in lockstep need none of this.
//!
//! Time `O(n)` for `n` tokens, `O(n log n)` where it is laid out; space about 40 bytes a token.

use std::{ops::Range, sync::OnceLock};

use crate::{
    figure::{in_digits, said, saying},
    quote::{mark_quoted, quotations},
    spread,
    token::{Gap, Kind, Token, stem_of, tokenize_stemmed},
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
    /// How many tokens are words of grammar: all that carry no content.
    pub(crate) grammar: usize,
    /// The weight of the words that carry content.
    pub(crate) weight: f32,
    /// Which tokens stand in a quotation.
    pub(crate) quoted: Vec<bool>,
    quotations: Vec<Range<usize>>,
    stops: Vec<usize>,
    layout: OnceLock<Layout>,
}

/// What a text is searched by.
#[derive(Clone, Debug, Default)]
struct Layout {
    terms: Vec<Term>,
    facts: Facts,
    sentences: Vec<Sentence>,
    sentence_of: Vec<u32>,
}

/// How many different figures and names a text has, by what they are where they stand first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) figures: usize,
    pub(crate) names: usize,
}

impl Facts {
    /// Counts a word of a kind, if it is meant: which is no processor can foretell.
    pub(crate) fn count(&mut self, kind: Kind, is_meant: bool) {
        let one = usize::from(is_meant);
        self.figures += one * usize::from(kind == Kind::Number);
        self.names += one * usize::from(kind == Kind::Name);
    }
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
        self.grammar = self.tokens.iter().filter(|token| token.kind == Kind::Function).count();
        self.weight = self.tokens.iter().map(|token| HALVES[token.kind as usize]).sum::<u32>() as f32 / 2.0;
        self.layout.take();
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
        let mut stems: Vec<u32> = self.terms().iter().map(|term| term.stem).collect();
        stems.dedup();
        stems
    }

    /// Makes a figure of each word that says one, and gives it the stem of its plain digits.
    fn read_figures(&mut self, text: &str) {
        let saying = saying();
        for (token, stem) in self.tokens.iter_mut().zip(&mut self.stems) {
            // Told at once of nearly all words, without a branch on their kinds.
            if token.kind != Kind::Number && !saying.contains(token.hash) {
                continue;
            }
            let figure = match token.kind {
                Kind::Number => in_digits(token.span.of(text)),
                Kind::Content | Kind::Name => said(token.hash),
                Kind::Function | Kind::Glyph => None,
            };
            if let Some(figure) = figure {
                token.kind = Kind::Number;
                *stem = stem_of(figure);
            }
        }
    }

    /// The words that carry content, by stem, then by place.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.layout().terms
    }

    /// How many different figures and names it has.
    pub(crate) fn facts(&self) -> Facts {
        self.layout().facts
    }

    /// The sentences, in order.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.layout().sentences
    }

    /// The number of the sentence that each token stands in.
    pub(crate) fn sentence_of(&self) -> &[u32] {
        &self.layout().sentence_of
    }

    fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| {
            let (sentences, sentence_of) = cut_sentences(&self.tokens);
            let terms = self.list_terms();
            Layout { facts: self.count_facts(&terms), terms, sentences, sentence_of }
        })
    }

    fn count_facts(&self, terms: &[Term]) -> Facts {
        let mut facts = Facts::default();
        let mut before = None;
        for term in terms {
            let is_new = before.replace(term.stem) != Some(term.stem);
            facts.count(self.tokens[term.at as usize].kind, is_new);
        }
        facts
    }

    fn list_terms(&self) -> Vec<Term> {
        // Whether a word carries content no processor can foretell: each is stored, and the end moves on or not.
        let mut terms = vec![Term { stem: 0, at: 0 }; self.tokens.len()];
        let mut end = 0;
        for (at, (token, &stem)) in self.tokens.iter().zip(&self.stems).enumerate() {
            terms[end] = Term { stem, at: number(at) };
            end += usize::from(weight_of(token.kind) > 0.0);
        }
        terms.truncate(end);
        // Those of one stem are in order already, and stay so.
        spread::sort(&mut terms, &mut Vec::new(), |term| term.stem, |term| term.stem);
        terms
    }
}

/// The sentences, and which each token stands in.
fn cut_sentences(tokens: &[Token]) -> (Vec<Sentence>, Vec<u32>) {
    let (mut sentences, mut sentence_of) = (Vec::new(), Vec::with_capacity(tokens.len()));
    let (mut start, mut halves) = (0, 0);
    for (at, token) in tokens.iter().enumerate() {
        let long = at - start;
        if long >= MIN_SENTENCE && (token.gap != Gap::Inner || long >= MAX_SENTENCE) {
            close(&mut sentences, &mut sentence_of, start..at, halves);
            (start, halves) = (at, 0);
        }
        halves += HALVES[token.kind as usize];
    }
    if start < tokens.len() {
        close(&mut sentences, &mut sentence_of, start..tokens.len(), halves);
    }
    (sentences, sentence_of)
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
