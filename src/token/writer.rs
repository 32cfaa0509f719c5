//! The end that all paths share: a word with its hash → a [`Token`] with its kind and gap.

use std::ops::Range;

use super::batch::{self, Batch};
use super::gap::{self, Border};
use super::letter::Initial;
use super::record::Record;
use super::{Gap, Kind, Token};
use crate::hash;
use crate::span::Span;
use crate::words::{self, WordSet};

/// Percent of the words inside sentences that may be names; above it capitals tell nothing about names.
///
/// A choice, not a fit: in English few words are names, in German every noun has a capital, and titles capitalise most.
const MOST_NAMES: u64 = 40;

/// What a word of each kind inside a sentence adds to [`Writer::inner`].
const TALLY: [u64; Kind::Glyph as usize + 1] = {
    let mut tally = [0; Kind::Glyph as usize + 1];
    tally[Kind::Content as usize] = 1;
    tally[Kind::Name as usize] = 1 << 32;
    tally
};

/// The kind inside a sentence by [`Initial`], of other words and of words of grammar.
pub(super) const KINDS: [[Kind; 2]; Initial::COUNT] = {
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
    /// What it begins with.
    pub(super) initial: Initial,
}

/// Appends the records of the words of one text to those of the caller.
pub(super) struct Writer<'a, R> {
    text: &'a str,
    records: &'a mut R,
    functions: &'static WordSet,
    /// How many records there were before this text.
    first: usize,
    /// Where the last word ended.
    end: usize,
    /// How many words inside sentences are content, in the lower half, and how many are names, in the upper.
    inner: u64,
}

impl<'a, R: Record> Writer<'a, R> {
    pub(super) fn new(text: &'a str, records: &'a mut R) -> Self {
        let first = records.len();
        Self { text, records, functions: words::functions(), first, end: 0, inner: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// Where the last word ended; 0 before the first.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Appends a word.
    pub(super) fn write(&mut self, word: &Word) {
        let kind = KINDS[word.initial as usize][usize::from(self.functions.contains(word.hash))];
        let span = Span::new(offset(word.span.start), offset(word.span.end));
        self.push(Token { hash: word.hash, span, kind, gap: Gap::Inner });
        let between = self.end..word.span.start;
        let quiet = matches!(&self.text.as_bytes()[between.clone()], b" " | b"");
        if !quiet || self.records.len() == self.first + 1 {
            self.settle(self.records.len() - 1, between, word.initial);
        }
        self.end = word.end;
    }

    /// Appends the words of a batch that have ended, and takes them out of it.
    pub(super) fn write_batch(&mut self, batch: &mut Batch) {
        let bytes = self.text.as_bytes();
        if batch.has_blank(bytes) {
            return self.write_one_by_one(batch);
        }
        let first = self.records.len();
        self.records.extend(batch, bytes, self.functions);
        if R::WHOLE {
            let tokens = &self.records.tokens()[first..];
            self.inner += tokens.iter().map(|token| TALLY[token.kind as usize]).sum::<u64>();
        }
        let text = (self.text, batch.lowered(bytes));
        for number in batch.quoted() {
            let token = batch::quoted_token(text, self.functions, batch.words()[number]);
            self.replace(first + number, token);
        }
        for number in batch.loud().filter(|_| R::WHOLE) {
            let start = batch.words()[number][0] as usize;
            let end = number.checked_sub(1).map_or(self.end, |before| batch.words()[before][1] as usize);
            self.settle(first + number, end..start, batch::initial(bytes[start]));
        }
        if let Some(&[_, end]) = batch.words().last() {
            self.end = end as usize;
        }
        batch.clear();
    }

    /// [`write_batch`](Self::write_batch) where words of underscores, which are none, stand among the others.
    #[cold]
    fn write_one_by_one(&mut self, batch: &mut Batch) {
        let text = (self.text, batch.lowered(self.text.as_bytes()));
        for &[start, end] in batch.words() {
            let range = start as usize..end as usize;
            if self.text[range.clone()].bytes().any(|byte| byte != b'_') {
                let Token { hash, span, .. } = batch::quoted_token(text, self.functions, [start, end]);
                let initial = batch::initial(self.text.as_bytes()[range.start]);
                self.write(&Word { span: span.range(), end: range.end, hash, initial });
            }
        }
        batch.clear();
        // The last word may have been none; then the gap before the next one is longer than it looks.
        batch.make_loud();
    }

    /// Appends a token inside a sentence.
    fn push(&mut self, token: Token) {
        self.inner += TALLY[token.kind as usize];
        self.records.push(token, self.text);
    }

    /// Puts a token inside a sentence in the place of another.
    fn replace(&mut self, at: usize, token: Token) {
        if let Some(old) = self.records.tokens().get(at) {
            self.inner = self.inner - TALLY[old.kind as usize] + TALLY[token.kind as usize];
        }
        self.records.replace(at, token, self.text);
    }

    /// Looks at what stands before a token that was written as if it stood inside a sentence.
    fn settle(&mut self, at: usize, between: Range<usize>, next: Initial) {
        let text = self.text;
        let tokens = self.records.tokens();
        if tokens.is_empty() {
            return;
        }
        let gap = if at == self.first {
            Gap::Paragraph
        } else {
            gap::judge(&Border { text, previous: tokens[at - 1], between: between.clone(), next })
        };
        let token = &mut tokens[at];
        self.inner -= TALLY[token.kind as usize];
        if token.kind == Kind::Name && (gap != Gap::Inner || gap::opens_quotation(&text[between])) {
            token.kind = Kind::Content;
        }
        token.gap = gap;
        self.inner += if gap == Gap::Inner { TALLY[token.kind as usize] } else { 0 };
    }

    /// Ends the text: where too many words inside sentences are names for names, they are content words.
    pub(super) fn finish(self) {
        self.records.finish(self.first);
        let names = u64::from(hash::high_half(self.inner));
        let words = names + u64::from(hash::low_half(self.inner));
        if names * 100 > words * MOST_NAMES {
            for token in self.records.tokens().iter_mut().skip(self.first) {
                if token.kind == Kind::Name {
                    token.kind = Kind::Content;
                }
            }
        }
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "tokenize refuses texts longer than u32::MAX bytes")]
pub(super) fn offset(at: usize) -> u32 {
    at as u32
}
