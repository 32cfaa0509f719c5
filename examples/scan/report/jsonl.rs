//! A finished scan → JSON lines: `match`, `cluster`, `template`, `guessed`, `skipped`, `short`, `empty`, and one `summary` at the end.
//!
//! The same documents give the same bytes on every run, by any number of threads. Space is that of some lines.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use unspin::{DocId, Match, Scope, Verdict};

use crate::arguments::Kind;
use crate::finding::{Finding, write_line};
use crate::scanned::{Group, Scanned};

/// Pairs that are made into lines before these are written: a megabyte.
const ROUND: usize = 1_024;
/// Pairs that one thread makes into lines at a time.
const SHARE: usize = 64;

/// Documents that are copies of one of them.
#[derive(Serialize)]
#[serde(tag = "type", rename = "cluster")]
struct Cluster<'a> {
    /// Counted from 1 within the report.
    id: usize,
    representative: &'a str,
    /// All, the representative among them, in the order in which they were read.
    members: Vec<&'a str>,
}

/// The template behind the spun copies of a cluster.
#[derive(Serialize)]
#[serde(tag = "type", rename = "template")]
struct Template<'a> {
    /// The cluster.
    id: usize,
    /// The documents that it was recovered from.
    members: Vec<&'a str>,
    spintax: String,
    parts: Vec<Part<'a>>,
}

/// What all members have, or what they choose from.
#[derive(Serialize)]
#[serde(untagged)]
enum Part<'a> {
    Fixed(&'a str),
    Slot(Vec<Choice<'a>>),
}

#[derive(Serialize)]
struct Choice<'a> {
    text: &'a str,
    count: usize,
}

/// A document whose encoding was guessed.
#[derive(Serialize)]
#[serde(tag = "type", rename = "guessed")]
struct Guessed<'a> {
    id: &'a str,
    encoding: &'static str,
}

/// Something met that gave no document.
#[derive(Serialize)]
#[serde(tag = "type", rename = "skipped")]
struct Skipped<'a> {
    path: &'a str,
    reason: String,
}

/// A document with too few words for anything but an exact copy.
#[derive(Serialize)]
#[serde(tag = "type", rename = "short")]
struct Short<'a> {
    id: &'a str,
    words: usize,
}

/// A document without words.
#[derive(Serialize)]
#[serde(tag = "type", rename = "empty")]
struct Empty<'a> {
    id: &'a str,
}

/// What was looked at and what was left out: `seen = scanned + skipped`; short and empty documents are among the scanned.
#[derive(Serialize)]
#[serde(tag = "type", rename = "summary")]
struct Summary {
    seen: usize,
    scanned: usize,
    skipped: usize,
    short: usize,
    empty: usize,
    /// Documents whose date was given.
    dated: usize,
    matches: Matches,
    clusters: usize,
    candidates: usize,
    compared: usize,
    caps: Caps,
    large_clusters: usize,
    recipe: String,
    version: &'static str,
    settings: Settings,
}

/// The pairs reported, by verdict.
#[derive(Default, Serialize)]
struct Matches {
    exact: usize,
    near: usize,
    spun: usize,
    rewritten: usize,
    partial: usize,
}

/// What was left out where documents have very many that are alike.
#[derive(Serialize)]
struct Caps {
    hot_buckets: u64,
    pairs_not_formed: u64,
    pairs_too_many: u64,
    in_crowds: usize,
}

/// What the result depends on beside the documents.
#[derive(Serialize)]
struct Settings {
    scope: &'static str,
    min_words: usize,
    /// The kinds asked for; none when all were.
    only: Vec<&'static str>,
}

/// Writes the whole report.
pub(super) fn write(writer: &mut dyn Write, scanned: &Scanned<'_>) -> io::Result<()> {
    let mut matches = Matches::default();
    scanned.matches().for_each(|found| matches.count(found.verdict()));
    write_matches(writer, scanned)?;
    let groups = scanned.groups();
    for (i, group) in groups.iter().enumerate() {
        write_line(writer, &cluster(scanned, i + 1, group))?;
        if let Some(found) = scanned.template(group)? {
            write_line(writer, &template(scanned, i + 1, &found))?;
        }
    }
    write_unsearched(writer, scanned)?;
    write_line(writer, &summary(scanned, matches, groups.len()))
}

