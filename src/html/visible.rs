//! Text of strangers → text that a reader sees whole: what is hidden or acts on its neighbours is written out.
//!
//! Controls, direction marks and other characters without a shape become `\u{202e}` and the like (Boucher and Anderson,
//! "Trojan Source", 2021, CVE-2021-42574). Markup is none of this module's business: the template escapes it. Linear in
//! the text; a clean stretch is not copied.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::fold::is_ignorable;

/// Characters of a name that are shown; a longer one loses its middle.
const NAME: usize = 72;

/// Whether a character cannot be seen, or acts on what stands beside it. Line feeds and tabs are not hidden.
pub(super) fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !matches!(c, '\n' | '\t');
    }
    c.is_control() || is_ignorable(c) || is_format(c)
}

/// General categories Cf, Zl and Zp of Unicode 16 beyond the ignorable characters.
const fn is_format(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{2028}'..='\u{2029}'
        | '\u{fff9}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}')
}

/// Whether a hidden character only shapes the one before it, as its script or an emoji needs.
fn is_shaping(before: Option<char>, c: char) -> bool {
    let shapes = |before: char| {
        !before.is_ascii() && !matches!(before.script(), Script::Latin | Script::Greek | Script::Cyrillic)
    };
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}') && before.is_some_and(shapes)
}

/// The hidden characters of a text that no script needs, each with its place in bytes.
pub(super) fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut before = None;
    text.char_indices().filter(move |&(at, c)| {
        let is_return = c == '\r' && text[at + 1..].starts_with('\n');
        let is_found = is_hidden(c) && !is_shaping(before, c) && !is_return;
        before = Some(c);
        is_found
    })
}

/// A stretch of a text as it is shown. What two stretches that meet show is what both together show.
pub(super) fn show(text: &str, range: Range<usize>) -> Cow<'_, str> {
    let stretch = &text[range.clone()];
    if !stretch.contains(is_hidden) {
        return Cow::Borrowed(stretch);
    }
    let mut before = text[..range.start].chars().next_back();
    let mut shown = String::with_capacity(stretch.len());
    for (at, c) in stretch.char_indices() {
        match c {
            '\r' if text[range.start + at + 1..].starts_with('\n') => {}
            _ if is_hidden(c) && !is_shaping(before, c) => {
                write!(shown, "{}", c.escape_unicode()).expect("a string takes all that is written");
            }
            _ => shown.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// A name as it is shown in full, on one line.
pub(super) fn name(id: &str) -> String {
    let shown = show(id, 0..id.len());
    shown.replace('\n', "\\n").replace('\t', "\\t")
}

/// A name as it is shown in lists: without its middle when it is long.
pub(super) fn short_name(id: &str) -> String {
    let end = |at: usize| id.char_indices().nth(at).map(|(at, _)| at);
    let Some(_) = end(NAME) else {
        return name(id);
    };
    let start = end(NAME / 2).unwrap_or(id.len());
    let tail = id.char_indices().nth_back(NAME / 2 - 1).map_or(0, |(at, _)| at);
    format!("{} … {}", name(&id[..start]), name(&id[tail..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_written_out_and_what_a_script_needs_stays() {
        let cases = [
            ("a fox", "a fox"),
            ("a\u{202e}xof", "a\\u{202e}xof"),
            ("pay\u{200b}pal", "pay\\u{200b}pal"),
            ("line\r\nfeed\rback", "line\nfeed\\u{d}back"),
            ("\u{0}\u{1b}[31m\u{7f}\u{85}", "\\u{0}\\u{1b}[31m\\u{7f}\\u{85}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("x\u{200c}y", "x\\u{200c}y"),
            ("👩\u{200d}🚒", "👩\u{200d}🚒"),
            ("tab\tand\nline", "tab\tand\nline"),
            ("\u{2028}", "\\u{2028}"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text, 0..text.len()), expected);
            for (middle, _) in text.char_indices() {
                let halves = format!("{}{}", show(text, 0..middle), show(text, middle..text.len()));
                assert_eq!(halves, expected, "cut at {middle}");
            }
        }
    }

    #[test]
    fn a_long_name_loses_its_middle_only() {
        let id = format!("folder/{}.txt", "x".repeat(1_000));
        let shown = short_name(&id);
        assert_eq!(shown.chars().count(), NAME + 3);
        assert!(shown.starts_with("folder/x") && shown.ends_with("x.txt"));
        assert_eq!(short_name("line\nfeed\t"), "line\\nfeed\\t");
    }
}
