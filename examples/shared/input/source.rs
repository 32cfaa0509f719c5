//! The paths given → documents and what is skipped, one path after the other. Space is that of some files or blocks.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::documents::{Lines, Origin, SameSource, Stamp, Taken};
use super::file::{self, Encoding, Refusal, Special, Text};
use super::jsonl::{Outcome, Packing, Reader};
use super::walk::{self, Entry, Sizes};
use super::{Fields, Guess, InputError, Meter, Read, Reason, Sink, Skipped};

/// Files of a folder that are read while those before are handed over.
const STEP: usize = 2_048;

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
pub(super) struct Sources<'s, S: Sink> {
    sink: &'s mut S,
    reader: S::Reader,
    fields: &'s Fields,
    meter: &'s Meter<'s>,
    /// Whether the path stands before each id.
    with_paths: bool,
    taken: Taken,
    read: Read,
}

/// What was made of a file.
struct Gisted<G> {
    gist: G,
    encoding: Encoding,
    stamp: Stamp,
}

/// A file by its id and its path, and what was made of it.
type FileOutcome<S> = (String, PathBuf, Result<Gisted<<S as Sink>::Gist>, Reason>);

impl<G> Gisted<G> {
    fn new<S: Sink<Gist = G>>(reader: &mut S::Reader, text: &Text, metadata: &Metadata) -> Self {
        Self { gist: S::gist(reader, &text.text), encoding: text.encoding, stamp: Stamp::of(metadata) }
    }
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
    pub(super) fn new(path: &'p Path, sizes: Sizes) -> Result<Self, InputError> {
        let refuse = |refusal| InputError { path: file::shown(path), refusal };
        let metadata = fs::metadata(path).map_err(|error| refuse(error.into()))?;
        if metadata.is_dir() {
            let entries = walk::entries(path, sizes).map_err(|error| refuse(error.into()))?;
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
    pub(super) fn new(
        (sink, reader): (&'s mut S, S::Reader),
        fields: &'s Fields,
        meter: &'s Meter<'s>,
        with_paths: bool,
    ) -> Self {
        Self { sink, reader, fields, meter, with_paths, taken: Taken::default(), read: Read::default() }
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
        self.read.documents.begin(Origin::Files { files: Vec::new(), read: file::read_found });
        let (meter, reader) = (self.meter, self.reader.clone());
        let read_entry = |reader: &mut S::Reader, Entry { id, path, bytes, reason }: Entry| {
            let read = reason.map_or_else(|| file::read_found(&path).map_err(Reason::File), Err);
            meter.add(bytes);
            (id, path, read.map(|(text, metadata)| Gisted::new::<S>(reader, &text, &metadata)))
        };
        let mut entries = entries.into_iter();
        let mut next = || -> Vec<FileOutcome<S>> {
            let step: Vec<Entry> = entries.by_ref().take(STEP).collect();
            step.into_par_iter().map_init(|| reader.clone(), read_entry).collect()
        };
        let mut outcomes = next();
        while !outcomes.is_empty() {
            let note = || outcomes.into_iter().try_for_each(|outcome| self.file(prefix, outcome));
            // The next files are read while these are taken, so that no worker waits for the last of either.
            let (taken, following) = rayon::join(note, &mut next);
            taken?;
            outcomes = following;
        }
        Ok(())
    }

    /// A single file that is no text is skipped, as it would be in a folder; one that cannot be read is an error.
    fn single(&mut self, name: String, (path, bytes): (&Path, u64)) -> Result<(), Stop<S::Error>> {
        let outcome = file::read(path);
        if let Err(refusal @ (Refusal::Unreadable(_) | Refusal::NotAFile(_))) = outcome {
            return Err(InputError { path: name, refusal }.into());
        }
        self.read.documents.begin(Origin::Files { files: Vec::new(), read: file::read });
        self.meter.add(bytes);
        let gisted = outcome.map(|(text, metadata)| Gisted::new::<S>(&mut self.reader, &text, &metadata));
        self.file("", (name, path.to_owned(), gisted.map_err(Reason::File)))
    }

    /// Takes a file that is a document, and names another.
    fn file(&mut self, prefix: &str, (id, path, outcome): FileOutcome<S>) -> Result<(), Stop<S::Error>> {
        let place = || format!("{prefix}{id}");
        match outcome {
            Ok(Gisted { gist, encoding, stamp }) => {
                if let Some(name) = self.name(Found { id: Some(id.clone()), place: &place, prefix })? {
                    if let Encoding::Guessed(encoding) = encoding {
                        self.read.guessed.push(Guess { id: name.clone(), encoding });
                    }
                    self.read.documents.add_file(&name, path, stamp);
                    self.sink.take(gist).map_err(Stop::Failed)?;
                }
            }
            Err(reason) => self.skip(place(), reason),
        }
        Ok(())
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
        let reader = self.reader.clone();
        let mut lines = Reader::<_, S>::new(stream, (self.fields, &reader)).map_err(failed)?;
        let mut next = lines.next_outcomes();
        while let Some(outcomes) = next {
            let note = || outcomes.into_iter().flatten().try_for_each(|outcome| self.line(&prefix, outcome));
            // The next lines are read while these are taken, so that no worker waits for the last of either.
            let (taken, following) = rayon::join(note, || lines.next_outcomes());
            taken?;
            next = following;
        }
        Ok(())
    }

    /// Takes a line that is a document, and names another.
    fn line(&mut self, prefix: &str, outcome: Outcome<S::Gist>) -> Result<(), Stop<S::Error>> {
        let place = || format!("{prefix}{}", outcome.number);
        match outcome.line {
            Ok((line, gist)) => {
                if let Some(name) = self.name(Found { id: line.id, place: &place, prefix })? {
                    self.read.documents.add_line(&name, outcome.place);
                    self.read.dates.extend(line.date.map(|date| (name, date)));
                    self.sink.take(gist).map_err(Stop::Failed)?;
                }
            }
            Err(reason) => self.skip(place(), reason),
        }
        Ok(())
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
