//! Stems → candidates: documents that have rare words in common.
//!
//! Shingles and skeletons fail where a machine has said everything again; names, figures and the rarer words of content
//! stay. A document asks for the documents that share its rarest stems in this collection, the rarest first, until it
//! has looked at `TOUCHES` of them, and takes those with the most rarity in common: each shared stem counts by the
//! square of its rarity, the logarithm of the share of documents that lack it (inverse document frequency: Spärck
//! Jones, A Statistical Interpretation of Term Specificity, J. Documentation 28, 1972).
//!
//! Cost a document: one look-up a stem and `TOUCHES` additions, whatever the size of the collection. Space: 8 bytes
//! a document and stem.

use crate::{
    id::DocId,
    profile::number,
    runs::{Runs, document},
};

/// Documents looked at for one document, over all its stems.
const TOUCHES: usize = 2_000;
/// Candidates of one document.
const CANDIDATES: usize = 30;

/// Documents by stem.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    runs: Runs,
    /// Distinct stems of each document.
    sizes: Vec<u32>,
}

/// Memory that a search for candidates uses, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub struct Search {
    stems: Vec<(usize, u32)>,
    shared: Vec<f32>,
    touched: Vec<u32>,
}

impl Postings {
    /// Adds documents with their distinct stems.
    pub fn extend<'a>(&mut self, documents: impl IntoIterator<Item = (DocId, &'a [u32])>) {
        for (id, stems) in documents {
            self.sizes.resize(self.sizes.len().max(id.index() + 1), 0);
            self.sizes[id.index()] = number(stems.len());
            for &stem in stems {
                self.runs.push(stem, id);
            }
        }
        self.runs.settle();
    }

    /// Whether the document at this place was added with stems.
    #[must_use]
    pub fn holds(&self, document: usize) -> bool {
        self.sizes.get(document).is_some_and(|&size| size > 0)
    }

    /// The documents that share the most rare stems with a document of these distinct stems, at most `CANDIDATES`,
    /// ascending; the document itself among them where it was added.
    pub fn candidates_of(&self, stems: &[u32], search: &mut Search) -> Vec<DocId> {
        search.shared.resize(self.sizes.len(), 0.0);
        search.stems.clear();
        let frequency = |stem: u32| self.runs.bucket(stem).map(<[u64]>::len).sum::<usize>();
        search
            .stems
            .extend(stems.iter().map(|&stem| (frequency(stem), stem)).filter(|&(count, _)| count > 0));
        search.stems.sort_unstable();
        let mut touches = 0;
        for &(count, stem) in &search.stems {
            touches += count;
            if touches > TOUCHES {
                break;
            }
            let rarity = log2(self.sizes.len() as f32 / count as f32);
            for &entry in self.runs.bucket(stem).flatten() {
                let other = document(entry);
                let shared = &mut search.shared[other.index()];
                if *shared == 0.0 {
                    search.touched.push(other.get());
                }
                *shared += rarity * rarity;
            }
        }
        self.strongest(search)
    }

    /// Takes the strongest of the touched documents; long ones share more by chance.
    fn strongest(&self, search: &mut Search) -> Vec<DocId> {
        let Search { shared, touched, .. } = search;
        let strength = |id: u32| shared[id as usize] / (self.sizes[id as usize] as f32).sqrt();
        let order = |one: &u32, other: &u32| strength(*other).total_cmp(&strength(*one)).then(one.cmp(other));
        let most = (CANDIDATES + 1).min(touched.len());
        if most < touched.len() {
            touched.select_nth_unstable_by(most, order);
        }
        let mut found: Vec<DocId> = touched[..most].iter().map(|&id| DocId::from_number(id)).collect();
        found.sort_unstable();
        for id in touched.drain(..) {
            shared[id as usize] = 0.0;
        }
        found
    }
}

/// The binary logarithm, straight between powers of two: as good a measure of rarity, and the same on every machine.
fn log2(value: f32) -> f32 {
    const MANTISSA: f32 = (1 << 23) as f32;
    const BIAS: f32 = 127.0;
    (value.to_bits() as f32 / MANTISSA - BIAS).max(0.0)
}
