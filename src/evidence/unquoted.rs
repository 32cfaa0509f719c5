//! The words of a passage outside quotations, which two independent texts may both print.
//!
//! What one text quotes the other may report without marks, so a word that either has between them is quoted in both. But
//! a quotation is printed word for word: what stands between marks and was told in other words is none.

use std::ops::Range;

use crate::{align::Tie, passage::Stretch, profile::Profile};

use super::{of_left, of_right};

/// Unchanged words in a row that were not left by chance.
const RUN: usize = 3;
/// A quotation has one of so many words in such rows, or more.
const KEPT: usize = 2;

/// The words of one side of a passage.
struct Side {
    quoted: Vec<bool>,
    /// Which stand in a row of unchanged words.
    kept: Vec<bool>,
    start: usize,
}

/// How many words of a passage stand outside quotations, on either side.
pub(super) fn unquoted((left, right): (&Profile, &Profile), stretch: &Stretch) -> [usize; 2] {
    let is_quoted = |profile: &Profile, words: &Range<usize>| profile.quoted[words.clone()].contains(&true);
    if !is_quoted(left, &stretch.left) && !is_quoted(right, &stretch.right) {
        return [stretch.left.len(), stretch.right.len()];
    }
    let mut sides = [Side::of(left, &stretch.left), Side::of(right, &stretch.right)];
    for run in stretch.runs().filter(|run| run[0].tie != Tie::Conflict) {
        let words = [sides[0].inside(of_left(run)), sides[1].inside(of_right(run))];
        for (at, other) in words[0].clone().zip(words[1].clone()) {
            let quoted = sides[0].quoted[at] | sides[1].quoted[other];
            (sides[0].quoted[at], sides[1].quoted[other]) = (quoted, quoted);
        }
        for (side, words) in sides.iter_mut().zip(words) {
            side.kept[words].fill(run.len() >= RUN);
        }
    }
    sides.map(|side| side.unquoted())
}

impl Side {
    fn of(profile: &Profile, words: &Range<usize>) -> Self {
        let quoted = profile.quoted[words.clone()].to_vec();
        Self { kept: vec![false; quoted.len()], quoted, start: words.start }
    }

    /// Words of the text, counted from the start of the passage.
    fn inside(&self, words: Range<usize>) -> Range<usize> {
        words.start - self.start..words.end - self.start
    }

    fn unquoted(&self) -> usize {
        let mut kept = self.kept.as_slice();
        let mut count = 0;
        for words in self.quoted.chunk_by(|one, next| one == next) {
            let (of_words, rest) = kept.split_at(words.len());
            let still = of_words.iter().filter(|&&kept| kept).count();
            count += if words[0] && still * KEPT >= words.len() { 0 } else { words.len() };
            kept = rest;
        }
        count
    }
}
