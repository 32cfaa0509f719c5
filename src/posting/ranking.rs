//! All stems by rarity → the candidates of each document of a scan, without a look-up.
//!
//! A stem that more than [`TOUCHES`] documents have is asked for by none, and one that a single document has leads
//! nowhere: only what is between has a list. A document knows the lists that it will ask for, the shortest first.
//!
//! Space: 4 bytes for each document of a list, and as many for each list that a document asks for; while the lists are
//! made, 16 bytes for each of [`PART`] stems on each thread.

use std::{io, iter, ops::Range};

use rayon::prelude::*;

use super::{Search, TOUCHES, rarity, shared};
use crate::{
    id::DocId,
    profile::number,
    runs::{document, entry, sort},
    store::Room,
};

/// Stems that are sorted at a time, about.
const PART: usize = 1 << 19;
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
    /// The lists that the documents ask for, one document after the other, in each the shortest first.
    asked: Vec<u32>,
    /// Where those of each document begin; one more for the end.
    starts: Vec<usize>,
    /// The [`rarity`] of a stem by the number of documents that have it.
    rarity: Vec<f32>,
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
        let mut ranking = Self { lists, single, rarity, ..Self::default() };
        ranking.ask();
        Ok(ranking)
    }

    /// Gives each document the lists that it will ask for.
    fn ask(&mut self) {
        let mut by_length: Vec<u32> = (0..number(self.lists.starts.len() - 1)).collect();
        by_length.sort_by_key(|&list| self.lists.len(list));
        let documents = self.single.len();
        self.starts = vec![0; documents + 1];
        self.each_asked(&by_length, |id, _, starts| starts[id + 1] += 1);
        for at in 1..=documents {
            self.starts[at] += self.starts[at - 1];
        }
        self.asked = vec![0; self.starts[documents]];
        let mut asked = std::mem::take(&mut self.asked);
        let ends = self.starts.clone();
        self.each_asked(&by_length, |id, list, starts| {
            asked[starts[id]] = list;
            starts[id] += 1;
        });
        (self.asked, self.starts) = (asked, ends);
    }

    /// Calls `each` for each list that a document asks for, by length: as long as it looks at [`TOUCHES`] documents.
    fn each_asked(&mut self, by_length: &[u32], mut each: impl FnMut(usize, u32, &mut [usize])) {
        let mut looks = self.single.clone();
        for &list in by_length {
            let len = number(self.lists.len(list));
            for &id in self.lists.of(list) {
                let looks = &mut looks[id as usize];
                if *looks as usize + len as usize <= TOUCHES {
                    *looks += len;
                    each(id as usize, list, &mut self.starts);
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
        let asked = &self.asked[self.starts[id.index()]..self.starts[id.index() + 1]];
        let lists = single.chain(asked.iter().map(|&list| self.lists.of(list)));
        let lists = lists
            .map(|list| (self.rarity[list.len()], list.len(), list.iter().map(|&id| DocId::from_number(id))));
        let shares = |id: DocId| Ok(shared(stems, sets.read(id.index()..id.index() + 1, &mut room)?));
        let found = search.strongest(lists, |id| sets.size(id), shares);
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
