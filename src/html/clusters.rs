//! Clusters → a card each: what looks like the original, the members by verdict, the weakest link, a small graph.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::{
    Finding, Page,
    template::spintax,
    wording::{VERDICTS, counted, percent},
};
use crate::{
    cluster::Cluster,
    comparison::Comparison,
    id::DocId,
    original::{Side, Sign},
};

/// Cards at most; the largest clusters get one.
const CARDS: usize = 300;
/// Cards that need no click.
const OPEN: usize = 12;
/// Members listed on a card.
const MEMBERS: usize = 40;
/// A graph is drawn for clusters of so many documents.
const DRAWN: std::ops::RangeInclusive<usize> = 4..=32;

/// The matches by their documents, with the number of the pair in the report where it is listed.
pub(super) type Links<'a> = BTreeMap<(DocId, DocId), (&'a Finding, Option<usize>)>;

/// What is said of a cluster beyond its members. The one place where reasons are gathered.
struct Story {
    original: Option<DocId>,
    signs: Vec<Sign>,
}

/// All cards, and what was left out.
pub(super) fn cards(clusters: &[&Cluster], links: &Links, page: &Page) -> Markup {
    let mut largest: Vec<(usize, &Cluster)> = (1..).zip(clusters.iter().copied()).collect();
    largest.sort_by_key(|(number, cluster)| (std::cmp::Reverse(cluster.members().len()), *number));
    let shown = &largest[..largest.len().min(CARDS)];
    let (open, folded) = shown.split_at(shown.len().min(OPEN));
    let card = |cards: &[(usize, &Cluster)]| {
        html! { div class="cards" { @for (number, cluster) in cards { (card(*number, cluster, links, page)) } } }
    };
    html! {
        (card(open))
        @if !folded.is_empty() {
            details { summary { (counted(folded.len(), "more cluster")) } (card(folded)) }
        }
        @if largest.len() > shown.len() {
            p { (counted(largest.len() - shown.len(), "smaller cluster")) " not shown; their pairs are in the table." }
        }
    }
}

fn card(number: usize, cluster: &Cluster, links: &Links, page: &Page) -> Markup {
    let inner = inner(cluster, links);
    let story = story(&inner, page);
    let weakest = inner.iter().min_by(|one, other| by_weakness(one.0, other.0));
    let order = order(cluster, &inner);
    html! {
        article class="card" id={ "c" (number) } {
            h3 { "Cluster " (number) ": " (counted(cluster.members().len(), "text")) }
            p {
                "Proposed original: "
                @match story.original {
                    Some(original) => b { (named(original, page)) },
                    None => "unknown",
                }
            }
            @if !story.signs.is_empty() {
                ul class="chips" { @for sign in &story.signs { li title=(sign.explanation()) { (sign.name()) } } }
            }
            p { "Each compared with " (named(cluster.representative(), page)) @if DRAWN.contains(&order.len()) { " (1)" } ":" }
            (members(cluster, &order, &inner, page))
            @if let Some(weakest) = weakest.filter(|_| inner.len() > 1) {
                p {
                    "Weakest link: " bdi { (page.name(weakest.0.left())) } " and " bdi { (page.name(weakest.0.right())) } ", "
                    (pair_link(*weakest)) "."
                }
            }
            @if DRAWN.contains(&order.len()) { (graph(&order, &inner, weakest.copied())) }
            @if let Some(template) = page.template(cluster) { (spintax(&template)) }
        }
    }
}

/// A document with its date where there is one.
fn named(document: DocId, page: &Page) -> Markup {
    html! {
        bdi { (page.name(document)) }
        @if let Some(date) = page.date(document) { " (" bdi { (date) } ")" }
    }
}

/// A match inside a cluster, with its number in the report.
type Inner<'a> = (&'a Finding, Option<usize>);

/// The matches between members.
fn inner<'a>(cluster: &Cluster, links: &Links<'a>) -> Vec<Inner<'a>> {
    let members = cluster.members();
    let of = |&left: &DocId| {
        let right = |(pair, _): &(&(DocId, DocId), &Inner<'a>)| members.binary_search(&pair.1).is_ok();
        links.range((left, left)..).take_while(move |(pair, _)| pair.0 == left).filter(right)
    };
    members.iter().flat_map(of).map(|(_, link)| *link).collect()
}

/// The one document that some pair proposes as the original and no pair speaks against; unknown when there are several.
fn story(inner: &[Inner], page: &Page) -> Story {
    let mut proposed: BTreeMap<DocId, BTreeSet<Sign>> = BTreeMap::new();
    let mut copies: BTreeSet<DocId> = BTreeSet::new();
    for (found, _) in inner {
        if let Some(proposal) = page.original(found) {
            let (original, copy) = match proposal.side {
                Side::Left => (found.left(), found.right()),
                Side::Right => (found.right(), found.left()),
            };
            proposed.entry(original).or_default().extend(proposal.signs);
            copies.insert(copy);
        }
    }
    proposed.retain(|document, _| !copies.contains(document));
    if proposed.len() > 1 {
        proposed.clear();
    }
    let (original, signs) = proposed.pop_first().unzip();
    Story { original, signs: signs.into_iter().flatten().collect() }
}

