//! Token → stem: the first five letters of the folded word, by their hash.
//!
//! Truncation serves as well as rule-based stemmers across European languages (McNamee, Mayfield: Character N-Gram
//! Tokenization for European Language Text Retrieval, Information Retrieval 7, 2004) and needs no table. For scripts
//! without spaces a stem is a pair of neighbouring characters.

use super::{Kind, Token};
use crate::fold::Folded;
use crate::hash;

/// Letters of a word that make its stem.
pub(super) const LETTERS: usize = 5;
/// The bit that is set in the stem of a pair of characters, and in no other.
const PAIR: u32 = 1;

/// The stem of a hash.
#[inline]
pub(crate) const fn of_hash(hash: u64) -> u32 {
    hash::low_half(hash) & !PAIR
}

/// Whether it is the stem of a pair of characters.
#[inline]
pub(crate) const fn is_pair(stem: u32) -> bool {
    stem & PAIR != 0
}

/// Whether a word is its own stem: figures, glyphs and short words.
#[inline]
pub(super) fn is_whole(token: &Token) -> bool {
    matches!(token.kind, Kind::Number | Kind::Glyph) | (token.span.len() <= LETTERS)
}

/// The stem of a token of `text`, as if it had no neighbours.
pub(super) fn of(token: &Token, text: &str, folded: &mut Folded) -> u32 {
    if is_whole(token) {
        return of_hash(token.hash);
    }
    let word = token.span.of(text);
    if let Some(&(mut letters)) =
        word.as_bytes().first_chunk::<LETTERS>().filter(|letters| letters.is_ascii())
    {
        letters.make_ascii_lowercase();
        return of_hash(hash::word(&letters));
    }
    folded.fold(word);
    let end = folded.text().char_indices().nth(LETTERS).map_or(folded.text().len(), |(at, _)| at);
    of_hash(hash::word(&folded.text().as_bytes()[..end]))
}

/// Gives each glyph before another the stem of the two.
pub(super) fn pair_glyphs(tokens: &[Token], stems: &mut [u32]) {
    for (stem, pair) in stems.iter_mut().zip(tokens.windows(2)) {
        if pair.iter().all(|token| token.kind == Kind::Glyph) {
            *stem = hash::low_half(hash::join(pair[0].hash, pair[1].hash)) | PAIR;
        }
    }
}
