//! Signature → band keys: equal keys make two documents a candidate pair.
//!
//! A signature is cut into `b` bands of `r` slots, and a band's slots are hashed to one key. Documents of resemblance `s`
//! share a key with probability `1 - (1 - s^r)^b`, a step whose place is chosen by `b` and `r`. Source: Gionis, Indyk,
//! Motwani, Similarity Search in High Dimensions via Hashing, VLDB 1999; for documents, Leskovec, Rajaraman, Ullman,
//! Mining of Massive Datasets, chapter 3. Keys cost one multiplication a slot; nothing is allocated.
//!
//! What 128 slots reach ([`Banding::for_recall`] at a recall of .99; a test recomputes the table):
//!
//! | resemblance aimed at | bands × rows | recall there | at .1 | at .2 | at .3 | at .5 | at .7 |
//! |---|---|---|---|---|---|---|---|
//! | .3 | 49 × 2 | .9902 | .3889 | .8647 | .9902 | 1 | 1 |
//! | .5 | 35 × 3 | .9907 | .0344 | .2451 | .6163 | .9907 | 1 |
//! | .7 | 17 × 4 | .9906 | .0017 | .0269 | .1291 | .6662 | .9906 |
//! | .8 | 16 × 6 | .9923 | .0000 | .0010 | .0116 | .2227 | .8650 |
//!
//! Asking for two shared keys instead of one was measured and left out. Over 7,144 real documents and the skeleton in
//! 64 bands of 2, it took 38 % of the candidates away, no spun copy, and half of the machine rewrites (recall .34 → .18).
//! A caller with too many candidates does better to ask for four equal slots
//! ([`resemblance`](crate::sketch::resemblance), 20 ns a pair): that keeps each pair that shares two such keys.

use crate::{hash, sketch};

/// How signatures are cut into bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Banding {
    bands: usize,
    rows: usize,
}

impl Banding {
    /// `bands` bands of `rows` slots; none when either is 0.
    #[must_use]
    pub const fn new(bands: usize, rows: usize) -> Option<Self> {
        if bands == 0 || rows == 0 { None } else { Some(Self { bands, rows }) }
    }

    /// The most selective banding (most rows, then fewest bands) that finds documents of the given resemblance with at
    /// least the given probability, within so many slots; none when no banding does.
    ///
    /// Both fractions lie in 0..=1; a recall of 1 is reached only at a resemblance of 1.
    ///
    /// ```
    /// use unspin::band::Banding;
    ///
    /// let banding = Banding::for_recall(0.5, 0.99, 128).expect("128 slots suffice");
    /// assert_eq!((banding.bands(), banding.rows()), (35, 3));
    /// assert_eq!(Banding::for_recall(0.01, 0.99, 128), None);
    /// ```
    #[must_use]
    pub fn for_recall(resemblance: f64, recall: f64, slots: usize) -> Option<Self> {
        (1..=slots).rev().find_map(|rows| Self::fewest_bands(rows, slots / rows, resemblance, recall))
    }

    /// The banding of so many rows with the fewest bands, at most `most`, that reach the recall.
    fn fewest_bands(rows: usize, most: usize, resemblance: f64, recall: f64) -> Option<Self> {
        let missed_by_one = 1.0 - product(resemblance, rows);
        let mut missed = 1.0;
        for bands in 1..=most {
            missed *= missed_by_one;
            if 1.0 - missed >= recall {
                return Self::new(bands, rows);
            }
        }
        None
    }

    /// Bands in a signature, so keys of a document.
    #[must_use]
    pub const fn bands(&self) -> usize {
        self.bands
    }

    /// Slots in a band.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The probability that two documents of this resemblance share a key: `1 - (1 - s^r)^b`.
    #[must_use]
    pub fn recall_at(&self, resemblance: f64) -> f64 {
        1.0 - product(1.0 - product(resemblance, self.rows), self.bands)
    }

