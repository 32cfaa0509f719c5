//! Two profiles → thread: the longest stretch in which both take up the same words one after the other.
//!
//! A rewriter may leave a word or two of each sentence, too few to link it, but goes on in the order of the original from
//! the first of them to the last; two reports on one event meet in a word here and there. So single words that both texts
//! have, and hardly ever, are chained as aligners of genomes chain their seeds (Li, Minimap2: pairwise alignment for
//! nucleotide sequences, Bioinformatics 2018): what lies between two of them costs.
//!
//! Time `O(n + w · p)` for `n` words and `p` places where a shared word may stand in the place of another, of which `w`, some
//! dozens, lie within [`REACH`] words.

use crate::{
    link::Shared,
    profile::{Profile, number, weight_of},
};

/// A word that occurs more often than this (times in one × times in the other) tells nothing about where.
const MAX_PLACES: usize = 6;
/// Words from one shared word to the next at most.
const REACH: u32 = 80;
/// What a word between two shared ones costs, on the side where there are more: about thirty outweigh one shared word.
const BETWEEN: f32 = 0.03;
/// What it costs in addition for each word more on one side than on the other.
const UNEVEN: f32 = 0.015;

/// A place where both texts have the same word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meeting {
    pub(crate) left: u32,
    pub(crate) right: u32,
    /// Whether either text has the word nowhere else.
    pub(crate) is_only: bool,
    /// Less for a word that may stand in several places.
    weight: f32,
    /// The most that a thread which ends here is worth.
    worth: f32,
    /// Where that thread begins.
    start: (u32, u32),
}

/// Words that the strongest thread of two texts spans, on the side where they are more, given where they meet.
pub(crate) fn longest(meetings: &mut [Meeting]) -> usize {
    for at in 0..meetings.len() {
        let (before, rest) = meetings.split_at_mut(at);
        rest[0].join(before);
    }
    let strongest = meetings.iter().reduce(|best, next| if next.worth > best.worth { next } else { best });
    strongest.map_or(0, |end| 1 + (end.left - end.start.0).max(end.right - end.start.1) as usize)
}

/// The places where shared words may stand in each other's place, in the order of the left text.
pub(crate) fn meetings(left: &Profile, shared: &[Shared]) -> Vec<Meeting> {
    let mut meetings = Vec::with_capacity(2 * shared.len());
    for (at, (of_left, of_right)) in in_order(left, shared) {
        let places = of_left.len() * of_right.len();
        let weight = weight_of(left.tokens[of_left[0].at as usize].kind) / (places as f32).sqrt();
        meetings.extend(of_right.iter().map(|other| Meeting {
            left: at,
            right: other.at,
            is_only: places == 1,
            weight,
            worth: weight,
            start: (at, other.at),
        }));
    }
    meetings
}

/// The words of the left text that tell where they stand, each with its places.
fn in_order<'a>(left: &Profile, shared: &[Shared<'a>]) -> impl Iterator<Item = (u32, Shared<'a>)> {
    // For each word its stem, from 1.
    let mut stems = vec![0_u32; left.tokens.len()];
    let mut count = 0;
    for (stem, (of_left, of_right)) in (1..).zip(shared) {
        if of_left.len() * of_right.len() <= MAX_PLACES {
            of_left.iter().for_each(|term| stems[term.at as usize] = stem);
            count += of_left.len();
        }
    }
    // Which words are shared no processor can foretell: each is stored, and the end moves on or not.
    let mut words = vec![(0, 0); count + 1];
    let mut end = 0;
    for (at, &stem) in stems.iter().enumerate() {
        words[end] = (number(at), stem);
        end += usize::from(stem > 0);
    }
    words.truncate(end);
    words.into_iter().map(|(at, stem)| (at, shared[stem as usize - 1]))
}

impl Meeting {
    /// Goes on from whichever thread among those before is worth most here.
    fn join(&mut self, before: &[Self]) {
        for other in before.iter().rev().take_while(|other| self.left - other.left <= REACH) {
            // What goes back on the right is a very large number here.
            let (down, along) = (self.left - other.left, self.right.wrapping_sub(other.right));
            let is_step = (down > 0) & (along.wrapping_sub(1) < REACH);
            let cost =
                BETWEEN * (down.max(along).wrapping_sub(1)) as f32 + UNEVEN * down.abs_diff(along) as f32;
            // Whether it is a step no processor can foretell; that it is worth more than those seen is rare.
            let worth = if is_step { other.worth - cost + self.weight } else { f32::NEG_INFINITY };
            if worth > self.worth {
                (self.worth, self.start) = (worth, other.start);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::shared_stems;

    fn length(left: &str, right: &str) -> usize {
        let (left, right) = (Profile::new(left), Profile::new(right));
        longest(&mut meetings(&left, &shared_stems((&left, &right))))
    }

    #[test]
    fn a_thread_goes_on_over_changed_words_and_ends_with_the_order() {
        let text = "harbour crane winter ferry captain anchor lantern island";
        let told = "port crane frost ferry skipper anchor lamp island";
        let turned = "island lamp anchor skipper ferry frost crane port";
        assert_eq!(length(text, text), 8);
        assert_eq!(length(text, told), 7, "from the crane to the island");
        assert_eq!(length(told, text), 7);
        assert_eq!(length(text, turned), 1);
        assert_eq!(length(text, "nothing shared"), 0);
        assert_eq!(length("", ""), 0);
    }

    #[test]
    fn what_lies_between_ends_a_thread() {
        let between = |words, fill| {
            let letters = ('a'..='z').cycle().take(words);
            letters.map(|letter| format!("{fill}{letter}")).collect::<Vec<_>>().join(" ")
        };
        let text = |words, fill| format!("harbour crane {} anchor island", between(words, fill));
        let length = |words| length(&text(words, "xx"), &text(words, "yy"));
        assert_eq!(length(20), 24, "is crossed");
        assert_eq!(length(79), 2, "is not");
    }
}
