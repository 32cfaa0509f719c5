//! All stems by rarity → the candidates of each document of a scan, without a look-up.
//!
//! A stem that more than [`TOUCHES`] documents have is asked for by none, and one that a single document has leads
//! nowhere: only what is between has a list. A document knows the lists that it will ask for, the shortest first.
//!
//! Space: 4 bytes for each document of a list, and as many for each list that a document asks for; while the lists are
//! made, 16 bytes for each of [`PART`] stems on each thread.

use std::{io, iter, ops::Range};

use rayon::prelude::*;

use super::{MIN_RARITY, Search, Sieve, TOUCHES, rarity};
use crate::{
    id::DocId,
    profile::number,
    runs::{document, entry, sort},
    store::Room,
};

/// Stems that are sorted at a time, about: all documents are gone through for each part, so there must not be many.
const PART: usize = 1 << 22;
/// Parts at least, so that several threads have work.
const PARTS: usize = 8;
/// Documents whose stems are read at a time.
pub(crate) const STRETCH: usize = 256;

/// The distinct stems of documents, ascending, wherever they lie.
pub(crate) trait StemSets: Sync {
    /// Documents in all.
    fn documents(&self) -> usize;
    /// Stems of a document.
    fn size(&self, id: DocId) -> usize;
    /// The stems of neighbouring documents, one document after the other.
    fn read<'a>(&'a self, ids: Range<usize>, room: &'a mut Room) -> io::Result<&'a [u32]>;
}

/// The lists that the documents of a scan ask for.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    lists: Lists,
    /// For each document, how many stems it alone has.
    single: Vec<u32>,
    /// What the documents ask for, by shares of so many of them.
    asked: Vec<Asked>,
    share: usize,
    /// The [`rarity`] of a stem by the number of documents that have it.
    rarity: Vec<f32>,
}

/// The lists that neighbouring documents ask for, one document after the other, in each the shortest first.
#[derive(Debug)]
struct Asked {
    lists: Vec<u32>,
    /// Where those of each document begin; one more for the end.
    starts: Vec<usize>,
}

impl Asked {
    fn of(&self, at: usize) -> &[u32] {
        &self.lists[self.starts[at]..self.starts[at + 1]]
    }
}

/// The documents of each stem that several have, but not too many, by stem.
#[derive(Debug, Default)]
struct Lists {
    documents: Vec<u32>,
    /// Where each list begins; one more for the end.
    starts: Vec<usize>,
}

impl Lists {
    fn len(&self, list: u32) -> usize {
        self.starts[list as usize + 1] - self.starts[list as usize]
    }

    fn of(&self, list: u32) -> &[u32] {
        &self.documents[self.starts[list as usize]..self.starts[list as usize + 1]]
    }

    /// The documents of a list that are among some neighbours, from the first of these on.
    fn among<'a>(&'a self, list: u32, ids: &'a Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let list = self.of(list);
        let from = list.partition_point(|&id| (id as usize) < ids.start);
        list[from..].iter().map(|&id| id as usize).take_while(|&id| id < ids.end).map(|id| id - ids.start)
    }
}

impl Ranking {
    /// Ranks the stems of all documents.
    pub(crate) fn new(sets: &impl StemSets) -> io::Result<Self> {
        let all: usize = (0..sets.documents()).filter_map(DocId::new).map(|id| sets.size(id)).sum();
        let bits = (all / PART).max(PARTS).next_power_of_two().ilog2();
        let parts: Vec<Part> = (0..1_u32 << bits)
            .into_par_iter()
            .map(|number| Part::read(sets, number, bits))
            .collect::<Result<_, _>>()?;
        let mut single = vec![0; sets.documents()];
        let mut lists = Lists { documents: Vec::new(), starts: vec![0] };
        lists.documents.reserve_exact(parts.iter().map(|part| part.documents.len()).sum());
        for part in parts {
            for document in part.single {
                single[document as usize] += 1;
            }
            let before = lists.documents.len();
            lists.documents.extend(part.documents);
            lists.starts.extend(part.ends.into_iter().map(|end| before + end as usize));
        }
        let rarity = (0..=TOUCHES).map(|count| rarity(sets.documents(), count.max(1))).collect();
        let share = sets.documents().div_ceil(rayon::current_num_threads()).max(1);
        let mut ranking = Self { lists, single, rarity, share, asked: Vec::new() };
        ranking.ask();
        Ok(ranking)
    }

