//! Hashes → the set of them, for counting what two texts have in common.
//!
//! A table of at least twice as many places as hashes, in which one goes to the place that a product tells or to the next
//! that is free (linear probing: Knuth, The Art of Computer Programming 3, 6.4). The factor is drawn anew for each set, so
//! that no text can be made whose hashes crowd; nothing that is seen depends on it.

use std::hash::{BuildHasher, RandomState};

/// A set of hashes; the lowest bit of one does not count, nor does the next of those that have no other.
#[derive(Debug)]
pub(crate) struct Seen {
    /// A power of two of places; 0 is a free one.
    places: Vec<u64>,
    factor: u64,
    shift: u32,
}

/// The bit that tells on which of two sides a hash was met.
const SIDE: u64 = 1;

impl Seen {
    /// An empty set with room for so many hashes.
    pub(crate) fn with_room(hashes: usize) -> Self {
        let places = (2 * hashes).next_power_of_two().max(2);
        let factor = RandomState::new().hash_one(places) | 1;
        Self { places: vec![0; places], factor, shift: u64::BITS - places.trailing_zeros() }
    }

    /// Adds a hash, and says whether it was not there. At most as many may be added as there is room for.
    #[inline]
    pub(crate) fn insert(&mut self, hash: u64) -> bool {
        std::mem::replace(self.place(hash), bare(hash)) == 0
    }

    /// Whether a hash is there.
    #[inline]
    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.places[self.find(hash)] != 0
    }

    #[inline]
    fn place(&mut self, hash: u64) -> &mut u64 {
        let place = self.find(hash);
        &mut self.places[place]
    }

    /// Where a hash is, or the free place where it would be.
    #[inline]
    fn find(&self, hash: u64) -> usize {
        let hash = bare(hash);
        let last = self.places.len() - 1;
        let mut place = usize::try_from(hash.wrapping_mul(self.factor) >> self.shift).unwrap_or(0);
        while self.places[place & last] != 0 && bare(self.places[place & last]) != hash {
            place += 1;
        }
        place & last
    }
}

/// A hash without the bit that does not count; not 0.
#[inline]
fn bare(hash: u64) -> u64 {
    (hash & !SIDE).max(SIDE + 1)
}

/// |A ∩ B| / |A ∪ B| of two sets of hashes, given as those that are known to be in both, in any order and number, and the
/// rest of either; 0 of two that are empty.
pub(crate) fn resemblance(both: &[u64], left: &[u64], right: &[u64]) -> f64 {
    let mut seen = Seen::with_room(both.len() + left.len() + right.len());
    let (mut all, mut shared) = (0_usize, 0_usize);
    for &hash in both {
        let place = seen.place(hash);
        all += usize::from(*place == 0);
        *place = bare(hash) | SIDE;
    }
    shared += all;
    for &hash in left {
        let place = seen.place(hash);
        all += usize::from(*place == 0);
        *place |= bare(hash);
    }
    for &hash in right {
        let place = seen.place(hash);
        all += usize::from(*place == 0);
        // It was met on the left, and not yet on the right.
        shared += usize::from(*place != 0 && *place & SIDE == 0);
        *place = bare(hash) | SIDE;
    }
    shared as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::hash;

    proptest! {
        #[test]
        fn it_is_a_set(numbers in proptest::collection::vec(1_u64..60, 0..80), spread in any::<bool>()) {
            let hash = |number: u64| if spread { hash::mix(number) } else { number << 1 };
            let (mut seen, mut known) = (Seen::with_room(numbers.len()), BTreeSet::new());
            for &number in &numbers {
                prop_assert_eq!(seen.contains(hash(number)), known.contains(&number));
                prop_assert_eq!(seen.insert(hash(number)), known.insert(number));
            }
        }

        #[test]
        fn resemblance_counts_each_hash_once(
            both in proptest::collection::vec(0_u64..60, 0..40),
            left in proptest::collection::vec(0_u64..60, 0..80),
            right in proptest::collection::vec(0_u64..60, 0..80)
        ) {
            let hashes = |numbers: &[u64]| numbers.iter().map(|&number| hash::mix(number)).collect::<Vec<_>>();
            let of = |rest: &[u64]| both.iter().chain(rest).copied().collect::<BTreeSet<_>>();
            let sets = (of(&left), of(&right));
            let (shared, all) = (sets.0.intersection(&sets.1).count(), sets.0.union(&sets.1).count());
            let expected = shared as f64 / all.max(1) as f64;
            let [both, left, right] = [&both, &left, &right].map(|numbers| hashes(numbers));
            prop_assert!((resemblance(&both, &left, &right) - expected).abs() < 1e-12);
        }
    }
}
