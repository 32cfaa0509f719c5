//! Text → the stretches in quotation marks, for display only: a quotation shared is no reuse of a writer's own words.
//!
//! Marks of several languages: “English”, „German“, „Polish”, «French», »Danish«, ”Swedish”, 「Japanese」, 『and inner』 and
//! "typed". Single quotes are apostrophes too often to be told. A quotation ends within its paragraph or is none. Linear
//! in the text.

use std::ops::Range;

/// Bytes of a quotation at most; what is longer is a mark that was never closed.
const LONGEST: usize = 2_000;

/// What may close a quotation that a character opens.
const fn closers(opener: char) -> &'static [char] {
    match opener {
        '“' | '”' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«'],
        '「' => &['」'],
        '『' => &['』'],
        '"' => &['"'],
        _ => &[],
    }
}

/// The quotations of a text with their marks, in order and disjoint.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut before) = (0, ' ');
    while let Some(c) = text[at..].chars().next() {
        let next = end(text, at, c, before).inspect(|&end| found.push(at..end)).unwrap_or(at + c.len_utf8());
        before = text[..next].chars().next_back().unwrap_or(' ');
        at = next;
    }
    found
}

/// The end of the quotation that `opener` at `start` opens, if it opens one.
fn end(text: &str, start: usize, opener: char, before: char) -> Option<usize> {
    let closers = closers(opener);
    let inside = start + opener.len_utf8();
    if closers.is_empty()
        || is_closing_place(opener, before)
        || text[inside..].starts_with(char::is_whitespace)
    {
        return None;
    }
    let mut last = '\n';
    for (at, c) in text[inside..].char_indices() {
        if at > LONGEST || c == '\n' && last == '\n' {
            return None;
        }
        if closers.contains(&c) && at > 0 && !last.is_whitespace() {
            return Some(inside + at + c.len_utf8());
        }
        last = c;
    }
    None
}

/// Whether a mark that opens and closes alike stands where it can only close.
fn is_closing_place(mark: char, before: char) -> bool {
    matches!(mark, '"' | '”' | '»')
        && (before.is_alphanumeric() || matches!(before, '.' | ',' | '!' | '?' | '…'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_by_the_marks_of_their_language() {
        let cases: [(&str, &[&str]); 12] = [
            ("He said “we sail at noon” and left.", &["“we sail at noon”"]),
            ("Er sagte: „Wir fahren mittags.“ Dann ging er.", &["„Wir fahren mittags.“"]),
            ("Powiedział: „Płyniemy w południe” i wyszedł.", &["„Płyniemy w południe”"]),
            ("Il dit «on part à midi» et sort.", &["«on part à midi»"]),
            ("Han sagde »vi sejler« og gik.", &["»vi sejler«"]),
            ("Han sade ”vi seglar” och gick.", &["”vi seglar”"]),
            ("彼は「正午に」と言った。", &["「正午に」"]),
            ("He said \"we sail\" and \"at noon\".", &["\"we sail\"", "\"at noon\""]),
            ("It's 5\" wide and 6\" high.", &[]),
            ("An “open mark\n\nand a paragraph” later", &[]),
            ("Never \"closed", &[]),
            ("Don't and won't", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = quotations(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
