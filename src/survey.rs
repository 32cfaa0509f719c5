//! Texts that are gone through once → what finds the candidate pairs among them, without the texts.
//!
//! Memory for a document: 4 bytes a band and channel (140 + 140), 1 a slot of each signature (128 + 128), 4 a distinct
//! stem (about 0.8 kB for an article), and 16, with up to 80 more until all have been gone through. What a document adds is put down in blocks of [`BLOCK`]
//! documents, keys band by band, so that one band of all documents is read without the others.

use std::{cmp::Reverse, fs::File, io, ops::Range};

use ahash::AHashMap;
use rayon::prelude::*;

use crate::{
    band::Banding,
    collection::check,
    detector::{Scope, Settings},
    error::Error,
    feature::Channel,
    hash,
    id::DocId,
    index::{Caps, Pairs},
    posting::StemSets,
    profile::number,
    report::Report,
    runs::{entry, sort},
    scan,
    sketchbook::{Sketch, Sketchbook, banding_of},
    store::{Room, Store},
    texts::Texts,
};

/// Documents of a block: some megabytes.
const BLOCK: usize = 4_096;
/// Channels with bands.
const CHANNELS: usize = 2;
/// Slots whose marks make a number.
const SLOTS_OF_MARK: usize = 4;
/// Numbers that the marks of a signature make.
const MARKS: usize = 128 / SLOTS_OF_MARK;
/// Slots of 128 in which the signatures of a candidate agree. Of pairs that resemble each other by .25 one in 1,000
/// agrees in fewer; most pairs that share a band key by chance do, and their number grows with the square of the
/// documents.
const LEAST_ALIKE: u32 = 16;
/// Pairs of a document with those before it: more resemble each other in crowds only, all of which are joined by fewer.
const STRONGEST: usize = 32;
/// Pairs looked at by one thread at a time.
const PAIRS: usize = 1 << 14;

/// A scan of texts that are not held: each is given once, in order, and read again when it is laid against another.
///
/// [`Detector::scan`](crate::Detector::scan) is a survey of texts in memory; both give the same report.
///
/// ```
/// use std::{borrow::Cow, fs, io};
/// use unspin::{Detector, DocId, Error, Texts};
///
/// struct Files(Vec<std::path::PathBuf>);
///
/// impl Texts for Files {
///     fn text(&self, document: DocId) -> io::Result<Cow<'_, str>> {
///         fs::read_to_string(&self.0[document.index()]).map(Cow::Owned)
///     }
/// }
///
/// let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
/// let files = Files(["bridge.txt", "chess-club.txt", "bridge-spun-light.txt"].map(|name| format!("{folder}/{name}").into()).into());
/// let mut survey = Detector::new().survey();
/// for file in &files.0 {
///     survey.extend(&[fs::read_to_string(file).expect("it comes along")])?;
/// }
/// let report = survey.report(&files)?;
/// assert_eq!(report.matches()[0].right().index(), 2);
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug)]
pub struct Survey {
    settings: Settings,
    /// How the signatures of each channel are cut.
    bandings: Vec<Banding>,
    rows: Vec<Row>,
    /// The first document of each fingerprint.
    first_of: AHashMap<u128, DocId>,
    store: Store,
    blocks: Vec<Block>,
    /// What the next block will hold.
    open: Vec<Keyed>,
}

/// What is always held of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) words: u32,
    /// The first document of the same words, which stands for this one: the document itself, mostly.
    pub(crate) first: DocId,
    /// Where its stems end in its block.
    stems_end: u32,
    /// Whether it has keys of each channel.
    is_keyed: [bool; CHANNELS],
}

/// Where what was put down of [`BLOCK`] documents lies in the store.
#[derive(Clone, Copy, Debug)]
struct Block {
    keys: usize,
    marks: usize,
    stems: usize,
}

/// The band keys and marks of a document by channel, none where there is nothing to resemble, and its stems.
#[derive(Debug, Default)]
struct Keyed {
    keys: [Vec<u32>; CHANNELS],
    marks: [Vec<u32>; CHANNELS],
    stems: Vec<u32>,
}

/// A pair that shares a band key, and in how many slots its signatures agree.
#[derive(Clone, Copy, Debug)]
struct Alike {
    right: DocId,
    left: DocId,
    slots: u32,
}

