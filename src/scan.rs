//! Survey → report: candidates, verification, clusters.
//!
//! Every step runs on the caller's rayon pool and collects its results in the order of the documents.

use std::{borrow::Cow, collections::BTreeMap, io, sync::Arc};

use rayon::prelude::*;

use crate::{
    archive::{Archive, Packed},
    crowd::Crowds,
    detector::{Scope, Settings},
    error::{Error, ErrorKind},
    id::DocId,
    index::Caps,
    posting::{Ranking, Search},
    recipe::Recipe,
    report::{Counts, Match, Report},
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

/// Verified pairs, in order, with their comparisons put down.
#[derive(Debug, Default)]
struct Verified {
    matches: BTreeMap<Pair, Match>,
    archive: Archive,
}

/// A survey whose candidates are known, with its texts.
struct Scan<'t, T: ?Sized> {
    settings: Settings,
    rows: Vec<Row>,
    texts: &'t T,
}

/// Whether a verdict is a finding that was asked for.
pub(crate) fn is_wanted(verdict: Verdict, scope: Scope) -> bool {
    match scope {
        Scope::Near => matches!(verdict, Verdict::Exact | Verdict::Near),
        Scope::All => verdict.is_copy(),
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
    let settings = survey.settings();
    let archive = Archive::new(survey.beside().map_err(|error| Error::spill(&error))?);
    let scan = Scan { settings, rows: survey.into_rows(), texts };
    let mut verified = Verified { archive, ..Verified::default() };
    scan.verify_candidates(&candidates, &mut verified, &mut counts)?;
    drop(candidates);
    scan.add_twins(&mut verified, &mut counts)?;
    scan.add_exact(&mut verified, &mut counts)?;
    let clusters = scan.clusters(&mut verified, &mut counts)?;
    list_large_by_representative(&clusters, &mut verified, &mut counts);
    let matches = verified.matches.into_values();
    let matches = matches.filter(|found| is_wanted(found.verdict(), scan.settings.scope)).collect();
    let all = || (0..scan.rows.len()).filter_map(DocId::new);
    let words = |id: &DocId| scan.words(*id);
    Report {
        matches,
        archive: Arc::new(verified.archive),
        clusters,
        counts,
        short: all().filter(|id| (1..scan.settings.min_words).contains(&words(id))).collect(),
        empty: all().filter(|id| words(id) == 0).collect(),
        recipe: Recipe::default().id(),
    }
    .with_spun()
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
        let (pairs, left_out) = by_stems(survey)?;
        found.extend(pairs);
        caps.pairs_too_many += left_out;
    }
    found.par_sort_unstable();
    found.dedup();
    Ok(found)
}

/// The pairs that share rare stems, and how many more did.
fn by_stems(survey: &Survey) -> io::Result<(Vec<Pair>, u64)> {
    let ranking = Ranking::new(survey, survey.beside()?, survey.sorted())?;
    let search = |search: &mut Search, ids| {
        let (mut pairs, before) = (Vec::new(), search.left_out);
        ranking.candidates_of(ids, survey, search, |id, others| {
            let others = others.into_iter().filter(|&other| other != id);
            pairs.extend(others.map(|other| (id.min(other), id.max(other))));
        })?;
        Ok((pairs, search.left_out - before))
    };
    let shares = ranking.shares().into_par_iter();
    let found: Vec<_> = shares.map_init(Search::default, search).collect::<io::Result<_>>()?;
    let (pairs, left_out): (Vec<Vec<Pair>>, Vec<u64>) = found.into_iter().unzip();
    Ok((pairs.into_iter().flatten().collect(), left_out.into_iter().sum()))
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
    fn verify_candidates(
        &self,
        pairs: &[Pair],
        verified: &mut Verified,
        counts: &mut Counts,
    ) -> Result<(), Error> {
        let mut crowds = Crowds::new(self.rows.len());
        let mut rest = pairs.iter().copied().peekable();
        while rest.peek().is_some() {
            let seen = rest.len();
            let round: Vec<Pair> = rest.by_ref().filter(|&pair| !crowds.holds(pair)).take(ROUND).collect();
            counts.compared += round.len();
            counts.in_crowds += seen - rest.len() - round.len();
            for found in self.verify_round(&round, verified)? {
                if self.joins(&found) {
                    crowds.note((found.left(), found.right()));
                }
            }
        }
        Ok(())
    }

    /// Whether a match makes two documents members of one cluster.
    fn joins(&self, found: &Match) -> bool {
        !matches!(found.verdict(), Verdict::Partial) && is_wanted(found.verdict(), self.settings.scope)
    }

    /// Compares the pairs, some at a time.
    fn verify(&self, pairs: &[Pair], verified: &mut Verified) -> Result<(), Error> {
        pairs.chunks(ROUND).try_for_each(|round| self.verify_round(round, verified).map(drop))
    }

    /// Compares the pairs, which are sorted. Returns the matches, sorted, which are noted.
    fn verify_round(&self, pairs: &[Pair], verified: &mut Verified) -> Result<Vec<Match>, Error> {
        let pairs = tour(pairs);
        let compared =
            pairs.par_chunks(SHARE).map_init(Bench::default, |bench, pairs| bench.compare(self, pairs));
        let compared: Vec<Vec<_>> = compared.collect::<Result<_, _>>()?;
        let mut compared: Vec<(Match, Packed)> = compared.into_iter().flatten().collect();
        compared.sort_unstable_by_key(|(found, _)| (found.left(), found.right()));
        let (matches, packed): (Vec<Match>, Vec<Packed>) = compared.into_iter().unzip();
        verified.note(matches, &packed).map_err(|error| Error::spill(&error))
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
        let pairs = verified.matches.keys().flat_map(all).collect();
        self.add_missing(verified, counts, pairs)
    }

    /// Compares the documents of equal words, each with the first of them.
    fn add_exact(&self, verified: &mut Verified, counts: &mut Counts) -> Result<(), Error> {
        let mut pairs: Vec<Pair> = self.same_words().collect();
        pairs.sort_unstable();
        counts.compared += pairs.len();
        self.verify(&pairs, verified)
    }

    /// Compares those of the pairs that were no candidates.
    fn add_missing(
        &self,
        verified: &mut Verified,
        counts: &mut Counts,
        mut pairs: Vec<Pair>,
    ) -> Result<(), Error> {
        pairs.retain(|pair| !verified.matches.contains_key(pair));
        pairs.sort_unstable();
        counts.compared += pairs.len();
        self.verify(&pairs, verified)
    }
}

impl Verified {
    /// Notes matches, whose comparisons are put down.
    fn note(&mut self, mut matches: Vec<Match>, packed: &[Packed]) -> io::Result<Vec<Match>> {
        for (found, place) in matches.iter_mut().zip(self.archive.put(packed)?) {
            found.place = place;
            self.matches.insert((found.left(), found.right()), *found);
        }
        Ok(matches)
    }

    /// The match of two documents.
    fn get(&self, one: DocId, other: DocId) -> Option<&Match> {
        self.matches.get(&(one.min(other), one.max(other)))
    }

    /// The matches of a left document.
    fn of_left(&self, left: DocId) -> impl Iterator<Item = &Match> {
        self.matches
            .range((left, left)..)
            .map(|(_, found)| found)
            .take_while(move |found| found.left() == left)
    }
}

fn all_pairs(documents: &[DocId]) -> Vec<Pair> {
    let pairs = documents
        .iter()
        .enumerate()
        .flat_map(|(at, &left)| documents[at + 1..].iter().map(move |&right| (left, right)));
    pairs.collect()
}
