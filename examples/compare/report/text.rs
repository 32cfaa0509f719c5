//! A comparison → a report for people: the verdict, the numbers in words, the passages laid against each other, the swaps.

use std::io;

use unicode_width::UnicodeWidthStr;
use unspin::{Change, Comparison, Passage, Verdict};

use super::Compared;
use crate::file::{Encoding, Text};
use crate::finding::{Told, changes, line_number, original, percent, sizes, swaps};
use crate::flow::Flow;
use crate::inline::{LEGEND, inline};
use crate::page::Page;
use crate::rows::rows;
use crate::terminal::{Style, escape};

/// Columns from which two texts stand side by side: two columns of a newspaper.
const SIDE_BY_SIDE: usize = 100;
/// Swaps on a line, where they are of common length.
const SWAPS_ACROSS: usize = 3;
/// Columns between two of them at least.
const SWAP_GAP: usize = 3;
/// Names and figures listed of each list.
const FACTS: usize = 40;
/// What stands between two texts side by side.
const RULE: &str = " │ ";
/// Of ten words, those with a partner in order from which a passage can be read as one text with its changes.
const READABLE_TENTHS: usize = 7;

/// Writes the whole report.
pub(super) fn write(page: &mut Page<'_>, compared: &Compared, ids: (&str, &str)) -> io::Result<()> {
    let comparison = &compared.comparison;
    let texts = (compared.left.text.as_str(), compared.right.text.as_str());
    page.verdict(comparison, &changes(comparison))?;
    page.blank()?;
    if comparison.verdict().is_copy() {
        page.sides(ids, texts, comparison)?;
    } else {
        page.field("left", ids.0)?;
        page.field("right", ids.1)?;
    }
    for (label, text) in [("left", &compared.left), ("right", &compared.right)] {
        write_guess(page, label, text)?;
    }
    if comparison.verdict().is_copy() {
        page.field("original", &original(comparison.original().as_ref()))?;
        write_numbers(page, comparison)?;
    }
    if let Some(told) = Told::of(comparison, texts) {
        write_told(page, &told)?;
    }
    if matches!(comparison.verdict(), Verdict::Exact | Verdict::None(_)) {
        return Ok(());
    }
    for (i, passage) in comparison.passages().iter().enumerate() {
        page.heading(&passage_heading(i + 1, comparison.passages().len(), passage))?;
        if comparison.verdict() == Verdict::Partial {
            let [left, right] = [(texts.0, passage.left), (texts.1, passage.right)]
                .map(|(text, span)| line_number(text, span.start()));
            page.paragraph(&format!("From line {left} of the left and line {right} of the right text:"))?;
            page.blank()?;
        }
        write_passage(page, texts, passage)?;
    }
    if comparison.verdict() == Verdict::Rewritten { Ok(()) } else { write_swaps(page, comparison) }
}

fn write_guess(page: &mut Page<'_>, label: &str, text: &Text) -> io::Result<()> {
    match text.encoding {
        Encoding::Certain => Ok(()),
        Encoding::Guessed(encoding) => page.field(label, &format!("read as {encoding}, which is a guess")),
    }
}

fn write_numbers(page: &mut Page<'_>, comparison: &Comparison) -> io::Result<()> {
    let evidence = comparison.evidence();
    page.field("unchanged", &format!("{} words in a row at most", evidence.longest_run))?;
    let resemblance = percent(comparison.resemblance());
    page.field("alike", &format!("{resemblance} of the runs of five words stand in both (resemblance)"))
}

fn write_told(page: &mut Page<'_>, told: &Told) -> io::Result<()> {
    told.facts(FACTS).try_for_each(|(name, facts)| page.field(name, &facts))?;
    page.field("sentences", &told.sentences())
}

fn passage_heading(number: usize, count: usize, passage: &Passage) -> String {
    match count {
        1 => format!("The passage: {}", sizes(passage)),
        _ => format!("Passage {number} of {count}: {}", sizes(passage)),
    }
}

fn write_passage(page: &mut Page<'_>, texts: (&str, &str), passage: &Passage) -> io::Result<()> {
    let is_readable = 10 * (passage.same + passage.swapped) >= READABLE_TENTHS * passage.words
        && 2 * passage.same >= passage.words;
    if is_readable {
        if passage.pieces.iter().any(|piece| piece.change != Change::Same) {
            page.paragraph(LEGEND)?;
            page.blank()?;
        }
        let lines = inline(texts, passage).lines(page.columns(), page.style());
        return lines.into_iter().try_for_each(|line| page.line(line));
    }
    for (i, row) in rows(texts, passage).into_iter().enumerate() {
        if i > 0 {
            page.blank()?;
        }
        let of_row = (texts.0[row.0].trim(), texts.1[row.1].trim());
        if page.columns() >= SIDE_BY_SIDE {
            write_beside(page, of_row)?;
        } else {
            write_below(page, of_row)?;
        }
    }
    Ok(())
}

fn write_beside(page: &mut Page<'_>, of_row: (&str, &str)) -> io::Result<()> {
    let columns = (page.columns() - RULE.width()) / 2;
    let lines = |text: &str| Flow::of(text).lines(columns, Style::Plain);
    let (left, right) = (lines(of_row.0), lines(of_row.1));
    for i in 0..left.len().max(right.len()) {
        let line = |lines: &[String]| lines.get(i).cloned().unwrap_or_default();
        let (left, right) = (line(&left), line(&right));
        let space = " ".repeat(columns.saturating_sub(left.width()));
        page.line(format!("{left}{space}{RULE}{right}").trim_end())?;
    }
    Ok(())
}

fn write_below(page: &mut Page<'_>, of_row: (&str, &str)) -> io::Result<()> {
    for (label, text) in [("left", of_row.0), ("right", of_row.1)] {
        let lines = Flow::of(text).lines(page.columns_of_field(), Style::Plain);
        page.field_lines(label, &lines)?;
    }
    Ok(())
}

/// Writes the swaps, across before down; a long one takes several cells.
fn write_swaps(page: &mut Page<'_>, comparison: &Comparison) -> io::Result<()> {
    if comparison.swaps().is_empty() {
        return Ok(());
    }
    page.heading(&match comparison.swaps().len() {
        1 => "One swap".to_owned(),
        count => format!("{count} different swaps"),
    })?;
    let cell = page.columns() / SWAPS_ACROSS;
    let mut line = String::new();
    for swap in swaps(comparison) {
        let swap = escape(&swap);
        if !line.is_empty() && line.width() + swap.width() > page.columns() {
            page.line(line.trim_end())?;
            line.clear();
        }
        line.push_str(&swap);
        let cells = (line.width() + SWAP_GAP).div_ceil(cell);
        line.push_str(&" ".repeat((cells * cell).saturating_sub(line.width())));
    }
    page.line(line.trim_end())
}
