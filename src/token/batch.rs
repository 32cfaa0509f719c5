//! Borders of common words → tokens, hundreds of words at a time.
//!
//! All words of a batch are hashed and looked up in one loop, without a branch that their letters decide. The few with an apostrophe are then done again, and what stands between words is looked at
//! where it may be more than a space or a comma.

use super::letter::Initial;
use super::lowered::{LONG, Lowered};
use super::writer::{KINDS, offset};
use super::{Gap, Kind, Token};
use crate::hash;
use crate::span::Span;
use crate::words::WordSet;

/// Borders in a batch: enough for twenty blocks of prose, and 2 KiB.
const MOST: usize = 512;

/// Words in a batch.
const MOST_WORDS: usize = MOST / 2;

/// Borders of one block at most, with those that [`Batch::push`] writes too many.
const BLOCK_MOST: usize = 64 + STEP;

/// Borders that are written between two looks at whether there are more.
const STEP: usize = 8;

/// What is inside words in a block, one bit a byte.
pub(super) struct Inside {
    pub(super) bytes: u64,
    /// The first bytes of words before which more may stand than a space or a comma.
    pub(super) loud: u64,
    /// The first bytes of apostrophes.
    pub(super) apostrophes: u64,
    /// Whether there is an underscore.
    pub(super) blank: bool,
}

/// Words that are not tokens yet.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Where words begin and end, in turn.
    borders: [u32; MOST],
    len: usize,
    loud: Numbers,
    quoted: Numbers,
    blank: bool,
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            borders: [0; MOST],
            len: 0,
            loud: Numbers::default(),
            quoted: Numbers::default(),
            blank: false,
        }
    }
}

impl Batch {
    /// Appends the words of the block at `start`. The batch must not be full.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "once for each way to record words")]
    pub(super) fn push(&mut self, start: u32, inside: &Inside) {
        let mut borders = inside.bytes ^ (inside.bytes << 1 | u64::from(self.is_open()));
        let (begun, starts) = (self.len.div_ceil(2), borders & inside.bytes);
        let number = |bit: u32| begun + (starts & ((1 << bit) - 1)).count_ones() as usize;
        bits(inside.loud).for_each(|bit| self.loud.push(number(bit)));
        bits(inside.apostrophes).for_each(|bit| self.quoted.push(number(bit) - 1));
        self.blank |= inside.blank;
        let count = borders.count_ones() as usize;
        for step in self.borders[self.len..].chunks_exact_mut(STEP) {
            for border in step {
                *border = start.wrapping_add(borders.trailing_zeros());
                borders &= borders.wrapping_sub(1);
            }
            if borders == 0 {
                break;
            }
        }
        self.len += count;
    }

    /// Ends the word that is open, if there is one.
    pub(super) fn end(&mut self, end: u32) {
        if self.is_open() {
            self.borders[self.len] = end;
            self.len += 1;
        }
    }

    /// Whether another block may not fit.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.len > MOST - BLOCK_MOST
    }

    /// Whether a word has begun that has not ended.
    #[inline]
    pub(super) fn is_open(&self) -> bool {
        self.len % 2 == 1
    }

    /// The words that have begun and ended.
    #[inline]
    pub(super) fn words(&self) -> &[[u32; 2]] {
        self.borders[..self.len].as_chunks().0
    }

    /// The numbers of the words before which more may stand than a space or a comma.
    pub(super) fn loud(&self) -> impl Iterator<Item = usize> {
        self.loud.below(self.words().len())
    }

    /// The numbers of the words with an apostrophe.
    pub(super) fn quoted(&self) -> impl Iterator<Item = usize> {
        self.quoted.below(self.words().len())
    }

    /// The words of `bytes` in lower case.
    pub(super) fn lowered<'t>(&self, bytes: &'t [u8]) -> Lowered<'t> {
        Lowered { bytes, blank: self.blank }
    }

    /// Whether a word is all underscores.
    pub(super) fn has_blank(&self, bytes: &[u8]) -> bool {
        let is_blank =
            |&[start, end]: &[u32; 2]| bytes[start as usize..end as usize].iter().all(|&byte| byte == b'_');
        self.blank && self.words().iter().any(is_blank)
    }

    /// Forgets the words; an open one stays.
    pub(super) fn clear(&mut self) {
        let words = self.words().len();
        self.loud.clear(words);
        self.quoted.clear(words);
        self.borders[0] = self.borders[self.len.saturating_sub(1)];
        self.len %= 2;
        self.blank &= self.is_open();
    }

    /// Forgets all words.
    pub(super) fn forget(&mut self) {
        (self.len, self.loud.len, self.quoted.len, self.blank) = (0, 0, 0, false);
    }

    /// Makes the first word loud; the batch must have been cleared.
    pub(super) fn make_loud(&mut self) {
        self.loud.push(0);
    }
}

