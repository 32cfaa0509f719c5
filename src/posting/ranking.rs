//! All stems by rarity → the candidates of each document of a scan, without a look-up.
//!
//! A stem that more than [`TOUCHES`] documents have is asked for by none, and one that a single document has leads
//! nowhere: only what is between has a list. A document knows the lists that it will ask for, the shortest first.
//!
//! Space: 4 bytes for each document of a list, in memory or in the file where memory is limited, and 12 for each list;
//! while the lists are made, 16 bytes for each stem that is sorted at a time; then 4 for each list that a document asks
//! for, in a [`SHARES`]th of the documents for each thread.

use std::{io, iter, ops::Range};

use rayon::prelude::*;

use super::{Search, Sieve, TOUCHES, frequent::Frequent, rarity};
use crate::{
    id::DocId,
    profile::number,
    runs::{document, entry, sort},
    store::{Room, Store},
};

/// Stems that a thread sorts at a time, about, where memory is not limited: all documents are gone through for each part,
/// so there must not be many.
pub(crate) const PART: usize = 1 << 22;
/// Parts at least, so that several threads have work.
const PARTS: usize = 8;
/// Shares of the documents for each thread: their lists are put together when their turn comes.
const SHARES: usize = 8;
/// Documents whose stems are read at a time.
pub(super) const STRETCH: usize = 256;

/// The distinct stems of documents, ascending, wherever they lie.
pub(crate) trait StemSets: Sync {
    /// Documents in all.
    fn documents(&self) -> usize;
    /// Stems of a document.
    fn size(&self, id: DocId) -> usize;
    /// The stems of neighbouring documents, one document after the other; all within one of the stretches of [`STRETCH`]
    /// documents that follow on each other from the first.
    fn read<'a>(&'a self, ids: Range<usize>, room: &'a mut Room) -> io::Result<&'a [u32]>;
}

/// The lists that the documents of a scan ask for.
#[derive(Debug)]
pub(crate) struct Ranking {
    lists: Lists,
    /// The shortest list first.
    by_length: Vec<u32>,
    /// For each document, how many stems it alone has.
    single: Vec<u32>,
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

/// The documents of each stem that several have, but not too many: by the upper bits of the stem, then by length, then by
/// stem.
#[derive(Debug)]
struct Lists {
    /// A block for each part that has a list.
    documents: Store,
    /// Where each block begins among all documents of lists.
    blocks: Vec<usize>,
    /// Where each list begins; one more for the end.
    starts: Vec<usize>,
}

impl Lists {
    fn add(&mut self, part: Part) -> io::Result<()> {
        let Some(&before) = self.starts.last().filter(|_| !part.ends.is_empty()) else { return Ok(()) };
        self.starts.extend(part.ends.iter().map(|&end| before + end as usize));
        self.blocks.push(before);
        self.documents.put(part.documents).map(drop)
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    fn len(&self, list: u32) -> usize {
        self.starts[list as usize + 1] - self.starts[list as usize]
    }

    fn read<'a>(&'a self, list: u32, room: &'a mut Room) -> io::Result<&'a [u32]> {
        let (start, end) = (self.starts[list as usize], self.starts[list as usize + 1]);
        let block = self.blocks.partition_point(|&first| first <= start) - 1;
        self.documents.read(block, start - self.blocks[block]..end - self.blocks[block], room)
    }
}

/// The documents of a list that are among some neighbours, from the first of these on.
fn among<'a>(list: &'a [u32], ids: &'a Range<usize>) -> impl Iterator<Item = usize> + 'a {
    /// Documents of a list up to which it is less to look at all than to search: most lists.
    const SHORT: usize = 16;
    let is_before = |&id: &u32| (id as usize) < ids.start;
    let from = if list.len() <= SHORT {
        list.iter().filter(|id| is_before(id)).count()
    } else {
        list.partition_point(is_before)
    };
    list[from..].iter().map(|&id| id as usize).take_while(|&id| id < ids.end).map(|id| id - ids.start)
}

impl Ranking {
    /// Ranks the stems of all documents, of which about so many are sorted at a time on each thread; the lists are put
    /// into an empty store.
    pub(crate) fn new(sets: &impl StemSets, documents: Store, sorted: usize) -> io::Result<Self> {
        let frequent = Frequent::of(sets)?;
        let all: usize = (0..sets.documents()).filter_map(DocId::new).map(|id| sets.size(id)).sum();
        let parts = ((all - frequent.total()) / sorted).clamp(PARTS, 1 << 16).next_power_of_two();
        let mut single = vec![0; sets.documents()];
        let mut lists = Lists { documents, blocks: Vec::new(), starts: vec![0] };
        for first in (0..parts).step_by(rayon::current_num_threads()) {
            let numbers = first..parts.min(first + rayon::current_num_threads());
            let read = |part| Part::read(sets, &frequent, number(part), parts.ilog2());
            let read: Vec<Part> = numbers.into_par_iter().map(read).collect::<Result<_, _>>()?;
            for part in read {
                for &document in &part.single {
                    single[document as usize] += 1;
                }
                lists.add(part)?;
            }
        }
        let mut by_length: Vec<u32> = (0..number(lists.count())).collect();
        by_length.par_sort_by_key(|&list| lists.len(list));
        let rarity = (0..=TOUCHES).map(|count| rarity(sets.documents(), count.max(1))).collect();
        Ok(Self { lists, by_length, single, rarity })
    }

