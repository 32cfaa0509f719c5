//! Documents → what a scan found among them, as it is reported.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::io;

use bytesize::ByteSize;
use unspin::token::tokenize;
use unspin::{
    Cluster, Comparison, Detector, DocId, Explanation, Gist, Match, Original, Report, Scope, Side, Survey,
    Surveyor, Template, Texts, Verdict,
};

use crate::arguments::{Arguments, Kind};
use crate::dates::Dates;
use crate::failure::Failure;
use crate::finding::Told;
use crate::input::{self, Fields, Read, Sink};
use crate::progress::{Bar, Spinner, Wish};

/// Documents that are read at a time to explain a pair.
const STEP: usize = 4_096;

/// A finished scan: what was read, what was found, what is to be told of it.
pub(crate) struct Scanned<'a> {
    pub read: Read,
    pub detector: Detector,
    pub report: Report,
    /// The kinds asked for; all when empty.
    pub only: &'a [Kind],
    dates: Dates,
}

/// Copies of one document, as far as their kinds were asked for.
pub(crate) struct Group<'a> {
    cluster: &'a Cluster,
    pub representative: DocId,
    /// The pairs of the representative with the other members, in the order of the members.
    pub copies: Vec<&'a Match>,
}

/// Takes the documents into a survey as they are read.
struct Intake {
    detector: Detector,
    memory: Option<ByteSize>,
    survey: Survey,
}

impl Sink for Intake {
    type Error = Failure;
    type Reader = Surveyor;
    type Gist = Result<Gist, unspin::Error>;

    fn start(&mut self) -> Result<Surveyor, Failure> {
        self.survey = self.detector.survey();
        if let Some(memory) = self.memory {
            let file =
                tempfile::tempfile().map_err(|error| format!("no temporary file can be made: {error}"))?;
            let memory = usize::try_from(memory.as_u64()).unwrap_or(usize::MAX);
            self.survey = self.detector.survey().spilling_to(file, memory);
        }
        Ok(self.survey.surveyor())
    }

    fn gist(surveyor: &mut Surveyor, text: &str) -> Self::Gist {
        surveyor.read(text)
    }

    fn take(&mut self, gist: Self::Gist) -> Result<(), Failure> {
        Ok(self.survey.add(gist?)?)
    }
}

/// Reads what the command line names and finds the copies. The texts stay where they are.
///
/// # Errors
/// When a path cannot be read, or what was read was changed meanwhile; when there are more documents, or longer ones, than
/// the library takes.
pub(crate) fn scan(arguments: &Arguments, mut dates: Dates) -> Result<Scanned<'_>, Failure> {
    let detector = detector(arguments);
    let wish = if arguments.quiet { Wish::Quiet } else { Wish::Shown };
    let fields = Fields {
        text: arguments.text_field.clone(),
        id: arguments.id_field.clone(),
        date: arguments.date_field.clone(),
    };
    let mut intake = Intake { survey: detector.survey(), memory: arguments.memory, detector };
    let bar = Bar::new("reading", wish);
    let set = |done, total| bar.set(done, total);
    let mut read = input::read(&arguments.paths, &fields, bar.is_shown().then_some(&set), &mut intake)?;
    dates.extend(std::mem::take(&mut read.dates));
    drop(bar);
    let _spinner = Spinner::new(format!("comparing {} documents", read.documents.len()), wish);
    let Intake { detector, survey, .. } = intake;
    let report = survey.report(&read.documents)?;
    Ok(Scanned { read, detector, report, only: &arguments.only, dates })
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
        self.read.documents.id(document.index())
    }

    /// The decoded text of a document, read once more.
    pub(crate) fn text(&self, document: DocId) -> io::Result<Cow<'_, str>> {
        self.read.documents.text(document)
    }

    /// Words of a document.
    pub(crate) fn words(&self, document: DocId) -> io::Result<usize> {
        let mut tokens = Vec::new();
        tokenize(&self.text(document)?, &mut tokens);
        Ok(tokens.len())
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

    /// What laying the documents of a pair against each other came to.
    pub(crate) fn comparison(&self, found: &Match) -> io::Result<Comparison> {
        self.report.comparison(found).map_err(io::Error::other)
    }

    /// Which document of a pair looks like the original, by the texts and by the dates where both are given.
    pub(crate) fn original(&self, found: &Match, comparison: &Comparison) -> Option<Original> {
        match self.dates.earlier(self.id(found.left()), self.id(found.right())) {
            Some(Ordering::Less) => comparison.original_given(Side::Left),
            Some(Ordering::Greater) => comparison.original_given(Side::Right),
            _ => comparison.original(),
        }
    }

    /// What one document of a pair kept that tells the other anew; none for a pair of another kind, whose texts are left
    /// where they are.
    pub(crate) fn told(&self, found: &Match, comparison: &Comparison) -> io::Result<Option<Told>> {
        if !matches!(comparison.verdict(), Verdict::Rewritten | Verdict::Partial) {
            return Ok(None);
        }
        let (left, right) = (self.text(found.left())?, self.text(found.right())?);
        Ok(Told::of(comparison, (&left, &right)))
    }

    /// How the documents of two ids went through the scan, and what became of them in its clusters. Holds all texts.
    ///
    /// # Errors
    /// When there is no document of such an id, or a text cannot be read again.
    pub(crate) fn explain(&self, one: &str, other: &str) -> Result<(Explanation, String), Failure> {
        let place = |id: &str| {
            let at = self.read.documents.ids().position(|name| name == id);
            at.and_then(DocId::new)
                .ok_or_else(|| format!("there is no document \"{id}\" among those scanned"))
        };
        let (one, other) = (place(one)?, place(other)?);
        let mut collection = self.detector.collection();
        for first in (0..self.read.documents.len()).step_by(STEP) {
            let step = (first..self.read.documents.len()).take(STEP).filter_map(DocId::new);
            collection.extend(step.map(|document| self.text(document)).collect::<io::Result<Vec<_>>>()?)?;
        }
        Ok((collection.explain(one, other), self.in_clusters(one, other)))
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
        self.read.documents.ids().filter(|id| self.dates.given(id).is_some()).count()
    }

    /// The date of a document of this id, as it was given.
    pub(crate) fn date(&self, id: &str) -> Option<&str> {
        self.dates.given(id)
    }

    /// The template behind a cluster's spun copies; none for fewer than three spun documents.
    pub(crate) fn template(&self, group: &Group<'_>) -> io::Result<Option<Template>> {
        let failed = Cell::new(None);
        let text = |document| {
            self.text(document).unwrap_or_else(|error| {
                failed.set(Some(error));
                Cow::default()
            })
        };
        let template = group.cluster.template(text);
        failed.into_inner().map_or(Ok(template), Err)
    }

    fn is_wanted(&self, found: &Match) -> bool {
        let kind = Kind::of(found.verdict());
        self.only.is_empty() || kind.is_some_and(|kind| self.only.contains(&kind))
    }
}

impl Group<'_> {
    /// The other document of a pair with the representative.
    pub(crate) fn member(&self, pair: &Match) -> DocId {
        if pair.left() == self.representative { pair.right() } else { pair.left() }
    }
}
