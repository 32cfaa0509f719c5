//! Text → quotations: the stretches between quotation marks.
//!
//! Two independent reports may share a quotation, so what stands between marks is weak evidence of reuse. Paired marks
//! (“ ”, „ “, « ») and straight ones (", '' and ``) are known; an apostrophe is none. A mark that is not closed within
//! [`LONGEST`] bytes or before a blank line opens nothing. Time linear in the text.

use std::ops::Range;

use crate::token::Token;

/// Bytes of a quotation at most: eighty words. What runs on longer has lost its closing mark.
const LONGEST: usize = 480;

/// What can open a quotation, and what closes it.
const MARKS: [(&str, &[&str]); 6] = [
    ("\"", &["\"", "''"]),
    ("“", &["”", "\""]),
    ("„", &["“", "”", "\""]),
    ("«", &["»"]),
    ("``", &["''", "\""]),
    ("''", &["''"]),
];

/// Appends the stretches of `text` that stand between quotation marks, in order, the marks left out.
pub(crate) fn quotations(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|&byte| may_open(byte)) {
        at += step;
        let mark = MARKS.iter().find(|(open, _)| bytes[at..].starts_with(open.as_bytes()));
        let Some((open, closing)) = mark else {
            at += 1;
            continue;
        };
        let start = at + open.len();
        at = start;
        if let Some((length, mark)) = close(&bytes[start..], closing) {
            found.push(start..start + length);
            at += length + mark;
        }
    }
}

const fn may_open(byte: u8) -> bool {
    matches!(byte, b'"' | b'`' | b'\'' | 0xE2 | 0xC2)
}

/// How far the closing mark is, and its length.
fn close(bytes: &[u8], closing: &[&str]) -> Option<(usize, usize)> {
    for at in 0..bytes.len().min(LONGEST) {
        if bytes[at..].starts_with(b"\n\n") {
            return None;
        }
        if !may_open(bytes[at]) {
            continue;
        }
        if let Some(mark) = closing.iter().find(|mark| bytes[at..].starts_with(mark.as_bytes())) {
            return (at > 0).then_some((at, mark.len()));
        }
    }
    None
}

/// Marks the tokens that stand in a quotation.
pub(crate) fn mark_quoted(quotations: &[Range<usize>], tokens: &[Token], quoted: &mut Vec<bool>) {
    let mut quotations = quotations.iter().peekable();
    quoted.clear();
    quoted.extend(tokens.iter().map(|token| {
        while quotations.next_if(|quotation| quotation.end <= token.span.start()).is_some() {}
        quotations.peek().is_some_and(|quotation| quotation.start <= token.span.start())
    }));
}
