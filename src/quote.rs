//! Text → quotations: the stretches between quotation marks.
//!
//! Two independent reports may share a quotation, so what stands between marks is weak evidence of reuse. Paired marks
//! (“ ”, „ “, « », » «, ” ”, ‚ ‘, 「 」, 『 』) and straight ones (", '' and ``) are known; an apostrophe is none. A mark that
//! is not closed within [`LONGEST`] bytes or before a blank line opens nothing. Time linear in the text.

use std::ops::Range;

use crate::token::{BLOCK, Token, bits, mask};

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

/// Appends the stretches of `text` that stand between quotation marks, in order, the marks left out. `stops` is scratch
/// memory.
pub(crate) fn quotations(text: &str, stops: &mut Vec<usize>, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    list_stops(bytes, stops);
    let mut behind = 0;
    for (number, &stop) in stops.iter().enumerate() {
        let mark = MARKS.iter().find(|(open, _)| bytes[stop..].starts_with(open.as_bytes()));
        let Some((open, closing)) = mark.filter(|_| stop >= behind) else { continue };
        let start = stop + open.len();
        behind = start;
        if CLOSING.contains(open) && !text[start..].starts_with(char::is_alphanumeric) {
            continue;
        }
        if let Some((end, mark)) = close(bytes, start, closing, &stops[number + 1..]) {
            found.push(start..end);
            behind = end + mark;
        }
    }
}

/// Where blank lines and the first bytes of opening and closing marks stand. An apostrophe, a back-tick or a line end tells
/// nothing unless another follows.
#[expect(clippy::needless_bitwise_bool, reason = "with lazy operators the compiler makes no vector code")]
fn list_stops(bytes: &[u8], stops: &mut Vec<usize>) {
    let single = |byte| (byte == b'"') | (byte == 0xE2) | (byte == 0xC2) | (byte == 0xE3);
    let double = |byte| (byte == b'\'') | (byte == b'`') | (byte == b'\n');
    let is_stop = |&at: &usize| single(bytes[at]) || bytes.get(at + 1) == Some(&bytes[at]);
    stops.clear();
    let (blocks, rest) = bytes.as_chunks();
    for (start, block) in (0..).step_by(BLOCK).zip(blocks) {
        let of_block = bits(mask(block, |byte| single(byte) | double(byte)));
        stops.extend(of_block.map(|bit| start + bit as usize).filter(is_stop));
    }
    let of_rest = bytes.len() - rest.len()..bytes.len();
    stops.extend(of_rest.filter(|&at| single(bytes[at]) || double(bytes[at])).filter(is_stop));
}

/// Where the closing mark is, and its length.
fn close(bytes: &[u8], start: usize, closing: &[&str], stops: &[usize]) -> Option<(usize, usize)> {
    for &at in stops.iter().filter(|&&at| at >= start).take_while(|&&at| at < start + LONGEST) {
        if bytes[at..].starts_with(b"\n\n") {
            return None;
        }
        if let Some(mark) = closing.iter().find(|mark| bytes[at..].starts_with(mark.as_bytes())) {
            return (at > start).then_some((at, mark.len()));
        }
    }
    None
}

/// Marks the tokens that stand in a quotation.
pub(crate) fn mark_quoted(quotations: &[Range<usize>], tokens: &[Token], quoted: &mut Vec<bool>) {
    quoted.clear();
    quoted.resize(tokens.len(), false);
    let first_from = |byte: usize| tokens.partition_point(|token| token.span.start() < byte);
    for quotation in quotations {
        quoted[first_from(quotation.start)..first_from(quotation.end)].fill(true);
    }
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
        quotations(&text, &mut Vec::new(), &mut found);
        let mut marked = text.clone();
        for range in found.iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        assert!(marked == case, "{name}: {found:?}");
    }
}
