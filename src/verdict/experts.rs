//! What the experts look at, and their weights: fitted by `examples/fit`, not by hand.

use std::ops::Index;

use super::{PHRASE, ballot::Meaning};
use crate::{
    arithmetic::{hinge, log2, saturating},
    evidence::{Findings, Lone},
};

/// A logistic model: weights by feature, and the value without any.
pub(super) struct Expert<F: 'static> {
    pub(super) bias: f64,
    pub(super) weights: &'static [(F, f64)],
}

impl<F: Copy> Expert<F> {
    pub(super) fn evaluate(&self, features: &impl Index<F, Output = f64>) -> f64 {
        self.bias + self.weights.iter().map(|&(feature, weight)| weight * features[feature]).sum::<f64>()
    }
}

macro_rules! features {
    ($(#[$of:meta])* $feature:ident, $features:ident: $from:ty; $($(#[doc = $doc:literal])* $name:ident = $value:expr;)*) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $feature { $($(#[doc = $doc])* $name),* }

        impl Meaning for $feature {
            fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*).trim().trim_end_matches('.')),* }
            }
        }

        /// The value of each feature for one case.
        pub(super) struct $features([f64; [$($feature::$name),*].len()]);

        impl $features {
            pub(super) fn of(of: &$from) -> Self {
                Self([$(measure(of, $value)),*])
            }
        }

        impl Index<$feature> for $features {
            type Output = f64;

            fn index(&self, feature: $feature) -> &f64 {
                &self.0[feature as usize]
            }
        }
    };
}

fn measure<T>(of: &T, value: impl Fn(&T) -> f64) -> f64 {
    value(of)
}

features! {
    /// What the experts for the whole text and for literal copies look at: shares, and the logarithm of a size.
    Feature, Features: Findings;

    /// Share of the shorter text in unchanged runs of eight words and more, from three tenths of it on: more than quotations.
    ManyRuns = |of| hinge(of.in_clauses, 0.3, 0.55);
    /// Length of the strongest passage: half at sixty words.
    PassageLength = |of| saturating(of.words, 60.0);
    /// Length of the longest stretch in which both take up the same words one after the other: half at sixty words.
    Thread = |of| saturating(of.thread, 60.0);
    /// Share of the names and figures in the same slots that disagree.
    Conflicts = |of| of.evidence.conflict_rate();
    /// The longest unchanged run, from the longest usual quotation on.
    VeryLongRun = |of| hinge(of.longest_run, 15.0, 25.0);
    /// Unchanged runs of eight words and more that are together two clauses and a fair share of the shorter text,
    /// while figures agree and most names do.
    RunShare = run_share;
    /// How well the order agrees of the words that both have once: half the trust at ten such words.
    InOrder = |of| of.order.agreement.max(0.0) * saturating(of.order.once as f64, 10.0);
    /// Figures that only one text has, in the text where they are fewer: half at two.
    StrangeFigures = |of| saturating(of.order.strange_figures as f64, 2.0);
    /// Names and figures that both texts have: half at two.
    SharedFacts = |of| saturating(of.order.shared_facts as f64, 2.0);
    /// Names and figures that only one text has, in both texts: half at eight.
    StrangeFacts = |of| saturating(of.order.strange_facts as f64, 8.0);
    /// Neighbours kept among the words that both have once: half at eight standard deviations more than by chance.
    Neighbours = |of| saturating(of.neighbours, 8.0);
    /// Length of the shorter text: half at sixty words.
    Length = |of| saturating(of.length, 60.0);
    /// How far the texts or passages agree word by word: shares paired one to one, unchanged and of facts found, times the
    /// share covered or length, half at sixty words.
    WordByWord = word_by_word;
}

features! {
    /// What the expert for a passage alone looks at; sizes as their binary logarithms.
    LoneFeature, LoneFeatures: (&Findings, &Lone);
    /// Its words of prose outside quotations.
    Words = |of| log2(of.1.words.max(1.0));
    /// Its words of prose outside quotations, from a phrase to two sentences.
    Sentences = |of| hinge(of.1.words, PHRASE, 25.0);
    /// How densely it matches.
    Dense = |of| of.1.dense;
    /// How little the texts share around it: no word in twenty-five pairs of sentences is silence.
    Quiet = |of| log2(1.0 / (of.0.noise + 0.04).min(1.0));
    /// Its words on its shorter side by those of the longer text, from a tenth to half: the more, the less it stands alone.
    Part = |of| hinge(of.1.part, 0.1, 0.5);
}

/// The whole text said again.
pub(super) const WHOLE_TEXT: Expert<Feature> = Expert {
    bias: -19.54,
    weights: &[
        (Feature::PassageLength, 9.66),
        (Feature::Thread, 10.52),
        (Feature::InOrder, 13.00),
        (Feature::StrangeFigures, -6.55),
    ],
};

/// A literal passage, long enough to be no quotation in passing.
pub(super) const LITERAL: Expert<Feature> = Expert {
    bias: -5.11,
    weights: &[
        (Feature::RunShare, 11.26),
        (Feature::ManyRuns, 10.34),
        (Feature::VeryLongRun, 4.89),
        (Feature::Conflicts, -4.22),
    ],
};

/// The text word by word, as a spinner leaves it. Fitted after the others, to what they leave: with them it would spare them
/// the spins, which teach them what a rewrite is.
pub(super) const WORD_BY_WORD: Expert<Feature> =
    Expert { bias: -8.86, weights: &[(Feature::WordByWord, 28.46)] };

/// The whole text said again in whatever order. Fitted last, to what all others leave, of texts with their sentences moved
/// about or half of them left out, and of texts of our own, too.
pub(super) const REORDERED: Expert<Feature> = Expert {
    bias: -7.18,
    weights: &[
        (Feature::Neighbours, 17.85),
        (Feature::SharedFacts, 3.34),
        (Feature::StrangeFacts, -11.05),
        (Feature::Length, 2.55),
    ],
};

/// A passage alone in surroundings that share nothing.
pub(super) const ALONE: Expert<LoneFeature> = Expert {
    bias: -54.65,
    weights: &[
        (LoneFeature::Words, 3.70),
        (LoneFeature::Sentences, 9.81),
        (LoneFeature::Dense, 15.94),
        (LoneFeature::Quiet, 5.41),
        (LoneFeature::Part, -18.78),
    ],
};

/// 1 up to `from` conflicts among the names and figures in the same slots, 0 from `to` on.
fn agreement(conflict_rate: f64, from: f64, to: f64) -> f64 {
    1.0 - hinge(conflict_rate, from, to)
}

fn run_share(findings: &Findings) -> f64 {
    let evidence = &findings.evidence;
    hinge(findings.in_clauses, 0.12, 0.25)
        * hinge(findings.in_clauses * findings.length, 8.0, 16.0)
        * (1.0 - hinge(evidence.conflicting_figures as f64, 0.0, 2.0))
        * agreement(evidence.conflict_rate(), 0.1, 0.4)
}

/// Of the whole texts as far as they are covered, or of a passage as far as it is long. A product, since each share alone is
/// high for texts of one form or on one event.
fn word_by_word(findings: &Findings) -> f64 {
    let shares = |paired: f64, same: f64, facts: f64, conflicts: f64| {
        paired * same * facts * agreement(conflicts, 0.05, 0.25)
    };
    let of = &findings.evidence;
    let whole = shares(of.paired, of.same, of.facts, of.conflict_rate()) * findings.covered;
    let passage = |of: &Lone| shares(of.paired, of.same, of.facts, of.conflicts) * saturating(of.words, 60.0);
    findings.passages.iter().map(passage).fold(whole, f64::max)
}
