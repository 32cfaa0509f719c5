//! Which word about a passage was found again as which, in order or out of it.

use std::ops::Range;

use super::{Block, Found};
use crate::{
    link::for_shared_stems,
    profile::{Profile, Term, number, weight_of},
    spread,
};

/// Partners of the words about a passage, each at most one; holds the memory between passages.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    pub(super) around: Block,
    left: Vec<u32>,
    right: Vec<u32>,
    /// Words without a partner on both sides, by stem.
    spare: [Vec<Term>; 2],
    room: Vec<Term>,
}

/// The place of a partner that is not there: texts are shorter than that.
const NOWHERE: u32 = u32::MAX;

impl Matched {
    /// Forgets all partners, for words about another passage.
    pub(super) fn lay(&mut self, around: Block) {
        for (partners, words) in [(&mut self.left, &around.0), (&mut self.right, &around.1)] {
            partners.clear();
            partners.resize(words.len(), NOWHERE);
        }
        self.around = around;
    }

    pub(super) fn add(&mut self, left: u32, right: u32) {
        self.left[left as usize - self.around.0.start] = right;
        self.right[right as usize - self.around.1.start] = left;
    }

    /// Whether a word on the left has a partner within these on the right.
    pub(super) fn left_inside(&self, at: usize, right: &Range<usize>) -> bool {
        right.contains(&(self.left[at - self.around.0.start] as usize))
    }

    /// Whether a word on the right has a partner within these on the left.
    pub(super) fn right_inside(&self, at: usize, left: &Range<usize>) -> bool {
        left.contains(&(self.right[at - self.around.1.start] as usize))
    }

    /// Matches the words of content that are left over in a block, wherever in it.
    pub(super) fn out_of_order(&mut self, pair: (&Profile, &Profile), (left, right): Block) {
        let [mut of_left, mut of_right] = std::mem::take(&mut self.spare);
        list((&mut of_left, &mut self.room), (pair.0, left), (&self.left, self.around.0.start));
        list((&mut of_right, &mut self.room), (pair.1, right), (&self.right, self.around.1.start));
        for_shared_stems(&of_left, &of_right, |of_left, of_right| {
            for (one, other) in of_left.iter().zip(of_right) {
                self.add(one.at, other.at);
            }
        });
        self.spare = [of_left, of_right];
    }

    /// Marks the words that have a partner, both within a passage.
    pub(super) fn mark(&self, (left, right): (&Range<usize>, &Range<usize>), found: &mut Found) {
        for at in left.clone() {
            found.left[at] |= self.left_inside(at, right);
        }
        for at in right.clone() {
            found.right[at] |= self.right_inside(at, left);
        }
    }
}

/// Lists the words of content that have no partner yet, by stem.
fn list(
    (spare, room): (&mut Vec<Term>, &mut Vec<Term>),
    (profile, words): (&Profile, Range<usize>),
    (partners, first): (&[u32], usize),
) {
    let partners = &partners[words.start - first..words.end - first];
    let (tokens, stems) = (&profile.tokens[words.clone()], &profile.stems[words.clone()]);
    spare.resize(words.len(), Term { stem: 0, at: 0 });
    // Which words are spare no processor can foretell: each is stored, and the end moves on or not.
    let mut end = 0;
    for (((at, token), &stem), &partner) in words.zip(tokens).zip(stems).zip(partners) {
        spare[end] = Term { stem, at: number(at) };
        end += usize::from((partner == NOWHERE) & (weight_of(token.kind) > 0.0));
    }
    spare.truncate(end);
    // Those of one stem are in order already, and stay so.
    spread::sort(spare, room, |term| term.stem, |term| term.stem);
}
