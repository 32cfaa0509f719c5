//! A document as the report needs it: its words and sentences, and what of it may be shown grey.

use std::borrow::Cow;
use std::ops::Range;

use super::{
    Document,
    flags::flags,
    layout::{Backdrop, Grey, part},
    visible::show,
};
use crate::{
    quote::quotations,
    span::Span,
    token::{Gap, Token, tokenize},
};

/// A document that is shown.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) date: Option<&'a str>,
    pub(super) words: usize,
    pub(super) flags: Vec<String>,
    pub(super) backdrop: Backdrop,
}

impl<'a> Source<'a> {
    /// Reads a document, of which some stretches are shared boilerplate.
    pub(super) fn read(Document { id, text, date }: Document<'a>, boilerplate: &[Range<usize>]) -> Self {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        Self {
            id,
            text,
            date,
            words: tokens.len(),
            flags: flags(text, &tokens),
            backdrop: Backdrop {
                greys: greys(text, boilerplate),
                sentences: sentences(&tokens),
                words: tokens.iter().map(|token| token.span).collect(),
            },
        }
    }

    /// A stretch of the text as it is shown.
    pub(super) fn shown(&self, span: Span) -> Cow<'a, str> {
        show(self.text, span.range())
    }
}

fn sentences(tokens: &[Token]) -> Vec<usize> {
    tokens.iter().filter(|token| token.gap >= Gap::Sentence).map(|token| token.span.start()).collect()
}

/// Boilerplate and quotations in order, cut so that they are disjoint.
fn greys(text: &str, boilerplate: &[Range<usize>]) -> Vec<(Range<usize>, Grey)> {
    let mut quoted = Vec::new();
    quotations(text, &mut Vec::new(), &mut quoted);
    let boilerplate = boilerplate.iter().map(|range| (range.clone(), Grey::Boilerplate));
    let quoted = quoted.into_iter().map(|range| (range, Grey::Quotation));
    let mut greys: Vec<_> = boilerplate.chain(quoted).collect();
    greys.sort_by_key(|(range, _)| range.start);
    part(greys.iter_mut().map(|(range, _)| range));
    greys.retain(|(range, _)| !range.is_empty());
    greys
}
