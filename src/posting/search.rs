//! Lists of documents by rarity → those that hold most of it.
//!
//! Every document of the shorter lists is touched; in the longest only those are looked up that can still hold enough.

use crate::{id::DocId, profile::number, store::Room};

/// Candidates of one document.
pub(super) const CANDIDATES: usize = 30;

/// Memory that a search for candidates uses, kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    /// Documents touched with the rarity they hold, by a hash of their number: a table that stays in the first caches,
    /// however many documents there are. Nobody is at a place where the rarity is 0.
    sums: Vec<(u32, f32)>,
    /// The places of the documents touched.
    touched: Vec<u32>,
    /// Documents that may hold enough, with the rarity they hold.
    rare: Vec<(u32, f32)>,
    /// Documents that held enough and were too many to be taken, over all searches.
    pub(crate) left_out: u64,
    pub(super) room: Room,
    /// The documents of the lists asked for.
    pub(super) documents: Vec<u32>,
}

/// Places for documents touched, as a power of two: a quarter of them are taken at most.
const PLACE_BITS: u32 = 13;
/// The lists of the most frequent stems hold most of the documents and little of the rarity. When no more than this
/// share of what a candidate holds is to come, only those documents are looked up in them that can still hold enough.
const TO_COME: f32 = 0.75;
/// What rounding may make of a sum of rarities, and more.
const ROUNDING: f32 = 1e-3;

impl Search {
    /// The strongest candidates, ascending, of a document: the documents that have each of its stems, ascending, come
    /// with the rarity of the stem, the shortest list first. A candidate holds the share `least` of the rarity asked for.
    /// `size` gives the number of stems of a document, `holds` whether enough of them is in common.
    pub(super) fn strongest<'a, E>(
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
            self.left_out += (rare.len() - CANDIDATES - 1) as u64;
            let strength =
                |&(id, held): &(u32, f32)| (held / (size(DocId::from_number(id)) as f32).sqrt(), id, held);
            let mut by_strength: Vec<(f32, u32, f32)> = rare.iter().map(strength).collect();
            by_strength.select_nth_unstable_by(CANDIDATES, |one, other| {
                other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
            });
            rare.clear();
            rare.extend(by_strength.into_iter().take(CANDIDATES + 1).map(|(_, id, held)| (id, held)));
        }
        rare.sort_unstable_by_key(|&(id, _)| id);
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
        while to_come > TO_COME * least * asked
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
        for (rarity, list) in lists {
            to_come -= rarity;
            let enough = (least - ROUNDING) * asked - to_come;
            self.rare.retain_mut(|(id, held)| {
                *held += if list.binary_search(id).is_ok() { rarity } else { 0.0 };
                *held >= enough
            });
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
