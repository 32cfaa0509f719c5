//! A recovered template → what a card shows of it: fixed text plain, slots as boxes of choices with how many took each.
//!
//! A few lines are open, more are folded, and what would make the page too large is left out. Linear in what is shown.

use std::ops::Range;

use maud::{Markup, html};

use super::{
    visible::show,
    wording::{counted, grouped},
};
use crate::template::{Choice, Part, Slot, Template};

/// Characters that need no click: some five lines of a card.
const OPEN: usize = 250;
/// Characters shown in all.
const MOST: usize = 20_000;
/// Characters shown of a choice; a longer one loses its end.
const CHOICE: usize = 120;

/// A piece of a template that is shown as one.
#[derive(Clone, Debug)]
enum Piece<'a> {
    Fixed(&'a str, Range<usize>),
    Slot(&'a Slot),
}

/// A template with its size in words.
pub(super) fn spintax(template: &Template) -> Markup {
    let choices = template.slots().map(|slot| slot.choices.len()).sum();
    let pieces = template.parts().iter().map(|part| match part {
        Part::Fixed(text) => Piece::Fixed(text, 0..text.len()),
        Part::Slot(slot) => Piece::Slot(slot),
    });
    let (open, rest) = split(pieces.collect(), OPEN);
    let (folded, left_out) = split(rest, MOST - OPEN);
    html! {
        p {
            "Template behind " (grouped(template.members().len())) " of them, "
            (counted(template.slots().count(), "slot")) " with " (counted(choices, "choice"))
            " (× tells how many took it):"
        }
        p class="spintax" dir="auto" { (written(&open)) @if !folded.is_empty() { "…" } }
        @if !folded.is_empty() {
            details {
                summary { "The rest of the template" }
                p class="spintax" dir="auto" { (written(&folded)) @if !left_out.is_empty() { "…" } }
                @if !left_out.is_empty() {
                    p { "Its end is not shown; " code { "--format jsonl" } " has it." }
                }
            }
        }
    }
}

/// What fits into so many characters, and the rest. A slot stays whole; text is cut behind a word where it has spaces.
fn split(pieces: Vec<Piece>, mut room: usize) -> (Vec<Piece>, Vec<Piece>) {
    let (mut fitting, mut rest) = (Vec::new(), Vec::new());
    for piece in pieces {
        let size = piece.size();
        if !rest.is_empty() {
            rest.push(piece);
        } else if size <= room {
            room -= size;
            fitting.push(piece);
        } else if let Piece::Fixed(text, range) = piece {
            let cut = range.start + cut(&text[range.clone()], room);
            fitting.extend((range.start < cut).then_some(Piece::Fixed(text, range.start..cut)));
            rest.push(Piece::Fixed(text, cut..range.end));
        } else {
            rest.push(piece);
        }
    }
    (fitting, rest)
}

/// Where a longer text is cut that has room for so many characters.
fn cut(text: &str, room: usize) -> usize {
    let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
    text[..end]
        .rfind(char::is_whitespace)
        .map_or(end, |space| space + text[space..].chars().next().map_or(0, char::len_utf8))
}

impl Piece<'_> {
    /// Characters that it takes.
    fn size(&self) -> usize {
        match self {
            Self::Fixed(text, range) => text[range.clone()].chars().count(),
            Self::Slot(slot) => {
                slot.choices.iter().map(|choice| choice.text.chars().take(CHOICE).count()).sum()
            }
        }
    }
}

fn written(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Fixed(text, range) => (show(text, range.clone())),
                Piece::Slot(slot) => (choices(slot)),
            }
        }
    }
}

/// A slot. Braces and bars stand in the text, so that it can be told from what is fixed without colour, and copied.
fn choices(slot: &Slot) -> Markup {
    let ends_in_space = slot.choices.iter().any(|choice| choice.text.ends_with(char::is_whitespace));
    html! {
        span class="slot" {
            "{"
            @for (at, choice) in slot.choices.iter().enumerate() { @if at > 0 { " | " } (taken(choice)) }
            "}"
        }
        @if ends_in_space { " " }
    }
}

fn taken(Choice { text, members }: &Choice) -> Markup {
    let words = text.trim_end();
    let end = words.char_indices().nth(CHOICE).map_or(words.len(), |(at, _)| at);
    html! {
        @if words.is_empty() { small { "nothing" } } @else { bdi { (show(words, 0..end)) @if end < words.len() { "…" } } }
        small { "\u{a0}×" (members.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_behind_a_word_where_it_has_spaces() {
        let cases = [
            ("the old fox", 9, "the old "),
            ("the old fox", 3, "the"),
            ("狐过河了", 2, "狐过"),
            ("fox", 0, ""),
        ];
        for (text, room, expected) in cases {
            assert_eq!(&text[..cut(text, room)], expected, "{text} in {room}");
        }
    }

    #[test]
    fn nothing_is_lost_between_what_fits_and_the_rest() {
        let slot = Slot { choices: vec![Choice { text: "quick".to_owned(), members: Vec::new() }] };
        for room in 0..30 {
            let text = "The fox waited. ";
            let pieces =
                vec![Piece::Fixed(text, 0..text.len()), Piece::Slot(&slot), Piece::Fixed("狐过河", 0..9)];
            let (fitting, rest) = split(pieces, room);
            assert!(fitting.iter().map(Piece::size).sum::<usize>() <= room, "{fitting:?} in {room}");
            let all = written(&fitting).0 + &written(&rest).0;
            assert_eq!(
                all,
                "The fox waited. <span class=\"slot\">{<bdi>quick</bdi><small>\u{a0}×0</small>}</span>狐过河"
            );
        }
    }
}
