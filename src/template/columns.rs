//! Copies → columns: words that stand in each other's place in all of them.
//!
//! First all copies are woven into the words of the first, one after the other. Runs of four words that occur once
//! in it and once in the other copy, as many as go the same way through both, cut the work into blocks; within a block
//! the copy is aligned to the columns of those before it (`table`). Then each region between columns that all copies
//! share is woven anew, beginning with its commonest words and going on with the copy of which most words are known by
//! then: it differs from those before in one place or two, so that there is no doubt which.

mod anchor;
mod table;

use std::cmp::Reverse;
use std::ops::Range;

use ahash::{AHashMap, AHashSet};

use crate::profile::{Profile, number};
use anchor::{Cell, anchors};
use table::{MAX_CELLS, Place, Step, Table};

/// What each member has in one place: the position of its word, or nothing.
pub(super) type Column = Vec<Option<u32>>;

/// Aligns members to each other.
pub(super) fn align(profiles: &[Profile]) -> Vec<Column> {
    let Some((first, others)) = profiles.split_first() else { return Vec::new() };
    let anchors: Vec<Vec<Cell>> = others.iter().map(|other| anchors(first, other)).collect();
    let mut weaver = Weaver::new(profiles);
    let mut columns = weaver.columns_of(0, 0..first.tokens.len());
    for _ in 0..TIMES {
        for (member, anchors) in (1..).zip(&anchors) {
            columns = weaver.weave(columns, member, 0..profiles[member].tokens.len(), anchors);
        }
    }
    weaver.weave_regions(columns)
}

/// Each copy is put in, and then once more when it can be aligned to all others; a third time changes nothing.
const TIMES: usize = 2;

/// Aligns one member after the other to the columns.
struct Weaver<'a> {
    profiles: &'a [Profile],
    places: Vec<Place>,
    steps: Vec<Step>,
    table: Table,
}

impl<'a> Weaver<'a> {
    fn new(profiles: &'a [Profile]) -> Self {
        Self { profiles, places: Vec::new(), steps: Vec::new(), table: Table::default() }
    }

    /// The columns of one member alone.
    fn columns_of(&self, member: usize, words: Range<usize>) -> Vec<Column> {
        let mut column = vec![None; self.profiles.len()];
        let columns = words.map(|at| {
            column[member] = Some(number(at));
            column.clone()
        });
        columns.collect()
    }

    /// Puts some words of a member into the columns, anew where it stands in them already.
    fn weave(
        &mut self,
        mut columns: Vec<Column>,
        member: usize,
        words: Range<usize>,
        anchors: &[Cell],
    ) -> Vec<Column> {
        for column in &mut columns {
            column[member] = None;
        }
        columns.retain(|column| column.iter().any(Option::is_some));
        self.measure(&columns);
        self.steps.clear();
        let (mut column, mut word) = (0, words.start);
        for &(of_first, of_member) in anchors {
            // The words of the first member stand in its columns in order.
            let next = columns[column..].iter().position(|column| column[0] == Some(of_first));
            let next = column + next.expect("each word of the first member has a column");
            self.align(member, column..next, word..of_member as usize);
            self.steps.push(Step::Take);
            (column, word) = (next + 1, of_member as usize + 1);
        }
        self.align(member, column..columns.len(), word..words.end);
        self.apply(columns, member, words.start)
    }

    /// Notes the words of each column and the ways between them; the last place stands for the end.
    fn measure(&mut self, columns: &[Column]) {
        self.places.clear();
        self.places.resize_with(columns.len() + 1, Place::default);
        for member in 0..self.profiles.len() {
            // How many columns there are up to the last one taken.
            let mut taken = 0;
            for (at, column) in columns.iter().enumerate() {
                if let Some(word) = column[member] {
                    self.places[at].add(self.profiles, (member, word));
                    self.places[at].add_way(taken, at);
                    taken = at + 1;
                }
            }
            if taken > 0 {
                self.places[columns.len()].add_way(taken, columns.len());
            }
        }
    }

    fn align(&mut self, member: usize, columns: Range<usize>, words: Range<usize>) {
        if columns.len() * words.len() > MAX_CELLS {
            self.steps.extend(columns.map(|_| Step::Leave));
            self.steps.extend(words.map(|_| Step::Insert));
        } else {
            let worth = |place: &Place, at: usize| place.worth(self.profiles, member, words.start + at);
            self.table.align(&self.places, (columns, words.len()), worth, &mut self.steps);
        }
    }

