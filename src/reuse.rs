//! Two profiles → reuse: everything that the two documents have in common, passage by passage.
//!
//! Texts that go in lockstep are one passage. For all others links, chains and passages in their order; then small passages
//! that stand beside another on one side are joined to it, since a summary takes its sentences from all over its source.
//!
//! Time: linear for texts in lockstep, that of [`link`](crate::link) for pairs with nothing in common, that of [`passage`]
//! for the others.

use std::ops::Range;

mod digest;
mod lockstep;

use crate::{
    align::{Aligner, Pairing, Tie},
    chain::{STRONG, chains},
    link::{Links, shared_stems},
    order::{Order, Vocabulary},
    passage::{Found, Matched, Stretch, cover, passage},
    profile::Profile,
    thread::{longest, meetings},
};

/// A pair whose strongest chain gains less has nothing that could be called reuse: not three of six words of content of
/// one sentence in common. No word is aligned for it.
const MIN_STRONGEST: f32 = 1.5;
/// A passage of fewer words, two sentences, may be part of its neighbour; a longer one stands by itself.
const SMALL: usize = 50;
/// A part that stands apart on the other side belongs to a passage where it gains this share of its strongest part:
/// the sentences of a summary gain alike, a chance likeness beside a copied paragraph does not.
const COMPARABLE: f32 = 0.15;
/// Words between two stretches that still stand beside each other: two sentences.
const BESIDE: usize = 40;
/// Words between two stretches at most that belong together because they stand beside each other on the other side: a
/// summary takes its sentences from all over a page or two.
const APART: usize = 1000;

/// What two documents have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reuse {
    /// Strongest first.
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) found: Found,
    /// Weight of all shared terms, wherever they stand.
    pub(crate) shared: f32,
    /// Shared weight in the mean pair of sentences that do not stand in each other's place in a strong passage: the noise
    /// that a passage stands out from.
    pub(crate) noise: f32,
    pub(crate) order: Order,
    /// Words that the strongest thread spans, on the side where they are more.
    pub(crate) thread: usize,
}

impl Stretch {
    /// Its pairings: those of words that stay and follow each other on both sides in one slice, every other by itself.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &[Pairing]> {
        self.pairings.chunk_by(|one, next| {
            (one.tie, next.tie) == (Tie::Same, Tie::Same)
                && (one.left + 1, one.right + 1) == (next.left, next.right)
        })
    }
}

impl Reuse {
    /// The same with the sides changed.
    pub(crate) fn turned(mut self) -> Self {
        for stretch in &mut self.stretches {
            stretch.turn();
        }
        std::mem::swap(&mut self.found.left, &mut self.found.right);
        self
    }

    /// Widens what was summed up to where the words of the summary end. Evidence is what was laid against each other, so
    /// this comes after it.
    pub(crate) fn widen(&mut self, pair: (&Profile, &Profile)) {
        for stretch in &mut self.stretches {
            digest::widen(pair, stretch);
        }
    }
}

/// Finds what two documents have in common; holds the memory between calls.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    links: Links,
    aligner: Aligner,
    matched: Matched,
    vocabulary: Vocabulary,
}

impl Matcher {
    /// Everything that the two have in common.
    pub(crate) fn reuse(&mut self, left: &Profile, right: &Profile) -> Reuse {
        lockstep::reuse(self, (left, right)).unwrap_or_else(|| self.search(left, right))
    }

    /// The same, wherever it stands.
    fn search(&mut self, left: &Profile, right: &Profile) -> Reuse {
        let mut reuse = Reuse::default();
        let shared = shared_stems((left, right));
        self.links.find((left, right), &shared);
        reuse.shared = self.links.shared;
        let chains = chains(&self.links.found);
        if chains.first().is_none_or(|strongest| strongest.gain < MIN_STRONGEST) {
            return reuse;
        }
        reuse.found.clear((left, right));
        for chain in &chains {
            let room = (&mut self.aligner, &mut self.matched);
            let stretch = passage(room, (left, right), (&self.links.found, chain), &mut reuse.found);
            if !stretch.left.is_empty() && !stretch.right.is_empty() {
                reuse.stretches.push(stretch);
            }
        }
        join(&mut reuse.stretches);
        let mut meetings = meetings(left, &shared);
        reuse.order = Order::of_shared((left, right), &shared, &meetings);
        reuse.thread = longest(&mut meetings);
        reuse.noise = self.noise((left, right), &reuse.stretches);
        reuse
    }

    /// Links and chains of a pair.
    pub(crate) fn counts(&mut self, left: &Profile, right: &Profile) -> [usize; 2] {
        self.links.find((left, right), &shared_stems((left, right)));
        [self.links.found.len(), chains(&self.links.found).len()]
    }

    /// The noise outside the passages of at least [`STRONG`] gain; outside the first where none has it.
    fn noise(&self, (left, right): (&Profile, &Profile), stretches: &[Stretch]) -> f32 {
        let strong = |&(at, stretch): &(usize, &Stretch)| at == 0 || stretch.gain >= STRONG;
        let sides = |(_, stretch): (usize, &Stretch)| {
            (sentences(left, &stretch.left), sentences(right, &stretch.right))
        };
        let passages: Vec<_> = stretches.iter().enumerate().filter(strong).map(sides).collect();
        let inside: usize = passages.iter().map(|(left, right)| left.len() * right.len()).sum();
        let cells = (left.sentences().len() * right.sentences().len()).saturating_sub(inside) as f32;
        let is_outside = |&(left, right, _): &(usize, usize, f32)| {
            !passages.iter().any(|passage| passage.0.contains(&left) && passage.1.contains(&right))
        };
        let shared: f32 = self.links.points().filter(is_outside).map(|(_, _, weight)| weight).sum();
        shared / cells.max(1.0)
    }
}

/// The sentences that a stretch of words, which is not empty, touches.
fn sentences(profile: &Profile, tokens: &Range<usize>) -> Range<usize> {
    profile.sentence_of()[tokens.start] as usize..profile.sentence_of()[tokens.end - 1] as usize + 1
}

/// Joins small stretches to those that they stand beside on one side, wherever they stand on the other.
fn join(stretches: &mut Vec<Stretch>) {
    let mut at = 0;
    while at < stretches.len() {
        if let Some(other) =
            (at + 1..stretches.len()).find(|&other| belong(&stretches[at], &stretches[other]))
        {
            let other = stretches.remove(other);
            stretches[at].absorb(other);
            at = 0;
        } else {
            at += 1;
        }
    }
}

/// Whether two stretches are parts of one: beside each other on both sides, or on one where they gain alike and are not
/// too far apart on the other.
fn belong(one: &Stretch, other: &Stretch) -> bool {
    let between = |cover: Range<usize>, own: usize| cover.len().saturating_sub(own);
    let left = between(cover(&one.left, &other.left), one.own.0 + other.own.0);
    let right = between(cover(&one.right, &other.right), one.own.1 + other.own.1);
    let alike = one.peak.min(other.peak) >= COMPARABLE * one.peak.max(other.peak);
    let furthest = if alike { APART } else { BESIDE };
    one.shorter().min(other.shorter()) < SMALL && left.min(right) <= BESIDE && left.max(right) <= furthest
}
