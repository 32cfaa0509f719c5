//! Findings → ballots: how each expert came to its probability, and the thresholds that the kind of copy hangs on.

use std::ops::Index;

use super::{
    FORM_VETO, NEAR_SAME, NEAR_SWAPPED, NEAR_WHOLE, REPORTED, SPUN_PAIRED, WHOLE, WHOLE_REWRITE,
    experts::{ALONE, Expert, Features, LITERAL, LoneFeatures, REORDERED, WHOLE_TEXT, WORD_BY_WORD},
    is_form, is_phrase,
};
use crate::{
    arithmetic::logistic,
    evidence::{Evidence, Findings},
};

/// What a feature is, in words.
pub(super) trait Meaning {
    fn meaning(self) -> &'static str;
}

/// One of the models that the score is joined from.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    /// What it looks for.
    pub expert: &'static str,
    /// The probability that it gives. The score is that of at least one expert being right, where of the ballots for
    /// passages alone the surest counts.
    pub score: f64,
    /// What it starts from, in log-odds: far below nought, for most pairs are no copies.
    pub bias: f64,
    /// What each thing looked at adds to that, in the order of the model.
    pub contributions: Vec<Contribution>,
}

/// What a feature adds to the log-odds of an expert.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// What the feature is.
    pub meaning: &'static str,
    /// Its value.
    pub value: f64,
    /// What a value of 1 adds.
    pub weight: f64,
}

/// A threshold that the kind of copy hangs on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// What is asked.
    pub question: &'static str,
    /// The value for the pair.
    pub value: f64,
    /// Where the answer turns.
    pub threshold: f64,
    /// Whether the answer is yes.
    pub holds: bool,
}

impl<F: Copy + Meaning> Expert<F> {
    fn ballot(&self, expert: &'static str, features: &impl Index<F, Output = f64>) -> Ballot {
        let contribution = |&(feature, weight): &(F, f64)| Contribution {
            meaning: feature.meaning(),
            value: features[feature],
            weight,
        };
        let contributions = self.weights.iter().map(contribution).collect();
        Ballot { expert, score: logistic(self.evaluate(features)), bias: self.bias, contributions }
    }
}

impl Ballot {
    /// The log-odds of its probability.
    #[must_use]
    pub fn log_odds(&self) -> f64 {
        let added: f64 = self.contributions.iter().map(Contribution::points).sum();
        self.bias + added
    }
}

impl Contribution {
    /// What it adds to the log-odds.
    #[must_use]
    pub const fn points(&self) -> f64 {
        self.value * self.weight
    }
}

/// A value that alone would have turned the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TurningPoint {
    /// What the feature is.
    pub meaning: &'static str,
    /// Its value.
    pub value: f64,
    /// The value at which the pair would begin, or cease, to be reported, all else as it is.
    pub needed: f64,
}

/// The experts whose ballots are joined: of those for passages alone the surest only, since likenesses between independent
/// texts on one event come in numbers.
const VOTERS: usize = 5;

/// The features of the strongest expert that could have turned the outcome, the least change first. None where several
/// experts would each have reported the pair.
pub(crate) fn turning_points(ballots: &[Ballot]) -> Vec<TurningPoint> {
    let Some(best) = ballots.iter().max_by(|one, other| one.score.total_cmp(&other.score)) else {
        return Vec::new();
    };
    let others = ballots.iter().take(VOTERS).filter(|ballot| !std::ptr::eq(*ballot, best));
    let missed: f64 = others.map(|ballot| 1.0 - ballot.score).product();
    let needed = 1.0 - (1.0 - REPORTED) / missed;
    if needed <= 0.0 {
        return Vec::new();
    }
    let lacking = log_odds_of(needed) - best.log_odds();
    let point = |of: &Contribution| TurningPoint {
        meaning: of.meaning,
        value: of.value,
        needed: of.value + lacking / of.weight,
    };
    // What is a share or saturates ends at 1; sizes do not.
    let is_reachable = |point: &TurningPoint| point.needed >= 0.0 && point.needed <= point.value.max(1.0);
    let mut points: Vec<TurningPoint> = best.contributions.iter().map(point).filter(is_reachable).collect();
    let change = |point: &TurningPoint| (point.needed - point.value).abs();
    points.sort_by(|one, other| change(one).total_cmp(&change(other)));
    points
}

/// The log-odds of a probability, by halving: the inverse of [`logistic`].
fn log_odds_of(probability: f64) -> f64 {
    let (mut low, mut high) = (-30.0, 30.0);
    while high - low > 1e-9 {
        let middle = f64::midpoint(low, high);
        if logistic(middle) < probability { low = middle } else { high = middle }
    }
    low
}

/// The experts with all that they looked at, the one for passages alone once for each passage, surest first.
pub(crate) fn ballots(findings: &Findings) -> Vec<Ballot> {
    let features = Features::of(findings);
    let mut ballots = vec![
        WHOLE_TEXT.ballot("the whole text said again", &features),
        LITERAL.ballot("a literal passage", &features),
        WORD_BY_WORD.ballot("the text word by word", &features),
        REORDERED.ballot("the text in whatever order", &features),
    ];
    let lone = |passage| {
        ALONE.ballot("a passage alone in its surroundings", &LoneFeatures::of(&(findings, passage)))
    };
    let mut alone: Vec<Ballot> =
        findings.passages.iter().filter(|passage| !is_phrase(passage)).map(lone).collect();
    alone.sort_by(|one, other| other.score.total_cmp(&one.score));
    ballots.extend(alone);
    ballots
}

/// The thresholds that a pair was held against.
pub(crate) fn rules(evidence: &Evidence) -> Vec<Rule> {
    let covered = evidence.covered_left.min(evidence.covered_right);
    let covered_most = evidence.covered_left.max(evidence.covered_right);
    let at_least =
        |question, value, threshold| Rule { question, value, threshold, holds: value >= threshold };
    let at_most = |question, value, threshold| Rule { question, value, threshold, holds: value <= threshold };
    vec![
        Rule {
            holds: !is_form(evidence),
            ..at_most("few enough names and figures disagree for a copy", evidence.conflict_rate(), FORM_VETO)
        },
        at_least("near and spun: both texts are covered", covered, WHOLE),
        at_most("near: few paired words are swapped", evidence.substituted, NEAR_SWAPPED),
        at_least("near: most words stand unchanged and in order", evidence.same, NEAR_SAME),
        at_least("near: one text is covered all but whole (else partial)", covered_most, NEAR_WHOLE),
        at_least("near and spun: words are paired one to one", evidence.paired, SPUN_PAIRED),
        at_least("spun, but drawn out: both texts are covered all but whole", covered, NEAR_WHOLE),
        at_least("rewritten: both texts are covered in part", covered, WHOLE_REWRITE),
        at_least("rewritten: one text is covered", covered_most, WHOLE),
    ]
}