    /// The keys of a signature, one a band in the order of the bands; none for the signature of an empty set.
    ///
    /// A key includes the number of its band, so keys of different bands never meet but by chance (2^-64).
    ///
    /// # Panics
    /// When the signature has fewer slots than the bands need.
    pub fn keys(&self, signature: &[u32]) -> impl Iterator<Item = u64> {
        assert!(signature.len() >= self.bands * self.rows, "the bands fit into the signature");
        let bands = if sketch::is_empty(signature) { 0 } else { self.bands };
        (0_u64..).zip(signature.chunks_exact(self.rows).take(bands)).map(|(band, slots)| key(band, slots))
    }
}

/// The hash of one band: a polynomial in the golden constant, mixed.
fn key(band: u64, slots: &[u32]) -> u64 {
    let fold = |state: u64, &slot: &u32| state.wrapping_mul(hash::GOLDEN).wrapping_add(u64::from(slot));
    hash::join(slots.iter().fold(0, fold), band)
}

/// `factor` taken `count` times. Plain multiplication: the precision of `powi` differs between machines, and a banding
/// must not.
fn product(factor: f64, count: usize) -> f64 {
    (0..count).fold(1.0, |product, _| product * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Resemblance aimed at, the banding found, and its recall at that and at .1, .2, .3, .5, .7, as in the header.
    const TABLE: [(f64, (usize, usize), [f64; 6]); 4] = [
        (0.3, (49, 2), [0.9902, 0.3889, 0.8647, 0.9902, 1.0, 1.0]),
        (0.5, (35, 3), [0.9907, 0.0344, 0.2451, 0.6163, 0.9907, 1.0]),
        (0.7, (17, 4), [0.9906, 0.0017, 0.0269, 0.1291, 0.6662, 0.9906]),
        (0.8, (16, 6), [0.9923, 0.0000, 0.0010, 0.0116, 0.2227, 0.8650]),
    ];

    #[test]
    fn the_table_of_the_header_is_recomputed() {
        for (resemblance, shape, recalls) in TABLE {
            let banding = Banding::for_recall(resemblance, 0.99, 128).expect("reachable");
            let at = [resemblance, 0.1, 0.2, 0.3, 0.5, 0.7];
            assert_eq!((banding.bands(), banding.rows()), shape, "at {resemblance}");
            for (resemblance, expected) in at.into_iter().zip(recalls) {
                let recall = banding.recall_at(resemblance);
                assert!((recall - expected).abs() <= 0.000_05, "{shape:?} at {resemblance}: {recall}");
            }
        }
    }

    #[test]
    fn the_banding_is_the_most_selective_that_reaches_the_recall() {
        for resemblance in [0.2, 0.3, 0.5, 0.7, 0.8, 0.9] {
            let banding = Banding::for_recall(resemblance, 0.95, 128).expect("reachable");
            assert!(banding.recall_at(resemblance) >= 0.95);
            let longer = banding.rows() + 1;
            let most = Banding { bands: 128 / longer, rows: longer };
            assert!(most.recall_at(resemblance) < 0.95, "{most:?} reaches the recall too");
            let fewer = Banding { bands: banding.bands() - 1, rows: banding.rows() };
            assert!(fewer.recall_at(resemblance) < 0.95, "{fewer:?} reaches the recall too");
        }
    }

    #[test]
    fn what_no_banding_reaches_is_none() {
        assert_eq!(Banding::for_recall(0.0, 0.5, 128), None);
        assert_eq!(Banding::for_recall(0.5, 1.5, 128), None);
        assert_eq!(Banding::for_recall(0.5, f64::NAN, 128), None);
        assert_eq!(Banding::for_recall(0.5, 0.5, 0), None);
        assert_eq!(Banding::new(0, 4), None);
    }

    #[test]
    fn equal_slots_of_different_bands_have_different_keys() {
        let banding = Banding::new(4, 2).expect("not 0");
        let mut keys: Vec<u64> = banding.keys(&[5; 8]).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), 4);
    }
}
