//! The end that all paths share: a word with its hash → a [`Token`] with its kind and gap.

use std::ops::Range;

use super::gap::{self, Border};
use super::letter::Initial;
use super::{Gap, Kind, Token};
use crate::span::Span;
use crate::words::{self, WordSet};

/// Percent of the words inside sentences that may be names; above it capitals tell nothing about names.
///
/// English news has 10 to 25, German prose (every noun has a capital) about 50, headlines and capitals more.
const MOST_NAMES: usize = 40;

/// A word as a path found it.
pub(super) struct Word {
    /// Its bytes in the text, without a possessive ending.
    pub(super) span: Range<usize>,
    /// Where it ends in the text, with a possessive ending.
    pub(super) end: usize,
    /// Hash of the folded form.
    pub(super) hash: u64,
    /// Bytes of the folded form.
    pub(super) len: usize,
    /// What it begins with.
    pub(super) initial: Initial,
}

/// Appends words of one text to the caller's tokens.
pub(super) struct Writer<'a> {
    text: &'a str,
    tokens: &'a mut Vec<Token>,
    functions: &'static WordSet,
    /// How many tokens there were before this text.
    first: usize,
    /// Where the last word ended.
    end: usize,
    /// Bytes of a long word on their way to lower case.
    scratch: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a mut Vec<Token>) -> Self {
        let first = tokens.len();
        Self { text, tokens, functions: words::functions(), first, end: 0, scratch: Vec::new() }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Where the last word ended; 0 before the first.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Memory for a word that is too long for the stack.
    #[inline]
    pub(super) fn scratch(&mut self) -> &mut Vec<u8> {
        &mut self.scratch
    }

    #[inline]
    pub(super) fn write(&mut self, word: &Word) {
        let gap = self.gap(word);
        let kind = self.kind(word, gap);
        self.end = word.end;
        let span = Span::new(offset(word.span.start), offset(word.span.end));
        self.tokens.push(Token { hash: word.hash, span, kind, gap });
    }

    #[inline]
    fn gap(&self, word: &Word) -> Gap {
        if self.tokens.len() == self.first {
            return Gap::Paragraph;
        }
        match &self.text.as_bytes()[self.end..word.span.start] {
            [] | [b' '] | [b',', b' '] => Gap::Inner,
            _ => self.rare_gap(word),
        }
    }

    #[inline(never)]
    fn rare_gap(&self, word: &Word) -> Gap {
        let Some(&previous) = self.tokens.last() else { return Gap::Paragraph };
        let before = &self.text[previous.span.start()..self.end];
        let between = &self.text[self.end..word.span.start];
        gap::judge(&Border { previous, before, between, next: word.initial })
    }

    #[inline]
    fn kind(&self, word: &Word, gap: Gap) -> Kind {
        match word.initial {
            Initial::Glyph => Kind::Glyph,
            Initial::Digit => Kind::Number,
            _ if self.functions.contains(word.hash, word.len) => Kind::Function,
            Initial::Upper if gap == Gap::Inner && !self.opens_quotation(word) => Kind::Name,
            _ => Kind::Content,
        }
    }

    /// Whether a quoted sentence begins at the word.
    #[inline]
    fn opens_quotation(&self, word: &Word) -> bool {
        let between = &self.text[self.end..word.span.start];
        between.len() > 1 && gap::opens_quotation(between)
    }
}

/// Turns the names of a text into content words when there are too many of them to be names.
pub(super) fn settle_names(tokens: &mut [Token]) {
    let inner =
        |kind: Kind| tokens.iter().filter(|token| token.gap == Gap::Inner && token.kind == kind).count();
    let names = inner(Kind::Name);
    let words = names + inner(Kind::Content);
    if names * 100 > words * MOST_NAMES {
        for token in tokens {
            if token.kind == Kind::Name {
                token.kind = Kind::Content;
            }
        }
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "tokenize refuses texts longer than u32::MAX bytes")]
fn offset(at: usize) -> u32 {
    at as u32
}
