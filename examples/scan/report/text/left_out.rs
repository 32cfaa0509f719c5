//! What was not compared in full, with the reason, and what the figures of the scan were.

use std::collections::BTreeMap;
use std::io;

use unspin::Report;

use super::counted;
use crate::page::Page;
use crate::scanned::Scanned;
use crate::terminal::{Tone, escape};

/// Names listed for one reason.
const NAMES: usize = 20;

/// Writes what was left out, and the figures of the scan.
pub(super) fn write(page: &mut Page<'_>, scanned: &Scanned<'_>) -> io::Result<()> {
    let (read, report) = (&scanned.read, &scanned.report);
    let mut by_reason: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for skipped in &read.skipped {
        by_reason.entry(skipped.reason.to_string()).or_default().push(skipped.path.clone());
    }
    let id = |&document| scanned.id(document).to_owned();
    let mut parts: Vec<(String, Vec<String>)> =
        by_reason.into_iter().map(|(reason, paths)| (format!("skipped: {reason}"), paths)).collect();
    let short = format!("fewer than {} words: compared for exact copies only", scanned.detector.min_words());
    parts.push((short, report.short().iter().map(id).collect()));
    parts.push(("no words: compared with nothing".to_owned(), report.empty().iter().map(id).collect()));
    let guessed = read.guessed.iter().map(|guess| format!("{} ({})", guess.id, guess.encoding));
    parts.push(("encoding guessed".to_owned(), guessed.collect()));
    parts.retain(|(_, names)| !names.is_empty());
    if !parts.is_empty() {
        page.heading("Left out or in doubt")?;
    }
    for (i, (reason, names)) in parts.iter().enumerate() {
        if i > 0 {
            page.blank()?;
        }
        write_part(&mut page.inside(2), reason, names)?;
    }
    write_figures(page, scanned)
}

fn write_part(page: &mut Page<'_>, reason: &str, names: &[String]) -> io::Result<()> {
    let reason = page.style().paint(Tone::Warning, format!("{} {}", names.len(), escape(reason)));
    page.line(reason)?;
    let mut page = page.inside(4);
    for name in names.iter().take(NAMES) {
        let name = page.name(name);
        page.line(name)?;
    }
    if names.len() > NAMES {
        page.paragraph(&format!("and {} more; --format jsonl lists all", names.len() - NAMES))?;
    }
    Ok(())
}

fn write_figures(page: &mut Page<'_>, scanned: &Scanned<'_>) -> io::Result<()> {
    let (read, report) = (&scanned.read, &scanned.report);
    let (counts, dated) = (report.counts(), scanned.dated());
    page.heading("This scan")?;
    let mut page = page.inside(2);
    let (scanned, skipped) = (read.documents.len(), read.skipped.len());
    page.field("seen", &format!("{} = {scanned} scanned + {skipped} skipped", read.seen))?;
    if dated > 0 {
        page.field("dated", &counted(dated, "document"))?;
    }
    let compared = counted(counts.compared, "pair");
    page.field("compared", &format!("{compared}, {} of them proposed by the index", counts.candidates))?;
    if counts.caps.pairs_not_formed > 0 {
        let left_out = format!(
            "{} pairs in {} crowded buckets of the index were not proposed by those buckets",
            counts.caps.pairs_not_formed, counts.caps.hot_buckets
        );
        page.field("caps", &left_out)?;
    }
    if counts.caps.pairs_too_many > 0 {
        let too_many = counts.caps.pairs_too_many;
        let strongest =
            format!("{too_many} pairs of documents that resemble many others more were not compared");
        page.field("", &strongest)?;
    }
    if counts.in_crowds > 0 {
        let crowds = format!(
            "{} pairs were not compared, since both are copies of one that has many",
            counts.in_crowds
        );
        page.field("", &crowds)?;
    }
    if counts.large_clusters > 0 {
        let clusters = counted(counts.large_clusters, "cluster");
        let large = format!(
            "{clusters} of more than {} documents: only pairs with the document at the head are listed",
            Report::LISTED_IN_FULL
        );
        page.field("large", &large)?;
    }
    let version = format!("unspin {}, signatures {}", env!("CARGO_PKG_VERSION"), report.recipe());
    page.field("made by", &version)?;
    page.field("see also", "compare LEFT RIGHT shows two texts word by word; --format jsonl gives all of it")
}
