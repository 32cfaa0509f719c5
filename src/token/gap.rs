//! What stands between two words → the [`Gap`]. Linear in the bytes between them.

use std::ops::Range;

use super::letter::Initial;
use super::{Gap, Kind, Token, abbreviations};
use crate::fold;

/// Two words and what stands between them.
pub(super) struct Border<'a> {
    pub(super) text: &'a str,
    /// The token before.
    pub(super) previous: Token,
    /// Where the gap between the words stands; the word before it may have a possessive ending.
    pub(super) between: Range<usize>,
    /// What the word behind begins with.
    pub(super) next: Initial,
}

impl<'a> Border<'a> {
    fn between(&self) -> &'a str {
        &self.text[self.between.clone()]
    }

    /// The word before, with a possessive ending.
    fn before(&self) -> &'a str {
        &self.text[self.previous.span.start()..self.between.start]
    }
}

/// Judges a border; the first that fits: a blank line, the end of a sentence, inner.
pub(super) fn judge(border: &Border) -> Gap {
    let stop = match quick_stop(border.text.as_bytes(), border.between.clone()) {
        Some(stop) => stop,
        None if has_blank_line(border.between()) => return Gap::Paragraph,
        None => stop(border),
    };
    match stop {
        Stop::None => Gap::Inner,
        Stop::Likely if border.next == Initial::Lower || is_abbreviated(border) => Gap::Inner,
        Stop::Likely | Stop::Always => Gap::Sentence,
    }
}

/// Whether the text between two words ends with a mark that opens a quoted sentence: `, "` or `: «`.
///
/// A quotation mark alone does not: it may stand around a title or a nickname.
pub(super) fn opens_quotation(between: &str) -> bool {
    let marks = between.trim_end();
    // Only the French mark has a space behind it.
    let touches = marks.len() == between.len() || marks.ends_with('«');
    let before = marks.trim_end_matches(is_quote);
    touches && before.len() < marks.len() && before.trim_end().ends_with([',', ':', '\u{2013}', '\u{2014}'])
}

/// Whether two line ends stand with nothing but white space between them.
fn has_blank_line(between: &str) -> bool {
    let mut lines = 0;
    for c in between.chars() {
        match c {
            '\n' if lines == 1 => return true,
            '\n' => lines = 1,
            '\u{2029}' => return true,
            _ if c.is_whitespace() || fold::is_ignorable(c) => {}
            _ => lines = 0,
        }
    }
    false
}

/// How sure the marks between two words are that a sentence ends.
enum Stop {
    /// There is no such mark, or it stands inside a name such as "www.example".
    None,
    /// A full stop, a question mark or an exclamation mark: the words decide.
    Likely,
    /// A mark that has no other use.
    Always,
}

/// What a byte between words is, in the bits of [`END`], [`AFTER`], [`LINE`] and [`ODD`].
const CLASSES: [u8; 256] = {
    let mut classes = [ODD; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        classes[byte as usize] = match byte {
            b'.' | b'!' | b'?' => END,
            b'\n' => AFTER | LINE,
            b'\t'..=b'\r' | b' ' | b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'}' => AFTER,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// A mark that ends a sentence.
const END: u8 = 1;
/// White space, a quotation mark or a bracket, which follow such a mark.
const AFTER: u8 = 2;
/// A line end.
const LINE: u8 = 4;
/// A part of a character beyond ASCII.
const ODD: u8 = 8;

/// [`stop`] for what nearly always stands between words, without a loop: a few bytes of ASCII with at most one line
/// end, so that there is no blank line either, and no end mark last.
fn quick_stop(bytes: &[u8], between: Range<usize>) -> Option<Stop> {
    const BYTES: usize = size_of::<u64>();
    const fn all(class: u8) -> u64 {
        u64::from_le_bytes([class; BYTES])
    }
    let chunk = bytes.get(between.start..)?.first_chunk::<BYTES>()?;
    let unused = BYTES.checked_sub(between.len())?;
    let classes = u64::from_le_bytes(chunk.map(|byte| CLASSES[usize::from(byte)]));
    let classes = classes.checked_shl(8 * u32::try_from(unused).ok()?)?;
    let (ends, lines) = (classes & all(END), classes & all(LINE));
    let last = ends.leading_zeros() < 8;
    if last || classes & all(ODD) != 0 || lines & lines.wrapping_sub(1) != 0 {
        return None;
    }
    let followed = ends << 8 & (classes & all(AFTER)) >> 1;
    Some(if followed == 0 { Stop::None } else { Stop::Likely })
}

fn stop(border: &Border) -> Stop {
    let mut ended = false;
    for c in border.between().chars().filter(|&c| !fold::is_ignorable(c)) {
        if is_sure_end(c) {
            return Stop::Always;
        }
        if is_end(c) {
            ended = true;
        } else if ended && (c.is_whitespace() || is_quote(c) || is_bracket(c)) {
            return Stop::Likely;
        } else {
            ended = false;
        }
    }
    // "night.Mr": nothing between the mark and a capital, and no capital before the mark.
    let glued = ended && border.next == Initial::Upper && border.before().ends_with(char::is_lowercase);
    if glued { Stop::Likely } else { Stop::None }
}

/// Whether the full stop behind the previous word shortens it: an initial ("J.") or a known abbreviation ("Mr.").
fn is_abbreviated(border: &Border) -> bool {
    if !border.between().starts_with('.') || border.between().starts_with("..") {
        return false;
    }
    let mut letters = border.before().chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single && border.previous.kind != Kind::Glyph
        || abbreviations::shortens(border.previous.hash, border.before(), border.next)
}

/// Marks that end a sentence and nothing else: those of Han, kana, Devanagari, Arabic, Urdu, Armenian and Ethiopic.
fn is_sure_end(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '？' | '।' | '॥' | '؟' | '۔' | '։' | '።' | '၊' | '။' | '។')
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '⁇' | '⁈' | '⁉' | '．')
}

/// Quotation marks, opening or closing: which of the two differs from language to language.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201f}' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '}' | '）' | '】')
}
