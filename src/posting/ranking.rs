//! All stems by rarity → the candidates of each document, without a look-up: the rank of a stem leads to its documents.

use super::{Search, TOUCHES, places, rarity};
use crate::{hash, id::DocId, profile::number};

/// The stems of a collection from the rarest to the most frequent, then by value.
#[derive(Debug)]
pub(crate) struct Ranking<'a> {
    /// Documents by stem.
    entries: &'a [u64],
    /// For each rank, where its documents begin among the entries, and how many they are.
    lists: Vec<(u32, u32)>,
    /// Stems that only one document has: the first ranks.
    single: usize,
    /// The ranks of the stems of all documents, one document after the other, ascending in each.
    ranks: Vec<u32>,
    /// Where those of each document begin.
    starts: &'a [usize],
    /// The [`rarity`] of a stem by the number of documents that have it.
    rarity: Vec<f32>,
}

impl<'a> Ranking<'a> {
    /// Ranks the stems of all entries, which are sorted, for documents with `stems` stems in all.
    pub(super) fn new(entries: &'a [u64], starts: &'a [usize], stems: usize) -> Self {
        let mut lists = Vec::new();
        let mut at = 0;
        for list in entries.chunk_by(|one, next| one >> 32 == next >> 32) {
            lists.push((number(at), number(list.len())));
            at += list.len();
        }
        lists.sort_unstable_by_key(|&(start, len)| u64::from(len) << 32 | u64::from(start));
        let single = lists.partition_point(|&(_, len)| len == 1);
        let mut ranks = vec![0; stems];
        let mut ends = starts.to_vec();
        for (rank, &list) in lists.iter().enumerate() {
            for &entry in documents(entries, list) {
                let end = &mut ends[hash::low_half(entry) as usize];
                ranks[*end] = number(rank);
                *end += 1;
            }
        }
        let rarity = (0..=TOUCHES).map(|count| rarity(starts.len(), count.max(1))).collect();
        Self { entries, lists, single, ranks, starts, rarity }
    }

    /// The candidates of a document, ascending, and the document itself.
    pub(crate) fn candidates_of(&self, id: DocId, search: &mut Search) -> Vec<DocId> {
        let ranks_of = |id| &self.ranks[places(self.starts, self.ranks.len(), id)];
        let alone = [u64::from(id.get())];
        let list = |&rank: &u32| {
            // Which document that is need not be looked up.
            if (rank as usize) < self.single {
                return (self.rarity[1], 1, alone.iter());
            }
            let list = documents(self.entries, self.lists[rank as usize]);
            (self.rarity[list.len().min(TOUCHES)], list.len(), list.iter())
        };
        search.strongest(self.starts.len(), ranks_of(id).iter().map(list), ranks_of(id), ranks_of)
    }
}

/// The entries of a list.
fn documents(entries: &[u64], (start, len): (u32, u32)) -> &[u64] {
    &entries[start as usize..][..len as usize]
}