impl Survey {
    pub(crate) fn new(settings: Settings) -> Self {
        let channels = match settings.scope {
            Scope::Near => [Channel::Shingles].as_slice(),
            Scope::All => &[Channel::Shingles, Channel::Skeleton],
        };
        Self {
            settings,
            bandings: channels.iter().copied().map(banding_of).collect(),
            rows: Vec::new(),
            first_of: AHashMap::new(),
            store: Store::default(),
            blocks: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Holds at most so many bytes of what is kept of the texts, and writes the rest to `file`, which is open for reading
    /// and writing: an anonymous temporary file, which vanishes with the process, is best. The report is the same.
    ///
    /// Costs reading the file some ten times from its beginning to its end, and a read for each candidate by rare words.
    #[must_use]
    pub fn spilling_to(mut self, file: File, bytes: usize) -> Self {
        self.store.spill_to(file, bytes);
        self
    }

    /// Takes in the next texts, on all threads of the caller's rayon pool; hundreds at a time cost less than one by one.
    ///
    /// # Errors
    /// When a text is longer than `u32::MAX` bytes, there are more than `u32::MAX` texts, or the file of
    /// [`spilling_to`](Self::spilling_to) cannot be written.
    pub fn extend<D: AsRef<str> + Sync>(&mut self, texts: &[D]) -> Result<(), Error> {
        check(texts, self.rows.len())?;
        for texts in texts.chunks(BLOCK) {
            let read = |book: &mut Sketchbook, text: &D| {
                let sketch = book.sketch(text.as_ref(), self.settings);
                (sketch.words, sketch.fingerprint, Keyed::new(sketch, &self.bandings))
            };
            let read: Vec<_> = texts.par_iter().map_init(Sketchbook::default, read).collect();
            for (words, fingerprint, keyed) in read {
                self.add(words, fingerprint, keyed)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, words: usize, fingerprint: u128, keyed: Keyed) -> Result<(), Error> {
        let id = DocId::from_number(number(self.rows.len()));
        let first = if words == 0 { id } else { *self.first_of.entry(fingerprint).or_insert(id) };
        let keyed = if first == id { keyed } else { Keyed::default() };
        let before = if self.open.is_empty() { 0 } else { self.rows.last().map_or(0, |row| row.stems_end) };
        self.rows.push(Row {
            words: number(words),
            first,
            stems_end: before + number(keyed.stems.len()),
            is_keyed: keyed.keys.each_ref().map(|keys| !keys.is_empty()),
        });
        self.open.push(keyed);
        if self.open.len() == BLOCK { self.close().map_err(|error| Error::spill(&error)) } else { Ok(()) }
    }

    /// Puts down what is open.
    fn close(&mut self) -> io::Result<()> {
        let mut keys = Vec::new();
        for (channel, band) in self.columns() {
            let key = |keyed: &Keyed| keyed.keys[channel].get(band).copied().unwrap_or(0);
            keys.extend(self.open.iter().map(key));
        }
        let mut marks = Vec::with_capacity(self.open.len() * self.bandings.len() * MARKS);
        for marks_of in self.open.iter().flat_map(|keyed| &keyed.marks[..self.bandings.len()]) {
            let next = marks.len() + MARKS;
            marks.extend_from_slice(marks_of);
            marks.resize(next, 0);
        }
        let stems = self.open.iter().flat_map(|keyed| &keyed.stems).copied().collect();
        self.open.clear();
        let store = &mut self.store;
        self.blocks.push(Block {
            keys: store.put(keys)?,
            marks: store.put(marks)?,
            stems: store.put(stems)?,
        });
        Ok(())
    }

    /// All copies among the texts, which are read again as they are needed.
    ///
    /// # Errors
    /// When a text cannot be read again, or the file of [`spilling_to`](Self::spilling_to) cannot be used.
    ///
    /// # Panics
    /// When `texts` has no such document.
    pub fn report<T: Texts + ?Sized>(mut self, texts: &T) -> Result<Report, Error> {
        self.first_of = AHashMap::new();
        self.close().map_err(|error| Error::spill(&error))?;
        scan::report(self, texts)
    }

    pub(crate) const fn settings(&self) -> Settings {
        self.settings
    }

    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What is left when the candidates are known.
    pub(crate) fn into_rows(self) -> Vec<Row> {
        self.rows
    }

    /// The bands of all channels.
    fn columns(&self) -> impl Iterator<Item = (usize, usize)> {
        let channels = self.bandings.iter().enumerate();
        channels.flat_map(|(channel, banding)| (0..banding.bands()).map(move |band| (channel, band)))
    }

    /// The pairs that share a band key of any channel and enough of its signature; of a document with those before it
    /// the [`STRONGEST`].
    pub(crate) fn banded(&self) -> io::Result<(Vec<(DocId, DocId)>, Caps)> {
        let (mut found, mut caps) = (Vec::new(), Caps::default());
        for channel in 0..self.bandings.len() {
            let (pairs, left_out) = self.banded_by(channel)?.finish();
            caps += left_out;
            let alike = pairs.par_chunks(PAIRS).map(|pairs| self.alike(channel, pairs));
            found.extend(alike.collect::<io::Result<Vec<_>>>()?.into_iter().flatten());
        }
        found.par_sort_unstable_by_key(|alike| (alike.right, alike.left, Reverse(alike.slots)));
        found.dedup_by_key(|alike| (alike.right, alike.left));
        let mut strongest = Vec::with_capacity(found.len());
        for of_right in found.chunk_by_mut(|one, next| one.right == next.right) {
            if of_right.len() > STRONGEST {
                of_right.sort_unstable_by_key(|alike| (Reverse(alike.slots), alike.left));
                caps.pairs_too_many += (of_right.len() - STRONGEST) as u64;
            }
            strongest.extend(of_right.iter().take(STRONGEST).map(|alike| (alike.left, alike.right)));
        }
        Ok((strongest, caps))
    }

    /// The pairs that share a band key of a channel.
    fn banded_by(&self, channel: usize) -> io::Result<Pairs> {
        let of_band = |column: usize| {
            let mut entries = self.entries(column, channel)?;
            sort(&mut entries);
            let mut pairs = Pairs::default();
            pairs.add_band(&entries);
            Ok(pairs)
        };
        let merge = |mut one: Pairs, other: Pairs| {
            one.merge(other);
            Ok(one)
        };
        let columns = self.columns().enumerate().filter(|(_, (of, _))| *of == channel);
        let columns: Vec<usize> = columns.map(|(column, _)| column).collect();
        columns.into_par_iter().map(of_band).try_reduce(Pairs::default, merge)
    }

    /// Those of the pairs, sorted, whose signatures of a channel agree in [`LEAST_ALIKE`] slots.
    fn alike(&self, channel: usize, pairs: &[(DocId, DocId)]) -> io::Result<Vec<Alike>> {
        let mut rooms = (Room::default(), Room::default());
        let mut found = Vec::new();
        for of_left in pairs.chunk_by(|one, next| one.0 == next.0) {
            let left_marks = self.marks(channel, of_left[0].0, &mut rooms.0)?;
            for &(left, right) in of_left {
                let slots = agreeing(left_marks, self.marks(channel, right, &mut rooms.1)?);
                if slots >= LEAST_ALIKE {
                    found.push(Alike { right, left, slots });
                }
            }
        }
        Ok(found)
    }

    fn marks<'a>(&'a self, channel: usize, id: DocId, room: &'a mut Room) -> io::Result<&'a [u32]> {
        let start = (id.index() % BLOCK * self.bandings.len() + channel) * MARKS;
        self.store.read(self.blocks[id.index() / BLOCK].marks, start..start + MARKS, room)
    }

    /// The entries of one band, by document.
    fn entries(&self, column: usize, channel: usize) -> io::Result<Vec<u64>> {
        let mut entries = Vec::with_capacity(self.rows.len());
        let mut room = Room::default();
        let mut ids = (0..).map(DocId::from_number);
        for (rows, block) in self.rows.chunks(BLOCK).zip(&self.blocks) {
            let start = column * rows.len();
            let keys = self.store.read(block.keys, start..start + rows.len(), &mut room)?;
            let keyed = rows.iter().zip(keys.iter().zip(&mut ids)).filter(|(row, _)| row.is_keyed[channel]);
            entries.extend(keyed.map(|(_, (&key, id))| entry(key, id)));
        }
        Ok(entries)
    }
}

impl StemSets for Survey {
    fn documents(&self) -> usize {
        self.rows.len()
    }

    fn size(&self, id: DocId) -> usize {
        let at = id.index();
        let before = if at.is_multiple_of(BLOCK) { 0 } else { self.rows[at - 1].stems_end };
        (self.rows[at].stems_end - before) as usize
    }

    fn read<'a>(&'a self, ids: Range<usize>, room: &'a mut Room) -> io::Result<&'a [u32]> {
        let start = if ids.start.is_multiple_of(BLOCK) { 0 } else { self.rows[ids.start - 1].stems_end };
        let end = self.rows[ids.end - 1].stems_end;
        self.store.read(self.blocks[ids.start / BLOCK].stems, start as usize..end as usize, room)
    }
}

impl Keyed {
    fn new(sketch: Sketch, bandings: &[Banding]) -> Self {
        let mut keyed = Self { stems: sketch.stems, ..Self::default() };
        for (channel, (banding, signature)) in
            bandings.iter().zip([&sketch.shingles, &sketch.skeleton]).enumerate()
        {
            if !signature.is_empty() {
                keyed.keys[channel].extend(banding.keys(signature).map(hash::high_half));
                keyed.marks[channel].extend(marks(signature));
            }
        }
        keyed
    }
}

/// The lowest byte of each slot of a signature, four in a number: two slots that differ have equal ones once in 256
/// (Li, König: b-Bit Minwise Hashing, WWW 2010).
fn marks(signature: &[u32]) -> impl Iterator<Item = u32> {
    let lowest = |slots: &[u32]| slots.iter().fold(0, |mark, slot| mark << u8::BITS | slot & 0xFF);
    signature.chunks(SLOTS_OF_MARK).map(lowest)
}

/// In how many slots two signatures agree by their marks.
fn agreeing(left: &[u32], right: &[u32]) -> u32 {
    let equal = |(left, right): (&u32, &u32)| {
        (left ^ right).to_le_bytes().iter().map(|&byte| u32::from(byte == 0)).sum::<u32>()
    };
    left.iter().zip(right).map(equal).sum()
}

/// Whether two signatures of a channel agree enough to make a pair that shares a band key a candidate.
pub(crate) fn are_alike(left: &[u32], right: &[u32]) -> bool {
    let [left, right] = [left, right].map(|signature| marks(signature).collect::<Vec<_>>());
    agreeing(&left, &right) >= LEAST_ALIKE
}
