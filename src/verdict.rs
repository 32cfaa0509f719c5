//! Evidence → verdict: the only file with decision rules.
//!
//! Three experts each look for one kind of copy: the *whole* text said again, a passage *alone* in strange
//! surroundings, and a *literal* passage long enough to be no quotation in passing. Each is a logistic model over a few
//! monotone numbers, fitted so that the probability that at least one is right (noisy or: Pearl, Probabilistic Reasoning
//! in Intelligent Systems, 1988) fits labelled pairs. Conflicting names and figures speak against each of them. The kind
//! of copy then follows from what was covered and swapped.

use crate::evidence::{Evidence, Findings};

/// What a pair of documents is to each other.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The same text but for space, case, punctuation and Unicode form.
    Exact,
    /// Few words or characters changed; a head or tail added or cut.
    Near,
    /// The sentences of one, mostly in order, with words and short phrases swapped in the other.
    Spun,
    /// The same content said again in other words.
    Rewritten,
    /// One holds a passage of the other; the rest is different.
    Partial,
    /// No copy; the reason says what the pair was taken for.
    None(Reason),
}

/// What a pair without a finding was taken for.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// At least one text has no words.
    Empty,
    /// At least one text has too few words for anything but an exact copy.
    TooShort,
    /// One form filled in twice: the same sentences with other names and figures.
    SameForm,
    /// A quotation or phrase in common, too short to be reuse.
    SharedQuotation,
    /// Independent texts on one event or topic: words in common, no passage.
    SameTopic,
    /// Nothing in common worth mentioning.
    Unrelated,
}

impl Verdict {
    /// Whether it is a finding.
    #[must_use]
    pub const fn is_copy(self) -> bool {
        !matches!(self, Self::None(_))
    }

    /// The name as used in reports: `exact`, `near`, `spun`, `rewritten`, `partial` or `none`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Spun => "spun",
            Self::Rewritten => "rewritten",
            Self::Partial => "partial",
            Self::None(_) => "none",
        }
    }
}

impl Reason {
    /// The reason as a clause that follows "taken for none, since".
    #[must_use]
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::Empty => "a text without words is never a copy",
            Self::TooShort => "a text this short is compared for exact copies only",
            Self::SameForm => {
                "the same form filled in with other facts: names and figures in the same slots disagree"
            }
            Self::SharedQuotation => "a shared quotation or phrase, too short to be reuse",
            Self::SameTopic => "independent texts on one topic: words in common, but no passage",
            Self::Unrelated => "the texts have nothing in common",
        }
    }
}

/// A pair is reported from this score on.
pub(crate) const REPORTED: f64 = 0.6;
/// A near copy has at most this share of its paired words swapped: typing errors and single words.
const NEAR_SWAPPED: f64 = 0.085;
/// and at least this share of its words unchanged and in order.
const NEAR_SAME: f64 = 0.75;
/// A text of which less is covered than this is not the copy as a whole.
const WHOLE: f64 = 0.6;
/// A rewrite may leave out more: a summary that follows its source stays one down to this share.
const WHOLE_REWRITE: f64 = 0.35;
/// A spinner works word by word: this share of the longer side's words is paired one to one.
const SPUN_PAIRED: f64 = 0.72;
/// From this share of agreeing words on, a pair without score is a form when its facts conflict.
const FORM_SAME: f64 = 0.4;
/// and this share of the facts in their slots disagrees.
const FORM_CONFLICTS: f64 = 0.25;
/// With so many facts in conflict,
const FORM_FACTS: usize = 8;
/// and this share of those in the same slots, a pair is a form whatever else it shares.
const FORM_VETO: f64 = 0.55;
/// Words of an unchanged run that make a quotation.
const QUOTATION: usize = 8;
/// Texts on one topic have this share of the lighter one's words of content in common.
const TOPIC_SHARED: f64 = 0.2;

/// The kind of copy that a pair is, given that it is one.
pub(crate) fn kind(evidence: &Evidence) -> Verdict {
    let covered = evidence.covered_left.min(evidence.covered_right);
    let covered_most = evidence.covered_left.max(evidence.covered_right);
    if covered >= WHOLE && evidence.substituted <= NEAR_SWAPPED && evidence.same >= NEAR_SAME {
        Verdict::Near
    } else if covered >= WHOLE && evidence.paired >= SPUN_PAIRED {
        Verdict::Spun
    } else if covered >= WHOLE_REWRITE && covered_most >= WHOLE && evidence.same < NEAR_SAME {
        Verdict::Rewritten
    } else {
        Verdict::Partial
    }
}

