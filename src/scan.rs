//! Survey → report: candidates, verification, clusters.
//!
//! Every step runs on the caller's rayon pool and collects its results in the order of the documents.

use std::{borrow::Cow, collections::BTreeMap, io};

use rayon::prelude::*;

use crate::{
    comparison::Comparison,
    crowd::Crowds,
    detector::{Scope, Settings},
    error::{Error, ErrorKind},
    id::DocId,
    index::Caps,
    posting::{Ranking, STRETCH, Search, StemSets},
    recipe::Recipe,
    report::{Counts, Match, Report},
    store::Room,
    survey::{Row, Survey},
    texts::Texts,
    verdict::Verdict,
};

mod bench;
mod clusters;

use bench::{Bench, tour};
use clusters::list_large_by_representative;

/// Up to so many documents every pair is compared: in a folder of a few articles no word is rare, and 2,000 comparisons
/// cost a fifth of a second.
pub(crate) const COMPARED_IN_FULL: usize = 64;

/// Candidates that are compared before crowds are looked for.
const ROUND: usize = 4_096;
/// Pairs that one thread compares at a time.
const SHARE: usize = 64;

type Pair = (DocId, DocId);

/// Verified pairs, in order.
type Verified = BTreeMap<Pair, Comparison>;

/// A survey whose candidates are known, with its texts.
struct Scan<'t, T: ?Sized> {
    settings: Settings,
    rows: Vec<Row>,
    texts: &'t T,
}

/// Whether a comparison is a finding that was asked for.
pub(crate) fn is_wanted(comparison: &Comparison, scope: Scope) -> bool {
    match scope {
        Scope::Near => matches!(comparison.verdict(), Verdict::Exact | Verdict::Near),
        Scope::All => comparison.verdict().is_copy(),
    }
}

/// Whether every pair of so many documents is compared.
pub(crate) fn compares_in_full(settings: Settings, documents: usize) -> bool {
    settings.scope == Scope::All && documents <= COMPARED_IN_FULL
}

pub(crate) fn report<T: Texts + ?Sized>(survey: Survey, texts: &T) -> Result<Report, Error> {
    let mut counts = Counts { documents: survey.rows().len(), ..Counts::default() };
    let candidates = candidates(&survey, &mut counts.caps).map_err(|error| Error::spill(&error))?;
    counts.candidates = candidates.len();
    let scan = Scan { settings: survey.settings(), rows: survey.into_rows(), texts };
    let mut verified = scan.verify_candidates(&candidates, &mut counts)?;
    drop(candidates);
    scan.add_twins(&mut verified, &mut counts)?;
    verified.extend(scan.exact()?);
    let clusters = scan.clusters(&mut verified, &mut counts)?;
    list_large_by_representative(&clusters, &mut verified, &mut counts);
    let matches = verified.into_iter().filter(|(_, comparison)| is_wanted(comparison, scan.settings.scope));
    let matches = matches.map(|((left, right), comparison)| Match { left, right, comparison }).collect();
    let all = || (0..scan.rows.len()).filter_map(DocId::new);
    let words = |id: &DocId| scan.words(*id);
    Ok(Report {
        matches,
        clusters,
        counts,
        short: all().filter(|id| (1..scan.settings.min_words).contains(&words(id))).collect(),
        empty: all().filter(|id| words(id) == 0).collect(),
        recipe: Recipe::default().id(),
    }
    .with_spun())
}

/// The pairs that any channel proposes, each once, in order.
fn candidates(survey: &Survey, caps: &mut Caps) -> io::Result<Vec<Pair>> {
    let rows = survey.rows();
    if compares_in_full(survey.settings(), rows.len()) {
        let all = (0..rows.len()).filter_map(DocId::new);
        return Ok(all_pairs(&all.filter(|id| rows[id.index()].first == *id).collect::<Vec<_>>()));
    }
    let (mut found, left_out) = survey.banded()?;
    *caps = left_out;
    if survey.settings().scope == Scope::All {
        found.extend(by_stems(survey)?);
    }
    found.par_sort_unstable();
    found.dedup();
    Ok(found)
}

fn by_stems(survey: &Survey) -> io::Result<Vec<Pair>> {
    let ranking = Ranking::new(survey)?;
    let search = |(search, room): &mut (Search, Room), first: usize| {
        let ids = first..survey.documents().min(first + STRETCH);
        let mut rest = survey.read(ids.clone(), room)?;
        let mut pairs = Vec::new();
        for id in ids.filter_map(DocId::new) {
            let (stems, after) = rest.split_at(survey.size(id));
            let others = ranking.candidates_of((id, stems), survey, search)?;
            let others = others.into_iter().filter(|&other| other != id);
            pairs.extend(others.map(|other| (id.min(other), id.max(other))));
            rest = after;
        }
        Ok(pairs)
    };
    let stretches = (0..survey.documents()).into_par_iter().step_by(STRETCH);
    let pairs: Vec<Vec<Pair>> = stretches.map_init(Default::default, search).collect::<io::Result<_>>()?;
    Ok(pairs.into_iter().flatten().collect())
}