/// Writes the pairs, which all threads make into lines, some at a time.
fn write_matches(writer: &mut dyn Write, scanned: &Scanned<'_>) -> io::Result<()> {
    let matches: Vec<&Match> = scanned.matches().collect();
    for round in matches.chunks(ROUND) {
        let lines = |share: &[&Match]| {
            let mut lines = Vec::new();
            share.iter().try_for_each(|found| write_match(&mut lines, scanned, found)).map(|()| lines)
        };
        let shares: Vec<_> = round.par_chunks(SHARE).map(lines).collect::<io::Result<_>>()?;
        shares.iter().try_for_each(|lines| writer.write_all(lines))?;
    }
    Ok(())
}

fn write_match(writer: &mut dyn Write, scanned: &Scanned<'_>, found: &Match) -> io::Result<()> {
    let ids = (scanned.id(found.left()), scanned.id(found.right()));
    let comparison = scanned.comparison(found)?;
    let original = scanned.original(found, &comparison);
    let told = scanned.told(found, &comparison)?;
    write_line(writer, &Finding::new(ids, &comparison, original.as_ref(), told))
}

fn cluster<'a>(scanned: &'a Scanned<'_>, id: usize, group: &Group<'_>) -> Cluster<'a> {
    let mut members: Vec<DocId> = group.copies.iter().map(|pair| group.member(pair)).collect();
    members.push(group.representative);
    members.sort_unstable();
    let members = members.into_iter().map(|member| scanned.id(member)).collect();
    Cluster { id, representative: scanned.id(group.representative), members }
}

fn template<'a>(scanned: &'a Scanned<'_>, id: usize, found: &'a unspin::Template) -> Template<'a> {
    let part = |part: &'a unspin::Part| match part {
        unspin::Part::Fixed(text) => Part::Fixed(text),
        unspin::Part::Slot(slot) => {
            let choice =
                |choice: &'a unspin::Choice| Choice { text: &choice.text, count: choice.members.len() };
            Part::Slot(slot.choices.iter().map(choice).collect())
        }
    };
    Template {
        id,
        members: found.members().iter().map(|&member| scanned.id(member)).collect(),
        spintax: found.to_string(),
        parts: found.parts().iter().map(part).collect(),
    }
}

/// Writes what was read by a guess, in part or not at all.
fn write_unsearched(writer: &mut dyn Write, scanned: &Scanned<'_>) -> io::Result<()> {
    for guess in &scanned.read.guessed {
        write_line(writer, &Guessed { id: &guess.id, encoding: guess.encoding })?;
    }
    for skipped in &scanned.read.skipped {
        write_line(writer, &Skipped { path: &skipped.path, reason: skipped.reason.to_string() })?;
    }
    for &document in scanned.report.short() {
        write_line(writer, &Short { id: scanned.id(document), words: scanned.words(document)? })?;
    }
    for &document in scanned.report.empty() {
        write_line(writer, &Empty { id: scanned.id(document) })?;
    }
    Ok(())
}

fn summary(scanned: &Scanned<'_>, matches: Matches, clusters: usize) -> Summary {
    let (read, report) = (&scanned.read, &scanned.report);
    let counts = report.counts();
    Summary {
        seen: read.seen,
        scanned: read.documents.len(),
        skipped: read.skipped.len(),
        short: report.short().len(),
        empty: report.empty().len(),
        dated: scanned.dated(),
        matches,
        clusters,
        candidates: counts.candidates,
        compared: counts.compared,
        caps: Caps {
            hot_buckets: counts.caps.hot_buckets,
            pairs_not_formed: counts.caps.pairs_not_formed,
            pairs_too_many: counts.caps.pairs_too_many,
            in_crowds: counts.in_crowds,
        },
        large_clusters: counts.large_clusters,
        recipe: report.recipe().to_string(),
        version: env!("CARGO_PKG_VERSION"),
        settings: settings(scanned),
    }
}

fn settings(scanned: &Scanned<'_>) -> Settings {
    let scope = match scanned.detector.scope() {
        Scope::Near => "near",
        Scope::All => "all",
    };
    let only = Kind::ALL.into_iter().filter(|kind| scanned.only.contains(kind)).map(Kind::name).collect();
    Settings { scope, min_words: scanned.detector.min_words(), only }
}

impl Matches {
    fn count(&mut self, verdict: Verdict) {
        *match Kind::of(verdict) {
            Some(Kind::Exact) => &mut self.exact,
            Some(Kind::Near) => &mut self.near,
            Some(Kind::Spun) => &mut self.spun,
            Some(Kind::Rewritten) => &mut self.rewritten,
            Some(Kind::Partial) => &mut self.partial,
            None => return,
        } += 1;
    }
}
