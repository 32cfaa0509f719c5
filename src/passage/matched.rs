//! Which word about a passage was found again as which, in order or out of it.

use std::ops::Range;

use super::{Block, Found};
use crate::{
    link::for_shared_stems,
    profile::{Profile, Term, number, weight_of},
};

/// Partners of the words about a passage, each at most one.
pub(super) struct Matched {
    pub(super) around: Block,
    left: Vec<u32>,
    right: Vec<u32>,
    /// Words without a partner on both sides, by stem.
    spare: [Vec<Term>; 2],
}

/// The place of a partner that is not there: texts are shorter than that.
const NOWHERE: u32 = u32::MAX;

impl Matched {
    pub(super) fn within(around: Block) -> Self {
        let none = |words: &Range<usize>| vec![NOWHERE; words.len()];
        Self { left: none(&around.0), right: none(&around.1), around, spare: Default::default() }
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
        list(&mut of_left, pair.0, left, (&self.left, self.around.0.start));
        list(&mut of_right, pair.1, right, (&self.right, self.around.1.start));
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
fn list(spare: &mut Vec<Term>, profile: &Profile, words: Range<usize>, (partners, first): (&[u32], usize)) {
    /// Words of the text for each of these words at most, for it to be less to go through its terms than to sort anew.
    const SPARSE: usize = 8;
    spare.clear();
    if words.len() * SPARSE > profile.tokens.len() {
        spare.extend(profile.terms().iter().filter(|term| {
            let at = term.at as usize;
            words.contains(&at) && partners[at - first] == NOWHERE
        }));
    } else {
        let is_spare =
            |&at: &usize| partners[at - first] == NOWHERE && weight_of(profile.tokens[at].kind) > 0.0;
        spare.extend(words.filter(is_spare).map(|at| Term { stem: profile.stems[at], at: number(at) }));
        spare.sort_unstable();
    }
}
