//! Chains → passages: the stretches of both documents that say the same, word by word.
//!
//! The linked sentences of a chain are laid against each other in blocks (one sentence or a few that overlap), word by
//! word in order, and what is left over is matched out of order within the block, since a translator moves words within
//! a sentence; in a short chain also with its neighbouring sentences, since a copyist may move whole ones. A passage ends
//! where matching ends: its borders are those of the maximum-scoring stretch over what was matched (Bentley, Programming
//! Pearls: Kadane's scan), where a word counts whose partner lies within the borders on the other side.
//!
//! Time `O(w · s)` for `w` words of the chain and `s` words of its longest block.

use std::ops::Range;

mod matched;

use crate::{
    align::{Aligner, Pairing, Tie},
    chain::Chain,
    link::Link,
    profile::{Profile, weight_of},
    token::{Gap, Kind},
};
pub(crate) use matched::Matched;

/// Sentences of a block at most, on either side.
const MAX_BLOCK: usize = 4;
/// What an unmatched word of content takes from a stretch, where a matched one adds 1, by the tenths of words matched
/// in the core of the passage: the ratio of the log-likelihoods that a word stands inside or outside, where outside one
/// word in ten is matched by chance. A word-for-word copy ends at the first strange word, a rewrite does not.
const UNMATCHED: [f32; 11] = [0.2, 0.2, 0.2, 0.23, 0.29, 0.37, 0.45, 0.56, 0.72, 1.0, 1.5];
/// Weight of a matched word of grammar.
const FUNCTION: f32 = 0.4;

/// Two stretches of tokens that say the same.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) left: Range<usize>,
    pub(crate) right: Range<usize>,
    /// The words that stand in each other's place, in the order of the left side within each block.
    pub(crate) pairings: Vec<Pairing>,
    /// Gain of the chain behind it.
    pub(crate) gain: f32,
    /// Gain of the strongest chain behind it.
    pub(crate) peak: f32,
    /// Words of the parts that it was joined from, on either side.
    pub(crate) own: (usize, usize),
}

impl Stretch {
    /// Words of its parts on its shorter side.
    pub(crate) fn shorter(&self) -> usize {
        self.own.0.min(self.own.1)
    }

    /// Changes the sides.
    pub(crate) fn turn(&mut self) {
        std::mem::swap(&mut self.left, &mut self.right);
        self.own = (self.own.1, self.own.0);
        for pairing in &mut self.pairings {
            std::mem::swap(&mut pairing.left, &mut pairing.right);
        }
        self.pairings.sort_by_key(|pairing| pairing.left);
    }

    /// Takes in another stretch and what lies between.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.left = cover(&self.left, &other.left);
        self.right = cover(&self.right, &other.right);
        self.own = (self.own.0 + other.own.0, self.own.1 + other.own.1);
        self.pairings.extend(other.pairings);
        self.pairings.sort_by_key(|pairing| pairing.left);
        self.gain += other.gain;
        self.peak = self.peak.max(other.peak);
    }
}

/// The smallest range that holds both.
pub(crate) fn cover(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

/// Which words of a document were found again in the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) left: Vec<bool>,
    pub(crate) right: Vec<bool>,
}

impl Found {
    pub(crate) fn clear(&mut self, pair: (&Profile, &Profile)) {
        for (found, profile) in [(&mut self.left, pair.0), (&mut self.right, pair.1)] {
            found.clear();
            found.resize(profile.tokens.len(), false);
        }
    }
}

/// Words at the ends of both texts that a passage takes in.
pub(crate) const LEFT_OVER: usize = 3;

/// Sentences before and behind a chain that its passage may reach into.
const NEIGHBOURS: usize = 2;
/// A chain of up to so many sentences is also matched regardless of their order: a page of prose has too many words in
/// common by chance.
const MAX_UNORDERED: usize = 12;
/// What it is worth to a passage to begin or to end with a sentence, in matched words: from 1 to 1.5 does as well.
const BORDER: f32 = 1.2;
/// Times that the sides of a passage are cut at most.
const MAX_ROUNDS: usize = 3;

/// A range of sentences or words on either side.
type Block = (Range<usize>, Range<usize>);

/// Lays the sentences of a chain against each other and cuts the passage out; marks in `found` what was matched.
pub(crate) fn passage(
    (aligner, matched): (&mut Aligner, &mut Matched),
    pair: (&Profile, &Profile),
    (links, chain): (&[Link], &Chain),
    found: &mut Found,
) -> Stretch {
    let blocks = with_neighbours(blocks(links, chain), pair);
    let around = (around(pair.0, &chain.left), around(pair.1, &chain.right));
    matched.lay(around.clone());
    let mut pairings = Vec::with_capacity(around.0.len());
    for (left, right) in &blocks {
        let start = pairings.len();
        let (left, right) = (tokens(pair.0, left), tokens(pair.1, right));
        aligner.align(pair, left.clone(), right.clone(), &mut pairings);
        for pairing in
            pairings[start..].iter().filter(|pairing| matches!(pairing.tie, Tie::Same | Tie::Variant))
        {
            matched.add(pairing.left, pairing.right);
        }
        matched.out_of_order(pair, (left, right));
    }
    if chain.left.len().max(chain.right.len()) <= MAX_UNORDERED {
        matched.out_of_order(pair, around);
    }
    let (left, right) = borders(pair, chain, matched);
    matched.mark((&left, &right), found);
    let (left, right) = to_the_ends(pair, left, right);
    pairings.retain(|pairing| {
        left.contains(&(pairing.left as usize)) && right.contains(&(pairing.right as usize))
    });
    let own = (left.len(), right.len());
    Stretch { left, right, pairings, gain: chain.gain, peak: chain.gain, own }
}

