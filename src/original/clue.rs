//! Two texts → clues: what one has and the other lacks.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ahash::AHashSet;

use super::{Clue, Side, Sign};
use crate::{
    comparison::Reading,
    swap::Swap,
    token::{Kind, Token},
    words::WordSet,
};

/// A clue of one point for each of the steps that a difference, positive where it speaks for the left text, reaches.
fn clue(sign: Sign, difference: f64, steps: &[f64]) -> Option<Clue> {
    let weight = (0_u8..).zip(steps).take_while(|(_, step)| difference.abs() >= **step).count();
    let side = if difference > 0.0 { Side::Left } else { Side::Right };
    u8::try_from(weight).ok().filter(|&weight| weight > 0).map(|weight| Clue { side, sign, weight })
}

/// What the swapped words tell: how many more different ones there are on a side, and by how many standard deviations of a
/// fair coin the longer word stands more often there.
pub(super) fn in_swaps(swaps: &[Swap]) -> impl Iterator<Item = Clue> {
    let different = |of: fn(&Swap) -> &String| swaps.iter().map(of).collect::<BTreeSet<_>>().len() as f64;
    let steadier = different(|swap| &swap.right) - different(|swap| &swap.left);
    let letters = |words: &String| words.chars().count();
    // A typing error makes a word shorter or longer by chance; it mostly begins like the word.
    let begins_alike = |swap: &&Swap| swap.left.chars().take(2).eq(swap.right.chars().take(2));
    let longer = |one: fn(&Swap) -> &String, other: fn(&Swap) -> &String| {
        let others = swaps.iter().filter(|swap| !begins_alike(swap));
        others.filter(|swap| letters(one(swap)) > letters(other(swap))).count() as f64
    };
    let right = longer(|swap| &swap.right, |swap| &swap.left);
    let left = longer(|swap| &swap.left, |swap| &swap.right);
    let plainer = (right - left) / (right + left).max(1.0).sqrt();
    [clue(Sign::Steadier, steadier, &[1.0, 2.0, 3.0]), clue(Sign::Plainer, plainer, &[0.5, 1.5, 2.5])]
        .into_iter()
        .flatten()
}

/// The words of one text that the other lacks, both ways.
pub(super) struct Words<'a> {
    left: Own<'a>,
    right: Own<'a>,
}

/// The words of a text that the other lacks.
struct Own<'a> {
    reading: Reading<'a>,
    words: Vec<Token>,
}

/// Words of their own that both texts need for their lengths to be compared.
const MEASURABLE: usize = 8;
/// Longer words are held to be of this length, so that one compound does not decide.
const LONGEST: usize = 12;

impl<'a> Words<'a> {
    pub(super) fn new(left: Reading<'a>, right: Reading<'a>) -> Self {
        Self { left: Own::new(left, right), right: Own::new(right, left) }
    }

    /// What is left out, in a spin as in a rewrite.
    pub(super) fn clues(&self) -> impl Iterator<Item = Clue> {
        let (of_left, of_right) = (self.left.words.len() as f64, self.right.words.len() as f64);
        let more = (of_left - of_right) / (of_left + of_right).max(1.0).sqrt();
        let clues = [
            clue(Sign::SaysMore, more, &[2.0, 3.0]),
            clue(Sign::Figures, self.difference(|own| own.different(Kind::Number)), &[1.0, 2.0]),
            clue(Sign::Quotations, self.difference(Own::quotation_marks), &[2.0]),
            clue(Sign::LessFormulaic, -self.difference(Own::formulas), &[2.0, 4.0]),
        ];
        clues.into_iter().flatten()
    }

    /// What shows in a rewrite only: a spinner puts capitals and longer words everywhere.
    pub(super) fn clues_of_rewrite(&self) -> impl Iterator<Item = Clue> {
        let names = clue(Sign::Names, self.difference(|own| own.different(Kind::Name)), &[2.0]);
        names.into_iter().chain(clue(Sign::Plainer, self.longer(), &[2.0]))
    }

    fn difference(&self, of: impl Fn(&Own<'a>) -> usize) -> f64 {
        of(&self.left) as f64 - of(&self.right) as f64
    }

    /// By how many standard errors the right text's own words are longer than the left one's.
    fn longer(&self) -> f64 {
        if self.left.words.len().min(self.right.words.len()) < MEASURABLE {
            return 0.0;
        }
        let ((left, left_error), (right, right_error)) = (self.left.length(), self.right.length());
        (right - left) / (left_error + right_error).sqrt().max(f64::MIN_POSITIVE)
    }
}

impl<'a> Own<'a> {
    fn new(reading: Reading<'a>, other: Reading) -> Self {
        let known: AHashSet<u64> = other.profile.tokens().iter().map(|token| token.hash).collect();
        let is_own = |token: &&Token| !known.contains(&token.hash);
        Self { reading, words: reading.profile.tokens().iter().filter(is_own).copied().collect() }
    }

    /// How many different words of a kind.
    fn different(&self, kind: Kind) -> usize {
        let of_kind = self.words.iter().filter(|token| token.kind == kind);
        of_kind.map(|token| token.hash).collect::<BTreeSet<u64>>().len()
    }

    /// Quotation marks in the whole text.
    fn quotation_marks(&self) -> usize {
        let marks = ['"', '“', '”', '„', '‟', '«', '»', '「', '」'];
        self.reading.text.matches(marks).count()
    }

    fn formulas(&self) -> usize {
        self.words.iter().filter(|token| formulas().contains(token.hash)).count()
    }

    /// The mean letters of a word, and the square of the error of that mean.
    fn length(&self) -> (f64, f64) {
        let letters = |token: &Token| token.span.of(self.reading.text).chars().count().min(LONGEST) as f64;
        let count = self.words.len() as f64;
        let mean = self.words.iter().map(letters).sum::<f64>() / count;
        let square = |token: &Token| (letters(token) - mean) * (letters(token) - mean);
        (mean, self.words.iter().map(square).sum::<f64>() / count / count)
    }
}

/// Words that language models put where people have plainer ones or none, in English.
fn formulas() -> &'static WordSet {
    static FORMULAS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&[LIST]));
    &FORMULAS
}

const LIST: &str = "additionally furthermore moreover notably crucial crucially comprehensive highlights highlighting \
    ensure ensures ensuring various significantly particularly underscore underscores underscoring showcase showcases \
    showcasing emphasize emphasizes emphasized emphasizing numerous consequently enhance enhances enhanced enhancing \
    demonstrate demonstrates demonstrating essential vital pivotal remarkable individuals utilize utilized utilizing \
    ultimately effectively primarily fostering potentially facilitate";
