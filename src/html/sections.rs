//! The parts of a page behind its head: the table, the pairs side by side, the flags and the texts.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    pair::{Pair, place},
    source::Source,
    visible::short_name,
    wording::{VERDICTS, counted},
};
use crate::id::DocId;

/// Rows of the table that are laid out before more are asked for.
const ROWS: usize = 200;

/// Documents with flags that are listed.
const FLAGGED: usize = 200;

/// The controls, which a script shows, and the table of the pairs.
pub(super) fn table(pairs: &[Pair]) -> Markup {
    let columns =
        ["#", "left", "right", "verdict", "score", "of the left", "of the right", "swapped", "resemblance"];
    let (first, rest) = pairs.split_at(pairs.len().min(ROWS));
    html! {
        section id="pairs" {
            h2 { "Pairs" }
            @if pairs.is_empty() { p { "No pairs of similar texts were found." } }
            @else {
                form id="filter" hidden {
                    label { "Name " input id="search" type="search" autocomplete="off"; }
                    label { "Verdict " select id="verdict" { option value="" { "all" } @for verdict in VERDICTS { option { (verdict.name()) } } } }
                    label { "Score from " input id="from" type="number" min="0" max="1" step="0.01"; }
                    label { "to " input id="to" type="number" min="0" max="1" step="0.01"; }
                    button type="reset" { "Show all" }
                    output id="count" for="search verdict from to" {}
                    button type="button" id="csv" { "Save as CSV" }
                    button type="button" id="json" { "Save as JSON" }
                }
                div class="scroll" {
                    table {
                        thead { tr { @for column in columns { th scope="col" { (column) } } } }
                        tbody { @for pair in first { (pair.row()) } }
                        @if !rest.is_empty() { tbody class="rest" { @for pair in rest { (pair.row()) } } }
                    }
                }
                p { button type="button" id="more" hidden { "Show more rows" } }
            }
        }
    }
}

/// All pairs side by side, with the switches and the key to the marks.
pub(super) fn views(pairs: impl Iterator<Item = Markup>) -> Markup {
    html! {
        section id="views" {
            h2 { "Side by side" }
            p class="key" {
                "Marks: " span class="passage" { a class="badge" { "1" } "same words" } ", "
                mark { "swapped" } ", " span class="moved" { "moved" } " (" span class="badge" { "2 ⇅" } " a moved passage), "
                del { "left only" } ", " ins { "right only" } ", outside all passages. "
                "A number leads to its passage on the other side, and so do the arrow keys."
            }
            p class="switches" {
                label { input type="checkbox" id="quotations"; " grey out " span class="quotation" { "quotations" } }
                " "
                label { input type="checkbox" id="boilerplate"; " grey out " span class="boilerplate" { "shared boilerplate" } }
            }
            @for pair in pairs { (pair) }
        }
    }
}

/// The documents with something to know of their characters.
pub(super) fn flagged(sources: &BTreeMap<DocId, Source>) -> Markup {
    let flagged: Vec<_> = sources.iter().filter(|(_, source)| !source.flags.is_empty()).collect();
    html! {
        @if !flagged.is_empty() {
            section id="flags" {
                h2 { "Characters worth a look" }
                p { "None of this speaks against a text; each has honest causes too." }
                ul {
                    @for (document, source) in flagged.iter().take(FLAGGED) {
                        li { a href={ "#t" (place(**document)) } { bdi { (short_name(source.id)) } } ": " (source.flags.join("; ")) }
                    }
                }
                @if flagged.len() > FLAGGED { p { "and " (counted(flagged.len() - FLAGGED, "more text")) } }
            }
        }
    }
}

/// The texts, each once: to be read, and for the script to draw pairs from.
pub(super) fn texts(sources: &BTreeMap<DocId, Source>, texts: &BTreeMap<DocId, Markup>) -> Markup {
    html! {
        @if !sources.is_empty() {
            section id="texts" {
                h2 { "Texts" }
                details {
                    summary { "The " (counted(sources.len(), "text")) " of these pairs in full" }
                    @for (document, source) in sources {
                        article id={ "t" (place(*document)) } {
                            @match texts.get(document) {
                                Some(text) => (text),
                                None => { h3 { bdi { (short_name(source.id)) } } p { "Not in this report, which would be too large." } },
                            }
                        }
                    }
                }
            }
        }
    }
}
