//! Matches → shared boilerplate: stretches of a text that several unrelated texts of the scan share with it.
//!
//! Copies of one text share everything, so the copies in one cluster count as one. What then stands in passages with at
//! least three others is a footer, a disclaimer, a form. Time `O(p log p)` for `p` passages.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{error::Error, id::DocId, report::Report, verdict::Verdict};

/// Unrelated texts that share a stretch before it is boilerplate.
pub(super) const SHARED_BY: usize = 3;

/// Stretches of documents, in order and disjoint.
pub(super) type Boilerplate = BTreeMap<DocId, Vec<Range<usize>>>;

/// The boilerplate of each document that has any.
pub(super) fn boilerplate(report: &Report) -> Result<Boilerplate, Error> {
    let mut group: BTreeMap<DocId, DocId> = BTreeMap::new();
    for cluster in report.clusters() {
        group.extend(cluster.members().iter().map(|&member| (member, cluster.representative())));
    }
    let group = |document: DocId| group.get(&document).copied().unwrap_or(document);
    let mut shared: BTreeMap<DocId, BTreeMap<DocId, Vec<Range<usize>>>> = BTreeMap::new();
    for found in report.matches().iter().filter(|found| found.verdict() == Verdict::Partial) {
        for passage in report.comparison(found)?.passages() {
            let (left, right) = (found.left(), found.right());
            for (document, other, span) in [(left, right, passage.left), (right, left, passage.right)] {
                shared.entry(document).or_default().entry(group(other)).or_default().push(span.range());
            }
        }
    }
    let stretches = shared.into_iter().map(|(document, groups)| (document, common(groups.into_values())));
    Ok(stretches.filter(|(_, stretches)| !stretches.is_empty()).collect())
}

/// Where at least so many sets of stretches overlap.
fn common(sets: impl Iterator<Item = Vec<Range<usize>>>) -> Vec<Range<usize>> {
    let mut borders: Vec<(usize, i32)> = Vec::new();
    for set in sets {
        borders.extend(united(set).into_iter().flat_map(|range| [(range.start, 1), (range.end, -1)]));
    }
    borders.sort_unstable();
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    let needed = i32::try_from(SHARED_BY).expect("a small number");
    for (at, change) in borders {
        let before = depth;
        depth += change;
        if before < needed && depth >= needed {
            start = at;
        } else if before >= needed && depth < needed && start < at {
            found.push(start..at);
        }
    }
    found
}

/// Stretches joined where they meet.
fn united(mut set: Vec<Range<usize>>) -> Vec<Range<usize>> {
    set.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in set {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    type Borders = (usize, usize);

    #[test]
    fn three_texts_make_boilerplate_and_one_text_thrice_does_not() {
        let cases: [(&[&[Borders]], &[Borders]); 4] = [
            (&[&[(0, 10)], &[(5, 20)], &[(8, 30)]], &[(8, 10)]),
            (&[&[(0, 10), (2, 8), (4, 6)], &[(5, 20)]], &[]),
            (&[&[(0, 10)], &[(0, 10)], &[(0, 5), (5, 10)], &[(40, 50)]], &[(0, 10)]),
            (&[], &[]),
        ];
        for (sets, expected) in cases {
            let ranges = |set: &&[Borders]| set.iter().map(|&(start, end)| start..end).collect();
            let found = common(sets.iter().map(ranges));
            let found: Vec<Borders> = found.into_iter().map(|range| (range.start, range.end)).collect();
            assert_eq!(found, expected, "{sets:?}");
        }
    }
}
