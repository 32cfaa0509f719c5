//! The index through the public interface, against a naive search of all pairs; hot buckets by counting.

use proptest::{collection::vec, prelude::*};
use unspin::{
    DocId,
    band::Banding,
    index::{BUCKET, Caps, Index, LEADERS, NEIGHBOURS, Pairs},
    sketch::{Sketched, Sketcher},
};

fn id(i: usize) -> DocId {
    DocId::new(i).expect("few documents")
}

fn banding(bands: usize, rows: usize) -> Banding {
    Banding::new(bands, rows).expect("neither is 0")
}

/// An index of the rows, added in batches of the given length.
fn index_of(banding: Banding, rows: &[Vec<u32>], batch: usize) -> Index {
    let mut index = Index::new(banding);
    for (number, batch_rows) in rows.chunks(batch).enumerate() {
        let documents =
            batch_rows.iter().enumerate().map(|(i, row)| (id(number * batch + i), row.as_slice()));
        index.extend(documents);
    }
    index
}

/// All pairs of rows that agree in all slots of a band, by comparing each with each.
fn naive_pairs(banding: Banding, rows: &[Vec<u32>]) -> Vec<(DocId, DocId)> {
    let meet = |left: &[u32], right: &[u32]| {
        let bands = |row| <[u32]>::chunks_exact(row, banding.rows()).take(banding.bands());
        bands(left).zip(bands(right)).any(|(left, right)| left == right)
    };
    let mut pairs = Vec::new();
    for (i, left) in rows.iter().enumerate() {
        for (j, right) in rows.iter().enumerate().skip(i + 1) {
            if meet(left, right) {
                pairs.push((id(i), id(j)));
            }
        }
    }
    pairs
}

/// Rows of 6 slots over few values, so that bands of 2 often meet, and buckets stay below the cap.
fn rows() -> impl Strategy<Value = Vec<Vec<u32>>> {
    vec(vec(0_u32..9, 6), 0..150)
}

proptest! {
    #[test]
    fn the_pairs_are_those_of_the_naive_search_however_they_were_added(rows in rows(), batch in 1_usize..170) {
        let mut index = index_of(banding(3, 2), &rows, batch);
        let (pairs, caps) = index.pairs().finish();
        prop_assert_eq!(pairs, naive_pairs(banding(3, 2), &rows));
        prop_assert_eq!(caps, Caps::default());
    }

    #[test]
    fn a_query_finds_the_partners_of_the_naive_search(rows in rows(), batch in 1_usize..170, query in vec(0_u32..9, 6)) {
        let index = index_of(banding(3, 2), &rows, batch);
        let (found, caps) = index.candidates_of(&query);
        let mut with_query = rows.clone();
        with_query.push(query);
        let last = id(rows.len());
        let naive = naive_pairs(banding(3, 2), &with_query);
        let partners: Vec<DocId> = naive.iter().filter(|pair| pair.1 == last).map(|pair| pair.0).collect();
        prop_assert_eq!(found, partners);
        prop_assert_eq!(caps, Caps::default());
    }

    #[test]
    fn bands_apart_merged_in_any_order_give_the_same(rows in rows()) {
        let mut index = index_of(banding(3, 2), &rows, 50);
        let whole = index.pairs().finish();
        let mut merged = Pairs::default();
        for band in index.bands_mut().iter_mut().rev() {
            let mut pairs = Pairs::default();
            band.pairs(&mut pairs);
            merged.merge(pairs);
        }
        prop_assert_eq!(merged.finish(), whole);
    }
}

#[test]
fn an_index_that_grew_after_its_pairs_were_taken_finds_all() {
    let rows: Vec<Vec<u32>> = (0..1000).map(|i| vec![i % 100, i % 7, i % 90, i % 11]).collect();
    let mut index = Index::new(banding(2, 2));
    for (i, row) in rows.iter().enumerate() {
        index.extend([(id(i), row.as_slice())]);
        if i % 331 == 0 {
            assert_eq!(index.pairs().finish().0, naive_pairs(banding(2, 2), &rows[..=i]));
        }
    }
    assert_eq!(index.pairs().finish().0, naive_pairs(banding(2, 2), &rows));
}

