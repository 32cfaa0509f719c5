//! Words of ASCII → hashes and stems of them in lower case: two loads, two masks and two multiplications, without a copy.

use std::hint::select_unpredictable;

use super::{Token, stem};
use crate::hash::{self, SHORT};

/// A text whose words are read.
#[derive(Clone, Copy)]
pub(super) struct Lowered<'t> {
    pub(super) bytes: &'t [u8],
    /// Whether an underscore may stand in a word.
    pub(super) blank: bool,
}

impl Lowered<'_> {
    /// The hash of the word from `start` to `end`; of its apostrophes as they are typed.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the body of the loop over all words")]
    pub(super) fn hash(self, word: [u32; 2]) -> u64 {
        self.hash_and_first(word).0
    }

    /// The same hash, and the first eight bytes as a number.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the body of the loop over all words")]
    pub(super) fn hash_and_first(self, [start, end]: [u32; 2]) -> (u64, u64) {
        let len = end.wrapping_sub(start) as usize;
        match chunk(self.bytes, start as usize) {
            Some(word) if len <= SHORT && !self.blank => {
                let masks = MASKS[len % LENGTHS];
                let [first, second] = [load(word, 0) & masks[0], load(word, 8) & masks[1]];
                (hash::short_word([first, second], len), first)
            }
            _ => hash_rare(&self.bytes[start as usize..end as usize]),
        }
    }
}

/// The stem of a word that begins with these eight bytes.
#[inline]
pub(super) fn stem(token: &Token, first: u64) -> u32 {
    const LETTERS: u64 = MASKS[stem::LETTERS][0];
    let letters = hash::short_word([first & LETTERS, 0], stem::LETTERS);
    stem::of_hash(select_unpredictable(stem::is_whole(token), token.hash, letters))
}

/// The bytes from a place on; none where the text has fewer.
#[inline]
fn chunk(bytes: &[u8], at: usize) -> Option<&[u8; SHORT]> {
    bytes.get(at..at + SHORT).and_then(<[u8]>::first_chunk)
}

/// Eight bytes in lower case as a little-endian number.
///
/// Bit 5 is set in all bytes of words of ASCII, apostrophes among them, but capitals and the underscore.
#[inline]
fn load<const LEN: usize>(bytes: &[u8; LEN], at: usize) -> u64 {
    const LOWER: u64 = u64::from_ne_bytes([0x20; 8]);
    bytes[at..].first_chunk().map_or(0, |&bytes| u64::from_le_bytes(bytes) | LOWER)
}

/// Lengths of a short word, up to a power of two: so that none need be checked.
const LENGTHS: usize = (SHORT + 1).next_power_of_two();

/// The bits of the first `len` bytes of a pair of numbers, for each `len`.
const MASKS: [[u64; 2]; LENGTHS] = {
    let mut masks = [[u64::MAX; 2]; LENGTHS];
    let mut len = 0;
    while len < SHORT {
        masks[len] = if len < 8 { [(1 << (8 * len)) - 1, 0] } else { [u64::MAX, (1 << (8 * (len - 8))) - 1] };
        len += 1;
    }
    masks
};

/// Bytes of a word that is lowered on the stack; longer ones are not words of a language.
pub(super) const LONG: usize = 64;

/// The hash and the first eight bytes of a word that is long, has an underscore, or ends the text.
#[inline(never)]
fn hash_rare(word: &[u8]) -> (u64, u64) {
    let mut long = [0; LONG];
    let Some(lowered) = long.get_mut(..word.len()) else { return of_lowered(&word.to_ascii_lowercase()) };
    lowered.copy_from_slice(word);
    lowered.make_ascii_lowercase();
    of_lowered(lowered)
}

fn of_lowered(word: &[u8]) -> (u64, u64) {
    let mut first = [0; 8];
    first.iter_mut().zip(word).for_each(|(to, byte)| *to = *byte);
    (hash::word(word), u64::from_le_bytes(first))
}
