//! Sorted runs: entries of 32 bits of key and 32 bits of document, found by key, grown by one or by millions.
//!
//! Entries lie in sorted runs, each at least twice as long as the next (the logarithmic method of Bentley, Saxe,
//! Decomposable Searching Problems, J. Algorithms 1(4), 1980; its use on disk: O'Neil et al., The Log-Structured
//! Merge-Tree, Acta Informatica 33, 1996), before a short tail of unsorted ones. So one structure serves a bulk scan,
//! which sorts once, and a collection that grows by one document at a time. Keys are hashes, so spread evenly: a
//! directory by their upper bits leads to the place of a key without a search.
//!
//! Space 8 bytes an entry and half a byte for its directory. Adding `n` at once costs a sort, adding one `O(log n)`
//! moves on average; a look-up costs one step a run, of which there are at most `log₂ n`.

use crate::{hash, id::DocId};

/// Entries up to which the tail stays unsorted: looking through 512 bytes costs less than a search.
const TAIL: usize = 64;
/// Entries that one step of the directory leads to, on average.
const STEP: usize = 8;

/// Documents by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Runs {
    /// Each at least twice as long as the next.
    runs: Vec<Run>,
    /// Unsorted, at most [`TAIL`].
    tail: Vec<u64>,
}

/// Sorted entries with the way to each key.
#[derive(Clone, Debug)]
struct Run {
    entries: Vec<u64>,
    /// For the upper bits of a key, how many entries stand before the first of that kind; one more for the end.
    directory: Vec<u32>,
    /// What shifts those bits down.
    shift: u32,
}

impl Run {
    fn new(entries: Vec<u64>) -> Self {
        let bits = (entries.len() / STEP).max(2).ilog2();
        let shift = u32::BITS - bits;
        let mut directory = Vec::with_capacity((1 << bits) + 1);
        for (at, &entry) in entries.iter().enumerate() {
            let step = (hash::high_half(entry) >> shift) as usize;
            directory.resize(directory.len().max(step + 1), crate::profile::number(at));
        }
        directory.resize((1 << bits) + 1, crate::profile::number(entries.len()));
        Self { entries, directory, shift }
    }

    fn bucket(&self, key: u32) -> &[u64] {
        let first = u64::from(key) << 32;
        let step = (key >> self.shift) as usize;
        let near = &self.entries[self.directory[step] as usize..self.directory[step + 1] as usize];
        let near = &near[near.partition_point(|&entry| entry < first)..];
        &near[..bucket_len(near, first | u64::from(u32::MAX))]
    }
}

impl Runs {
    /// Adds an entry; [`settle`](Self::settle) before the next look-up.
    pub(crate) fn push(&mut self, key: u32, id: DocId) {
        self.tail.push(entry(key, id));
    }

    /// Sorts a full tail into a run, and merges runs until each is twice as long as the next.
    pub(crate) fn settle(&mut self) {
        if self.tail.len() <= TAIL {
            return;
        }
        let mut last = std::mem::take(&mut self.tail);
        sort(&mut last);
        while let Some(mut run) = self.runs.pop_if(|run| run.entries.len() < 2 * last.len()) {
            run.entries.append(&mut last);
            sort_runs(&mut run.entries);
            last = run.entries;
        }
        self.runs.push(Run::new(last));
    }

    /// The entries of a key, in pieces.
    pub(crate) fn bucket(&self, key: u32) -> impl Iterator<Item = &[u64]> {
        let of_key = move |entry: &&[u64]| hash::high_half(entry[0]) == key;
        let sorted = self.runs.iter().map(move |run| run.bucket(key));
        sorted.chain(self.tail.chunks(1).filter(of_key)).filter(|piece| !piece.is_empty())
    }

    /// All entries as one sorted run without repetition.
    pub(crate) fn all(&mut self) -> &[u64] {
        if self.runs.len() != 1 || !self.tail.is_empty() {
            let mut all = std::mem::take(&mut self.tail);
            sort(&mut all);
            all.extend(self.runs.drain(..).rev().flat_map(|run| run.entries));
            sort_runs(&mut all);
            all.dedup();
            self.runs.push(Run::new(all));
        }
        &self.runs[0].entries
    }
}

/// The key before the id, so that entries sort by bucket, then by document.
pub(crate) fn entry(key: u32, id: DocId) -> u64 {
    u64::from(key) << 32 | u64::from(id.get())
}

/// The document of an entry.
pub(crate) fn document(entry: u64) -> DocId {
    DocId::from_number(hash::low_half(entry))
}

/// How many sorted entries stand up to `last`: counted, since buckets are small, and searched for in a hot one.
fn bucket_len(entries: &[u64], last: u64) -> usize {
    /// Entries that are counted before the search begins.
    const COUNTED: usize = 64;
    let count = entries.iter().take(COUNTED + 1).take_while(|&&entry| entry <= last).count();
    if count <= COUNTED { count } else { entries.partition_point(|&entry| entry <= last) }
}

/// Sorts entries: many whose documents ascend by their keys alone, digit by digit from the last (LSD radix sort: Knuth,
/// The Art of Computer Programming 3, 5.2.5), which keeps the documents of a key in order.
pub(crate) fn sort(entries: &mut Vec<u64>) {
    /// Entries from which three passes cost less than comparing.
    const MANY: usize = 2_048;
    const BITS: u32 = 11;
    const DIGITS: usize = 1 << BITS;
    if entries.len() < MANY || !entries.is_sorted_by_key(|&entry| hash::low_half(entry)) {
        return entries.sort_unstable();
    }
    let mut sorted = vec![0; entries.len()];
    for pass in 0..u32::BITS.div_ceil(BITS) {
        let digit = |entry: u64| (hash::high_half(entry) >> (pass * BITS)) as usize % DIGITS;
        let mut places = [0_usize; DIGITS];
        for &entry in &*entries {
            places[digit(entry)] += 1;
        }
        let mut start = 0;
        for place in &mut places {
            start += std::mem::replace(place, start);
        }
        for &entry in &*entries {
            let place = &mut places[digit(entry)];
            sorted[*place] = entry;
            *place += 1;
        }
        std::mem::swap(entries, &mut sorted);
    }
}

/// Sorts what consists of a few sorted runs, in time linear in their length.
#[expect(clippy::stable_sort_primitive, reason = "the stable sort finds sorted runs and merges them")]
pub(crate) fn sort_runs(numbers: &mut [u64]) {
    numbers.sort();
}
