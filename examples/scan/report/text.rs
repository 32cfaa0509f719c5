//! A finished scan → a report for people: what was scanned, the clusters, the pairs, what was left out.
//!
//! A large scan stays readable: each part lists so many entries and says how many more there are.

mod clusters;
mod left_out;
mod pairs;

use std::io;

use unspin::{Match, Verdict};

use crate::arguments::Kind;
use crate::page::{Page, tone};
use crate::scanned::Scanned;
use crate::terminal::Tone;

/// Writes the whole report.
pub(super) fn write(page: &mut Page<'_>, scanned: &Scanned<'_>) -> io::Result<()> {
    let matches: Vec<&Match> = scanned.matches().collect();
    write_headline(page, scanned, &matches)?;
    clusters::write(page, scanned)?;
    pairs::write(page, scanned, &matches)?;
    left_out::write(page, scanned)
}

fn write_headline(page: &mut Page<'_>, scanned: &Scanned<'_>, matches: &[&Match]) -> io::Result<()> {
    let documents = counted(scanned.read.documents.len(), "document");
    let kinds = scanned.only.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ");
    let space = if kinds.is_empty() { "" } else { " " };
    let found = match matches.len() {
        0 => format!("no {kinds}{space}copies found"),
        pairs => format!("{} of {kinds}{space}copies", counted(pairs, "pair")),
    };
    let headline = page.style().paint(Tone::Heading, format!("{documents} scanned, {found}"));
    page.line(headline)?;
    if matches.is_empty() {
        return Ok(());
    }
    page.blank()?;
    let mut page = page.inside(2);
    for kind in Kind::ALL {
        let verdicts = matches.iter().map(|found| found.verdict());
        let of_kind: Vec<Verdict> = verdicts.filter(|&verdict| Kind::of(verdict) == Some(kind)).collect();
        if let Some(&verdict) = of_kind.first() {
            let name = page.style().paint(tone(verdict), format!("{:9}", kind.name()));
            page.line(format_args!("{name}{:>6}  {}", of_kind.len(), kind.meaning()))?;
        }
    }
    Ok(())
}

/// A number with its noun.
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
