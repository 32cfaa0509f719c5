//! Paths → documents: folders of text files, single text files, and JSON lines with one document each.
//!
//! # Accounting
//! Whatever is met is either a document or skipped by name with a reason: `seen = documents + skipped`, always. Folders
//! themselves and blank JSON lines are not counted.
//!
//! # Ids
//! The id of a file in a folder is its path below that folder, with `/`; that of a single file is the path as given; that
//! of a JSON line is its id field, or `FILE:LINE` where it has none. Ids are unique. When documents of two of the paths
//! would share an id, the path as given stands before the id of **every** document: `FOLDER/id` or `FILE:id`. A document
//! whose id is taken even so (a second line with the same id, a path given twice) is skipped.
//!
//! The result is the same for any number of threads. Memory is that of the documents and one block of JSON lines.

#[path = "input/date.rs"]
mod date;
#[path = "file.rs"]
pub(crate) mod file;
#[path = "input/jsonl.rs"]
mod jsonl;
#[path = "input/reason.rs"]
mod reason;
#[path = "input/unique.rs"]
mod unique;
#[path = "input/walk.rs"]
mod walk;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::{error, fmt, fs};

pub(crate) use date::Moment;
use file::{Encoding, Refusal, Special};
use jsonl::Packing;
use rayon::prelude::*;
pub(crate) use reason::{LineFault, Reason};
use walk::Entry;

/// One text and the name by which a report calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Unique among all documents read.
    pub id: String,
    /// The decoded text, to which all offsets refer.
    pub text: String,
}

/// Something that was met and is not among the documents.
#[derive(Debug)]
pub(crate) struct Skipped {
    /// The path, or `FILE:LINE` for a JSON line; bytes that are not UTF-8 are shown as `\xff`.
    pub path: String,
    /// Why it was skipped.
    pub reason: Reason,
}

/// A document whose encoding was guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The document.
    pub id: String,
    /// The encoding by its name on the web.
    pub encoding: &'static str,
}

/// What all paths together gave.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The documents, in the order of the paths given, within a folder by path, within a file by line.
    pub documents: Vec<Document>,
    /// What is not among them.
    pub skipped: Vec<Skipped>,
    /// The documents whose encoding is a guess, in their order.
    pub guessed: Vec<Guess>,
    /// The dates that came with documents, by their ids, in their order.
    pub dates: Vec<(String, Moment)>,
    /// All that was met: documents and skipped.
    pub seen: usize,
}

/// A path that cannot be read at all.
#[derive(Debug)]
pub(crate) struct InputError {
    /// The path as given.
    pub path: String,
    /// What stands against it.
    pub refusal: Refusal,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.refusal)
    }
}

impl error::Error for InputError {}

/// The fields of a JSON line that make a document.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    /// The field with the text, a string.
    pub text: String,
    /// The field with the id, a string or a whole number.
    pub id: String,
    /// The field with the date, where dates are asked for.
    pub date: Option<String>,
}

impl Default for Fields {
    fn default() -> Self {
        Self { text: "text".to_owned(), id: "id".to_owned(), date: None }
    }
}

/// Is told how far the reading is: bytes done and bytes in all, both as they lie on the disk.
pub(crate) type Watch<'w> = &'w (dyn Fn(u64, u64) + Sync);

/// Reads the documents of all `paths`.
///
/// # Errors
/// An [`InputError`] for the first path that does not exist, is neither a folder nor a regular file, or cannot be opened.
/// What lies in a folder, and a single file that is no text, is skipped instead.
pub(crate) fn read(paths: &[PathBuf], fields: &Fields, watch: Watch<'_>) -> Result<Read, InputError> {
    let plans = paths.iter().map(|path| Plan::new(path)).collect::<Result<Vec<_>, _>>()?;
    let meter = Meter { done: AtomicU64::new(0), total: plans.iter().map(|plan| plan.bytes).sum(), watch };
    let sources = plans.into_iter().map(|plan| plan.read(fields, &meter)).collect::<Result<Vec<_>, _>>()?;
    Ok(unique::join(sources))
}

/// Bytes done of bytes in all, for the progress only: nothing depends on the order of the additions.
struct Meter<'w> {
    done: AtomicU64,
    total: u64,
    watch: Watch<'w>,
}

impl Meter<'_> {
    fn add(&self, bytes: u64) {
        let before = self.done.fetch_add(bytes, Ordering::Relaxed);
        (self.watch)(before + bytes, self.total);
    }
}

/// One path given, looked at but not read.
struct Plan<'p> {
    path: &'p Path,
    shape: Shape,
    bytes: u64,
}

