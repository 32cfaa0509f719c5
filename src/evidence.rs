//! Reuse → evidence: the numbers that a verdict rests on, each with a meaning of its own.
//!
//! Time linear in the words of the passages.

use std::ops::Range;

use crate::{
    align::{Pairing, Tie},
    order::Order,
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
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    pub(crate) evidence: Evidence,
    /// Gain of all chains.
    pub(crate) gain: f64,
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
    /// Gain of its chains, by the share of the words found again that stand outside quotations.
    pub(crate) gain: f64,
    /// Words outside quotations, on the side where they are fewer.
    pub(crate) words: f64,
    /// Share of the words of content found again, on the side where it is more.
    pub(crate) dense: f64,
    /// Share of words of grammar, on the side where it is less: lists, bylines and references have few.
    pub(crate) prose: f64,
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
    let sides: Vec<[Census; 2]> =
        reuse.stretches.iter().map(|stretch| censuses(pair, reuse, stretch)).collect();
    let sum = |count: fn(&Stretch) -> usize| reuse.stretches.iter().map(count).sum::<usize>();
    let (of_left, of_right) = (sum(|stretch| stretch.own.0), sum(|stretch| stretch.own.1));
    let paired = tally.same + tally.variant + tally.swapped + tally.conflicting;
    let shorter = left.tokens.len().min(right.tokens.len());
    let found = |side: usize| sides.iter().map(|of| of[side].found()).sum::<f64>();
    let evidence = Evidence {
        covered_left: share(of_left, left.tokens.len()),
        covered_right: share(of_right, right.tokens.len()),
        found_left: found(0) / f64::from(left.weight.max(1.0)),
        found_right: found(1) / f64::from(right.weight.max(1.0)),
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
    Findings {
        evidence,
        gain: reuse.stretches.iter().map(|stretch| f64::from(stretch.gain)).sum(),
        shared: f64::from(reuse.shared) / weight.max(1.0),
        order: reuse.order,
        words: reuse.stretches.first().map_or(0, |first| first.own.0.min(first.own.1)) as f64,
        outside: (f64::from(reuse.surroundings.cells), f64::from(reuse.surroundings.shared)),
        passages: reuse.stretches.iter().zip(&sides).map(|(stretch, sides)| lone(stretch, sides)).collect(),
    }
}

fn lone(stretch: &Stretch, [left, right]: &[Census; 2]) -> Lone {
    let unquoted = left.unquoted().min(right.unquoted()) / left.found().min(right.found()).max(0.5);
    Lone {
        gain: f64::from(stretch.gain) * unquoted.min(1.0),
        words: left.words().min(right.words()),
        dense: left.dense().max(right.dense()),
        prose: left.prose().min(right.prose()),
    }
}

fn censuses(pair: (&Profile, &Profile), reuse: &Reuse, stretch: &Stretch) -> [Census; 2] {
    [
        Census::of(pair.0, &stretch.left, &reuse.found.left),
        Census::of(pair.1, &stretch.right, &reuse.found.right),
    ]
}

/// The words of one side of a passage: how many there are by kind, whether they were found again, and whether they stand
/// in a quotation.
struct Census([[[usize; 2]; 2]; Kind::ALL.len()]);

impl Census {
    fn of(profile: &Profile, tokens: &Range<usize>, found: &[bool]) -> Self {
        let words = &profile.tokens[tokens.clone()];
        let (found, quoted) = (&found[tokens.clone()], &profile.quoted[tokens.clone()]);
        let mut counts = [[[0; 2]; 2]; Kind::ALL.len()];
        for (word, (&found, &quoted)) in words.iter().zip(found.iter().zip(quoted)) {
            counts[word.kind as usize][usize::from(found)][usize::from(quoted)] += 1;
        }
        Self(counts)
    }

    /// Words of some kinds, found again or not, in quotations or not.
    fn count(&self, kinds: &[Kind], found: &[usize], quoted: &[usize]) -> usize {
        let of_kind = |kind: &Kind| {
            let of = self.0[*kind as usize];
            found.iter().flat_map(|&found| quoted.iter().map(move |&quoted| of[found][quoted])).sum::<usize>()
        };
        kinds.iter().map(of_kind).sum()
    }

    /// Weight of words of content, found again or not, in quotations or not.
    fn weight(&self, found: &[usize], quoted: &[usize]) -> f64 {
        let of_kind = |&kind: &Kind| f64::from(weight_of(kind)) * self.count(&[kind], found, quoted) as f64;
        Kind::ALL.iter().map(of_kind).sum()
    }

    /// Weight of its words of content that were found again.
    fn found(&self) -> f64 {
        self.weight(&[1], &[0, 1])
    }

    /// Weight of those of them that stand outside quotations.
    fn unquoted(&self) -> f64 {
        self.weight(&[1], &[0])
    }

    fn dense(&self) -> f64 {
        self.found() / self.weight(&[0, 1], &[0, 1]).max(1.0)
    }

    /// Words outside quotations.
    fn words(&self) -> f64 {
        self.count(&Kind::ALL, &[0, 1], &[0]) as f64
    }

    /// Share of words of grammar.
    fn prose(&self) -> f64 {
        share(self.count(&[Kind::Function], &[0, 1], &[0, 1]), self.count(&Kind::ALL, &[0, 1], &[0, 1]))
    }
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

/// Share of the names and figures inside the passages that were found again; one half of none.
fn facts(sides: &[Census]) -> f64 {
    const FACTS: [Kind; 2] = [Kind::Number, Kind::Name];
    let count = |found: &[usize]| sides.iter().map(|side| side.count(&FACTS, found, &[0, 1])).sum::<usize>();
    (count(&[1]) as f64 + 1.0) / (count(&[0, 1]) as f64 + 2.0)
}

fn share(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64).min(1.0)
}
