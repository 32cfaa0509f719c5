//! A folder → all that lies in it, by path.
//!
//! Every filter of the walk is off: hidden files are seen, no ignore file is read. Links are listed, not followed, so
//! there are no loops. Nothing is opened but folders. Space is linear in the entries.

use std::io;
use std::path::{Path, PathBuf, is_separator};

use ignore::{DirEntry, Error, WalkBuilder};

use super::file::name::shown_bytes;
use super::file::{Special, shown};
use super::reason::Reason;

/// The endings of the names of text files, in lower case.
const TEXT_ENDINGS: [&str; 2] = ["txt", "md"];

/// Something that lies in a folder.
pub(crate) struct Entry {
    /// Its path below the folder, as shown.
    pub id: String,
    /// Where to open it.
    pub path: PathBuf,
    /// Its size, as far as it is to be read and was asked for.
    pub bytes: u64,
    /// Why it is not to be read.
    pub reason: Option<Reason>,
}

/// Whether files are asked for their sizes, which costs as much as opening them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sizes {
    Told,
    Unasked,
}

/// Everything below `root` but readable folders, sorted by path.
///
/// # Errors
/// The error of the operating system when `root` itself cannot be listed.
pub(crate) fn entries(root: &Path, sizes: Sizes) -> io::Result<Vec<Entry>> {
    std::fs::read_dir(root)?;
    // The walker takes a lone dash for the standard input.
    let root = if root == Path::new("-") { Path::new("./-") } else { root };
    let mut builder = WalkBuilder::new(root);
    // Those of one folder differ in their names only.
    let by_name = |one: &Path, other: &Path| one.as_os_str().cmp(other.as_os_str());
    builder.standard_filters(false).follow_links(false).sort_by_file_path(by_name);
    let mut entries: Vec<_> = builder.build().filter_map(|step| entry(root, step, sizes)).collect();
    entries.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(entries)
}

fn entry(root: &Path, step: Result<DirEntry, Error>, sizes: Sizes) -> Option<Entry> {
    match step {
        Ok(item) => {
            let file_type = item.file_type()?;
            if file_type.is_dir() || item.depth() == 0 {
                return None;
            }
            let reason = match Special::of(file_type) {
                Some(special) => Some(Reason::Special(special)),
                None if is_text(item.path()) => None,
                None => Some(Reason::OtherKind),
            };
            let bytes = match (sizes, &reason) {
                // A file that vanishes before it is read is named then.
                (Sizes::Told, None) => item.metadata().map_or(0, |metadata| metadata.len()),
                _ => 0,
            };
            Some(Entry { id: below(root, item.path()), path: item.into_path(), bytes, reason })
        }
        Err(error) => {
            let path = path_of(&error).unwrap_or(root).to_owned();
            Some(Entry { id: below(root, &path), path, bytes: 0, reason: Some(Reason::Walk(error)) })
        }
    }
}

fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| TEXT_ENDINGS.iter().any(|text| ending.eq_ignore_ascii_case(text)))
}

fn below(root: &Path, path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    match bytes.strip_prefix(root.as_os_str().as_encoded_bytes()) {
        // The walk puts names behind the root as it was given.
        Some(below) => {
            let name = below.iter().position(|&byte| !is_separator(char::from(byte))).unwrap_or(0);
            shown_bytes(&below[name..])
        }
        None => shown(path),
    }
}

fn path_of(error: &Error) -> Option<&Path> {
    match error {
        Error::WithPath { path, .. } => Some(path),
        Error::Loop { child, .. } => Some(child),
        Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => path_of(err),
        Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}
