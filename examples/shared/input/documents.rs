//! The documents of a scan by name and place: their texts stay where they lie, and are read again from there.
//!
//! Space a document: its name and 24 bytes, and for a file its path and 40 more.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use ahash::AHashMap;
use unspin::{DocId, Texts, hash};

use super::Fields;
use super::file;
use super::jsonl;

/// Documents in the order in which they were read.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// All names, one after the other.
    names: String,
    /// Where each name ends.
    ends: Vec<usize>,
    places: Vec<Place>,
    origins: Vec<Origin>,
}

/// Where the text of a document lies.
#[derive(Clone, Copy, Debug)]
struct Place {
    origin: u32,
    /// Bytes of a line; 0 for a file.
    len: u32,
    /// Where a line begins, or which of the files it is.
    at: u64,
}

/// Where the documents of one of the paths given come from.
#[derive(Debug)]
pub(crate) enum Origin {
    /// From files, one each.
    Files {
        files: Vec<(Box<Path>, Stamp)>,
        /// How they are read.
        read: fn(&Path) -> Result<(file::Text, Metadata), file::Refusal>,
    },
    /// From the lines of a file.
    Lines(Lines),
}

/// A file of JSON lines, which is held open.
#[derive(Debug)]
pub(crate) struct Lines {
    pub file: Mutex<File>,
    /// What it was when it was first read; none for a file of our own.
    pub stamp: Option<Stamp>,
    pub name: String,
    pub fields: Fields,
}

/// By what it shows that a file was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    bytes: u64,
    /// None where the system does not tell.
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The stamp of an open file.
    pub(crate) fn of(metadata: &Metadata) -> Self {
        Self { bytes: metadata.len(), modified: metadata.modified().ok() }
    }
}

/// The names that documents have, and by whom they are borne.
#[derive(Debug, Default)]
pub(super) struct Taken(AHashMap<u64, u32>);

impl Documents {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The name of a document; unique.
    pub(crate) fn id(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.names[start..self.ends[at]]
    }

    /// All names, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.id(at))
    }

    /// Puts the next source behind the others.
    pub(super) fn begin(&mut self, origin: Origin) {
        self.origins.push(origin);
    }

    /// Puts a line of the last source behind the other documents.
    pub(super) fn add_line(&mut self, name: &str, (at, len): (u64, u32)) {
        self.add(name, at, len);
    }

    /// Puts a file of the last source behind the other documents.
    pub(super) fn add_file(&mut self, name: &str, path: PathBuf, stamp: Stamp) {
        let Some(Origin::Files { files, .. }) = self.origins.last_mut() else { return };
        files.push((path.into(), stamp));
        let at = files.len() as u64 - 1;
        self.add(name, at, 0);
    }

    fn add(&mut self, name: &str, at: u64, len: u32) {
        self.names.push_str(name);
        self.ends.push(self.names.len());
        self.places.push(Place { origin: self.last_origin(), len, at });
    }

    fn last_origin(&self) -> u32 {
        u32::try_from(self.origins.len() - 1).expect("the paths given are few")
    }
}

/// The decoded texts, to which all offsets refer.
impl Texts for Documents {
    fn text(&self, document: DocId) -> io::Result<Cow<'_, str>> {
        let place = self.places[document.index()];
        match &self.origins[place.origin as usize] {
            Origin::Files { files, read } => {
                let (path, stamp) = &files[usize::try_from(place.at).expect("files are counted by usize")];
                let named = |error: io::Error| named(&file::shown(path), &error);
                let (file::Text { text, .. }, metadata) =
                    read(path).map_err(|refusal| named(io::Error::other(refusal)))?;
                if Stamp::of(&metadata) == *stamp { Ok(text.into()) } else { Err(named(changed())) }
            }
            Origin::Lines(lines) => {
                lines.text(place.at, place.len).map(Cow::Owned).map_err(|error| named(&lines.name, &error))
            }
        }
    }
}

impl Taken {
    /// Notes that the next of the documents will bear the name; else tells whether who bears it is of the same source.
    pub(super) fn take(&mut self, name: &str, documents: &Documents) -> Result<(), SameSource> {
        let next = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        let mut key = hash::word(name.as_bytes());
        loop {
            match self.0.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(next);
                    return Ok(());
                }
                Entry::Occupied(entry) if documents.id(*entry.get() as usize) == name => {
                    let origin = documents.places[*entry.get() as usize].origin;
                    return Err(SameSource(origin == documents.last_origin()));
                }
                Entry::Occupied(_) => key = key.wrapping_add(1),
            }
        }
    }
}

/// Whether a name was taken by a document of the same source.
pub(super) struct SameSource(pub bool);

impl Lines {
    fn text(&self, at: u64, len: u32) -> io::Result<String> {
        let mut line = vec![0; len as usize];
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(stamp) = self.stamp
                && Stamp::of(&file.metadata()?) != stamp
            {
                return Err(changed());
            }
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut line)?;
        }
        jsonl::text_of(&line, at == 0, &self.fields).ok_or_else(changed)
    }
}

fn changed() -> io::Error {
    io::Error::other("changed while it was scanned")
}

fn named(name: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{name}: {error}"))
}
