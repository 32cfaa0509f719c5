//! A comparison → its report, for people or programs.

use std::io::{self, Write};

use unspin::Comparison;

use crate::arguments::{Arguments, Format};
use crate::file::{Text, shown};
use crate::finding::{Finding, write_line};

/// Two texts laid against each other.
pub(crate) struct Compared {
    pub left: Text,
    pub right: Text,
    pub comparison: Comparison,
}

/// Writes the report in the format asked for.
pub(crate) fn write(writer: &mut dyn Write, compared: &Compared, arguments: &Arguments) -> io::Result<()> {
    let (left, right) = (shown(&arguments.left), shown(&arguments.right));
    match arguments.format {
        Format::Jsonl | Format::Text => {
            write_line(writer, &Finding::new(&left, &right, &compared.comparison))
        }
    }
}
