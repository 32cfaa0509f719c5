//! Pairs → verdict, coverage, original, swaps and passages of each; the plainest kind first, within a kind the strongest.

use std::io;

use unspin::{Comparison, Match, Passage, Verdict};

use super::counted;
use crate::finding::{changes, line_number, original, sizes, swaps};
use crate::page::Page;
use crate::scanned::Scanned;

/// Pairs listed.
const PAIRS: usize = 200;
/// Swaps listed of a pair.
const SWAPS: usize = 8;
/// Names and figures listed of a text told anew, of each list.
const FACTS: usize = 5;
/// Passages listed of a partial copy.
const PASSAGES: usize = 8;

/// Writes the pairs; nothing where there are none.
pub(super) fn write(page: &mut Page<'_>, scanned: &Scanned<'_>, matches: &[&Match]) -> io::Result<()> {
    if matches.is_empty() {
        return Ok(());
    }
    let listed = strongest(matches);
    let left_out = matches.len() - listed.len();
    let pairs = match left_out {
        0 => counted(listed.len(), "pair"),
        _ => format!("{} of {} pairs, the strongest of each kind", listed.len(), matches.len()),
    };
    let heading = format!("{pairs}; dark is what is in common");
    page.heading(&heading)?;
    for (i, found) in listed.into_iter().enumerate() {
        if i > 0 {
            page.blank()?;
        }
        write_pair(page, scanned, found)?;
    }
    if left_out > 0 {
        page.blank()?;
        page.paragraph(&format!("{left_out} more pairs are left out here; --format jsonl lists all."))?;
    }
    Ok(())
}

/// As many pairs as are listed, by kind and within a kind by score. The kinds take turns, so that a thousand exact copies
/// do not hide the rest.
fn strongest<'m>(matches: &[&'m Match]) -> Vec<&'m Match> {
    let mut matches = matches.to_vec();
    matches.sort_by(|one, other| {
        one.verdict().cmp(&other.verdict()).then(other.score().total_cmp(&one.score()))
    });
    let kinds = matches.chunk_by(|one, next| one.verdict() == next.verdict());
    let ranked: Vec<(usize, usize)> =
        kinds.enumerate().flat_map(|(kind, pairs)| (0..pairs.len()).map(move |rank| (rank, kind))).collect();
    let mut places: Vec<usize> = (0..matches.len()).collect();
    places.sort_by_key(|&at| ranked[at]);
    places.truncate(PAIRS);
    places.sort_unstable();
    places.into_iter().map(|at| matches[at]).collect()
}

fn write_pair(page: &mut Page<'_>, scanned: &Scanned<'_>, found: &Match) -> io::Result<()> {
    let comparison = &scanned.comparison(found)?;
    let ids = (scanned.id(found.left()), scanned.id(found.right()));
    let texts = (scanned.text(found.left())?, scanned.text(found.right())?);
    let texts = (texts.0.as_ref(), texts.1.as_ref());
    let mut page = page.inside(2);
    page.verdict(comparison, &changes(comparison))?;
    page.sides(ids, texts, comparison)?;
    page.field("original", &original(scanned.original(found, comparison).as_ref()))?;
    write_swaps(&mut page, comparison)?;
    if let Some(told) = scanned.told(found, comparison)? {
        told.facts(FACTS).try_for_each(|(name, facts)| page.field(name, &facts))?;
        page.field("sentences", &told.sentences())?;
    }
    if comparison.verdict() == Verdict::Partial {
        write_passages(&mut page, texts, comparison.passages())?;
    }
    Ok(())
}

/// The words that a rewriter puts in each other's place are no swaps that say anything, and are not listed.
fn write_swaps(page: &mut Page<'_>, comparison: &Comparison) -> io::Result<()> {
    let count = comparison.swaps().len();
    if count == 0 || comparison.verdict() == Verdict::Rewritten {
        return Ok(());
    }
    let mut listed = swaps(comparison).take(SWAPS).collect::<Vec<_>>().join(", ");
    if count > SWAPS {
        listed = format!("{listed} and {} more", count - SWAPS);
    }
    page.field("swaps", &listed)
}

fn write_passages(page: &mut Page<'_>, texts: (&str, &str), passages: &[Passage]) -> io::Result<()> {
    for passage in passages.iter().take(PASSAGES) {
        page.field("passage", &sizes(passage))?;
        for (side, text, span) in [("  left", texts.0, passage.left), ("  right", texts.1, passage.right)] {
            page.quote(side, &format!("line {}: ", line_number(text, span.start())), span.of(text))?;
        }
    }
    if passages.len() > PASSAGES {
        page.field("", &format!("and {} more", counted(passages.len() - PASSAGES, "passage")))?;
    }
    Ok(())
}