/// The words of some sentences and of their neighbours.
fn around(profile: &Profile, sentences: &Range<usize>) -> Range<usize> {
    let last = (sentences.end + NEIGHBOURS).min(profile.sentences().len());
    tokens(profile, &(sentences.start.saturating_sub(NEIGHBOURS)..last))
}

fn tokens(profile: &Profile, sentences: &Range<usize>) -> Range<usize> {
    profile.sentences()[sentences.start].tokens.start..profile.sentences()[sentences.end - 1].tokens.end
}

/// The linked sentences, those that overlap joined, and what lies between two links on both sides: a sentence whose
/// words were all swapped is linked to nothing, but stands where the other one stood.
fn blocks(links: &[Link], chain: &Chain) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(2 * chain.links.len());
    for link in chain.links.iter().map(|&at| links[at]) {
        let (left, right) = (link.left as usize, link.right as usize);
        match blocks.last_mut() {
            Some(block) if left < block.0.end || right < block.1.end => {
                let joined = (cover(&block.0, &(left..left + 1)), cover(&block.1, &(right..right + 1)));
                if joined.0.len() <= MAX_BLOCK && joined.1.len() <= MAX_BLOCK {
                    *block = joined;
                }
            }
            last => {
                let between = last.map(|last| (last.0.end..left, last.1.end..right));
                blocks.extend(between.filter(|(left, right)| is_block(left) && is_block(right)));
                blocks.push((left..left + 1, right..right + 1));
            }
        }
    }
    blocks
}

fn is_block(sentences: &Range<usize>) -> bool {
    (1..=MAX_BLOCK).contains(&sentences.len())
}

/// The blocks with [`NEIGHBOURS`] more sentences on both sides at either end, as far as there are some.
fn with_neighbours(mut blocks: Vec<Block>, pair: (&Profile, &Profile)) -> Vec<Block> {
    for _ in 0..NEIGHBOURS {
        if let Some((left, right)) = blocks.first().cloned()
            && left.start > 0
            && right.start > 0
        {
            blocks.insert(0, (left.start - 1..left.start, right.start - 1..right.start));
        }
        if let Some((left, right)) = blocks.last().cloned()
            && left.end < pair.0.sentences().len()
            && right.end < pair.1.sentences().len()
        {
            blocks.push((left.end..left.end + 1, right.end..right.end + 1));
        }
    }
    blocks
}

/// Where a passage begins and ends on both sides. A word counts as matched where its partner stands inside the borders of
/// the other side, so the sides are cut in turns until neither moves.
fn borders(pair: (&Profile, &Profile), chain: &Chain, matched: &Matched) -> Block {
    let cores = (tokens(pair.0, &chain.left), tokens(pair.1, &chain.right));
    let mut borders = matched.around.clone();
    for _ in 0..MAX_ROUNDS {
        let is_left = |at: usize| matched.left_inside(at, &borders.1);
        let is_right = |at: usize| matched.right_inside(at, &borders.0);
        let left = best_stretch(pair.0, &cores.0, matched.around.0.clone(), is_left);
        let right = best_stretch(pair.1, &cores.1, matched.around.1.clone(), is_right);
        let next = (left, right);
        if borders == next {
            break;
        }
        borders = next;
    }
    borders
}

/// The stretch with the most matched and the fewest unmatched words, where it is worth [`BORDER`] to begin and end with a
/// sentence.
fn best_stretch(
    profile: &Profile,
    core: &Range<usize>,
    around: Range<usize>,
    is_matched: impl Fn(usize) -> bool,
) -> Range<usize> {
    let matched = core.clone().filter(|&at| is_matched(at)).count();
    let unmatched = UNMATCHED[10 * matched / core.len().max(1)];
    let step = |kind: Kind| match kind {
        Kind::Function => [-FUNCTION * unmatched, FUNCTION],
        _ => [-unmatched * weight_of(kind), weight_of(kind)],
    };
    let mut steps = [[0.0; 2]; Kind::ALL.len()];
    for kind in Kind::ALL {
        steps[kind as usize] = step(kind);
    }
    let of = profile.sentence_of();
    let border = |at: usize| {
        // A list without end marks was cut somewhere: no border of what was copied.
        let ends_sentence = || of[at - 1] != of[at] && profile.tokens[at].gap != Gap::Inner;
        let parts_sentences = at == 0 || at == of.len() || ends_sentence();
        if parts_sentences { BORDER } else { 0.0 }
    };
    // Worth more than borders without a word between them.
    let (mut first, mut last, mut best_sum) = (around.start, around.start, 2.0 * BORDER);
    let (mut start, mut sum) = (around.start, 0.0_f32);
    let mut after = border(around.start);
    for at in around {
        let before = after;
        after = border(at + 1);
        // Neither choice can a processor foretell: both outcomes are there.
        (start, sum) = if sum < before { (at, before) } else { (start, sum) };
        sum += steps[profile.tokens[at].kind as usize][usize::from(is_matched(at))];
        let is_best = sum + after > best_sum;
        (first, last) = if is_best { (start, at + 1) } else { (first, last) };
        best_sum = if is_best { sum + after } else { best_sum };
    }
    first..last
}

/// Takes in a word or two that are left over at the same end of both texts: a change there is part of the passage.
fn to_the_ends(
    (left_text, right_text): (&Profile, &Profile),
    mut left: Range<usize>,
    mut right: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    if !left.is_empty() && !right.is_empty() {
        if left.start.max(right.start) <= LEFT_OVER {
            (left.start, right.start) = (0, 0);
        }
        let (left_end, right_end) = (left_text.tokens.len(), right_text.tokens.len());
        if (left_end - left.end).max(right_end - right.end) <= LEFT_OVER {
            (left.end, right.end) = (left_end, right_end);
        }
    }
    (left, right)
}
