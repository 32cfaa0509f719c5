//! Texts that are gone through once → what finds the candidate pairs among them, without the texts.
//!
//! Memory for a document: 4 bytes a band and channel (140 + 140), 1 a slot of each signature (128 + 128), 4 a distinct
//! stem (about 0.8 kB for an article), and 16, with up to 80 more until all have been gone through. What a document adds
//! is put down in blocks of [`BLOCK`] documents, keys band by band, so that one band of all documents is read without
//! the others.

use std::{fs::File, io, ops::Range};

use ahash::AHashMap;
use rayon::prelude::*;

use crate::{
    band::Banding,
    collection::check,
    detector::{Scope, Settings},
    error::Error,
    feature::Channel,
    id::DocId,
    posting::{PART, StemSets},
    profile::number,
    report::Report,
    scan,
    sketchbook::banding_of,
    store::{Room, Store},
    texts::Texts,
};

mod banded;
mod marks;
mod surveyor;

use marks::MARKS;
pub(crate) use marks::are_alike;
use surveyor::Keyed;
pub use surveyor::{Gist, Surveyor};

/// Documents of a block: some megabytes.
const BLOCK: usize = 4_096;
/// Share of the memory asked for that sketches may take, what is found among them, and what is sorted at a time on all
/// threads: the rest is for what cannot be put aside.
const SHARE: usize = 8;
/// Channels with bands.
const CHANNELS: usize = 2;

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
    /// Bytes to keep to.
    limit: Option<usize>,
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
            limit: None,
            store: Store::default(),
            blocks: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Keeps to about so many bytes, and writes what they have no room for to `file`, which is open for reading and
    /// writing: an anonymous temporary file, which vanishes with the process, is best. The report is the same.
    ///
    /// An eighth each is for what is kept of the texts, for what is found and for sorting, the rest for what cannot be put
    /// aside: some 200 bytes a document, 100 a match, and the texts that are looked at.
    ///
    /// Costs reading the file some twenty times from its beginning to its end, and reads for each document and each
    /// candidate by rare words.
    #[must_use]
    pub fn spilling_to(mut self, file: File, bytes: usize) -> Self {
        self.limit = Some(bytes);
        self.store.spill_to(file, bytes / SHARE);
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
            let read = |surveyor: &mut Surveyor, text: &D| surveyor.read(text.as_ref());
            let gists: Vec<_> = texts.par_iter().map_init(|| self.surveyor(), read).collect();
            gists.into_iter().try_for_each(|gist| self.add(gist?))?;
        }
        Ok(())
    }

    /// Reads texts that are [added](Self::add) one by one, each as soon as it is there.
    #[must_use]
    pub fn surveyor(&self) -> Surveyor {
        Surveyor::new(self.settings, &self.bandings)
    }

    /// Takes in the next text, by what a [surveyor](Self::surveyor) of this survey has read.
    ///
    /// # Errors
    /// When there are more than `u32::MAX` texts, or the file of [`spilling_to`](Self::spilling_to) cannot be written.
    pub fn add(&mut self, Gist { words, fingerprint, keyed }: Gist) -> Result<(), Error> {
        check::<&str>(&[""], self.rows.len())?;
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

    /// An empty store for what is found in the texts, within the same limit.
    pub(crate) fn beside(&self) -> io::Result<Store> {
        self.store.beside(self.limit.map_or(usize::MAX, |bytes| bytes / SHARE))
    }

    /// Stems that a thread sorts at a time.
    pub(crate) fn sorted(&self) -> usize {
        /// Bytes for an entry and a copy of it.
        const ENTRY: usize = 2 * size_of::<u64>();
        let within = |bytes| bytes / SHARE / ENTRY / rayon::current_num_threads();
        self.limit.map_or(PART, |bytes| within(bytes).clamp(1, PART))
    }

    /// The bands of all channels.
    fn columns(&self) -> impl Iterator<Item = (usize, usize)> {
        let channels = self.bandings.iter().enumerate();
        channels.flat_map(|(channel, banding)| (0..banding.bands()).map(move |band| (channel, band)))
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
