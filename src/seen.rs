//! Hashes → the set of them, for counting what two texts have in common.
//!
//! A table of at least twice as many places as hashes, in which one goes to the place that a product tells or to the next
//! that is free (linear probing: Knuth, The Art of Computer Programming 3, 6.4). The factor is drawn anew for each set, so
//! that no text can be made whose hashes crowd; nothing that is seen depends on it.

use std::hash::{BuildHasher, RandomState};

/// A set of hashes; 0 is taken for 1.
#[derive(Debug)]
pub(crate) struct Seen {
    /// A power of two of places; 0 is a free one.
    places: Vec<u64>,
    factor: u64,
    shift: u32,
}

impl Seen {
    /// An empty set with room for so many hashes.
    pub(crate) fn with_room(hashes: usize) -> Self {
        let places = (2 * hashes).next_power_of_two().max(2);
        let factor = RandomState::new().hash_one(places) | 1;
        Self { places: vec![0; places], factor, shift: u64::BITS - places.trailing_zeros() }
    }

    /// Adds a hash, and says whether it was not there. At most as many may be added as there is room for.
    pub(crate) fn insert(&mut self, hash: u64) -> bool {
        let place = self.place(hash);
        std::mem::replace(&mut self.places[place], hash.max(1)) == 0
    }

    /// Whether a hash is there.
    pub(crate) fn contains(&self, hash: u64) -> bool {
        self.places[self.place(hash)] != 0
    }

    /// Where a hash is, or the free place where it would be.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let hash = hash.max(1);
        let last = self.places.len() - 1;
        let mut place = usize::try_from(hash.wrapping_mul(self.factor) >> self.shift).unwrap_or(0);
        while self.places[place & last] != 0 && self.places[place & last] != hash {
            place += 1;
        }
        place & last
    }
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
            let hash = |number: u64| if spread { hash::mix(number) } else { number };
            let (mut seen, mut known) = (Seen::with_room(numbers.len()), BTreeSet::new());
            for &number in &numbers {
                prop_assert_eq!(seen.contains(hash(number)), known.contains(&number));
                prop_assert_eq!(seen.insert(hash(number)), known.insert(number));
            }
        }
    }
}
