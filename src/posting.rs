//! Stems → candidates: documents that have rare words in common.
//!
//! Shingles and skeletons fail where a machine has said everything again; names, figures and the rarer words of content
//! stay. A document asks for the documents that share its rarest stems in this collection, the rarest first, until it
//! has looked at `TOUCHES` of them, and takes those with the most rarity in common: each shared stem counts by the
//! square of its rarity, the logarithm of the share of documents that lack it (inverse document frequency: Spärck
//! Jones, A Statistical Interpretation of Term Specificity, J. Documentation 28, 1972).
//!
//! A candidate must hold enough of the rarity that was asked for, and have enough of the stems in common (`Needed`): most
//! documents that have a rare word in common have little else.
//!
//! Cost a document: one look-up a stem, `TOUCHES` additions and a merge of two lists for each candidate, whatever the
//! size of the collection. Space: 12 bytes a document and stem.

mod frequent;
mod needed;
mod ranking;
mod search;
mod sieve;

pub(crate) use needed::Needed;
use ranking::STRETCH;
pub(crate) use ranking::{PART, Ranking, StemSets};
pub(crate) use search::Search;
use sieve::Sieve;
pub(crate) use sieve::shared;

use std::convert::Infallible;

use crate::{
    id::DocId,
    runs::{Runs, document},
};

/// Documents looked at for one document, over all its stems.
const TOUCHES: usize = 2_000;

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

    /// The documents worth laying beside one of these distinct stems, ascending: of those that share a fair part of its
    /// rarity, at most 30, the ones with enough stems in common; the document itself where it was added.
    #[must_use]
    pub fn candidates_of(&self, stems: &[u32]) -> Vec<DocId> {
        let sieve = Sieve::new(stems);
        self.strongest(stems, sieve.needed.rarity, |id| sieve.holds(self.stems_of(id)))
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

/// What a stem that so many of the documents have adds to the rarity they share.
fn rarity(documents: usize, count: usize) -> f32 {
    let rarity = log2(documents as f32 / count as f32);
    rarity * rarity
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

    use super::{search::CANDIDATES, *};
    use crate::store::{Room, Store};

    pub(super) struct Sets(pub(super) Vec<Vec<u32>>);

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

    /// Stems of all frequencies: a document has each multiple of some numbers of its own, up to a limit.
    fn sets() -> Sets {
        let of = |at: u32| {
            (0..400).filter(move |stem| stem % (2 + at % 7) == 0 || stem % (11 + at % 31) == 0 || *stem == at)
        };
        let stems_of = |at| of(at).map(|stem| stem.wrapping_mul(0x9E37_79B9)).collect::<BTreeSet<u32>>();
        Sets((0..300).map(|at| stems_of(at).into_iter().collect()).collect())
    }

    fn ids(sets: &Sets) -> impl Iterator<Item = DocId> + use<> {
        (0..sets.0.len()).filter_map(DocId::new)
    }

    fn postings(sets: &Sets) -> Postings {
        let mut postings = Postings::default();
        postings.extend(ids(sets).zip(sets.0.iter().map(Vec::as_slice)));
        postings
    }

    /// The candidates of a document by adding up what every document holds.
    fn naive(sets: &Sets, stems: &[u32]) -> Vec<DocId> {
        let documents = |stem: &u32| -> Vec<usize> {
            (0..sets.0.len()).filter(|&id| sets.0[id].contains(stem)).collect()
        };
        let mut lists: Vec<(usize, u32, Vec<usize>)> =
            stems.iter().map(|stem| (documents(stem).len(), *stem, documents(stem))).collect();
        lists.sort();
        let (mut looks, mut asked, mut held) = (0, 0.0, vec![0.0; sets.0.len()]);
        for (count, _, list) in lists {
            looks += count;
            if looks > TOUCHES {
                break;
            }
            asked += rarity(sets.0.len(), count);
            for id in list {
                held[id] += rarity(sets.0.len(), count);
            }
        }
        let strength = |&id: &usize| held[id] / (sets.0[id].len() as f32).sqrt();
        let mut rare: Vec<usize> =
            (0..held.len()).filter(|&id| held[id] >= Needed::of(stems).rarity * asked).collect();
        rare.sort_by(|one, other| strength(other).total_cmp(&strength(one)).then(one.cmp(other)));
        rare.truncate(CANDIDATES + 1);
        rare.retain(|&id| shared(stems, &sets.0[id]) >= Needed::of(stems).stems);
        rare.sort_unstable();
        rare.into_iter().filter_map(DocId::new).collect()
    }

    #[test]
    fn a_query_finds_what_adding_everything_up_finds() {
        let sets = sets();
        let postings = postings(&sets);
        let mut found = 0;
        for stems in &sets.0 {
            let queried = postings.candidates_of(stems);
            assert_eq!(queried, naive(&sets, stems));
            found += queried.len();
        }
        assert!(found > 2 * sets.0.len(), "only {found} candidates");
    }

    #[test]
    fn the_nearest_hold_most_rarity_whatever_they_share() {
        let mut postings = Postings::default();
        let frequent = 1_000..1_020;
        let of = |at: u32| -> Vec<u32> {
            let own = 2_000 + 100 * at;
            // The first asks for 1, 2 and 3, of which the others have fewer and fewer, beside much else.
            let rare = (1..=3).filter(|&stem| stem <= 4_u32.saturating_sub(at).max(1));
            // Even ones: those of words.
            rare.chain(frequent.clone()).chain(own..own + 8 * at).map(|stem| 2 * stem).collect()
        };
        let sets: Vec<Vec<u32>> = (0..6).map(of).chain([vec![14_000, 14_002]]).collect();
        let ids = |count: usize| (0..count).filter_map(DocId::new);
        postings.extend(ids(7).zip(sets.iter().map(Vec::as_slice)));
        let nearest = postings.nearest_to(&sets[0]);
        assert_eq!(nearest, ids(6).collect::<Vec<_>>(), "all but the last have a rare stem in common");
        let candidates = postings.candidates_of(&sets[0]);
        assert!(candidates.len() < nearest.len(), "{candidates:?} share enough");
        assert!(candidates.iter().all(|candidate| nearest.contains(candidate)));
    }

    #[test]
    fn a_ranking_finds_what_a_query_finds() {
        let sets = sets();
        let postings = postings(&sets);
        let queried: Vec<Vec<DocId>> = sets.0.iter().map(|stems| postings.candidates_of(stems)).collect();
        assert!(queried.iter().any(|found| found.len() > 1), "some have candidates");
        for sorted in [1, usize::MAX] {
            let ranking = Ranking::new(&sets, Store::default(), sorted).expect("sets in memory can be read");
            let mut search = Search::default();
            let mut found = Vec::new();
            for ids in ranking.shares() {
                let add = |id, others| found.push((id, others));
                ranking.candidates_of(ids, &sets, &mut search, add).expect("in memory");
            }
            let expected: Vec<_> = ids(&sets).zip(queried.iter().cloned()).collect();
            assert_eq!(found, expected, "{sorted} at a time");
        }
    }
}
