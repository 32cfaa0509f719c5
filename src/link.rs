//! Two profiles → links: which sentence of one says what a sentence of the other says.
//!
//! The shared terms of two documents, found in one merge of their sorted lists, are points of a dot plot. Summed over
//! the sentences that they stand in they give a sparse matrix; its strong cells are the links. This is the seeding of
//! Sanchez-Perez, Gelbukh, Sidorov (Adaptive Algorithm for Plagiarism Detection, CLEF 2015), with shared terms weighted
//! by how often they occur in the pair instead of a tf-idf cosine, so that it needs no collection.
//!
//! Time `O(n + p log p)` for `n` terms and `p` points; a stem gives at most [`MAX_POINTS`] points.

use std::mem::take;

use crate::{
    hash,
    profile::{Profile, Term, weight_of},
    spread,
};

/// A stem that occurs more often than this (times in one × times in the other) tells nothing about where.
const MAX_POINTS: usize = 64;
/// A link needs more than one shared word: 1.4 is two words of which one occurs twice.
const MIN_SHARED: f32 = 1.4;
/// A link needs this share of the shorter sentence.
const MIN_SHARE: f32 = 0.2;
/// A sentence of less weight is held to be of this weight, so that two shared words of three make no perfect link.
const LIGHTEST: f32 = 2.0;

/// Two sentences that share terms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// Weight of the shared terms.
    pub(crate) shared: f32,
    /// That weight over the weight of the lighter sentence, at most 1.
    pub(crate) share: f32,
}

/// The links of a pair, and what was seen on the way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// In ascending order of left, then right sentence.
    pub(crate) found: Vec<Link>,
    /// Weight of all shared terms, wherever they stand.
    pub(crate) shared: f32,
    cells: Vec<(u64, f32)>,
    room: Vec<(u64, f32)>,
    left: Vec<Term>,
    right: Vec<Term>,
}

impl Links {
    /// The shared terms of the pair by the sentences that they stand in: left, right, weight.
    pub(crate) fn points(&self) -> impl Iterator<Item = (usize, usize, f32)> {
        self.cells.iter().map(|&(cell, weight)| {
            let (left, right) = sentences(cell);
            (left as usize, right as usize, weight)
        })
    }

    /// Finds the links of a pair that shares some stems; what was held before is forgotten.
    pub(crate) fn find(&mut self, (left, right): (&Profile, &Profile), shared: &[Shared]) {
        self.cells.clear();
        self.found.clear();
        self.shared = 0.0;
        for &(of_left, of_right) in shared {
            let weight = weight_of(left.tokens[of_left[0].at as usize].kind);
            self.shared += weight * of_left.len().min(of_right.len()) as f32;
            let points = of_left.len() * of_right.len();
            if points <= MAX_POINTS {
                self.add_points(of_left, of_right, weight, (left, right));
            } else {
                self.in_context(of_left, of_right, (left, right));
                let (of_left, of_right) = (take(&mut self.left), take(&mut self.right));
                for_shared_stems(&of_left, &of_right, |of_left, of_right| {
                    if of_left.len() * of_right.len() <= MAX_POINTS {
                        self.add_points(of_left, of_right, weight, (left, right));
                    }
                });
                (self.left, self.right) = (of_left, of_right);
            }
        }
        self.sort_cells((left.sentences().len(), right.sentences().len()));
        for cell in self.cells.chunk_by(|one, next| one.0 == next.0) {
            let (of_left, of_right) = sentences(cell[0].0);
            let shared: f32 = cell.iter().map(|point| point.1).sum();
            let lighter =
                left.sentences()[of_left as usize].weight.min(right.sentences()[of_right as usize].weight);
            let share = (shared / lighter.max(LIGHTEST)).min(1.0);
            if shared >= MIN_SHARED && share >= MIN_SHARE {
                self.found.push(Link { left: of_left, right: of_right, shared, share });
            }
        }
    }

    /// Sorts the points by their cells, in time linear in their number where they lie about a diagonal; those of one
    /// cell stay in their order, which their sum depends on.
    fn sort_cells(&mut self, (lefts, rights): (usize, usize)) {
        let cells = (lefts as u64 * rights as u64).max(1);
        let step = (1 << u32::BITS) / cells;
        let place = |&(cell, _): &(u64, f32)| {
            let (left, right) = sentences(cell);
            hash::low_half((u64::from(left) * rights as u64 + u64::from(right)) * step)
        };
        spread::sort(&mut self.cells, &mut self.room, place, |point| point.0);
    }

    /// The places of a word that is too frequent to tell where, told apart by the word that follows.
    fn in_context(&mut self, of_left: &[Term], of_right: &[Term], pair: (&Profile, &Profile)) {
        for (places, terms, profile) in
            [(&mut self.left, of_left, pair.0), (&mut self.right, of_right, pair.1)]
        {
            places.clear();
            places.extend(terms.iter().filter_map(|term| {
                profile.stems.get(term.at as usize + 1).map(|&stem| Term { stem, at: term.at })
            }));
            places.sort_unstable();
        }
    }

    fn add_points(&mut self, of_left: &[Term], of_right: &[Term], weight: f32, pair: (&Profile, &Profile)) {
        // A word that occurs n times on both sides points at n² places, one in n of them right.
        let weight = weight / ((of_left.len() * of_right.len()) as f32).sqrt().sqrt();
        let (lefts, rights) = (pair.0.sentence_of(), pair.1.sentence_of());
        let mut before = None;
        for sentence in of_left.iter().map(|term| lefts[term.at as usize]) {
            if before.replace(sentence) == Some(sentence) {
                continue;
            }
            let mut before = None;
            for other in of_right.iter().map(|term| rights[term.at as usize]) {
                if before.replace(other) != Some(other) {
                    self.cells.push((cell(sentence, other), weight));
                }
            }
        }
    }
}

/// The places of a stem that two texts have.
pub(crate) type Shared<'a> = (&'a [Term], &'a [Term]);

/// The stems that both texts have, ascending.
pub(crate) fn shared_stems<'a>((left, right): (&'a Profile, &'a Profile)) -> Vec<Shared<'a>> {
    let mut shared = Vec::with_capacity(left.terms().len().min(right.terms().len()));
    for_shared_stems(left.terms(), right.terms(), |of_left, of_right| shared.push((of_left, of_right)));
    shared
}

/// Calls `found` with the places of each stem that both lists hold.
pub(crate) fn for_shared_stems<'a>(
    left: &'a [Term],
    right: &'a [Term],
    mut found: impl FnMut(&'a [Term], &'a [Term]),
) {
    let (mut left, mut right) = (left, right);
    while let (Some(first), Some(second)) = (left.first(), right.first()) {
        let (one, other) = (first.stem, second.stem);
        if one == other {
            let of_left = left.iter().take_while(|term| term.stem == one).count();
            let of_right = right.iter().take_while(|term| term.stem == one).count();
            found(&left[..of_left], &right[..of_right]);
            (left, right) = (&left[of_left..], &right[of_right..]);
        } else {
            // Which is less no processor can foretell.
            (left, right) = (&left[usize::from(one < other)..], &right[usize::from(other < one)..]);
        }
    }
}

fn cell(left: u32, right: u32) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}

fn sentences(cell: u64) -> (u32, u32) {
    (hash::high_half(cell), hash::low_half(cell))
}
