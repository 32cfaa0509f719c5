//! Words of a stretch of common letters: Latin, Greek, Cyrillic, Hangul, Han and kana, with common punctuation.
//!
//! For these characters, which are most of what is written beyond ASCII, folding is one character for one and the
//! rules of Annex 29 are those of ASCII, so one pass over the stretch finds, folds and hashes its words. A stretch
//! with any other character, or with letters of two alphabets, which look alike, is left to
//! [`general`](super::general). That both give the same tokens is tested for each character.

use std::ops::Range;
use std::sync::LazyLock;

use super::letter::Initial;
use super::record::Record;
use super::writer::{Word, Writer};
use crate::hash;

/// Who may write the words of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// This module.
    Common,
    /// Only the full algorithms.
    Mixed,
}

/// What a character does in a word; see [`joins`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    Apostrophe,
    /// "." "," ";" ":"
    Point,
    Glyph,
    Break,
}

/// Bits of [`Entry::script`]: a stretch with two of the lower three is mixed, one with the last is not common.
mod script {
    pub(super) const NEUTRAL: u8 = 0;
    pub(super) const LATIN: u8 = 1;
    pub(super) const GREEK: u8 = 2;
    pub(super) const CYRILLIC: u8 = 4;
    pub(super) const RARE: u8 = 8;
}

/// What there is to know of a character.
#[derive(Clone, Copy, Debug)]
struct Entry {
    folded: char,
    class: Class,
    script: u8,
}

const RARE: Entry = Entry { folded: '\0', class: Class::Break, script: script::RARE };

/// The first character beyond the table: the end of Cyrillic.
const TABLE_END: u32 = 0x530;

/// The writer of common stretches, with its scratch memory.
pub(super) struct Plain {
    table: &'static [Entry],
    /// The folded bytes of the open word.
    word: Vec<u8>,
}

impl Default for Plain {
    fn default() -> Self {
        static TABLE: LazyLock<Vec<Entry>> =
            LazyLock::new(|| (0..TABLE_END).filter_map(char::from_u32).map(table_entry).collect());
        Self { table: &TABLE, word: Vec::new() }
    }
}

impl Plain {
    /// The end of the stretch that begins at `start`, and who may write it.
    pub(super) fn survey(&self, text: &str, start: usize) -> (usize, Alphabet) {
        let mut scripts = 0;
        let mut end = text.len();
        for (at, c) in text[start..].char_indices() {
            if c.is_ascii_whitespace() {
                end = start + at;
                break;
            }
            scripts |= self.entry(c).script;
        }
        let common = scripts < script::RARE && scripts.count_ones() <= 1;
        (end, if common { Alphabet::Common } else { Alphabet::Mixed })
    }

    /// Bytes before the first character that is neither ASCII nor quiet.
    pub(super) fn quiet_len(&self, text: &str) -> usize {
        let mut len = 0;
        while let Some(c) = text[len..].chars().next().filter(|&c| c.is_ascii() || self.is_quiet(c)) {
            len += c.len_utf8();
            len += ascii_len(&text.as_bytes()[len..]);
        }
        len
    }

    /// Whether a character beyond ASCII is no letter and, but for the three apostrophes, joins none.
    ///
    /// Then [`block`](super::block) can read it: its bytes are no words, and only an apostrophe need be looked at.
    pub(super) fn is_quiet(&self, c: char) -> bool {
        let entry = self.entry(c);
        matches!(c, '\u{2018}' | '\u{2019}' | '\u{201b}')
            || entry.class == Class::Break && entry.script == script::NEUTRAL
    }

    /// Writes the words of `stretch`, which [`survey`](Self::survey) found common.
    pub(super) fn write_words(&mut self, writer: &mut Writer<impl Record>, stretch: Range<usize>) {
        let base = stretch.start;
        let mut open = Open::default();
        let mut chars = writer.text()[stretch].char_indices();
        while let Some((at, c)) = chars.next() {
            let (entry, span) = (self.entry(c), base + at..base + at + c.len_utf8());
            let next = || chars.clone().next().map_or(Class::Break, |(_, c)| self.entry(c).class);
            match entry.class {
                Class::Letter | Class::Digit | Class::Underscore => {}
                Class::Apostrophe | Class::Point if joins(open.last, entry.class, next()) => {
                    open.stem = open.span.end;
                }
                Class::Glyph => {
                    self.close(writer, &mut open);
                    write_glyph(writer, span, entry.folded);
                    continue;
                }
                _ => {
                    self.close(writer, &mut open);
                    continue;
                }
            }
            if self.word.is_empty() {
                open.span.start = span.start;
                open.initial = Some(c);
            }
            open.span.end = span.end;
            open.last = entry.class;
            push(&mut self.word, entry.folded);
        }
        self.close(writer, &mut open);
    }

    /// Writes the open word, if there is one.
    fn close(&mut self, writer: &mut Writer<impl Record>, open: &mut Open) {
        open.last = Class::Break;
        let Some(initial) = open.initial.take() else { return };
        if self.word[0] != b'_' || self.word.iter().any(|&byte| byte != b'_') {
            let (folded, span_end) = match self.word.strip_suffix(b"'s") {
                Some(stem) => (stem, open.stem),
                None => (&*self.word, open.span.end),
            };
            writer.write(&Word {
                span: open.span.start..span_end,
                end: open.span.end,
                hash: hash::word(folded),
                initial: Initial::of(initial),
            });
        }
        self.word.clear();
    }

    #[inline]
    fn entry(&self, c: char) -> Entry {
        self.table.get(c as usize).copied().unwrap_or_else(|| high_entry(c))
    }
}

