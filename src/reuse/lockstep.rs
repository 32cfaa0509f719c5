//! Two profiles → reuse of two texts that go in lockstep: the same words from the first to the last, but for a few at a
//! time.
//!
//! A copy with few changes needs no search. Both texts are read side by side; where they part, the nearest place is sought
//! where they agree again, and only what lies between is aligned. So most near copies are compared in time linear in their
//! words, without links and chains. Texts that part for longer, or agree in too little, are left to these.
//!
//! Time `O(n + c · a²)` for `n` words and `c` places where they part for at most `a` = [`APART`] words.

use std::ops::Range;

use super::{Matcher, Order, Reuse};
use crate::{
    align::{Pairing, Tie},
    link::for_shared_stems,
    order::Parting,
    passage::{Found, LEFT_OVER, Stretch},
    profile::{Profile, Term, number, weight_of},
    token::Token,
};

/// Words for which the texts may part, on either side: a long clause.
const APART: usize = 16;
/// Words in a row that agree where the texts have come together again.
const TOGETHER: usize = 4;
/// Of four words of the longer text, so many stand in runs that both have: with less, what was moved or told anew is not
/// found by going on from the nearest place.
const OF_FOUR: usize = 3;

/// All that two texts have in common that go in lockstep; none where they do not.
pub(super) fn reuse(matcher: &mut Matcher, pair: (&Profile, &Profile)) -> Option<Reuse> {
    let (left, right) = pair;
    let partings = partings(&left.tokens, &right.tokens)?;
    let mut found = Found { left: vec![true; left.tokens.len()], right: vec![true; right.tokens.len()] };
    let mut pairings = Vec::with_capacity(left.tokens.len().min(right.tokens.len()));
    let mut at = (0, 0);
    for (of_left, of_right) in &partings {
        pair_off(at, of_left.start, &mut pairings);
        found.left[of_left.clone()].fill(false);
        found.right[of_right.clone()].fill(false);
        let start = pairings.len();
        matcher.aligner.align(pair, of_left.clone(), of_right.clone(), &mut pairings);
        for pairing in &pairings[start..] {
            if matches!(pairing.tie, Tie::Same | Tie::Variant) {
                found.left[pairing.left as usize] = true;
                found.right[pairing.right as usize] = true;
            }
        }
        at = (of_left.end, of_right.end);
    }
    pair_off(at, left.tokens.len(), &mut pairings);
    find_moved(pair, &partings, &mut found);
    let parted = partings.iter().flat_map(|parting| parting.0.clone());
    let lost: f32 = parted.filter(|&at| !found.left[at]).map(|at| weight_of(left.tokens[at].kind)).sum();
    let gain = left.weight - lost;
    let (of_left, of_right) = (0..left.tokens.len(), 0..right.tokens.len());
    let own = (of_left.len(), of_right.len());
    let whole = Stretch { left: of_left, right: of_right, pairings, gain, peak: gain, own };
    Some(Reuse {
        stretches: vec![whole],
        found,
        shared: gain,
        noise: 0.0,
        order: Order::of(&mut matcher.vocabulary, pair, &partings),
        thread: left.tokens.len(),
    })
}

/// Pairs equal words off, from a place on either side up to one on the left.
fn pair_off((left, right): (usize, usize), end: usize, pairings: &mut Vec<Pairing>) {
    let same = |at: usize| Pairing { left: number(left + at), right: number(right + at), tie: Tie::Same };
    pairings.extend((0..end - left).map(same));
}

/// Finds words of content again that moved from where the texts part to another such place.
fn find_moved((left, right): (&Profile, &Profile), partings: &[Parting], found: &mut Found) {
    let lists = [
        left_over(left, partings.iter().map(|parting| &parting.0), &found.left),
        left_over(right, partings.iter().map(|parting| &parting.1), &found.right),
    ];
    for_shared_stems(&lists[0], &lists[1], |of_left, of_right| {
        for (one, other) in of_left.iter().zip(of_right) {
            found.left[one.at as usize] = true;
            found.right[other.at as usize] = true;
        }
    });
}

/// The words of content that were not found again, by stem.
fn left_over<'a>(
    profile: &Profile,
    places: impl Iterator<Item = &'a Range<usize>>,
    found: &[bool],
) -> Vec<Term> {
    let is_left = |&at: &usize| !found[at] && weight_of(profile.tokens[at].kind) > 0.0;
    let words = places.flat_map(Range::clone).filter(is_left);
    let mut terms: Vec<Term> = words.map(|at| Term { stem: profile.stems[at], at: number(at) }).collect();
    terms.sort_unstable();
    terms
}

/// The places where two texts part that go in lockstep.
fn partings(left: &[Token], right: &[Token]) -> Option<Vec<Parting>> {
    let mut partings: Vec<Parting> = Vec::new();
    let (mut at, mut together) = ((0, 0), 0);
    loop {
        let run = run(&left[at.0..], &right[at.1..]);
        at = (at.0 + run, at.1 + run);
        together += run;
        let rest = (&left[at.0..], &right[at.1..]);
        if rest.0.is_empty() && rest.1.is_empty() {
            break;
        }
        let (down, along) = parted(rest, if at == (0, 0) { LEFT_OVER } else { APART })?;
        if (down, along) == (rest.0.len(), rest.1.len()) && down.max(along) > LEFT_OVER {
            return None;
        }
        partings.push((at.0..at.0 + down, at.1..at.1 + along));
        at = (at.0 + down, at.1 + along);
    }
    (together * 4 >= OF_FOUR * left.len().max(right.len())).then_some(partings)
}

