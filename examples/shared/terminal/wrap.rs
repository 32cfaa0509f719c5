//! Text → lines that fit the terminal, each a slice of the text, so that offsets still tell what a line holds.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of a terminal that does not tell: those of a punched card, which all of them keep to.
pub(crate) const UNKNOWN_WIDTH: usize = 80;

/// The columns of the terminal on the standard output.
#[must_use]
pub(crate) fn width() -> usize {
    console::Term::stdout().size_checked().map_or(UNKNOWN_WIDTH, |(_, columns)| usize::from(columns).max(1))
}

/// The lines of `text`, broken at spaces, and within words of wide characters, so that each takes at most
/// `columns` columns. A word longer than a line is cut.
///
/// Line feeds break too. The text must have been escaped and not yet painted. Time is linear in the text.
#[must_use]
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut rest = paragraph.trim_start();
        loop {
            let end = line_end(rest, columns.max(1));
            lines.push(rest[..end].trim_end());
            if end == rest.len() {
                break;
            }
            rest = rest[end..].trim_start();
            if rest.is_empty() {
                break;
            }
        }
    }
    lines
}

/// Where the first line of `text` ends: after the last word that fits, or within the first where not even that does.
fn line_end(text: &str, columns: usize) -> usize {
    let mut end = 0;
    let mut used = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        if used + bare.width() > columns {
            end += wide_start(bare, columns.saturating_sub(used));
            break;
        }
        used += word.width();
        end += word.len();
    }
    if end > 0 { end } else { cut(text, columns) }
}

/// Where a word that does not fit may be parted, of a script that writes without spaces: after its last wide character
/// within `columns`; at 0 where there is none.
fn wide_start(word: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    for (i, character) in word.char_indices() {
        let width = character.width().unwrap_or(0);
        used += width;
        if used > columns {
            break;
        }
        if width > 1 {
            end = i + character.len_utf8();
        }
    }
    end
}

/// Where the characters of `text` reach `columns`; at least one is taken.
fn cut(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (i, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used > columns && i > 0 {
            return i;
        }
    }
    text.len()
}
