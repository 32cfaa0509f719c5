//! Signatures → candidate pairs: documents that share a band key, at a cost a document that does not grow with the
//! collection.
//!
//! Each [`Band`] keeps one 8-byte entry a document: the upper 32 bits of the key and the id. Entries lie in sorted runs,
//! each at least twice as long as the next (the logarithmic method of Bentley, Saxe, Decomposable Searching Problems,
//! J. Algorithms 1(4), 1980; its use on disk: O'Neil et al., The Log-Structured Merge-Tree, Acta Informatica 33, 1996), before
//! a short tail of unsorted ones. So one structure serves a bulk scan, which sorts each band once, and a collection that
//! grows by one document at a time.
//!
//! | for `n` documents, `b` bands | time | space |
//! |---|---|---|
//! | [`Index::extend`] by all at once | `b n log n`, about 40 ns an entry at 20,000 | 8 bytes an entry |
//! | [`Index::extend`] by one | `b log n` on average | |
//! | [`Index::candidates_of`] | `b log² n`, plus at most [`BUCKET`] ids a band and run | |
//! | [`Index::pairs`] | `b n`, plus the pairs | 8 bytes a pair, at most three times |
//!
//! Two unequal keys share their 32 bits once in 4·10⁹ pairs: at 10⁶ documents one false pair for 8,600 documents a band,
//! which verification removes.
//!
//! **Hot buckets.** A boilerplate text in `m` documents would give `m²/2` pairs. A bucket of more than [`BUCKET`]
//! documents gives each member a pair with its [`LEADERS`], the members of least id, and with the [`NEIGHBOURS`] behind
//! it: linear in `m`, and all members stay connected. Buckets so treated, and the pairs not formed in them, are counted in
//! [`Caps`].

use crate::{band::Banding, hash, id::DocId};

mod pairs;

pub use pairs::{Caps, Pairs};

/// Documents in a bucket up to which all its pairs are formed: 64 copies of one text are common (wire stories),
/// and 64·63/2 pairs cost less than sorting a thousand entries.
pub const BUCKET: usize = 64;

/// Members of a hot bucket that are paired with all others. Two, since one may itself be no copy of most.
pub const LEADERS: usize = 2;

/// Members of a hot bucket that each is paired with after itself: texts added together are most alike.
pub const NEIGHBOURS: usize = 2;

/// Entries up to which the tail of a band stays unsorted: looking through 512 bytes costs less than a search.
const TAIL: usize = 64;

/// Documents by one band's keys.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// Sorted, each at least twice as long as the next.
    runs: Vec<Vec<u64>>,
    /// Unsorted, at most [`TAIL`].
    tail: Vec<u64>,
}

impl Band {
    /// Adds documents with their keys of this band.
    pub fn extend(&mut self, documents: impl IntoIterator<Item = (u64, DocId)>) {
        self.tail.extend(documents.into_iter().map(|(key, id)| entry(key, id)));
        self.settle();
    }

    /// Appends the documents that share `key` to `found`, at most the [`BUCKET`] of least id; counts a hot bucket.
    fn look_up(&self, key: u64, found: &mut Vec<DocId>) -> Caps {
        let bucket = entry(key, DocId::from_number(0))..=entry(key, DocId::from_number(u32::MAX));
        let before = found.len();
        let mut members = 0;
        for run in &self.runs {
            let first = run.partition_point(|entry| entry < bucket.start());
            let count = bucket_len(&run[first..], *bucket.end());
            members += count;
            found.extend(run[first..].iter().take(count.min(BUCKET)).map(|&entry| document(entry)));
        }
        let fresh = self.tail.iter().filter(|entry| bucket.contains(entry));
        members += fresh.clone().count();
        found.extend(fresh.map(|&entry| document(entry)));
        found[before..].sort_unstable();
        found.truncate(before + BUCKET);
        Caps::of_query(members, found.len() - before)
    }

    /// Adds all pairs of documents that share a key of this band to `pairs`.
    ///
    /// Sorts the entries into one run first, which later calls find done.
    pub fn pairs(&mut self, pairs: &mut Pairs) {
        let mut all = std::mem::take(&mut self.tail);
        all.extend(self.runs.drain(..).rev().flatten());
        sort_runs(&mut all);
        all.dedup();
        for bucket in all.chunk_by(|left, right| left >> 32 == right >> 32) {
            if bucket.len() > 1 {
                pairs.add_bucket(bucket);
            }
        }
        self.runs.push(all);
    }

