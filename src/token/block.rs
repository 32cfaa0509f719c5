//! Where the words of a run of common text stand, 64 bytes at a time: ASCII with quiet characters
//! ([`is_quiet`](super::plain::Plain::is_quiet)) among it.
//!
//! Whether a byte belongs to a word mostly follows from itself, so one pass without branches, which the compiler turns
//! into vector code, makes masks of 64 bits; the edges of the words' mask are their borders. Only marks that may join
//! what stands on their two sides are looked at one by one. The rules are WB5 to WB13b of Annex 29 as far as they
//! concern these characters, with the rules that [`token`](crate::token) puts on top.

#![expect(clippy::needless_bitwise_bool, reason = "with lazy operators the compiler makes no vector code")]

use std::ops::Range;

use wide::i8x16;

use super::batch::{Batch, Inside, bits};
use super::record::Record;
use super::writer::{Writer, offset};

/// Bytes in a block: the bits of one mask.
pub(crate) const BLOCK: usize = 64;

/// Text that this module can read.
pub(super) struct Run {
    /// Where it stands. White space of ASCII or a border of the text is on both sides.
    pub(super) range: Range<usize>,
    /// What is before this place is known to be ASCII.
    pub(super) ascii: usize,
}

/// Writes the words of a run.
pub(super) fn write_words<R: Record>(writer: &mut Writer<R>, batch: &mut Batch, run: &Run) {
    let bytes = writer.text().as_bytes();
    let (blocks, rest) = bytes[run.range.clone()].as_chunks();
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    // What stands before the first word is not known here.
    let mut loud = true;
    let mut spilt = 0;
    for (start, block) in run.range.clone().step_by(BLOCK).zip(blocks.iter().chain([&last])) {
        let masks = Masks::of(block);
        let mut joints = masks.joints(bytes, start, batch.is_open());
        if run.ascii < run.range.end.min(start + BLOCK) && !block.is_ascii() {
            joints.add(bytes, start, mask(block, |byte| byte == LEAD));
        }
        let inside = masks.inside | joints.inside | spilt;
        spilt = joints.spilt;
        let mut louds = 0;
        if R::WHOLE {
            // A loud byte makes the gap that it stands in carry into the first bit of the word behind.
            let (sum, over) = (!inside).overflowing_add(!mask(block, quiet) & !inside);
            let (sum, more) = sum.overflowing_add(u64::from(loud));
            (louds, loud) = (sum & inside, over | more);
        }
        let (apostrophes, blank) = (joints.apostrophes, masks.has_blank());
        batch.push(offset(start), &Inside { bytes: inside, loud: louds, apostrophes, blank });
        if batch.is_full() {
            writer.write_batch(batch);
        }
    }
    batch.end(offset(run.range.end));
    writer.write_batch(batch);
}

/// What the bytes of a block are, one bit a byte.
struct Masks {
    /// Letters, digits and underscores.
    inside: u64,
    /// Marks that may join two letters or two digits, and underscores.
    marks: u64,
}

impl Masks {
    /// Not inlined: in a larger function the compiler makes slower code of the loops.
    #[inline(never)]
    fn of(block: &[u8; BLOCK]) -> Self {
        Self {
            inside: mask(block, |byte| letter(byte) | digit(byte) | (byte == b'_')),
            marks: mask(block, |byte| mark(byte) | (byte == b'_')),
        }
    }

    /// Whether there is an underscore.
    fn has_blank(&self) -> bool {
        self.inside & self.marks != 0
    }

    /// The joining marks of ASCII in the block, which is that at `start`, and whether a word reaches into it.
    #[inline]
    fn joints(&self, bytes: &[u8], start: usize, open: bool) -> Joints {
        let before = self.inside << 1 | u64::from(open);
        let after = self.inside >> 1 | 1 << (BLOCK - 1);
        let mut joints = Joints::default();
        joints.add(bytes, start, self.marks & before & after);
        joints
    }
}

/// The marks that join what stands on their two sides.
#[derive(Default)]
struct Joints {
    /// Their bytes in the block.
    inside: u64,
    /// Their bytes in the next block.
    spilt: u64,
    /// The first bytes of those that are apostrophes.
    apostrophes: u64,
}

impl Joints {
    /// Adds those of some marks in the block at `start` that join.
    #[inline]
    fn add(&mut self, bytes: &[u8], start: usize, marks: u64) {
        for bit in bits(marks) {
            let [mark, apostrophe] = joint(bytes, start + bit as usize);
            self.inside |= mark << bit;
            self.spilt |= mark >> 1 >> (u64::BITS - 1 - bit);
            self.apostrophes |= apostrophe << bit;
        }
    }
}

/// The bits of the bytes of a mark if it joins, and 1 for an apostrophe.
fn joint(bytes: &[u8], at: usize) -> [u64; 2] {
    let Some(around) = bytes.get(at.wrapping_sub(1)..) else { return [0, 0] };
    match *around {
        [before, b'\'', after, ..] if apostrophe_joins(before, after) => [1, 1],
        [before, LEAD, 0x80, 0x98 | 0x99 | 0x9b, after, ..] if apostrophe_joins(before, after) => [0b111, 1],
        [before, b',' | b'.' | b':' | b';', after, ..] if digits(before, after) => [1, 0],
        _ => [0, 0],
    }
}

/// The first byte of the typographic apostrophes U+2018, U+2019 and U+201B.
const LEAD: u8 = 0xe2;

fn apostrophe_joins(before: u8, after: u8) -> bool {
    before.is_ascii_alphabetic() && after.is_ascii_alphabetic() || digits(before, after)
}

fn digits(before: u8, after: u8) -> bool {
    before.is_ascii_digit() && after.is_ascii_digit()
}

/// One bit a byte of the block: whether `flag` holds.
#[inline]
pub(crate) fn mask(block: &[u8; BLOCK], flag: impl Fn(u8) -> bool) -> u64 {
    let (quarters, _) = block.as_chunks::<LANES>();
    quarters.iter().rev().fold(0, |mask, quarter| {
        let signs = quarter.map(|byte| if flag(byte) { -1 } else { 0 });
        mask << LANES | u64::from(i8x16::new(signs).move_mask().cast_unsigned())
    })
}

/// Bytes in a vector register.
const LANES: usize = 16;

#[inline]
fn letter(byte: u8) -> bool {
    (byte | 0x20).wrapping_sub(b'a') < 26
}

#[inline]
fn digit(byte: u8) -> bool {
    byte.wrapping_sub(b'0') < 10
}

/// Whether it is "'", "," or ".", ":" or ";": bit 1 is all that tells "," from ".", and bit 0 ":" from ";".
#[inline]
fn mark(byte: u8) -> bool {
    (byte == b'\'') | (byte | 2 == b'.') | (byte | 1 == b';')
}

/// Whether it is no more than a space, or one of "()*+,-", which stand together.
#[inline]
fn quiet(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'(') < 6)
}
