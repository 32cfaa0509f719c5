//! A report for people → lines: headings, fields with a label, bars; each fits the width, colour only adds to words.
//!
//! What is written as a field or a name is text of strangers and is escaped here.

use std::fmt::Display;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;
use unspin::{Comparison, Span, Verdict};

use super::finding::percent;
use super::terminal::{Style, Tone, escape, snippet, wrap};

/// Columns of the labels at the left.
const LABEL: usize = 11;
/// Columns of a score of two decimals and the space behind it.
const SCORE: usize = 6;
/// Columns of a bar: with margin, label and share there is room for a name at 80 columns.
const BAR: usize = 24;

/// Bytes of a passage that are looked at for a quotation of one line: more than any line shows.
const QUOTED_BYTES: usize = 1_000;

/// A report being written for people.
pub(crate) struct Page<'w> {
    writer: &'w mut dyn Write,
    style: Style,
    width: usize,
    margin: usize,
}

impl<'w> Page<'w> {
    /// A page of this many columns.
    pub(crate) fn new(writer: &'w mut dyn Write, style: Style, width: usize) -> Self {
        Self { writer, style, width, margin: 0 }
    }

    /// The columns right of the margin.
    pub(crate) fn columns(&self) -> usize {
        self.width.saturating_sub(self.margin).max(1)
    }

    /// The same page with its lines this far from the left.
    pub(crate) fn inside(&mut self, margin: usize) -> Page<'_> {
        Page { writer: self.writer, style: self.style, width: self.width, margin }
    }

    /// How the page is painted.
    pub(crate) const fn style(&self) -> Style {
        self.style
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) -> io::Result<()> {
        writeln!(self.writer)
    }

    /// A line that is known to fit and was escaped.
    pub(crate) fn line(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.writer, "{:margin$}{line}", "", margin = self.margin)
    }

    /// The head of a section, drawn out to the width, between empty lines.
    pub(crate) fn heading(&mut self, heading: &str) -> io::Result<()> {
        let heading = format!("── {} ", escape(heading));
        let rule = "─".repeat(self.columns().saturating_sub(heading.width()));
        let heading = self.style.paint(Tone::Heading, format!("{heading}{rule}"));
        self.blank()?;
        self.line(heading)?;
        self.blank()
    }

    /// A paragraph, wrapped.
    pub(crate) fn paragraph(&mut self, text: &str) -> io::Result<()> {
        let text = escape(text);
        wrap(&text, self.columns()).into_iter().try_for_each(|line| self.line(line))
    }

    /// A label and what it stands for, wrapped beside it.
    pub(crate) fn field(&mut self, label: &str, text: &str) -> io::Result<()> {
        let label = self.style.paint(Tone::Dim, format!("{label:LABEL$}"));
        self.beside(label, LABEL, text)
    }

    /// The columns beside a label.
    pub(crate) fn columns_of_field(&self) -> usize {
        self.columns().saturating_sub(LABEL).max(1)
    }

    /// A label and lines beside it that are known to fit and were escaped.
    pub(crate) fn field_lines(&mut self, label: &str, lines: &[String]) -> io::Result<()> {
        let mut label = label;
        for line in lines {
            let painted = self.style.paint(Tone::Dim, format!("{label:LABEL$}"));
            self.line(format!("{painted}{line}").trim_end())?;
            label = "";
        }
        Ok(())
    }

    /// A verdict with its score and what there is to say, wrapped beside it.
    pub(crate) fn verdict(&mut self, comparison: &Comparison, text: &str) -> io::Result<()> {
        let label = self.rating(comparison);
        self.beside(label, LABEL + SCORE, text)
    }

    /// A verdict with its score and the document that it is about.
    pub(crate) fn rated(&mut self, comparison: &Comparison, id: &str) -> io::Result<()> {
        let (rating, name) = (self.rating(comparison), self.name(id));
        self.line(format_args!("{rating}{name}"))
    }

    fn rating(&self, comparison: &Comparison) -> String {
        let verdict = comparison.verdict();
        let name = self.style.paint(tone(verdict), format!("{:LABEL$}", verdict.name()));
        format!("{name}{:<SCORE$.2}", comparison.score())
    }

    /// A label of so many columns, and text beside it.
    fn beside(&mut self, label: impl Display, columns: usize, text: &str) -> io::Result<()> {
        let text = escape(text);
        for (i, line) in wrap(&text, self.columns().saturating_sub(columns)).into_iter().enumerate() {
            if i == 0 {
                self.line(format_args!("{label}{line}"))?;
            } else {
                self.line(format_args!("{:columns$}{line}", ""))?;
            }
        }
        Ok(())
    }

    /// A label and the start of a passage, on one line.
    pub(crate) fn quote(&mut self, label: &str, place: &str, text: &str) -> io::Result<()> {
        let start = &text[..floor_char_boundary(text, QUOTED_BYTES)];
        let words = start.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = snippet(&words);
        let columns = self.columns().saturating_sub(LABEL + place.width() + "“ …”".width());
        let line = wrap(&shown, columns).first().copied().unwrap_or_default();
        let dots = if line.len() < shown.len() || start.len() < text.len() { " …" } else { "" };
        let label = self.style.paint(Tone::Dim, format!("{label:LABEL$}"));
        self.line(format_args!("{label}{place}“{line}{dots}”"))
    }

    /// A document's name, in its colour.
    pub(crate) fn name(&self, id: &str) -> impl Display + use<> {
        self.style.paint(Tone::Path, escape(id).into_owned())
    }

    /// Both documents of a pair: how much of each is covered, where, and how long they are by each other.
    pub(crate) fn sides(
        &mut self,
        ids: (&str, &str),
        texts: (&str, &str),
        comparison: &Comparison,
    ) -> io::Result<()> {
        let evidence = comparison.evidence();
        let longest = texts.0.len().max(texts.1.len());
        let spans = |side: fn(&unspin::Passage) -> Span| comparison.passages().iter().map(side).collect();
        let bars: [Vec<Span>; 2] = [spans(|passage| passage.left), spans(|passage| passage.right)];
        let sides = [
            ("left", ids.0, texts.0.len(), evidence.covered_left),
            ("right", ids.1, texts.1.len(), evidence.covered_right),
        ];
        for ((label, id, len, covered), spans) in sides.into_iter().zip(&bars) {
            let label = self.style.paint(Tone::Dim, format!("{label:LABEL$}"));
            let bar = bar(spans, len, longest);
            let name = self.name(id);
            self.line(format_args!("{label}{:>5}  {bar:BAR$}  {name}", percent(covered)))?;
        }
        Ok(())
    }
}

