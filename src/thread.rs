//! Two profiles → thread: the longest stretch in which both take up the same words one after the other.
//!
//! A rewriter may leave a word or two of each sentence, too few to link it, but goes on in the order of the original from
//! the first of them to the last; two reports on one event meet in a word here and there. So single words that both texts
//! have, and hardly ever, are chained as aligners of genomes chain their seeds (Li, Minimap2: pairwise alignment for
//! nucleotide sequences, Bioinformatics 2018): what lies between two of them costs.
//!
//! Time `O(n + w · p)` for `n` terms and `p` places where a shared word may stand in the place of another, of which `w`, some
//! dozens, lie within [`REACH`] words.

use crate::{
    link::for_shared_stems,
    profile::{Profile, weight_of},
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
struct Meeting {
    left: u32,
    right: u32,
    /// Less for a word that may stand in several places.
    weight: f32,
    /// The most that a thread which ends here is worth.
    worth: f32,
    /// Where that thread begins.
    start: (u32, u32),
}

/// Words that the strongest thread of two texts spans, on the side where they are more.
pub(crate) fn longest(left: &Profile, right: &Profile) -> usize {
    let mut meetings = meetings(left, right);
    for at in 0..meetings.len() {
        let (before, rest) = meetings.split_at_mut(at);
        rest[0].join(before);
    }
    let strongest = meetings.iter().reduce(|best, next| if next.worth > best.worth { next } else { best });
    strongest.map_or(0, |end| 1 + (end.left - end.start.0).max(end.right - end.start.1) as usize)
}

/// The places where shared words may stand in each other's place, in the order of the left text.
fn meetings(left: &Profile, right: &Profile) -> Vec<Meeting> {
    let mut meetings = Vec::new();
    for_shared_stems(left.terms(), right.terms(), |of_left, of_right| {
        let places = of_left.len() * of_right.len();
        if places <= MAX_PLACES {
            let weight = weight_of(left.tokens[of_left[0].at as usize].kind) / (places as f32).sqrt();
            let pairs = of_left.iter().flat_map(|one| of_right.iter().map(|other| (one.at, other.at)));
            meetings.extend(pairs.map(|(left, right)| Meeting {
                left,
                right,
                weight,
                worth: weight,
                start: (left, right),
            }));
        }
    });
    meetings.sort_unstable_by_key(|meeting| (meeting.left, meeting.right));
    meetings
}

impl Meeting {
    /// Goes on from whichever thread among those before is worth most here.
    fn join(&mut self, before: &[Self]) {
        for other in before.iter().rev().take_while(|other| self.left - other.left <= REACH) {
            let (down, along) = (self.left - other.left, self.right.wrapping_sub(other.right));
            // What goes back on the right is a very large number here.
            if down == 0 || !(1..=REACH).contains(&along) {
                continue;
            }
            let cost = BETWEEN * (down.max(along) - 1) as f32 + UNEVEN * down.abs_diff(along) as f32;
            let worth = other.worth - cost + self.weight;
            if worth > self.worth {
                (self.worth, self.start) = (worth, other.start);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_goes_on_over_changed_words_and_ends_with_the_order() {
        let length = |left: &str, right: &str| longest(&Profile::new(left), &Profile::new(right));
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
        let length = |words| longest(&Profile::new(&text(words, "xx")), &Profile::new(&text(words, "yy")));
        assert_eq!(length(20), 24, "is crossed");
        assert_eq!(length(79), 2, "is not");
    }
}
