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
}

impl Error {
    pub(crate) const fn new(kind: ErrorKind) -> Self {
        Self { kind }
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
        }
    }
}

impl std::error::Error for Error {}
