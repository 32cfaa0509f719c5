//! The texts of a scan, which need not be in memory.

use std::{borrow::Cow, io};

use crate::id::DocId;

/// Texts that can be read again, one at a time and by several threads.
///
/// A slice of strings is one. Texts that lie in files are read when they are laid against another, so that a scan holds
/// a few of them at a time: see [`Survey`](crate::Survey).
pub trait Texts: Sync {
    /// The text of a document, the same at each call.
    ///
    /// # Errors
    /// What kept it from being read; the message names the place.
    fn text(&self, document: DocId) -> io::Result<Cow<'_, str>>;
}

impl<D: AsRef<str> + Sync> Texts for [D] {
    fn text(&self, document: DocId) -> io::Result<Cow<'_, str>> {
        Ok(Cow::Borrowed(self[document.index()].as_ref()))
    }
}
