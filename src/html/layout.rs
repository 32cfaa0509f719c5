//! Comparison → both texts cut into runs, each with its mark: what the two columns of a pair show.
//!
//! A side is a row of stretches, inside a passage or outside; a stretch is a row of runs. Runs are disjoint and cover the
//! text. Passages that overlap on a side are cut where the earlier one ends. A word inside a passage that no piece pairs
//! stands on this side only. Time `O(p log p)` for `p` pieces.

use std::ops::Range;

use crate::{
    comparison::{Comparison, Passage},
    row::{Placed, in_order},
    span::Span,
    swap::{Change, Piece},
};

/// What is shown of a document beside its words.
#[derive(Debug, Default)]
pub(super) struct Backdrop {
    /// Quotations and shared boilerplate, in order and disjoint.
    pub(super) greys: Vec<(Range<usize>, Grey)>,
    /// Where sentences begin.
    pub(super) sentences: Vec<usize>,
    /// Where words stand.
    pub(super) words: Vec<Span>,
}

/// Words that are shown grey when the reader wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grey {
    Quotation,
    Boilerplate,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It stands on the other side too, or lies outside all passages.
    Plain,
    /// Other words stand in its place: the number of the swap within the pair.
    Swapped(usize),
    /// It stands elsewhere in the order of the other side.
    Moved,
    /// It stands on this side only.
    Lone,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) mark: Mark,
    pub(super) grey: Option<Grey>,
    /// The number of the sentence that begins here, from 1, where sentences are numbered.
    pub(super) sentence: Option<usize>,
}

/// A stretch of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The passage that it belongs to; none outside.
    pub(super) passage: Option<Number>,
    pub(super) runs: Vec<Run>,
}

/// The number of a passage, from 1 in the order of the left text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) number: usize,
    pub(super) order: Order,
}

/// Whether a passage keeps its place among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Kept,
    Moved,
}

/// Whether the sentences of both sides are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sentences {
    Bare,
    Numbered,
}

/// Both sides of a pair, and the swapped words by number.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) sides: [Vec<Stretch>; 2],
    /// The spans of each swap on both sides.
    pub(super) swaps: Vec<[Span; 2]>,
}

/// A piece that is paired, with its mark.
struct Paired {
    spans: [Span; 2],
    passage: usize,
    mark: Mark,
}

impl Paired {
    fn placed(&self) -> Placed {
        Placed { place: self.spans[1].start(), weight: self.spans[0].len() }
    }
}

/// Lays a pair out. `texts` and `backdrops` are those of the left and the right document.
pub(super) fn layout(
    comparison: &Comparison,
    texts: [&str; 2],
    backdrops: [&Backdrop; 2],
    sentences: Sentences,
) -> Layout {
    let passages = comparison.passages();
    let mut pieces = paired(passages);
    let kept = in_order(&pieces.iter().map(Paired::placed).collect::<Vec<_>>());
    let orders = orders(passages, &pieces, &kept);
    let mut swaps = Vec::new();
    for (piece, kept) in pieces.iter_mut().zip(kept) {
        if piece.mark == Mark::Swapped(0) {
            piece.mark = Mark::Swapped(swaps.len());
            swaps.push(piece.spans);
        } else if !kept && orders[piece.passage] == Order::Kept {
            piece.mark = Mark::Moved;
        }
    }
    let side = |side: usize| {
        let cutter = Cutter {
            len: texts[side].len(),
            words: &backdrops[side].words,
            greys: &backdrops[side].greys,
            sentences: if sentences == Sentences::Numbered { &backdrops[side].sentences } else { &[] },
        };
        cutter.stretches(&extents(passages, &orders, &pieces, side), &ranges(&pieces, side))
    };
    Layout { sides: [side(0), side(1)], swaps }
}

/// The pieces that stand on both sides, in the order of the left text.
fn paired(passages: &[Passage]) -> Vec<Paired> {
    let pieces = passages.iter().enumerate();
    let pieces = pieces.flat_map(|(at, passage)| passage.pieces.iter().map(move |piece| (at, piece)));
    let mut paired: Vec<Paired> = pieces
        .filter_map(|(passage, &Piece { left, right, change })| {
            let mark = match change {
                Change::Same => Mark::Plain,
                Change::Swapped => Mark::Swapped(0),
                Change::Dropped | Change::Added => return None,
            };
            Some(Paired { spans: [left, right], passage, mark })
        })
        .collect();
    paired.sort_by_key(|piece| (piece.spans[0], piece.spans[1]));
    paired
}

/// A passage of which more than half stands elsewhere in the order is moved as a whole.
fn orders(passages: &[Passage], pieces: &[Paired], kept: &[bool]) -> Vec<Order> {
    let mut bytes = vec![(0, 0); passages.len()];
    for (piece, &kept) in pieces.iter().zip(kept) {
        let (moved, all) = &mut bytes[piece.passage];
        *all += piece.spans[0].len();
        *moved += if kept { 0 } else { piece.spans[0].len() };
    }
    bytes.into_iter().map(|(moved, all)| if 2 * moved > all { Order::Moved } else { Order::Kept }).collect()
}

