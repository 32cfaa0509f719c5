//! Numbers and verdicts → the words of a report. Neutral: what two texts share, never what anybody did.

use crate::{comparison::Comparison, original::Original, verdict::Verdict};

/// The verdicts that a report lists, from the plainest copy to the faintest.
pub(super) const VERDICTS: [Verdict; 5] =
    [Verdict::Exact, Verdict::Near, Verdict::Spun, Verdict::Rewritten, Verdict::Partial];

/// What a verdict says of a pair.
pub(super) const fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "the same words in the same order",
        Verdict::Near => "few words differ, or a head or tail was added or cut",
        Verdict::Spun => "the same sentences with words and short phrases swapped",
        Verdict::Rewritten => "the same content in other words",
        Verdict::Partial => "a passage in common, the rest different",
        Verdict::None(_) => "no finding",
    }
}

/// A share in whole per cent; only nothing is 0 % and only all is 100 %.
pub(super) fn percent(share: f64) -> String {
    let whole = match 100.0 * share {
        nothing if nothing <= 0.0 => 0.0,
        all if all >= 100.0 => 100.0,
        part => part.round().clamp(1.0, 99.0),
    };
    format!("{whole:.0}\u{a0}%")
}

/// A number with its noun, thousands set apart.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// A number with its thousands set apart.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many words of a text stand in the passages of a comparison.
pub(super) fn shared(covered: f64, words: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
    let shared = (covered * words as f64).round() as usize;
    shared
}

/// Why a text looks like the original, a clause each.
pub(super) fn reasons(original: &Original) -> Vec<&'static str> {
    original.signs.iter().map(|sign| sign.explanation()).collect()
}

/// Words put in on one side, or left out of the other, from this share on: less is lost among the swaps of phrases.
const WORTH_TELLING: f64 = 0.1;

/// What the paired words and the names and figures say, in sentences.
pub(super) fn changes(comparison: &Comparison) -> String {
    let evidence = comparison.evidence();
    if comparison.verdict() == Verdict::Exact {
        return "Both have the same words in the same order.".to_owned();
    }
    let swapped = if evidence.substituted > 0.0 {
        format!("{} of the paired words are swapped", percent(evidence.substituted))
    } else {
        "No word is swapped".to_owned()
    };
    let alone = 1.0 - evidence.paired;
    let put_in = if matches!(comparison.verdict(), Verdict::Near | Verdict::Spun) && alone >= WORTH_TELLING {
        format!("; {} of the words on the longer side have no partner", percent(alone))
    } else {
        String::new()
    };
    let facts = match (evidence.agreeing, evidence.agreeing + evidence.conflicting) {
        (_, 0) => String::new(),
        (agreeing, all) => format!("; {agreeing} of {} agree", counted(all, "paired name or figure")),
    };
    format!(
        "{swapped}{put_in}; the longest unchanged run has {}{facts}.",
        counted(evidence.longest_run, "word")
    )
    .replace("name or figures", "names and figures")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_numbers() {
        let cases = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (count, expected) in cases {
            assert_eq!(grouped(count), expected);
        }
        let shares = [
            (0.0, "0\u{a0}%"),
            (0.001, "1\u{a0}%"),
            (0.5, "50\u{a0}%"),
            (0.999, "99\u{a0}%"),
            (1.0, "100\u{a0}%"),
        ];
        for (share, expected) in shares {
            assert_eq!(percent(share), expected);
        }
    }
}
