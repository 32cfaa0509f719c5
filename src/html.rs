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
mod facts;
mod flags;
mod head;
mod layout;
mod pair;
mod quote;
mod source;
mod visible;
mod wording;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    cluster::Cluster,
    detector::Detector,
    id::DocId,
    report::{Match, Report},
    verdict::Verdict,
};
use clusters::Links;
use layout::{Sentences, encoded, layout};
use pair::{Columns, Pair, place};
use source::Source;
use visible::{name, short_name, show};
use wording::{VERDICTS, counted, grouped};

const SCRIPT: &str = include_str!("html/script.js");
const STYLE: &str = include_str!("html/style.css");

/// The policy of the page: nothing from anywhere, and inline only what has these hashes, which a test recomputes.
const POLICY: &str = "default-src 'none'; \
    script-src 'sha256-mHwjHDr+gnn/W90m29vNFlZYiWSK4kdzC1H0/mMGtdo='; \
    style-src 'sha256-g4Ba6BwLALpVnfH1wPcfAtHrbcw2AKZtammP+fh4Ulo='; \
    base-uri 'none'; form-action 'none'";

/// Rows of the table that are laid out before more are asked for.
const ROWS: usize = 200;

/// Bytes of pairs that are written out, for readers without script: some two hundred pairs of articles.
const DRAWN_BYTES: usize = 1_500_000;

/// Bytes for style, script, the list of flags and the headings of the texts.
const RESERVED: usize = 1_000_000;

/// The parts of a page, with the words that lead there.
const PARTS: [(&str, &str); 5] = [
    ("clusters", "Clusters"),
    ("pairs", "Pairs"),
    ("views", "Side by side"),
    ("texts", "Texts"),
    ("meaning", "What the numbers mean"),
];

/// Documents with flags that are listed.
const FLAGGED: usize = 200;

