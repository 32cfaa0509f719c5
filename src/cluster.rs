//! Verified pairs → clusters, each member verified against its representative.
//!
//! Pairs propose components; a component is then taken apart from its best connected document: what was verified as a
//! copy of it is its cluster, what is left goes on as a component of its own. So no document joins a cluster through a
//! third one alone. Time `O(e log e)` for `e` pairs and the comparisons that the caller makes.

use crate::id::DocId;

/// Documents that are copies of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    pub(crate) representative: DocId,
    pub(crate) members: Vec<DocId>,
}

impl Cluster {
    /// The document that every member was compared with.
    #[must_use]
    pub const fn representative(&self) -> DocId {
        self.representative
    }

    /// All documents of the cluster, the representative among them, ascending.
    #[must_use]
    pub fn members(&self) -> &[DocId] {
        &self.members
    }
}

/// The components of a graph of `documents`, ascending: those with at least two, each ascending, in order of the first.
/// Pairs name documents of the graph.
pub(crate) fn components(
    documents: impl Iterator<Item = DocId>,
    pairs: impl Iterator<Item = (DocId, DocId)>,
) -> Vec<Vec<DocId>> {
    let documents: Vec<DocId> = documents.collect();
    let place = |id: DocId| documents.binary_search(&id).expect("pairs name documents of the graph");
    let mut parent: Vec<usize> = (0..documents.len()).collect();
    for (left, right) in pairs {
        let (left, right) = (root(&mut parent, place(left)), root(&mut parent, place(right)));
        parent[left.max(right)] = left.min(right);
    }
    let mut members: Vec<(usize, usize)> =
        (0..documents.len()).map(|at| (root(&mut parent, at), at)).collect();
    members.sort_unstable();
    members
        .chunk_by(|one, next| one.0 == next.0)
        .filter(|component| component.len() > 1)
        .map(|component| component.iter().map(|&(_, at)| documents[at]).collect())
        .collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