    /// Neighbouring documents that are gone through by one thread.
    pub(crate) fn shares(&self) -> Vec<Range<usize>> {
        let documents = self.single.len();
        let share = documents.div_ceil(SHARES * rayon::current_num_threads()).next_multiple_of(STRETCH);
        let share = share.max(STRETCH);
        (0..documents).step_by(share).map(|first| first..documents.min(first + share)).collect()
    }

    /// The lists that some documents ask for.
    fn asked_by(&self, ids: &Range<usize>) -> io::Result<Asked> {
        let mut starts = vec![0; ids.len() + 1];
        self.each_asked(ids, |at, _| starts[at + 1] += 1)?;
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut lists = vec![0; starts[ids.len()]];
        let mut ends = starts.clone();
        self.each_asked(ids, |at, list| {
            lists[ends[at]] = list;
            ends[at] += 1;
        })?;
        Ok(Asked { lists, starts })
    }

    /// Calls `each` for each list that one of the documents asks for, by length: as long as it looks at [`TOUCHES`]
    /// documents.
    fn each_asked(&self, ids: &Range<usize>, mut each: impl FnMut(usize, u32)) -> io::Result<()> {
        let mut looks = self.single[ids.clone()].to_vec();
        let mut room = Room::default();
        for &list in &self.by_length {
            let len = number(self.lists.len(list));
            for at in among(self.lists.read(list, &mut room)?, ids) {
                if (looks[at] + len) as usize <= TOUCHES {
                    looks[at] += len;
                    each(at, list);
                }
            }
        }
        Ok(())
    }

    /// Calls `each` with each of some neighbouring documents and its candidates, which hold the document itself.
    pub(crate) fn candidates_of(
        &self,
        ids: Range<usize>,
        sets: &impl StemSets,
        search: &mut Search,
        mut each: impl FnMut(DocId, Vec<DocId>),
    ) -> io::Result<()> {
        let asked = self.asked_by(&ids)?;
        let mut room = Room::default();
        for first in ids.clone().step_by(STRETCH) {
            let stretch = first..ids.end.min(first + STRETCH);
            let mut rest = sets.read(stretch.clone(), &mut room)?;
            for at in stretch {
                let Some(id) = DocId::new(at) else { break };
                let (stems, after) = rest.split_at(sets.size(id));
                each(id, self.strongest((id, stems), asked.of(at - ids.start), sets, search)?);
                rest = after;
            }
        }
        Ok(())
    }

    /// The candidates of a document with its stems, ascending, that asks for some lists.
    fn strongest(
        &self,
        (id, stems): (DocId, &[u32]),
        asked: &[u32],
        sets: &impl StemSets,
        search: &mut Search,
    ) -> io::Result<Vec<DocId>> {
        let mut room = std::mem::take(&mut search.room);
        let mut documents = std::mem::take(&mut search.documents);
        documents.clear();
        // Copied, since each list is waited for then but once: looked through where they lie they cost a tenth more.
        for &list in asked {
            documents.extend_from_slice(self.lists.read(list, &mut room)?);
        }
        let alone = [id.get()];
        let single = iter::repeat_n(alone.as_slice(), self.single[id.index()] as usize);
        let mut rest = documents.as_slice();
        let several = asked.iter().map(|&list| rest.split_off(..self.lists.len(list)).unwrap_or_default());
        let lists: Vec<(f32, &[u32])> =
            single.chain(several).map(|list| (self.rarity[list.len()], list)).collect();
        let sieve = Sieve::new(stems);
        let holds = |id: DocId| Ok(sieve.holds(sets.read(id.index()..id.index() + 1, &mut room)?));
        let found = search.strongest(lists.iter().copied(), sieve.needed.rarity, |id| sets.size(id), holds);
        (search.room, search.documents) = (room, documents);
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
    fn read(sets: &impl StemSets, frequent: &Frequent, number_of_part: u32, bits: u32) -> io::Result<Self> {
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
                entries.extend(these.filter(|&&stem| !frequent.has(stem)).map(|&stem| entry(stem, id)));
                rest = after;
            }
        }
        sort(&mut entries);
        let mut part = Self::default();
        let mut lists: Vec<&[u64]> = Vec::new();
        for list in entries.chunk_by(|one, next| one >> 32 == next >> 32) {
            match list.len() {
                1 => part.single.push(document(list[0]).get()),
                2..=TOUCHES => lists.push(list),
                _ => {}
            }
        }
        // All lists are gone through by length, so they lie so.
        lists.sort_by_key(|list| list.len());
        part.documents.reserve_exact(lists.iter().map(|list| list.len()).sum());
        for list in lists {
            part.documents.extend(list.iter().map(|&entry| document(entry).get()));
            part.ends.push(number(part.documents.len()));
        }
        Ok(part)
    }
}
