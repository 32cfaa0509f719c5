//! What a scan found.

use std::sync::Arc;

use crate::{
    archive::{Archive, Place},
    cluster::{Closeness, Cluster},
    comparison::Comparison,
    error::Error,
    id::DocId,
    index::Caps,
    recipe::RecipeId,
    verdict::Verdict,
};

/// Two documents of which one is a copy of the other, with the figures by which matches are told apart: 40 bytes.
/// [`Report::comparison`] has the rest.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    left: DocId,
    right: DocId,
    verdict: Verdict,
    score: f64,
    covered: f64,
    pub(crate) place: Place,
}

impl Match {
    pub(crate) fn new((left, right): (DocId, DocId), comparison: &Comparison) -> Self {
        let evidence = comparison.evidence();
        let covered = evidence.covered_left.min(evidence.covered_right);
        let (verdict, score) = (comparison.verdict(), comparison.score());
        Self { left, right, verdict, score, covered, place: Place::default() }
    }

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

    /// What the pair is to each other.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The probability that the pair is a copy, in 0..=1: see [`Comparison::score`].
    #[must_use]
    pub const fn score(&self) -> f64 {
        self.score
    }

    /// Share of the words that stand inside a passage, in 0..=1, of the document where it is the lesser.
    #[must_use]
    pub const fn covered(&self) -> f64 {
        self.covered
    }
}

/// What a scan found, and what it did not look at.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) matches: Vec<Match>,
    pub(crate) archive: Arc<Archive>,
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
    /// What the caps on candidates left out.
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

    /// The verdict of a match of this report and its evidence, with the left document's text on the left.
    ///
    /// Costs some microseconds, and a read where the scan was to [spill](crate::Survey::spilling_to).
    ///
    /// # Errors
    /// When the file of [`Survey::spilling_to`](crate::Survey::spilling_to) cannot be read; else never.
    ///
    /// # Panics
    /// When the match is that of another report.
    pub fn comparison(&self, found: &Match) -> Result<Comparison, Error> {
        self.archive.get(found.place).map_err(|error| Error::spill(&error))
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
    pub(crate) fn with_spun(mut self) -> Result<Self, Error> {
        let mut clusters = std::mem::take(&mut self.clusters);
        for cluster in &mut clusters {
            cluster.spun = self.spun(cluster)?;
        }
        Ok(Self { clusters, ..self })
    }

    fn spun(&self, cluster: &Cluster) -> Result<Vec<(Closeness, DocId)>, Error> {
        let pair = |&member: &DocId| Some((member, self.pair(cluster.representative, member)?));
        let pairs = cluster.members.iter().filter_map(pair);
        let copies: Vec<(DocId, &Match)> = pairs.filter(|(_, copy)| is_whole(copy)).collect();
        if copies.iter().filter(|(_, copy)| copy.verdict == Verdict::Spun).count() < MIN_SPUN {
            return Ok(Vec::new());
        }
        let closeness = |(member, copy): (DocId, &Match)| {
            let comparison = self.comparison(copy)?;
            Ok((Closeness::of(comparison.evidence().same), member))
        };
        copies.into_iter().map(closeness).collect()
    }
}

fn is_whole(copy: &Match) -> bool {
    matches!(copy.verdict, Verdict::Exact | Verdict::Near | Verdict::Spun) && copy.covered >= WHOLE
}
