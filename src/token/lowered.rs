//! Blocks of text in lower case → hashes and stems of the words in them.
//!
//! A block is lowered when it comes in, several bytes at a time; a word is then two loads, two masks and two
//! multiplications.

use std::hint::select_unpredictable;

use super::block::BLOCK;
use super::{Token, stem};
use crate::hash::{self, SHORT};

/// Bytes of text that are held.
const WINDOW: usize = 2_048;

/// Blocks that stand behind each other, as far as they are letters in lower case.
pub(super) struct Lowered {
    /// With room for a load behind the last word.
    bytes: [u8; WINDOW + SHORT],
    /// Where the first of them stands in the text.
    base: u32,
    /// How many of them are held.
    held: usize,
}

impl Default for Lowered {
    fn default() -> Self {
        Self { bytes: [0; WINDOW + SHORT], base: 0, held: 0 }
    }
}

impl Lowered {
    /// Takes the block at `start`, which stands behind those held; there must be room.
    ///
    /// Bit 5 is set in all bytes of words of ASCII but capitals and the underscore, whose five lower bits are set.
    #[inline]
    pub(super) fn push(&mut self, start: u32, block: &[u8; BLOCK]) {
        const LOW: u8 = 0x1f;
        if self.held == 0 {
            self.base = start;
        }
        let (room, _) = self.bytes.as_chunks_mut();
        let lowered: &mut [u8; BLOCK] = &mut room[self.held / BLOCK];
        for (to, &byte) in lowered.iter_mut().zip(block) {
            *to = byte | if byte & LOW == LOW { 0 } else { 0x20 };
        }
        self.held += BLOCK;
    }

    /// Whether there is no room.
    pub(super) fn is_full(&self) -> bool {
        self.held == WINDOW
    }

    /// Forgets all blocks.
    pub(super) fn clear(&mut self) {
        self.held = 0;
    }

    /// The hash of the word from `start` to `end` of `bytes`, as if it had no apostrophe.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the body of the loop over all words")]
    pub(super) fn hash(&self, bytes: &[u8], [start, end]: [u32; 2]) -> u64 {
        let (place, len) = (start.wrapping_sub(self.base) as usize, end.wrapping_sub(start) as usize);
        // A word may have begun in blocks that were forgotten.
        if place >= WINDOW || len > SHORT {
            return hash_rare(&bytes[start as usize..end as usize]);
        }
        let (first, second) = (load(&self.bytes, place), load(&self.bytes, place + 8));
        let masks = MASKS[len % LENGTHS];
        hash::short_word([first & masks[0], second & masks[1]], len)
    }

    /// The stem of a word without an apostrophe.
    #[inline]
    pub(super) fn stem(&self, bytes: &[u8], token: &Token) -> u32 {
        const LETTERS: u64 = MASKS[stem::LETTERS][0];
        let place = token.span.start().wrapping_sub(self.base as usize);
        let first = if place < WINDOW { load(&self.bytes, place) } else { first_lowered(bytes, token) };
        let letters = hash::short_word([first & LETTERS, 0], stem::LETTERS);
        hash::low_half(select_unpredictable(stem::is_whole(token), token.hash, letters))
    }
}

/// Eight bytes as a little-endian number.
#[inline]
fn load(bytes: &[u8; WINDOW + SHORT], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |&bytes| u64::from_le_bytes(bytes))
}

/// The first bytes of a word that is not held, as [`load`] gives those of another.
#[cold]
fn first_lowered(bytes: &[u8], token: &Token) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(&bytes[token.span.range()]).for_each(|(to, byte)| *to = byte.to_ascii_lowercase());
    u64::from_le_bytes(first)
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

/// The hash of a word in lower case that is long, or is not held.
#[inline(never)]
pub(super) fn hash_rare(word: &[u8]) -> u64 {
    let mut long = [0; LONG];
    let Some(lowered) = long.get_mut(..word.len()) else { return hash::word(&word.to_ascii_lowercase()) };
    lowered.copy_from_slice(word);
    lowered.make_ascii_lowercase();
    hash::word(lowered)
}
