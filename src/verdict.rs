//! Evidence → verdict: the only module with decision rules.
//!
//! Five experts each look for one kind of copy: the *whole* text said again, a *literal* passage long enough to be no
//! quotation in passing, the text *word by word*, the text *reordered*, and a passage *alone* in strange surroundings.
//! Each is a logistic model over a few monotone numbers, fitted so that the probability that at least one is right (noisy
//! or: Pearl, Probabilistic Reasoning in Intelligent Systems, 1988) fits labelled pairs. Conflicting names and figures
//! speak against each of them. The kind of copy then follows from what was covered and swapped.

mod ballot;
mod experts;

pub use ballot::{Ballot, Contribution, Rule, TurningPoint};
pub(crate) use ballot::{ballots, rules, turning_points};

use serde::{Deserialize, Serialize};

use crate::{
    arithmetic::logistic,
    evidence::{Evidence, Findings, Lone},
};
use experts::{ALONE, Features, LITERAL, LoneFeatures, REORDERED, WHOLE_TEXT, WORD_BY_WORD};

/// What a pair of documents is to each other.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// A pair is reported when it is half as likely again a copy as none.
pub(crate) const REPORTED: f64 = 0.6;
/// A near copy has at most this share of its paired words swapped: typing errors and single words.
const NEAR_SWAPPED: f64 = 0.085;
/// and at least this share of its words unchanged and in order.
const NEAR_SAME: f64 = 0.75;
/// One of two near copies is covered so far: the other may have a head or tail, but not each of them its own. Of 717 near
/// copies of `dev` that are labelled near or spun, .86 is the least.
const NEAR_WHOLE: f64 = 0.85;
/// A text of which less is covered than this is not the copy as a whole.
const WHOLE: f64 = 0.6;
/// A rewrite may leave out more: a summary that follows its source stays one down to this share.
const WHOLE_REWRITE: f64 = 0.35;
/// Near copies and spins go word by word: this share of the longer side's words is paired one to one.
const SPUN_PAIRED: f64 = 0.72;
/// From this share of agreeing words on, a pair without score is a form when its facts conflict.
const FORM_SAME: f64 = 0.4;
/// and this share of the facts in their slots disagrees.
const FORM_CONFLICTS: f64 = 0.25;
/// With so many facts in conflict,
const FORM_FACTS: usize = 8;
/// and this share of those in the same slots, a pair is a form whatever else it shares.
const FORM_VETO: f64 = 0.55;
/// Fewer words of prose outside quotations are a phrase, which is nobody's.
const PHRASE: f64 = 10.0;
/// Words of an unchanged run that make a quotation.
const QUOTATION: usize = 8;
/// Texts on one topic have this share of the lighter one's words of content in common.
const TOPIC_SHARED: f64 = 0.2;

/// The kind of copy that a pair is, given that it is one.
pub(crate) fn kind(evidence: &Evidence) -> Verdict {
    let covered = evidence.covered_left.min(evidence.covered_right);
    let covered_most = evidence.covered_left.max(evidence.covered_right);
    let (is_same, is_paired) = (evidence.same >= NEAR_SAME, evidence.paired >= SPUN_PAIRED);
    let is_verbatim = is_same && evidence.substituted <= NEAR_SWAPPED;
    // Nothing was left out of it, but words were put in everywhere.
    let is_drawn_out = is_same && covered >= NEAR_WHOLE;
    if covered >= WHOLE && is_verbatim && is_paired {
        if covered_most >= NEAR_WHOLE { Verdict::Near } else { Verdict::Partial }
    } else if covered >= WHOLE && is_paired || is_drawn_out {
        Verdict::Spun
    } else if covered >= WHOLE && !is_verbatim
        || covered >= WHOLE_REWRITE && covered_most >= WHOLE && !is_same
    {
        Verdict::Rewritten
    } else {
        Verdict::Partial
    }
}

/// What a pair without a finding was taken for.
pub(crate) fn reason(findings: &Findings) -> Reason {
    let evidence = &findings.evidence;
    if evidence.same >= FORM_SAME && evidence.conflict_rate() >= FORM_CONFLICTS {
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
    evidence.conflicting >= FORM_FACTS && evidence.conflict_rate() >= FORM_VETO
}

/// The probability that a pair is a copy.
pub(crate) fn score(findings: &Findings) -> f64 {
    if is_form(&findings.evidence) {
        return 0.0;
    }
    let features = Features::of(findings);
    let of_pair = [&WHOLE_TEXT, &LITERAL, &WORD_BY_WORD, &REORDERED];
    let missed: f64 = of_pair.iter().map(|expert| 1.0 - logistic(expert.evaluate(&features))).product();
    let surest = findings.passages.iter().map(|passage| lone_score(findings, passage)).fold(0.0, f64::max);
    1.0 - missed * (1.0 - surest)
}

/// The probability that a passage is reuse, were it all that the two documents have in common.
pub(crate) fn lone_score(findings: &Findings, passage: &Lone) -> f64 {
    if is_phrase(passage) { 0.0 } else { logistic(ALONE.evaluate(&LoneFeatures::of(&(findings, passage)))) }
}

fn is_phrase(passage: &Lone) -> bool {
    passage.words < PHRASE
}
