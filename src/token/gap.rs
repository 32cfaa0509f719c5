//! What stands between two words → the [`Gap`]. Linear in the bytes between them.

use super::letter::Initial;
use super::{Gap, Kind, Token, abbreviations};
use crate::fold;

/// Two words and what stands between them.
pub(super) struct Border<'a> {
    /// The token before.
    pub(super) previous: Token,
    /// Its text, with a possessive ending.
    pub(super) before: &'a str,
    /// The text from the one word to the other.
    pub(super) between: &'a str,
    /// What the word behind begins with.
    pub(super) next: Initial,
}

/// Judges a border; the first that fits: a blank line, the end of a sentence, inner.
pub(super) fn judge(border: &Border) -> Gap {
    if border.between.bytes().all(is_inner) {
        return Gap::Inner;
    }
    if has_blank_line(border.between) {
        return Gap::Paragraph;
    }
    match stop(border) {
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

/// Whether a byte neither ends a line nor a sentence nor belongs to a character beyond ASCII.
fn is_inner(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'\n' | b'.' | b'!' | b'?')
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

fn stop(border: &Border) -> Stop {
    let mut ended = false;
    for c in border.between.chars().filter(|&c| !fold::is_ignorable(c)) {
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
    let glued = ended && border.next == Initial::Upper && border.before.ends_with(char::is_lowercase);
    if glued { Stop::Likely } else { Stop::None }
}

/// Whether the full stop behind the previous word shortens it: an initial ("J.") or a known abbreviation ("Mr.").
fn is_abbreviated(border: &Border) -> bool {
    if !border.between.starts_with('.') || border.between.starts_with("..") {
        return false;
    }
    let mut letters = border.before.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    single && border.previous.kind != Kind::Glyph
        || abbreviations::shortens(border.previous.hash, border.before, border.next)
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
