//! Two texts → clues: what one has and the other lacks.

use std::collections::BTreeSet;

use super::{
    Clue, Side, Sign,
    words::{Standing, Words},
};
use crate::{comparison::Reading, hash, swap::Swap, token::Kind};

/// A clue of one point for each of the steps that a difference, positive where it speaks for the left text, reaches.
fn clue(sign: Sign, difference: f64, steps: &[f64]) -> Option<Clue> {
    let weight = (0_u8..).zip(steps).take_while(|(_, step)| difference.abs() >= **step).count();
    let side = if difference > 0.0 { Side::Left } else { Side::Right };
    u8::try_from(weight).ok().filter(|&weight| weight > 0).map(|weight| Clue { side, sign, weight })
}

/// What words tell that were swapped in sentences that stand: how many more of them are known from elsewhere in both
/// texts, how many more different ones there are, and how many more are the longer ones.
pub(super) fn of_swaps(swaps: &[Swap], (left, right): (Reading, Reading)) -> impl Iterator<Item = Clue> {
    let single: Vec<&Swap> =
        swaps.iter().filter(|swap| !(swap.left.contains(' ') || swap.right.contains(' '))).collect();
    let recurs = |other: Reading, of: fn(&Swap) -> &String| {
        let words: Vec<u64> = single.iter().map(|swap| hash::word(of(swap).as_bytes())).collect();
        let standing = Standing::of(&words, other);
        words.iter().filter(|&&word| standing.has(word)).count()
    };
    let recurring = deviations(recurs(right, |swap| &swap.left), recurs(left, |swap| &swap.right));
    let different = |of: fn(&Swap) -> &String| swaps.iter().map(of).collect::<BTreeSet<_>>().len() as f64;
    let steadier = different(|swap| &swap.right) - different(|swap| &swap.left);
    let letters = |words: &String| words.chars().count();
    let longer = |one: fn(&Swap) -> &String, other: fn(&Swap) -> &String| {
        let others = swaps.iter().filter(|swap| !is_one_edit(&swap.left, &swap.right));
        others.filter(|swap| letters(one(swap)) > letters(other(swap))).count()
    };
    let plainer = deviations(
        longer(|swap| &swap.right, |swap| &swap.left),
        longer(|swap| &swap.left, |swap| &swap.right),
    );
    let clues = [
        clue(Sign::Recurring, recurring, &[1.0, 1.5, 2.0]),
        clue(Sign::Steadier, steadier, &[1.0, 2.0, 3.0]),
        clue(Sign::Plainer, plainer, &[0.5, 1.5, 2.5]),
    ];
    clues.into_iter().flatten()
}

/// By how many standard deviations of a fair coin there is more of the one than of the other.
fn deviations(one: usize, other: usize) -> f64 {
    (one as f64 - other as f64) / ((one + other).max(1) as f64).sqrt()
}

/// Whether two words are one letter apart: one more, one less, another in its place, or two the other way round
/// (Damerau 1964). A typing error makes a word longer or shorter by chance.
fn is_one_edit(one: &str, other: &str) -> bool {
    let before = alike(one.chars(), other.chars());
    let (one, other) = (&one[before..], &other[before..]);
    let after = alike(one.chars().rev(), other.chars().rev());
    let letters = |word: &str| {
        let mut letters = word[..word.len() - after].chars();
        [letters.next(), letters.next(), letters.next()]
    };
    match (letters(one), letters(other)) {
        ([_, None, _], [_, None, _]) => true,
        ([a, b, None], [c, d, None]) => a == d && b == c,
        _ => false,
    }
}

/// Bytes of the letters that two words have in common before the first that differs.
fn alike(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
}

/// What is left out or said otherwise where the sentences themselves are others.
pub(super) fn of_telling(words: &Words) -> impl Iterator<Item = Clue> {
    let (left, right) = (&words.left, &words.right);
    let of_kind = |kind| left.different(kind) as f64 - right.different(kind) as f64;
    let marks = left.quotation_marks() as f64 - right.quotation_marks() as f64;
    let names = clue(Sign::Names, of_kind(Kind::Name), &[2.0]).filter(|_| words.capitals_agree());
    let clues = [
        clue(Sign::SaysMore, deviations(left.own.len(), right.own.len()), &[1.5, 3.0]),
        clue(Sign::Figures, of_kind(Kind::Number), &[1.0, 2.0]),
        names,
        clue(Sign::Quotations, marks, &[2.0]),
        clue(Sign::Plainer, words.longer(), &[2.0]),
        clue(Sign::LessFormal, right.formality - left.formality, &[2.0, 4.0]),
    ];
    clues.into_iter().flatten()
}
