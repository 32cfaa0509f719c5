//! Buckets → pairs: forming, capping, sorting and counting them, in memory bounded by the number of distinct pairs.

use std::ops::AddAssign;

use super::{BUCKET, LEADERS, NEIGHBOURS};
use crate::{
    hash,
    id::DocId,
    runs::{document, sort_runs},
};

/// Pairs gathered before they are first sorted (8 MiB); from then on when they have doubled.
const FIRST_SETTLING: usize = 1 << 20;

/// What the caps on candidates left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Caps {
    /// Buckets of more than [`BUCKET`] documents, counted in each band.
    pub hot_buckets: u64,
    /// Pairs of documents in those that were not formed there (another band may have formed them).
    pub pairs_not_formed: u64,
    /// Pairs that a scan formed and did not take, since one of the two resembles many documents more, or shares more rare
    /// words with many.
    pub pairs_too_many: u64,
}

impl Caps {
    /// The caps of a bucket of so many members that could have given `whole` pairs and gave `formed`.
    fn of(whole: u64, formed: u64) -> Self {
        Self { hot_buckets: u64::from(formed < whole), pairs_not_formed: whole - formed, ..Self::default() }
    }

    /// The caps of a query that met `members` documents in a bucket and took `taken`.
    pub(super) fn of_query(members: usize, taken: usize) -> Self {
        Self::of(count(members), count(taken))
    }
}

impl AddAssign for Caps {
    fn add_assign(&mut self, other: Self) {
        self.hot_buckets += other.hot_buckets;
        self.pairs_not_formed += other.pairs_not_formed;
        self.pairs_too_many += other.pairs_too_many;
    }
}

/// Candidate pairs being gathered, and what the caps left out of them.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    /// The lesser id in the upper half; sorted and without repetition up to `settled`.
    codes: Vec<u64>,
    settled: usize,
    caps: Caps,
}

impl Pairs {
    /// Adds the pairs of one band, of which all entries are given, sorted and no two alike.
    pub(crate) fn add_band(&mut self, entries: &[u64]) {
        for bucket in entries.chunk_by(|left, right| left >> 32 == right >> 32) {
            if bucket.len() > 1 {
                self.add_bucket(bucket);
            }
        }
    }

    /// Adds the pairs of one bucket of sorted entries, all of one key, no two alike.
    fn add_bucket(&mut self, bucket: &[u64]) {
        let before = self.codes.len();
        if bucket.len() <= BUCKET {
            for (i, &left) in bucket.iter().enumerate() {
                self.add_each(left, &bucket[i + 1..]);
            }
        } else {
            self.add_chain(bucket);
        }
        let members = count(bucket.len());
        self.caps += Caps::of(members * (members - 1) / 2, count(self.codes.len() - before));
        self.settle_when_doubled();
    }

    /// The pairs of a hot bucket: leaders with all behind them, the others with their neighbours.
    fn add_chain(&mut self, bucket: &[u64]) {
        for (i, &left) in bucket.iter().enumerate() {
            let behind = &bucket[i + 1..];
            let reach = if i < LEADERS { behind.len() } else { behind.len().min(NEIGHBOURS) };
            self.add_each(left, &behind[..reach]);
        }
    }

    fn add_each(&mut self, left: u64, others: &[u64]) {
        self.codes.extend(others.iter().map(|right| left << 32 | u64::from(hash::low_half(*right))));
    }

    /// Adds what another gathered. The order of merging does not show in the result.
    pub fn merge(&mut self, other: Self) {
        self.codes.extend(other.codes);
        self.caps += other.caps;
        self.settle_when_doubled();
    }

    /// The pairs, sorted, each once, the lesser id first; and what the caps left out.
    #[must_use]
    pub fn finish(mut self) -> (Vec<(DocId, DocId)>, Caps) {
        self.settle();
        let pair = |&code: &u64| (document(code >> 32), document(code));
        (self.codes.iter().map(pair).collect(), self.caps)
    }

    fn settle_when_doubled(&mut self) {
        if self.codes.len() > FIRST_SETTLING.max(2 * self.settled) {
            self.settle();
        }
    }

    /// Sorts and removes repetitions.
    fn settle(&mut self) {
        sort_runs(&mut self.codes);
        self.codes.dedup();
        self.settled = self.codes.len();
    }
}

/// A length as a wide number.
fn count(length: usize) -> u64 {
    u64::try_from(length).expect("lengths have at most 64 bits")
}
