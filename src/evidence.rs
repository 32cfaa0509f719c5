//! Reuse → evidence: the numbers that a verdict rests on, each with a meaning of its own.
//!
//! Time linear in the words of the passages.

use std::ops::Range;

use crate::{
    align::{Pairing, Tie},
    order::Order,
    passage::Stretch,
    profile::{Profile, weigh},
    reuse::Reuse,
    token::{Kind, Token},
};

/// What laying two documents against each other has shown. Shares lie in 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
    /// Words of the strongest passage, on its shorter side.
    pub(crate) words: f64,
    /// Pairs of sentences outside the strong passages, and the weight shared in the mean one.
    pub(crate) outside: (f64, f64),
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
/// texts, so what stands between quotation marks counts for nothing here.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lone {
    /// Words of prose outside quotations, on the side where they are fewer.
    pub(crate) words: f64,
    /// Share of the words of content found again, on the side where it is more.
    pub(crate) dense: f64,
}

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
    longest_run: usize,
}

pub(crate) fn findings(pair: (&Profile, &Profile), reuse: &Reuse) -> Findings {
    let (left, right) = pair;
    let mut tally = Tally::default();
    for stretch in &reuse.stretches {
        tally.count(pair, &stretch.pairings);
    }
    let sum = |count: fn(&Stretch) -> usize| reuse.stretches.iter().map(count).sum::<usize>();
    let (of_left, of_right) = (sum(|stretch| stretch.own.0), sum(|stretch| stretch.own.1));
    let paired = tally.same + tally.variant + tally.swapped + tally.conflicting;
    let shorter = left.tokens.len().min(right.tokens.len());
    let lefts = || reuse.stretches.iter().map(|stretch| &stretch.left);
    let rights = || reuse.stretches.iter().map(|stretch| &stretch.right);
    let evidence = Evidence {
        covered_left: share(of_left, left.tokens.len()),
        covered_right: share(of_right, right.tokens.len()),
        found_left: found_weight(left, lefts(), &reuse.found.left) / f64::from(left.weight.max(1.0)),
        found_right: found_weight(right, rights(), &reuse.found.right) / f64::from(right.weight.max(1.0)),
        same: share(tally.same, of_left.min(of_right)),
        paired: share(paired, of_left.max(of_right)),
        substituted: share(tally.swapped + tally.conflicting, paired),
        in_runs: share(tally.in_runs, shorter),
        longest_run: tally.longest_run,
        agreeing: tally.agreeing,
        conflicting: tally.conflicting,
        conflicting_figures: tally.figures,
        facts: facts(pair, reuse),
    };
    let weight = f64::from(left.weight.min(right.weight));
    Findings {
        evidence,
        shared: f64::from(reuse.shared) / weight.max(1.0),
        order: reuse.order,
        words: reuse.stretches.first().map_or(0, |first| first.own.0.min(first.own.1)) as f64,
        outside: (f64::from(reuse.surroundings.cells), f64::from(reuse.surroundings.shared)),
        passages: reuse.stretches.iter().map(|stretch| lone(pair, reuse, stretch)).collect(),
    }
}

fn lone(pair: (&Profile, &Profile), reuse: &Reuse, stretch: &Stretch) -> Lone {
    let left = Side::of(pair.0, &stretch.left, &reuse.found.left);
    let right = Side::of(pair.1, &stretch.right, &reuse.found.right);
    Lone { words: left.words.min(right.words), dense: left.dense().max(right.dense()) }
}

/// One side of a passage.
struct Side {
    /// Weight of its words of content: all, and those found again.
    weight: f64,
    found: f64,
    /// Words of prose outside quotations.
    words: f64,
}

impl Side {
    fn of(profile: &Profile, tokens: &Range<usize>, found: &[bool]) -> Self {
        let words = &profile.tokens[tokens.clone()];
        let (found, quoted) = (&found[tokens.clone()], &profile.quoted[tokens.clone()]);
        let unquoted = quoted.iter().filter(|&&quoted| !quoted).count() as f64;
        Self {
            weight: f64::from(weigh(words, |_| true)),
            found: f64::from(weigh(words, |at| found[at])),
            words: unquoted * prose(profile, words),
        }
    }

    fn dense(&self) -> f64 {
        self.found / self.weight.max(1.0)
    }
}

/// How far words are prose, by their share of words of grammar: a list, a byline, a line-up has few, and holds what
/// independent texts may well share.
fn prose(profile: &Profile, words: &[Token]) -> f64 {
    /// The part of its text's share that prose has at least.
    const PROSE: f64 = 0.5;
    let grammar = words.iter().filter(|word| word.kind == Kind::Function).count();
    let of_text = share(profile.tokens.len() - profile.terms.len(), profile.tokens.len());
    if of_text > 0.0 { (share(grammar, words.len()) / of_text / PROSE).min(1.0) } else { 1.0 }
}

impl Tally {
    fn count(&mut self, pair: (&Profile, &Profile), pairings: &[Pairing]) {
        let mut next = (0, 0);
        let mut run = 0;
        for pairing in pairings {
            let goes_on = (pairing.left, pairing.right) == next;
            run = match pairing.tie {
                Tie::Same if goes_on => run + 1,
                Tie::Same => 1,
                _ => 0,
            };
            self.longest_run = self.longest_run.max(run);
            self.in_runs += usize::from(run >= 3);
            self.count_tie(pairing.tie, pair.0.tokens[pairing.left as usize].kind);
            next = (pairing.left + 1, pairing.right + 1);
        }
    }

    fn count_tie(&mut self, tie: Tie, kind: Kind) {
        let is_fact = usize::from(matches!(kind, Kind::Number | Kind::Name));
        match tie {
            Tie::Same => {
                self.same += 1;
                self.agreeing += is_fact;
            }
            Tie::Variant => {
                self.variant += 1;
                self.agreeing += is_fact;
            }
            Tie::Swapped => self.swapped += 1,
            Tie::Conflict => {
                self.conflicting += 1;
                self.figures += usize::from(kind == Kind::Number);
            }
        }
    }
}

fn found_weight<'a>(
    profile: &Profile,
    stretches: impl Iterator<Item = &'a Range<usize>>,
    found: &[bool],
) -> f64 {
    let weight = |tokens: &Range<usize>| {
        let found = &found[tokens.clone()];
        f64::from(weigh(&profile.tokens[tokens.clone()], |at| found[at]))
    };
    stretches.map(weight).sum()
}

/// Share of the names and figures inside the passages that were found again; one half of none.
fn facts(pair: (&Profile, &Profile), reuse: &Reuse) -> f64 {
    let (mut all, mut again) = (0, 0);
    let mut count = |profile: &Profile, tokens: &Range<usize>, found: &[bool]| {
        for at in tokens.clone().filter(|&at| matches!(profile.tokens[at].kind, Kind::Number | Kind::Name)) {
            all += 1;
            again += usize::from(found[at]);
        }
    };
    for stretch in &reuse.stretches {
        count(pair.0, &stretch.left, &reuse.found.left);
        count(pair.1, &stretch.right, &reuse.found.right);
    }
    (again as f64 + 1.0) / (f64::from(all) + 2.0)
}

fn share(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64).min(1.0)
}