/// For how many words, `most` on either side, two texts part that begin with different ones: the fewest on both together.
fn parted((left, right): (&[Token], &[Token]), most: usize) -> Option<(usize, usize)> {
    for both in 1..=2 * most {
        for down in both.saturating_sub(most)..=both.min(most).min(left.len()) {
            let along = both - down;
            if along <= right.len() && go_on(&left[down..], &right[along..]) {
                return Some((down, along));
            }
        }
    }
    None
}

/// Whether two texts agree in their next words, or in the few that are left of them.
fn go_on(left: &[Token], right: &[Token]) -> bool {
    match (left.first_chunk::<TOGETHER>(), right.first_chunk::<TOGETHER>()) {
        (Some(left), Some(right)) => run(left, right) == TOGETHER,
        _ => left.len() == right.len() && run(left, right) == left.len(),
    }
}

/// How many words two texts begin with alike.
fn run(left: &[Token], right: &[Token]) -> usize {
    left.iter().zip(right).take_while(|(one, other)| one.hash == other.hash).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The harbour master counted 412 barrels before noon, then the customs officer sealed nine crates \
        of pepper. Nobody in the office had seen the letter that the captain of the second ship carried in his coat.";

    /// Where a text and another part, in words.
    fn of(other: &str) -> Option<Vec<Parting>> {
        partings(&Profile::new(TEXT).tokens, &Profile::new(other).tokens)
    }

    #[test]
    fn texts_part_where_words_were_changed_put_in_or_left_out() {
        let cases: [(&str, &str, &[Parting]); 7] = [
            ("counted", "counted", &[]),
            ("counted", "tallied", &[(3..4, 3..4)]),
            ("before noon", "long before noon", &[(6..6, 6..7)]),
            ("customs officer", "officer", &[(10..11, 10..10)]),
            ("The harbour master", "A clerk", &[(0..3, 0..2)]),
            ("in his coat", "abroad", &[(33..36, 33..34)]),
            ("sealed nine crates of pepper", "opened none of those", &[(12..17, 12..16)]),
        ];
        for (old, new, expected) in cases {
            assert_eq!(of(&TEXT.replace(old, new)).as_deref(), Some(expected), "{new}");
        }
    }

    #[test]
    fn other_texts_are_left_to_the_search() {
        let (first, second) = TEXT.split_at(TEXT.find("Nobody").expect("it has two sentences"));
        let cases = [
            ("moved", format!("{second} {first}")),
            ("begins otherwise", TEXT.replace("The harbour master counted", "In the end somebody tallied")),
            ("ends otherwise", TEXT.replace("carried in his coat", "had on him that night")),
            ("parts for long", TEXT.replace("noon", &"noon and a little later ".repeat(5))),
            (
                "agrees in too little",
                TEXT.replace("412", "a few dozen of those empty")
                    .replace("Nobody in the office had seen", "Few of us had heard tell of")
                    .replace("customs officer", "man with the key to it all")
                    .replace("captain of", "tall man aboard"),
            ),
        ];
        for (name, other) in cases {
            assert_eq!(of(&other), None, "{name}");
        }
    }

    /// What the search finds, the walk finds.
    #[test]
    fn it_finds_what_the_search_finds() {
        let other = TEXT
            .replace("counted 412", "tallied 77")
            .replace("sealed", "had sealed")
            .replace("second ship carried", "second carried")
            .replace("harbour master", "master")
            .replace("Nobody in", "Nobody harbour in");
        let pair = (&Profile::new(TEXT), &Profile::new(&other));
        let mut matcher = Matcher::default();
        let (walked, sought) = (reuse(&mut matcher, pair).expect("lockstep"), matcher.search(pair.0, pair.1));
        let places = |reuse: &Reuse| {
            let pairings = reuse.stretches[0].pairings.iter();
            pairings.map(|pairing| (pairing.left, pairing.right, pairing.tie)).collect::<Vec<_>>()
        };
        assert_eq!(walked.stretches.len(), sought.stretches.len());
        assert_eq!(walked.stretches[0].left, sought.stretches[0].left);
        assert_eq!(walked.stretches[0].right, sought.stretches[0].right);
        assert_eq!(places(&walked), places(&sought));
        assert_eq!(walked.found.left, sought.found.left);
        assert_eq!(walked.found.right, sought.found.right);
        assert_eq!(walked.order, sought.order);
    }

    /// A word that stands on both sides is counted once for both, but where it is of another kind in other letters.
    #[test]
    fn the_order_is_that_of_the_whole_texts() {
        let marked = format!("{TEXT} 第一章は港で始まる。 I Ⅰ １２ Barrels");
        let others = [
            marked.replace("counted 412", "tallied 77"),
            marked.replace("I Ⅰ １２", "Ⅰ I 12"),
            marked.replace("第一章は港", "第二章は港"),
            marked.replace("harbour", "HARBOUR").replace("pepper. Nobody", "pepper, nobody"),
            marked.replace("ship carried", "captain carried").replace("second", "harbour"),
        ];
        let mut vocabulary = crate::order::Vocabulary::default();
        for other in others {
            let pair = (&Profile::new(&marked), &Profile::new(&other));
            let partings = partings(&pair.0.tokens, &pair.1.tokens).expect("lockstep");
            let walked = Order::of(&mut vocabulary, pair, &partings);
            assert_eq!(walked, Order::of(&mut vocabulary, pair, &[crate::order::apart(pair)]), "{other}");
        }
    }
}
