//! Scores → the chart of how they lie, a row of bars for each verdict, so that no colour is needed to read it.

use std::ops::RangeInclusive;

use maud::{Markup, html};

use super::{
    Finding,
    wording::{VERDICTS, counted, grouped},
};
use crate::verdict::{REPORTED, Verdict};

/// Hundredths that a bar can be wide.
const STEPS: [usize; 3] = [1, 2, 5];
/// Bars a row: enough for a picture, and not so many that they are thin.
const BARS: RangeInclusive<usize> = 4..=10;
/// Units of the picture, which is scaled to the page.
const LABEL: usize = 74;
const PLOT: usize = 336;
const ROW: usize = 40;
const TALLEST: usize = 22;
const AXIS: usize = 34;

/// The scores that the bars stand for, in hundredths: from below the lowest one to 1, and no further down than the
/// threshold.
#[derive(Debug, PartialEq, Eq)]
struct Axis {
    from: usize,
    step: usize,
    bars: usize,
}

impl Axis {
    fn of(lowest: usize) -> Self {
        let threshold = hundredths(REPORTED);
        let reach = 100 - lowest.clamp(threshold, 100);
        let step = STEPS.into_iter().find(|step| reach <= step * BARS.end()).unwrap_or(reach);
        let bars = reach.div_ceil(step).max(*BARS.start());
        Self { from: 100 - step * bars, step, bars }
    }

    const fn width(&self) -> usize {
        PLOT / self.bars
    }

    /// The scores that a bar stands for.
    fn reach(&self, bar: usize) -> [usize; 2] {
        [bar, bar + 1].map(|border| self.from + border * self.step)
    }

    fn place(&self, bar: usize) -> usize {
        LABEL + bar * self.width()
    }

    /// Pairs of a verdict in each bar; the last one holds a score of 1 too.
    fn counts(&self, matches: &[Finding], verdict: Verdict) -> Vec<usize> {
        let mut counts = vec![0; self.bars];
        for comparison in matches.iter().map(Finding::comparison).filter(|of| of.verdict() == verdict) {
            let bar = hundredths(comparison.score()).saturating_sub(self.from) / self.step;
            counts[bar.min(self.bars - 1)] += 1;
        }
        counts
    }
}

/// The chart; a bar leads to its pairs.
pub(super) fn chart(matches: &[Finding]) -> Markup {
    let lowest = matches.iter().map(|found| hundredths(found.comparison().score())).min();
    let axis = Axis::of(lowest.unwrap_or_default());
    let counts = VERDICTS.map(|verdict| axis.counts(matches, verdict));
    let most = counts.iter().flatten().copied().max().unwrap_or(0).max(1);
    let rows: Vec<_> =
        VERDICTS.into_iter().zip(&counts).filter(|(_, row)| row.iter().any(|&n| n > 0)).collect();
    let (width, height) = (LABEL + PLOT + 12, rows.len() * ROW + AXIS);
    let reaches_threshold = axis.from == hundredths(REPORTED);
    html! {
        svg class="chart" viewBox={ "0 0 " (width) " " (height) } role="group" aria-label="Pairs by verdict and score" {
            @if reaches_threshold {
                line class="threshold" x1=(LABEL) x2=(LABEL) y1="0" y2=(height - AXIS + 6) {}
            }
            @for (at, (verdict, row)) in rows.iter().enumerate() {
                @let foot = (at + 1) * ROW - 2;
                text class="label" x=(LABEL - 8) y=(foot - 4) text-anchor="end" { (verdict.name()) }
                line class="axis" x1=(LABEL) x2=(width - 12) y1=(foot) y2=(foot) {}
                @for (bar, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                    (self::bar(*verdict, &axis, (bar, foot), (count, most)))
                }
            }
            @for bar in 0..=axis.bars {
                text class="tick" x=(axis.place(bar)) y=(height - AXIS + 18) text-anchor="middle" {
                    (score(axis.reach(bar)[0]))
                }
            }
            text class="tick" x=(LABEL) y=(height - 3) {
                @if reaches_threshold { "↑ threshold: pairs below are not reported" }
                @else { "no pair scores less; the threshold is " (score(hundredths(REPORTED))) }
            }
        }
    }
}

fn bar(verdict: Verdict, axis: &Axis, (bar, foot): (usize, usize), (count, most): (usize, usize)) -> Markup {
    let tall = (TALLEST * count).div_ceil(most).max(2);
    let ([from, to], x, width) = (axis.reach(bar), axis.place(bar), axis.width());
    let name =
        format!("{} {}: score {} to {}", counted(count, "pair"), verdict.name(), score(from), score(to));
    html! {
        a class={ "bar " (verdict.name()) } href="#pairs" data-verdict=(verdict.name()) data-from=(from) data-to=(to) aria-label=(name) {
            title { (name) }
            rect class="reach" x=(x) y=(foot - TALLEST - 14) width=(width) height=(TALLEST + 14) {}
            rect class="fill" x=(x + 4) y=(foot - tall) width=(width - 8) height=(tall) {}
            text x=(x + width / 2) y=(foot - tall - 3) text-anchor="middle" { (grouped(count)) }
        }
    }
}

/// A score in whole hundredths, cut off.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score lies in 0..=1")]
pub(super) fn hundredths(score: f64) -> usize {
    (score * 100.0) as usize
}

fn score(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_begins_below_the_lowest_score_and_not_below_the_threshold() {
        let cases = [
            (0, 60, 5),
            (60, 60, 5),
            (79, 75, 5),
            (80, 80, 2),
            (89, 88, 2),
            (90, 90, 1),
            (97, 96, 1),
            (100, 96, 1),
        ];
        for (lowest, from, step) in cases {
            let axis = Axis::of(lowest);
            assert_eq!((axis.from, axis.step, axis.from + axis.bars * step), (from, step, 100), "{lowest}");
        }
    }
}
