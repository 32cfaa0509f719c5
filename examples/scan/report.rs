//! A finished scan → its report, for people or programs.

mod jsonl;

use std::io::{self, Write};

use crate::arguments::{Arguments, Format};
use crate::scanned::Scanned;

/// Writes the report in the format asked for.
pub(crate) fn write(writer: &mut dyn Write, scanned: &Scanned<'_>, arguments: &Arguments) -> io::Result<()> {
    match arguments.format {
        Format::Text => jsonl::write(writer, scanned),
        Format::Jsonl => jsonl::write(writer, scanned),
    }
}
