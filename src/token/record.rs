//! What is kept of the words of a text: tokens, tokens with their stems, or hashes alone.

use super::batch::{self, Batch};
use super::{Gap, Kind, Token, lowered, stem};
use crate::fold::Folded;
use crate::span::Span;
use crate::words::WordSet;

/// Records of words, in the order of the text.
pub(super) trait Record {
    /// Whether tokens are kept.
    const WHOLE: bool;

    /// How many words there are.
    fn len(&self) -> usize;

    /// Appends a word of `text`.
    fn push(&mut self, token: Token, text: &str);

    /// Appends the words of a batch of `bytes`, as if none had an apostrophe.
    fn extend(&mut self, batch: &Batch, bytes: &[u8], functions: &WordSet);

    /// Puts a word of `text` in the place of another.
    fn replace(&mut self, at: usize, token: Token, text: &str);

    /// The tokens; none where they are not kept.
    fn tokens(&mut self) -> &mut [Token];

    /// Ends the text whose first word is that of this number.
    fn finish(&mut self, _first: usize) {}
}

/// The hashes alone.
impl Record for Vec<u64> {
    const WHOLE: bool = false;

    fn len(&self) -> usize {
        self.len()
    }

    fn push(&mut self, token: Token, _: &str) {
        self.push(token.hash);
    }

    fn extend(&mut self, batch: &Batch, bytes: &[u8], _: &WordSet) {
        let lowered = batch.lowered(bytes);
        Extend::extend(self, batch.words().iter().map(|&word| lowered.hash(word)));
    }

    fn replace(&mut self, at: usize, token: Token, _: &str) {
        self[at] = token.hash;
    }

    fn tokens(&mut self) -> &mut [Token] {
        &mut []
    }
}

impl Record for Vec<Token> {
    const WHOLE: bool = true;

    fn len(&self) -> usize {
        self.len()
    }

    fn push(&mut self, token: Token, _: &str) {
        self.push(token);
    }

    fn extend(&mut self, batch: &Batch, bytes: &[u8], functions: &WordSet) {
        let lowered = batch.lowered(bytes);
        let token = |&word: &[u32; 2]| token(word, lowered.hash(word), bytes, functions);
        Extend::extend(self, batch.words().iter().map(token));
    }

    fn replace(&mut self, at: usize, token: Token, _: &str) {
        self[at] = token;
    }

    fn tokens(&mut self) -> &mut [Token] {
        self
    }
}

/// The token of a word of `bytes` without an apostrophe, inside a sentence.
#[inline]
fn token([start, end]: [u32; 2], hash: u64, bytes: &[u8], functions: &WordSet) -> Token {
    let kind = batch::kind(bytes[start as usize], hash, functions);
    Token { hash, span: Span::new(start, end), kind, gap: Gap::Inner }
}

/// Tokens and the stem of each.
pub(super) struct Stemmed<'a> {
    pub(super) tokens: &'a mut Vec<Token>,
    pub(super) stems: &'a mut Vec<u32>,
    /// Whether a glyph is among them.
    pub(super) glyphs: bool,
    pub(super) folded: Folded,
}

impl Record for Stemmed<'_> {
    const WHOLE: bool = true;

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn push(&mut self, token: Token, text: &str) {
        self.glyphs |= token.kind == Kind::Glyph;
        self.tokens.push(token);
        self.stems.push(stem::of(&token, text, &mut self.folded));
    }

    fn extend(&mut self, batch: &Batch, bytes: &[u8], functions: &WordSet) {
        let (lowered, words) = (batch.lowered(bytes), batch.words());
        let before = self.stems.len();
        self.stems.resize(before + words.len(), 0);
        let token = |(&word, stem): (&[u32; 2], &mut u32)| {
            let (hash, first) = lowered.hash_and_first(word);
            let token = token(word, hash, bytes, functions);
            *stem = lowered::stem(&token, first);
            token
        };
        Extend::extend(self.tokens, words.iter().zip(&mut self.stems[before..]).map(token));
    }

    fn replace(&mut self, at: usize, token: Token, text: &str) {
        self.tokens[at] = token;
        self.stems[at] = stem::of(&token, text, &mut self.folded);
    }

    fn tokens(&mut self) -> &mut [Token] {
        self.tokens
    }

    fn finish(&mut self, first: usize) {
        if self.glyphs {
            stem::pair_glyphs(&self.tokens[first..], &mut self.stems[first..]);
        }
    }
}
