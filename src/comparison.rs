//! Two documents → comparison: the verdict with its score and the evidence that a person can look at.
//!
//! Everything here rests on the two texts alone; the same pair gives the same comparison in every collection.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    align::Tie,
    evidence::{Evidence, Findings, findings},
    feature::{Channel, features},
    original::{self, Clue, Original, Side},
    passage::Stretch,
    profile::Profile,
    reuse::{Matcher, Reuse},
    seen,
    span::Span,
    swap::{Piece, Swap, pieces, swaps},
    verdict::{REPORTED, Reason, Verdict, kind, lone_score, reason, score},
};

/// A passage of less gain, half a sentence or so, is shown of a partial copy only where there is no stronger one. Of texts
/// that say the same from end to end, each is, however short: what is left over on both sides belongs together.
const TELLING: f32 = 3.5;
/// Passages are shown that gain this share of what the strongest does: less is a likeness that texts on one subject have
/// anyhow.
const COMPARABLE: f32 = 1.0 / 3.0;
/// A passage of this gain, two sentences, is shown beside one of any strength.
const WEIGHTY: f32 = 10.0;

/// What laying two documents against each other came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    verdict: Verdict,
    score: f64,
    evidence: Evidence,
    resemblance: f64,
    passages: Vec<Passage>,
    swaps: Vec<Swap>,
    clues: Vec<Clue>,
}

/// A stretch of the left text and the stretch of the right text that says the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands in the left text.
    pub left: Span,
    /// Where it stands in the right text.
    pub right: Span,
    /// Words of the left stretch.
    pub words: usize,
    /// Words of the left stretch that stand unchanged in the right one, in order.
    pub same: usize,
    /// Words of the left stretch in whose place others stand.
    pub swapped: usize,
    /// The stretch cut into what stayed, changed, went and came, in the order of the left text.
    pub pieces: Vec<Piece>,
}

impl Comparison {
    /// What the pair is to each other.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The probability that the pair is a copy, in 0..=1: of pairs scored .9, about nine in ten are.
    #[must_use]
    pub const fn score(&self) -> f64 {
        self.score
    }

    /// The numbers that the verdict rests on.
    #[must_use]
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// |A ∩ B| / |A ∪ B| over the sets of runs of five words (Broder 1997), in 0..=1.
    #[must_use]
    pub const fn resemblance(&self) -> f64 {
        self.resemblance
    }

    /// The passages in common, in the order of the left text; none for a pair without a finding.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The words that stand in each other's place, most frequent first.
    #[must_use]
    pub fn swaps(&self) -> &[Swap] {
        &self.swaps
    }

    /// Which text looks like the original, and why, from the texts alone; none when too little tells or the clues
    /// disagree.
    #[must_use]
    pub fn original(&self) -> Option<Original> {
        original::propose(self.verdict, &self.clues, None)
    }

    /// The same, where the caller knows which text is the earlier by its date. The date counts more than any one clue
    /// and less than several that agree against it.
    ///
    /// ```
    /// use unspin::{Detector, Side, Sign};
    ///
    /// let comparison = Detector::new().compare("One text, and another.", "one text and another");
    /// assert_eq!(comparison.original(), None);
    /// let original = comparison.original_given(Side::Right).expect("equal texts tell nothing against the date");
    /// assert_eq!((original.side, original.signs), (Side::Right, vec![Sign::Earlier]));
    /// ```
    #[must_use]
    pub fn original_given(&self, earlier: Side) -> Option<Original> {
        let is_copy = self.verdict.is_copy();
        original::propose(self.verdict, &self.clues, Some(earlier)).filter(|_| is_copy)
    }

    /// All that speaks for either text as the original.
    #[must_use]
    pub fn clues(&self) -> &[Clue] {
        &self.clues
    }
}

/// A text with its profile.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) profile: &'a Profile,
}

/// Lays texts against each other; holds the memory between calls.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    matcher: Matcher,
}

impl Judge {
    /// Compares two texts; below `min_words` words only exact copies count.
    pub(crate) fn compare(&mut self, left: Reading, right: Reading, min_words: usize) -> Comparison {
        let words = left.profile.tokens().len().min(right.profile.tokens().len());
        if words == 0 {
            Comparison::without(Reason::Empty, &Findings::default())
        } else if same_words(left.profile, right.profile) {
            Comparison::exact(left, right)
        } else if words < min_words {
            Comparison::without(Reason::TooShort, &Findings::default())
        } else {
            self.weigh(left, right)
        }
    }

    fn weigh(&mut self, left: Reading, right: Reading) -> Comparison {
        let (mut reuse, findings) = self.lay((left.profile, right.profile));
        let score = score(&findings);
        if score < REPORTED {
            return Comparison { score, ..Comparison::without(reason(&findings), &findings) };
        }
        let verdict = kind(&findings.evidence);
        let strongest = reuse.stretches.iter().map(|stretch| stretch.gain).fold(0.0, f32::max);
        let is_sure = |at: usize| lone_score(&findings, &findings.passages[at]) >= REPORTED;
        let tells = |at: usize, stretch: &Stretch| {
            at == 0
                || verdict != Verdict::Partial
                || stretch.gain >= WEIGHTY.min(COMPARABLE * strongest)
                    && (stretch.gain >= TELLING || is_sure(at))
        };
        reuse.widen((left.profile, right.profile));
        let telling = reuse.stretches.iter().enumerate().filter(|&(at, stretch)| tells(at, stretch));
        let mut passages: Vec<Passage> = telling.map(|(_, stretch)| passage(left, right, stretch)).collect();
        passages.sort_by_key(|passage| (passage.left, passage.right));
        passages.shrink_to_fit();
        let pieces = || passages.iter().flat_map(|passage| &passage.pieces);
        let swaps = swaps(left.text, right.text, pieces());
        let weighed = (verdict, &findings.evidence);
        Comparison {
            verdict,
            score,
            evidence: findings.evidence,
            resemblance: resemblance((left.profile, right.profile), &reuse.stretches),
            clues: original::clues(weighed, pieces(), &swaps, (left, right)),
            passages,
            swaps,
        }
    }

