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
/// are few, count more than they are many; near copies, which are easy, less.
fn weight(kind: &str) -> f64 {
    match kind {
        "spun" => 9.0,
        "partial" => 7.0,
        "template" => 6.0,
        "background" | "same_topic" | "long" => 5.0,
        "rewritten" => 2.5,
        "near" => 0.5,
        _ => 1.0,
    }
}

/// Reads a folder of labelled pairs and lays each pair against each other.
pub(crate) fn read(folder: &Path) -> Result<Cases, String> {
    let labels = labels::read(folder)?;
    let detector = Detector::new();
    let ballots = |left: &str, right: &str| detector.compare(left, right).explanation(left, right).ballots;
    let mut asked: Vec<(usize, usize)> =
        labels.pairs.keys().copied().chain(labels.alike()).collect::<HashSet<_>>().into_iter().collect();
    asked.sort_unstable();
    let short = asked.par_iter().filter_map(|&pair| {
        let label = label(&labels, pair)?;
        let (left, right) = (&labels.texts[pair.0], &labels.texts[pair.1]);
        let ballots = ballots(left, right);
        let has_passage = ballots.iter().any(|ballot| ballot.expert == ALONE);
        let unlabelled = !label.is_copy && share_a_long_run(left, right);
        (!unlabelled && (label.kind != "background" || has_passage)).then_some((label, ballots))
    });
    let mut found: Vec<(Label, Vec<Ballot>)> = short.collect();
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
        weight: weight(&label.kind),
        looks: ballots.iter().filter_map(|ballot| look(&experts, ballot)).collect(),
        is_copy: label.is_copy,
        kind: label.kind,
        source: label.source,
        group: label.group,
    };
    Ok(Cases { pairs: found.into_iter().map(case).collect(), experts })
}

/// The expert that looks at each passage.
const ALONE: &str = "a passage alone in its surroundings";

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
