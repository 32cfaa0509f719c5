//! The end that all paths share: a word with its hash → a [`Token`] with its kind and gap.

use std::ops::Range;

use super::gap::{self, Border};
use super::letter::Initial;
use super::{Gap, Kind, Token};
use crate::span::Span;
use crate::words::{self, WordSet};

/// Percent of the words inside sentences that may be names; above it capitals tell nothing about names.
///
/// A choice, not a fit: in English few words are names, in German every noun has a capital, and titles capitalise most.
const MOST_NAMES: usize = 40;

/// How many kinds there are.
const KIND_COUNT: usize = Kind::Glyph as usize + 1;

/// The kind inside a sentence by [`Initial`], of other words and of words of grammar.
const KINDS: [[Kind; 2]; Initial::COUNT] = {
    let mut kinds = [[Kind::Content, Kind::Function]; Initial::COUNT];
    kinds[Initial::Glyph as usize] = [Kind::Glyph; 2];
    kinds[Initial::Digit as usize] = [Kind::Number; 2];
    kinds[Initial::Upper as usize] = [Kind::Name, Kind::Function];
    kinds
};

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
    /// How many words of each kind stand inside sentences.
    inner: [usize; KIND_COUNT],
    /// Bytes of a long word on their way to lower case.
    scratch: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a mut Vec<Token>) -> Self {
        let first = tokens.len();
        Self {
            text,
            tokens,
            functions: words::functions(),
            first,
            end: 0,
            inner: [0; KIND_COUNT],
            scratch: Vec::new(),
        }
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

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "runs once a word; with several callers the compiler declines")]
    pub(super) fn write(&mut self, word: &Word) {
        let gap = self.gap(word);
        let kind = self.kind(word, gap);
        self.end = word.end;
        self.inner[kind as usize] += usize::from(gap == Gap::Inner);
        let span = Span::new(offset(word.span.start), offset(word.span.end));
        self.tokens.push(Token { hash: word.hash, span, kind, gap });
    }

    /// Ends the text: where too many words inside sentences are names for names, they are content words.
    pub(super) fn finish(self) {
        let names = self.inner[Kind::Name as usize];
        let words = names + self.inner[Kind::Content as usize];
        if names * 100 > words * MOST_NAMES {
            for token in &mut self.tokens[self.first..] {
                if token.kind == Kind::Name {
                    token.kind = Kind::Content;
                }
            }
        }
    }

    #[inline]
    fn gap(&self, word: &Word) -> Gap {
        if self.tokens.len() == self.first {
            return Gap::Paragraph;
        }
        let between = &self.text.as_bytes()[self.end..word.span.start];
        if between == b" " || between.is_empty() { Gap::Inner } else { self.rare_gap(word) }
    }

    #[inline(never)]
    fn rare_gap(&self, word: &Word) -> Gap {
        let Some(&previous) = self.tokens.last() else { return Gap::Paragraph };
        let before = &self.text[previous.span.start()..self.end];
        let between = &self.text[self.end..word.span.start];
        if between == ", " {
            return Gap::Inner;
        }
        gap::judge(&Border { previous, before, between, next: word.initial })
    }

    /// The kind of a word; a branch only for capitals, since whether a word is grammar cannot be predicted.
    #[inline]
    fn kind(&self, word: &Word, gap: Gap) -> Kind {
        let function = self.functions.contains(word.hash, word.len);
        let kind = KINDS[word.initial as usize][usize::from(function)];
        let unnamed = kind == Kind::Name && (gap != Gap::Inner || self.opens_quotation(word));
        if unnamed { Kind::Content } else { kind }
    }

    /// Whether a quoted sentence begins at the word.
    #[inline]
    fn opens_quotation(&self, word: &Word) -> bool {
        let between = &self.text[self.end..word.span.start];
        between.len() > 1 && gap::opens_quotation(between)
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "tokenize refuses texts longer than u32::MAX bytes")]
fn offset(at: usize) -> u32 {
    at as u32
}
