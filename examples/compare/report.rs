//! A comparison → its report, for people or programs.

mod text;

use std::io::{self, Write};

use unspin::{Comparison, Explanation};

use crate::arguments::{Arguments, Format};
use crate::explained::{self, Explained};
use crate::file::{Text, shown};
use crate::finding::{Finding, Told, write_line};
use crate::page::Page;
use crate::terminal::{Style, Surroundings, width};

/// Columns of a page: two texts side by side stay easy to read up to this.
const WIDEST: usize = 140;

/// Two texts laid against each other.
pub(crate) struct Compared {
    pub left: Text,
    pub right: Text,
    pub comparison: Comparison,
}

/// Writes how the pair went through, in the format asked for.
pub(crate) fn write_explanation(
    writer: &mut dyn Write,
    explanation: &Explanation,
    arguments: &Arguments,
) -> io::Result<()> {
    let (left, right) = (shown(&arguments.left), shown(&arguments.right));
    match arguments.format {
        Format::Text => {
            let style = Style::for_surroundings(&Surroundings::of_stdout());
            let mut page = Page::new(writer, style, width().min(WIDEST));
            explained::write(&mut page, (&left, &right), explanation)
        }
        Format::Jsonl => write_line(writer, &Explained::new((&left, &right), explanation, None)),
    }
}

/// Writes the report in the format asked for.
pub(crate) fn write(writer: &mut dyn Write, compared: &Compared, arguments: &Arguments) -> io::Result<()> {
    let (left, right) = (shown(&arguments.left), shown(&arguments.right));
    match arguments.format {
        Format::Text => {
            let style = Style::for_surroundings(&Surroundings::of_stdout());
            text::write(&mut Page::new(writer, style, width().min(WIDEST)), compared, (&left, &right))
        }
        Format::Jsonl => {
            let Compared { comparison, .. } = compared;
            let told = Told::of(comparison, (&compared.left.text, &compared.right.text));
            let original = comparison.original();
            write_line(writer, &Finding::new((&left, &right), comparison, original.as_ref(), told))
        }
    }
}
