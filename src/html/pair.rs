//! A pair → its row in the table, its sums, and both texts side by side.

use maud::{Markup, html};

use super::{
    Finding,
    layout::{Grey, Layout, Mark, Order, Run, Stretch},
    source::Source,
    visible::{short_name, show},
    wording::{changes, counted, grouped, meaning, percent, reasons, shared},
};
use crate::{
    comparison::Comparison,
    id::DocId,
    original::{Original, Side},
    retelling::Retelling,
    span::Span,
    swap::Swap,
    verdict::Verdict,
};

/// A pair of the report with its documents, numbered by strength from 1.
pub(super) struct Pair<'a> {
    pub(super) number: usize,
    pub(super) found: &'a Finding,
    pub(super) left: &'a Source<'a>,
    pub(super) right: &'a Source<'a>,
    pub(super) original: Option<Original>,
}

/// The two columns of a pair.
pub(super) enum Columns {
    /// Written out, for readers without script too.
    Drawn(Markup),
    /// As the script draws them when the pair is opened.
    Encoded([String; 2]),
    /// Left out, since the report would become too large.
    LeftOut,
}

impl Columns {
    /// Bytes that they take.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Drawn(drawn) => drawn.0.len(),
            Self::Encoded(codes) => codes.iter().map(String::len).sum(),
            Self::LeftOut => 0,
        }
    }
}

impl Pair<'_> {
    fn comparison(&self) -> &Comparison {
        self.found.comparison()
    }

    /// The row of the table. `data-sums` holds the numbers for sorting and export, in the order of the columns.
    pub(super) fn row(&self) -> Markup {
        let (comparison, evidence) = (self.comparison(), self.comparison().evidence());
        let verdict = comparison.verdict().name();
        let [left, right] = self.shares();
        let sums = format!(
            "{:.4} {} {} {} {} {:.4} {:.4} {}",
            comparison.score(),
            left.0,
            left.1,
            right.0,
            right.1,
            evidence.substituted,
            comparison.resemblance(),
            comparison.passages().len()
        );
        html! {
            tr data-verdict=(verdict) data-left=(place(self.found.left())) data-right=(place(self.found.right())) data-sums=(sums) {
                td { a href={ "#p" (self.number) } { (self.number) } }
                td dir="auto" { (short_name(self.left.id)) }
                td dir="auto" { (short_name(self.right.id)) }
                td class={ "kind " (verdict) } { (verdict) }
                td { (format!("{:.2}", comparison.score())) }
                td { (share(evidence.covered_left, left)) }
                td { (share(evidence.covered_right, right)) }
                td { (percent(evidence.substituted)) }
                td { (format!("{:.2}", comparison.resemblance())) }
            }
        }
    }

    /// Words in common and words in all, of both sides.
    fn shares(&self) -> [(usize, usize); 2] {
        let evidence = self.comparison().evidence();
        [(evidence.covered_left, self.left.words), (evidence.covered_right, self.right.words)]
            .map(|(covered, words)| (shared(covered, words), words))
    }

    /// The pair in full; closed until it is opened.
    pub(super) fn view(&self, columns: &Columns) -> Markup {
        let verdict = self.comparison().verdict();
        html! {
            details class="pair" {
                summary {
                    (self.number) ": " bdi { (short_name(self.left.id)) } " and " bdi { (short_name(self.right.id)) } ", "
                    (verdict.name()) ", score " (format!("{:.2}", self.comparison().score()))
                }
                // The target of links stands inside, so that browsers open the pair without script too.
                div id={ "p" (self.number) } {
                    (self.sums())
                    (self.flags())
                    @if let Some(retelling) = self.comparison().retelling(self.left.text, self.right.text) {
                        (self.kept(&retelling, verdict))
                    }
                    (self.columns(columns))
                }
            }
        }
    }

    fn sums(&self) -> Markup {
        let (comparison, evidence) = (self.comparison(), self.comparison().evidence());
        let [left, right] = self.shares();
        html! {
            p {
                "Passages in common hold " (of(left)) " words (" (percent(evidence.covered_left)) ") of the left text and "
                (of(right)) " words (" (percent(evidence.covered_right)) ") of the right: "
                (meaning(comparison.verdict())) ". " (changes(comparison))
                " Resemblance " (format!("{:.2}", comparison.resemblance())) ". Proposed original: "
                @match &self.original {
                    Some(original) => {
                        b { @match original.side { Side::Left => "the left text", Side::Right => "the right text" } }
                        ", since " (reasons(original).join("; ")) "."
                    }
                    None => { "unknown." }
                }
                @for (side, source) in [("Left", self.left), ("Right", self.right)] {
                    @if let Some(date) = source.date { " " (side) " text dated " bdi { (short_name(date)) } "." }
                }
            }
        }
    }

    fn flags(&self) -> Markup {
        html! {
            @for (side, source) in [("Left", self.left), ("Right", self.right)] {
                @if !source.flags.is_empty() {
                    p class="flag" { (side) " text has " (source.flags.join("; ")) "." }
                }
            }
        }
    }

    /// What a rewrite kept: names and figures, and the order of the sentences, which are numbered where all of them are.
    fn kept(&self, retelling: &Retelling, verdict: Verdict) -> Markup {
        let lists = [
            ("Names and figures in both", &retelling.kept, self.left),
            ("On the left only", &retelling.left_only, self.left),
            ("On the right only", &retelling.right_only, self.right),
        ];
        html! {
            dl class="kept" {
                @for (label, facts, source) in lists {
                    dt { (label) " (" (facts.len()) ")" }
                    dd { @if facts.is_empty() { "none" } @else { bdi { (listed(facts, source)) } } }
                }
                @if verdict == Verdict::Rewritten {
                    @let moved = retelling.moved().count();
                    dt { "Sentences, left → right" @if moved > 0 { " (" (grouped(moved)) " elsewhere)" } }
                    dd { (followed(retelling)) }
                }
            }
        }
    }

    fn columns(&self, columns: &Columns) -> Markup {
        let (left, right) = (place(self.found.left()), place(self.found.right()));
        html! {
            @match columns {
                Columns::Drawn(drawn) => (drawn),
                Columns::Encoded([code, other]) => p data-left=(left) data-right=(right) data-code=(code) data-other=(other) {
                    "To be read one by one without script: "
                    a href={ "#t" (left) } { "the left text" } ", " a href={ "#t" (right) } { "the right text" } "."
                },
                Columns::LeftOut => p { "The two texts are not shown: the report would be too large. " code { "compare" } " shows them." },
            }
        }
    }

    /// The two columns and the list of swaps, written out.
    pub(super) fn drawn(&self, layout: &Layout) -> Markup {
        let words = self.shares();
        let sides = [("left", "right", self.left), ("right", "left", self.right)];
        html! {
            div class="columns" {
                @for (at, (side, other, source)) in sides.into_iter().enumerate() {
                    section class=(side) {
                        h4 { (if at == 0 { "Left" } else { "Right" }) ": " bdi { (short_name(source.id)) } small { ", " (of(words[at])) " words in common" } }
                        div class="text" tabindex="0" dir="auto" {
                            @for stretch in &layout.sides[at] {
                                (self.stretch(stretch, layout, (source.text, (self.number, side, other))))
                            }
                        }
                    }
                }
            }
            (swaps(self.comparison().swaps()))
        }
    }

    fn stretch(
        &self,
        stretch: &Stretch,
        layout: &Layout,
        (text, (pair, side, other)): (&str, (usize, &str, &str)),
    ) -> Markup {
        let runs = html! { @for run in &stretch.runs { (self.run(run, layout, (text, side))) } };
        let Some(passage) = stretch.passage else { return runs };
        let (class, sign) = match passage.order {
            Order::Kept => ("passage", ""),
            Order::Moved => ("passage moved", " ⇅"),
        };
        html! {
            span class=(class) data-passage=(passage.number) {
                a class="badge" id={ "p" (pair) (side) (passage.number) } href={ "#p" (pair) (other) (passage.number) } { (passage.number) (sign) }
                (runs)
            }
        }
    }

    fn run(&self, run: &Run, layout: &Layout, (text, side): (&str, &str)) -> Markup {
        let shown = show(text, run.range.clone());
        let marked = match run.mark {
            Mark::Plain => html! { (shown) },
            Mark::Moved => html! { span class="moved" { (shown) } },
            Mark::Lone if side == "left" => html! { del { (shown) } },
            Mark::Lone => html! { ins { (shown) } },
            Mark::Swapped(swap) => {
                html! { mark tabindex="0" data-swap=(self.swap(layout.swaps[swap])) { (shown) } }
            }
        };
        html! {
            @if let Some(sentence) = run.sentence { sup { (sentence) } }
            @match run.grey {
                None => (marked),
                Some(Grey::Quotation) => span class="quotation" { (marked) },
                Some(Grey::Boilerplate) => span class="boilerplate" { (marked) },
            }
        }
    }

    fn swap(&self, [left, right]: [Span; 2]) -> String {
        format!("{} → {}", self.left.shown(left), self.right.shown(right))
    }
}

