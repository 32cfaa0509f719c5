//! A comparison → one neutral sentence: what the verdict rests on, and why one text looks like the original.

use unspin::{Comparison, Evidence, Original, Verdict};

use super::side;

/// Why the verdict is what it is, without a full stop.
#[must_use]
pub(crate) fn why(comparison: &Comparison) -> String {
    let mut why = verdict_clause(comparison);
    if !matches!(comparison.verdict(), Verdict::Exact | Verdict::None(_)) {
        why.push_str(&facts_clause(comparison.evidence()));
    }
    if let Some(original) = comparison.original() {
        why.push_str("; ");
        why.push_str(&original_clause(original));
    }
    why
}

fn verdict_clause(comparison: &Comparison) -> String {
    let evidence = comparison.evidence();
    let [left, right] = [evidence.covered_left, evidence.covered_right].map(percent);
    let common = format!("{left} of the left and {right} of the right text are in common");
    match comparison.verdict() {
        Verdict::None(reason) => format!("no copy: {}", reason.explanation()),
        Verdict::Exact => "the words are the same, in the same order".to_owned(),
        Verdict::Rewritten => {
            let [left, right] = [evidence.found_left, evidence.found_right].map(percent);
            format!(
                "{common}, said in other words: {left} and {right} of their words of content stand in both"
            )
        }
        Verdict::Partial => {
            let count = comparison.passages().len();
            let words: usize = comparison.passages().iter().map(|passage| passage.words).sum();
            let passages = if count == 1 { "one passage".to_owned() } else { format!("{count} passages") };
            format!(
                "{passages} of {words} words in common: {left} of the left and {right} of the right text; \
                 the rest is different"
            )
        }
        _ => format!("{common}, {} of the paired words swapped", percent(evidence.substituted)),
    }
}

/// What the names and figures say; nothing where there are none.
fn facts_clause(evidence: &Evidence) -> String {
    match (evidence.agreeing, evidence.conflicting) {
        (0, 0) => String::new(),
        (1, 0) => ", the one name or figure agrees".to_owned(),
        (agreeing, 0) => format!(", all {agreeing} names and figures agree"),
        (agreeing, conflicting) => {
            let all = agreeing + conflicting;
            format!(", {agreeing} of {all} names and figures agree")
        }
    }
}

fn original_clause(original: Original) -> String {
    format!("the {} looks like the original: {}", side(original.side), original.sign.explanation())
}

/// A share in whole per cent; only nothing is 0 % and only all is 100 %.
#[must_use]
pub(crate) fn percent(share: f64) -> String {
    let whole = match 100.0 * share {
        nothing if nothing <= 0.0 => 0.0,
        all if all >= 100.0 => 100.0,
        part => part.round().clamp(1.0, 99.0),
    };
    format!("{whole:.0} %")
}
