//! Documents → what a scan found among them, as it is reported.

use std::cmp::Ordering;

use unspin::token::tokenize;
use unspin::{
    Cluster, Collection, Detector, DocId, Error, Explanation, Match, Original, Report, Scope, Side, Template,
    Verdict,
};

use crate::arguments::{Arguments, Kind};
use crate::dates::Dates;
use crate::failure::Failure;
use crate::finding::Told;
use crate::input::Read;
use crate::progress::{Bar, Spinner, Wish};

/// Documents that go into the index between two steps of the progress bar.
const STEP: usize = 4_096;

/// A finished scan: what was read, what was found, what is to be told of it.
pub(crate) struct Scanned<'a> {
    pub read: &'a Read,
    pub detector: Detector,
    pub report: Report,
    collection: Collection<&'a str>,
    /// The kinds asked for; all when empty.
    pub only: &'a [Kind],
    dates: &'a Dates,
}

/// Copies of one document, as far as their kinds were asked for.
pub(crate) struct Group<'a> {
    cluster: &'a Cluster,
    pub representative: DocId,
    /// The pairs of the representative with the other members, in the order of the members.
    pub copies: Vec<&'a Match>,
}

/// Finds the copies among the documents read. The texts stay where they are.
///
/// # Errors
/// Those of the library: more documents, or longer ones, than its ids reach.
pub(crate) fn scan<'a>(
    read: &'a Read,
    arguments: &'a Arguments,
    dates: &'a Dates,
) -> Result<Scanned<'a>, Error> {
    let detector = detector(arguments);
    let wish = if arguments.quiet { Wish::Quiet } else { Wish::Shown };
    let mut collection = detector.collection::<&str>();
    let bar = Bar::new("indexing", wish);
    let total: u64 = read.documents.iter().map(|document| document.text.len() as u64).sum();
    let mut done = 0;
    for step in read.documents.chunks(STEP) {
        collection.extend(step.iter().map(|document| document.text.as_str()))?;
        done += step.iter().map(|document| document.text.len() as u64).sum::<u64>();
        bar.set(done, total);
    }
    drop(bar);
    let _spinner = Spinner::new(format!("comparing {} documents", read.documents.len()), wish);
    let report = collection.report();
    Ok(Scanned { read, detector, report, collection, only: &arguments.only, dates })
}

/// The detector for the command line. Exact and near copies alone are found at a fifth of the cost.
fn detector(arguments: &Arguments) -> Detector {
    let is_near = |kind: &Kind| matches!(kind, Kind::Exact | Kind::Near);
    let only_near = !arguments.only.is_empty() && arguments.only.iter().all(is_near);
    let scope = if only_near { Scope::Near } else { Scope::All };
    Detector::builder().scope(scope).min_words(arguments.min_words).build()
}

impl Scanned<'_> {
    /// The id by which a document is called.
    pub(crate) fn id(&self, document: DocId) -> &str {
        &self.read.documents[document.index()].id
    }

    /// The decoded text of a document.
    pub(crate) fn text(&self, document: DocId) -> &str {
        &self.read.documents[document.index()].text
    }

    /// Words of a document.
    pub(crate) fn words(&self, document: DocId) -> usize {
        let mut tokens = Vec::new();
        tokenize(self.text(document), &mut tokens);
        tokens.len()
    }

    /// The pairs of the kinds asked for, by left, then right document.
    pub(crate) fn matches(&self) -> impl Iterator<Item = &Match> {
        self.report.matches().iter().filter(|found| self.is_wanted(found))
    }

    /// The clusters, each with the members whose pair with the representative is of a kind asked for.
    pub(crate) fn groups(&self) -> Vec<Group<'_>> {
        let groups = self.report.clusters().iter().map(|cluster| {
            let representative = cluster.representative();
            let copies =
                cluster.members().iter().filter_map(|&member| self.report.pair(representative, member));
            Group { cluster, representative, copies: copies.filter(|found| self.is_wanted(found)).collect() }
        });
        groups.filter(|group| !group.copies.is_empty()).collect()
    }

    /// Which document of a pair looks like the original, by the texts and by the dates where both are given.
    pub(crate) fn original(&self, found: &Match) -> Option<Original> {
        let comparison = found.comparison();
        match self.dates.earlier(self.id(found.left()), self.id(found.right())) {
            Some(Ordering::Less) => comparison.original_given(Side::Left),
            Some(Ordering::Greater) => comparison.original_given(Side::Right),
            _ => comparison.original(),
        }
    }

    /// What one document of a pair kept that tells the other anew; none for a pair of another kind, whose texts are left
    /// where they are.
    pub(crate) fn told(&self, found: &Match) -> Option<Told> {
        let comparison = found.comparison();
        if !matches!(comparison.verdict(), Verdict::Rewritten | Verdict::Partial) {
            return None;
        }
        Told::of(comparison, (self.text(found.left()), self.text(found.right())))
    }

    /// How the documents of two ids went through the scan, and what became of them in its clusters.
    ///
    /// # Errors
    /// When there is no document of such an id.
    pub(crate) fn explain(&self, one: &str, other: &str) -> Result<(Explanation, String), Failure> {
        let place = |id: &str| {
            let at = self.read.documents.iter().position(|document| document.id == id);
            at.and_then(DocId::new)
                .ok_or_else(|| format!("there is no document \"{id}\" among those scanned"))
        };
        let (one, other) = (place(one)?, place(other)?);
        Ok((self.collection.explain(one, other), self.in_clusters(one, other)))
    }

    fn in_clusters(&self, one: DocId, other: DocId) -> String {
        let head = |id: DocId| {
            let cluster = self.report.clusters().iter().find(|cluster| cluster.members().contains(&id));
            cluster.map(Cluster::representative)
        };
        let listed = match self.report.pair(one, other) {
            Some(_) => "the pair is listed",
            None => "the pair is not listed",
        };
        match (head(one), head(other)) {
            (Some(first), Some(second)) if first == second => {
                format!("{listed}; both are in the cluster of {}", self.id(first))
            }
            (Some(first), Some(second)) => format!(
                "{listed}; {} is in the cluster of {}, {} in that of {}: a document joins only whom it was verified \
                 against",
                self.id(one),
                self.id(first),
                self.id(other),
                self.id(second)
            ),
            (Some(first), None) => {
                format!("{listed}; only {} is in a cluster, that of {}", self.id(one), self.id(first))
            }
            (None, Some(second)) => {
                format!("{listed}; only {} is in a cluster, that of {}", self.id(other), self.id(second))
            }
            (None, None) => format!("{listed}; neither is in a cluster"),
        }
    }

    /// Documents whose date was given.
    pub(crate) fn dated(&self) -> usize {
        self.read.documents.iter().filter(|document| self.dates.given(&document.id).is_some()).count()
    }

    /// The date of a document of this id, as it was given.
    pub(crate) fn date(&self, id: &str) -> Option<&str> {
        self.dates.given(id)
    }

    /// The template behind a cluster's spun copies; none for fewer than three spun documents.
    pub(crate) fn template(&self, group: &Group<'_>) -> Option<Template> {
        group.cluster.template(|document| self.text(document))
    }

    fn is_wanted(&self, found: &Match) -> bool {
        let kind = Kind::of(found.comparison().verdict());
        self.only.is_empty() || kind.is_some_and(|kind| self.only.contains(&kind))
    }
}

impl Group<'_> {
    /// The other document of a pair with the representative.
    pub(crate) fn member(&self, pair: &Match) -> DocId {
        if pair.left() == self.representative { pair.right() } else { pair.left() }
    }
}
