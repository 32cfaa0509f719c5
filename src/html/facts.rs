//! Two texts → what a rewrite kept: the names and figures on both sides and on one, and which sentence follows which.
//!
//! Time `O(w log w)` for `w` words.

use std::fmt::Write;

use ahash::AHashSet;

use super::source::Source;
use crate::{
    comparison::Comparison,
    span::Span,
    swap::{Change, Piece},
};

/// Names and figures listed of each kind at most.
const LISTED: usize = 60;
/// Sentences told of at most.
const SENTENCES: usize = 200;
/// A sentence follows those that hold at least this share of its paired words.
const FOLLOWED: f64 = 0.25;

/// The names and figures of two texts, each once, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) both: Vec<String>,
    pub(super) left: Vec<String>,
    pub(super) right: Vec<String>,
}

pub(super) fn facts(left: &Source, right: &Source) -> Facts {
    let hashes = |source: &Source| source.facts.iter().map(|fact| fact.0).collect::<AHashSet<u64>>();
    let (of_left, of_right) = (hashes(left), hashes(right));
    let listed = |source: &Source, is_wanted: &dyn Fn(&u64) -> bool| {
        let wanted = source.facts.iter().filter(|fact| is_wanted(&fact.0)).take(LISTED);
        wanted.map(|fact| source.shown(fact.1).into_owned()).collect()
    };
    Facts {
        both: listed(left, &|hash| of_right.contains(hash)),
        left: listed(left, &|hash| !of_right.contains(hash)),
        right: listed(right, &|hash| !of_left.contains(hash)),
    }
}

/// Which sentences of the right text each sentence of the left one follows, as `1 → 1, 2 → 3 + 4, 3 → none`.
pub(super) fn followed(comparison: &Comparison, left: &Source, right: &Source) -> String {
    let (count, others) = (left.backdrop.sentences.len(), right.backdrop.sentences.len());
    if count.max(others) > SENTENCES {
        return format!("not told for texts of more than {SENTENCES} sentences");
    }
    let words = words_in_common(comparison, [left, right]);
    let mut told = String::new();
    for (at, row) in words.iter().enumerate() {
        let all: usize = row.iter().sum();
        let follows = |&(_, &words): &(usize, &usize)| words > 1 && words as f64 >= FOLLOWED * all as f64;
        let targets = row.iter().enumerate().filter(follows).map(|(target, _)| (target + 1).to_string());
        let targets = targets.collect::<Vec<_>>().join(" + ");
        let targets = if targets.is_empty() { "none" } else { &targets };
        let comma = if at > 0 { ", " } else { "" };
        write!(told, "{comma}{} → {targets}", at + 1).expect("a string takes all that is written");
    }
    told
}

/// Words that a left and a right sentence have in each other's place.
fn words_in_common(comparison: &Comparison, sources: [&Source; 2]) -> Vec<Vec<usize>> {
    let [left, right] = sources.map(|source| &source.backdrop.sentences);
    let mut words = vec![vec![0; right.len()]; left.len()];
    let sentence = |starts: &[usize], span: Span| starts.partition_point(|&start| start <= span.start());
    for &Piece { left: of_left, right: of_right, change } in
        comparison.passages().iter().flat_map(|passage| &passage.pieces)
    {
        let (at, other) = (sentence(left, of_left), sentence(right, of_right));
        if matches!(change, Change::Same | Change::Swapped) && at > 0 && other > 0 {
            words[at - 1][other - 1] += of_left.of(sources[0].text).split_whitespace().count();
        }
    }
    words
}
