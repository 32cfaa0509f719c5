//! Scores → the chart of how they lie, a row of bars for each verdict, so that no colour is needed to read it.

use maud::{Markup, html};

use super::wording::{VERDICTS, counted, grouped};
use crate::{
    report::Match,
    verdict::{REPORTED, Verdict},
};

/// Bars a row: from the threshold to 1, each this many hundredths wide.
const STEP: usize = 5;
/// Units of the picture, which is scaled to the page.
const LABEL: usize = 74;
const BAR: usize = 42;
const ROW: usize = 40;
const TALLEST: usize = 22;
const AXIS: usize = 34;

/// The chart; a bar leads to its pairs.
pub(super) fn chart(matches: &[&Match]) -> Markup {
    let threshold = hundredths(REPORTED);
    let bars = (100 - threshold).div_ceil(STEP);
    let counts = VERDICTS.map(|verdict| counts(matches, verdict, (threshold, bars)));
    let most = counts.iter().flatten().copied().max().unwrap_or(0).max(1);
    let rows: Vec<_> =
        VERDICTS.into_iter().zip(&counts).filter(|(_, row)| row.iter().any(|&n| n > 0)).collect();
    let (width, height) = (LABEL + bars * BAR + 12, rows.len() * ROW + AXIS);
    html! {
        svg class="chart" viewBox={ "0 0 " (width) " " (height) } role="group" aria-label="Pairs by verdict and score" {
            line class="threshold" x1=(LABEL) x2=(LABEL) y1="0" y2=(height - AXIS + 6) {}
            @for (at, (verdict, row)) in rows.iter().enumerate() {
                @let foot = (at + 1) * ROW - 2;
                text class="label" x=(LABEL - 8) y=(foot - 4) text-anchor="end" { (verdict.name()) }
                line class="axis" x1=(LABEL) x2=(width - 12) y1=(foot) y2=(foot) {}
                @for (bar, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                    (self::bar(*verdict, (LABEL + bar * BAR, foot), (threshold + bar * STEP, count, most)))
                }
            }
            @for bar in 0..=bars {
                text class="tick" x=(LABEL + bar * BAR) y=(height - AXIS + 18) text-anchor="middle" {
                    (score(threshold + bar * STEP))
                }
            }
            text class="tick" x=(LABEL) y=(height - 3) { "↑ threshold: pairs below are not reported" }
        }
    }
}

fn bar(verdict: Verdict, (x, foot): (usize, usize), (from, count, most): (usize, usize, usize)) -> Markup {
    let tall = (TALLEST * count).div_ceil(most).max(2);
    let to = (from + STEP).min(100);
    let name =
        format!("{} {}: score {} to {}", counted(count, "pair"), verdict.name(), score(from), score(to));
    html! {
        a class={ "bar " (verdict.name()) } href="#pairs" data-verdict=(verdict.name()) data-from=(from) aria-label=(name) {
            title { (name) }
            rect class="reach" x=(x) y=(foot - TALLEST - 14) width=(BAR) height=(TALLEST + 14) {}
            rect class="fill" x=(x + 4) y=(foot - tall) width=(BAR - 8) height=(tall) {}
            text x=(x + BAR / 2) y=(foot - tall - 3) text-anchor="middle" { (grouped(count)) }
        }
    }
}

/// Pairs of a verdict in each bar; the last one holds a score of 1 too.
fn counts(matches: &[&Match], verdict: Verdict, (threshold, bars): (usize, usize)) -> Vec<usize> {
    let mut counts = vec![0; bars];
    for comparison in matches.iter().map(|found| found.comparison()).filter(|of| of.verdict() == verdict) {
        let bar = hundredths(comparison.score()).saturating_sub(threshold) / STEP;
        counts[bar.min(bars - 1)] += 1;
    }
    counts
}

/// A score in whole hundredths, cut off.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score lies in 0..=1")]
pub(super) fn hundredths(score: f64) -> usize {
    (score * 100.0) as usize
}

fn score(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