    /// Gives each document the lists that it will ask for; each thread to neighbours of its own.
    fn ask(&mut self) {
        let mut by_length: Vec<u32> = (0..number(self.lists.starts.len() - 1)).collect();
        by_length.par_sort_by_key(|&list| self.lists.len(list));
        let documents = self.single.len();
        let firsts = (0..documents).into_par_iter().step_by(self.share);
        let asked = firsts.map(|first| self.asked_by(first..documents.min(first + self.share), &by_length));
        self.asked = asked.collect();
    }

    fn asked_by(&self, ids: Range<usize>, by_length: &[u32]) -> Asked {
        let mut starts = vec![0; ids.len() + 1];
        self.each_asked(&ids, by_length, |at, _| starts[at + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut lists = vec![0; starts[ids.len()]];
        let mut ends = starts.clone();
        self.each_asked(&ids, by_length, |at, list| {
            lists[ends[at]] = list;
            ends[at] += 1;
        });
        Asked { lists, starts }
    }

    /// Calls `each` for each list that one of the documents asks for, by length: as long as it looks at [`TOUCHES`]
    /// documents.
    fn each_asked(&self, ids: &Range<usize>, by_length: &[u32], mut each: impl FnMut(usize, u32)) {
        let mut looks = self.single[ids.clone()].to_vec();
        for &list in by_length {
            let len = number(self.lists.len(list));
            for at in self.lists.among(list, ids) {
                if (looks[at] + len) as usize <= TOUCHES {
                    looks[at] += len;
                    each(at, list);
                }
            }
        }
    }

    /// The candidates of a document with its stems, ascending, and the document itself.
    pub(crate) fn candidates_of(
        &self,
        (id, stems): (DocId, &[u32]),
        sets: &impl StemSets,
        search: &mut Search,
    ) -> io::Result<Vec<DocId>> {
        let mut room = std::mem::take(&mut search.room);
        let alone = [id.get()];
        let single = iter::repeat_n(alone.as_slice(), self.single[id.index()] as usize);
        let asked = self.asked[id.index() / self.share].of(id.index() % self.share);
        let lists = single.chain(asked.iter().map(|&list| self.lists.of(list)));
        let lists = lists.map(|list| (self.rarity[list.len()], list));
        let sieve = Sieve::new(stems);
        let holds = |id: DocId| Ok(sieve.holds(sets.read(id.index()..id.index() + 1, &mut room)?));
        let found = search.strongest(lists, MIN_RARITY, |id| sets.size(id), holds);
        search.room = room;
        found
    }
}

/// The lists of the stems that begin with some bits.
#[derive(Debug, Default)]
struct Part {
    single: Vec<u32>,
    documents: Vec<u32>,
    ends: Vec<u32>,
}

impl Part {
    fn read(sets: &impl StemSets, number_of_part: u32, bits: u32) -> io::Result<Self> {
        let part_of = |stem: u32| stem >> (u32::BITS - bits);
        let mut entries = Vec::new();
        let mut room = Room::default();
        for first in (0..sets.documents()).step_by(STRETCH) {
            let ids = first..sets.documents().min(first + STRETCH);
            let mut rest = sets.read(ids.clone(), &mut room)?;
            for id in ids.filter_map(DocId::new) {
                let (stems, after) = rest.split_at(sets.size(id));
                let from = stems.partition_point(|&stem| part_of(stem) < number_of_part);
                let these = stems[from..].iter().take_while(|&&stem| part_of(stem) == number_of_part);
                entries.extend(these.map(|&stem| entry(stem, id)));
                rest = after;
            }
        }
        sort(&mut entries);
        let mut part = Self::default();
        for list in entries.chunk_by(|one, next| one >> 32 == next >> 32) {
            match list.len() {
                1 => part.single.push(document(list[0]).get()),
                2..=TOUCHES => {
                    part.documents.extend(list.iter().map(|&entry| document(entry).get()));
                    part.ends.push(number(part.documents.len()));
                }
                _ => {}
            }
        }
        Ok(part)
    }
}
