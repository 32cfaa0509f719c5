//! Reuse → evidence: the numbers that a verdict rests on, each with a meaning of its own.
//!
//! Time linear in the words of the passages.

mod census;
mod unquoted;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    align::{Pairing, Tie},
    order::Order,
    passage::Stretch,
    profile::Profile,
    reuse::Reuse,
    token::Kind,
};
use census::{Census, facts};
use unquoted::unquoted;

/// What laying two documents against each other has shown. Shares lie in 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Share of the left document's words that stand inside a passage.
    pub covered_left: f64,
    /// Share of the right document's words that stand inside a passage.
    pub covered_right: f64,
    /// Share of the left document's words of content that were found again in their passage, in any form or place.
    pub found_left: f64,
    /// Share of the right document's words of content that were found again in their passage, in any form or place.
    pub found_right: f64,
    /// Words that stand unchanged and in order on both sides, by the words of the shorter side of the passages.
    pub same: f64,
    /// Words that have a partner in order, the same or another, by the words of the longer side of the passages.
    pub paired: f64,
    /// Paired words that were swapped for others, by all paired words.
    pub substituted: f64,
    /// Words that begin or go on a run of three unchanged words, by the words of the shorter document.
    pub in_runs: f64,
    /// Words of the longest unchanged run.
    pub longest_run: usize,
    /// Names and figures that stand unchanged in each other's place.
    pub agreeing: usize,
    /// Names and figures in whose place others stand.
    pub conflicting: usize,
    /// Figures among the conflicting.
    pub conflicting_figures: usize,
    /// Share of the names and figures inside the passages that were found again.
    pub facts: f64,
}

impl Evidence {
    /// Share of the names and figures in the same slots that disagree.
    pub(crate) fn conflict_rate(&self) -> f64 {
        conflict_rate(self.agreeing, self.conflicting)
    }

    /// The evidence of two texts of the same words.
    pub(crate) fn of_equal(words: usize) -> Self {
        Self {
            covered_left: 1.0,
            covered_right: 1.0,
            found_left: 1.0,
            found_right: 1.0,
            same: 1.0,
            paired: 1.0,
            in_runs: 1.0,
            longest_run: words,
            facts: 1.0,
            ..Self::default()
        }
    }
}

/// The evidence of a pair with what only the score needs of the way there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    pub(crate) evidence: Evidence,
    /// Share of the words of content that the lighter document has in common with the other, wherever they stand.
    pub(crate) shared: f64,
    pub(crate) order: Order,
    /// How many more neighbours were kept than by chance, in standard deviations (see [`Order`]), as far as the passages are
    /// prose.
    pub(crate) neighbours: f64,
    /// Words of the shorter document.
    pub(crate) length: f64,
    /// Words that the strongest thread spans, on the side where they are more.
    pub(crate) thread: f64,
    /// Words of the strongest passage, on its shorter side. This and the next three as far as passages are prose.
    pub(crate) words: f64,
    /// Words of the longest unchanged run.
    pub(crate) longest_run: f64,
    /// Words in runs as long as a clause, by the words of the shorter document.
    pub(crate) in_clauses: f64,
    /// Words inside passages, by those of the document where that is less.
    pub(crate) covered: f64,
    /// Weight shared in the mean pair of sentences outside the strong passages.
    pub(crate) noise: f64,
    /// Each passage by itself, strongest first.
    pub(crate) passages: Vec<Lone>,
}

impl Findings {
    /// The same with the sides changed.
    pub(crate) fn turned(self) -> Self {
        let of = self.evidence;
        let evidence = Evidence {
            covered_left: of.covered_right,
            covered_right: of.covered_left,
            found_left: of.found_right,
            found_right: of.found_left,
            ..of
        };
        Self { evidence, ..self }
    }
}

