//! Collection → report: candidates, verification, clusters.
//!
//! Every step runs on the caller's rayon pool and collects its results in the order of the documents.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    cluster::{Cluster, components},
    collection::Collection,
    comparison::{Comparison, Judge, Reading},
    detector::Scope,
    id::DocId,
    index::{Caps, Index, Pairs},
    posting::Search,
    profile::Profile,
    recipe::Recipe,
    report::{Counts, Match, Report},
    verdict::Verdict,
};

/// Up to so many documents every pair is compared: in a folder of a few articles no word is rare, and 2,000 comparisons
/// cost a fifth of a second.
pub(crate) const COMPARED_IN_FULL: usize = 64;

type Pair = (DocId, DocId);

/// Verified pairs, in order.
type Verified = BTreeMap<Pair, Comparison>;

pub(crate) fn report<D: AsRef<str> + Sync>(collection: &mut Collection<D>) -> Report {
    let mut counts = Counts { documents: collection.documents.len(), ..Counts::default() };
    let candidates = candidates(collection, &mut counts.caps);
    counts.candidates = candidates.len();
    counts.compared = candidates.len();
    let mut verified = verify(collection, &candidates);
    add_twins(collection, &mut verified, &mut counts);
    verified.extend(exact(collection));
    let clusters = clusters(collection, &mut verified, &mut counts);
    list_large_by_representative(&clusters, &mut verified, &mut counts);
    let matches = verified.into_iter().filter(|(_, comparison)| collection.is_wanted(comparison));
    let matches = matches.map(|((left, right), comparison)| Match { left, right, comparison }).collect();
    let all = || (0..collection.documents.len()).filter_map(DocId::new);
    let words = |id: &DocId| collection.documents[id.index()].words;
    Report {
        matches,
        clusters,
        counts,
        short: all().filter(|id| (1..collection.settings.min_words).contains(&words(id))).collect(),
        empty: all().filter(|id| words(id) == 0).collect(),
        recipe: Recipe::default().id(),
    }
    .with_spun()
}

/// Whether every pair of the collection is compared.
pub(crate) fn compares_in_full<D>(collection: &Collection<D>) -> bool {
    collection.settings.scope == Scope::All && collection.documents.len() <= COMPARED_IN_FULL
}

/// The pairs that any channel proposes, each once, in order.
fn candidates<D: AsRef<str> + Sync>(collection: &mut Collection<D>, caps: &mut Caps) -> Vec<Pair> {
    if compares_in_full(collection) {
        let all: Vec<DocId> = (0..collection.documents.len()).filter_map(DocId::new).collect();
        let stands_alone = |id: &DocId| collection.documents[id.index()].same_as.is_none();
        return all_pairs(&all.into_iter().filter(stands_alone).collect::<Vec<_>>());
    }
    let mut pairs = Pairs::default();
    for index in [&mut collection.shingles, &mut collection.skeletons] {
        pairs.merge(banded(index));
    }
    let (mut found, left_out) = pairs.finish();
    *caps = left_out;
    found.par_extend(by_stems(collection));
    found.par_sort_unstable();
    found.dedup();
    found
}

fn banded(index: &mut Index) -> Pairs {
    let bands = index.bands_mut().par_iter_mut().map(|band| {
        let mut pairs = Pairs::default();
        band.pairs(&mut pairs);
        pairs
    });
    bands.reduce(Pairs::default, |mut one, other| {
        one.merge(other);
        one
    })
}

fn by_stems<D: AsRef<str> + Sync>(collection: &mut Collection<D>) -> Vec<Pair> {
    let ranking = collection.postings.rank();
    let search = |search: &mut Search, at: usize| {
        let Some(id) = DocId::new(at) else { return Vec::new() };
        let others = ranking.candidates_of(id, search);
        others.into_iter().filter(|&other| other != id).map(|other| (id.min(other), id.max(other))).collect()
    };
    (0..collection.documents.len())
        .into_par_iter()
        .map_init(Default::default, search)
        .flatten_iter()
        .collect()
}

/// Compares the pairs, which are sorted: each left document is read once.
fn verify<D: AsRef<str> + Sync>(collection: &Collection<D>, pairs: &[Pair]) -> Verified {
    let by_left: Vec<&[Pair]> = pairs.chunk_by(|one, next| one.0 == next.0).collect();
    let verified =
        by_left.par_iter().map_init(Bench::default, |bench, pairs| bench.compare(collection, pairs));
    verified.flatten_iter().collect()
}

/// The memory of one verifying thread.
#[derive(Debug, Default)]
struct Bench {
    judge: Judge,
    left: Profile,
    right: Profile,
}

impl Bench {
    /// The findings among some pairs of one left document.
    fn compare<D: AsRef<str> + Sync>(
        &mut self,
        collection: &Collection<D>,
        pairs: &[Pair],
    ) -> Vec<(Pair, Comparison)> {
        let text = |id: DocId| collection.documents[id.index()].text.as_ref();
        self.left.read(text(pairs[0].0));
        let mut found = Vec::new();
        for &(left, right) in pairs {
            self.right.read(text(right));
            let left_reading = Reading { text: text(left), profile: &self.left };
            let right_reading = Reading { text: text(right), profile: &self.right };
            let comparison = self.judge.compare(left_reading, right_reading, collection.settings.min_words);
            if comparison.verdict().is_copy() {
                found.push(((left, right), comparison));
            }
        }
        found
    }
}