impl<'t, T: Texts + ?Sized> Scan<'t, T> {
    fn text(&self, id: DocId) -> Result<Cow<'t, str>, Error> {
        let unreadable = |error: io::Error| {
            Error::new(ErrorKind::TextUnreadable { document: id.index(), reason: error.to_string() })
        };
        self.texts.text(id).map_err(unreadable)
    }

    fn words(&self, id: DocId) -> usize {
        self.rows[id.index()].words as usize
    }

    /// Compares the candidates, which are sorted, but for those within crowds.
    fn verify_candidates(&self, pairs: &[Pair], counts: &mut Counts) -> Result<Verified, Error> {
        let mut crowds = Crowds::new(self.rows.len());
        let mut verified = Verified::new();
        let mut rest = pairs.iter().copied().peekable();
        while rest.peek().is_some() {
            let seen = rest.len();
            let round: Vec<Pair> = rest.by_ref().filter(|&pair| !crowds.holds(pair)).take(ROUND).collect();
            counts.compared += round.len();
            counts.in_crowds += seen - rest.len() - round.len();
            for (pair, comparison) in self.verify(&round)? {
                if self.joins(&comparison) {
                    crowds.note(pair);
                }
                verified.insert(pair, comparison);
            }
        }
        Ok(verified)
    }

    /// Whether a comparison makes two documents members of one cluster.
    fn joins(&self, comparison: &Comparison) -> bool {
        !matches!(comparison.verdict(), Verdict::Partial) && is_wanted(comparison, self.settings.scope)
    }

    /// Compares the pairs, which are sorted.
    fn verify(&self, pairs: &[Pair]) -> Result<Vec<(Pair, Comparison)>, Error> {
        let pairs = tour(pairs);
        let compared =
            pairs.par_chunks(SHARE).map_init(Bench::default, |bench, pairs| bench.compare(self, pairs));
        let compared: Vec<Vec<_>> = compared.collect::<Result<_, _>>()?;
        let mut compared: Vec<_> = compared.into_iter().flatten().collect();
        compared.sort_unstable_by_key(|&(pair, _)| pair);
        Ok(compared)
    }

    /// The documents whose words another has, each behind the first of them.
    fn same_words(&self) -> impl Iterator<Item = Pair> {
        let all = self.rows.iter().enumerate().filter_map(|(at, row)| Some((row.first, DocId::new(at)?)));
        all.filter(|(first, id)| first != id)
    }

    /// Compares the exact copies of a document with what the document itself is a copy of, a few for each: the indexes
    /// hold the first of them only.
    fn add_twins(&self, verified: &mut Verified, counts: &mut Counts) -> Result<(), Error> {
        let mut twins: BTreeMap<DocId, Vec<DocId>> = BTreeMap::new();
        for (first, id) in self.same_words() {
            let twins = twins.entry(first).or_default();
            if twins.len() < Report::LISTED_IN_FULL {
                twins.push(id);
            }
        }
        let of = |id: DocId| std::iter::once(id).chain(twins.get(&id).into_iter().flatten().copied());
        let all = |&(left, right): &Pair| {
            of(left)
                .flat_map(move |one| of(right).map(move |other| (one.min(other), one.max(other))))
                .collect::<Vec<_>>()
        };
        let pairs = verified.keys().flat_map(all).collect();
        self.add_missing(verified, counts, pairs)
    }

    /// The documents of equal words, each with the first of them.
    fn exact(&self) -> Result<Vec<(Pair, Comparison)>, Error> {
        let mut pairs: Vec<Pair> = self.same_words().collect();
        pairs.sort_unstable();
        self.verify(&pairs)
    }

    /// Compares those of the pairs that were no candidates.
    fn add_missing(
        &self,
        verified: &mut Verified,
        counts: &mut Counts,
        mut pairs: Vec<Pair>,
    ) -> Result<(), Error> {
        pairs.retain(|pair| !verified.contains_key(pair));
        pairs.sort_unstable();
        counts.compared += pairs.len();
        verified.extend(self.verify(&pairs)?);
        Ok(())
    }
}

fn all_pairs(documents: &[DocId]) -> Vec<Pair> {
    let pairs = documents
        .iter()
        .enumerate()
        .flat_map(|(at, &left)| documents[at + 1..].iter().map(move |&right| (left, right)));
    pairs.collect()
}
