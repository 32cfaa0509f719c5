//! Words, and what a terminal is shown.

use std::path::Path;

use proptest::prelude::*;
use unspin::Span;
use unspin::token::tokenize;

use crate::feed::text;
use crate::input::file::shown;
use crate::terminal::{escape, is_hidden, snippet, wrap};

proptest! {
    /// Words are in order, disjoint and slices of the text; the same whatever stands before them in another paragraph.
    #[test]
    fn words_are_slices_of_any_text(text in text(200)) {
        let mut words = Vec::new();
        tokenize(&text, &mut words);
        let spans: Vec<Span> = words.iter().map(|word| word.span).collect();
        prop_assert!(spans.is_sorted_by(|one, next| one.end() <= next.start()));
        for span in spans {
            prop_assert!(text.get(span.range()).is_some_and(|word| !word.trim().is_empty()), "{:?}", span);
        }
        let mut again = Vec::new();
        tokenize(&text, &mut again);
        prop_assert_eq!(words, again);
    }

    /// Nothing hidden reaches a terminal, and what is shown of a text without hidden characters is that text.
    #[test]
    fn no_text_acts_on_a_terminal(text in text(60), columns in 0..100_usize) {
        for shown in [escape(&text), snippet(&text)] {
            prop_assert!(!shown.contains(is_hidden), "{:?}", shown);
            let lines = wrap(&shown, columns);
            let without_space = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(without_space(&lines.concat()), without_space(&shown));
        }
    }

    /// No name of a file is lost on its way to a report, and two names never look alike.
    #[test]
    #[cfg(unix)]
    fn any_name_of_a_file_can_be_told(one: Vec<u8>, other: Vec<u8>) {
        use std::os::unix::ffi::OsStrExt;
        let [one, other] = [&one, &other].map(|bytes| std::ffi::OsStr::from_bytes(bytes));
        prop_assert!(!escape(&shown(Path::new(one))).contains(is_hidden));
        prop_assert_eq!(one == other, shown(Path::new(one)) == shown(Path::new(other)));
    }
}
