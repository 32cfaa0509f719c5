//! Text → what a reader may want to know of its characters. Flags inform and accuse nobody: each has honest causes.
//!
//! Linear in the text.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use super::visible::{hidden, show};
use crate::{span::Span, token::Token};

/// Letters of a word from which on it is oddly long: longer than the longest words of dictionaries.
const LONG: usize = 40;
/// Examples given of each flag.
const EXAMPLES: usize = 3;
/// Letters shown of an example.
const SHOWN: usize = 30;

/// What stands out among the characters of a text, one clause each; none for most texts.
pub(super) fn flags(text: &str, tokens: &[Token]) -> Vec<String> {
    let words = |is_odd: fn(&str) -> bool| {
        let words = tokens.iter().map(|token| token.span).filter(|span| is_odd(span.of(text)));
        words.collect::<Vec<Span>>()
    };
    let long = clause(text, &words(is_long), "oddly long word");
    let mixed = clause(text, &words(is_mixed), "word of mixed scripts");
    hidden_characters(text).into_iter().chain(mixed).chain(long).collect()
}

fn hidden_characters(text: &str) -> Option<String> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for (_, c) in hidden(text) {
        *counts.entry(c).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let shown = counts.iter().take(EXAMPLES).map(|(&c, count)| format!("U+{:04X} × {count}", u32::from(c)));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let more = if counts.len() > EXAMPLES { " …" } else { "" };
    (all > 0).then(|| format!("{all} hidden character{}: {shown}{more}", if all == 1 { "" } else { "s" }))
}

fn clause(text: &str, words: &[Span], name: &str) -> Option<String> {
    let shown = words.iter().take(EXAMPLES).map(|span| {
        let start = span.of(text).char_indices().nth(SHOWN).map_or(span.end(), |(at, _)| span.start() + at);
        let dots = if start < span.end() { "…" } else { "" };
        format!("“{}{dots}”", show(text, span.start()..start))
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let more = if words.len() > EXAMPLES { " …" } else { "" };
    let name = if words.len() == 1 { name.to_owned() } else { name.replacen("word", "words", 1) };
    (!words.is_empty()).then(|| format!("{} {name}: {shown}{more}", words.len()))
}

fn is_long(word: &str) -> bool {
    word.len() > LONG && word.chars().nth(LONG).is_some()
}

/// Whether letters of two of the scripts that look alike stand in one word.
fn is_mixed(word: &str) -> bool {
    let of = |script: Script| word.chars().any(|c| c.is_alphabetic() && c.script() == script);
    !word.is_ascii()
        && [Script::Latin, Script::Greek, Script::Cyrillic].into_iter().filter(|&script| of(script)).count()
            > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    #[test]
    fn flags_name_what_stands_out_and_nothing_else() {
        let long = "x".repeat(41);
        let cases: [(&str, &[&str]); 8] = [
            ("A fox crossed the river at dawn.", &[]),
            ("Москва и Αθήνα", &[]),
            ("На клавиатуре набрано SMSка", &["1 word of mixed scripts: “SMSка”"]),
            ("p\u{430}ypal and p\u{430}ypal", &["2 words of mixed scripts: “pаypal”, “pаypal”"]),
            ("zero\u{200b}width\u{200b}", &["2 hidden characters: U+200B × 2"]),
            ("a\u{202e}b", &["1 hidden character: U+202E × 1"]),
            ("lines\r\nend\r\n", &[]),
            (&long, &["1 oddly long word: “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”"]),
        ];
        for (text, expected) in cases {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            assert_eq!(flags(text, &tokens), expected, "{text:?}");
        }
    }
}
