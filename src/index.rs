//! Signatures → candidate pairs: documents that share a band key, at a cost a document that does not grow with the
//! collection.
//!
//! Each [`Band`] keeps one 8-byte entry a document: the upper 32 bits of the key and the id, in sorted runs that serve a
//! bulk scan and a collection that grows by one document at a time alike.
//!
//! | for `n` documents, `b` bands | time | space |
//! |---|---|---|
//! | [`Index::extend`] by all at once | `b n log n`, about 40 ns an entry at 20,000 | 8 bytes an entry |
//! | [`Index::extend`] by one | `b log n` on average | |
//! | [`Index::candidates_of`] | `b log² n`, plus at most [`BUCKET`] ids a band and run | |
//! | [`Index::pairs`] | `b n`, plus the pairs | 8 bytes a pair, at most three times |
//!
//! Two unequal keys share their 32 bits once in 4·10⁹ pairs: at 10⁶ documents one false pair for 8,600 documents a band,
//! which verification removes.
//!
//! **Hot buckets.** A boilerplate text in `m` documents would give `m²/2` pairs. A bucket of more than [`BUCKET`]
//! documents gives each member a pair with its [`LEADERS`], the members of least id, and with the [`NEIGHBOURS`] behind
//! it: linear in `m`, and all members stay connected. Buckets so treated, and the pairs not formed in them, are counted in
//! [`Caps`].

use crate::{
    band::Banding,
    hash,
    id::DocId,
    runs::{Runs, document},
};

mod pairs;

pub use pairs::{Caps, Pairs};

/// Documents in a bucket up to which all its pairs are formed: 64 copies of one text are common (wire stories),
/// and 64·63/2 pairs cost less than sorting a thousand entries.
pub const BUCKET: usize = 64;

/// Members of a hot bucket that are paired with all others. Two, since one may itself be no copy of most.
pub const LEADERS: usize = 2;

/// Members of a hot bucket that each is paired with after itself: texts added together are most alike.
pub const NEIGHBOURS: usize = 2;

/// Documents by one band's keys.
#[derive(Clone, Debug, Default)]
pub struct Band {
    entries: Runs,
}

impl Band {
    /// Adds documents with their keys of this band.
    pub fn extend(&mut self, documents: impl IntoIterator<Item = (u64, DocId)>) {
        for (key, id) in documents {
            self.entries.push(hash::high_half(key), id);
        }
        self.entries.settle();
    }

    /// Appends the documents that share `key` to `found`, at most the [`BUCKET`] of least id; counts a hot bucket.
    fn look_up(&self, key: u64, found: &mut Vec<DocId>) -> Caps {
        let before = found.len();
        let mut members = 0;
        for piece in self.entries.bucket(hash::high_half(key)) {
            members += piece.len();
            found.extend(piece.iter().take(BUCKET).map(|&entry| document(entry)));
        }
        found[before..].sort_unstable();
        found.truncate(before + BUCKET);
        Caps::of_query(members, found.len() - before)
    }

    fn meeting(&self, band: usize, key: u64, pair: (DocId, DocId)) -> Meeting {
        let mut members: Vec<DocId> =
            self.entries.bucket(hash::high_half(key)).flatten().map(|&entry| document(entry)).collect();
        members.sort_unstable();
        let place = |id: DocId| members.binary_search(&id).unwrap_or(usize::MAX);
        let (first, second) = (place(pair.0).min(place(pair.1)), place(pair.0).max(place(pair.1)));
        let is_formed = members.len() <= BUCKET || first < LEADERS || second - first <= NEIGHBOURS;
        Meeting { band, members: members.len(), is_formed }
    }

    /// Adds all pairs of documents that share a key of this band to `pairs`.
    ///
    /// Sorts the entries into one run first, which later calls find done.
    pub fn pairs(&mut self, pairs: &mut Pairs) {
        pairs.add_band(self.entries.all());
    }
}

/// A bucket in which two documents meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The band, from 0.
    pub band: usize,
    /// Documents in the bucket; it is hot above [`BUCKET`].
    pub members: usize,
    /// Whether the bucket gave the pair, or the cap on hot buckets left it out.
    pub is_formed: bool,
}

/// Documents by the keys of all bands.
///
/// ```
/// use unspin::{band::Banding, index::Index, DocId};
///
/// let banding = Banding::new(2, 2).expect("neither is 0");
/// let mut index = Index::new(banding);
/// let rows = [[1, 2, 3, 4], [1, 2, 8, 9], [5, 6, 7, 8]];
/// index.extend(rows.iter().enumerate().map(|(i, row)| (DocId::new(i).expect("few"), row.as_slice())));
/// let (pairs, _) = index.pairs().finish();
/// assert_eq!(pairs.len(), 1);
/// assert_eq!((pairs[0].0.index(), pairs[0].1.index()), (0, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Index {
    banding: Banding,
    bands: Vec<Band>,
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new(banding: Banding) -> Self {
        Self { banding, bands: vec![Band::default(); banding.bands()] }
    }

    /// How it cuts signatures.
    #[must_use]
    pub const fn banding(&self) -> Banding {
        self.banding
    }

    /// Adds documents with their signatures, each id once; the signature of an empty set adds nothing.
    ///
    /// Much cheaper by many than one by one.
    ///
    /// # Panics
    /// When a signature has fewer slots than the bands need.
    pub fn extend<'a>(&mut self, documents: impl IntoIterator<Item = (DocId, &'a [u32])>) {
        for (id, signature) in documents {
            for (band, key) in self.bands.iter_mut().zip(self.banding.keys(signature)) {
                band.entries.push(hash::high_half(key), id);
            }
        }
        for band in &mut self.bands {
            band.entries.settle();
        }
    }

    /// The documents that share a band key with the signature, ascending, each once, and what the caps left out.
    ///
    /// # Panics
    /// When the signature has fewer slots than the bands need.
    #[must_use]
    pub fn candidates_of(&self, signature: &[u32]) -> (Vec<DocId>, Caps) {
        let mut found = Vec::new();
        let mut caps = Caps::default();
        for (band, key) in self.bands.iter().zip(self.banding.keys(signature)) {
            caps += band.look_up(key, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        (found, caps)
    }

    /// Where two documents with their signatures share a band key.
    ///
    /// # Panics
    /// When a signature has fewer slots than the bands need.
    #[must_use]
    pub fn meetings(&self, one: (DocId, &[u32]), other: (DocId, &[u32])) -> Vec<Meeting> {
        let keys = self.banding.keys(one.1).zip(self.banding.keys(other.1));
        let meets = self.bands.iter().zip(keys).enumerate().filter(|(_, (_, keys))| keys.0 == keys.1);
        let meeting = |(number, (band, keys)): (usize, (&Band, (u64, u64)))| {
            band.meeting(number, keys.0, (one.0, other.0))
        };
        meets.map(meeting).collect()
    }

    /// All pairs of documents that share a band key, one band after the other.
    ///
    /// For several threads, give each some of [`bands_mut`](Self::bands_mut) and [`Pairs::merge`] what they find.
    #[must_use]
    pub fn pairs(&mut self) -> Pairs {
        let mut pairs = Pairs::default();
        for band in &mut self.bands {
            band.pairs(&mut pairs);
        }
        pairs
    }

    /// The bands, in the order of a signature's [keys](Banding::keys).
    pub fn bands_mut(&mut self) -> &mut [Band] {
        &mut self.bands
    }
}
