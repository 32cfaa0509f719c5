//! Verified pairs → clusters, each member verified against its representative, and what of them is listed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pair, Scan, Verified, all_pairs};
use crate::{
    cluster::{Cluster, components},
    error::Error,
    id::DocId,
    report::{Counts, Report},
    texts::Texts,
};

/// Representatives of a large component that a document is compared with, where nothing proposed it.
const ASKED: u8 = 4;

impl<T: Texts + ?Sized> Scan<'_, T> {
    /// Takes each component of verified copies apart into clusters around a representative, and verifies what is
    /// missing.
    pub(super) fn clusters(
        &self,
        verified: &mut Verified,
        counts: &mut Counts,
    ) -> Result<Vec<Cluster>, Error> {
        let mut clusters = Vec::new();
        let mut asked = vec![0_u8; self.rows.len()];
        let mut open = components((0..self.rows.len()).filter_map(DocId::new), self.edges(verified));
        while let Some(component) = open.pop() {
            let is_large = component.len() > Report::LISTED_IN_FULL;
            if !is_large {
                self.add_missing(verified, counts, all_pairs(&component))?;
            }
            let representative = self.representative(&component, verified);
            let with = |id: DocId| (id.min(representative), id.max(representative));
            if is_large {
                let mut others: Vec<DocId> = component.clone();
                others.retain(|&id| id != representative && verified.get(id, representative).is_none());
                let before = others.len();
                others.retain(|&id| asked[id.index()] < ASKED);
                for id in &others {
                    asked[id.index()] += 1;
                }
                counts.in_crowds += before - others.len();
                self.add_missing(verified, counts, others.into_iter().map(with).collect())?;
            }
            let joined = |id: DocId| verified.get(id, representative).is_some_and(|found| self.joins(found));
            let (members, rest): (Vec<_>, Vec<_>) =
                component.into_iter().partition(|&id| id == representative || joined(id));
            if members.len() > 1 {
                clusters.push(Cluster { representative, members, spun: Vec::new() });
            }
            if is_large {
                let among = rest.iter().copied().collect::<BTreeSet<_>>();
                let edges = rest.iter().flat_map(|&left| verified.of_left(left));
                let edges = edges.filter(|found| among.contains(&found.right()) && self.joins(found));
                let edges = edges.map(|found| (found.left(), found.right()));
                open.extend(components(rest.iter().copied(), edges));
            } else if rest.len() > 1 {
                open.push(rest);
            }
        }
        clusters.sort_by_key(|cluster| cluster.members[0]);
        Ok(clusters)
    }

    /// The pairs that make two documents members of one cluster.
    fn edges<'v>(&'v self, verified: &'v Verified) -> impl Iterator<Item = Pair> + 'v {
        verified.matches.iter().filter(|(_, found)| self.joins(found)).map(|(&pair, _)| pair)
    }

    /// The best connected document; of several, the one most surely alike to the others; of those, the longest, the
    /// first.
    fn representative(&self, component: &[DocId], verified: &Verified) -> DocId {
        /// Scores are summed in millionths, so that their order does not hang on that of the additions.
        const MILLION: f64 = 1e6;
        let mut ties: BTreeMap<DocId, (usize, i64)> = component.iter().map(|&id| (id, (0, 0))).collect();
        for &left in component {
            for found in verified.of_left(left) {
                if ties.contains_key(&found.right()) {
                    #[expect(clippy::cast_possible_truncation, reason = "a score is at most 1")]
                    let score = (found.score() * MILLION) as i64;
                    for id in [left, found.right()] {
                        ties.entry(id)
                            .and_modify(|(degree, sum)| (*degree, *sum) = (*degree + 1, *sum + score));
                    }
                }
            }
        }
        let best = ties.into_iter().max_by_key(|&(id, ties)| (ties, self.words(id), std::cmp::Reverse(id)));
        best.map_or(component[0], |(id, _)| id)
    }
}

/// Keeps of the pairs inside a large cluster those with its representative.
pub(super) fn list_large_by_representative(
    clusters: &[Cluster],
    verified: &mut Verified,
    counts: &mut Counts,
) {
    for cluster in clusters.iter().filter(|cluster| cluster.members.len() > Report::LISTED_IN_FULL) {
        counts.large_clusters += 1;
        let is_member = |id: &DocId| cluster.members.binary_search(id).is_ok();
        let of_representative =
            |pair: &Pair| pair.0 == cluster.representative || pair.1 == cluster.representative;
        verified
            .matches
            .retain(|pair, _| of_representative(pair) || !(is_member(&pair.0) && is_member(&pair.1)));
    }
}
