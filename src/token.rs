//! Text → tokens: words with their place in the caller's text, a hash of their folded form, and their kind.
//!
//! Words are those of Unicode Standard Annex 29 (Unicode Text Segmentation, revision 45) with five rules on top:
//! a word ends at "." and ":" unless digits stand on both sides; a clock time such as 10:30 is one word; a closing
//! "'s" is cut off; each character of a script that writes without spaces is a word; and white space of ASCII ends a
//! word whatever follows. They are folded by `fold` before they are hashed, so the same word hashes
//! alike however it is typed.
//!
//! Three paths give the very same tokens: blocks of 64 bytes for runs of ASCII and typographic punctuation (`block`,
//! `batch`), a small machine for stretches of common letters (`plain`), and the full algorithms for all else
//! (`general`). Time and space are linear in the text: one [`Token`] a word, and scratch memory the size of the
//! longest stretch without white space.

mod abbreviations;
mod batch;
mod block;
mod gap;
mod general;
#[cfg(test)]
mod laws;
mod letter;
mod lowered;
mod plain;
mod record;
mod stem;
mod writer;

use crate::fold::Folded;
use crate::span::Span;
pub(crate) use batch::{Batch, bits};
use block::Run;
pub(crate) use block::{BLOCK, mask};
use general::General;
use plain::{Alphabet, Plain};
use record::{Record, Stemmed};
pub(crate) use stem::{is_pair, of_hash as stem_of};
use writer::Writer;

/// What a token is to the alignment: which changes a copyist makes to it without changing what is said.
///
/// The first that fits, from the top: `Glyph`, `Number`, `Function`, `Name`, `Content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word of grammar ("the", "of", "und"): survives spinning, says little.
    Function,
    /// Any other word: what a spinner swaps.
    Content,
    /// A word with a capital where no sentence and no quotation begins: mostly a name.
    ///
    /// In a text where capitals say nothing (titles, capitals only, German nouns) there are none.
    Name,
    /// A word that begins with a digit ("3.14", "12th", "1990s"): a figure, a date, a sum. A copy keeps it.
    Number,
    /// One character of a script that writes without spaces (Han, kana, Thai and their like).
    Glyph,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 5] = [Self::Function, Self::Content, Self::Name, Self::Number, Self::Glyph];
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Space, a comma, a dash, one line end: the sentence goes on.
    Inner,
    /// The end of a sentence.
    Sentence,
    /// A blank line, or the start of the text.
    Paragraph,
}

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Hash of the folded word ([`hash::word`](crate::hash::word)).
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
/// Spans are disjoint and in order; none is empty. Where one character folds into several words ("㍿"), the first of
/// them is kept, for the others have no place of their own in the text.
///
/// # Panics
/// When the text is longer than `u32::MAX` bytes.
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    write(text, &mut Batch::default(), tokens);
}

/// Appends the hashes of the tokens of `text` to `hashes`: all that a set of shingles needs, for less. `batch` is scratch
/// memory.
pub(crate) fn hash_words(text: &str, batch: &mut Batch, hashes: &mut Vec<u64>) {
    write(text, batch, hashes);
}

/// Appends the tokens of `text` to `tokens` and the stem of each to `stems`.
///
/// A stem is the hash of the first five letters of the folded word, or of all of a figure; that of two glyphs for a glyph
/// before another.
pub(crate) fn tokenize_stemmed(text: &str, tokens: &mut Vec<Token>, stems: &mut Vec<u32>) {
    let records = &mut Stemmed { tokens, stems, glyphs: false, folded: Folded::default() };
    write(text, &mut Batch::default(), records);
}

fn write(text: &str, batch: &mut Batch, records: &mut impl Record) {
    assert!(u32::try_from(text.len()).is_ok(), "a text is at most u32::MAX bytes long");
    batch.forget();
    let mut writer = Writer::new(text, records);
    let mut paths = Paths::default();
    let mut at = 0;
    while at < text.len() {
        let ascii = at + plain::ascii_len(&text.as_bytes()[at..]);
        let foreign = ascii + paths.plain.quiet_len(&text[ascii..]);
        let start = stretch_start(text.as_bytes(), at, foreign);
        block::write_words(&mut writer, batch, &Run { range: at..start, ascii });
        at = if foreign < text.len() { paths.write_stretch(&mut writer, start) } else { start };
    }
    writer.finish();
}

/// The two paths for stretches beyond ASCII, with their scratch memory.
#[derive(Default)]
struct Paths {
    plain: Plain,
    general: General,
}

impl Paths {
    /// Writes the words of the stretch that begins at `start` and returns its end.
    fn write_stretch(&mut self, writer: &mut Writer<impl Record>, start: usize) -> usize {
        let (end, alphabet) = self.plain.survey(writer.text(), start);
        match alphabet {
            Alphabet::Common => self.plain.write_words(writer, start..end),
            Alphabet::Mixed => self.general.write_words(writer, start..end),
        }
        end
    }
}

/// Where the stretch without white space begins that holds the byte at `inside`; not before `floor`.
///
/// The end of the text is in no stretch: there it is `inside` itself.
fn stretch_start(bytes: &[u8], floor: usize, inside: usize) -> usize {
    if inside == bytes.len() {
        return inside;
    }
    let space = bytes[floor..inside].iter().rposition(u8::is_ascii_whitespace);
    space.map_or(floor, |space| floor + space + 1)
}
