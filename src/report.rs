//! What a scan found.

use crate::{
    cluster::{Closeness, Cluster},
    comparison::Comparison,
    id::DocId,
    index::Caps,
    recipe::RecipeId,
    verdict::Verdict,
};

/// Two documents of which one is a copy of the other.
#[derive(Clone, Debug)]
pub struct Match {
    pub(crate) left: DocId,
    pub(crate) right: DocId,
    pub(crate) comparison: Comparison,
}

impl Match {
    /// The document that was added first.
    #[must_use]
    pub const fn left(&self) -> DocId {
        self.left
    }

    /// The document that was added later.
    #[must_use]
    pub const fn right(&self) -> DocId {
        self.right
    }

    /// The verdict and its evidence, with the left document's text on the left.
    #[must_use]
    pub const fn comparison(&self) -> &Comparison {
        &self.comparison
    }
}

/// What a scan found, and what it did not look at.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) matches: Vec<Match>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) counts: Counts,
    pub(crate) short: Vec<DocId>,
    pub(crate) empty: Vec<DocId>,
    pub(crate) recipe: RecipeId,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents in the collection.
    pub documents: usize,
    /// Pairs of documents that a channel proposed.
    pub candidates: usize,
    /// Pairs of documents that were laid against each other, those inside clusters included.
    pub compared: usize,
    /// Pairs that were not, since both are copies of one document that has many: they would be listed nowhere.
    pub in_crowds: usize,
    /// What the caps on hot buckets left out.
    pub caps: Caps,
    /// Clusters of so many documents that only the pairs with the representative are listed.
    pub large_clusters: usize,
}

impl Report {
    /// Clusters of more documents list each member's pair with the representative only.
    pub const LISTED_IN_FULL: usize = 32;

    /// The pairs found, by left, then right document.
    #[must_use]
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// The documents that are copies of each other, by their first document. Partial copies join no cluster.
    #[must_use]
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The pair of two documents, where it was found.
    #[must_use]
    pub fn pair(&self, one: DocId, other: DocId) -> Option<&Match> {
        let pair = (one.min(other), one.max(other));
        let at = self.matches.binary_search_by_key(&pair, |found| (found.left, found.right));
        at.ok().map(|at| &self.matches[at])
    }

    /// How much was looked at.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Documents with too few words for anything but exact copies, ascending.
    #[must_use]
    pub fn short(&self) -> &[DocId] {
        &self.short
    }

    /// Documents without words, ascending.
    #[must_use]
    pub fn empty(&self) -> &[DocId] {
        &self.empty
    }

    /// What the signatures were made by.
    #[must_use]
    pub const fn recipe(&self) -> RecipeId {
        self.recipe
    }
}

/// Spun copies of the representative that a template takes: with it, three spun documents.
const MIN_SPUN: usize = 2;
/// Share of both texts that must be in common: a copy that was cut would make one slot of all that it lacks.
const WHOLE: f64 = 0.9;

impl Report {
    /// Notes in each cluster the copies that its template can be recovered from.
    pub(crate) fn with_spun(mut self) -> Self {
        let mut clusters = std::mem::take(&mut self.clusters);
        for cluster in &mut clusters {
            cluster.spun = self.spun(cluster);
        }
        Self { clusters, ..self }
    }

    fn spun(&self, cluster: &Cluster) -> Vec<(Closeness, DocId)> {
        let pair = |&member: &DocId| {
            let copy = self.pair(cluster.representative, member)?.comparison();
            is_whole(copy).then_some((member, copy))
        };
        let copies: Vec<(DocId, &Comparison)> = cluster.members.iter().filter_map(pair).collect();
        if copies.iter().filter(|(_, copy)| copy.verdict() == Verdict::Spun).count() < MIN_SPUN {
            return Vec::new();
        }
        copies.into_iter().map(|(member, copy)| (Closeness::of(copy.evidence().same), member)).collect()
    }
}

fn is_whole(copy: &Comparison) -> bool {
    let evidence = copy.evidence();
    matches!(copy.verdict(), Verdict::Exact | Verdict::Near | Verdict::Spun)
        && evidence.covered_left.min(evidence.covered_right) >= WHOLE
}
