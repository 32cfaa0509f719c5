//! Text of a passage → flowing text: line ends within a paragraph are spaces, blank lines part paragraphs, what is hidden
//! is shown by number. And marks in it that keep their colour through the wrapping.

use std::ops::Range;

use crate::terminal::{Style, Tone, escape, wrap};

/// What parts two paragraphs.
const PARAGRAPH: &str = "\n\n";

/// Flowing text, parts of it in a tone.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    text: String,
    /// Disjoint and in order.
    tones: Vec<(Range<usize>, Tone)>,
}

impl Flow {
    /// The flowing form of a text without marks.
    #[must_use]
    pub(crate) fn of(text: &str) -> Self {
        let mut flow = Self::default();
        flow.push(text);
        flow
    }

    /// Appends text as it stands in a document.
    pub(crate) fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (space, after) = rest.split_at(rest.len() - rest.trim_start().len());
            let (word, after) = after.split_at(after.find(char::is_whitespace).unwrap_or(after.len()));
            if !space.is_empty() {
                self.push_space(space);
            }
            self.text.push_str(&escape(word));
            rest = after;
        }
    }

    /// Appends text in a tone, between two marks.
    pub(crate) fn push_marked(&mut self, text: &str, tone: Tone, marks: (&str, &str)) {
        let start = self.text.len();
        self.text.push_str(marks.0);
        let words: Vec<&str> = text.split_whitespace().collect();
        self.text.push_str(&escape(&words.join(" ")));
        self.text.push_str(marks.1);
        self.tones.push((start..self.text.len(), tone));
    }

    /// Whether the next word would stand apart from the last.
    #[must_use]
    pub(crate) fn ends_apart(&self) -> bool {
        self.text.chars().next_back().is_none_or(char::is_whitespace)
    }

    /// The lines, each of at most `columns` columns before it was painted.
    #[must_use]
    pub(crate) fn lines(&self, columns: usize, style: Style) -> Vec<String> {
        let mut from = 0;
        let lines = wrap(&self.text, columns).into_iter().map(|line| {
            // Between two lines stands only white space, with which no line begins.
            let start = from + self.text[from..].find(line).unwrap_or(0);
            from = start + line.len();
            self.painted(start..from, style)
        });
        lines.collect()
    }

    fn push_space(&mut self, space: &str) {
        let is_blank_line = space.matches('\n').count() > 1;
        self.text.push_str(if is_blank_line { PARAGRAPH } else { " " });
    }

    fn painted(&self, line: Range<usize>, style: Style) -> String {
        let mut painted = String::new();
        let mut at = line.start;
        for (range, tone) in &self.tones {
            let (start, end) = (range.start.max(line.start), range.end.min(line.end));
            if start < end {
                painted.push_str(&self.text[at..start]);
                painted.push_str(&style.paint(*tone, &self.text[start..end]).to_string());
                at = end;
            }
        }
        painted.push_str(&self.text[at..line.end]);
        painted
    }
}
