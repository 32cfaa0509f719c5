//! The paths given → documents and what is skipped, one path after the other. Space is that of some files or blocks.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::mem;
use std::ops::Range;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::documents::{Lines, Origin, SameSource, Stamp, Taken};
use super::file::{self, Encoding, Refusal, Special, Text};
use super::jsonl::{Outcome, Packing, Reader};
use super::walk::{self, Entry};
use super::{Fields, Guess, InputError, Meter, Read, Reason, Sink, Skipped};

/// Bytes of the files of a folder that are read before their texts are handed over.
const STEP_BYTES: u64 = 8 << 20;
/// Files of such a step at most.
const STEP_FILES: usize = 4_096;

/// One path given, looked at but not read.
pub(super) struct Plan<'p> {
    path: &'p Path,
    shape: Shape,
    pub(super) bytes: u64,
}

enum Shape {
    Folder(Vec<Entry>),
    File,
    Lines(Packing),
}

/// Why the reading ends early.
pub(super) enum Stop<E> {
    /// Documents of two paths have the same id.
    Clash,
    Failed(E),
}

impl<E: From<InputError>> From<InputError> for Stop<E> {
    fn from(error: InputError) -> Self {
        Self::Failed(error.into())
    }
}

/// Reads one path after the other.
pub(super) struct Sources<'s, S> {
    sink: &'s mut S,
    fields: &'s Fields,
    meter: &'s Meter<'s>,
    /// Whether the path stands before each id.
    with_paths: bool,
    taken: Taken,
    read: Read,
}

/// A document that was found.
struct Found<'p> {
    /// The id, but for a JSON line that has none.
    id: Option<String>,
    /// Tells its path or line.
    place: &'p dyn Fn() -> String,
    /// What tells its id from those of other paths.
    prefix: &'p str,
}

impl<'p> Plan<'p> {
    pub(super) fn new(path: &'p Path) -> Result<Self, InputError> {
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
}

impl<'s, S: Sink> Sources<'s, S> {
    pub(super) fn new(sink: &'s mut S, fields: &'s Fields, meter: &'s Meter<'s>, with_paths: bool) -> Self {
        Self { sink, fields, meter, with_paths, taken: Taken::default(), read: Read::default() }
    }

    pub(super) fn finish(self) -> Read {
        debug_assert_eq!(
            self.read.seen,
            self.read.documents.len() + self.read.skipped.len(),
            "all that was seen is accounted for"
        );
        self.read
    }

    pub(super) fn read(&mut self, plan: Plan<'_>) -> Result<(), Stop<S::Error>> {
        let name = file::shown(plan.path);
        match plan.shape {
            Shape::Folder(entries) => self.folder(&format!("{}/", name.trim_end_matches('/')), entries),
            Shape::File => self.single(name, (plan.path, plan.bytes)),
            Shape::Lines(packing) => self.lines(&name, plan.path, packing),
        }
    }

    fn folder(&mut self, prefix: &str, entries: Vec<Entry>) -> Result<(), Stop<S::Error>> {
        self.read.documents.begin(Origin::Files(Vec::new()));
        let read_entry = |entry: Entry| {
            let outcome =
                entry.reason.map_or_else(|| file::read_found(&entry.path).map_err(Reason::File), Err);
            self.meter.add(entry.bytes);
            (entry.id, entry.path, outcome)
        };
        let mut entries = entries.into_iter().peekable();
        while entries.peek().is_some() {
            let outcomes: Vec<_> = step(&mut entries).into_par_iter().map(read_entry).collect();
            let mut texts = Vec::with_capacity(outcomes.len());
            for (id, path, outcome) in outcomes {
                texts.extend(self.file(prefix, id, (&path, outcome))?);
            }
            self.take(&texts)?;
        }
        Ok(())
    }

    /// A single file that is no text is skipped, as it would be in a folder; one that cannot be read is an error.
    fn single(&mut self, name: String, (path, bytes): (&Path, u64)) -> Result<(), Stop<S::Error>> {
        let outcome = file::read(path);
        if let Err(refusal @ (Refusal::Unreadable(_) | Refusal::NotAFile(_))) = outcome {
            return Err(InputError { path: name, refusal }.into());
        }
        self.read.documents.begin(Origin::Files(Vec::new()));
        let text = self.file("", name, (path, outcome.map_err(Reason::File)))?;
        self.meter.add(bytes);
        self.take(text.as_slice())
    }

    fn take(&mut self, texts: &[String]) -> Result<(), Stop<S::Error>> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.sink.take(&texts).map_err(Stop::Failed)
    }

