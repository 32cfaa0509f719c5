//! What can go wrong, as facts.

use std::fmt;

/// Why a call could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

/// The facts of an [`Error`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A text is longer than byte offsets of 32 bits reach.
    TextTooLong {
        /// Which of the texts given, from 0.
        document: usize,
        /// Its bytes.
        given: usize,
        /// The most bytes a text may have.
        max: usize,
    },
    /// A collection would hold more documents than ids of 32 bits reach.
    TooManyDocuments {
        /// Documents that it would hold.
        given: usize,
        /// The most documents a collection may hold.
        max: usize,
    },
    /// A text could not be read again.
    TextUnreadable {
        /// Which of the texts, from 0.
        document: usize,
        /// What kept it from being read, with its place.
        reason: String,
    },
    /// The file that takes what memory has no room for could not be written or read.
    Spill {
        /// What the operating system says.
        reason: String,
    },
}

impl Error {
    pub(crate) const fn new(kind: ErrorKind) -> Self {
        Self { kind }
    }

    /// A failure of the temporary file.
    pub(crate) fn spill(error: &std::io::Error) -> Self {
        Self::new(ErrorKind::Spill { reason: error.to_string() })
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::TextTooLong { document, given, max } => {
                write!(out, "document {document} has {given} bytes; a text may have {max}: cut it into parts")
            }
            ErrorKind::TooManyDocuments { given, max } => {
                write!(
                    out,
                    "{given} documents are more than the {max} that one collection can hold: split it"
                )
            }
            ErrorKind::TextUnreadable { document, reason } => {
                write!(out, "document {document} cannot be read again: {reason}")
            }
            ErrorKind::Spill { reason } => write!(out, "the temporary file cannot be used: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
