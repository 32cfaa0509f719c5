//! One path → one decoded text, or the reason why there is none.
//!
//! Only a regular file is ever read, and never more of it than [`MAX_BYTES`] and one byte. Time and space are linear in
//! the bytes of the file; a file in UTF-8 is not copied after it was read.

#[path = "file/decode.rs"]
mod decode;
#[path = "file/name.rs"]
pub(crate) mod name;

use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::{error, fmt, fs};

pub(crate) use decode::Encoding;
pub(crate) use name::shown;

/// The largest file that is read: 64 MiB, some ten million words, far beyond a book, and sixty of them still fit into the
/// memory of a small machine.
pub(crate) const MAX_BYTES: u64 = 64 << 20;

/// Why a path gave no text.
#[derive(Debug)]
#[non_exhaustive]
pub(crate) enum Refusal {
    /// The path names something that is not a regular file.
    NotAFile(Special),
    /// The file is longer than the limit.
    TooLarge {
        /// The limit in bytes.
        max: u64,
    },
    /// The operating system gave an error.
    Unreadable(io::Error),
    /// The bytes are not text.
    Binary,
    /// The bytes are not valid in the encoding that the file seems to have.
    Undecodable(&'static str),
}

/// A decoded file.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// The text, without byte order mark.
    pub text: String,
    /// How the bytes were read.
    pub encoding: Encoding,
}

/// What a path names when it is not a regular file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    /// A folder.
    Folder,
    /// A symbolic link, where links are not followed.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A character or block device.
    Device,
    /// Anything else that the operating system knows.
    Other,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFile(special) => write!(f, "{special}, not a file"),
            Self::TooLarge { max } => write!(f, "larger than {} MiB", max >> 20),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
            Self::Binary => f.write_str("binary, not text"),
            Self::Undecodable(encoding) => write!(f, "not valid {encoding}"),
        }
    }
}

impl error::Error for Refusal {}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl fmt::Display for Special {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Pipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::Other => "a special file",
        })
    }
}

impl Special {
    /// What a file type is when it is not a regular file.
    #[must_use]
    pub(crate) fn of(file_type: FileType) -> Option<Self> {
        if file_type.is_file() {
            None
        } else if file_type.is_dir() {
            Some(Self::Folder)
        } else if file_type.is_symlink() {
            Some(Self::Link)
        } else {
            Some(Self::of_unix(file_type))
        }
    }

    #[cfg(unix)]
    fn of_unix(file_type: FileType) -> Self {
        use std::os::unix::fs::FileTypeExt;
        if file_type.is_fifo() {
            Self::Pipe
        } else if file_type.is_socket() {
            Self::Socket
        } else if file_type.is_char_device() || file_type.is_block_device() {
            Self::Device
        } else {
            Self::Other
        }
    }

    #[cfg(not(unix))]
    fn of_unix(_: FileType) -> Self {
        Self::Other
    }
}

/// Reads and decodes the file at `path`, and tells what it was when it was opened; a link given as `path` is followed.
///
/// # Errors
/// The [`Refusal`] that says why there is no text.
pub(crate) fn read(path: &Path) -> Result<(Text, Metadata), Refusal> {
    read_open(open(path)?)
}

/// Reads and decodes a file that a walk has just found to be a regular one: it is not looked at again before the opening,
/// and a link that has taken its place meanwhile is not followed.
///
/// # Errors
/// The [`Refusal`] that says why there is no text.
pub(crate) fn read_found(path: &Path) -> Result<(Text, Metadata), Refusal> {
    read_open(opened(path, Links::Refused)?)
}

fn read_open((mut file, metadata): (File, Metadata)) -> Result<(Text, Metadata), Refusal> {
    if metadata.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { max: MAX_BYTES });
    }
    let len = usize::try_from(metadata.len()).unwrap_or(0);
    // One byte more, so that one reading shows that there is none.
    let mut bytes = vec![0; len + 1];
    let first = file.read(&mut bytes)?;
    bytes.truncate(first);
    // The file may grow while it is read, come in parts, or (as in /proc) tell no size: the limit holds for what comes.
    if first != len || len == 0 {
        file.take(MAX_BYTES + 1 - first as u64).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Refusal::TooLarge { max: MAX_BYTES });
    }
    let (text, encoding) = decode::decode(bytes)?;
    Ok((Text { text, encoding }, metadata))
}

/// Opens a regular file for reading, and nothing else.
///
/// The type is looked at before the opening, since to open a pipe waits and to open a device may act, and again after
/// it, since the path may have changed hands in between; the opening itself does not wait.
///
/// # Errors
/// [`Refusal::NotAFile`] or [`Refusal::Unreadable`].
pub(crate) fn open(path: &Path) -> Result<(File, Metadata), Refusal> {
    regular(&fs::metadata(path)?)?;
    opened(path, Links::Followed)
}

/// What becomes of a path that is a link, where the system can tell.
#[derive(Clone, Copy, Debug)]
enum Links {
    Followed,
    Refused,
}

impl Links {
    #[cfg(unix)]
    const fn flag(self) -> i32 {
        match self {
            Self::Followed => 0,
            Self::Refused => libc::O_NOFOLLOW,
        }
    }
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix can refuse links"))]
fn opened(path: &Path, links: Links) -> Result<(File, Metadata), Refusal> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | links.flag());
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    regular(&metadata)?;
    Ok((file, metadata))
}

fn regular(metadata: &Metadata) -> Result<(), Refusal> {
    Special::of(metadata.file_type()).map_or(Ok(()), |special| Err(Refusal::NotAFile(special)))
}
