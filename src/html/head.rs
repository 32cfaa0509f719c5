//! The head of a report: what was looked at, what was left out, the settings in words, and the meaning of every number.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    Finding, Note, Page,
    boilerplate::SHARED_BY,
    chart::hundredths,
    visible::short_name,
    wording::{VERDICTS, counted, grouped, meaning},
};
use crate::{
    band::Banding, detector::Scope, feature::Channel, original::Sign, report::Report, scan::COMPARED_IN_FULL,
    sketchbook::banding_of, verdict::REPORTED,
};

/// Names listed of what was left out for one reason.
const NAMES: usize = 500;

/// The counts, the settings and what was left out.
pub(super) fn head(page: &Page, matches: &[Finding], clusters: usize) -> Markup {
    let report = page.report;
    let documents = report.counts().documents;
    let count = |verdict| matches.iter().filter(|found| found.comparison().verdict() == verdict).count();
    html! {
        p class="lead" {
            (counted(documents, "text")) " scanned, " (grouped(page.skipped.len())) " skipped: "
            b { (counted(matches.len(), "pair")) " of similar texts" } ", " (counted(clusters, "cluster")) "."
        }
        ul class="counts" {
            @for verdict in VERDICTS {
                li { b { (grouped(count(verdict))) } " " span class={ "kind " (verdict.name()) } { (verdict.name()) } " " small { (meaning(verdict)) } }
            }
        }
        p { (settings(page)) " " (recall(page)) }
        (caps(report))
        p class="made" { "unspin " (env!("CARGO_PKG_VERSION")) ", recipe of the signatures " code { (report.recipe()) } }
        (left_out(page))
    }
}

/// The settings in words.
fn settings(page: &Page) -> String {
    let scope = match page.detector.scope() {
        Scope::Near => "Exact and near copies were looked for, no others.",
        Scope::All => "Every kind of similarity was looked for.",
    };
    let only: Vec<&str> = page.only.iter().map(|verdict| verdict.name()).collect();
    let only = if only.is_empty() {
        String::new()
    } else {
        format!(" Only {} pairs are listed.", only.join(" and "))
    };
    format!(
        "{scope}{only} Texts of fewer than {} are compared for exact copies only. Pairs are reported from a score of \
         0.{} on.",
        counted(page.detector.min_words(), "word"),
        hundredths(REPORTED)
    )
}

/// How many pairs may have been missed for want of being looked at.
fn recall(page: &Page) -> String {
    let counts = page.report.counts();
    if page.detector.scope() == Scope::All && counts.documents <= COMPARED_IN_FULL {
        return format!(
            "The collection is small: every text was laid against every other, {} in all.",
            counted(counts.compared, "comparison")
        );
    }
    let banding = banding_of(Channel::Shingles);
    let missed = |resemblance| one_in(&banding, resemblance);
    let others = match page.detector.scope() {
        Scope::Near => "",
        Scope::All => " Spun and rewritten texts share few such runs; two more channels look for them.",
    };
    format!(
        "{} were laid side by side, those that share enough runs of five words among them: of pairs at resemblance 0.8 \
         {} is passed over, at 0.5 {}, at 0.3 {}.{others}",
        counted(counts.compared, "pair"),
        missed(0.8),
        missed(0.5),
        missed(0.3),
    )
}

