//! Text → quotations: the stretches between quotation marks.
//!
//! Two independent reports may share a quotation, so what stands between marks is weak evidence of reuse. Paired marks
//! (“ ”, „ “, « », » «, ” ”, ‚ ‘, 「 」, 『 』) and straight ones (", '' and ``) are known; an apostrophe is none. A mark that is not closed within
//! [`LONGEST`] bytes or before a blank line opens nothing. Time linear in the text.

use std::ops::Range;

use crate::token::Token;

/// Bytes of a quotation at most: eighty words. What runs on longer has lost its closing mark.
const LONGEST: usize = 480;

/// What can open a quotation, and what closes it.
const MARKS: [(&str, &[&str]); 11] = [
    ("\"", &["\"", "''"]),
    ("“", &["”", "\""]),
    ("„", &["“", "”", "\""]),
    ("«", &["»"]),
    ("``", &["''", "\""]),
    ("''", &["''"]),
    ("»", &["«"]),
    ("”", &["”"]),
    ("‚", &["‘"]),
    ("「", &["」"]),
    ("『", &["』"]),
];

/// Marks that close in one language and open in another: these open only where a letter or figure follows at once.
const CLOSING: [&str; 2] = ["»", "”"];

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
        if CLOSING.contains(open) && !text[start..].starts_with(char::is_alphanumeric) {
            continue;
        }
        if let Some((length, mark)) = close(&bytes[start..], closing) {
            found.push(start..start + length);
            at += length + mark;
        }
    }
}

const fn may_open(byte: u8) -> bool {
    matches!(byte, b'"' | b'`' | b'\'' | 0xC2 | 0xE2 | 0xE3)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts in which what is found stands in brackets.
    #[test]
    fn quotations_stand_between_marks() {
        let long = "word ".repeat(LONGEST / 5);
        let overlong = format!("« {long} » he said, «[ nobody ]» went, and » {long} »");
        let cases = [
            "She said \"[it rains]\" and left.",
            "She said “[it rains]” and “[it pours.]”",
            "Sie sagte „[es regnet]“ und ging.",
            "Elle dit «[ il pleut ]» puis partit.",
            "Sie sagte »[es regnet]« und »[es gießt]«.",
            "Hon sade ”[det regnar]” och gick.",
            "Sie sagte ‚[es regnet]‘ und ging.",
            "彼は「[雨が『本当に』降る]」と言い、『[雨]』を読んだ。",
            "She said ``[it rains]'' and ''[left]''.",
            "“[One ‚with‘ another]” inside.",
            "It's the dogs' o'clock, isn't it?",
            "A mark ” that closes nothing. And ” again.",
            "Un signe » qui ne ferme rien. Et « encore.",
            "Two \" paragraphs\n\nare no quotation \"",
            "Nothing \"\" between.",
            "An opened 「 mark only.",
            "",
        ];
        for case in cases {
            assert_marked(case, case);
        }
        assert_marked(&overlong, &overlong.replace(&long, "…"));
    }

    fn assert_marked(case: &str, name: &str) {
        let text = case.replace(['[', ']'], "");
        let mut found = Vec::new();
        quotations(&text, &mut found);
        let mut marked = text.clone();
        for range in found.iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        assert!(marked == case, "{name}: {found:?}");
    }
}
