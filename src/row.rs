//! Places → which of them stand in order: the heaviest row that ascends; the rest was moved.
//!
//! By a tree of greatest sums over the places (Fenwick, A New Data Structure for Cumulative Frequency Tables, 1994). Time
//! `O(n log n)`.

/// Something of a weight that stands at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) place: usize,
    pub(crate) weight: usize,
}

/// A row of items that ascends: its weight and its last item.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    weight: usize,
    last: Option<usize>,
}

/// Which items belong to the heaviest row whose places ascend; of equal rows the one that ends first.
pub(crate) fn in_order(items: &[Placed]) -> Vec<bool> {
    let mut places: Vec<usize> = items.iter().map(|item| item.place).collect();
    places.sort_unstable();
    places.dedup();
    let mut rows = Rows(vec![Row::default(); places.len() + 1]);
    let mut before = Vec::with_capacity(items.len());
    let mut heaviest = Row::default();
    for (at, item) in items.iter().enumerate() {
        let rank = places.partition_point(|&place| place < item.place);
        let row = rows.heaviest_below(rank);
        before.push(row.last);
        let longer = Row { weight: row.weight + item.weight, last: Some(at) };
        rows.note(rank, longer);
        if longer.weight > heaviest.weight {
            heaviest = longer;
        }
    }
    let mut kept = vec![false; items.len()];
    let mut next = heaviest.last;
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    kept
}

/// The heaviest rows by the rank of the place where they end; node `n` covers the last `n & -n` ranks before it.
struct Rows(Vec<Row>);

impl Rows {
    fn heaviest_below(&self, rank: usize) -> Row {
        let (mut heaviest, mut node) = (Row::default(), rank);
        while node > 0 {
            if self.0[node].weight > heaviest.weight {
                heaviest = self.0[node];
            }
            node &= node - 1;
        }
        heaviest
    }

    fn note(&mut self, rank: usize, row: Row) {
        let mut node = rank + 1;
        while node < self.0.len() {
            if row.weight > self.0[node].weight {
                self.0[node] = row;
            }
            node += node & node.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The weight of the heaviest ascending row, by looking at all rows.
    fn heaviest(items: &[Placed], above: Option<usize>) -> usize {
        let fits = |item: &Placed| above.is_none_or(|above| item.place > above);
        let rows = items.iter().enumerate().filter(|(_, item)| fits(item));
        rows.map(|(at, item)| item.weight + heaviest(&items[at + 1..], Some(item.place))).max().unwrap_or(0)
    }

    #[test]
    fn the_row_kept_ascends_and_none_is_heavier() {
        let mut state = 7_u64;
        for round in 0..300 {
            let mut draw = |below: u64| {
                state = crate::hash::join(state, round);
                usize::try_from(state % below).expect("small")
            };
            let items: Vec<Placed> =
                (0..draw(11)).map(|_| Placed { place: draw(12), weight: 1 + draw(5) }).collect();
            let kept = in_order(&items);
            let row: Vec<&Placed> =
                items.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(item, _)| item).collect();
            assert!(row.windows(2).all(|two| two[0].place < two[1].place), "{items:?}");
            assert_eq!(
                row.iter().map(|item| item.weight).sum::<usize>(),
                heaviest(&items, None),
                "{items:?}"
            );
        }
    }
}
