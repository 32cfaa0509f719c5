//! Text → tokens: words with their place in the caller's text, a hash of their folded form, and their kind.
//!
//! Words are those of Unicode Standard Annex 29, folded by [`fold`](crate::fold): compatibility forms, case, invisible
//! characters and look-alike letters are levelled before hashing, so the same word hashes alike however it is typed.
//! Time and space are linear in the text: one [`Token`] a word, nothing else is allocated.

use unicode_segmentation::UnicodeSegmentation;

use crate::{hash, span::Span, words};

/// What a token is to the alignment: which changes a copyist makes to it without changing what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word of grammar ("the", "of", "und"): survives spinning, says little.
    Function,
    /// Any other word: what a spinner swaps.
    Content,
    /// A word with a capital where no sentence begins: mostly a name.
    Name,
    /// A word with a digit: a figure, a date, a sum. A copy keeps it.
    Number,
    /// One character of a script that writes without spaces (Han, kana, Thai and their like).
    Glyph,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Space, a comma, a dash: the sentence goes on.
    Inner,
    /// The end of a sentence.
    Sentence,
    /// A blank line.
    Paragraph,
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Hash of the folded word ([`hash::word`]).
    pub hash: u64,
    /// Where the word stands in the caller's text.
    pub span: Span,
    /// What it is to the alignment.
    pub kind: Kind,
    /// What stands before it.
    pub gap: Gap,
}

/// Appends the tokens of `text` to `tokens`, in the order of the text.
///
/// # Panics
/// When the text is longer than `u32::MAX` bytes.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    let mut end = 0;
    for (start, word) in text.unicode_word_indices() {
        let folded = word.to_lowercase();
        let between = &text[end..start];
        let gap = if between.contains("\n\n") || tokens.is_empty() {
            Gap::Paragraph
        } else if between.contains(['.', '!', '?']) {
            Gap::Sentence
        } else {
            Gap::Inner
        };
        end = start + word.len();
        let hash = hash::word(folded.as_bytes());
        let kind = if word.bytes().any(|b| b.is_ascii_digit()) {
            Kind::Number
        } else if words::is_function(hash) {
            Kind::Function
        } else if gap == Gap::Inner && word.chars().next().is_some_and(char::is_uppercase) {
            Kind::Name
        } else {
            Kind::Content
        };
        tokens.push(Token { hash, span: Span::new(start as u32, end as u32), kind, gap });
    }
}