/// A passage by itself, told from what the two documents share elsewhere. A quotation may stand in two independent
/// texts, so what stands between quotation marks in either counts for nothing here, as long as it was kept word for word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lone {
    /// Words of prose outside quotations, on the side where they are fewer.
    pub(crate) words: f64,
    /// Share of the words of content found again, on the side where it is more.
    pub(crate) dense: f64,
    /// Its words on its shorter side, by those of the longer document.
    pub(crate) part: f64,
    /// Words that have a partner in order, by the words of the longer side.
    pub(crate) paired: f64,
    /// Words that stand unchanged and in order on both sides, by the words of the shorter side.
    pub(crate) same: f64,
    /// Share of its names and figures that were found again.
    pub(crate) facts: f64,
    /// Share of the names and figures in the same slots that disagree.
    pub(crate) conflicts: f64,
}

/// Words of an unchanged run from which on it is told from names of offices and turns that everybody uses.
const CLAUSE: usize = 8;

/// Counts over the pairings of one or more stretches.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    same: usize,
    variant: usize,
    swapped: usize,
    agreeing: usize,
    conflicting: usize,
    figures: usize,
    in_runs: usize,
    in_clauses: usize,
    longest_run: usize,
}

pub(crate) fn findings(pair: (&Profile, &Profile), reuse: &Reuse) -> Findings {
    let (left, right) = pair;
    let tallies: Vec<Tally> = reuse.stretches.iter().map(|stretch| Tally::of(pair.0, stretch)).collect();
    let tally = tallies.iter().fold(Tally::default(), Tally::with);
    let sides: Vec<[Census; 2]> =
        reuse.stretches.iter().map(|stretch| censuses(pair, reuse, stretch)).collect();
    let sum = |count: fn(&Stretch) -> usize| reuse.stretches.iter().map(count).sum::<usize>();
    let (of_left, of_right) = (sum(|stretch| stretch.own.0), sum(|stretch| stretch.own.1));
    let paired = tally.paired();
    let shorter = left.tokens.len().min(right.tokens.len());
    // Passages that were joined may lie across each other.
    let found = |side: usize, of: &Profile| {
        let found = sides.iter().map(|of| of[side].found()).sum::<f64>();
        (found / f64::from(of.weight.max(1.0))).min(1.0)
    };
    let evidence = Evidence {
        covered_left: share(of_left, left.tokens.len()),
        covered_right: share(of_right, right.tokens.len()),
        found_left: found(0, left),
        found_right: found(1, right),
        same: share(tally.same, of_left.min(of_right)),
        paired: share(paired, of_left.max(of_right)),
        substituted: share(tally.swapped + tally.conflicting, paired),
        in_runs: share(tally.in_runs, shorter),
        longest_run: tally.longest_run,
        agreeing: tally.agreeing,
        conflicting: tally.conflicting,
        conflicting_figures: tally.figures,
        facts: facts(sides.as_flattened()),
    };
    let weight = f64::from(left.weight.min(right.weight));
    let prose: Vec<f64> = sides.iter().map(|[left, right]| left.prose().min(right.prose())).collect();
    let in_prose = |count: fn(&Stretch, &Tally) -> usize| {
        let passages = reuse.stretches.iter().zip(&tallies).zip(&prose);
        passages.map(move |((stretch, tally), prose)| count(stretch, tally) as f64 * prose)
    };
    let in_passages = sum(Stretch::shorter).max(1) as f64;
    let of_prose = in_prose(|stretch, _| stretch.shorter()).sum::<f64>() / in_passages;
    let covered = |words: f64, document: &Profile| (words / document.tokens.len().max(1) as f64).min(1.0);
    let covered_left = covered(in_prose(|stretch, _| stretch.own.0).sum(), left);
    let covered_right = covered(in_prose(|stretch, _| stretch.own.1).sum(), right);
    Findings {
        evidence,
        shared: f64::from(reuse.shared) / weight.max(1.0),
        order: reuse.order,
        neighbours: reuse.order.neighbours * of_prose,
        length: shorter as f64,
        thread: reuse.thread as f64,
        words: in_prose(|stretch, _| stretch.shorter()).next().unwrap_or(0.0),
        longest_run: in_prose(|_, tally| tally.longest_run).fold(0.0, f64::max),
        in_clauses: in_prose(|_, tally| tally.in_clauses).sum::<f64>() / shorter.max(1) as f64,
        covered: covered_left.min(covered_right),
        noise: f64::from(reuse.noise),
        passages: (reuse.stretches.iter().zip(&sides).zip(&tallies))
            .map(|((stretch, sides), tally)| lone(left, stretch, sides, tally))
            .collect(),
    }
}

