//! Stems → candidates: documents that have rare words in common.
//!
//! Shingles and skeletons fail where a machine has said everything again; names, figures and the rarer words of content
//! stay. A document asks for the documents that share its rarest stems in this collection, the rarest first, until it
//! has looked at `TOUCHES` of them, and takes those with the most rarity in common: each shared stem counts by the
//! square of its rarity, the logarithm of the share of documents that lack it (inverse document frequency: Spärck
//! Jones, A Statistical Interpretation of Term Specificity, J. Documentation 28, 1972).
//!
//! A candidate must hold `MIN_RARITY` of the rarity that was asked for, and share `MIN_SHARED` of the stems: most
//! documents that have a rare word in common have little else.
//!
//! Cost a document: one look-up a stem, `TOUCHES` additions and a merge of two lists for each candidate, whatever the
//! size of the collection. Space: 12 bytes a document and stem.

mod ranking;

pub(crate) use ranking::{Ranking, STRETCH, StemSets};

use std::convert::Infallible;

use crate::{
    id::DocId,
    profile::number,
    runs::{Runs, document},
    store::Room,
};

/// Documents looked at for one document, over all its stems.
const TOUCHES: usize = 2_000;
/// Candidates of one document.
const CANDIDATES: usize = 30;
/// Share of the rarity asked for that a candidate must hold. Among 60,000 documents 97.4 % of labelled partial copies are
/// candidates, 95.6 % with a quarter and 98.2 % with a tenth, for .60, .53 and .78 candidates a document.
const MIN_RARITY: f32 = 0.2;
/// What two documents have in common of their stems, as [`shared`] measures it (the least of 1,673 verified copies that
/// nothing but stems proposes is .298 among 7,000 documents, of 173 others among 20,000 .282; a quarter of all other
/// candidates have less, and three quarters of those that have one sentence in common).
pub(crate) const MIN_SHARED: f32 = 0.28;

/// Documents by stem.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    runs: Runs,
    /// The distinct stems of all documents, one after the other.
    stems: Vec<u32>,
    /// Where those of each document begin.
    starts: Vec<usize>,
}

impl Postings {
    /// Adds documents with their distinct stems, ascending.
    pub fn extend<'a>(&mut self, documents: impl IntoIterator<Item = (DocId, &'a [u32])>) {
        for (id, stems) in documents {
            self.starts.resize(id.index() + 1, self.stems.len());
            self.stems.extend_from_slice(stems);
            for &stem in stems {
                self.runs.push(stem, id);
            }
        }
        self.runs.settle();
    }

    /// Of the [nearest](Self::nearest_to) documents those that share enough to be laid side by side, ascending.
    #[must_use]
    pub fn candidates_of(&self, stems: &[u32]) -> Vec<DocId> {
        let sieve = Sieve::new(stems);
        self.strongest(stems, MIN_RARITY, |id| sieve.holds(self.stems_of(id)))
    }

    /// The documents that share the most rarity with a document of these distinct stems, ascending: at most 30, and the
    /// document itself where it was added.
    #[must_use]
    pub fn nearest_to(&self, stems: &[u32]) -> Vec<DocId> {
        self.strongest(stems, 0.0, |_| true)
    }

    fn strongest(&self, stems: &[u32], least: f32, holds: impl Fn(DocId) -> bool) -> Vec<DocId> {
        let count = |stem| self.runs.bucket(stem).map(<[u64]>::len).sum::<usize>();
        let mut asked: Vec<(usize, u32)> = stems.iter().map(|&stem| (count(stem), stem)).collect();
        asked.retain(|&(count, _)| count > 0);
        asked.sort_unstable();
        let mut looks = 0;
        let is_near = |&(count, _): &(usize, u32)| {
            looks += count;
            looks <= TOUCHES
        };
        let documents = |(_, stem)| {
            let entries = self.runs.bucket(stem).flatten();
            let mut list: Vec<u32> = entries.map(|&entry| document(entry).get()).collect();
            list.sort_unstable();
            list
        };
        let lists: Vec<Vec<u32>> = asked.into_iter().take_while(is_near).map(documents).collect();
        let rarity = |count| rarity(self.starts.len(), count);
        let lists = || lists.iter().map(|list| (rarity(list.len()), list.as_slice()));
        let size = |id| self.stems_of(id).len();
        let holds = |id| Ok::<_, Infallible>(holds(id));
        let Ok(found) = Search::default().strongest(lists(), least, size, holds);
        found
    }

    /// The distinct stems of a document, ascending; none for one that was not added.
    fn stems_of(&self, id: DocId) -> &[u32] {
        let place = |at: usize| self.starts.get(at).copied().unwrap_or(self.stems.len());
        &self.stems[place(id.index())..place(id.index() + 1)]
    }
}