/// Bytes before the first that is not ASCII.
pub(super) fn ascii_len(bytes: &[u8]) -> usize {
    /// Bytes looked at in one step: enough to be one test of four SSE registers.
    const STEP: usize = 64;
    /// Bit 7 of each byte.
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let (steps, _) = bytes.as_chunks::<STEP>();
    let whole = STEP * steps.iter().take_while(|step| step.is_ascii()).count();
    let (eights, rest) = bytes[whole..].as_chunks::<8>();
    let mut high = eights.iter().map(|eight| u64::from_le_bytes(*eight) & HIGH);
    if let Some((i, high)) = (0..).zip(&mut high).find(|&(_, high)| high != 0) {
        return whole + 8 * i + high.trailing_zeros() as usize / 8;
    }
    bytes.len() - rest.len() + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// A word that has begun.
struct Open {
    span: Range<usize>,
    /// Where the part before its last joining mark ends.
    stem: usize,
    /// Its first character; `None` where no word is open.
    initial: Option<char>,
    /// What its last character is.
    last: Class,
}

impl Default for Open {
    fn default() -> Self {
        Self { span: 0..0, stem: 0, initial: None, last: Class::Break }
    }
}

/// Whether a mark joins what stands on its two sides into one word.
fn joins(before: Class, mark: Class, after: Class) -> bool {
    matches!(
        (before, mark, after),
        (Class::Digit, Class::Apostrophe | Class::Point, Class::Digit)
            | (Class::Letter, Class::Apostrophe, Class::Letter)
    )
}

/// Appends a character in UTF-8; two bytes, the common case here, without a call. "ß" is the one that is folded to two.
#[inline]
fn push(word: &mut Vec<u8>, c: char) {
    match c {
        '\0'..='\u{7f}' => word.extend(u8::try_from(c)),
        'ß' => word.extend(b"ss"),
        '\u{80}'..='\u{7ff}' => {
            let mut pair = [0; 2];
            c.encode_utf8(&mut pair);
            word.extend(pair);
        }
        _ => word.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

fn write_glyph(writer: &mut Writer<impl Record>, span: Range<usize>, c: char) {
    let mut buffer = [0; 4];
    let folded = c.encode_utf8(&mut buffer).as_bytes();
    let end = span.end;
    writer.write(&Word { span, end, hash: hash::word(folded), initial: Initial::Glyph });
}

/// The entry of a character below [`TABLE_END`].
fn table_entry(c: char) -> Entry {
    let (class, script) = match c {
        'a'..='z' | 'A'..='Z' => (Class::Letter, script::LATIN),
        '0'..='9' => (Class::Digit, script::NEUTRAL),
        '_' => (Class::Underscore, script::NEUTRAL),
        '\'' => (Class::Apostrophe, script::NEUTRAL),
        '.' | ',' | ';' | ':' => (Class::Point, script::NEUTRAL),
        '\0'..='\u{a0}'
        | '¢'
        | '¤'..='§'
        | '«'
        | '»'
        | '°'
        | '¿'
        | '¡'
        | '£'
        | '©'
        | '¬'
        | '®'
        | '±'
        | '¶'
        | '×'
        | '÷' => (Class::Break, script::NEUTRAL),
        // Letters that NFKC or lower case makes two letters of, or another.
        '\u{130}' | '\u{132}'..='\u{133}' | '\u{13f}'..='\u{140}' | '\u{149}' | '\u{17f}' => return RARE,
        'À'..='\u{17f}' | 'Ơ'..='ơ' | 'Ư'..='ư' | 'Ș'..='ț' => (Class::Letter, script::LATIN),
        'Ά' | 'Έ'..='Ί' | 'Ό' | 'Ύ'..='Ρ' | 'Σ'..='ώ' => (Class::Letter, script::GREEK),
        'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => (Class::Letter, script::CYRILLIC),
        _ => return RARE,
    };
    let folded = match lowered(c) {
        'ς' => 'σ',
        'ı' => 'i',
        'ё' => 'е',
        small => small,
    };
    Entry { folded, class, script }
}

/// The small letter of a character that has one small letter.
fn lowered(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The entry of a character beyond the table.
fn high_entry(c: char) -> Entry {
    let (folded, class, script) = match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' => ('\'', Class::Apostrophe, script::NEUTRAL),
        _ if is_common_punctuation(c) => (c, Class::Break, script::NEUTRAL),
        // Kana and Han, with the mark that repeats a character.
        '\u{3005}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30fe}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' => (c, Class::Glyph, script::NEUTRAL),
        'Ạ'..='ỹ' => (lowered(c), Class::Letter, script::LATIN),
        '가'..='힣' => (c, Class::Letter, script::NEUTRAL),
        '\u{ff01}'..='\u{ff5e}' => return fullwidth_entry(c),
        _ => return RARE,
    };
    Entry { folded, class, script }
}

/// Dashes, quotation marks, dots and brackets of Latin and Han typography that join nothing.
#[inline]
fn is_common_punctuation(c: char) -> bool {
    matches!(c,
        '\u{2010}'..='\u{2016}' | '\u{201a}' | '\u{201c}'..='\u{2023}' | '\u{2026}' | '\u{2030}' | '\u{2032}'
        | '\u{2039}'..='\u{203b}' | '\u{20ac}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}')
}

/// Full-width forms are those of ASCII, moved.
fn fullwidth_entry(c: char) -> Entry {
    /// From a full-width form to its plain one.
    const SHIFT: u32 = '！' as u32 - '!' as u32;
    char::from_u32(c as u32 - SHIFT).map_or(RARE, table_entry)
}
