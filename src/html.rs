//! Report → one self-contained page that a person can read, print and search (feature `html`, on by default).
//!
//! The page holds everything it needs and asks for nothing: its Content-Security-Policy forbids all but its own script
//! and style, named by their hashes. It reads without script; with it, pairs can be sorted, filtered, exported, and drawn
//! when they are opened. Every byte of input passes the escaping of the template (`maud`), and characters without a shape
//! are written out before (`visible`). The same report gives the same bytes.
//!
//! A page stays below [`Page::BYTES`]: it lists the [`Page::PAIRS`] strongest pairs, and of those as many side by side as
//! fit, the strongest first. What it leaves out it says. Time and space are linear in the texts of the pairs listed.

mod boilerplate;
mod chart;
mod clusters;
mod code;
mod flags;
mod head;
mod layout;
mod pair;
mod sections;
mod shelf;
mod source;
mod template;
mod visible;
mod wording;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    cluster::Cluster,
    comparison::Comparison,
    detector::Detector,
    id::DocId,
    original::Original,
    report::{Match, Report},
    template::Template,
    verdict::Verdict,
};
use boilerplate::Boilerplate;
use clusters::Links;
use pair::{Columns, Pair};
use sections::{flagged, table, texts, views};
use shelf::Shelf;
use source::Source;
use visible::short_name;
use wording::grouped;

const SCRIPT: &str = include_str!("html/script.js");
const STYLE: &str = include_str!("html/style.css");

/// The policy of the page: nothing from anywhere, and inline only what has these hashes, which a test recomputes.
const POLICY: &str = "default-src 'none'; \
    script-src 'sha256-v+YIZQD5NjCGvXx2aiatvgFPdvZ46SUukzPg9My0I4M='; \
    style-src 'sha256-6FZIkRrwu/TWvN8DxEiBjcuaqT6sEpgmBS9w634jtPk='; \
    base-uri 'none'; form-action 'none'";

/// The parts of a page, with the words that lead there.
const PARTS: [(&str, &str); 5] = [
    ("clusters", "Clusters"),
    ("pairs", "Pairs"),
    ("views", "Side by side"),
    ("texts", "Texts"),
    ("meaning", "What the numbers mean"),
];

/// A document by the name that the page calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// The name.
    pub id: &'a str,
    /// The text that was scanned.
    pub text: &'a str,
    /// Its date as it is to be shown, where it is known. What follows from it is told by [`Page::originals`].
    pub date: Option<&'a str>,
}

/// Something that was met and what there is to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Why it was skipped, or what is in doubt, as a phrase.
    pub text: String,
}

/// A report as a page.
///
/// ```
/// use unspin::html::{Document, Page};
/// use unspin::{Detector, Error};
///
/// let documents = [
///     Document { id: "one.txt", text: "The fox waited at the river.", date: None },
///     Document { id: "two.txt", text: "The fox waited, at the river!", date: None },
/// ];
/// let detector = Detector::new();
/// let report = detector.scan(&documents.map(|document| document.text))?;
/// let mut page = Vec::new();
/// Page::new(&detector, &report, &documents).write(&mut page).expect("memory takes all that is written");
/// assert!(String::from_utf8_lossy(&page).contains("one.txt"));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Page<'a> {
    detector: &'a Detector,
    report: &'a Report,
    documents: &'a [Document<'a>],
    skipped: &'a [Note<'a>],
    doubtful: &'a [Note<'a>],
    only: &'a [Verdict],
    originals: Option<&'a [Option<Original>]>,
}

/// A match with its comparison.
#[derive(Debug)]
struct Finding {
    documents: [DocId; 2],
    comparison: Comparison,
}

impl Finding {
    const fn documents(&self) -> [DocId; 2] {
        self.documents
    }

    const fn left(&self) -> DocId {
        self.documents[0]
    }

    const fn right(&self) -> DocId {
        self.documents[1]
    }

    const fn comparison(&self) -> &Comparison {
        &self.comparison
    }
}