/// Memory that a search for candidates uses, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    /// Documents touched with the rarity they hold, by a hash of their number: a table that stays in the first caches,
    /// however many documents there are. Nobody is at a place where the rarity is 0.
    sums: Vec<(u32, f32)>,
    /// The places of the documents touched.
    touched: Vec<u32>,
    /// Documents that may hold enough, with the rarity they hold, ascending.
    rare: Vec<(u32, f32)>,
    room: Room,
}

/// Places for documents touched, as a power of two: a quarter of them are taken at most.
const PLACE_BITS: u32 = 13;
/// The lists of the most frequent stems hold most of the documents and little of the rarity. When no more than this
/// share of it is to come, only those documents are looked up in them that can still hold enough.
const TO_COME: f32 = 0.15;
/// What rounding may make of a sum of rarities, and more.
const ROUNDING: f32 = 1e-3;

impl Search {
    /// The strongest candidates, ascending, of a document: the documents that have each of its stems, ascending, come
    /// with the rarity of the stem, the shortest list first. A candidate holds the share `least` of the rarity asked for.
    /// `size` gives the number of stems of a document, `holds` whether enough of them is in common.
    fn strongest<'a, E>(
        &mut self,
        lists: impl Iterator<Item = (f32, &'a [u32])> + Clone,
        least: f32,
        size: impl Fn(DocId) -> usize,
        mut holds: impl FnMut(DocId) -> Result<bool, E>,
    ) -> Result<Vec<DocId>, E> {
        let asked = self.touch(lists, least);
        let rare = &mut self.rare;
        rare.retain(|&(_, held)| held >= least * asked && held > 0.0);
        // Long documents share more by chance.
        if rare.len() > CANDIDATES + 1 {
            let strength =
                |&(id, held): &(u32, f32)| (held / (size(DocId::from_number(id)) as f32).sqrt(), id, held);
            let mut by_strength: Vec<(f32, u32, f32)> = rare.iter().map(strength).collect();
            by_strength.select_nth_unstable_by(CANDIDATES, |one, other| {
                other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
            });
            rare.clear();
            rare.extend(by_strength.into_iter().take(CANDIDATES + 1).map(|(_, id, held)| (id, held)));
            rare.sort_unstable_by_key(|&(id, _)| id);
        }
        let mut found = Vec::new();
        for &(id, _) in &self.rare {
            let id = DocId::from_number(id);
            if holds(id)? {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// Adds up the rarity that each document holds of that asked for, which is returned. Documents that cannot hold
    /// the share `least` of it are left out.
    fn touch<'a>(&mut self, mut lists: impl Iterator<Item = (f32, &'a [u32])> + Clone, least: f32) -> f32 {
        let asked: f32 = lists.clone().map(|(rarity, _)| rarity).sum();
        let mut to_come = asked;
        self.sums.resize(1 << PLACE_BITS, (0, 0.0));
        self.touched.clear();
        while to_come > TO_COME * asked
            && let Some((rarity, list)) = lists.next()
        {
            to_come -= rarity;
            self.add(rarity, list);
        }
        let enough = (least - ROUNDING) * asked - to_come;
        self.rare.clear();
        for &place in &self.touched {
            let (id, held) = std::mem::take(&mut self.sums[place as usize]);
            if held > 0.0 && held >= enough {
                self.rare.push((id, held));
            }
        }
        self.rare.sort_unstable_by_key(|&(id, _)| id);
        for (rarity, list) in lists {
            for (id, held) in &mut self.rare {
                *held += if list.binary_search(id).is_ok() { rarity } else { 0.0 };
            }
        }
        asked
    }

    /// Adds the rarity of a stem to what its documents hold.
    fn add(&mut self, rarity: f32, list: &[u32]) {
        let start = self.touched.len();
        self.touched.resize(start + list.len(), 0);
        let mut end = start;
        for &id in list {
            let place = self.place_of(id);
            let (of, sum) = &mut self.sums[place];
            *of = id;
            // Written in any case: whether a document was touched before, no processor can foretell.
            self.touched[end] = number(place);
            end += usize::from(*sum == 0.0);
            *sum += rarity;
        }
        self.touched.truncate(end);
    }

    /// Where the sum of a document is, or is to be.
    fn place_of(&self, id: u32) -> usize {
        /// The golden constant in 32 bits (Knuth, The Art of Computer Programming 3, 6.4).
        const GOLDEN: u32 = 0x9E37_79B9;
        let mut place = (id.wrapping_mul(GOLDEN) >> (u32::BITS - PLACE_BITS)) as usize;
        while self.sums[place].1 != 0.0 && self.sums[place].0 != id {
            place = (place + 1) % (1 << PLACE_BITS);
        }
        place
    }
}

/// What a stem that so many of the documents have adds to the rarity they share.
fn rarity(documents: usize, count: usize) -> f32 {
    let rarity = log2(documents as f32 / count as f32);
    rarity * rarity
}

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

/// The stems of a document, to find out which others have [`MIN_SHARED`] in common with it: most have clearly less, which
/// a bit for each stem tells without going through both lists step by step.
struct Sieve<'a> {
    stems: &'a [u32],
    /// Whether there is a stem of these upper bits.
    has: Vec<u64>,
}