/// Compares the exact copies of a document with what the document itself is a copy of, a few for each: the indexes hold
/// the first of them only.
fn add_twins<D: AsRef<str> + Sync>(collection: &Collection<D>, verified: &mut Verified, counts: &mut Counts) {
    let mut twins: BTreeMap<DocId, Vec<DocId>> = BTreeMap::new();
    for (at, document) in collection.documents.iter().enumerate() {
        if let (Some(first), Some(id)) = (document.same_as, DocId::new(at)) {
            let twins = twins.entry(first).or_default();
            if twins.len() < Report::LISTED_IN_FULL {
                twins.push(id);
            }
        }
    }
    let of = |id: DocId| std::iter::once(id).chain(twins.get(&id).into_iter().flatten().copied());
    let all = |&(left, right): &Pair| {
        of(left)
            .flat_map(move |one| of(right).map(move |other| (one.min(other), one.max(other))))
            .collect::<Vec<_>>()
    };
    let pairs = verified.keys().flat_map(all).collect();
    add_missing(collection, verified, counts, pairs);
}

/// The documents of equal words, each with the first of them.
fn exact<D: AsRef<str> + Sync>(collection: &Collection<D>) -> Verified {
    let same = collection
        .documents
        .iter()
        .enumerate()
        .filter_map(|(at, document)| Some((document.same_as?, DocId::new(at)?)));
    let mut pairs: Vec<Pair> = same.collect();
    pairs.sort_unstable();
    verify(collection, &pairs)
}

/// Takes each component of verified copies apart into clusters around a representative, and verifies what is missing.
fn clusters<D: AsRef<str> + Sync>(
    collection: &Collection<D>,
    verified: &mut Verified,
    counts: &mut Counts,
) -> Vec<Cluster> {
    let joins = |comparison: &Comparison| {
        !matches!(comparison.verdict(), Verdict::Partial) && collection.is_wanted(comparison)
    };
    let edges = verified.iter().filter(|(_, comparison)| joins(comparison)).map(|(&pair, _)| pair);
    let mut clusters = Vec::new();
    for mut component in components(collection.documents.len(), edges) {
        if component.len() <= Report::LISTED_IN_FULL {
            add_missing(collection, verified, counts, all_pairs(&component));
        }
        while component.len() > 1 {
            let joined = |one: DocId, other: DocId, verified: &Verified| {
                verified.get(&(one.min(other), one.max(other))).is_some_and(joins)
            };
            let representative = representative(collection, &component, verified);
            let with = component.iter().filter(|&&id| id != representative);
            add_missing(
                collection,
                verified,
                counts,
                with.map(|&id| (id.min(representative), id.max(representative))).collect(),
            );
            let (members, rest): (Vec<_>, Vec<_>) = component
                .into_iter()
                .partition(|&id| id == representative || joined(id, representative, verified));
            if members.len() > 1 {
                clusters.push(Cluster { representative, members, spun: Vec::new() });
            }
            component = rest;
        }
    }
    clusters.sort_by_key(|cluster| cluster.members[0]);
    clusters
}

fn all_pairs(documents: &[DocId]) -> Vec<Pair> {
    let pairs = documents
        .iter()
        .enumerate()
        .flat_map(|(at, &left)| documents[at + 1..].iter().map(move |&right| (left, right)));
    pairs.collect()
}

/// Compares those of the pairs that were no candidates.
fn add_missing<D: AsRef<str> + Sync>(
    collection: &Collection<D>,
    verified: &mut Verified,
    counts: &mut Counts,
    mut pairs: Vec<Pair>,
) {
    pairs.retain(|pair| !verified.contains_key(pair));
    pairs.sort_unstable();
    counts.compared += pairs.len();
    verified.extend(verify(collection, &pairs));
}

/// The best connected document; of several, the one most surely alike to the others; of those, the longest, the first.
fn representative<D: AsRef<str> + Sync>(
    collection: &Collection<D>,
    component: &[DocId],
    verified: &Verified,
) -> DocId {
    /// Scores are summed in millionths, so that their order does not hang on that of the additions.
    const MILLION: f64 = 1e6;
    let mut ties: BTreeMap<DocId, (usize, i64)> = component.iter().map(|&id| (id, (0, 0))).collect();
    for &left in component {
        let of_left = verified.range((left, left)..).take_while(|((of, _), _)| *of == left);
        for (&(_, right), comparison) in of_left {
            if ties.contains_key(&right) {
                #[expect(clippy::cast_possible_truncation, reason = "a score is at most 1")]
                let score = (comparison.score() * MILLION) as i64;
                for id in [left, right] {
                    ties.entry(id).and_modify(|(degree, sum)| (*degree, *sum) = (*degree + 1, *sum + score));
                }
            }
        }
    }
    let words = |id: DocId| collection.documents[id.index()].words;
    let best = ties.into_iter().max_by_key(|&(id, ties)| (ties, words(id), std::cmp::Reverse(id)));
    best.map_or(component[0], |(id, _)| id)
}

/// Keeps of the pairs inside a large cluster those with its representative.
fn list_large_by_representative(clusters: &[Cluster], verified: &mut Verified, counts: &mut Counts) {
    for cluster in clusters.iter().filter(|cluster| cluster.members.len() > Report::LISTED_IN_FULL) {
        counts.large_clusters += 1;
        let is_member = |id: &DocId| cluster.members.binary_search(id).is_ok();
        let of_representative =
            |pair: &Pair| pair.0 == cluster.representative || pair.1 == cluster.representative;
        verified.retain(|pair, _| of_representative(pair) || !(is_member(&pair.0) && is_member(&pair.1)));
    }
}
