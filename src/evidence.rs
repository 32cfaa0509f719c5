//! Reuse → evidence: the numbers that a verdict rests on, each with a meaning of its own.
//!
//! Time linear in the words of the passages.

use std::ops::Range;

use crate::{
    align::{Pairing, Tie},
    passage::Stretch,
    profile::{Profile, weight_of},
    reuse::Reuse,
    token::Kind,
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
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Findings {
    pub(crate) evidence: Evidence,
    /// Gain of all chains, and of the strongest.
    pub(crate) gain: f64,
    pub(crate) strongest: Strongest,
    /// Share of the words of content that the lighter document has in common with the other, wherever they stand.
    pub(crate) shared: f64,
    /// Weight of the lighter document, in words of content.
    pub(crate) weight: f64,
    /// Pairs of sentences outside the strongest passage, and the weight shared in the mean one.
    pub(crate) outside: (f64, f64),
}

/// The strongest passage by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Strongest {
    pub(crate) gain: f64,
    /// Words of its shorter side.
    pub(crate) words: f64,
    /// Share of its words of content found again, on the side where it is less, and on the other.
    pub(crate) dense: (f64, f64),
    /// Score of its most literal part: unchanged words less changed and left-out ones.
    pub(crate) literal: f64,
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
    literal: f32,
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
        gain: reuse.stretches.iter().map(|stretch| f64::from(stretch.gain)).sum(),
        strongest: reuse.stretches.first().map(|first| strongest(pair, reuse, first)).unwrap_or_default(),
        shared: f64::from(reuse.shared) / weight.max(1.0),
        weight,
        outside: (f64::from(reuse.surroundings.cells), f64::from(reuse.surroundings.shared)),
    }
}

fn strongest(pair: (&Profile, &Profile), reuse: &Reuse, stretch: &Stretch) -> Strongest {
    let mut tally = Tally::default();
    tally.count(pair, &stretch.pairings);
    let dense = |profile: &Profile, tokens: &Range<usize>, found: &[bool]| {
        let weight: f32 = tokens.clone().map(|at| weight_of(profile.tokens[at].kind)).sum();
        found_weight(profile, std::iter::once(tokens), found) / f64::from(weight.max(1.0))
    };
    let of_left = dense(pair.0, &stretch.left, &reuse.found.left);
    let of_right = dense(pair.1, &stretch.right, &reuse.found.right);
    Strongest {
        gain: f64::from(stretch.gain),
        words: stretch.own.0.min(stretch.own.1) as f64,
        dense: (of_left.min(of_right), of_left.max(of_right)),
        literal: f64::from(tally.literal),
    }
}

impl Tally {
    fn count(&mut self, pair: (&Profile, &Profile), pairings: &[Pairing]) {
        let mut before: Option<Pairing> = None;
        let (mut run, mut literal) = (0, 0.0_f32);
        for &pairing in pairings {
            let kind = pair.0.tokens[pairing.left as usize].kind;
            let gaps = before.map_or(0, |before| left_out(before, pairing));
            let goes_on = gaps == 0 && pairing.tie == Tie::Same;
            run = if pairing.tie != Tie::Same {
                0
            } else if goes_on {
                run + 1
            } else {
                1
            };
            self.longest_run = self.longest_run.max(run);
            self.in_runs += usize::from(run >= 3);
            literal = (literal - GAP_COST * gaps as f32).max(0.0) + literalness(pairing.tie, kind);
            literal = literal.max(0.0);
            self.literal = self.literal.max(literal);
            self.count_tie(pairing.tie, kind);
            before = Some(pairing);
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

/// What a left-out word takes from the literalness of a passage.
const GAP_COST: f32 = 0.5;

/// What a pairing adds to the literalness of a passage, where an unchanged word of content adds 1.
const fn literalness(tie: Tie, kind: Kind) -> f32 {
    match (tie, kind) {
        (Tie::Same, Kind::Function) | (Tie::Variant, _) => 0.5,
        (Tie::Same, _) => 1.0,
        (Tie::Swapped, _) => -0.7,
        (Tie::Conflict, _) => -1.5,
    }
}

/// Words left out on either side between two pairings; a step back, as between passages that overlap, counts as a long
/// gap.
fn left_out(before: Pairing, after: Pairing) -> usize {
    /// Longer than any block of sentences, so that no run goes on across it.
    const FAR: usize = 100;
    let between = |before: u32, after: u32| after.checked_sub(before + 1).map_or(FAR, |gap| gap as usize);
    (between(before.left, after.left) + between(before.right, after.right)).min(FAR)
}

fn found_weight<'a>(
    profile: &Profile,
    stretches: impl Iterator<Item = &'a Range<usize>>,
    found: &[bool],
) -> f64 {
    let words = stretches.flat_map(Range::clone).filter(|&at| found[at]);
    f64::from(words.map(|at| weight_of(profile.tokens[at].kind)).sum::<f32>())
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
