//! Words of any stretch, by the full algorithms: [`fold`](crate::fold), then the words of Annex 29.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::letter::Initial;
use super::record::Record;
use super::writer::{Word, Writer};
use crate::fold::{self, Folded};
use crate::hash;

/// The ending that is cut off a word.
const POSSESSIVE: &str = "'s";

/// The writer of any stretch, with its scratch memory.
#[derive(Default)]
pub(super) struct General {
    folded: Folded,
}

impl General {
    /// Writes the words of `stretch`, which holds no white space of ASCII.
    pub(super) fn write_words(&mut self, writer: &mut Writer<impl Record>, stretch: Range<usize>) {
        self.folded.fold(&writer.text()[stretch.clone()]);
        let text = self.folded.text();
        let mut open = 0..0;
        for (start, word) in text.unicode_word_indices() {
            if !is_clock(text, open.end, start) {
                self.write_parts(writer, stretch.start, open);
                open = start..start;
            }
            open.end = start + word.len();
        }
        self.write_parts(writer, stretch.start, open);
    }

    /// Splits a word of Annex 29 at points between letters.
    fn write_parts(&self, writer: &mut Writer<impl Record>, base: usize, word: Range<usize>) {
        let mut start = word.start;
        let text = &self.folded.text()[word.clone()];
        for (at, point) in text.match_indices(['.', ':']) {
            let within = |c: Option<char>| c.is_some_and(char::is_numeric);
            let number = within(text[..at].chars().next_back()) && within(text[at + 1..].chars().next());
            if !number {
                self.write_scripts(writer, base, start..word.start + at);
                start = word.start + at + point.len();
            }
        }
        self.write_scripts(writer, base, start..word.end);
    }

    /// Takes the glyphs out of a word: kana joined to one another or to an underscore.
    fn write_scripts(&self, writer: &mut Writer<impl Record>, base: usize, word: Range<usize>) {
        let text = &self.folded.text()[word.clone()];
        let mut start = word.start;
        for (at, c) in text.char_indices().filter(|&(_, c)| fold::is_glyph(c)) {
            let at = word.start + at;
            self.write_word(writer, base, start..at);
            let rest = &self.folded.text()[at + c.len_utf8()..word.end];
            let marks = rest.len() - rest.trim_start_matches(is_combining_mark).len();
            start = at + c.len_utf8() + marks;
            self.write_folded(writer, base, at..start, Some(Initial::Glyph));
        }
        self.write_word(writer, base, start..word.end);
    }

    /// Writes what is left of a word when glyphs and points are out, if it is a word.
    fn write_word(&self, writer: &mut Writer<impl Record>, base: usize, word: Range<usize>) {
        let text = self.folded.text()[word.clone()].trim_end_matches('\'');
        let start = word.start + text.len() - text.trim_start_matches('\'').len();
        if text.contains(char::is_alphanumeric) {
            self.write_folded(writer, base, start..word.start + text.len(), None);
        }
    }

    /// Writes a word of the folded text unless the word before came from the same character.
    fn write_folded(
        &self,
        writer: &mut Writer<impl Record>,
        base: usize,
        word: Range<usize>,
        initial: Option<Initial>,
    ) {
        let origin = self.folded.origin(word.clone());
        let (start, end) = (base + origin.start, base + origin.end);
        if start < writer.end() {
            return;
        }
        let text = &self.folded.text()[word.clone()];
        let stem = text.strip_suffix(POSSESSIVE).filter(|stem| !stem.is_empty()).unwrap_or(text);
        let kept = self.folded.origin(word.start..word.start + stem.len());
        let first = writer.text()[start..].chars().next().unwrap_or_default();
        writer.write(&Word {
            span: start..base + kept.end,
            end,
            hash: hash::word(stem.as_bytes()),
            initial: initial.unwrap_or_else(|| Initial::of(first)),
        });
    }
}

/// Whether nothing but a colon between digits stands between two words: "10:30".
fn is_clock(text: &str, end: usize, start: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    text[end..start] == *":" && digit(text.as_bytes()[..end].last()) && digit(text.as_bytes().get(start))
}