    /// Sorts a full tail into a run, and merges runs until each is twice as long as the next.
    fn settle(&mut self) {
        if self.tail.len() <= TAIL {
            return;
        }
        let mut last = std::mem::take(&mut self.tail);
        // Measured for 2·10⁴, 2·10⁵, 10⁶ entries: 15, 22, 38 ns each; a radix sort by 3 · 11 bits took 16, 27, 68.
        last.sort_unstable();
        while let Some(mut run) = self.runs.pop_if(|run| run.len() < 2 * last.len()) {
            run.append(&mut last);
            sort_runs(&mut run);
            last = run;
        }
        self.runs.push(last);
    }
}

/// Documents by the keys of all bands.
///
/// ```
/// use unspin::{band::Banding, id::DocId, index::Index};
///
/// let banding = Banding::new(2, 2).expect("neither is 0");
/// let mut index = Index::new(banding);
/// let rows = [[1, 2, 3, 4], [1, 2, 8, 9], [5, 6, 7, 8]];
/// index.extend(rows.iter().enumerate().map(|(i, row)| (DocId::new(i).expect("few"), row.as_slice())));
/// let (pairs, _) = index.pairs().finish();
/// assert_eq!(pairs.len(), 1);
/// assert_eq!((pairs[0].0.index(), pairs[0].1.index()), (0, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Index {
    banding: Banding,
    bands: Vec<Band>,
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new(banding: Banding) -> Self {
        Self { banding, bands: vec![Band::default(); banding.bands()] }
    }

    /// How it cuts signatures.
    #[must_use]
    pub const fn banding(&self) -> Banding {
        self.banding
    }

    /// Adds documents with their signatures, each id once; the signature of an empty set adds nothing.
    ///
    /// Much cheaper by many than one by one.
    ///
    /// # Panics
    /// When a signature has fewer slots than the bands need.
    pub fn extend<'a>(&mut self, documents: impl IntoIterator<Item = (DocId, &'a [u32])>) {
        let documents = documents.into_iter();
        for band in &mut self.bands {
            band.tail.reserve(documents.size_hint().0);
        }
        for (id, signature) in documents {
            for (band, key) in self.bands.iter_mut().zip(self.banding.keys(signature)) {
                band.tail.push(entry(key, id));
            }
        }
        for band in &mut self.bands {
            band.settle();
        }
    }

    /// The documents that share a band key with the signature, ascending, each once, and what the caps left out.
    ///
    /// # Panics
    /// When the signature has fewer slots than the bands need.
    #[must_use]
    pub fn candidates_of(&self, signature: &[u32]) -> (Vec<DocId>, Caps) {
        let mut found = Vec::new();
        let mut caps = Caps::default();
        for (band, key) in self.bands.iter().zip(self.banding.keys(signature)) {
            caps += band.look_up(key, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        (found, caps)
    }

    /// All pairs of documents that share a band key, one band after the other.
    ///
    /// For several threads, give each some of [`bands_mut`](Self::bands_mut) and [`Pairs::merge`] what they find.
    #[must_use]
    pub fn pairs(&mut self) -> Pairs {
        let mut pairs = Pairs::default();
        for band in &mut self.bands {
            band.pairs(&mut pairs);
        }
        pairs
    }

    /// The bands, in the order of a signature's [keys](Banding::keys).
    pub fn bands_mut(&mut self) -> &mut [Band] {
        &mut self.bands
    }
}

/// How many sorted entries stand up to `last`: counted, since buckets are small, and searched for in a hot one.
fn bucket_len(entries: &[u64], last: u64) -> usize {
    let count = entries.iter().take(BUCKET + 1).take_while(|&&entry| entry <= last).count();
    if count <= BUCKET { count } else { entries.partition_point(|&entry| entry <= last) }
}

/// The upper half of the key before the id, so that entries sort by bucket, then by document.
fn entry(key: u64, id: DocId) -> u64 {
    (key >> 32) << 32 | u64::from(id.get())
}

/// The document of an entry.
fn document(entry: u64) -> DocId {
    DocId::from_number(hash::low_half(entry))
}

/// Sorts what consists of a few sorted runs, in time linear in their length.
#[expect(clippy::stable_sort_primitive, reason = "the stable sort finds sorted runs and merges them")]
fn sort_runs(numbers: &mut [u64]) {
    numbers.sort();
}
