//! Labelled pairs → cases: what the experts look at in each pair, with the answer.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use unspin::{Ballot, Detector};

use crate::labels::{self, Labels, share_a_long_run};

/// All cases, and the experts that look at them.
pub(crate) struct Cases {
    pub(crate) pairs: Vec<Case>,
    pub(crate) experts: Vec<Expert>,
}

/// An expert: what it looks at and with which sign.
pub(crate) struct Expert {
    pub(crate) name: &'static str,
    pub(crate) bias: f64,
    pub(crate) features: Vec<Feature>,
}

/// A number that an expert looks at; a fit never turns the sign of its weight.
pub(crate) struct Feature {
    pub(crate) meaning: &'static str,
    pub(crate) weight: f64,
}

/// What the experts look at in one pair.
pub(crate) struct Case {
    /// Whether it is of the beginnings of two texts.
    pub(crate) is_beginning: bool,
    pub(crate) is_copy: bool,
    pub(crate) kind: String,
    pub(crate) source: String,
    pub(crate) group: u64,
    /// How much the pair counts in a fit.
    pub(crate) weight: f64,
    /// The one for passages alone looks at each passage.
    pub(crate) looks: Vec<Look>,
}

/// Which expert, and what it saw.
pub(crate) type Look = (usize, Vec<f64>);

/// How much pairs of a kind count. Look-alikes, which must not be reported, and reuse in long documents, of which there
/// are few, count more than they are many; near copies, which are easy, less; beginnings of texts half as much as the texts.
fn weight(kind: &str) -> f64 {
    match kind {
        "spun" => 9.0,
        "partial" => 7.0,
        "template" | "same_topic" => 6.0,
        "background" | "long" => 5.0,
        "short spun" => 4.5,
        "short form" => 3.0,
        "rewritten" | "short topic" => 2.5,
        "near" => 0.5,
        _ => 1.0,
    }
}

/// Reads a folder of labelled pairs and lays each pair against each other.
pub(crate) fn read(folder: &Path) -> Result<Cases, String> {
    let labels = labels::read(folder)?;
    let detector = Detector::new();
    let ballots = |left: &str, right: &str| detector.compare(left, right).explanation(left, right).ballots;
    let unlabelled = |label: &Label, left: &str, right: &str| !label.is_copy && share_a_long_run(left, right);
    let mut asked: Vec<(usize, usize)> =
        labels.pairs.keys().copied().chain(labels.alike()).collect::<HashSet<_>>().into_iter().collect();
    asked.sort_unstable();
    let short = asked.par_iter().filter_map(|&pair| {
        let label = label(&labels, pair)?;
        let (left, right) = (&labels.texts[pair.0], &labels.texts[pair.1]);
        let ballots = ballots(left, right);
        let has_passage = ballots.iter().any(|ballot| ballot.expert == ALONE);
        let is_meant = !unlabelled(&label, left, right) && (label.kind != "background" || has_passage);
        is_meant.then_some((label, ballots))
    });
    let mut found: Vec<(Label, Vec<Ballot>)> = short.collect();
    let beginnings = asked.par_iter().filter_map(|&pair| {
        let label = label(&labels, pair)?;
        let kind = BEGINNINGS.iter().find(|(kind, _)| *kind == label.kind)?.1;
        let (left, right) = (beginning(&labels.texts[pair.0]), beginning(&labels.texts[pair.1]));
        let is_meant = !unlabelled(&label, left, right);
        is_meant.then(|| (Label { kind: kind.into(), ..label }, ballots(left, right)))
    });
    found.extend(beginnings.collect::<Vec<_>>());
    let long = labels.long.par_iter().enumerate().map(|(at, (left, right, is_copy, kind))| {
        let kind_of = if *is_copy { "long" } else { "background" };
        let label = Label {
            is_copy: *is_copy,
            kind: kind_of.into(),
            source: format!("pan {kind}"),
            group: at as u64,
        };
        (label, ballots(left, right))
    });
    found.extend(long.collect::<Vec<_>>());
    let experts = experts(&found)?;
    let case = |(label, ballots): (Label, Vec<Ballot>)| Case {
        is_beginning: BEGINNINGS.iter().any(|(_, kind)| *kind == label.kind),
        weight: weight(&label.kind),
        looks: ballots.iter().filter_map(|ballot| look(&experts, ballot)).collect(),
        is_copy: label.is_copy,
        kind: label.kind,
        source: label.source,
        group: label.group,
    };
    Ok(Cases { pairs: found.into_iter().map(case).collect(), experts })
}

/// The kinds of pairs of which the beginnings are cases, too, and what those are called.
const BEGINNINGS: [(&str, &str); 3] =
    [("spun", "short spun"), ("same_topic", "short topic"), ("template", "short form")];

/// The sentences of a text up to the first that ends at its 45th word or later.
fn beginning(text: &str) -> &str {
    const WORDS: usize = 45;
    let ends = text.match_indices(char::is_whitespace).filter(|&(at, _)| {
        text[..at].ends_with(['.', '!', '?', '"', '”']) && text[..at].split_whitespace().count() >= WORDS
    });
    ends.map(|(at, _)| &text[..at]).next().unwrap_or(text)
}

/// The expert that looks at each passage.
const ALONE: &str = "a passage alone in its surroundings";
/// The expert that learns last, on what the others leave.
pub(crate) const LAST: &str = "the text word by word";

struct Label {
    is_copy: bool,
    kind: String,
    source: String,
    group: u64,
}

/// The label of a pair; none where nobody knows.
fn label(labels: &Labels, pair: (usize, usize)) -> Option<Label> {
    let group = labels.groups[pair.0].min(labels.groups[pair.1]);
    match labels.pairs.get(&pair) {
        Some((kind, _)) if kind == "exact" => None,
        Some((kind, source)) => {
            let is_copy = !matches!(kind.as_str(), "same_topic" | "template" | "unrelated");
            Some(Label { is_copy, kind: kind.clone(), source: source.clone(), group })
        }
        None if labels.groups[pair.0] == labels.groups[pair.1] || labels.ignored.contains(&pair) => None,
        None => Some(Label { is_copy: false, kind: "background".into(), source: "background".into(), group }),
    }
}

fn experts(found: &[(Label, Vec<Ballot>)]) -> Result<Vec<Expert>, String> {
    let full = found
        .iter()
        .map(|(_, ballots)| ballots)
        .find(|ballots| ballots.iter().any(|ballot| ballot.expert == ALONE));
    let full = full.ok_or("no pair has anything in common")?;
    let expert = |ballot: &Ballot| Expert {
        name: ballot.expert,
        bias: ballot.bias,
        features: ballot
            .contributions
            .iter()
            .map(|of| Feature { meaning: of.meaning, weight: of.weight })
            .collect(),
    };
    let alone = full.iter().position(|ballot| ballot.expert == ALONE).unwrap_or(0);
    Ok(full[..=alone].iter().map(expert).collect())
}

fn look(experts: &[Expert], ballot: &Ballot) -> Option<Look> {
    let at = experts.iter().position(|expert| expert.name == ballot.expert)?;
    Some((at, ballot.contributions.iter().map(|of| of.value).collect()))
}