enum Shape {
    Folder(Vec<Entry>),
    File,
    Lines(Packing),
}

/// What one path gave; ids are not unique yet.
struct Source {
    /// What stands before an id to tell it from those of other paths, and before a line to name its place.
    prefix: String,
    found: Vec<Found>,
    skipped: Vec<Skipped>,
    seen: usize,
}

/// A document and where it was found.
struct Found {
    /// The id, but for a JSON line that has none.
    id: Option<String>,
    text: String,
    date: Option<Moment>,
    encoding: Encoding,
    /// The line in a file of JSON lines.
    line: Option<usize>,
}

impl<'p> Plan<'p> {
    fn new(path: &'p Path) -> Result<Self, InputError> {
        let refuse = |refusal| InputError { path: file::shown(path), refusal };
        let metadata = fs::metadata(path).map_err(|error| refuse(error.into()))?;
        if metadata.is_dir() {
            let entries = walk::entries(path).map_err(|error| refuse(error.into()))?;
            let bytes = entries.iter().map(|entry| entry.bytes).sum();
            return Ok(Self { path, shape: Shape::Folder(entries), bytes });
        }
        if let Some(special) = Special::of(metadata.file_type()) {
            return Err(refuse(Refusal::NotAFile(special)));
        }
        let shape = Packing::of(path).map_or(Shape::File, Shape::Lines);
        Ok(Self { path, shape, bytes: metadata.len() })
    }

    fn read(self, fields: &Fields, meter: &Meter<'_>) -> Result<Source, InputError> {
        let name = file::shown(self.path);
        let source = match self.shape {
            Shape::Folder(entries) => Ok(read_folder(&name, entries, meter)),
            Shape::File => read_single(&name, (self.path, self.bytes), meter),
            Shape::Lines(packing) => read_lines(&name, (self.path, packing), fields, meter),
        };
        source.map_err(|refusal| InputError { path: name, refusal })
    }
}

fn read_folder(name: &str, entries: Vec<Entry>, meter: &Meter<'_>) -> Source {
    let prefix = format!("{}/", name.trim_end_matches('/'));
    let mut source = Source { prefix, found: Vec::new(), skipped: Vec::new(), seen: entries.len() };
    let read_entry = |entry: Entry| {
        let text = entry.reason.map_or_else(|| file::read(&entry.path).map_err(Reason::File), Err);
        meter.add(entry.bytes);
        (entry.id, text)
    };
    let outcomes: Vec<_> = entries.into_par_iter().map(read_entry).collect();
    for (id, outcome) in outcomes {
        match outcome {
            Ok(file::Text { text, encoding }) => {
                source.found.push(Found { id: Some(id), text, date: None, encoding, line: None });
            }
            Err(reason) => source.skipped.push(Skipped { path: format!("{}{id}", source.prefix), reason }),
        }
    }
    source
}

/// A single file that is no text is skipped, as it would be in a folder; one that cannot be read is an error.
fn read_single(name: &str, (path, bytes): (&Path, u64), meter: &Meter<'_>) -> Result<Source, Refusal> {
    let mut source = Source { prefix: String::new(), found: Vec::new(), skipped: Vec::new(), seen: 1 };
    match file::read(path) {
        Ok(file::Text { text, encoding }) => {
            source.found.push(Found { id: Some(name.to_owned()), text, date: None, encoding, line: None });
        }
        Err(refusal @ (Refusal::Unreadable(_) | Refusal::NotAFile(_))) => return Err(refusal),
        Err(refusal) => {
            source.skipped.push(Skipped { path: name.to_owned(), reason: Reason::File(refusal) });
        }
    }
    meter.add(bytes);
    Ok(source)
}

fn read_lines(
    name: &str,
    (path, packing): (&Path, Packing),
    fields: &Fields,
    meter: &Meter<'_>,
) -> Result<Source, Refusal> {
    let (file, _) = file::open(path)?;
    let lines = jsonl::read(Metered { file, meter }, packing, fields)?;
    let prefix = format!("{name}:");
    let skipped = lines.faults.into_iter();
    let skipped = skipped.map(|(line, reason)| Skipped { path: format!("{prefix}{line}"), reason }).collect();
    let found = lines.documents.into_iter().map(|line| Found {
        id: line.id,
        text: line.text,
        date: line.date,
        encoding: Encoding::Certain,
        line: Some(line.number),
    });
    Ok(Source { found: found.collect(), prefix, skipped, seen: lines.seen })
}

/// A file that tells how much of it was read.
struct Metered<'m> {
    file: File,
    meter: &'m Meter<'m>,
}

impl io::Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.file.read(buffer)?;
        self.meter.add(len as u64);
        Ok(len)
    }
}