/// The colour of a verdict.
#[must_use]
pub(crate) const fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Exact => Tone::Exact,
        Verdict::Near => Tone::Near,
        Verdict::Spun => Tone::Spun,
        Verdict::Rewritten => Tone::Rewritten,
        Verdict::Partial => Tone::Partial,
        _ => Tone::Dim,
    }
}

/// A text of `len` bytes as a bar, the longer text of the pair as the full one: dark where a passage lies.
///
/// A cell is dark when at least half of it is covered; the middle of a passage is dark however short it is.
fn bar(spans: &[Span], len: usize, longest: usize) -> String {
    let cells = (BAR * len).div_ceil(longest.max(1)).clamp(1, BAR);
    let border = |cell: usize| len * cell / cells;
    let is_dark = |cell: usize| {
        let (start, end) = (border(cell), border(cell + 1));
        let shared = |span: &Span| span.end().min(end).saturating_sub(span.start().max(start));
        let middle = |span: &Span| usize::midpoint(span.start(), span.end());
        2 * spans.iter().map(shared).sum::<usize>() >= (end - start).max(1)
            || spans.iter().any(|span| (start..end).contains(&middle(span)))
    };
    (0..cells).map(|cell| if is_dark(cell) { '█' } else { '░' }).collect()
}

/// The last character border of `text` that is not behind `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&border| text.is_char_boundary(border)).unwrap_or(0)
}