/// A passage of a pair of which the longer document is laid on the left.
fn lone(document: &Profile, stretch: &Stretch, sides: &[Census; 2], tally: &Tally) -> Lone {
    let [left, right] = sides;
    let words = left.words_of_prose().min(right.words_of_prose());
    Lone {
        words,
        dense: left.dense().max(right.dense()),
        part: share(stretch.shorter(), document.tokens.len()),
        paired: share(tally.paired(), stretch.own.0.max(stretch.own.1)),
        same: share(tally.same, stretch.shorter()),
        facts: facts(sides),
        conflicts: conflict_rate(tally.agreeing, tally.conflicting),
    }
}

fn censuses(pair: (&Profile, &Profile), reuse: &Reuse, stretch: &Stretch) -> [Census; 2] {
    let [of_left, of_right] = unquoted(pair, stretch);
    [
        Census::of(pair.0, &stretch.left, &reuse.found.left, of_left),
        Census::of(pair.1, &stretch.right, &reuse.found.right, of_right),
    ]
}

impl Tally {
    fn of(left: &Profile, stretch: &Stretch) -> Self {
        let mut tally = Self::default();
        for run in stretch.runs() {
            let words = &left.tokens[of_left(run)];
            let facts = words.iter().filter(|word| matches!(word.kind, Kind::Number | Kind::Name)).count();
            match run[0].tie {
                Tie::Same => {
                    tally.same += run.len();
                    tally.agreeing += facts;
                    tally.in_runs += run.len().saturating_sub(2);
                    tally.in_clauses += if run.len() >= CLAUSE { run.len() } else { 0 };
                    tally.longest_run = tally.longest_run.max(run.len());
                }
                Tie::Variant => {
                    tally.variant += 1;
                    tally.agreeing += facts;
                }
                Tie::Swapped => tally.swapped += 1,
                Tie::Conflict => {
                    tally.conflicting += 1;
                    tally.figures += usize::from(words[0].kind == Kind::Number);
                }
            }
        }
        tally
    }

    /// The counts over the pairings of both.
    fn with(self, other: &Self) -> Self {
        Self {
            same: self.same + other.same,
            variant: self.variant + other.variant,
            swapped: self.swapped + other.swapped,
            agreeing: self.agreeing + other.agreeing,
            conflicting: self.conflicting + other.conflicting,
            figures: self.figures + other.figures,
            in_runs: self.in_runs + other.in_runs,
            in_clauses: self.in_clauses + other.in_clauses,
            longest_run: self.longest_run.max(other.longest_run),
        }
    }

    fn paired(&self) -> usize {
        self.same + self.variant + self.swapped + self.conflicting
    }
}

/// The words of a run on the left.
fn of_left(run: &[Pairing]) -> Range<usize> {
    let start = run[0].left as usize;
    start..start + run.len()
}

/// The words of a run on the right.
fn of_right(run: &[Pairing]) -> Range<usize> {
    let start = run[0].right as usize;
    start..start + run.len()
}

/// Share of the names and figures in the same slots that disagree; one more is taken to agree.
fn conflict_rate(agreeing: usize, conflicting: usize) -> f64 {
    conflicting as f64 / (agreeing + conflicting + 1) as f64
}

fn share(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64).min(1.0)
}
