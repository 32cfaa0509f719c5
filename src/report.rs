//! What a scan found.

use crate::{
    cluster::Cluster,
    comparison::Comparison,
    id::DocId,
    index::Caps,
    recipe::RecipeId,
    template::{MOST_MEMBERS, Template},
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

    /// The template behind the spun copies of a cluster: what all of them have in common, and the choices in between.
    ///
    /// Recovered from the representative and those members that are its exact, near or spun copies and hold nine tenths
    /// of it, at most 64 of them; none when fewer than two of them are spun. It is a method of the report, not of the
    /// cluster, since the verdicts stand here; the texts stay with the caller, who gives the text of a document by its id.
    ///
    /// ```
    /// use unspin::{Detector, Error};
    ///
    /// let spin = |leaves: &str, heavy: &str, shut: &str, ancient: &str| {
    ///     format!(
    ///         "The ferry to Lindholm island {leaves} at seven. The harbour master expects {heavy} traffic this \
    ///          weekend, since the bridge is {shut} until Monday and the {ancient} road floods at high tide."
    ///     )
    /// };
    /// let documents = [
    ///     spin("leaves", "heavy", "closed", "old"),
    ///     spin("departs", "dense", "shut", "old"),
    ///     spin("sails", "brisk", "shut", "ancient"),
    /// ];
    /// let report = Detector::new().scan(&documents)?;
    /// let template = report.template(&report.clusters()[0], |id| documents[id.index()].as_str());
    /// let template = template.expect("all three are spun");
    /// assert_eq!(template.slots().count(), 4);
    /// assert!(template.to_string().contains("since the bridge is {shut|closed} until Monday"), "{template}");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Panics
    /// When `text` gives another text than the report was made of, and the words do not fit.
    pub fn template<'t>(&self, cluster: &Cluster, text: impl Fn(DocId) -> &'t str) -> Option<Template> {
        let head = cluster.representative();
        let pair = |&member: &DocId| self.pair(head, member).map(|found| (member, found.comparison()));
        let mut copies: Vec<(DocId, &Comparison)> =
            cluster.members().iter().filter_map(pair).filter(|(_, copy)| is_whole(copy)).collect();
        if copies.iter().filter(|(_, copy)| copy.verdict() == Verdict::Spun).count() < MIN_SPUN {
            return None;
        }
        // The closest first: what is aligned early decides more. The text, not the place in the collection, breaks ties.
        copies.sort_by(|one, other| {
            let alike = other.1.evidence().same.total_cmp(&one.1.evidence().same);
            alike.then_with(|| text(one.0).cmp(text(other.0)))
        });
        copies.truncate(MOST_MEMBERS - 1);
        let members = std::iter::once(head).chain(copies.iter().map(|copy| copy.0));
        Some(Template::recover(&members.map(|id| (id, text(id))).collect::<Vec<_>>()))
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

fn is_whole(copy: &Comparison) -> bool {
    let evidence = copy.evidence();
    matches!(copy.verdict(), Verdict::Exact | Verdict::Near | Verdict::Spun)
        && evidence.covered_left.min(evidence.covered_right) >= WHOLE
}
