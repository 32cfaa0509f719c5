//! A finished scan → its report, for people or programs.

mod html;
mod jsonl;
mod text;

use std::io::{self, Write};

use crate::arguments::{Arguments, Format};
use unspin::Explanation;

use crate::explained::{self, Explained};
use crate::finding;
use crate::page::Page;
use crate::scanned::Scanned;
use crate::terminal::{Style, Surroundings, UNKNOWN_WIDTH, width};

/// Columns of a page: longer lines are hard to follow.
const WIDEST: usize = 100;

/// Writes the report in the format asked for.
pub(crate) fn write(writer: &mut dyn Write, scanned: &Scanned<'_>, arguments: &Arguments) -> io::Result<()> {
    match arguments.format {
        Format::Text => text::write(&mut page(writer, arguments), scanned),
        Format::Jsonl => jsonl::write(writer, scanned),
        Format::Html => html::write(writer, scanned),
    }
}

/// Writes how a pair went through, in the format asked for.
pub(crate) fn write_explanation(
    writer: &mut dyn Write,
    (explanation, clusters): &(Explanation, String),
    (one, other): (&str, &str),
    arguments: &Arguments,
) -> io::Result<()> {
    match arguments.format {
        // A page shows pairs, not explanations: `run` refuses it.
        Format::Text | Format::Html => {
            let mut page = page(writer, arguments);
            explained::write(&mut page, (one, other), explanation)?;
            page.heading("In the report")?;
            page.paragraph(clusters)
        }
        Format::Jsonl => {
            finding::write_line(writer, &Explained::new((one, other), explanation, Some(clusters)))
        }
    }
}

/// The page of the terminal; for a file one without colours.
fn page<'w>(writer: &'w mut dyn Write, arguments: &Arguments) -> Page<'w> {
    if arguments.output.is_some() {
        return Page::new(writer, Style::Plain, UNKNOWN_WIDTH);
    }
    let style = Style::for_surroundings(&Surroundings::of_stdout());
    Page::new(writer, style, width().min(WIDEST))
}
