//! A text told anew → the names and figures that it kept, left out and put in, and which sentence says which.

use serde::Serialize;
use unspin::{Comparison, Span};

use super::borders;

/// What a text kept that tells another anew. Names and figures are as they stand in the texts, each once.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    kept: Vec<String>,
    left_only: Vec<String>,
    right_only: Vec<String>,
    /// The sentences of the left text.
    sentences: Vec<Sentence>,
    /// The sentences of the left text that stand at another point of the right one.
    moved: Vec<[usize; 2]>,
    /// The sentences of the right text that say none of the left one.
    added: Vec<[usize; 2]>,
}

/// A sentence of the left text, and those of the right one that say it; none where it was left out.
#[derive(Debug, Serialize)]
struct Sentence {
    left: [usize; 2],
    right: Vec<[usize; 2]>,
}

impl Told {
    /// What is to be told of two texts; none where neither tells the other anew.
    #[must_use]
    pub(crate) fn of(comparison: &Comparison, texts: (&str, &str)) -> Option<Self> {
        let retelling = comparison.retelling(texts.0, texts.1)?;
        let words = |spans: &[Span], text: &str| -> Vec<String> {
            spans.iter().map(|span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        };
        let sentences = retelling.left.iter().map(|(left, said_by)| Sentence {
            left: borders(*left),
            right: said_by.iter().map(|&place| borders(retelling.right[place])).collect(),
        });
        Some(Self {
            kept: words(&retelling.kept, texts.0),
            left_only: words(&retelling.left_only, texts.0),
            right_only: words(&retelling.right_only, texts.1),
            sentences: sentences.collect(),
            moved: retelling.moved().map(borders).collect(),
            added: retelling.added().map(borders).collect(),
        })
    }

    /// The names and figures for people, so many of each list at most, each list with its name.
    pub(crate) fn facts(&self, most: usize) -> impl Iterator<Item = (&'static str, String)> {
        let lists = [("kept", &self.kept), ("left only", &self.left_only), ("right only", &self.right_only)];
        lists.into_iter().map(move |(name, facts)| {
            let listed = facts.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
            let told = match (facts.len(), facts.len().saturating_sub(most)) {
                (0, _) => "no name or figure".to_owned(),
                (_, 0) => listed,
                (_, more) => format!("{listed} and {more} more"),
            };
            (name, told)
        })
    }

    /// How many sentences were kept, moved, left out and put in, for people.
    #[must_use]
    pub(crate) fn sentences(&self) -> String {
        let said = self.sentences.iter().filter(|sentence| !sentence.right.is_empty()).count();
        let all = self.sentences.len();
        let moved = match self.moved.len() {
            0 => String::new(),
            moved => format!(", {moved} of them elsewhere"),
        };
        format!("{said} of {all} on the left said on the right{moved}, {} added there", self.added.len())
    }
}
