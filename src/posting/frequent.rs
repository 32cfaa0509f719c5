//! Stems that too many documents have: nobody asks for them, so they need not be sorted, though they are most of all.
//!
//! A stem that is frequent in a sample of the documents is counted in all of them. What the sample misses is sorted in
//! vain and left out afterwards, so nothing depends on it.
//!
//! Time two passes over the stems, of which one looks each up. Space 4 bytes for each stem of the sample, and on each
//! thread 4 for each that is counted.

use std::io;

use rayon::prelude::*;

use super::{STRETCH, StemSets, TOUCHES};
use crate::store::Room;

/// Stretches of documents whose stems are looked at first.
const SAMPLE: usize = 16;
/// Upper bits of a stem that lead to the frequent ones that begin with them.
const UPPER: u32 = 16;

/// Stems that more than [`TOUCHES`] documents have, with how many do.
#[derive(Debug)]
pub(super) struct Frequent {
    /// Ascending.
    stems: Vec<u32>,
    counts: Vec<u32>,
    /// For the upper bits of a stem, how many stand before the first of that kind; one more for the end.
    directory: Vec<u32>,
}

impl Frequent {
    /// The frequent stems of all documents, or most of them.
    pub(super) fn of(sets: &impl StemSets) -> io::Result<Self> {
        let likely = Self::new(likely(sets)?);
        let documents = sets.documents();
        let share = documents.div_ceil(rayon::current_num_threads()).next_multiple_of(STRETCH).max(STRETCH);
        let shares = (0..documents).into_par_iter().step_by(share);
        let counts = shares.map(|first| likely.counted(sets, first, documents.min(first + share)));
        let add = |mut sum: Vec<u32>, counts: Vec<u32>| {
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            Ok(sum)
        };
        let counts = counts.try_reduce(|| vec![0; likely.stems.len()], add)?;
        let is_frequent = |&(_, &count): &(u32, &u32)| count as usize > TOUCHES;
        let counted = likely.stems.iter().copied().zip(&counts).filter(is_frequent);
        let (stems, counts): (Vec<u32>, Vec<u32>) = counted.unzip();
        Ok(Self { counts, ..Self::new(stems) })
    }

    fn new(stems: Vec<u32>) -> Self {
        let mut directory = vec![0; (1 << UPPER) + 1];
        for &stem in &stems {
            directory[(stem >> (u32::BITS - UPPER)) as usize + 1] += 1;
        }
        for at in 1..directory.len() {
            directory[at] += directory[at - 1];
        }
        Self { stems, counts: Vec::new(), directory }
    }

    /// Whether a stem is one of them.
    pub(super) fn has(&self, stem: u32) -> bool {
        self.place(stem).is_some()
    }

    /// How often any of them stands in a document.
    pub(super) fn total(&self) -> usize {
        self.counts.iter().map(|&count| count as usize).sum()
    }

    fn place(&self, stem: u32) -> Option<usize> {
        let upper = (stem >> (u32::BITS - UPPER)) as usize;
        let (start, end) = (self.directory[upper] as usize, self.directory[upper + 1] as usize);
        self.stems[start..end].iter().position(|&other| other == stem).map(|at| start + at)
    }

    /// How many of some documents have each of them.
    fn counted(&self, sets: &impl StemSets, first: usize, end: usize) -> io::Result<Vec<u32>> {
        let mut counts = vec![0; self.stems.len()];
        let mut room = Room::default();
        for first in (first..end).step_by(STRETCH) {
            for &stem in sets.read(first..end.min(first + STRETCH), &mut room)? {
                if let Some(place) = self.place(stem) {
                    counts[place] += 1;
                }
            }
        }
        Ok(counts)
    }
}

/// The stems that are frequent in a sample, ascending; none where no stem can be frequent.
fn likely(sets: &impl StemSets) -> io::Result<Vec<u32>> {
    let documents = sets.documents();
    if documents <= TOUCHES {
        return Ok(Vec::new());
    }
    let stretches = documents.div_ceil(STRETCH);
    let (mut sample, mut sampled, mut room) = (Vec::new(), 0, Room::default());
    for stretch in (0..stretches).step_by(stretches.div_ceil(SAMPLE)) {
        let ids = stretch * STRETCH..documents.min((stretch + 1) * STRETCH);
        sampled += ids.len();
        sample.extend_from_slice(sets.read(ids, &mut room)?);
    }
    sample.sort_unstable();
    let is_likely = |of_stem: &&[u32]| of_stem.len() * documents > TOUCHES * sampled;
    let by_stem = sample.chunk_by(|one, next| one == next).filter(is_likely);
    Ok(by_stem.map(|of_stem| of_stem[0]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posting::tests::Sets;

    #[test]
    fn what_every_other_document_has_is_frequent_and_what_few_have_is_not() {
        const STEMS: [u32; 4] = [0, 1 << 16, 7 << 20, u32::MAX];
        let of = |at: usize| {
            let has = [at.is_multiple_of(2), true, at < TOUCHES, at.is_multiple_of(3)];
            STEMS.into_iter().zip(has).filter(|(_, has)| *has).map(|(stem, _)| stem).collect()
        };
        for (documents, expected) in
            [(2_000, vec![]), (5_000, vec![0, 1 << 16]), (9_000, vec![0, 1 << 16, u32::MAX])]
        {
            let sets = Sets((0..documents).map(of).collect());
            let frequent = Frequent::of(&sets).expect("in memory");
            let found: Vec<u32> = STEMS.into_iter().filter(|&stem| frequent.has(stem)).collect();
            assert_eq!(found, expected, "{documents} documents");
            let all = |stem: &u32| sets.0.iter().filter(|stems| stems.contains(stem)).count();
            assert_eq!(frequent.total(), expected.iter().map(all).sum::<usize>());
        }
    }
}
