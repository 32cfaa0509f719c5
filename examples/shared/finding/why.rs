//! A comparison → one neutral sentence: what the verdict rests on, and why one text looks like the original.

use unspin::{Comparison, Evidence, Original, Passage, Verdict};

use super::side;

/// Why the verdict is what it is, without a full stop.
#[must_use]
pub(crate) fn why(comparison: &Comparison, original: Option<&Original>) -> String {
    let mut why = verdict_clause(comparison);
    if !matches!(comparison.verdict(), Verdict::Exact | Verdict::None(_))
        && let Some(facts) = facts(comparison.evidence())
    {
        why.push_str("; ");
        why.push_str(&facts);
    }
    if let Some(original) = original {
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
        verdict => {
            let swapped = percent(evidence.substituted);
            format!("{common}, {swapped} of the paired words swapped{}", put_in(verdict, evidence))
        }
    }
}

/// How much of the longer side of the passages was put in, or left out of the other, if that is worth telling.
fn put_in(verdict: Verdict, evidence: &Evidence) -> String {
    /// Less is lost among the swaps of phrases.
    const WORTH_TELLING: f64 = 0.1;
    let alone = 1.0 - evidence.paired;
    if matches!(verdict, Verdict::Near | Verdict::Spun) && alone >= WORTH_TELLING {
        format!(", {} of the words on the longer side without a partner", percent(alone))
    } else {
        String::new()
    }
}

/// What the names and figures in each other's place say; none where there are none.
#[must_use]
fn facts(evidence: &Evidence) -> Option<String> {
    match (evidence.agreeing, evidence.conflicting) {
        (0, 0) => None,
        (1, 0) => Some("the one name or figure agrees".to_owned()),
        (agreeing, 0) => Some(format!("all {agreeing} names and figures agree")),
        (agreeing, conflicting) => {
            Some(format!("{agreeing} of {} names and figures agree", agreeing + conflicting))
        }
    }
}

fn original_clause(original: &Original) -> String {
    format!("the {} looks like the original: {}", side(original.side), reasons(original))
}

/// The strongest reason in full, the others by name.
fn reasons(original: &Original) -> String {
    let mut signs = original.signs.iter();
    let first = signs.next().map_or("", |sign| sign.explanation());
    let others: Vec<&str> = signs.map(|sign| sign.name()).collect();
    if others.is_empty() { first.to_owned() } else { format!("{first}; also: {}", others.join(", ")) }
}

/// Which text looks like the original and why, for people.
#[must_use]
pub(crate) fn original(original: Option<&Original>) -> String {
    original.map_or_else(
        || "unknown".to_owned(),
        |original| format!("the {}? {}", side(original.side), reasons(original)),
    )
}

/// What was done to the words, for people.
#[must_use]
pub(crate) fn changes(comparison: &Comparison) -> String {
    let evidence = comparison.evidence();
    let changed = match comparison.verdict() {
        Verdict::None(reason) => return reason.explanation().to_owned(),
        Verdict::Exact => return "the same words in the same order".to_owned(),
        Verdict::Rewritten => {
            let [left, right] = [evidence.found_left, evidence.found_right].map(percent);
            format!("{left} and {right} of the words of content stand in both")
        }
        verdict => {
            let swapped = if evidence.substituted <= 0.0 {
                "no word swapped".to_owned()
            } else {
                format!("{} of the paired words swapped", percent(evidence.substituted))
            };
            swapped + &put_in(verdict, evidence)
        }
    };
    match facts(evidence) {
        Some(facts) => format!("{changed}; {facts}"),
        None => changed,
    }
}

/// How large a passage is and how much of it stayed, for people.
#[must_use]
pub(crate) fn sizes(passage: &Passage) -> String {
    let words = if passage.words == 1 { "1 word".to_owned() } else { format!("{} words", passage.words) };
    match (passage.words - passage.same, passage.swapped) {
        (0, _) => format!("{words}, all unchanged"),
        (_, 0) => format!("{words}, {} unchanged", passage.same),
        (_, swapped) => format!("{words}, {} unchanged, {swapped} swapped", passage.same),
    }
}

/// The line of a text on which a byte stands, from 1.
#[must_use]
pub(crate) fn line_number(text: &str, at: usize) -> usize {
    1 + text[..at].matches('\n').count()
}

/// The most frequent swaps, each as `left → right`, with its count where that is not one.
pub(crate) fn swaps(comparison: &Comparison) -> impl Iterator<Item = String> {
    comparison.swaps().iter().map(|swap| {
        let count = if swap.count > 1 { format!(" ×{}", swap.count) } else { String::new() };
        format!("{} → {}{count}", swap.left, swap.right)
    })
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
