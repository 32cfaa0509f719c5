//! Links → chains: runs of linked sentences that go the same way through both documents.
//!
//! A chain is the best path through the links by dynamic programming over a short look-back, as minimap2 chains its
//! anchors (Li, Minimap2: pairwise alignment for nucleotide sequences, Bioinformatics 2018). One sentence may follow
//! several and several one; a step back by up to [`MAX_BACK`] sentences allows for local reordering; sentences left out
//! cost. The best chain is taken, its sentences are closed, and the next is sought, so moved passages become chains of
//! their own.
//!
//! Time `O(k · l · h)` for `k` chains, `l` links, look-back `h` = [`LOOK_BACK`].

use std::ops::Range;

use crate::link::Link;

/// Links that are looked back upon at most.
const LOOK_BACK: usize = 60;
/// Sentences from one link of a chain to the next at most: one is left out.
const MAX_SKIP: u32 = 2;
/// Sentences that a chain may step back on the right side.
const MAX_BACK: i64 = 2;
/// Price of a left-out sentence, in the unit of [`gain`].
const SKIP_COST: f32 = 0.4;
/// A chain that gains less than this is no evidence: two half-shared sentences.
const MIN_GAIN: f32 = 1.0;
/// A chain or passage of this gain is no noise.
pub(crate) const STRONG: f32 = 3.0;
/// Chains sought in one pair.
const MAX_CHAINS: usize = 8;

/// A run of linked sentences.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// Positions in the list of links, in the order of the chain.
    pub(crate) links: Vec<usize>,
    /// What the links gain less what the left-out sentences cost.
    pub(crate) gain: f32,
    /// The sentences of the left document that it spans.
    pub(crate) left: Range<usize>,
    /// The sentences of the right document that it spans.
    pub(crate) right: Range<usize>,
}

impl Chain {
    fn of(links: &[Link], path: Vec<usize>) -> Self {
        let mut gained = 0.0;
        let mut before = None;
        for link in path.iter().map(|&at| links[at]) {
            let cost = before.replace(link).and_then(|before| step_cost(before, link)).unwrap_or(0.0);
            gained = gained - cost + gain(link);
        }
        Self {
            left: cover(path.iter().map(|&at| links[at].left)),
            right: cover(path.iter().map(|&at| links[at].right)),
            gain: gained,
            links: path,
        }
    }

    /// Whether it lies between two links on either side.
    fn stands_between(&self, before: Link, after: Link) -> bool {
        let inside = |sentences: &Range<usize>, before: u32, after: u32| {
            (before as usize) < sentences.start && sentences.end <= after as usize
        };
        inside(&self.left, before.left, after.left) || inside(&self.right, before.right, after.right)
    }

    /// The sentences of each link, with those before it on both sides.
    fn spans(&self, links: &[Link]) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
        let mut before: Option<Link> = None;
        self.links.iter().map(move |&at| {
            let link = links[at];
            let (left, right) = match before.replace(link) {
                Some(before) if before.left + 1 < link.left && before.right + 1 < link.right => {
                    (before.left + 1, before.right + 1)
                }
                _ => (link.left, link.right),
            };
            (left as usize..link.left as usize + 1, right as usize..link.right as usize + 1)
        })
    }
}

/// Which sentences stand in no chain yet.
struct Open {
    left: Vec<bool>,
    right: Vec<bool>,
}

impl Open {
    fn of(links: &[Link]) -> Self {
        let sentences =
            |side: fn(&Link) -> u32| links.iter().map(side).max().map_or(0, |last| last as usize + 1);
        Self {
            left: vec![true; sentences(|link| link.left)],
            right: vec![true; sentences(|link| link.right)],
        }
    }

    fn has(&self, link: Link) -> bool {
        self.left[link.left as usize] && self.right[link.right as usize]
    }

    /// Closes the sentences of a chain: those linked, and those between two links where both sides have some, which are
    /// laid against each other. What it passes over on one side only may stand elsewhere on the other.
    fn close(&mut self, links: &[Link], chain: &Chain) {
        for (left, right) in chain.spans(links) {
            self.left[left].fill(false);
            self.right[right].fill(false);
        }
    }
}

/// The chains of a list of links, strongest first.
pub(crate) fn chains(links: &[Link]) -> Vec<Chain> {
    let mut open = Open::of(links);
    let mut found = Vec::new();
    while found.len() < MAX_CHAINS
        && let Some(chain) = best_chain(links, &open)
    {
        open.close(links, &chain);
        found.push(chain);
    }
    cut(links, &found)
}

/// Cuts chains where a strong one stands in what they pass over: what lies before and behind it is not one passage.
fn cut(links: &[Link], chains: &[Chain]) -> Vec<Chain> {
    let strong = || chains.iter().filter(|chain| chain.gain >= STRONG);
    let mut parts = Vec::with_capacity(chains.len());
    for chain in chains {
        let is_one = |&before: &usize, &after: &usize| {
            !strong().any(|other| other.stands_between(links[before], links[after]))
        };
        parts.extend(chain.links.chunk_by(is_one).map(|part| Chain::of(links, part.to_vec())));
    }
    parts.sort_by(|one, other| other.gain.total_cmp(&one.gain));
    parts
}

/// What a link adds to a chain: its shared weight, by how much of the lighter sentence that is.
fn gain(link: Link) -> f32 {
    link.shared * link.share
}

fn best_chain(links: &[Link], open: &Open) -> Option<Chain> {
    let mut best_to: Vec<(f32, Option<usize>)> = Vec::with_capacity(links.len());
    let mut best: Option<usize> = None;
    for (at, &link) in links.iter().enumerate() {
        let mut reached = (0.0, None);
        if !open.has(link) {
            best_to.push(reached);
            continue;
        }
        for before in (at.saturating_sub(LOOK_BACK)..at).rev() {
            if link.left - links[before].left > MAX_SKIP {
                break;
            }
            if let Some(cost) = step_cost(links[before], link)
                && open.has(links[before])
                && best_to[before].0 - cost > reached.0
            {
                reached = (best_to[before].0 - cost, Some(before));
            }
        }
        best_to.push((reached.0 + gain(link), reached.1));
        if best.is_none_or(|best| best_to[at].0 > best_to[best].0) {
            best = Some(at);
        }
    }
    let last = best.filter(|&last| best_to[last].0 >= MIN_GAIN)?;
    Some(trace(links, &best_to, last))
}

/// What it costs to go on from one link to a later one; none when that is no step.
fn step_cost(from: Link, to: Link) -> Option<f32> {
    let down = i64::from(to.left) - i64::from(from.left);
    let along = i64::from(to.right) - i64::from(from.right);
    let is_step = if down == 0 { along > 0 } else { along >= -MAX_BACK };
    if !is_step || along > i64::from(MAX_SKIP) {
        return None;
    }
    let left_out = (down - 1).max(0) + if along > 0 { along - 1 } else { 1 - along };
    Some(SKIP_COST * left_out as f32)
}

fn trace(links: &[Link], best_to: &[(f32, Option<usize>)], last: usize) -> Chain {
    let mut path = vec![last];
    while let Some(before) = path.last().and_then(|&at| best_to[at].1) {
        path.push(before);
    }
    path.reverse();
    Chain::of(links, path)
}

fn cover(sentences: impl Iterator<Item = u32>) -> Range<usize> {
    let (first, last) = sentences.fold((u32::MAX, 0), |(first, last), at| (first.min(at), last.max(at)));
    first as usize..last as usize + 1
}