impl Report {
    /// Writes the report over these documents as one self-contained page; [`Page`] also tells what was skipped.
    ///
    /// ```
    /// use unspin::html::Document;
    /// use unspin::{Detector, Error};
    ///
    /// let document = |id, text| Document { id, text, date: None };
    /// let documents = [document("one", "The fox waited at the river."), document("two", "The fox waited, at the river!")];
    /// let detector = Detector::new();
    /// let report = detector.scan(&documents.map(|document| document.text))?;
    /// let mut page = Vec::new();
    /// report.write_html(&detector, &documents, &mut page).expect("memory takes all that is written");
    /// assert!(page.starts_with(b"<!DOCTYPE html>"));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of `out`, and of [`Report::comparison`].
    ///
    /// # Panics
    /// When there are not as many documents as the report counts.
    pub fn write_html(
        &self,
        detector: &Detector,
        documents: &[Document<'_>],
        out: impl Write,
    ) -> io::Result<()> {
        Page::new(detector, self, documents).write(out)
    }
}

impl<'a> Page<'a> {
    /// Pairs listed at most: what a browser still sorts and filters at once.
    pub const PAIRS: usize = 5_000;
    /// Bytes of a page: the texts and marks of the pairs shown side by side take no more than this less what the rest
    /// of the page needs.
    pub const BYTES: usize = 25_000_000;

    /// The page of a report over these documents, in the order in which they were scanned.
    ///
    /// # Panics
    /// When there are not as many documents as the report counts.
    #[must_use]
    pub fn new(detector: &'a Detector, report: &'a Report, documents: &'a [Document<'a>]) -> Self {
        assert_eq!(documents.len(), report.counts().documents, "the documents are those that were scanned");
        Self { detector, report, documents, skipped: &[], doubtful: &[], only: &[], originals: None }
    }

