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
//! # Texts
//! Each text is handed over by the worker that reads it, and is not kept: [`Documents`] reads it again. What was packed is
//! unpacked once, into a file without a name, which goes with the process however that ends.
//!
//! The result is the same for any number of threads. Memory is that of the [names and places](Documents), of a text a
//! worker, and of two blocks of JSON lines.

#[path = "input/date.rs"]
mod date;
#[path = "input/documents.rs"]
mod documents;
#[path = "file.rs"]
pub(crate) mod file;
#[path = "input/jsonl.rs"]
mod jsonl;
#[path = "input/reason.rs"]
mod reason;
#[path = "input/source.rs"]
mod source;
#[path = "input/walk.rs"]
mod walk;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{error, fmt};

pub(crate) use date::Moment;
pub(crate) use documents::Documents;
use file::Refusal;
pub(crate) use reason::{LineFault, Reason};
use source::{Plan, Sources, Stop};
use walk::Sizes;

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
    pub documents: Documents,
    /// What is not among them.
    pub skipped: Vec<Skipped>,
    /// The documents whose encoding is a guess, in their order.
    pub guessed: Vec<Guess>,
    /// The dates that came with documents, by their ids, in their order.
    pub dates: Vec<(String, Moment)>,
    /// All that was met: documents and skipped.
    pub seen: usize,
}

/// Takes texts as they are read: by what any worker makes of each as soon as it is there, in the order of the documents.
pub(crate) trait Sink: Send {
    /// What taking them may fail with, or reading.
    type Error: From<InputError> + Send;
    /// What a worker reads texts by.
    type Reader: Clone + Send + Sync;
    /// What is made of a text, which is not kept.
    type Gist: Send;

    /// Begins, or begins anew, with a reader for each worker: what was taken before does not count.
    ///
    /// # Errors
    /// What ends the reading.
    fn start(&mut self) -> Result<Self::Reader, Self::Error>;

    /// What is to be taken of a text.
    fn gist(reader: &mut Self::Reader, text: &str) -> Self::Gist;

    /// Takes the next document.
    ///
    /// # Errors
    /// What ends the reading.
    fn take(&mut self, gist: Self::Gist) -> Result<(), Self::Error>;
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

/// Is told how far the reading is: bytes done and bytes in all, both as they lie on the disk. Where there is none, files
/// are not asked for their sizes beforehand.
pub(crate) type Watch<'w> = Option<&'w (dyn Fn(u64, u64) + Sync)>;

/// Reads the documents of all `paths`, and hands them to the sink.
///
/// When documents of two of the paths turn out to share an id, all is read once more.
///
/// # Errors
/// An [`InputError`] for the first path that does not exist, is neither a folder nor a regular file, or cannot be opened.
/// What lies in a folder, and a single file that is no text, is skipped instead. Beside that the errors of the sink.
pub(crate) fn read<S: Sink>(
    paths: &[PathBuf],
    fields: &Fields,
    watch: Watch<'_>,
    sink: &mut S,
) -> Result<Read, S::Error> {
    let mut with_paths = false;
    loop {
        let sizes = if watch.is_some() { Sizes::Told } else { Sizes::Unasked };
        let plans = paths.iter().map(|path| Plan::new(path, sizes)).collect::<Result<Vec<_>, _>>()?;
        let total = plans.iter().map(|plan| plan.bytes).sum();
        let meter = Meter { done: AtomicU64::new(0), total, watch };
        let reader = sink.start()?;
        let mut sources = Sources::new((sink, reader), fields, &meter, with_paths);
        match plans.into_iter().try_for_each(|plan| sources.read(plan)) {
            Ok(()) => return Ok(sources.finish()),
            Err(Stop::Clash) => with_paths = true,
            Err(Stop::Failed(error)) => return Err(error),
        }
    }
}

/// Bytes done of bytes in all, for the progress only: nothing depends on the order of the additions.
struct Meter<'w> {
    done: AtomicU64,
    total: u64,
    watch: Watch<'w>,
}

impl Meter<'_> {
    fn add(&self, bytes: u64) {
        if let Some(watch) = self.watch {
            let before = self.done.fetch_add(bytes, Ordering::Relaxed);
            watch(before + bytes, self.total);
        }
    }
}
