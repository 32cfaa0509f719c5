//! Two profiles → reuse: everything that the two documents have in common, passage by passage.
//!
//! Links, chains and passages in their order; then small passages that stand beside another on one side are joined to
//! it, since a summary takes its sentences from all over its source.
//!
//! Time: that of [`link`](crate::link) for pairs with nothing in common, that of [`passage`] for the others.

use std::ops::Range;

use crate::{
    align::Aligner,
    chain::chains,
    link::Links,
    passage::{Found, Stretch, cover, passage},
    profile::Profile,
};

/// A pair whose strongest chain gains less has nothing that could be called reuse: not one sentence of six words of
/// content in common. No word is aligned for it.
const MIN_STRONGEST: f32 = 2.0;
/// A passage of less gain, two sentences or so, may be part of its neighbour.
const SMALL: f32 = 8.0;
/// Words between two stretches that still stand beside each other.
const BESIDE: usize = 30;

/// What two documents have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reuse {
    /// Strongest first.
    pub(crate) stretches: Vec<Stretch>,
    pub(crate) found: Found,
    /// Weight of all shared terms, wherever they stand.
    pub(crate) shared: f32,
    pub(crate) surroundings: Surroundings,
}

/// What the documents share outside the strongest passage: the noise that it stands out from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings {
    /// Pairs of sentences outside.
    pub(crate) cells: f32,
    /// Shared weight in the mean cell.
    pub(crate) shared: f32,
}

/// Finds what two documents have in common; holds the memory between calls.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    links: Links,
    aligner: Aligner,
}

impl Matcher {
    /// Everything that the two have in common.
    pub(crate) fn reuse(&mut self, left: &Profile, right: &Profile) -> Reuse {
        let mut reuse = Reuse::default();
        self.links.find(left, right);
        reuse.shared = self.links.shared;
        let chains = chains(&self.links.found);
        let Some(strongest) = chains.first().filter(|chain| chain.gain >= MIN_STRONGEST) else {
            return reuse;
        };
        reuse.surroundings = self.surroundings((left, right), &strongest.left, &strongest.right);
        reuse.found.clear((left, right));
        for chain in &chains {
            let found = &mut reuse.found;
            let stretch = passage(&mut self.aligner, (left, right), (&self.links.found, chain), found);
            if !stretch.left.is_empty() && !stretch.right.is_empty() {
                reuse.stretches.push(stretch);
            }
        }
        join(&mut reuse.stretches);
        reuse
    }

    fn surroundings(
        &self,
        (left, right): (&Profile, &Profile),
        of_left: &Range<usize>,
        of_right: &Range<usize>,
    ) -> Surroundings {
        let outside = (left.sentences.len() - of_left.len()) * (right.sentences.len() - of_right.len());
        let shared: f32 = self
            .links
            .points()
            .filter(|(left, right, _)| !of_left.contains(left) && !of_right.contains(right))
            .map(|(_, _, weight)| weight)
            .sum();
        Surroundings { cells: outside as f32, shared: shared / (outside.max(1) as f32) }
    }
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

fn belong(one: &Stretch, other: &Stretch) -> bool {
    let beside = |cover: Range<usize>, own: usize| cover.len() <= own + BESIDE;
    one.gain.min(other.gain) < SMALL
        && (beside(cover(&one.left, &other.left), one.own.0 + other.own.0)
            || beside(cover(&one.right, &other.right), one.own.1 + other.own.1))
}
