//! Spun copies of one text → the template behind them: what all have in common, and between that the choices.
//!
//! A spinner draws each copy from a template such as `{The|This} {quick|fast} fox`. The copies are aligned all at once,
//! word by word (`columns`: progressive multiple alignment, Feng, Doolittle: Progressive sequence alignment as a
//! prerequisite to correct phylogenetic trees, Journal of Molecular Evolution 25, 1987). Then the columns in which the copies differ are grouped into
//! slots (`slots`): columns whose words always go together are one choice of several words.
//!
//! Nested choices come back flat, as the whole phrases that occur; choices that no copy took cannot come back. From few
//! copies nobody can tell a phrase of several words from several words: with five one slot in seven is cut otherwise than
//! its author cut it, with twenty one in thirty (BENCHMARKS.md).
//!
//! Time `O(d · n · (d + b))` for `d` copies of `n` words and `b` words from one anchor to the next; space `O(d · n)`.

mod columns;
mod slots;

use std::fmt;

use crate::{id::DocId, profile::Profile, span::Span};

/// Copies that a template is recovered from at most; more tell no more, and cost time and space.
pub(crate) const MOST_MEMBERS: usize = 64;

/// The template behind spun copies of one text.
///
/// [`Display`](fmt::Display) writes it as spintax, `{The|This} quick fox`, and `{:#}` with how many copies took each
/// choice, `{The ×12|This ×8} quick fox`. A brace, bar or backslash of the text has a backslash before it. What is fixed
/// is written as it stands in the first member, choices as in the first that took them; all members' words are
/// generated, in small letters and without regard to punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    members: Vec<DocId>,
    parts: Vec<Part>,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text that all members have in common, with the space around its words.
    Fixed(String),
    /// A place where they differ.
    Slot(Slot),
}

/// A place where the members differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What they have there, most frequent first; two at least.
    pub choices: Vec<Choice>,
}

/// What some members have in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The words; empty where the members have nothing. In a slot that may be empty the space behind the words is theirs.
    pub text: String,
    /// The members that have it, ascending.
    pub members: Vec<DocId>,
}

impl Template {
    /// Recovers the template behind documents, of which the first is the one that all others resemble.
    pub(crate) fn recover(documents: &[(DocId, &str)]) -> Self {
        let profiles: Vec<Profile> = documents.iter().map(|(_, text)| Profile::new(text)).collect();
        let columns = columns::align(&profiles);
        let writer = Writer { documents, profiles: &profiles };
        let parts = slots::cut(&profiles, &columns);
        let mut members: Vec<DocId> = documents.iter().map(|&(id, _)| id).collect();
        members.sort_unstable();
        Self { members, parts: writer.write(&parts) }
    }

    /// The documents that it was recovered from, ascending.
    #[must_use]
    pub fn members(&self) -> &[DocId] {
        &self.members
    }

    /// What is fixed and what is chosen, in the order of the text.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The places where the members differ, in the order of the text.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.parts.iter().filter_map(|part| match part {
            Part::Slot(slot) => Some(slot),
            Part::Fixed(_) => None,
        })
    }
}

impl fmt::Display for Template {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| part.fmt(out))
    }
}

/// As in [`Template`].
impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(text) => write_escaped(out, text),
            Self::Slot(slot) => write_slot(out, slot),
        }
    }
}

fn write_slot(out: &mut fmt::Formatter<'_>, slot: &Slot) -> fmt::Result {
    for (at, choice) in slot.choices.iter().enumerate() {
        out.write_str(if at == 0 { "{" } else { "|" })?;
        if out.alternate() {
            let text = choice.text.trim_end();
            write_escaped(out, text)?;
            let space = if text.is_empty() { "" } else { " " };
            write!(out, "{space}×{}{}", choice.members.len(), &choice.text[text.len()..])?;
        } else {
            write_escaped(out, &choice.text)?;
        }
    }
    out.write_str("}")
}

fn write_escaped(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for character in text.chars() {
        if matches!(character, '{' | '|' | '}' | '\\') {
            out.write_str("\\")?;
        }
        write!(out, "{character}")?;
    }
    Ok(())
}

/// Writes the stretches of words that make a template as the text that its members have there.
struct Writer<'a> {
    documents: &'a [(DocId, &'a str)],
    profiles: &'a [Profile],
}

impl Writer<'_> {
    fn write(&self, cuts: &[slots::Cut]) -> Vec<Part> {
        let mut parts = Vec::with_capacity(cuts.len());
        // Where the text of the first member goes on that is in no part yet.
        let mut at = 0;
        for (i, cut) in cuts.iter().enumerate() {
            let words = &cut.words[0];
            if cut.is_fixed() {
                let end = match cuts.get(i + 1) {
                    Some(next) => self.start(0, next.words[0].start),
                    None => self.documents[0].1.len(),
                };
                parts.push(Part::Fixed(self.documents[0].1[at..end].to_owned()));
                at = end;
            } else {
                let start = self.start(0, words.start);
                if at < start {
                    parts.push(Part::Fixed(self.documents[0].1[at..start].to_owned()));
                }
                let (slot, end) = self.slot(cut);
                parts.push(Part::Slot(slot));
                at = end.max(start);
            }
        }
        let rest = &self.documents[0].1[at..];
        if !rest.is_empty() {
            parts.push(Part::Fixed(rest.to_owned()));
        }
        parts
    }

    /// The slot of a cut, and where the text of the first member goes on behind it.
    fn slot(&self, cut: &slots::Cut) -> (Slot, usize) {
        let may_be_empty = cut.words.iter().any(std::ops::Range::is_empty);
        let stretch = |member: usize| {
            let words = &cut.words[member];
            let start = self.start(member, words.start);
            let end = match words.end.checked_sub(1) {
                _ if words.is_empty() => start,
                Some(last) if !may_be_empty => self.end(member, last),
                _ => self.start(member, words.end),
            };
            Span::new(crate::profile::number(start), crate::profile::number(end))
        };
        let mut choices: Vec<Choice> = Vec::new();
        for ((member, &(id, text)), &label) in self.documents.iter().enumerate().zip(cut.labels()) {
            match choices.get_mut(label) {
                Some(choice) => choice.members.push(id),
                None => choices.push(Choice { text: stretch(member).of(text).to_owned(), members: vec![id] }),
            }
        }
        for choice in &mut choices {
            choice.members.sort_unstable();
        }
        choices.sort_by_key(|choice| std::cmp::Reverse(choice.members.len()));
        (Slot { choices }, stretch(0).end())
    }

    /// Where a word of a member ends, with the "'s" that is cut off its token.
    fn end(&self, member: usize, word: usize) -> usize {
        let end = self.profiles[member].tokens[word].span.end();
        let rest = &self.documents[member].1[end..];
        let Some(letters) = rest.strip_prefix(['\'', '’']) else { return end };
        let after = letters.trim_start_matches(char::is_alphanumeric);
        if after.len() < letters.len() { end + rest.len() - after.len() } else { end }
    }

    /// Where a word of a member begins; the end of the text behind the last.
    fn start(&self, member: usize, word: usize) -> usize {
        let tokens = &self.profiles[member].tokens;
        tokens.get(word).map_or(self.documents[member].1.len(), |token| token.span.start())
    }
}
