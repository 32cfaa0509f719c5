//! A finished scan → the page of the library, with what was skipped.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::{self, Write};

use unspin::html::{Document, Note, Page};
use unspin::{Original, Verdict};

use crate::arguments::Kind;
use crate::scanned::Scanned;

/// Writes the whole report. Holds the texts of the documents that are part of a pair, and all that was found about them.
pub(super) fn write(writer: &mut dyn Write, scanned: &Scanned<'_>) -> io::Result<()> {
    let read = &scanned.read;
    let mut texts = BTreeMap::new();
    for document in scanned.report.matches().iter().flat_map(|found| [found.left(), found.right()]) {
        if let Entry::Vacant(text) = texts.entry(document.index()) {
            text.insert(scanned.text(document)?);
        }
    }
    let text = |at: &usize| texts.get(at).map_or("", AsRef::as_ref);
    let document = |(at, id)| Document { id, text: text(&at), date: scanned.date(id) };
    let documents: Vec<Document> = read.documents.ids().enumerate().map(document).collect();
    let skipped =
        read.skipped.iter().map(|skipped| Note { name: &skipped.path, text: skipped.reason.to_string() });
    let guessed = read
        .guessed
        .iter()
        .map(|guess| Note { name: &guess.id, text: format!("encoding guessed: {}", guess.encoding) });
    let only: Vec<Verdict> = scanned.only.iter().map(|kind: &Kind| kind.verdict()).collect();
    let original = |found| Ok(scanned.original(found, &scanned.comparison(found)?));
    let originals: Vec<Option<Original>> =
        scanned.report.matches().iter().map(original).collect::<io::Result<_>>()?;
    Page::new(&scanned.detector, &scanned.report, &documents)
        .skipped(&skipped.collect::<Vec<_>>())
        .doubtful(&guessed.collect::<Vec<_>>())
        .only(&only)
        .originals(&originals)
        .write(writer)
}