/// What a pair without a finding was taken for.
pub(crate) fn reason(findings: &Findings) -> Reason {
    let evidence = &findings.evidence;
    if evidence.same >= FORM_SAME && conflict_rate(evidence) >= FORM_CONFLICTS {
        Reason::SameForm
    } else if evidence.longest_run >= QUOTATION {
        Reason::SharedQuotation
    } else if findings.shared >= TOPIC_SHARED {
        Reason::SameTopic
    } else {
        Reason::Unrelated
    }
}

/// Whether a pair is one form filled in twice: in the same sentences, most names and figures disagree. A copy keeps its
/// facts, however long the runs of fixed words.
fn is_form(evidence: &Evidence) -> bool {
    evidence.conflicting >= FORM_FACTS && conflict_rate(evidence) >= FORM_VETO
}

/// The probability that a pair is a copy.
pub(crate) fn score(findings: &Findings) -> f64 {
    if is_form(&findings.evidence) {
        return 0.0;
    }
    let features = Features::of(findings);
    let missed: f64 = EXPERTS.iter().map(|expert| 1.0 - logistic(expert.evaluate(&features))).product();
    1.0 - missed
}

/// A logistic model: weights by feature, and the value without any.
struct Expert {
    bias: f64,
    weights: &'static [(Feature, f64)],
}

impl Expert {
    fn evaluate(&self, features: &Features) -> f64 {
        self.bias + self.weights.iter().map(|&(feature, weight)| weight * features.get(feature)).sum::<f64>()
    }
}

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        /// The numbers that the experts look at, each in 0..=1.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature { $($(#[$doc])* $name),* }

        /// The value of each [`Feature`] for one pair.
        pub(crate) struct Features([f64; [$(Feature::$name),*].len()]);

        impl Features {
            pub(crate) fn of(findings: &Findings) -> Self {
                Self([$($value(findings)),*])
            }

            pub(crate) const fn get(&self, feature: Feature) -> f64 {
                self.0[feature as usize]
            }
        }
    };
}

features! {
    /// Gain of all passages: half at ten words of content found in their sentences.
    Gain = |of: &Findings| saturating(of.gain, 10.0);
    /// That gain, by how much of the better found text was found.
    FoundGain = |of: &Findings| saturating(of.gain, 10.0) * of.evidence.found_left.max(of.evidence.found_right);
    /// Share of the shorter text in runs of unchanged words.
    Runs = |of: &Findings| of.evidence.in_runs;
    /// The same from a third of the text on: more than quotations.
    ManyRuns = |of: &Findings| hinge(of.evidence.in_runs, 0.35, 0.6);
    /// Length of the lighter text: half at sixty words of content.
    Length = |of: &Findings| saturating(of.weight, 60.0);
    /// Length of the strongest passage: half at sixty words.
    PassageLength = |of: &Findings| saturating(of.strongest.words, 60.0);
    /// Share of the paired words that were swapped.
    Swapped = |of: &Findings| of.evidence.substituted;
    /// Share of the names and figures in the same slots that disagree.
    Conflicts = |of: &Findings| conflict_rate(&of.evidence);
    /// Disagreeing figures: half at two.
    Figures = |of: &Findings| saturating(of.evidence.conflicting_figures as f64, 2.0);
    /// Conflicts in sentences that are otherwise the same: a form.
    Form = |of: &Findings| of.evidence.same * conflict_rate(&of.evidence);
    /// How much there is around the strongest passage: half at 300 pairs of sentences.
    Surroundings = |of: &Findings| saturating(of.outside.0, 300.0);
    /// How little those surroundings share.
    Quiet = |of: &Findings| quiet(of);
    /// Gain of the strongest passage in quiet surroundings.
    Lone = |of: &Findings| lone(of);
    /// The same, by how densely it matches.
    LoneDense = |of: &Findings| lone(of) * of.strongest.dense.1;
    /// The longest unchanged run: half at twenty words.
    Run = |of: &Findings| saturating(of.evidence.longest_run as f64, 20.0);
    /// The same from a long phrase to a paragraph.
    LongRun = |of: &Findings| hinge(of.evidence.longest_run as f64, 8.0, 20.0);
    /// The same from the longest usual quotation on.
    VeryLongRun = |of: &Findings| hinge(of.evidence.longest_run as f64, 15.0, 25.0);
    /// A long unchanged run that is a fair share of the shorter text.
    RunShare = |of: &Findings| hinge(of.evidence.in_runs, 0.13, 0.2) * hinge(of.evidence.longest_run as f64, 8.0, 12.0) * agreement(&of.evidence);
    /// Words paired one to one, half of them unchanged, names and figures kept: how a spinner works.
    WordByWord = |of: &Findings| word_by_word(of);
    /// Words unchanged and in order.
    Same = |of: &Findings| of.evidence.same;
    /// Gain of all passages, by how much of them is paired word by word.
    PairedGain = |of: &Findings| of.evidence.paired * saturating(of.gain, 10.0);
    /// Share of the lighter text that the most literal passage makes.
    LiteralShare = |of: &Findings| (of.strongest.literal / of.weight.max(10.0)).min(1.0);
}

