//! Paths as text, without loss.

use std::fmt::Write;
use std::path::{Path, is_separator};

/// The path as valid UTF-8: separators as `/`, bytes that are not UTF-8 as `\xff`, a backslash in a name doubled.
///
/// No two paths of one system look alike, and a name without backslashes and broken bytes looks as it is.
#[must_use]
pub(crate) fn shown(path: &Path) -> String {
    shown_bytes(path.as_os_str().as_encoded_bytes())
}

/// The same of a path, or the end of one, in the encoding of the system.
#[must_use]
pub(crate) fn shown_bytes(bytes: &[u8]) -> String {
    if let Ok(plain) = str::from_utf8(bytes)
        && !plain.contains('\\')
    {
        return plain.to_owned();
    }
    let mut shown = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                _ if is_separator(character) => shown.push('/'),
                '\\' => shown.push_str("\\\\"),
                _ => shown.push(character),
            }
        }
        for byte in chunk.invalid() {
            write!(shown, "\\x{byte:02x}").expect("a string takes all that is written");
        }
    }
    shown
}