#[test]
fn a_bucket_is_capped_just_behind_its_bound() {
    let count = |n: usize| u64::try_from(n).expect("small");
    for (members, hot) in [(BUCKET, 0), (BUCKET + 1, 1), (2 * BUCKET, 1)] {
        let rows = vec![vec![1, 2, 3, 4]; members];
        let (pairs, caps) = index_of(banding(1, 4), &rows, 7).pairs().finish();
        assert_eq!(caps.hot_buckets, hot, "{members} members");
        let whole = count(members * (members - 1) / 2);
        assert_eq!(caps.pairs_not_formed + count(pairs.len()), whole, "{members} members");
        for member in 1..members {
            assert!(pairs.contains(&(id(0), id(member))), "{member} of {members} misses the leader");
        }
    }
}

#[test]
fn one_hundred_thousand_copies_give_linearly_many_pairs() {
    let mut formed = Vec::new();
    for members in [25_000, 50_000, 100_000] {
        let rows = vec![vec![9; 8]; members];
        let (pairs, caps) = index_of(banding(4, 2), &rows, members).pairs().finish();
        assert!(pairs.len() <= (LEADERS + NEIGHBOURS) * members, "{} pairs", pairs.len());
        assert!(pairs.is_sorted_by(|left, right| left < right));
        assert_eq!(caps.hot_buckets, 4);
        let whole = u64::try_from(members * (members - 1) / 2).expect("small");
        assert_eq!(caps.pairs_not_formed, 4 * (whole - u64::try_from(pairs.len()).expect("small")));
        formed.push(pairs.len());
    }
    // Linear: what twice the members add is twice what they added before.
    assert_eq!(formed[2] - formed[1], 2 * (formed[1] - formed[0]));
}

#[test]
fn a_query_takes_the_first_of_a_hot_bucket_and_counts_the_rest() {
    let rows = vec![vec![9; 4]; 1000];
    for batch in [1, 10, 1000] {
        let index = index_of(banding(2, 2), &rows, batch);
        let (found, caps) = index.candidates_of(&rows[0]);
        assert_eq!(found, (0..BUCKET).map(id).collect::<Vec<_>>());
        let missed = u64::try_from(2 * (rows.len() - BUCKET)).expect("small");
        assert_eq!((caps.hot_buckets, caps.pairs_not_formed), (2, missed));
    }
}

#[test]
fn the_order_of_adding_does_not_show() {
    let row: &[u32] = &[1, 2, 3, 4];
    let (mut forth, mut back) = (Index::new(banding(2, 2)), Index::new(banding(2, 2)));
    for i in 0..500 {
        forth.extend([(id(i), row)]);
        back.extend([(id(499 - i), row)]);
    }
    assert_eq!(forth.candidates_of(row), back.candidates_of(row));
    assert_eq!(forth.pairs().finish(), back.pairs().finish());
}

#[test]
fn a_document_added_twice_is_no_pair_with_itself() {
    let row: &[u32] = &[1, 2, 3, 4];
    let mut index = Index::new(banding(2, 2));
    index.extend([(id(5), row), (id(5), row), (id(3), row)]);
    assert_eq!(index.pairs().finish().0, [(id(3), id(5))]);
    assert_eq!(index.candidates_of(row).0, [id(3), id(5)]);
}

#[test]
fn empty_texts_are_never_candidates() {
    let sketcher = Sketcher::default();
    let mut rows = vec![vec![0; sketcher.slots()]; 3];
    for row in &mut rows {
        assert_eq!(sketcher.sketch_into(&[], row), Sketched::Empty);
    }
    let mut index = index_of(banding(32, 4), &rows, 3);
    assert!(index.pairs().finish().0.is_empty());
    assert!(index.candidates_of(&rows[0]).0.is_empty());
}
