//! Pairs → their columns, within the room that a page has: texts stored once, the strongest pairs written out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    Page,
    code::encoded,
    layout::{Sentences, layout},
    pair::{Columns, Pair},
    source::Source,
    visible::{name, show},
    wording::counted,
};
use crate::{id::DocId, verdict::Verdict};

/// Bytes of pairs that are written out, for readers without script: some two hundred pairs of articles.
const DRAWN_BYTES: usize = 1_500_000;

/// Bytes for style, script, the list of flags and the headings of the texts.
const RESERVED: usize = 1_000_000;

/// What is shown of the pairs side by side, within the room that the rest of the page leaves.
pub(super) struct Shelf {
    room: usize,
    /// Room for pairs that are written out.
    drawn: usize,
    /// The texts that are stored.
    pub(super) texts: BTreeMap<DocId, Markup>,
}

impl Shelf {
    /// What is left beside parts of these sizes, and some for the list of flags, style and script.
    pub(super) fn new(parts: [usize; 3]) -> Self {
        let taken = RESERVED + parts.iter().sum::<usize>();
        Self { room: Page::BYTES.saturating_sub(taken), drawn: DRAWN_BYTES, texts: BTreeMap::new() }
    }

    /// The columns of a pair, written out while there is room for that, else encoded while both texts fit.
    pub(super) fn columns(&mut self, pair: &Pair) -> Columns {
        let sources = [pair.left, pair.right];
        let comparison = pair.found.comparison();
        let numbered = match comparison.verdict() {
            Verdict::Rewritten => Sentences::Numbered,
            _ => Sentences::Bare,
        };
        let layout = layout(
            comparison,
            sources.map(|source| source.text),
            sources.map(|source| &source.backdrop),
            numbered,
        );
        let documents = [pair.found.left(), pair.found.right()];
        let missing =
            documents.into_iter().zip(sources).filter(|(document, _)| !self.texts.contains_key(document));
        let missing: Vec<(DocId, Markup)> =
            missing.map(|(document, source)| (document, text(source))).collect();
        let texts: usize = missing.iter().map(|(_, text)| text.0.len()).sum();
        // Written out, a pair takes more than its texts: most that do not fit need not be tried.
        let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
        let drawn = (bytes < self.drawn).then(|| pair.drawn(&layout));
        let columns = drawn.filter(|drawn| drawn.0.len() <= self.drawn).map_or_else(
            || Columns::Encoded([0, 1].map(|side| encoded(sources[side].text, &layout.sides[side]))),
            Columns::Drawn,
        );
        let size = columns.len();
        if texts + size > self.room {
            return Columns::LeftOut;
        }
        self.room -= texts + size;
        if matches!(columns, Columns::Drawn(_)) {
            self.drawn -= size;
        }
        self.texts.extend(missing);
        columns
    }
}

/// A text in full under its whole name.
fn text(source: &Source) -> Markup {
    html! {
        h3 { bdi { (name(source.id)) } }
        p { small { (counted(source.words, "word")) } }
        div class="text" dir="auto" { (show(source.text, 0..source.text.len())) }
    }
}
