//! A finished scan → the page of the library, with what was skipped.

use std::io::{self, Write};

use unspin::html::{Document, Note, Page};
use unspin::{Original, Verdict};

use crate::arguments::Kind;
use crate::scanned::Scanned;

/// Writes the whole report.
pub(super) fn write(writer: &mut dyn Write, scanned: &Scanned<'_>) -> io::Result<()> {
    let read = scanned.read;
    let documents = read.documents.iter().map(|document| Document {
        id: &document.id,
        text: &document.text,
        date: scanned.date(&document.id),
    });
    let documents: Vec<Document> = documents.collect();
    let skipped =
        read.skipped.iter().map(|skipped| Note { name: &skipped.path, text: skipped.reason.to_string() });
    let guessed = read
        .guessed
        .iter()
        .map(|guess| Note { name: &guess.id, text: format!("encoding guessed: {}", guess.encoding) });
    let only: Vec<Verdict> = scanned.only.iter().map(|kind: &Kind| kind.verdict()).collect();
    let originals: Vec<Option<Original>> =
        scanned.report.matches().iter().map(|found| scanned.original(found)).collect();
    Page::new(&scanned.detector, &scanned.report, &documents)
        .skipped(&skipped.collect::<Vec<_>>())
        .doubtful(&guessed.collect::<Vec<_>>())
        .only(&only)
        .originals(&originals)
        .write(writer)
}
