//! Words of a run of ASCII, 64 bytes at a time.
//!
//! Whether a byte belongs to a word follows from itself and its two neighbours, so one pass without branches, which
//! the compiler turns into vector code, makes a mask of 64 bits; its edges are the borders of the words. The rules
//! are WB5 to WB13b of Annex 29 as far as ASCII reaches, with the rules that [`token`](crate::token) puts on top.

use std::ops::Range;

use super::letter::Initial;
use super::writer::{Word, Writer};
use crate::hash;

/// Bytes in a block: the bits of one mask.
const BLOCK: usize = 64;

/// A block with the byte before and the byte behind it.
type Window = [u8; BLOCK + 2];

/// Bytes of a word that is lowered in one vector register: nearly every word.
const SHORT: usize = 16;

/// Bytes of a word that is lowered on the stack; longer ones are not words of a language.
const LONG: usize = 64;

/// Writes the words of `range`, whose bytes are ASCII and which white space or the text's border ends on both sides.
pub(super) fn write_words(writer: &mut Writer, mut range: Range<usize>) {
    // Between two stretches beyond ASCII there is mostly one space.
    let space = writer.text().as_bytes()[range.clone()].iter().take_while(|byte| byte.is_ascii_whitespace());
    range.start += space.count();
    let bytes = &writer.text().as_bytes()[range.clone()];
    let (mut start, mut inside) = (0, false);
    for block in (0..bytes.len()).step_by(BLOCK) {
        let mask = mask_at(bytes, block);
        let mut edges = mask ^ (mask << 1 | u64::from(inside));
        while edges != 0 {
            let at = range.start + block + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if inside {
                write_word(writer, start..at);
            }
            start = at;
            inside = !inside;
        }
    }
    if inside {
        write_word(writer, start..range.end);
    }
}

/// The mask of the block at `start`.
#[inline]
fn mask_at(bytes: &[u8], start: usize) -> u64 {
    let before = start.wrapping_sub(1);
    match bytes.get(before..).and_then(<[u8]>::first_chunk) {
        Some(window) => word_mask(window),
        None => word_mask(&border_window(bytes, start)),
    }
}

/// The first or the last block with its neighbours; zeros stand for what lies outside `bytes`.
fn border_window(bytes: &[u8], start: usize) -> Window {
    let mut window = [0; BLOCK + 2];
    let from = start.saturating_sub(1);
    let to = bytes.len().min(start + BLOCK + 1);
    let shift = usize::from(start == 0);
    window[shift..shift + to - from].copy_from_slice(&bytes[from..to]);
    window
}

/// One bit a byte of the block: whether it belongs to a word.
#[inline]
fn word_mask(window: &Window) -> u64 {
    let mut flags = [0u8; BLOCK];
    for (i, flag) in flags.iter_mut().enumerate() {
        *flag = belongs(window[i], window[i + 1], window[i + 2]);
    }
    let (eights, _) = flags.as_chunks::<8>();
    eights.iter().enumerate().fold(0, |mask, (i, eight)| mask | gather(*eight) << (8 * i))
}

/// Packs eight bytes of 0 or 1 into eight bits, the first byte lowest.
#[inline]
fn gather(flags: [u8; 8]) -> u64 {
    /// Moves the bit of byte `k` to bit `56 + k`; no two products meet.
    const SPREAD: u64 = 0x0102_0408_1020_4080;
    u64::from_le_bytes(flags).wrapping_mul(SPREAD) >> 56
}

/// 1 where `here` is a letter, a digit, an underscore or a mark that joins its two neighbours.
#[inline]
fn belongs(before: u8, here: u8, after: u8) -> u8 {
    let quote = u8::from(here == b'\'');
    let point =
        u8::from(here == b'.') | u8::from(here == b',') | u8::from(here == b';') | u8::from(here == b':');
    letter(here)
        | digit(here)
        | u8::from(here == b'_')
        | (quote & letter(before) & letter(after))
        | ((quote | point) & digit(before) & digit(after))
}

#[inline]
fn letter(byte: u8) -> u8 {
    u8::from((byte | 0x20).wrapping_sub(b'a') < 26)
}

#[inline]
fn digit(byte: u8) -> u8 {
    u8::from(byte.wrapping_sub(b'0') < 10)
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "runs once a word; with several callers the compiler declines")]
fn write_word(writer: &mut Writer, range: Range<usize>) {
    let bytes = writer.text().as_bytes();
    let word = &bytes[range.clone()];
    if word[0] == b'_' && word.iter().all(|&byte| byte == b'_') {
        return;
    }
    let kept = word.len() - if let [_, .., b'\'', b's' | b'S'] = word { 2 } else { 0 };
    let span = range.start..range.start + kept;
    let hash = hash_lowered(bytes, span.clone(), writer.scratch());
    let initial = INITIALS[usize::from(word[0])];
    writer.write(&Word { span, end: range.end, hash, len: kept, initial });
}

/// What each ASCII byte says at the start of a word.
const INITIALS: [Initial; 128] = {
    let mut initials = [Initial::Uncased; 128];
    let mut byte = 0;
    while byte < 128 {
        initials[byte as usize] = match byte {
            b'a'..=b'z' => Initial::Lower,
            b'A'..=b'Z' => Initial::Upper,
            b'0'..=b'9' => Initial::Digit,
            _ => Initial::Uncased,
        };
        byte += 1;
    }
    initials
};

/// Hashes `range` of `bytes` in lower case; words of more than [`LONG`] bytes go through `scratch`.
#[inline]
fn hash_lowered(bytes: &[u8], range: Range<usize>, scratch: &mut Vec<u8>) -> u64 {
    if range.len() <= SHORT
        && let Some(&(mut short)) = bytes[range.start..].first_chunk::<SHORT>()
    {
        short.make_ascii_lowercase();
        return hash::word(&short[..range.len()]);
    }
    hash_lowered_long(&bytes[range], scratch)
}

#[inline(never)]
fn hash_lowered_long(word: &[u8], scratch: &mut Vec<u8>) -> u64 {
    let mut long = [0; LONG];
    let lowered = if let Some(lowered) = long.get_mut(..word.len()) {
        lowered.copy_from_slice(word);
        lowered
    } else {
        scratch.clear();
        scratch.extend_from_slice(word);
        scratch
    };
    lowered.make_ascii_lowercase();
    hash::word(lowered)
}