/// The numbers of some words of a batch, in order.
#[derive(Debug)]
struct Numbers {
    numbers: [u16; MOST_WORDS],
    len: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { numbers: [0; MOST_WORDS], len: 0 }
    }
}

impl Numbers {
    /// Appends a number unless it is the last.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a batch has fewer words than a u16 counts")]
    fn push(&mut self, number: usize) {
        let number = number as u16;
        if self.numbers[..self.len].last() != Some(&number) {
            self.numbers[self.len] = number;
            self.len += 1;
        }
    }

    /// The numbers below `words`, which is that of a word that has not ended.
    fn below(&self, words: usize) -> impl Iterator<Item = usize> {
        self.numbers[..self.len]
            .iter()
            .map(|&number| usize::from(number))
            .filter(move |&number| number < words)
    }

    /// Forgets the numbers below `words`, which becomes 0.
    fn clear(&mut self, words: usize) {
        let open = self.numbers[..self.len].last().is_some_and(|&last| usize::from(last) == words);
        self.numbers[0] = 0;
        self.len = usize::from(open);
    }
}

/// The numbers of the bits that are set, in order.
#[inline]
pub(crate) fn bits(mut mask: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (bit < u64::BITS).then_some(bit)
    })
}

/// What each byte of a text says at the start of a word.
const INITIALS: [Initial; 256] = {
    let mut initials = [Initial::Uncased; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
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

/// [`KINDS`] by the first byte of the word.
const BYTE_KINDS: [[Kind; 2]; 256] = {
    let mut kinds = [[Kind::Content; 2]; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = KINDS[INITIALS[byte] as usize];
        byte += 1;
    }
    kinds
};

/// What the word that begins with this byte begins with.
#[inline]
pub(super) fn initial(first: u8) -> Initial {
    INITIALS[usize::from(first)]
}

/// The kind inside a sentence of a word of ASCII.
#[inline]
pub(super) fn kind(first: u8, hash: u64, functions: &WordSet) -> Kind {
    BYTE_KINDS[usize::from(first)][usize::from(functions.contains(hash))]
}

/// However an apostrophe is typed.
const APOSTROPHES: [char; 4] = ['\'', '\u{2018}', '\u{2019}', '\u{201b}'];

/// The token of a word of a text with an apostrophe: without a possessive ending, and however the apostrophe is typed.
pub(super) fn quoted_token(
    (text, lowered): (&str, Lowered),
    functions: &WordSet,
    [start, end]: [u32; 2],
) -> Token {
    let word = &text[start as usize..end as usize];
    let stem = word.strip_suffix(['s', 'S']).and_then(|word| word.strip_suffix(APOSTROPHES)).unwrap_or(word);
    let span = Span::new(start, start + offset(stem.len()));
    let hash = if stem.is_ascii() { lowered.hash(span.into()) } else { hash_typographic(stem) };
    let kind = kind(word.as_bytes()[0], hash, functions);
    Token { hash, span, kind, gap: Gap::Inner }
}

/// The hash of a word of ASCII and typographic apostrophes.
fn hash_typographic(word: &str) -> u64 {
    let straight = |c: char| if APOSTROPHES.contains(&c) { '\'' } else { c.to_ascii_lowercase() };
    let mut folded = [0; LONG];
    if word.len() > LONG {
        return hash::word(word.chars().map(straight).collect::<String>().as_bytes());
    }
    let mut len = 0;
    for c in word.chars() {
        len += straight(c).encode_utf8(&mut folded[len..]).len();
    }
    hash::word(&folded[..len])
}