    /// Tells what gave no document, and why.
    #[must_use]
    pub const fn skipped(self, skipped: &'a [Note<'a>]) -> Self {
        Self { skipped, ..self }
    }

    /// Tells what was read with doubt, such as by a guessed encoding.
    #[must_use]
    pub const fn doubtful(self, doubtful: &'a [Note<'a>]) -> Self {
        Self { doubtful, ..self }
    }

    /// Lists pairs of these verdicts only; of all when there are none.
    #[must_use]
    pub const fn only(self, verdicts: &'a [Verdict]) -> Self {
        Self { only: verdicts, ..self }
    }

    /// Tells the original of each pair, in the order of [`Report::matches`], where more is known than the texts tell: see
    /// [`Comparison::original_given`](crate::Comparison::original_given). Without it the texts alone tell.
    ///
    /// # Panics
    /// When there are not as many as matches.
    #[must_use]
    pub fn originals(self, originals: &'a [Option<Original>]) -> Self {
        assert_eq!(originals.len(), self.report.matches().len(), "each match has an original or none");
        Self { originals: Some(originals), ..self }
    }

    /// Writes the page. Holds the comparisons of all its pairs, whatever memory the scan had.
    ///
    /// # Errors
    /// Those of the writer, and of [`Report::comparison`].
    ///
    /// # Panics
    /// When a text is not the one that was scanned.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        let is_listed = |found: &&Match| self.only.is_empty() || self.only.contains(&found.verdict());
        let mut matches: Vec<&Match> = self.report.matches().iter().filter(is_listed).collect();
        matches.sort_by(|one, other| by_strength(one, other));
        let read = |&found: &&Match| {
            let comparison = self.report.comparison(found).map_err(io::Error::other)?;
            Ok(Finding { documents: [found.left(), found.right()], comparison })
        };
        let findings = matches.iter().map(read).collect::<io::Result<Vec<_>>>()?;
        let boilerplate = boilerplate::boilerplate(self.report).map_err(io::Error::other)?;
        out.write_all(self.markup(&findings, &boilerplate).into_string().as_bytes())
    }

    fn markup(&self, matches: &[Finding], boilerplate: &Boilerplate) -> Markup {
        let listed = &matches[..matches.len().min(Self::PAIRS)];
        let sources = self.sources(listed, boilerplate);
        let pair = |(number, found)| {
            let [left, right] = Finding::documents(found).map(|document| &sources[&document]);
            Pair { number, found, left, right, original: self.original(found) }
        };
        let pairs: Vec<Pair> = (1..).zip(listed).map(pair).collect();
        let overview = self.overview(matches, listed.len());
        let table = table(&pairs);
        let around = views(pairs.iter().map(|pair| pair.view(&Columns::LeftOut)));
        let mut room = Shelf::new([&overview, &table, &around].map(|markup| markup.0.len()));
        let columns: Vec<Columns> = pairs.iter().map(|pair| room.columns(pair)).collect();
        html! {
            (DOCTYPE)
            html lang="en" {
                (meta())
                body {
                    (overview)
                    (table)
                    (views(pairs.iter().zip(&columns).map(|(pair, columns)| pair.view(columns))))
                    (flagged(&sources))
                    (texts(&sources, &room.texts))
                    section id="meaning" { h2 { "What the numbers mean" } (head::legend()) }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    /// The documents of the pairs listed.
    fn sources(&self, listed: &[Finding], boilerplate: &Boilerplate) -> BTreeMap<DocId, Source<'a>> {
        let documents: BTreeSet<DocId> = listed.iter().flat_map(Finding::documents).collect();
        let read = |document: DocId| {
            let boilerplate = boilerplate.get(&document).map(Vec::as_slice).unwrap_or_default();
            (document, Source::read(self.documents[document.index()], boilerplate))
        };
        documents.into_iter().map(read).collect()
    }

    /// Which document of a pair looks like the original.
    fn original(&self, found: &Finding) -> Option<Original> {
        let Some(originals) = self.originals else { return found.comparison().original() };
        let documents = |found: &Match| [found.left(), found.right()];
        let at = self.report.matches().binary_search_by_key(&found.documents(), documents).ok()?;
        originals[at].clone()
    }

    fn template(&self, cluster: &Cluster) -> Option<Template> {
        cluster.template(|document| self.documents[document.index()].text)
    }

    /// The name of a document as lists show it.
    fn name(&self, document: DocId) -> String {
        short_name(self.documents[document.index()].id)
    }

    /// The date of a document as it is shown.
    fn date(&self, document: DocId) -> Option<String> {
        self.documents[document.index()].date.map(short_name)
    }

    /// What comes before the table: the head, the chart and the clusters.
    fn overview(&self, matches: &[Finding], listed: usize) -> Markup {
        let number = |at: usize| (at < listed).then_some(at + 1);
        let links: Links = matches
            .iter()
            .enumerate()
            .map(|(at, found)| ((found.left(), found.right()), (found, number(at))))
            .collect();
        let has_link = |cluster: &&Cluster| {
            let head = cluster.representative();
            cluster.members().iter().any(|&member| links.contains_key(&(member.min(head), member.max(head))))
        };
        let clusters: Vec<&Cluster> = self.report.clusters().iter().filter(has_link).collect();
        html! {
            header {
                h1 { "Similar texts" }
                (head::head(self, matches, clusters.len()))
                @if !matches.is_empty() {
                    nav aria-label="Parts of this report" {
                        @for (part, words) in PARTS.into_iter().filter(|(part, _)| *part != "clusters" || !clusters.is_empty()) {
                            a href={ "#" (part) } { (words) } " "
                        }
                    }
                }
            }
            @if !matches.is_empty() {
                section id="scores" { h2 { "Scores" } (chart::chart(matches)) }
            }
            @if !clusters.is_empty() {
                section id="clusters" { h2 { "Clusters" } (clusters::cards(&clusters, &links, self)) }
            }
            @if matches.len() > listed {
                p class="flag" {
                    "This report lists the " (grouped(listed)) " pairs of highest score and leaves out the other "
                    (grouped(matches.len() - listed)) "; scan with " code { "--format jsonl" } " to have all."
                }
            }
        }
    }
}

/// The strongest first: by the score as it is shown, then by verdict, then by the words in common.
fn by_strength(one: &Match, other: &Match) -> Ordering {
    let score = |found: &Match| (100.0 * found.score()).round();
    score(other)
        .total_cmp(&score(one))
        .then(one.verdict().cmp(&other.verdict()))
        .then(other.covered().total_cmp(&one.covered()))
        .then((one.left(), one.right()).cmp(&(other.left(), other.right())))
}

fn meta() -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { "Similar texts" }
            style { (PreEscaped(STYLE)) }
        }
    }
}
