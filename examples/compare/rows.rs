//! A passage → rows of sentences that say the same, for texts so different that the words cannot be laid side by side.
//!
//! Sentences are paired, in order, where the unchanged words in them weigh most (dynamic programming, time and space the
//! product of the sentences); a sentence without a partner stands with the one before it.

use std::ops::Range;

use unspin::token::{Gap, Token, tokenize};
use unspin::{Change, Passage, Span};

/// Pairs of sentences up to which they are paired: a chapter by a chapter. Beyond, the passage is one row.
const MAX_CELLS: usize = 1 << 20;
/// Words of a sentence at least; what is shorter belongs to the sentence before.
const MIN_WORDS: usize = 4;

/// Stretches of the left and of the right text that stand beside each other, in bytes.
pub(crate) type Row = (Range<usize>, Range<usize>);

/// Cuts a passage into rows, in order.
#[must_use]
pub(crate) fn rows(texts: (&str, &str), passage: &Passage) -> Vec<Row> {
    let (left, right) = (sentences(texts.0, passage.left), sentences(texts.1, passage.right));
    let whole = || vec![(passage.left.range(), passage.right.range())];
    if left.is_empty() || right.is_empty() || left.len() * right.len() > MAX_CELLS {
        return whole();
    }
    let pairs = pairs(&weights(passage, &left, &right), right.len());
    let mut rows = Vec::with_capacity(pairs.len().max(1));
    for (i, _) in pairs.iter().enumerate().skip(1) {
        rows.push(row((&left, &right), pairs[i - 1], pairs[i], i == 1));
    }
    let end = (left.len(), right.len());
    match pairs.last() {
        Some(&last) => rows.push(row((&left, &right), last, end, pairs.len() == 1)),
        None => return whole(),
    }
    rows
}

/// The sentences from one pair to before the next; the first row begins with the passage.
fn row(sentences: (&[Range<usize>], &[Range<usize>]), from: Cell, to: Cell, is_first: bool) -> Row {
    let from = if is_first { (0, 0) } else { from };
    let stretch =
        |sentences: &[Range<usize>], from: usize, to: usize| sentences[from].start..sentences[to - 1].end;
    (stretch(sentences.0, from.0, to.0), stretch(sentences.1, from.1, to.1))
}

/// Where the stretch that ends with a word ends with the marks that belong to it.
#[must_use]
pub(crate) fn closed(text: &str, end: usize) -> usize {
    let after = &text[end..];
    let rest = after.trim_start_matches(|mark: char| !mark.is_alphanumeric() && !mark.is_whitespace());
    end + after.len() - rest.len()
}

/// The sentences of a stretch of text, each to the beginning of the next.
fn sentences(text: &str, span: Span) -> Vec<Range<usize>> {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, &mut tokens);
    tokens.retain(|token| span.range().contains(&token.span.start()));
    let mut starts: Vec<usize> = Vec::new();
    let mut words = MIN_WORDS;
    for token in &tokens {
        if starts.is_empty() || token.gap != Gap::Inner && words >= MIN_WORDS {
            starts.push(opening(text, token.span.start()));
            words = 0;
        }
        words += 1;
    }
    let ends = starts.iter().skip(1).copied().chain([closed(text, span.end())]);
    starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
}

/// Where the quotation marks and brackets before a word begin that stand apart from what comes before.
fn opening(text: &str, word: usize) -> usize {
    let before = &text[..word];
    let bare = before.trim_end_matches(|mark: char| !mark.is_alphanumeric() && !mark.is_whitespace());
    if bare.is_empty() || bare.ends_with(char::is_whitespace) { bare.len() } else { word }
}

type Cell = (usize, usize);

/// The bytes of unchanged words that each left sentence has in each right one, row by row.
fn weights(passage: &Passage, left: &[Range<usize>], right: &[Range<usize>]) -> Vec<usize> {
    let of = |sentences: &[Range<usize>], at: usize| {
        sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1)
    };
    let mut weights = vec![0; left.len() * right.len()];
    for piece in passage.pieces.iter().filter(|piece| piece.change == Change::Same) {
        let cell = of(left, piece.left.start()) * right.len() + of(right, piece.right.start());
        weights[cell] += piece.left.len();
        let end = of(left, piece.left.end() - 1) * right.len() + of(right, piece.right.end() - 1);
        if end != cell {
            weights[end] += piece.left.len();
        }
    }
    weights
}

/// The pairs of sentences in order that weigh most together.
fn pairs(weights: &[usize], columns: usize) -> Vec<Cell> {
    let lines = weights.len() / columns;
    let width = columns + 1;
    let mut best = vec![0; (lines + 1) * width];
    for i in 1..=lines {
        for j in 1..=columns {
            let paired = best[(i - 1) * width + j - 1] + weights[(i - 1) * columns + j - 1];
            best[i * width + j] = paired.max(best[(i - 1) * width + j]).max(best[i * width + j - 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (lines, columns);
    while i > 0 && j > 0 {
        if best[i * width + j] == best[(i - 1) * width + j] {
            i -= 1;
        } else if best[i * width + j] == best[i * width + j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            pairs.push((i, j));
        }
    }
    pairs.reverse();
    pairs
}
