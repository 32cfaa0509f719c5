//! What reaches a terminal: no character that acts on it, colour only where it is wanted, lines that fit.

#[path = "../examples/shared/terminal.rs"]
mod terminal;

use std::io::IsTerminal;

use proptest::prelude::*;
use regex::Regex;
use terminal::{Style, Surroundings, Tone, UNKNOWN_WIDTH, escape, is_hidden, snippet, width, wrap};
use unicode_width::UnicodeWidthStr;

/// All that must not reach a terminal, by the tables of another library.
fn hidden() -> Regex {
    Regex::new(r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]").expect("the classes exist")
}

#[test]
fn hidden_are_the_characters_that_unicode_calls_so() {
    let hidden = hidden();
    let mut buffer = [0; 4];
    let mut found = 0;
    for character in '\0'..=char::MAX {
        let expected = hidden.is_match(character.encode_utf8(&mut buffer));
        assert_eq!(is_hidden(character), expected, "{}", character.escape_unicode());
        found += usize::from(expected);
    }
    assert!(found > 4000, "only {found} found");
}

#[test]
fn hidden_characters_are_shown_by_number() {
    let cases = [
        ("A fox.", "A fox.", "A fox."),
        ("Füchse, лиса, 狐", "Füchse, лиса, 狐", "Füchse, лиса, 狐"),
        ("\u{1b}[31mred", "\\u{1b}[31mred", "\\u{1b}[31mred"),
        ("\u{9b}2J\u{7f}\0", "\\u{9b}2J\\u{7f}\\u{0}", "\\u{9b}2J\\u{7f}\\u{0}"),
        ("fox\u{202e}txt.exe", "fox\\u{202e}txt.exe", "fox\\u{202e}txt.exe"),
        (
            "\u{2066}f\u{200b}o\u{ad}x\u{feff}",
            "\\u{2066}f\\u{200b}o\\u{ad}x\\u{feff}",
            "\\u{2066}f\\u{200b}o\\u{ad}x\\u{feff}",
        ),
        ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c", "a\\u{2028}b\\u{2029}c"),
        ("a\nb\tc", "a\\u{a}b\\u{9}c", "a⏎b c"),
        ("a\r\nb\rc", "a\\u{d}\\u{a}b\\u{d}c", "a⏎b\\u{d}c"),
    ];
    for (text, escaped, drawn) in cases {
        assert_eq!((escape(text).as_ref(), snippet(text).as_ref()), (escaped, drawn), "{text:?}");
    }
}

#[test]
fn colour_needs_a_terminal_and_no_objection() {
    let cases = [
        (true, None, Some("xterm"), Style::Coloured),
        (true, None, None, Style::Coloured),
        (true, Some(""), Some("xterm"), Style::Coloured),
        (true, Some("1"), Some("xterm"), Style::Plain),
        (true, None, Some("dumb"), Style::Plain),
        (false, None, Some("xterm"), Style::Plain),
    ];
    for (terminal, no_color, term, expected) in cases {
        let surroundings =
            Surroundings { terminal, no_color: no_color.map(Into::into), term: term.map(Into::into) };
        assert_eq!(Style::for_surroundings(&surroundings), expected, "{surroundings:?}");
    }
    let stdout = Surroundings::of_stdout();
    assert_eq!(stdout.terminal, std::io::stdout().is_terminal());
    assert!(stdout.terminal || Style::for_surroundings(&stdout) == Style::Plain);
}

#[test]
fn paint_is_all_or_nothing() {
    use Tone::{Added, Dim, Exact, Heading, Near, Partial, Path, Removed, Rewritten, Spun, Warning};
    let tones = [Heading, Path, Dim, Removed, Added, Exact, Near, Spun, Rewritten, Partial, Warning];
    for tone in tones {
        assert_eq!(Style::Plain.paint(tone, "fox").to_string(), "fox");
        let painted = Style::Coloured.paint(tone, "fox").to_string();
        assert!(painted.starts_with("\x1b[") && painted.ends_with("mfox\x1b[0m"), "{tone:?}: {painted:?}");
    }
}

#[test]
fn lines_break_between_words_where_they_can() {
    let cases: &[(&str, usize, &[&str])] = &[
        ("the fox crossed the river", 11, &["the fox", "crossed the", "river"]),
        ("the fox", 7, &["the fox"]),
        ("the fox  crossed", 8, &["the fox", "crossed"]),
        ("crossed", 3, &["cro", "sse", "d"]),
        ("a crossed b", 3, &["a", "cro", "sse", "d b"]),
        ("one\ntwo", 20, &["one", "two"]),
        ("one\n\ntwo", 20, &["one", "", "two"]),
        ("  fox", 3, &["fox"]),
        ("", 5, &[]),
        ("狐狐狐", 4, &["狐狐", "狐"]),
        ("狐狐", 1, &["狐", "狐"]),
        ("fox 狐狐狐", 8, &["fox 狐狐", "狐"]),
        ("fox a狐b狐", 7, &["fox a狐", "b狐"]),
        ("fox 狐", 5, &["fox", "狐"]),
        ("fox", 0, &["f", "o", "x"]),
    ];
    for (text, columns, expected) in cases {
        assert_eq!(wrap(text, *columns), *expected, "{text:?} in {columns}");
    }
    assert!(width() == UNKNOWN_WIDTH || std::io::stdout().is_terminal() && width() > 0);
}

proptest! {
    #[test]
    fn nothing_hidden_gets_through(text in "\\PC*|[\\p{C}\\p{Z}a]*|.*", any in any::<String>()) {
        let hidden = hidden();
        for shown in [escape(&text), snippet(&text), escape(&any), snippet(&any)] {
            prop_assert!(!hidden.is_match(&shown), "{shown:?}");
        }
    }

    #[test]
    fn lines_fit_and_lose_only_space(text in "[a-zäß狐 \n]{0,200}", columns in 2_usize..40) {
        let lines = wrap(&text, columns);
        prop_assert!(lines.iter().all(|line| line.width() <= columns));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&lines.concat()), bare(&text));
    }
}
