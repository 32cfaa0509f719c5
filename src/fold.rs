//! A stretch of text → the text that is compared: spelling that looks alike becomes alike, with the way back kept.
//!
//! In this order: characters that cannot be seen go, apostrophes become "'", compatibility forms become plain ones
//! (NFKC, Unicode Standard Annex 15), look-alike letters take the script of their word ([`homoglyph`]), capitals
//! become small letters ("ß" two of them, as its capital; "ı" and "ё" become "i" and "е"), and marks piled on Latin,
//! Greek and Cyrillic letters go unless a letter has them built in.
//! Normalisation works on one cluster at a time, a character with what may compose with it, so that each folded
//! byte knows the bytes of the text it came from. Linear in the stretch but for the sorting of a cluster's marks.

mod homoglyph;

use std::iter;
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_script::{Script, UnicodeScript};

/// One character on its way: normalised, not yet in lower case.
#[derive(Clone, Debug)]
struct Letter {
    c: char,
    /// The bytes of the stretch that it came from.
    origin: Range<usize>,
}

/// A folded stretch; reused as scratch memory from stretch to stretch.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// For each byte of `text` the bytes of the stretch it came from.
    origins: Vec<Range<usize>>,
    letters: Vec<Letter>,
    cluster: String,
}

impl Folded {
    /// Folds `stretch` in place of what was folded before.
    pub(crate) fn fold(&mut self, stretch: &str) {
        self.letters.clear();
        let mut origin = 0..0;
        for (at, c) in stretch.char_indices().filter(|&(_, c)| !is_ignorable(c)) {
            if self.cluster.is_empty() || !continues(c) {
                self.close(&origin);
                origin.start = at;
            }
            self.cluster.push(straighten(c));
            origin.end = at + c.len_utf8();
        }
        self.close(&origin);
        homoglyph::level(&mut self.letters);
        self.lower();
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the stretch that a part of the folded text came from; the part must not be empty.
    pub(crate) fn origin(&self, part: Range<usize>) -> Range<usize> {
        self.origins[part.start].start..self.origins[part.end - 1].end
    }

    /// Normalises the open cluster into letters.
    fn close(&mut self, origin: &Range<usize>) {
        let letters = &mut self.letters;
        let mut push = |c| letters.push(Letter { c, origin: origin.clone() });
        if self.cluster.is_ascii() || self.cluster.starts_with(is_fraction) {
            self.cluster.chars().for_each(&mut push);
        } else {
            self.cluster.nfkc().for_each(&mut push);
        }
        self.cluster.clear();
    }

    /// Makes the folded text of the letters: lower case, without piled marks.
    fn lower(&mut self) {
        self.text.clear();
        self.origins.clear();
        let mut sheds = true;
        for letter in &self.letters {
            for c in letter.c.to_lowercase() {
                if !c.is_ascii() && is_combining_mark(c) {
                    if sheds {
                        continue;
                    }
                } else {
                    sheds = sheds_marks(c);
                }
                match c {
                    'ς' => self.text.push('σ'),
                    // Their capitals are those of other letters, and cannot be told from them.
                    'ß' => self.text.push_str("ss"),
                    'ı' => self.text.push('i'),
                    // Most writers of Russian leave its dots to the reader.
                    'ё' => self.text.push('е'),
                    _ => self.text.push(c),
                }
                self.origins.resize(self.text.len(), letter.origin.clone());
            }
        }
    }
}

/// Characters that a reader cannot see: Default_Ignorable_Code_Point of the Unicode Character Database, version 16.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character belongs to a script that writes without spaces between words.
///
/// The scripts are those whose words Annex 29 leaves to a dictionary, and kana, whose runs it joins. Marks are no
/// characters of their own.
pub(crate) fn is_glyph(c: char) -> bool {
    // Nothing below Thai is written without spaces.
    if c < '\u{e00}' || is_combining_mark(c) {
        return false;
    }
    match c.script() {
        Script::Han | Script::Hiragana | Script::Katakana => true,
        Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => c.is_alphabetic(),
        Script::Tai_Le | Script::New_Tai_Lue | Script::Tai_Tham | Script::Tai_Viet | Script::Ahom => {
            c.is_alphabetic()
        }
        // The sound marks that kana share, such as the long vowel.
        Script::Common => c.is_alphabetic() && c.script_extension().contains_script(Script::Katakana),
        _ => false,
    }
}

/// Makes "'" of what is typed for an apostrophe.
fn straighten(c: char) -> char {
    if matches!(c, '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '\u{ff07}') {
        '\''
    } else {
        c
    }
}

/// Fractions of one character, which NFKC would glue to the number before: "1½" is not 11 halves.
fn is_fraction(c: char) -> bool {
    matches!(c, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215f}' | '\u{2189}')
}

/// Whether a character may melt into the one before it under NFKC, or is a mark on it.
fn continues(c: char) -> bool {
    /// The first combining mark.
    const FIRST_MARK: char = '\u{300}';
    if c < FIRST_MARK {
        return false;
    }
    let mut first = None;
    decompose_compatible(c, |part| {
        first.get_or_insert(part);
    });
    is_combining_mark(c) || first.is_some_and(|first| is_nfc_quick(iter::once(first)) == IsNormalized::Maybe)
}

/// Whether marks that are left on a character after composition are decoration.
fn sheds_marks(base: char) -> bool {
    base.is_ascii()
        || matches!(
            base.script(),
            Script::Latin | Script::Greek | Script::Cyrillic | Script::Common | Script::Inherited
        )
}