    /// What two texts have in common, and what follows from it.
    fn lay(&mut self, (left, right): (&Profile, &Profile)) -> (Reuse, Findings) {
        if stands_left(left, right) {
            let reuse = self.matcher.reuse(left, right);
            let findings = findings((left, right), &reuse);
            (reuse, findings)
        } else {
            let reuse = self.matcher.reuse(right, left);
            let findings = findings((right, left), &reuse);
            (reuse.turned(), findings.turned())
        }
    }

    /// What a pair of other words is weighed by, and the counts of its alignment.
    pub(crate) fn weighed(&mut self, left: Reading, right: Reading) -> (Findings, [usize; 3]) {
        let (left, right) = (left.profile, right.profile);
        let (reuse, findings) = self.lay((left, right));
        let (first, second) = if stands_left(left, right) { (left, right) } else { (right, left) };
        let [links, chains] = self.matcher.counts(first, second);
        (findings, [links, chains, reuse.stretches.len()])
    }
}

/// Whether the left text stays on the left. An alignment decides ties for one side, so the longer text, or the one of higher
/// hashes, is always laid there: a pair is the same whoever comes first.
fn stands_left(left: &Profile, right: &Profile) -> bool {
    let (left, right) = (left.tokens(), right.tokens());
    let hashes = || left.iter().map(|token| token.hash).cmp(right.iter().map(|token| token.hash));
    left.len().cmp(&right.len()).then_with(hashes).is_ge()
}

/// |A ∩ B| / |A ∪ B| of the runs of five words. Those of unchanged words are read once for both texts.
fn resemblance((left, right): (&Profile, &Profile), stretches: &[Stretch]) -> f64 {
    const GRAM: usize = Channel::Shingles.gram();
    let room = |profile: &Profile| Vec::with_capacity(profile.tokens().len());
    let [mut both, mut of_left, mut of_right] = [room(left), room(left), room(right)];
    let add = |profile: &Profile, starts: Range<usize>, shingles: &mut Vec<u64>| {
        if !starts.is_empty() {
            let words = starts.start..(starts.end + GRAM - 1).min(profile.tokens().len());
            features(Channel::Shingles, &profile.tokens()[words], shingles);
        }
    };
    let mut at = (0, 0);
    for run in stretches.iter().flat_map(Stretch::runs).filter(|run| run.len() >= GRAM) {
        let start = (run[0].left as usize, run[0].right as usize);
        // What was moved is met again on its side.
        if start.0 >= at.0 && start.1 >= at.1 {
            let count = run.len() + 1 - GRAM;
            add(left, at.0..start.0, &mut of_left);
            add(right, at.1..start.1, &mut of_right);
            add(left, start.0..start.0 + count, &mut both);
            at = (start.0 + count, start.1 + count);
        }
    }
    // A text of fewer words has one of all.
    let ends = [left, right].map(|profile| (profile.tokens().len() + 1).saturating_sub(GRAM).max(1));
    add(left, at.0..ends[0], &mut of_left);
    add(right, at.1..ends[1], &mut of_right);
    seen::resemblance(&both, &of_left, &of_right)
}

impl Comparison {
    fn exact(left: Reading, right: Reading) -> Self {
        let words = left.profile.tokens().len();
        let (of_left, of_right) = (whole(left.profile), whole(right.profile));
        let piece = Piece { left: of_left, right: of_right, change: crate::swap::Change::Same };
        let passage =
            Passage { left: of_left, right: of_right, words, same: words, swapped: 0, pieces: vec![piece] };
        Self {
            verdict: Verdict::Exact,
            score: 1.0,
            evidence: Evidence::of_equal(words),
            resemblance: 1.0,
            passages: vec![passage],
            swaps: Vec::new(),
            clues: Vec::new(),
        }
    }

    fn without(reason: Reason, findings: &Findings) -> Self {
        Self {
            verdict: Verdict::None(reason),
            score: 0.0,
            evidence: findings.evidence,
            resemblance: 0.0,
            passages: Vec::new(),
            swaps: Vec::new(),
            clues: Vec::new(),
        }
    }
}

/// Whether two profiles hold the same words in the same order.
pub(crate) fn same_words(left: &Profile, right: &Profile) -> bool {
    let (left, right) = (left.tokens(), right.tokens());
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.hash == right.hash)
}

fn whole(profile: &Profile) -> Span {
    let tokens = profile.tokens();
    tokens[0].span.to(tokens[tokens.len() - 1].span)
}

fn passage(left: Reading, right: Reading, stretch: &Stretch) -> Passage {
    let bytes = |profile: &Profile, tokens: &Range<usize>| {
        profile.tokens()[tokens.start].span.to(profile.tokens()[tokens.end - 1].span)
    };
    let same = stretch.pairings.iter().filter(|pairing| pairing.tie == Tie::Same).count();
    Passage {
        left: bytes(left.profile, &stretch.left),
        right: bytes(right.profile, &stretch.right),
        words: stretch.left.len(),
        same,
        swapped: stretch.pairings.len() - same,
        pieces: pieces(left.profile, right.profile, stretch),
    }
}
