//! Why something that was met is not among the documents.

use std::error::Error;
use std::{fmt, io};

use super::Moment;
use super::file::{Refusal, Special};
use super::jsonl::MAX_LINE_BYTES;

/// Why something was skipped; shown as a phrase that follows the path.
#[derive(Debug)]
#[non_exhaustive]
pub(crate) enum Reason {
    /// A file in a folder whose name does not say that it is text.
    OtherKind,
    /// Something in a folder that is neither file nor folder.
    Special(Special),
    /// The walk through a folder could not go on here.
    Walk(ignore::Error),
    /// The file gave no text.
    File(Refusal),
    /// The JSON line gave no document.
    Line(LineFault),
    /// From this line on the file cannot be read: it is cut off or damaged.
    Rest(io::Error),
    /// A document with this id came before.
    IdTaken(String),
}

/// Why a JSON line gave no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum LineFault {
    /// The line is longer than the limit.
    TooLong,
    /// Not JSON.
    Syntax {
        /// Where the parser gave up, in bytes from 1.
        column: usize,
    },
    /// JSON, but not an object.
    NotAnObject,
    /// The text field is missing.
    NoText,
    /// The text field is not a string.
    TextNotString,
    /// The id field is neither a string nor a whole number that 64 bits hold.
    BadId,
    /// The date field is no date.
    BadDate,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherKind => f.write_str("not .txt or .md"),
            Self::Special(Special::Link) => f.write_str("a symbolic link, not followed"),
            Self::Special(special) => write!(f, "{special}, not a file"),
            Self::Walk(error) => write!(f, "cannot be read: {}", plain(error)),
            Self::File(refusal) => refusal.fmt(f),
            Self::Line(fault) => fault.fmt(f),
            Self::Rest(error) => write!(f, "cannot be read from here on: {error}"),
            Self::IdTaken(id) => write!(f, "id \"{id}\" came before"),
        }
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "line longer than {} MiB", MAX_LINE_BYTES >> 20),
            Self::Syntax { column } => write!(f, "not valid JSON at byte {column}"),
            Self::NotAnObject => f.write_str("not a JSON object"),
            Self::NoText => f.write_str("no text field"),
            Self::TextNotString => f.write_str("the text field is not a string"),
            Self::BadId => f.write_str("the id field is neither a string nor a whole number below 2^64"),
            Self::BadDate => write!(f, "the date field is no date: write {}", Moment::FORMS),
        }
    }
}

/// The error of the operating system alone: the walker adds the path, which the report names anyhow.
fn plain(error: &ignore::Error) -> String {
    let Some(mut innermost) = error.io_error().map(|error| error as &dyn Error) else {
        return error.to_string();
    };
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
