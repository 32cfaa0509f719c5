//! Clusters → each representative with its copies, the largest cluster first.

use std::cmp::Reverse;
use std::io;

use super::counted;
use crate::page::Page;
use crate::scanned::{Group, Scanned};

/// Clusters listed.
const CLUSTERS: usize = 50;
/// Copies listed of each.
const COPIES: usize = 20;

/// Writes the clusters; nothing where there are none.
pub(super) fn write(page: &mut Page<'_>, scanned: &Scanned<'_>) -> io::Result<()> {
    let mut groups = scanned.groups();
    if groups.is_empty() {
        return Ok(());
    }
    groups.sort_by_key(|group| Reverse(group.copies.len()));
    page.heading(&format!("{}, each copy by the document at the head", counted(groups.len(), "cluster")))?;
    for (i, group) in groups.iter().take(CLUSTERS).enumerate() {
        if i > 0 {
            page.blank()?;
        }
        write_group(&mut page.inside(2), scanned, group)?;
    }
    if let Some(more) = groups.len().checked_sub(CLUSTERS + 1) {
        page.blank()?;
        page.paragraph(&format!("and {} with fewer documents", counted(more + 1, "cluster")))?;
    }
    Ok(())
}

fn write_group(page: &mut Page<'_>, scanned: &Scanned<'_>, group: &Group<'_>) -> io::Result<()> {
    let name = page.name(scanned.id(group.representative));
    page.line(format_args!("{name}, {}", copies(group.copies.len())))?;
    let mut copies = group.copies.clone();
    copies.sort_by(|one, other| {
        let (one, other) = (one.comparison(), other.comparison());
        one.verdict().cmp(&other.verdict()).then(other.score().total_cmp(&one.score()))
    });
    let mut page = page.inside(4);
    for pair in copies.iter().take(COPIES) {
        page.rated(pair.comparison(), scanned.id(group.member(pair)))?;
    }
    if let Some(more) = copies.len().checked_sub(COPIES + 1) {
        page.paragraph(&format!("and {} more", more + 1))?;
    }
    Ok(())
}

fn copies(count: usize) -> String {
    if count == 1 { "1 copy".to_owned() } else { format!("{count} copies") }
}
