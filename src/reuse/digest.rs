//! A digest: a short stretch that takes its words from all over a long one.
//!
//! What was summed up reaches as far as the words of the summary do, whether or not a sentence there says what one of the
//! summary says. So the long side of such a passage goes on in both directions as long as it is likelier to be what was
//! summed up than not, by how often its words stand in the short side, wherever in it. How often they would by chance is
//! told by the rest of the document that the short side stands in, where there is as much of it.
//!
//! Time `O(n + m log m)` for `n` and `m` words of the document on the long and on the short side.

use std::ops::Range;

use crate::{
    arithmetic::log2,
    passage::Stretch,
    profile::{Profile, weight_of},
};

/// The long side of a digest is so many times as long as the short one.
const LONG: usize = 2;
/// Share of words that stand in a stretch by chance, at least.
const LEAST_CHANCE: f64 = 0.02;

/// Widens the long side of a digest; leaves any other passage as it is.
pub(super) fn widen((left, right): (&Profile, &Profile), stretch: &mut Stretch) {
    if stretch.left.len() >= LONG * stretch.right.len() {
        stretch.left = source((left, &stretch.left), &Digest::new(right, &stretch.right));
    } else if stretch.right.len() >= LONG * stretch.left.len() {
        stretch.right = source((right, &stretch.right), &Digest::new(left, &stretch.left));
    }
}

/// The words of content of a short stretch and of the document about it, by stem.
struct Digest {
    inside: Vec<u32>,
    outside: Vec<u32>,
}

impl Digest {
    fn new(profile: &Profile, stretch: &Range<usize>) -> Self {
        let words = (0..profile.tokens.len()).filter(|&at| carries(profile, at));
        let (inside, outside): (Vec<_>, Vec<_>) = words.partition(|at| stretch.contains(at));
        let stems = |words: Vec<usize>| {
            let mut stems: Vec<u32> = words.into_iter().map(|at| profile.stems[at]).collect();
            stems.sort_unstable();
            stems
        };
        Self { inside: stems(inside), outside: stems(outside) }
    }

    fn has(&self, stem: u32) -> bool {
        self.inside.binary_search(&stem).is_ok()
    }

    /// How often a stretch of that length elsewhere in the document would have the word.
    fn chance(&self, stem: u32) -> f64 {
        let first = self.outside.partition_point(|&other| other < stem);
        let times = self.outside[first..].iter().take_while(|&&other| other == stem).count();
        ((times * self.inside.len()) as f64 / self.outside.len().max(1) as f64).min(1.0)
    }
}

/// What was summed up, of which a part is known.
fn source((profile, known): (&Profile, &Range<usize>), digest: &Digest) -> Range<usize> {
    let words = || known.clone().filter(|&at| carries(profile, at)).map(|at| profile.stems[at]);
    let (count, found) = (words().count() as f64, words().filter(|&stem| digest.has(stem)).count() as f64);
    let expected: f64 = words().map(|stem| digest.chance(stem)).sum();
    let (share, chance) =
        ((found + 1.0) / (count + 2.0), ((expected + 0.1) / (count + 2.0)).max(LEAST_CHANCE));
    if digest.outside.len() < digest.inside.len() || share <= chance {
        return known.clone();
    }
    let (has, lacks) = (log2(share / chance), -log2((1.0 - chance) / (1.0 - share)));
    let step = |at: usize| match (carries(profile, at), digest.has(profile.stems[at])) {
        (false, _) => 0.0,
        (true, true) => has,
        (true, false) => lacks,
    };
    let before = furthest((0..known.start).rev().map(step));
    let behind = furthest((known.end..profile.tokens.len()).map(step));
    known.start - before..known.end + behind
}

fn carries(profile: &Profile, at: usize) -> bool {
    weight_of(profile.tokens[at].kind) > 0.0
}

/// After how many steps their sum is greatest.
fn furthest(steps: impl Iterator<Item = f64>) -> usize {
    let (mut best, mut best_sum, mut sum) = (0, 0.0, 0.0);
    for (at, step) in steps.enumerate() {
        sum += step;
        if sum > best_sum {
            (best, best_sum) = (at + 1, sum);
        }
    }
    best
}
