//! Band keys → candidate pairs: those that share a key, one band of all documents at a time, and are alike by their marks.
//!
//! Space 16 bytes a document and thread for the band, and those of the pairs.

use std::{cmp::Reverse, io};

use rayon::prelude::*;

use super::{
    BLOCK, Survey,
    marks::{LEAST_ALIKE, MARKS, agreeing},
};
use crate::{
    id::DocId,
    index::{Caps, Pairs},
    runs::{entry, sort},
    store::Room,
};

/// Pairs of a document with those before it: more resemble each other in crowds only, all of which are joined by fewer.
const STRONGEST: usize = 32;
/// Pairs looked at by one thread at a time.
const PAIRS: usize = 1 << 14;

/// A pair that shares a band key, and in how many slots its signatures agree.
#[derive(Clone, Copy, Debug)]
struct Alike {
    right: DocId,
    left: DocId,
    slots: u32,
}

impl Survey {
    /// The pairs that share a band key of any channel and enough of its signature; of a document with those before it
    /// the [`STRONGEST`].
    pub(crate) fn banded(&self) -> io::Result<(Vec<(DocId, DocId)>, Caps)> {
        let (mut found, mut caps) = (Vec::new(), Caps::default());
        for channel in 0..self.bandings.len() {
            let (pairs, left_out) = self.banded_by(channel)?.finish();
            caps += left_out;
            let alike = pairs.par_chunks(PAIRS).map(|pairs| self.alike(channel, pairs));
            found.extend(alike.collect::<io::Result<Vec<_>>>()?.into_iter().flatten());
        }
        found.par_sort_unstable_by_key(|alike| (alike.right, alike.left, Reverse(alike.slots)));
        found.dedup_by_key(|alike| (alike.right, alike.left));
        let mut strongest = Vec::with_capacity(found.len());
        for of_right in found.chunk_by_mut(|one, next| one.right == next.right) {
            if of_right.len() > STRONGEST {
                of_right.sort_unstable_by_key(|alike| (Reverse(alike.slots), alike.left));
                caps.pairs_too_many += (of_right.len() - STRONGEST) as u64;
            }
            strongest.extend(of_right.iter().take(STRONGEST).map(|alike| (alike.left, alike.right)));
        }
        Ok((strongest, caps))
    }

    /// The pairs that share a band key of a channel.
    fn banded_by(&self, channel: usize) -> io::Result<Pairs> {
        let of_band = |column: usize| {
            let mut entries = self.entries(column, channel)?;
            keep_recurring(&mut entries);
            sort(&mut entries);
            let mut pairs = Pairs::default();
            pairs.add_band(&entries);
            Ok(pairs)
        };
        let merge = |mut one: Pairs, other: Pairs| {
            one.merge(other);
            Ok(one)
        };
        let columns = self.columns().enumerate().filter(|(_, (of, _))| *of == channel);
        let columns: Vec<usize> = columns.map(|(column, _)| column).collect();
        columns.into_par_iter().map(of_band).try_reduce(Pairs::default, merge)
    }

    /// Those of the pairs, sorted, whose signatures of a channel agree in [`LEAST_ALIKE`] slots.
    fn alike(&self, channel: usize, pairs: &[(DocId, DocId)]) -> io::Result<Vec<Alike>> {
        let mut rooms = (Room::default(), Room::default());
        let mut found = Vec::new();
        for of_left in pairs.chunk_by(|one, next| one.0 == next.0) {
            let left_marks = self.marks(channel, of_left[0].0, &mut rooms.0)?;
            for &(left, right) in of_left {
                let slots = agreeing(left_marks, self.marks(channel, right, &mut rooms.1)?);
                if slots >= LEAST_ALIKE {
                    found.push(Alike { right, left, slots });
                }
            }
        }
        Ok(found)
    }

    fn marks<'a>(&'a self, channel: usize, id: DocId, room: &'a mut Room) -> io::Result<&'a [u32]> {
        let start = (id.index() % BLOCK * self.bandings.len() + channel) * MARKS;
        self.store.read(self.blocks[id.index() / BLOCK].marks, start..start + MARKS, room)
    }

    /// The entries of one band, by document.
    fn entries(&self, column: usize, channel: usize) -> io::Result<Vec<u64>> {
        let mut entries = Vec::with_capacity(self.rows.len());
        let mut room = Room::default();
        let mut ids = (0..).map(DocId::from_number);
        for (rows, block) in self.rows.chunks(BLOCK).zip(&self.blocks) {
            let start = column * rows.len();
            let keys = self.store.read(block.keys, start..start + rows.len(), &mut room)?;
            let keyed = rows.iter().zip(keys.iter().zip(&mut ids)).filter(|(row, _)| row.is_keyed[channel]);
            entries.extend(keyed.map(|(_, (&key, id))| entry(key, id)));
        }
        Ok(entries)
    }
}

/// Drops most entries of keys that no other entry has, which are most of all: all but those whose place in a row of bits,
/// told by the upper bits of the key, another has. Space at most 8 bytes an entry.
fn keep_recurring(entries: &mut Vec<u64>) {
    /// Bits for each entry: one in this number is kept in vain, at most.
    const SPARSE: usize = 16;
    let bits = (SPARSE * entries.len()).max(64).next_power_of_two().trailing_zeros().min(u32::BITS);
    let (mut met, mut again) = (vec![0_u64; 1 << (bits - 6)], vec![0_u64; 1 << (bits - 6)]);
    let place = |entry: u64| {
        let place = entry >> (u64::BITS - bits);
        (usize::try_from(place / 64).unwrap_or(0), place % 64)
    };
    for (at, bit) in entries.iter().map(|&entry| place(entry)) {
        again[at] |= met[at] & 1 << bit;
        met[at] |= 1 << bit;
    }
    // Which are kept no processor can foretell: each is stored, and the end moves on or not.
    let mut end = 0;
    for from in 0..entries.len() {
        let entry = entries[from];
        let (at, bit) = place(entry);
        entries[end] = entry;
        end += usize::from(again[at] >> bit & 1 == 1);
    }
    entries.truncate(end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn entries_of_shared_keys_are_kept(keys in proptest::collection::vec(0_u32..40, 0..60), spread in 0_u32..28) {
            let entry = |(at, &key): (usize, &u32)| entry(key << spread, DocId::new(at).expect("a small number"));
            let all: Vec<u64> = keys.iter().enumerate().map(entry).collect();
            let mut kept = all.clone();
            keep_recurring(&mut kept);
            let is_shared = |one: &&u64| all.iter().filter(|other| *one >> 32 == **other >> 32).count() > 1;
            let shared = |entries: &[u64]| entries.iter().filter(is_shared).copied().collect::<Vec<_>>();
            prop_assert_eq!(shared(&kept), shared(&all));
        }
    }

    #[test]
    fn few_entries_of_other_keys_are() {
        let mut entries: Vec<u64> = (0..10_000).map(crate::hash::mix).collect();
        keep_recurring(&mut entries);
        assert!(entries.len() < 10_000 / 16, "{}", entries.len());
    }
}