const EXPERTS: [Expert; 3] = [
    Expert {
        bias: -11.51,
        weights: &[
            (Feature::Gain, 5.10),
            (Feature::FoundGain, 4.51),
            (Feature::Same, 1.62),
            (Feature::PairedGain, 2.55),
            (Feature::WordByWord, 2.41),
            (Feature::Runs, 1.43),
            (Feature::Length, 1.19),
            (Feature::PassageLength, 6.92),
            (Feature::Swapped, -1.64),
            (Feature::Conflicts, -2.07),
            (Feature::Figures, -3.50),
            (Feature::Form, -1.33),
        ],
    },
    Expert {
        bias: -8.88,
        weights: &[
            (Feature::Surroundings, 5.49),
            (Feature::Quiet, 3.90),
            (Feature::Lone, 7.05),
            (Feature::LoneDense, 5.22),
            (Feature::Conflicts, -1.65),
        ],
    },
    Expert {
        bias: -8.02,
        weights: &[
            (Feature::RunShare, 3.68),
            (Feature::Runs, 1.85),
            (Feature::ManyRuns, 2.34),
            (Feature::Run, 1.69),
            (Feature::LongRun, 3.22),
            (Feature::VeryLongRun, 2.82),
            (Feature::LiteralShare, 2.05),
            (Feature::Conflicts, -0.86),
            (Feature::Figures, -0.59),
        ],
    },
];

fn conflict_rate(evidence: &Evidence) -> f64 {
    let (agreeing, conflicting) = (evidence.agreeing as f64, evidence.conflicting as f64);
    conflicting / (agreeing + conflicting + 1.0)
}

/// 1 where no names and figures disagree, 0 where a quarter does.
fn agreement(evidence: &Evidence) -> f64 {
    1.0 - hinge(conflict_rate(evidence), 0.05, 0.25)
}

fn word_by_word(of: &Findings) -> f64 {
    let evidence = &of.evidence;
    let covered = evidence.covered_left.min(evidence.covered_right);
    hinge(evidence.paired, 0.5, 0.85)
        * hinge(evidence.same, 0.3, 0.55)
        * hinge(evidence.facts, 0.5, 0.95)
        * hinge(covered, 0.3, 0.6)
        * agreement(evidence)
}

fn quiet(of: &Findings) -> f64 {
    1.0 / (1.0 + 8.0 * of.outside.1)
}

fn lone(of: &Findings) -> f64 {
    saturating(of.outside.0, 300.0)
        * quiet(of)
        * saturating(of.strongest.gain, 6.0)
        * hinge(of.strongest.words, 10.0, 40.0)
}

/// 0 at 0, one half at `half`, 1 at infinity.
fn saturating(value: f64, half: f64) -> f64 {
    value / (value + half)
}

/// 0 up to `from`, 1 from `to` on, straight between.
fn hinge(value: f64, from: f64, to: f64) -> f64 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

/// The logistic function by multiplication alone, so that every machine gives the same bits (`exp` may differ in the
/// last one): `exp(x) = (1 + x/2^k)^(2^k)`, to better than a ten-thousandth of the score for `k` = 20.
fn logistic(value: f64) -> f64 {
    const DOUBLINGS: u32 = 20;
    let mut power = 1.0 + value.clamp(-30.0, 30.0) / f64::from(1 << DOUBLINGS);
    for _ in 0..DOUBLINGS {
        power *= power;
    }
    power / (1.0 + power)
}
