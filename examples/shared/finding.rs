//! A comparison → what a report says of it: the match object of JSON lines and the sentence of why.
//!
//! The object is the same for both examples and holds nothing that changes from run to run. Space is linear in the
//! passages and swaps.

#[path = "finding/told.rs"]
mod told;
#[path = "finding/why.rs"]
mod why;

use std::io::{self, Write};

use serde::Serialize;
pub(crate) use told::Told;
use unspin::{Comparison, Original, Side, Span};
pub(crate) use why::{changes, line_number, original, percent, sizes, swaps, why};

/// Two documents and what they are to each other, as one line of a report.
///
/// Offsets are bytes of the decoded texts, end exclusive; shares and scores have four decimals.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "match")]
pub(crate) struct Finding<'a> {
    left: &'a str,
    right: &'a str,
    verdict: &'static str,
    score: f64,
    original: Option<&'static str>,
    /// Why that one, the strongest reason first.
    original_signs: Vec<&'static str>,
    why: String,
    resemblance: f64,
    covered_left: f64,
    covered_right: f64,
    substituted: f64,
    passages: Vec<Passage>,
    swaps: Vec<Swap<'a>>,
    /// Where one text, or a part of it, tells the other anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    retelling: Option<Told>,
}

#[derive(Debug, Serialize)]
struct Passage {
    left: [usize; 2],
    right: [usize; 2],
    words: usize,
    same: usize,
    swapped: usize,
}

#[derive(Debug, Serialize)]
struct Swap<'a> {
    left: &'a str,
    right: &'a str,
    count: usize,
}

impl<'a> Finding<'a> {
    /// What is to be said of the documents of these ids.
    #[must_use]
    pub(crate) fn new(
        (left, right): (&'a str, &'a str),
        comparison: &'a Comparison,
        original: Option<&Original>,
        retelling: Option<Told>,
    ) -> Self {
        let evidence = comparison.evidence();
        let passages = comparison.passages().iter().map(|passage| Passage {
            left: borders(passage.left),
            right: borders(passage.right),
            words: passage.words,
            same: passage.same,
            swapped: passage.swapped,
        });
        let swaps = comparison.swaps().iter().map(|swap| Swap {
            left: &swap.left,
            right: &swap.right,
            count: swap.count,
        });
        Self {
            left,
            right,
            verdict: comparison.verdict().name(),
            score: rounded(comparison.score()),
            original: original.map(|original| side(original.side)),
            original_signs: original
                .iter()
                .flat_map(|original| &original.signs)
                .map(|sign| sign.name())
                .collect(),
            why: why(comparison, original),
            resemblance: rounded(comparison.resemblance()),
            covered_left: rounded(evidence.covered_left),
            covered_right: rounded(evidence.covered_right),
            substituted: rounded(evidence.substituted),
            passages: passages.collect(),
            swaps: swaps.collect(),
            retelling,
        }
    }
}

/// Writes one object and the end of its line.
///
/// # Errors
/// Those of the writer.
pub(crate) fn write_line(writer: &mut dyn Write, object: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *writer, object)?;
    writeln!(writer)
}

/// The name of a side.
#[must_use]
pub(crate) const fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

const fn borders(span: Span) -> [usize; 2] {
    [span.start(), span.end()]
}

/// To four decimals: more than a score or a share can tell, and few enough to be read.
pub(crate) fn rounded(value: f64) -> f64 {
    const DECIMALS: f64 = 1e4;
    (value * DECIMALS).round() / DECIMALS
}