/// A document by the name that the page calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// The name.
    pub id: &'a str,
    /// The text that was scanned.
    pub text: &'a str,
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
///     Document { id: "one.txt", text: "The fox waited at the river." },
///     Document { id: "two.txt", text: "The fox waited, at the river!" },
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
        Self { detector, report, documents, skipped: &[], doubtful: &[], only: &[] }
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

    /// Writes the page.
    ///
    /// # Errors
    /// Those of the writer.
    ///
    /// # Panics
    /// When a text is not the one that was scanned.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        let is_listed =
            |found: &&Match| self.only.is_empty() || self.only.contains(&found.comparison().verdict());
        let mut matches: Vec<&Match> = self.report.matches().iter().filter(is_listed).collect();
        matches.sort_by(|one, other| by_strength(one, other));
        out.write_all(self.markup(&matches).into_string().as_bytes())
    }

    fn markup<'m>(&'m self, matches: &[&'m Match]) -> Markup {
        let listed = &matches[..matches.len().min(Self::PAIRS)];
        let sources = self.sources(listed);
        let pair = |(number, found): (usize, &&'m Match)| {
            let [left, right] = [found.left(), found.right()].map(|document| &sources[&document]);
            Pair { number, found, left, right }
        };
        let pairs: Vec<Pair> = (1..).zip(listed).map(pair).collect();
        let overview = self.overview(matches, listed.len());
        let table = table(&pairs);
        let around = views(pairs.iter().map(|pair| pair.view(&Columns::LeftOut)));
        let mut shelf = Shelf::new([&overview, &table, &around].map(|markup| markup.0.len()));
        let columns: Vec<Columns> = pairs.iter().map(|pair| shelf.columns(pair)).collect();
        html! {
            (DOCTYPE)
            html lang="en" {
                (meta())
                body {
                    (overview)
                    (table)
                    (views(pairs.iter().zip(&columns).map(|(pair, columns)| pair.view(columns))))
                    (flagged(&sources))
                    (texts(&sources, &shelf.texts))
                    section id="meaning" { h2 { "What the numbers mean" } (head::legend()) }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    /// The documents of the pairs listed.
    fn sources(&self, listed: &[&Match]) -> BTreeMap<DocId, Source<'a>> {
        let boilerplate = boilerplate::boilerplate(self.report);
        let documents: BTreeSet<DocId> =
            listed.iter().flat_map(|found| [found.left(), found.right()]).collect();
        let read = |document: DocId| {
            let Document { id, text } = self.documents[document.index()];
            let boilerplate = boilerplate.get(&document).map(Vec::as_slice).unwrap_or_default();
            (document, Source::read(id, text, boilerplate))
        };
        documents.into_iter().map(read).collect()
    }

    /// What comes before the table: the head, the chart and the clusters.
    fn overview(&self, matches: &[&Match], listed: usize) -> Markup {
        let number = |at: usize| (at < listed).then_some(at + 1);
        let links: Links = matches
            .iter()
            .enumerate()
            .map(|(at, &found)| ((found.left(), found.right()), (found, number(at))))
            .collect();
        let has_link = |cluster: &&Cluster| {
            let head = cluster.representative();
            cluster.members().iter().any(|&member| links.contains_key(&(member.min(head), member.max(head))))
        };
        let clusters: Vec<&Cluster> = self.report.clusters().iter().filter(has_link).collect();
        let name = |document: DocId| short_name(self.documents[document.index()].id);
        html! {
            header {
                h1 { "Similar texts" }
                (head::head(self, matches, clusters.len()))
                nav aria-label="Parts of this report" {
                    @for (part, words) in PARTS { a href={ "#" (part) } { (words) } " " }
                }
            }
            @if !matches.is_empty() {
                section id="scores" { h2 { "Scores" } (chart::chart(matches)) }
            }
            @if !clusters.is_empty() {
                section id="clusters" { h2 { "Clusters" } (clusters::cards(&clusters, &links, &name)) }
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

/// The strongest first: by score, then by verdict, then by the words in common.
fn by_strength(one: &Match, other: &Match) -> Ordering {
    let covered = |found: &Match| {
        let evidence = found.comparison().evidence();
        evidence.covered_left.min(evidence.covered_right)
    };
    let (first, second) = (one.comparison(), other.comparison());
    second
        .score()
        .total_cmp(&first.score())
        .then(first.verdict().cmp(&second.verdict()))
        .then(covered(other).total_cmp(&covered(one)))
        .then((one.left(), one.right()).cmp(&(other.left(), other.right())))
}

/// What is shown of the pairs side by side, within the room that the rest of the page leaves.
struct Shelf {
    room: usize,
    /// Room for pairs that are written out.
    drawn: usize,
    texts: BTreeMap<DocId, Markup>,
}

impl Shelf {
    /// What is left beside parts of these sizes, and some for the list of flags, style and script.
    fn new(parts: [usize; 3]) -> Self {
        let taken = RESERVED + parts.iter().sum::<usize>();
        Self { room: Page::BYTES.saturating_sub(taken), drawn: DRAWN_BYTES, texts: BTreeMap::new() }
    }

    /// The columns of a pair, written out while there is room for that, else encoded while both texts fit.
    fn columns(&mut self, pair: &Pair) -> Columns {
        let sources = [pair.left, pair.right];
        let comparison = pair.found.comparison();
        let numbered = match comparison.verdict() {
            Verdict::Rewritten => Sentences::Numbered,
            _ => Sentences::Bare,
        };
        let layout = layout(
            comparison,
            sources.map(|source| source.text),
            sources.map(|source| &source.backdrop),
            numbered,
        );
        let documents = [pair.found.left(), pair.found.right()];
        let missing =
            documents.into_iter().zip(sources).filter(|(document, _)| !self.texts.contains_key(document));
        let missing: Vec<(DocId, Markup)> =
            missing.map(|(document, source)| (document, text(source))).collect();
        let texts: usize = missing.iter().map(|(_, text)| text.0.len()).sum();
        let drawn = (self.drawn > 0).then(|| pair.drawn(&layout));
        let (columns, size) = match drawn.filter(|drawn| drawn.0.len() <= self.drawn) {
            Some(drawn) => {
                let size = drawn.0.len();
                (Columns::Drawn(drawn), size)
            }
            None => {
                let codes = [0, 1].map(|side| encoded(sources[side].text, &layout.sides[side]));
                let size = codes.iter().map(String::len).sum();
                (Columns::Encoded(codes), size)
            }
        };
        if texts + size > self.room {
            return Columns::LeftOut;
        }
        self.room -= texts + size;
        if matches!(columns, Columns::Drawn(_)) {
            self.drawn -= size;
        }
        self.texts.extend(missing);
        columns
    }
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

/// The controls, which a script shows, and the table of the pairs.
fn table(pairs: &[Pair]) -> Markup {
    let columns =
        ["#", "left", "right", "verdict", "score", "of the left", "of the right", "swapped", "resemblance"];
    let (first, rest) = pairs.split_at(pairs.len().min(ROWS));
    html! {
        section id="pairs" {
            h2 { "Pairs" }
            @if pairs.is_empty() { p { "No pairs of similar texts were found." } }
            @else {
                form id="filter" hidden {
                    label { "Name " input id="search" type="search" autocomplete="off"; }
                    label { "Verdict " select id="verdict" { option value="" { "all" } @for verdict in VERDICTS { option { (verdict.name()) } } } }
                    label { "Score from " input id="from" type="number" min="0" max="1" step="0.01"; }
                    label { "to " input id="to" type="number" min="0" max="1" step="0.01"; }
                    button type="reset" { "Show all" }
                    output id="count" for="search verdict from to" {}
                    button type="button" id="csv" { "Save as CSV" }
                    button type="button" id="json" { "Save as JSON" }
                }
                div class="scroll" {
                    table {
                        thead { tr { @for column in columns { th scope="col" { (column) } } } }
                        tbody { @for pair in first { (pair.row()) } }
                        @if !rest.is_empty() { tbody class="rest" { @for pair in rest { (pair.row()) } } }
                    }
                }
                p { button type="button" id="more" hidden { "Show more rows" } }
            }
        }
    }
}

/// All pairs side by side, with the switches and the key to the marks.
fn views(pairs: impl Iterator<Item = Markup>) -> Markup {
    html! {
        section id="views" {
            h2 { "Side by side" }
            p class="key" {
                "Marks: " span class="passage" { a class="badge" { "1" } "same words" } ", "
                mark { "swapped" } ", " span class="moved" { "moved" } " (" span class="badge" { "2 ⇅" } " a moved passage), "
                del { "left only" } ", " ins { "right only" } ", outside all passages. "
                "A number leads to its passage on the other side, and so do the arrow keys."
            }
            p class="switches" {
                label { input type="checkbox" id="quotations"; " grey out " span class="quotation" { "quotations" } }
                " "
                label { input type="checkbox" id="boilerplate"; " grey out " span class="boilerplate" { "shared boilerplate" } }
            }
            @for pair in pairs { (pair) }
        }
    }
}

/// The documents with something to know of their characters.
fn flagged(sources: &BTreeMap<DocId, Source>) -> Markup {
    let flagged: Vec<_> = sources.iter().filter(|(_, source)| !source.flags.is_empty()).collect();
    html! {
        @if !flagged.is_empty() {
            section id="flags" {
                h2 { "Characters worth a look" }
                p { "None of this speaks against a text; each has honest causes too." }
                ul {
                    @for (document, source) in flagged.iter().take(FLAGGED) {
                        li { a href={ "#t" (place(**document)) } { bdi { (short_name(source.id)) } } ": " (source.flags.join("; ")) }
                    }
                }
                @if flagged.len() > FLAGGED { p { "and " (counted(flagged.len() - FLAGGED, "more text")) } }
            }
        }
    }
}

/// The texts, each once: to be read, and for the script to draw pairs from.
fn texts(sources: &BTreeMap<DocId, Source>, texts: &BTreeMap<DocId, Markup>) -> Markup {
    html! {
        @if !sources.is_empty() {
            section id="texts" {
                h2 { "Texts" }
                details {
                    summary { "The " (counted(sources.len(), "text")) " of these pairs in full" }
                    @for (document, source) in sources {
                        article id={ "t" (place(*document)) } {
                            @match texts.get(document) {
                                Some(text) => (text),
                                None => { h3 { bdi { (short_name(source.id)) } } p { "Not in this report, which would be too large." } },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn text(source: &Source) -> Markup {
    html! {
        h3 { bdi { (name(source.id)) } }
        p { small { (counted(source.words, "word")) } }
        div class="text" dir="auto" { (show(source.text, 0..source.text.len())) }
    }
}
