//! Pairs → findings, on one thread, where a text is read once for several pairs that come close together.
//!
//! Memory: the profiles of [`KEPT`] short texts, 17 kB for an article and at most 120 kB, and those of one pair of others.

use std::borrow::Cow;

use ahash::AHashSet;

use super::{Pair, Scan};
use crate::{
    archive::Packed,
    comparison::{Judge, Reading},
    error::Error,
    id::DocId,
    profile::Profile,
    report::Match,
    texts::Texts,
};

/// Profiles of short texts that are kept for pairs to come.
const KEPT: usize = 32;
/// Places for texts of any length: those of one pair.
const LARGE: usize = 2;
/// Bytes of a short text at most.
const SHORT: usize = 1 << 14;

/// The memory of one verifying thread.
#[derive(Debug, Default)]
pub(super) struct Bench<'t> {
    judge: Judge,
    /// The places for texts of any length, then those for short ones.
    places: Vec<Place<'t>>,
    /// Texts that have been read.
    read: usize,
}

/// A document that was read.
#[derive(Debug, Default)]
struct Place<'t> {
    id: Option<DocId>,
    text: Cow<'t, str>,
    profile: Profile,
}

impl<'t> Bench<'t> {
    /// The findings among some pairs, with their comparisons.
    pub(super) fn compare<T: Texts + ?Sized>(
        &mut self,
        scan: &Scan<'t, T>,
        pairs: &[Pair],
    ) -> Result<Vec<(Match, Packed)>, Error> {
        self.places.resize_with(LARGE + KEPT, Place::default);
        let mut found = Vec::new();
        for &(left, right) in pairs {
            let at = self.place_of(left, scan, right)?;
            let other = self.place_of(right, scan, left)?;
            let (left_reading, right_reading) = (self.places[at].reading(), self.places[other].reading());
            let comparison = self.judge.compare(left_reading, right_reading, scan.settings.min_words);
            if comparison.verdict().is_copy() {
                let packed = Packed::new(&comparison).map_err(|error| Error::spill(&error))?;
                found.push((Match::new((left, right), &comparison), packed));
            }
        }
        Ok(found)
    }

    /// Where a document is, read now where it was not; in the place of any but one.
    fn place_of<T: Texts + ?Sized>(
        &mut self,
        id: DocId,
        scan: &Scan<'t, T>,
        but: DocId,
    ) -> Result<usize, Error> {
        if let Some(at) = self.places.iter().position(|place| place.id == Some(id)) {
            return Ok(at);
        }
        let text = scan.text(id)?;
        let places = if text.len() > SHORT { 0..LARGE } else { LARGE..LARGE + KEPT };
        let nth = |number: usize| places.start + number % places.len();
        self.read += 1;
        if self.places[nth(self.read)].id == Some(but) {
            self.read += 1;
        }
        let at = nth(self.read);
        let place = &mut self.places[at];
        place.profile.read(&text);
        (place.id, place.text) = (Some(id), text);
        Ok(at)
    }
}

impl Place<'_> {
    fn reading(&self) -> Reading<'_> {
        Reading { text: &self.text, profile: &self.profile }
    }
}

/// The pairs in an order in which those of one document come close together: through the documents that pairs join, each
/// with its pairs that have not come yet.
pub(super) fn tour(pairs: &[Pair]) -> Vec<Pair> {
    let mut joined: Vec<Pair> =
        pairs.iter().flat_map(|&(left, right)| [(left, right), (right, left)]).collect();
    joined.sort_unstable();
    let of = |id: DocId| {
        let from = joined.partition_point(|pair| pair.0 < id);
        joined[from..].iter().take_while(move |pair| pair.0 == id).map(|pair| pair.1)
    };
    let (mut met, mut left) = (AHashSet::new(), AHashSet::new());
    let mut open = Vec::new();
    let mut toured = Vec::with_capacity(pairs.len());
    for &(first, _) in pairs {
        open.extend(met.insert(first).then_some(first));
        while let Some(id) = open.pop() {
            left.insert(id);
            for other in of(id) {
                toured.extend((!left.contains(&other)).then_some((id.min(other), id.max(other))));
                open.extend(met.insert(other).then_some(other));
            }
        }
    }
    toured
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_tour_has_each_pair_once(numbers in proptest::collection::btree_set((0_usize..30, 0_usize..30), 0..80)) {
            let id = |number| DocId::new(number).expect("a small number");
            let pairs = numbers.into_iter().filter(|(left, right)| left < right);
            let pairs: Vec<Pair> = pairs.map(|(left, right)| (id(left), id(right))).collect();
            let mut toured = tour(&pairs);
            toured.sort_unstable();
            prop_assert_eq!(toured, pairs);
        }
    }
}