/// The passages on one side in order, cut so that none overlaps another: where two do, each keeps to its own pieces.
fn extents(
    passages: &[Passage],
    orders: &[Order],
    pieces: &[Paired],
    side: usize,
) -> Vec<(Number, Range<usize>)> {
    let whole = |passage: &Passage| if side == 0 { passage.left.range() } else { passage.right.range() };
    let mut own: Vec<Option<Span>> = vec![None; passages.len()];
    for piece in pieces {
        let own = &mut own[piece.passage];
        *own = Some(own.map_or(piece.spans[side], |own| own.to(piece.spans[side])));
    }
    let mut extents: Vec<(Number, Range<usize>)> = passages
        .iter()
        .zip(orders)
        .enumerate()
        .map(|(at, (passage, &order))| (Number { number: at + 1, order }, whole(passage)))
        .collect();
    sort(&mut extents);
    for at in 1..extents.len() {
        if extents[at].1.start < extents[at - 1].1.end {
            for (number, range) in &mut extents[at - 1..=at] {
                *range = own[number.number - 1].map_or(range.clone(), Span::range);
            }
        }
    }
    sort(&mut extents);
    part(extents.iter_mut().map(|(_, range)| range));
    extents
}

fn sort(extents: &mut [(Number, Range<usize>)]) {
    extents.sort_by_key(|(number, range)| (range.start, range.end, number.number));
}

/// Moves the starts of sorted ranges behind the ends of those before.
pub(super) fn part<'a>(ranges: impl Iterator<Item = &'a mut Range<usize>>) {
    let mut end = 0;
    for range in ranges {
        range.start = range.start.max(end);
        range.end = range.end.max(range.start);
        end = range.end;
    }
}

/// The paired pieces on one side in order, cut so that none overlaps another.
fn ranges(pieces: &[Paired], side: usize) -> Vec<(Range<usize>, Mark)> {
    let mut ranges: Vec<_> = pieces.iter().map(|piece| (piece.spans[side].range(), piece.mark)).collect();
    ranges.sort_by_key(|(range, _)| (range.start, range.end));
    part(ranges.iter_mut().map(|(range, _)| range));
    ranges.retain(|(range, _)| !range.is_empty());
    ranges
}

/// Cuts one side into stretches and runs.
struct Cutter<'a> {
    len: usize,
    words: &'a [Span],
    greys: &'a [(Range<usize>, Grey)],
    sentences: &'a [usize],
}

impl Cutter<'_> {
    fn stretches(&self, extents: &[(Number, Range<usize>)], pieces: &[(Range<usize>, Mark)]) -> Vec<Stretch> {
        let mut stretches = Vec::with_capacity(2 * extents.len() + 1);
        let mut at = 0;
        for (number, range) in extents {
            self.push_outside(&mut stretches, at..range.start);
            stretches.push(Stretch { passage: Some(*number), runs: self.inside(range, pieces) });
            at = range.end;
        }
        self.push_outside(&mut stretches, at..self.len);
        stretches
    }

    fn push_outside(&self, stretches: &mut Vec<Stretch>, range: Range<usize>) {
        if !range.is_empty() {
            let mut runs = Vec::new();
            self.push(&mut runs, range, Mark::Plain);
            stretches.push(Stretch { passage: None, runs });
        }
    }

    /// The runs of a passage: its pieces, and between them what stands on this side only.
    fn inside(&self, passage: &Range<usize>, pieces: &[(Range<usize>, Mark)]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = passage.start;
        let first = pieces.partition_point(|(range, _)| range.end <= passage.start);
        for (range, mark) in pieces[first..].iter().take_while(|(range, _)| range.start < passage.end) {
            let (start, end) = (range.start.max(at), range.end.min(passage.end));
            self.push_gap(&mut runs, at..start);
            self.push(&mut runs, start..end, *mark);
            at = end;
        }
        self.push_gap(&mut runs, at..passage.end);
        runs
    }

    /// What lies between two pieces: words stand on this side only, space and punctuation are nothing.
    fn push_gap(&self, runs: &mut Vec<Run>, gap: Range<usize>) {
        let Some(words) = self.words_in(&gap) else {
            return self.push(runs, gap, Mark::Plain);
        };
        self.push(runs, gap.start..words.start, Mark::Plain);
        self.push(runs, words.clone(), Mark::Lone);
        self.push(runs, words.end..gap.end, Mark::Plain);
    }

    /// From the first to the last word that lies in a stretch, if one does.
    fn words_in(&self, stretch: &Range<usize>) -> Option<Range<usize>> {
        let first = self.words.partition_point(|word| word.start() < stretch.start);
        let behind = self.words.partition_point(|word| word.end() <= stretch.end);
        (first < behind).then(|| self.words[first].start()..self.words[behind - 1].end())
    }

    /// Adds a run, cut where a grey stretch or a sentence begins or ends, and joined to a run of its kind before it.
    fn push(&self, runs: &mut Vec<Run>, range: Range<usize>, mark: Mark) {
        let mut at = range.start;
        while at < range.end {
            let next = self.greys.partition_point(|(grey, _)| grey.end <= at);
            let (mut end, mut grey) = (range.end, None);
            if let Some((found, kind)) = self.greys.get(next) {
                if found.start <= at {
                    (end, grey) = (end.min(found.end), Some(*kind));
                } else {
                    end = end.min(found.start);
                }
            }
            let before = self.sentences.partition_point(|&start| start <= at);
            let sentence = (before > 0 && self.sentences[before - 1] == at).then_some(before);
            end = self.sentences.get(before).map_or(end, |&start| end.min(start));
            let is_bare = mark == Mark::Lone && self.words_in(&(at..end)).is_none();
            let mark = if is_bare { Mark::Plain } else { mark };
            let run = Run { range: at..end, mark, grey, sentence };
            match runs.last_mut() {
                Some(last)
                    if last.mark == mark
                        && mark == Mark::Plain
                        && last.grey == grey
                        && sentence.is_none() =>
                {
                    last.range.end = end;
                }
                _ => runs.push(run),
            }
            at = end;
        }
    }
}
