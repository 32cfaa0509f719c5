//! Passages as `compare` shows them: changes marked in flowing text, rewrites in rows, no word lost.

#[path = "../examples/compare/flow.rs"]
mod flow;
#[path = "../examples/compare/inline.rs"]
mod inline;
#[path = "../examples/compare/rows.rs"]
mod rows;
#[path = "../examples/shared/terminal.rs"]
#[expect(dead_code, unused_imports, reason = "passages need half of it")]
mod terminal;

use flow::Flow;
use inline::{LEGEND, inline};
use proptest::prelude::*;
use rows::rows;
use terminal::{Style, Tone};
use unicode_width::UnicodeWidthStr;
use unspin::{Change, Detector, Passage, Piece, Span};

/// What stands on the left and on the right, and what became of it.
type Given<'a> = (&'a str, &'a str, Change);

/// A passage of pieces; the texts are made of the pieces with these gaps.
fn passage(pieces: &[Given<'_>], gap: &str) -> (String, String, Passage) {
    let (mut left, mut right) = (String::new(), String::new());
    let mut spans = Vec::new();
    for (i, &(on_left, on_right, change)) in pieces.iter().enumerate() {
        let side = |text: &mut String, words: &str| {
            if i > 0 && !words.is_empty() {
                text.push_str(gap);
            }
            let start = text.len();
            text.push_str(words);
            span(start, text.len())
        };
        spans.push(Piece { left: side(&mut left, on_left), right: side(&mut right, on_right), change });
    }
    // Where nothing stands, the span marks the place before the next word.
    for i in (0..spans.len().saturating_sub(1)).rev() {
        let next = spans[i + 1].left;
        if spans[i].left.is_empty() {
            spans[i].left = span(next.start(), next.start());
        }
    }
    let whole = (span(0, left.len()), span(0, right.len()));
    let passage = Passage { left: whole.0, right: whole.1, words: 0, same: 0, swapped: 0, pieces: spans };
    (left, right, passage)
}

fn span(start: usize, end: usize) -> Span {
    let border = |at: usize| u32::try_from(at).expect("a short text");
    Span::new(border(start), border(end))
}

fn shown(flow: &Flow) -> String {
    flow.lines(500, Style::Plain).join("\n")
}

#[test]
fn changes_are_marked_by_signs() {
    use Change::{Added, Dropped, Same, Swapped};
    let cases: [(&[Given<'_>], &str, &str); 6] = [
        (&[("the", "the", Same), ("fox", "vixen", Swapped)], " ", "the [fox → vixen]"),
        (&[("the", "the", Same), ("old", "", Dropped), ("fox", "fox", Same)], " ", "the [-old-] fox"),
        (&[("the", "the", Same), ("", "old", Added), ("fox", "fox", Same)], " ", "the {+old+} fox"),
        (&[("", "oh", Added), ("the fox", "the fox", Same)], " ", "{+oh+} the fox"),
        (&[("狐", "狐", Same), ("", "过", Added), ("河", "川", Swapped)], "", "狐{+过+}[河 → 川]"),
        (&[("fox", "fox", Same), ("\u{1b}[2J", "\u{202e}", Swapped)], ", ", "fox, [\\u{1b}[2J → \\u{202e}]"),
    ];
    for (pieces, gap, expected) in cases {
        let (left, right, passage) = passage(pieces, gap);
        assert_eq!(shown(&inline((&left, &right), &passage)), expected);
    }
    for sign in ["[left → right]", "[-left-]", "{+right+}"] {
        assert!(LEGEND.contains(sign));
    }
}

const DAM: &str = "Almost 1,400 people left their homes in the valley on Sunday night after water began to pour over the \
    dam, an earth bank built in 1958. Fire crews went from door to door in both villages, and buses stood outside with \
    their engines running.\n\n\"We were given five minutes,\" said Dora Fenwick. Schools stay shut until Wednesday.";

const DAM_LONGER: &str = "Almost 1,400 people left their homes in the valley on Sunday night after water began to pour over \
    the dam, an earth bank built in 1958, long before most of them were born. It rained. Fire crews went from door to door \
    in both villages, and buses stood outside with their engines running so that nobody would freeze.\n\n\"We were given \
    five minutes,\" said Dora Fenwick. Others around her nodded in silence. Schools stay shut until Wednesday.";

#[test]
fn what_was_put_in_stands_in_the_sentence_that_it_goes_on() {
    let comparison = Detector::new().compare(DAM, DAM_LONGER);
    let text = shown(&inline((DAM, DAM_LONGER), &comparison.passages()[0]));
    for expected in [
        "built in 1958 {+long before most of them were born. It rained+}. Fire crews",
        "engines running {+so that nobody would freeze+}.\n\n\"We were given",
        "said Dora Fenwick. {+Others around her nodded in silence+} Schools",
    ] {
        assert!(text.contains(expected), "{text}");
    }
    let comparison = Detector::new().compare(DAM_LONGER, DAM);
    let text = shown(&inline((DAM_LONGER, DAM), &comparison.passages()[0]));
    assert!(
        text.contains("in 1958, [-long before most of them were born. It rained-]. Fire crews"),
        "{text}"
    );
}

#[test]
fn no_swap_goes_beyond_the_end_of_a_sentence() {
    let text = |middle: &str| {
        format!(
            "Inspectors last visited the valley in 2019 and recommended that the trees along the spillway be felled. It \
             was not clear last night whether that had {middle} the road between Tarrow and Pennick, and schools in the \
             valley stay shut until Wednesday."
        )
    };
    let left = text("been done. Police closed");
    let cases: [(&str, &[(&str, &str)]); 2] = [
        ("been carried out. Cops shut", &[("done", "carried out"), ("police closed", "cops shut")]),
        ("been done. Sad. Cops closed", &[]),
    ];
    for (middle, expected) in cases {
        let comparison = Detector::new().compare(&left, &text(middle));
        let swaps: Vec<(&str, &str)> =
            comparison.swaps().iter().map(|swap| (&*swap.left, &*swap.right)).collect();
        assert_eq!(swaps, expected);
    }
}

#[test]
fn text_flows_and_keeps_its_paragraphs() {
    let cases = [
        ("the fox\ncrossed", "the fox crossed"),
        ("the fox\r\n\r\n\r\ncrossed", "the fox\n\ncrossed"),
        ("the\t  fox", "the fox"),
        ("fo\u{200b}x", "fo\\u{200b}x"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(&Flow::of(text)), expected, "{text:?}");
    }
}

#[test]
fn a_mark_keeps_its_colour_over_the_end_of_a_line() {
    let mut flow = Flow::of("the ");
    flow.push_marked("old grey fox", Tone::Removed, ("[-", "-]"));
    let [open, close] = ["\x1b[31m", "\x1b[0m"];
    let expected =
        [format!("the {open}[-old{close}"), format!("{open}grey{close}"), format!("{open}fox-]{close}")];
    assert_eq!(flow.lines(9, Style::Coloured), expected);
}

#[test]
fn sentences_that_share_words_stand_in_one_row() {
    let left = "The fox crossed the river at dawn. \"Nobody heard the old dog,\" said the miller. It rained all day long.";
    let right = "At dawn a fox went over the river. The miller said he never heard the old dog. All day it rained and rained.";
    let same = |word: &str| {
        let place = |text: &str| text.find(word).expect("it is there");
        let (at, other) = (place(left), place(right));
        Piece {
            left: span(at, at + word.len()),
            right: span(other, other + word.len()),
            change: Change::Same,
        }
    };
    let pieces = vec![same("river"), same("heard the old dog"), same("rained")];
    let whole = (span(0, left.len()), span(0, right.len()));
    let passage = Passage { left: whole.0, right: whole.1, words: 20, same: 6, swapped: 0, pieces };
    let rows: Vec<(&str, &str)> = rows((left, right), &passage)
        .into_iter()
        .map(|row| (left[row.0].trim(), right[row.1].trim()))
        .collect();
    let expected = [
        ("The fox crossed the river at dawn.", "At dawn a fox went over the river."),
        ("\"Nobody heard the old dog,\" said the miller.", "The miller said he never heard the old dog."),
        ("It rained all day long.", "All day it rained and rained."),
    ];
    assert_eq!(rows, expected);
}

proptest! {
    #[test]
    fn rows_and_lines_lose_no_word(left in "([a-z狐]{1,9}[ .\n]{1,3}){1,60}", right in "([a-z狐]{1,9}[ .\n]{1,3}){1,60}") {
        let (left, right) = (left.trim_end_matches([' ', '.', '\n']), right.trim_end_matches([' ', '.', '\n']));
        let start = Piece { left: span(0, 1.min(left.len())), right: span(0, 1.min(right.len())), change: Change::Same };
        let passage = Passage {
            left: span(0, left.len()), right: span(0, right.len()), words: 1, same: 1, swapped: 0, pieces: vec![start],
        };
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let rows = rows((left, right), &passage);
        let [of_left, of_right] = rows.iter().fold([String::new(), String::new()], |[one, other], row| {
            [one + &left[row.0.clone()], other + &right[row.1.clone()]]
        });
        prop_assert_eq!((bare(&of_left), bare(&of_right)), (bare(left), bare(right)));
        let lines = Flow::of(left).lines(30, Style::Plain);
        prop_assert!(lines.iter().all(|line| line.width() <= 30));
        prop_assert_eq!(bare(&lines.concat()), bare(left));
    }
}