/// Names and figures listed of each kind at most.
const LISTED: usize = 60;
/// Sentences told of at most.
const SENTENCES: usize = 200;

fn listed(facts: &[Span], source: &Source) -> String {
    let shown = facts.iter().take(LISTED).map(|&fact| source.shown(fact)).collect::<Vec<_>>().join(" · ");
    let more = facts.len().saturating_sub(LISTED);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// Which sentences of the right text say each sentence of the left one, as `1 → 1, 2 → 3 + 4, 3 → none`.
fn followed(retelling: &Retelling) -> String {
    if retelling.left.len().max(retelling.right.len()) > SENTENCES {
        return format!("not told for texts of more than {SENTENCES} sentences");
    }
    let told = retelling.left.iter().enumerate().map(|(at, (_, said_by))| {
        let by = said_by.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" + ");
        format!("{} → {}", at + 1, if by.is_empty() { "none" } else { &by })
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The list of the words that stand in each other's place.
fn swaps(swaps: &[Swap]) -> Markup {
    let shown = |words: &str| show(words, 0..words.len()).into_owned();
    html! {
        @if !swaps.is_empty() {
            details class="swaps" {
                summary { (counted(swaps.len(), "different swap")) }
                ul {
                    @for swap in swaps {
                        li { bdi { (shown(&swap.left)) } " → " bdi { (shown(&swap.right)) } @if swap.count > 1 { " × " (swap.count) } }
                    }
                }
            }
        }
    }
}

/// The number by which the page calls a document.
pub(super) const fn place(document: DocId) -> usize {
    document.index() + 1
}

fn share(covered: f64, words: (usize, usize)) -> String {
    format!("{} · {}", percent(covered), of(words))
}

fn of((part, whole): (usize, usize)) -> String {
    format!("{} of {}", grouped(part), grouped(whole))
}
