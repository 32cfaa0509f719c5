//! Chains → passages: the stretches of both documents that say the same, word by word.
//!
//! The linked sentences of a chain are laid against each other in blocks (one sentence or a few that overlap), word by
//! word in order, and what is left over is matched out of order within the block, since a translator moves words within
//! a sentence. A passage ends where matching ends: its borders are those of the maximum-scoring stretch over what was
//! matched (Bentley, Programming Pearls: Kadane's scan), on each side for itself, with one more sentence at each end to
//! find it in.
//!
//! Time `O(w · s)` for `w` words of the chain and `s` words of its longest block.

use std::ops::Range;

use crate::{
    align::{Aligner, Pairing, Tie},
    chain::Chain,
    link::Link,
    profile::{Profile, number, weight_of},
    token::Kind,
};

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
const LEFT_OVER: usize = 3;

type Block = (Range<usize>, Range<usize>);

/// Lays the sentences of a chain against each other and cuts the passage out; marks in `found` what was matched.
pub(crate) fn passage(
    aligner: &mut Aligner,
    pair: (&Profile, &Profile),
    (links, chain): (&[Link], &Chain),
    found: &mut Found,
) -> Stretch {
    let blocks = with_neighbours(blocks(links, chain), pair);
    let mut pairings = Vec::with_capacity(tokens(pair.0, &chain.left).len());
    let mut spare = Spare::default();
    for (left, right) in &blocks {
        let start = pairings.len();
        let (left, right) = (tokens(pair.0, left), tokens(pair.1, right));
        aligner.align(pair, left.clone(), right.clone(), &mut pairings);
        for pairing in
            pairings[start..].iter().filter(|pairing| matches!(pairing.tie, Tie::Same | Tie::Variant))
        {
            found.left[pairing.left as usize] = true;
            found.right[pairing.right as usize] = true;
        }
        spare.match_out_of_order(pair, (left, right), found);
    }
    let whole = |side: fn(&Block) -> &Range<usize>| {
        let first = blocks.iter().map(|block| side(block).start).min().unwrap_or(0);
        first..blocks.iter().map(|block| side(block).end).max().unwrap_or(0)
    };
    let left = best_stretch(pair.0, &chain.left, tokens(pair.0, &whole(|block| &block.0)), &found.left);
    let right = best_stretch(pair.1, &chain.right, tokens(pair.1, &whole(|block| &block.1)), &found.right);
    let (left, right) = to_the_ends(pair, left, right);
    let inside = |pairing: &Pairing| {
        left.contains(&(pairing.left as usize)) && right.contains(&(pairing.right as usize))
    };
    pairings.retain(inside);
    let own = (left.len(), right.len());
    Stretch { left, right, pairings, gain: chain.gain, peak: chain.gain, own }
}

fn tokens(profile: &Profile, sentences: &Range<usize>) -> Range<usize> {
    profile.sentences[sentences.start].tokens.start..profile.sentences[sentences.end - 1].tokens.end
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

/// The blocks with one more sentence on both sides at either end, where there is one.
fn with_neighbours(mut blocks: Vec<Block>, pair: (&Profile, &Profile)) -> Vec<Block> {
    if let Some((left, right)) = blocks.first().cloned()
        && left.start > 0
        && right.start > 0
    {
        blocks.insert(0, (left.start - 1..left.start, right.start - 1..right.start));
    }
    if let Some((left, right)) = blocks.last().cloned()
        && left.end < pair.0.sentences.len()
        && right.end < pair.1.sentences.len()
    {
        blocks.push((left.end..left.end + 1, right.end..right.end + 1));
    }
    blocks
}

/// Room for the words that the ordered alignment left over.
#[derive(Default)]
struct Spare {
    left: Vec<(u32, u32)>,
    right: Vec<(u32, u32)>,
}

impl Spare {
    fn match_out_of_order(&mut self, pair: (&Profile, &Profile), block: Block, found: &mut Found) {
        fill(&mut self.left, pair.0, block.0, &found.left);
        fill(&mut self.right, pair.1, block.1, &found.right);
        let mut right = self.right.iter().peekable();
        for &(stem, at) in &self.left {
            while right.peek().is_some_and(|other| other.0 < stem) {
                right.next();
            }
            if let Some(&(_, other)) = right.next_if(|other| other.0 == stem) {
                found.left[at as usize] = true;
                found.right[other as usize] = true;
            }
        }
    }
}

fn fill(spare: &mut Vec<(u32, u32)>, profile: &Profile, tokens: Range<usize>, found: &[bool]) {
    spare.clear();
    let open = |&at: &usize| !found[at] && weight_of(profile.tokens[at].kind) > 0.0;
    spare.extend(tokens.filter(open).map(|at| (profile.stems[at], number(at))));
    spare.sort_unstable();
}

/// The stretch with the most matched and the fewest unmatched words.
fn best_stretch(
    profile: &Profile,
    core: &Range<usize>,
    around: Range<usize>,
    found: &[bool],
) -> Range<usize> {
    let unmatched = UNMATCHED[tenths_matched(tokens(profile, core), found)];
    let step = |kind: Kind| match kind {
        Kind::Function => [-FUNCTION * unmatched, FUNCTION],
        _ => [-unmatched * weight_of(kind), weight_of(kind)],
    };
    let mut steps = [[0.0; 2]; Kind::ALL.len()];
    for kind in Kind::ALL {
        steps[kind as usize] = step(kind);
    }
    let tokens = around;
    let (mut best, mut best_sum) = (tokens.start..tokens.start, 0.0);
    let (mut start, mut sum) = (tokens.start, 0.0_f32);
    for at in tokens {
        sum += steps[profile.tokens[at].kind as usize][usize::from(found[at])];
        if sum <= 0.0 {
            (start, sum) = (at + 1, 0.0);
        } else if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
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

fn tenths_matched(tokens: Range<usize>, found: &[bool]) -> usize {
    let matched = found[tokens.clone()].iter().filter(|&&found| found).count();
    10 * matched / tokens.len().max(1)
}
