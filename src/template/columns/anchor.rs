//! Two copies → the runs of words that hold them together.

use ahash::AHashMap;

use crate::{
    hash,
    profile::{Profile, number},
};

/// Words of an unchanged run that holds two copies together: shorter runs recur.
const ANCHOR: usize = 4;

/// A word of the first member and one of another.
pub(super) type Cell = (u32, u32);

/// The beginnings of the runs that occur once in both and go the same way through both, in order.
pub(super) fn anchors(first: &Profile, other: &Profile) -> Vec<Cell> {
    let of_first = once(first);
    let shared = once(other).into_iter().filter_map(|(run, at)| Some((*of_first.get(&run)?, at)));
    let mut cells: Vec<Cell> = shared.collect();
    cells.sort_unstable();
    longest_rising(&cells)
}

/// The runs of words that occur once, with where they begin.
fn once(profile: &Profile) -> AHashMap<u64, u32> {
    let mut places: AHashMap<u64, Option<u32>> = AHashMap::new();
    for (at, run) in profile.tokens.windows(ANCHOR).enumerate() {
        let run = run.iter().fold(0, |before, token| hash::join(before, token.hash));
        places.entry(run).and_modify(|place| *place = None).or_insert(Some(number(at)));
    }
    places.into_iter().filter_map(|(run, place)| Some((run, place?))).collect()
}

/// The longest sequence of cells that rises on both sides, of cells sorted by the first (patience sorting: Fredman, On
/// computing the length of longest increasing subsequences, Discrete Mathematics 11, 1975).
fn longest_rising(cells: &[Cell]) -> Vec<Cell> {
    // The cell that ends a sequence of each length with the least second word, and for each cell the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let length = ends.partition_point(|&end| cells[end].1 < cell.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rising = Vec::with_capacity(ends.len());
    let mut last = ends.last().copied();
    while let Some(at) = last {
        rising.push(cells[at]);
        last = before[at];
    }
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_sequence_is_found() {
        let cases: [(&[Cell], &[Cell]); 4] = [
            (&[], &[]),
            (&[(0, 5), (1, 6), (2, 0), (3, 7)], &[(0, 5), (1, 6), (3, 7)]),
            (&[(0, 9), (1, 1), (2, 2), (3, 3)], &[(1, 1), (2, 2), (3, 3)]),
            (&[(0, 3), (1, 2), (2, 1)], &[(2, 1)]),
        ];
        for (cells, expected) in cases {
            assert_eq!(longest_rising(cells), expected, "{cells:?}");
        }
    }
}
