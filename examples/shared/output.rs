//! Where a report goes: the standard output, or a file that appears whole or not at all.
//!
//! Nothing here panics on a closed pipe, as `println!` does: a reader that went away has what it wanted.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::{error, fmt, fs, process};

/// A report being written.
#[derive(Debug)]
pub(crate) enum Output {
    /// To the standard output.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// To a temporary file, which takes the place of `target` at the end.
    File {
        /// The file that the user named, links resolved.
        target: PathBuf,
        /// The temporary file beside it, removed when dropped.
        draft: Draft,
        /// The writer into the temporary file.
        writer: BufWriter<File>,
    },
    /// Straight into something that is not a regular file, such as `/dev/null`.
    Special(BufWriter<File>),
}

/// A report that could not be written.
#[derive(Debug)]
pub(crate) struct OutputError {
    /// The file; none for the standard output.
    pub path: Option<PathBuf>,
    /// What the operating system says.
    pub source: io::Error,
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}: cannot be written: {}", path.display(), self.source),
            None => write!(f, "the standard output cannot be written: {}", self.source),
        }
    }
}

impl error::Error for OutputError {}

/// The path of a temporary file that is removed unless it was put in place.
#[derive(Debug)]
pub(crate) struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // After the renaming there is nothing left to remove, and that is no fault.
        let _ = fs::remove_file(&self.0);
    }
}

/// Writes a report to `path`, or to the standard output when there is none.
///
/// A reader of the standard output that goes away ends the report, which is no error.
///
/// # Errors
/// An [`OutputError`] when the file cannot be made or written; an old file of that name is then as it was.
pub(crate) fn write(
    path: Option<&Path>,
    report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), OutputError> {
    let written = Output::open(path).and_then(|mut output| {
        report(output.writer())?;
        output.finish()
    });
    match written {
        Err(error) if path.is_none() && error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(OutputError { path: path.map(Path::to_owned), source }),
        Ok(()) => Ok(()),
    }
}

impl Output {
    fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout().lock())));
        };
        // A link stays a link: the file that it names is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let before = fs::metadata(&target).ok();
        if before.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            // A folder gives its error here; a renaming would replace a device.
            return Ok(Self::Special(BufWriter::new(OpenOptions::new().write(true).open(&target)?)));
        }
        let draft = Draft(draft_path(&target)?);
        let file = OpenOptions::new().write(true).create_new(true).open(&draft.0)?;
        if let Some(metadata) = before {
            file.set_permissions(metadata.permissions())?;
        }
        Ok(Self::File { target, draft, writer: BufWriter::new(file) })
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Stdout(writer) => writer,
            Self::File { writer, .. } | Self::Special(writer) => writer,
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut writer) => writer.flush(),
            Self::Special(mut writer) => writer.flush(),
            Self::File { target, draft, mut writer } => {
                writer.flush()?;
                writer.get_ref().sync_all()?;
                fs::rename(&draft.0, target)
            }
        }
    }
}

/// A path in the same folder, so that the renaming is one step, with the process in its name, so that two do not meet.
fn draft_path(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut draft = std::ffi::OsString::from(".");
    draft.push(name);
    draft.push(format!(".{}.tmp", process::id()));
    Ok(target.with_file_name(draft))
}