impl<'a> Sieve<'a> {
    /// Upper bits by which stems are told apart: 4 KiB.
    const UPPER: u32 = 15;

    fn new(stems: &'a [u32]) -> Self {
        let mut has = vec![0; 1 << (Self::UPPER - u64::BITS.ilog2())];
        for &stem in stems {
            let (word, bit) = Self::place(stem);
            has[word] |= 1 << bit;
        }
        Self { stems, has }
    }

    fn place(stem: u32) -> (usize, u32) {
        let upper = stem >> (u32::BITS - Self::UPPER);
        ((upper / u64::BITS) as usize, upper % u64::BITS)
    }

    /// Whether a document of these stems, ascending, has enough in common with this one.
    fn holds(&self, others: &[u32]) -> bool {
        let bit = |&stem: &u32| {
            let (word, bit) = Self::place(stem);
            (self.has[word] >> bit & 1) as usize
        };
        let at_most = others.iter().map(bit).sum();
        of_both(at_most, self.stems.len(), others.len()) >= MIN_SHARED
            && shared(self.stems, others) >= MIN_SHARED
    }
}

/// The binary logarithm, straight between powers of two: as good a measure of rarity, and the same on every machine.
fn log2(value: f32) -> f32 {
    const MANTISSA: f32 = (1 << 23) as f32;
    const BIAS: f32 = 127.0;
    (value.to_bits() as f32 / MANTISSA - BIAS).max(0.0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    struct Sets(Vec<Vec<u32>>);

    impl StemSets for Sets {
        fn documents(&self) -> usize {
            self.0.len()
        }

        fn size(&self, id: DocId) -> usize {
            self.0[id.index()].len()
        }

        fn read<'a>(&'a self, ids: std::ops::Range<usize>, room: &'a mut Room) -> std::io::Result<&'a [u32]> {
            Ok(room.hold(self.0[ids].iter().flatten().copied()))
        }
    }

    #[test]
    fn a_ranking_finds_what_a_query_finds() {
        // Stems of all frequencies: a document has each multiple of some numbers of its own, up to a limit.
        let of = |at: u32| {
            (0..400).filter(move |stem| stem % (2 + at % 7) == 0 || stem % (11 + at % 31) == 0 || *stem == at)
        };
        let stems_of = |at| of(at).map(|stem| stem.wrapping_mul(0x9E37_79B9)).collect::<BTreeSet<u32>>();
        let sets = Sets((0..300).map(|at| stems_of(at).into_iter().collect()).collect());
        let mut postings = Postings::default();
        let ids = || (0..sets.0.len()).filter_map(DocId::new);
        postings.extend(ids().zip(sets.0.iter().map(Vec::as_slice)));
        let queried: Vec<Vec<DocId>> = sets.0.iter().map(|stems| postings.candidates_of(stems)).collect();
        assert!(queried.iter().any(|found| found.len() > 1), "some have candidates");
        let ranking = Ranking::new(&sets).expect("sets in memory can be read");
        let mut search = Search::default();
        for (id, queried) in ids().zip(queried) {
            let stems = &sets.0[id.index()];
            let found = ranking.candidates_of((id, stems), &sets, &mut search);
            assert_eq!(found.expect("in memory"), queried, "document {}", id.index());
        }
    }
}