    /// The text of a file that is a document.
    fn file(
        &mut self,
        prefix: &str,
        id: String,
        (path, outcome): (&Path, Result<(Text, Metadata), Reason>),
    ) -> Result<Option<String>, Stop<S::Error>> {
        let place = format!("{prefix}{id}");
        match outcome {
            Ok((Text { text, encoding }, metadata)) => {
                if let Some(name) = self.name(Found { id: Some(id), place: &|| place.clone(), prefix })? {
                    if let Encoding::Guessed(encoding) = encoding {
                        self.read.guessed.push(Guess { id: name.clone(), encoding });
                    }
                    self.read.documents.add_file(&name, path, Stamp::of(&metadata));
                    return Ok(Some(text));
                }
            }
            Err(reason) => self.skip(place, reason),
        }
        Ok(None)
    }

    fn lines(&mut self, name: &str, path: &Path, packing: Packing) -> Result<(), Stop<S::Error>> {
        let refuse = |refusal| InputError { path: name.to_owned(), refusal };
        let (file, metadata) = file::open(path).map_err(refuse)?;
        let failed = |error: io::Error| refuse(error.into());
        let metered = Metered { file: file.try_clone().map_err(failed)?, meter: self.meter };
        let (stream, file, stamp): (Box<dyn io::Read + Send>, _, _) = if packing == Packing::Plain {
            (Box::new(metered), file, Some(Stamp::of(&metadata)))
        } else {
            let file = tempfile::tempfile().map_err(failed)?;
            let copy = file.try_clone().map_err(failed)?;
            (Box::new(Copying { unpacked: packing.unpack(metered).map_err(failed)?, copy }), file, None)
        };
        let fields = self.fields.clone();
        let lines = Lines { file: Mutex::new(file), stamp, name: name.to_owned(), fields };
        self.read.documents.begin(Origin::Lines(lines));
        let prefix = format!("{name}:");
        let mut reader = Reader::new(stream, self.fields).map_err(failed)?;
        let mut next = reader.next_parts();
        while let Some(mut parts) = next {
            let mut texts = Vec::with_capacity(parts.iter().map(|part| part.outcomes.len()).sum());
            for part in &mut parts {
                for outcome in mem::take(&mut part.outcomes) {
                    texts.extend(self.line(&prefix, outcome)?.map(|text| &part.texts[text]));
                }
            }
            // The next lines are parsed while these are taken, so that no worker waits for the last of either.
            let sink = &mut *self.sink;
            let (taken, following) = rayon::join(|| sink.take(&texts), || reader.next_parts());
            taken.map_err(Stop::Failed)?;
            next = following;
        }
        Ok(())
    }

    /// Where the text of a line is that is a document.
    fn line(&mut self, prefix: &str, outcome: Outcome) -> Result<Option<Range<usize>>, Stop<S::Error>> {
        let place = || format!("{prefix}{}", outcome.number);
        match outcome.line {
            Ok(line) => {
                if let Some(name) = self.name(Found { id: line.id, place: &place, prefix })? {
                    self.read.documents.add_line(&name, outcome.place);
                    self.read.dates.extend(line.date.map(|date| (name, date)));
                    return Ok(Some(line.text));
                }
            }
            Err(reason) => self.skip(place(), reason),
        }
        Ok(None)
    }

    /// The unique name of a document; none for one that is skipped, since its name is taken.
    fn name(&mut self, found: Found<'_>) -> Result<Option<String>, Stop<S::Error>> {
        let name = match found.id {
            Some(id) if !self.with_paths => id,
            Some(id) => format!("{}{id}", found.prefix),
            None => (found.place)(),
        };
        match self.taken.take(&name, &self.read.documents) {
            Ok(()) => {
                self.read.seen += 1;
                Ok(Some(name))
            }
            Err(SameSource(false)) if !self.with_paths => Err(Stop::Clash),
            Err(_) => {
                self.skip((found.place)(), Reason::IdTaken(name));
                Ok(None)
            }
        }
    }

    fn skip(&mut self, path: String, reason: Reason) {
        self.read.seen += 1;
        self.read.skipped.push(Skipped { path, reason });
    }
}

/// The next files of a folder, at least one.
fn step(entries: &mut impl Iterator<Item = Entry>) -> Vec<Entry> {
    let (mut step, mut bytes) = (Vec::new(), 0);
    while step.len() < STEP_FILES && bytes < STEP_BYTES {
        let Some(entry) = entries.next() else { break };
        bytes += entry.bytes;
        step.push(entry);
    }
    step
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

/// Writes down what is unpacked, to be read again.
struct Copying<R> {
    unpacked: R,
    copy: File,
}

impl<R: io::Read> io::Read for Copying<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.unpacked.read(buffer)?;
        self.copy.write_all(&buffer[..len])?;
        Ok(len)
    }
}