/// The weakest first: by the score as it is shown, then by resemblance.
fn by_weakness(one: &Finding, other: &Finding) -> Ordering {
    let [first, second] = [one, other].map(Finding::comparison);
    let score = |comparison: &Comparison| (100.0 * comparison.score()).round();
    score(first).total_cmp(&score(second)).then(first.resemblance().total_cmp(&second.resemblance()))
}

/// The representative, then the other members by verdict and score.
fn order(cluster: &Cluster, inner: &[Inner]) -> Vec<DocId> {
    let head = cluster.representative();
    let mut others: Vec<(&Finding, DocId)> =
        inner.iter().filter_map(|(found, _)| Some((*found, other(found, head)?))).collect();
    others.sort_by(|one, next| {
        let (first, second) = (one.0.comparison(), next.0.comparison());
        let by_score = second.score().total_cmp(&first.score());
        first.verdict().cmp(&second.verdict()).then(by_score).then(one.1.cmp(&next.1))
    });
    std::iter::once(head).chain(others.into_iter().map(|(_, member)| member)).collect()
}

/// The other document of a pair, if one of them is `document`.
fn other(found: &Finding, document: DocId) -> Option<DocId> {
    if found.left() == document {
        Some(found.right())
    } else {
        (found.right() == document).then_some(found.left())
    }
}

fn members(cluster: &Cluster, order: &[DocId], inner: &[Inner], page: &Page) -> Markup {
    let head = cluster.representative();
    let pair = |member: DocId| {
        let pair = (member.min(head), member.max(head));
        inner.iter().find(|(found, _)| (found.left(), found.right()) == pair).copied()
    };
    let listed: Vec<(usize, DocId, Inner)> = (2..)
        .zip(&order[1..])
        .take(MEMBERS)
        .filter_map(|(place, &member)| Some((place, member, pair(member)?)))
        .collect();
    html! {
        ul class="members" {
            @for verdict in VERDICTS {
                @for (place, member, link) in listed.iter().filter(|(_, _, link)| link.0.comparison().verdict() == verdict) {
                    li { @if DRAWN.contains(&order.len()) { (place) " " } (named(*member, page)) ": " (pair_link(*link)) }
                }
            }
        }
        @if order.len() > MEMBERS + 1 { p { "and " (order.len() - MEMBERS - 1) " more; the table has all." } }
    }
}

/// A pair in a few words, leading to its view.
fn pair_link((found, number): Inner) -> Markup {
    let (comparison, evidence) = (found.comparison(), found.comparison().evidence());
    let words = html! {
        span class={ "kind " (comparison.verdict().name()) } { (comparison.verdict().name()) }
        " " (format!("{:.2}", comparison.score()))
        ", " (percent(evidence.covered_left)) "\u{a0}/\u{a0}" (percent(evidence.covered_right))
    };
    match number {
        Some(number) => html! { a href={ "#p" (number) } { (words) } },
        None => words,
    }
}

/// The members in a row, with an arc for each pair: solid for exact and near, dashed for spun, dotted for rewritten.
fn graph(order: &[DocId], inner: &[Inner], weakest: Option<Inner>) -> Markup {
    /// Units between two members, around them, and below the row.
    const GAP: usize = 40;
    const FOOT: usize = 30;
    let place = |document: DocId| order.iter().position(|&member| member == document);
    let arcs: Vec<(usize, usize, Inner)> = inner
        .iter()
        .filter_map(|link| {
            let (one, two) = (place(link.0.left())?, place(link.0.right())?);
            Some((one.min(two), one.max(two), *link))
        })
        .collect();
    let widest = arcs.iter().map(|(from, to, _)| to - from).max().unwrap_or(1);
    let (width, row) = (order.len() * GAP, widest * GAP / 4 + 18);
    let x = |at: usize| at * GAP + GAP / 2;
    let is_weakest = |found: &Finding| weakest.is_some_and(|(weakest, _)| std::ptr::eq(weakest, found));
    html! {
        svg class="graph" viewBox={ "0 0 " (width) " " (row + FOOT) } role="img" aria-label="The pairs of this cluster as arcs between its numbered texts" {
            @for (from, to, (found, _)) in &arcs {
                @let class = found.comparison().verdict().name();
                @let reach = (to - from) * GAP / 2;
                path class={ "arc " (class) @if is_weakest(found) { " weakest" } }
                    d={ "M" (x(*from)) " " (row) "A" (reach) " " (reach / 2) " 0 0 1 " (x(*to)) " " (row) } {}
            }
            @for at in 0..order.len() {
                circle cx=(x(at)) cy=(row) r="4" {}
                text x=(x(at)) y=(row + 20) text-anchor="middle" { (at + 1) }
            }
        }
    }
}