/// The share of pairs that the bands miss, as "about 1 in 108".
fn one_in(banding: &Banding, resemblance: f64) -> String {
    const RARE: f64 = 1e-6;
    let missed = 1.0 - banding.recall_at(resemblance);
    if missed < RARE {
        return "fewer than 1 in a million".to_owned();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a million")]
    let pairs = (1.0 / missed).round() as usize;
    format!("about 1 in {}", grouped(pairs))
}

fn caps(report: &Report) -> Markup {
    let counts = report.counts();
    html! {
        @if counts.caps.pairs_not_formed > 0 {
            p {
                (grouped(usize::try_from(counts.caps.pairs_not_formed).unwrap_or(usize::MAX)))
                " pairs in crowded buckets of the index were not proposed by those buckets."
            }
        }
        @if counts.large_clusters > 0 {
            p {
                (counted(counts.large_clusters, "cluster")) " of more than " (Report::LISTED_IN_FULL)
                " texts: of these only pairs with the text at the head are listed."
            }
        }
    }
}

/// What gave no text, by reason, and what was read in part or in doubt.
fn left_out(page: &Page) -> Markup {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for (kind, notes) in [("skipped", page.skipped), ("in doubt", page.doubtful)] {
        let mut by_text: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for Note { name, text } in notes {
            by_text.entry(text).or_default().push(short_name(name));
        }
        let part = |(text, names): (&str, _)| (format!("{kind}: {}", super::visible::name(text)), names);
        parts.extend(by_text.into_iter().map(part));
    }
    let id = |document: &crate::id::DocId| short_name(page.documents[document.index()].id);
    let short = format!("fewer than {}: exact copies only", counted(page.detector.min_words(), "word"));
    parts.push((short, page.report.short().iter().map(id).collect()));
    parts.push(("no words: compared with nothing".to_owned(), page.report.empty().iter().map(id).collect()));
    parts.retain(|(_, names)| !names.is_empty());
    let all: usize = parts.iter().map(|(_, names)| names.len()).sum();
    html! {
        @if all > 0 {
            details {
                summary { "Skipped or read in part: " (grouped(all)) }
                @for (reason, names) in &parts {
                    h3 { (grouped(names.len())) " " (reason) }
                    ul class="names" { @for name in names.iter().take(NAMES) { li { bdi { (name) } } } }
                    @if names.len() > NAMES { p { "and " (grouped(names.len() - NAMES)) " more" } }
                }
            }
        }
    }
}

/// What every number and mark of the report means.
pub(super) fn legend() -> Markup {
    let terms = [
        (
            "score",
            "The probability that the pair is a copy in the sense of its verdict, from 0 to 1: of pairs scored 0.9 \
            about nine in ten are. It rests on the two texts alone.",
        ),
        (
            "of the left, of the right",
            "Words of that text that stand inside a passage in common, by all its words. Both \
            directions are given, since a short text may stand in a long one as a whole.",
        ),
        (
            "swapped",
            "Of the words that have a partner at the same place of the other text, the share whose partner is \
            another word or another form of it.",
        ),
        (
            "resemblance",
            "Runs of five words that both texts have, by the runs that either has (Broder 1997). Word order \
            and every changed word count, so it is low for spun and rewritten texts.",
        ),
        ("longest unchanged run", "Words in a row that stand in both texts with nothing between them."),
        (
            "names and figures agree",
            "Paired words that are names or figures on the left and stand unchanged on the right, \
            by all names and figures that have a partner.",
        ),
        (
            "passage",
            "A stretch of the left text and the stretch of the right one that says the same, under one number on \
            both sides.",
        ),
        (
            "proposed original",
            "The text that looks like the one the other was made from, with the signs that say so. \
            Unknown where the signs are missing or disagree. In a cluster: proposed by a pair, contradicted by none.",
        ),
        (
            "template",
            "What spun copies of one text have in common, and in braces what they chose from, with the number of texts \
            that took each choice. Recovered from copies that hold nine tenths of the text that all were compared with, \
            64 at most; choices within choices come back as whole phrases.",
        ),
        (
            "cluster",
            "Texts that were each compared with one text among them and found exact, near, spun or rewritten. \
            Partial pairs join no cluster.",
        ),
        (
            "weakest link",
            "The pair of lowest score between two texts of a cluster; of equal scores, of lowest resemblance.",
        ),
        (
            "names and figures",
            "Of a text that tells another anew: words with a capital where no sentence begins, and figures, each once. \
            Neighbours stand together; case does not count, and \u{201c}three\u{201d} is 3. Of a partial pair only the \
            part in common is looked at.",
        ),
        (
            "sentences",
            "1 → 3 + 4: of the paired words of sentence 1 on the left, at least a quarter each stand in sentences 3 and 4 \
            on the right.",
        ),
        (
            "hidden characters",
            "Characters without a shape: zero-width spaces, direction marks, controls. Shown as \\u{…}. \
            Word processors and web pages leave them too.",
        ),
        (
            "words of mixed scripts",
            "Words with letters of more than one of the Latin, Greek and Cyrillic alphabets. Many \
            are honest: brand names with endings, formulas.",
        ),
        ("oddly long words", "Words of more than 40 letters: addresses, codes, lost spaces."),
        (
            "quotations",
            "Stretches between quotation marks. Two independent reports may quote one speaker, so these words count for \
            nothing where a passage is weighed by itself.",
        ),
    ];
    html! {
        dl class="legend" {
            @for (term, meaning) in terms { dt { (term) } dd { (meaning) } }
            @for sign in Sign::ALL { dt { "sign: " (sign.name()) } dd { (sign.explanation()) } }
            dt { "shared boilerplate" }
            dd { "Stretches in passages with at least " (SHARED_BY) " other texts that are no copies of each other: footers, disclaimers, forms." }
            @for verdict in VERDICTS { dt { (verdict.name()) } dd { (meaning(verdict)) } }
        }
    }
}
