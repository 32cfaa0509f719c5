//! The words of a passage on one side, counted by kind.

use std::ops::Range;

use super::share;
use crate::{
    profile::{Profile, weight_of},
    token::Kind,
};

/// The words of one side of a passage.
pub(super) struct Census {
    /// How many there are of each kind: those not found again, and those that were.
    counts: [[usize; 2]; Kind::ALL.len()],
    /// How many stand outside the quotations of both texts.
    unquoted: usize,
    /// Share of words of grammar in the whole text.
    grammar: f64,
}

impl Census {
    pub(super) fn of(profile: &Profile, tokens: &Range<usize>, found: &[bool], unquoted: usize) -> Self {
        let words = &profile.tokens[tokens.clone()];
        let mut counts = [[0; 2]; Kind::ALL.len()];
        for (word, &found) in words.iter().zip(&found[tokens.clone()]) {
            counts[word.kind as usize][usize::from(found)] += 1;
        }
        let grammar = share(profile.grammar, profile.tokens.len());
        Self { counts, unquoted, grammar }
    }

    fn count(&self, kind: Kind) -> usize {
        self.counts[kind as usize].iter().sum()
    }

    /// Weight of its words of content that were found again.
    pub(super) fn found(&self) -> f64 {
        Kind::ALL.iter().map(|&kind| f64::from(weight_of(kind)) * self.counts[kind as usize][1] as f64).sum()
    }

    pub(super) fn dense(&self) -> f64 {
        let weight: f64 =
            Kind::ALL.iter().map(|&kind| f64::from(weight_of(kind)) * self.count(kind) as f64).sum();
        self.found() / weight.max(1.0)
    }

    /// Words outside quotations as far as they are prose.
    pub(super) fn words_of_prose(&self) -> f64 {
        self.unquoted as f64 * self.prose()
    }

    /// How far it is prose, by its share of words of grammar: a list, a byline, a line-up has few, and holds what
    /// independent texts may well share.
    pub(super) fn prose(&self) -> f64 {
        /// The part of its text's share that prose has at least.
        const PROSE: f64 = 0.5;
        let words: usize = Kind::ALL.iter().map(|&kind| self.count(kind)).sum();
        let needed = PROSE * self.grammar * words as f64;
        if needed > 0.0 { (self.count(Kind::Function) as f64 / needed).min(1.0) } else { 1.0 }
    }
}

/// Share of the names and figures inside the passages that were found again; one half of none.
pub(super) fn facts(sides: &[Census]) -> f64 {
    let facts = || sides.iter().flat_map(|side| [Kind::Number, Kind::Name].map(|kind| (side, kind)));
    let again: usize = facts().map(|(side, kind)| side.counts[kind as usize][1]).sum();
    let all: usize = facts().map(|(side, kind)| side.count(kind)).sum();
    (again as f64 + 1.0) / (all as f64 + 2.0)
}
