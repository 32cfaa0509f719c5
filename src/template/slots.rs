//! Columns → slots: which columns vary, and which of those vary together.
//!
//! A choice of several words spreads over several columns. A column is taken into the slot before it when that makes the
//! whole shorter to describe (Rissanen, Modeling by shortest data description, Automatica 14, 1978): the members' choices
//! in both, given together, cost less than given one by one by as much as the one tells of the other (their mutual
//! information), and the list of choices grows by the words that it then repeats.
//!
//! Time `O(c · m · k)` for `c` columns, `m` members and `k` choices of a slot.

use std::ops::Range;

use super::columns::Column;
use crate::{profile::Profile, token::Kind};

/// Columns that all members share between two of one slot at most ("{in|at} the {yard|gate}").
const BETWEEN: usize = 2;
/// What it costs to list a word, in bits. Words are told from those beside them, so a few bits do.
const WORD: f64 = 2.0;
/// What it costs to hold columns of single words for one slot: eight such neighbours in nine are two.
const PHRASE: f64 = 3.0;
/// What each shared column between adds to that.
const APART: f64 = 2.0;

/// A stretch of the template: the words that each member has there.
pub(super) struct Cut {
    /// By member.
    pub(super) words: Vec<Range<usize>>,
    labels: Vec<usize>,
}

impl Cut {
    /// Whether all members have the same words there.
    pub(super) fn is_fixed(&self) -> bool {
        self.labels.iter().all(|&label| label == 0)
    }

    /// What the members have there, as numbers by first occurrence.
    pub(super) fn labels(&self) -> &[usize] {
        &self.labels
    }
}

/// What the members have in some columns.
struct Choices {
    /// By member, as numbers by first occurrence.
    labels: Vec<usize>,
    /// Words of each choice.
    words: Vec<usize>,
    /// Whether a choice of single words cannot have made it: some members have nothing there, or characters stand for
    /// words.
    is_phrase: bool,
}

impl Choices {
    fn of_column(profiles: &[Profile], column: &Column) -> Self {
        let token = |(cell, profile): (&Option<u32>, &Profile)| cell.map(|at| profile.tokens[at as usize]);
        let tokens: Vec<_> = column.iter().zip(profiles).map(token).collect();
        let is_phrase = tokens.iter().any(|token| token.is_none_or(|token| token.kind == Kind::Glyph));
        let (labels, first) = number_by_occurrence(tokens.iter().map(|token| token.map(|token| token.hash)));
        let words = first.iter().map(|&member| usize::from(tokens[member].is_some())).collect();
        Self { labels, words, is_phrase }
    }

    fn vary(&self) -> bool {
        self.words.len() > 1
    }

    /// Both as one, with the shared words between.
    fn with(&self, next: &Self, between: usize) -> Self {
        let (labels, first) = number_by_occurrence(self.labels.iter().zip(&next.labels));
        let words =
            |&member: &usize| self.words[self.labels[member]] + between + next.words[next.labels[member]];
        Self { labels, words: first.iter().map(words).collect(), is_phrase: self.is_phrase && next.is_phrase }
    }

    /// What the members' choices cost, in bits.
    fn entropy(&self) -> f64 {
        let mut counts = vec![0_u32; self.words.len()];
        self.labels.iter().for_each(|&label| counts[label] += 1);
        let all = self.labels.len() as f64;
        counts.iter().map(|&count| f64::from(count) * log2(all / f64::from(count))).sum()
    }

    /// What listing the choices costs, in bits.
    fn list(&self) -> f64 {
        WORD * self.words.iter().sum::<usize>() as f64
    }

    /// The two as one slot, where that is shorter to describe.
    fn joined(&self, next: &Self, between: usize) -> Option<Self> {
        let both = self.with(next, between);
        let told = self.entropy() + next.entropy() - both.entropy();
        let repeated = both.list() - self.list() - next.list();
        let prior = if self.is_phrase || next.is_phrase { 0.0 } else { PHRASE } + APART * between as f64;
        (told > repeated + prior).then_some(both)
    }
}

/// Numbers for values by first occurrence, and where each first occurs.
fn number_by_occurrence<T: PartialEq>(values: impl Iterator<Item = T>) -> (Vec<usize>, Vec<usize>) {
    let mut seen: Vec<T> = Vec::new();
    let mut first = Vec::new();
    let numbers = values.enumerate().map(|(at, value)| {
        seen.iter().position(|other| *other == value).unwrap_or_else(|| {
            seen.push(value);
            first.push(at);
            seen.len() - 1
        })
    });
    (numbers.collect(), first)
}

/// The binary logarithm of a number from 1 on by repeated squaring, the same on every machine.
fn log2(mut value: f64) -> f64 {
    const DIGITS: u32 = 20;
    let (mut log, mut digit) = (0.0, 1.0);
    while value >= 2.0 {
        value /= 2.0;
        log += 1.0;
    }
    for _ in 0..DIGITS {
        digit /= 2.0;
        value *= value;
        if value >= 2.0 {
            value /= 2.0;
            log += digit;
        }
    }
    log
}

/// Cuts the columns into what is fixed and what is chosen, in turn or one slot after the other.
pub(super) fn cut(profiles: &[Profile], columns: &[Column]) -> Vec<Cut> {
    let choices: Vec<Choices> = columns.iter().map(|column| Choices::of_column(profiles, column)).collect();
    let mut at = vec![0; profiles.len()];
    let mut cuts = Vec::new();
    for stretch in stretches(&choices) {
        let mut words = Vec::with_capacity(profiles.len());
        for (member, at) in at.iter_mut().enumerate() {
            let start = *at;
            *at += columns[stretch.clone()].iter().filter(|column| column[member].is_some()).count();
            words.push(start..*at);
        }
        let hashes = words.iter().zip(profiles).map(|(words, profile)| {
            profile.tokens[words.clone()].iter().map(|token| token.hash).collect::<Vec<u64>>()
        });
        cuts.push(Cut { labels: number_by_occurrence(hashes).0, words });
    }
    cuts
}

/// The columns of each slot, and those between.
fn stretches(columns: &[Choices]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let end = if columns[at].vary() { end_of_slot(columns, at) } else { end_of_fixed(columns, at) };
        stretches.push(at..end);
        at = end;
    }
    stretches
}

fn end_of_fixed(columns: &[Choices], start: usize) -> usize {
    columns[start..].iter().position(Choices::vary).map_or(columns.len(), |length| start + length)
}

fn end_of_slot(columns: &[Choices], start: usize) -> usize {
    let mut end = start + 1;
    let mut slot: Option<Choices> = None;
    loop {
        let next = end_of_fixed(columns, end);
        let between = next - end;
        let joined = columns
            .get(next)
            .filter(|_| between <= BETWEEN)
            .and_then(|next| slot.as_ref().unwrap_or(&columns[start]).joined(next, between));
        if joined.is_none() {
            return end;
        }
        (slot, end) = (joined, next + 1);
    }
}
