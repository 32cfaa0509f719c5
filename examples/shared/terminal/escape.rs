//! Text of strangers → text that a terminal shows and does not obey.
//!
//! Control characters can move the cursor, set the title or hide what follows; direction marks and invisible characters
//! make a line look like another (Boucher and Anderson, "Trojan Source", 2021, CVE-2021-42574). All of them are shown by
//! number. Time is linear in the text; a clean text is not copied.

use std::borrow::Cow;
use std::fmt::Write;

/// The characters beyond the control characters that are invisible or act on others: general categories Cf, Zl and Zp
/// and the property Default_Ignorable_Code_Point of Unicode 16, as ranges in order.
const HIDDEN: [(char, char); 25] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether a character would act on the terminal or not be seen on it.
#[must_use]
pub(crate) fn is_hidden(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    let after = HIDDEN.partition_point(|&(first, _)| first <= character);
    character.is_control() || after > 0 && character <= HIDDEN[after - 1].1
}

/// The text with every hidden character as `\u{202e}`, line feeds and tabs among them; for names and messages.
#[must_use]
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    show(text, Break::Escaped)
}

/// The text as one line: line feeds as `⏎`, tabs as spaces, the return before a line feed dropped, everything else that
/// is hidden as `\u{202e}`; for passages.
#[must_use]
pub(crate) fn snippet(text: &str) -> Cow<'_, str> {
    show(text, Break::Drawn)
}

/// What becomes of line feeds and tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    Escaped,
    Drawn,
}

fn show(text: &str, breaks: Break) -> Cow<'_, str> {
    let Some(first) = text.find(is_hidden) else {
        return Cow::Borrowed(text);
    };
    let mut shown = String::with_capacity(text.len() + text.len() / 8);
    shown.push_str(&text[..first]);
    let mut characters = text[first..].chars().peekable();
    while let Some(character) = characters.next() {
        match (character, breaks) {
            ('\n', Break::Drawn) => shown.push('⏎'),
            ('\t', Break::Drawn) => shown.push(' '),
            ('\r', Break::Drawn) if characters.peek() == Some(&'\n') => {}
            _ if is_hidden(character) => {
                write!(shown, "{}", character.escape_unicode()).expect("a string takes all that is written");
            }
            _ => shown.push(character),
        }
    }
    Cow::Owned(shown)
}