    /// The columns with the member in them, as the steps say.
    fn apply(&self, columns: Vec<Column>, member: usize, start: usize) -> Vec<Column> {
        let mut columns = columns.into_iter();
        let mut word = number(start);
        let column_after = |&step: &Step| {
            let mut column = match step {
                Step::Insert => vec![None; self.profiles.len()],
                Step::Take | Step::Leave => columns.next().expect("there is a step for each column"),
            };
            if step != Step::Leave {
                column[member] = Some(word);
                word += 1;
            }
            column
        };
        self.steps.iter().map(column_after).collect()
    }

    /// Weaves each region between columns that all members share by itself.
    fn weave_regions(&mut self, columns: Vec<Column>) -> Vec<Column> {
        let mut woven: Vec<Column> = Vec::with_capacity(columns.len());
        let mut region: Vec<Column> = Vec::new();
        for column in columns {
            if self.is_shared(&column) {
                woven.extend(self.weave_region(std::mem::take(&mut region)));
                woven.push(column);
            } else {
                region.push(column);
            }
        }
        woven.extend(self.weave_region(region));
        woven
    }

    fn is_shared(&self, column: &Column) -> bool {
        let mut hashes = column
            .iter()
            .zip(self.profiles)
            .map(|(cell, profile)| cell.map(|at| profile.tokens[at as usize].hash));
        let first = hashes.next().flatten();
        first.is_some() && hashes.all(|hash| hash == first)
    }

    fn weave_region(&mut self, region: Vec<Column>) -> Vec<Column> {
        if region.len() < 2 {
            return region;
        }
        let order = Strings::new(self.profiles, &region).in_order();
        let mut order = order.iter();
        let Some((first, words)) = order.next() else { return region };
        let mut columns = self.columns_of(*first, words.clone());
        let others: Vec<_> = order.collect();
        for _ in 0..TIMES {
            for (member, words) in &others {
                columns = self.weave(columns, *member, words.clone(), &[]);
            }
        }
        columns
    }
}

/// What the members have in a region.
struct Strings<'a> {
    profiles: &'a [Profile],
    /// The members that have words there, with their words.
    members: Vec<(usize, Range<usize>)>,
    /// How often each word occurs.
    counts: AHashMap<u64, usize>,
}

impl<'a> Strings<'a> {
    fn new(profiles: &'a [Profile], region: &[Column]) -> Self {
        let members = (0..profiles.len()).filter_map(|member| {
            let mut cells = region.iter().filter_map(|column| column[member]);
            let first = cells.next()?;
            Some((member, first as usize..cells.next_back().unwrap_or(first) as usize + 1))
        });
        let mut strings = Self { profiles, members: members.collect(), counts: AHashMap::new() };
        for (member, words) in &strings.members {
            for token in &profiles[*member].tokens[words.clone()] {
                *strings.counts.entry(token.hash).or_default() += 1;
            }
        }
        strings
    }

    /// The members and their words, that of the commonest words first, then each time that of the most known words.
    fn in_order(mut self) -> Vec<(usize, Range<usize>)> {
        let mut known = AHashSet::new();
        let mut order = Vec::with_capacity(self.members.len());
        while !self.members.is_empty() {
            let rank = |at: &usize| (self.unknown(*at, &known), Reverse(self.commonness(*at)));
            let next = (0..self.members.len()).min_by_key(rank).expect("there are members left");
            known.extend(self.hashes(next));
            order.push(self.members.remove(next));
        }
        order
    }

    fn hashes(&self, at: usize) -> impl Iterator<Item = u64> {
        let (member, words) = &self.members[at];
        self.profiles[*member].tokens[words.clone()].iter().map(|token| token.hash)
    }

    /// Words that are not known, in thousandths of all.
    fn unknown(&self, at: usize, known: &AHashSet<u64>) -> usize {
        1_000 * self.hashes(at).filter(|hash| !known.contains(hash)).count() / self.members[at].1.len()
    }

    /// How often its words occur in the mean.
    fn commonness(&self, at: usize) -> usize {
        self.hashes(at).map(|hash| self.counts[&hash]).sum::<usize>() / self.members[at].1.len()
    }
}
