//! Stems → candidates: documents that have rare words in common.
//!
//! Shingles and skeletons fail where a machine has said everything again; names, figures and the rarer words of content
//! stay. A document asks for the documents that share its rarest stems in this collection, the rarest first, until it
//! has looked at `TOUCHES` of them, and takes those with the most rarity in common: each shared stem counts by the
//! square of its rarity, the logarithm of the share of documents that lack it (inverse document frequency: Spärck
//! Jones, A Statistical Interpretation of Term Specificity, J. Documentation 28, 1972).
//!
//! A candidate must hold `MIN_RARITY` of the rarity that was asked for, and share `MIN_SHARED` of the smaller of the
//! two sets of stems, or hold `ENOUGH_RARITY`: most documents that have a rare word in common have little else.
//!
//! Cost a document: one look-up a stem, `TOUCHES` additions and a merge of two lists for each candidate, whatever the
//! size of the collection. Space: 12 bytes a document and stem.

use ahash::AHashMap;

use crate::{
    id::DocId,
    runs::{Runs, document},
};

/// Documents looked at for one document, over all its stems.
const TOUCHES: usize = 2_000;
/// Candidates of one document.
const CANDIDATES: usize = 30;
/// Share of the rarity asked for that a candidate must hold (on labelled pairs: 99 in 100 copies hold .34 among 7,000
/// documents and .25 among 27,000; nine in ten other candidates hold less).
const MIN_RARITY: f32 = 0.25;
/// A candidate that holds this share is one even if the two share little else: a passage in two long documents.
const ENOUGH_RARITY: f32 = 0.45;
/// Share of the smaller set of stems that two documents must have in common (the least of 1,300 verified spins and
/// rewrites is .35, of partial copies .41).
const MIN_SHARED: f32 = 0.3;

/// Documents by stem.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    runs: Runs,
    /// How many documents have each stem: small enough for the caches, where the runs are not.
    frequencies: AHashMap<u32, u32>,
    /// The distinct stems of all documents, one after the other.
    stems: Vec<u32>,
    /// Where those of each document begin, and the end.
    starts: Vec<usize>,
}

/// Memory that a search for candidates uses, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Search {
    stems: Vec<(usize, u32)>,
    rarity: Vec<f32>,
    touched: Vec<u32>,
}

impl Postings {
    /// Adds documents with their distinct stems, ascending.
    pub fn extend<'a>(&mut self, documents: impl IntoIterator<Item = (DocId, &'a [u32])>) {
        for (id, stems) in documents {
            self.starts.resize(id.index() + 1, self.stems.len());
            self.stems.extend_from_slice(stems);
            for &stem in stems {
                self.runs.push(stem, id);
                *self.frequencies.entry(stem).or_default() += 1;
            }
        }
        self.runs.settle();
    }

    /// The distinct stems of a document, ascending; none for one that was not added.
    #[must_use]
    pub fn stems_of(&self, id: DocId) -> &[u32] {
        let place = |at: usize| self.starts.get(at).copied().unwrap_or(self.stems.len());
        &self.stems[place(id.index())..place(id.index() + 1)]
    }

    /// The documents that share the most rare stems with a document of these distinct stems, at most `CANDIDATES` and
    /// the document itself where it was added, ascending.
    pub fn candidates_of(&self, stems: &[u32], search: &mut Search) -> Vec<DocId> {
        search.rarity.resize(self.starts.len(), 0.0);
        search.stems.clear();
        let frequent = |&stem: &u32| self.frequencies.get(&stem).map(|&count| (count as usize, stem));
        search.stems.extend(stems.iter().filter_map(frequent).filter(|&(count, _)| count <= TOUCHES));
        search.stems.sort_unstable();
        let asked = self.touch(search);
        let holds = |id: DocId| search.rarity[id.index()] / asked;
        let rare =
            search.touched.iter().map(|&id| DocId::from_number(id)).filter(|&id| holds(id) >= MIN_RARITY);
        let mut found = self.strongest(&search.rarity, rare.collect());
        found.retain(|&id| holds(id) >= ENOUGH_RARITY || shared(stems, self.stems_of(id)) >= MIN_SHARED);
        for id in search.touched.drain(..) {
            search.rarity[id as usize] = 0.0;
        }
        found
    }

    /// Adds up the rarity that each document shares, the rarest stems first; returns the rarity asked for.
    fn touch(&self, search: &mut Search) -> f32 {
        let (mut touches, mut asked) = (0, 0.0);
        for &(count, stem) in &search.stems {
            touches += count;
            if touches > TOUCHES {
                break;
            }
            let rarity = log2(self.starts.len() as f32 / count as f32);
            asked += rarity * rarity;
            for &entry in self.runs.bucket(stem).flatten() {
                let other = document(entry);
                let sum = &mut search.rarity[other.index()];
                if *sum == 0.0 {
                    search.touched.push(other.get());
                }
                *sum += rarity * rarity;
            }
        }
        asked
    }

    /// The strongest of some documents, ascending; long ones share more by chance.
    fn strongest(&self, rarity: &[f32], mut found: Vec<DocId>) -> Vec<DocId> {
        if found.len() > CANDIDATES + 1 {
            let strength = |id: &DocId| rarity[id.index()] / (self.stems_of(*id).len() as f32).sqrt();
            found.sort_by(|one, other| strength(other).total_cmp(&strength(one)).then(one.cmp(other)));
            found.truncate(CANDIDATES + 1);
        }
        found.sort_unstable();
        found
    }
}

/// Share of the smaller of two ascending lists that stands in the other.
fn shared(left: &[u32], right: &[u32]) -> f32 {
    let (mut left_at, mut right_at, mut count) = (0, 0, 0_usize);
    while left_at < left.len() && right_at < right.len() {
        let (one, other) = (left[left_at], right[right_at]);
        count += usize::from(one == other);
        left_at += usize::from(one <= other);
        right_at += usize::from(other <= one);
    }
    count as f32 / left.len().min(right.len()).max(1) as f32
}

/// The binary logarithm, straight between powers of two: as good a measure of rarity, and the same on every machine.
fn log2(value: f32) -> f32 {
    const MANTISSA: f32 = (1 << 23) as f32;
    const BIAS: f32 = 127.0;
    (value.to_bits() as f32 / MANTISSA - BIAS).max(0.0)
}
