//! Two sets of stems → how much they have in common, and a fast way to tell that it is too little.

use super::Needed;

/// How much of their stems two documents have in common, given ascending: the geometric mean of the share of the smaller
/// set and of the cosine of both. A long document has more in common with any other by chance, and all of a short one
/// when it holds a copy of it.
pub(crate) fn shared(left: &[u32], right: &[u32]) -> f32 {
    let (mut left_at, mut right_at, mut count) = (0, 0, 0_usize);
    while left_at < left.len() && right_at < right.len() {
        let (one, other) = (left[left_at], right[right_at]);
        count += usize::from(one == other);
        left_at += usize::from(one <= other);
        right_at += usize::from(other <= one);
    }
    of_both(count, left.len(), right.len())
}

/// What sets of these sizes have in common when they share so many stems.
fn of_both(count: usize, left: usize, right: usize) -> f32 {
    let (smaller, larger) = (left.min(right).max(1) as f32, left.max(right).max(1) as f32);
    count as f32 / smaller * (smaller / larger).sqrt().sqrt()
}

/// The stems of a document, to find out which others have enough in common with it: most have clearly less, which
/// a bit for each stem tells without going through both lists step by step.
pub(super) struct Sieve<'a> {
    stems: &'a [u32],
    /// Whether there is a stem of these upper bits.
    has: Vec<u64>,
    pub(super) needed: Needed,
}

impl<'a> Sieve<'a> {
    /// Upper bits by which stems are told apart: 4 KiB.
    const UPPER: u32 = 15;

    pub(super) fn new(stems: &'a [u32]) -> Self {
        let mut has = vec![0; 1 << (Self::UPPER - u64::BITS.ilog2())];
        for &stem in stems {
            let (word, bit) = Self::place(stem);
            has[word] |= 1 << bit;
        }
        Self { stems, has, needed: Needed::of(stems) }
    }

    fn place(stem: u32) -> (usize, u32) {
        let upper = stem >> (u32::BITS - Self::UPPER);
        ((upper / u64::BITS) as usize, upper % u64::BITS)
    }

    /// Whether a document of these stems, ascending, has enough in common with this one.
    pub(super) fn holds(&self, others: &[u32]) -> bool {
        let bit = |&stem: &u32| {
            let (word, bit) = Self::place(stem);
            (self.has[word] >> bit & 1) as usize
        };
        let at_most = others.iter().map(bit).sum();
        of_both(at_most, self.stems.len(), others.len()) >= self.needed.stems
            && shared(self.stems, others) >= self.needed.stems
    }
}
