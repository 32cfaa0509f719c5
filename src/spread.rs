//! Hashes in order: sorting by keys whose upper bits are spread evenly, in time linear in their number.
//!
//! The upper bits of a key tell about where it belongs, so one pass deals the items into buckets of one or two, and what
//! is left is to move some of them by a place or two (Knuth, The Art of Computer Programming 3, 5.2.5, of distribution
//! sorts). Keys that are not spread at all cost an ordinary sort.

/// Items below which there is nothing to gain.
const FEW: usize = 32;
/// Most buckets, as a power of two: what is cleared for each call, 8 KiB.
const MOST: u32 = 10;
/// Most buckets where items are not so many, for which a quarter of that is cleared.
const USUAL: u32 = 8;
/// Items of a bucket that are sorted by comparing each with the one before.
const CROWD: usize = 8;

/// Sorts `items` by the `key`, of which `upper` gives the upper half; those of equal keys stay in their order.
/// `room` is scratch memory.
pub(crate) fn sort<T: Copy, K: Ord>(
    items: &mut [T],
    room: &mut Vec<T>,
    upper: impl Fn(&T) -> u32,
    key: impl Fn(&T) -> K,
) {
    if items.len() < FEW {
        return items.sort_by_key(key);
    }
    let bits = items.len().ilog2().min(MOST);
    let bucket = |item: &T| (upper(item) >> (u32::BITS - bits)) as usize;
    let (mut usual, mut most);
    let places = if bits <= USUAL {
        usual = [0; 1 << USUAL];
        &mut usual[..1 << bits]
    } else {
        most = [0; 1 << MOST];
        &mut most[..1 << bits]
    };
    for item in &*items {
        places[bucket(item)] += 1;
    }
    let mut start = 0_usize;
    for place in &mut *places {
        start += std::mem::replace(place, start);
    }
    room.clear();
    room.extend_from_slice(items);
    for item in &*room {
        let place = &mut places[bucket(item)];
        items[*place] = *item;
        *place += 1;
    }
    let mut start = 0;
    for &mut end in places {
        if end - start > CROWD && !items[start..end].is_sorted_by_key(&key) {
            items[start..end].sort_by_key(&key);
        }
        start = end;
    }
    insertion_sort(items, key);
}

fn insertion_sort<T: Copy, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for at in 1..items.len() {
        let item = items[at];
        let mut hole = at;
        while hole > 0 && key(&item) < key(&items[hole - 1]) {
            items[hole] = items[hole - 1];
            hole -= 1;
        }
        items[hole] = item;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash;

    /// Keys that are spread, that are few, and that are all in one bucket, each with its place.
    #[test]
    fn it_is_a_stable_sort() {
        let keys: [fn(u64) -> u32; 4] = [
            |at| hash::low_half(hash::mix(at)),
            |at| hash::low_half(hash::mix(at % 7)),
            |at| hash::low_half(hash::mix(at)) >> 20,
            |_| u32::MAX,
        ];
        let mut room = Vec::new();
        for key in keys {
            for len in [0, 1, 2, 31, 32, 33, 100, 1_000, 5_000] {
                let items: Vec<(u32, u64)> = (0..len).map(|at| (key(at), at)).collect();
                let (mut ours, mut theirs) = (items.clone(), items);
                sort(&mut ours, &mut room, |item| item.0, |item| item.0);
                theirs.sort_by_key(|item| item.0);
                assert!(ours == theirs, "{len} items");
            }
        }
    }
}
