//! Labelled pairs → cases: what the experts look at in each pair, with the answer.

use std::collections::HashSet;
use std::path::PathBuf;

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
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) form: Form,
    pub(crate) is_copy: bool,
    pub(crate) kind: String,
    pub(crate) source: String,
    pub(crate) group: u64,
    /// How much the pair counts in a fit.
    pub(crate) weight: f64,
    /// The one for passages alone looks at each passage.
    pub(crate) looks: Vec<Look>,
}

/// What was made of the two texts of a pair before they were laid against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    Whole,
    /// Nothing; but they are texts of our own ([`OWN`]), which were told anew so freely that order tells little.
    Retold,
    /// Both were cut off after some sentences.
    Beginning,
    /// The sentences of the second stand in another order.
    Reordered,
    /// Half of the sentences of the second were left out.
    Halved,
}

/// Which expert, and what it saw.
pub(crate) type Look = (usize, Vec<f64>);

/// How much pairs of a kind count. Look-alikes, which must not be reported, and reuse in long documents, of which there
/// are few, count more than they are many; near copies, which are easy, less; beginnings of texts half as much as the texts,
/// and reordered and halved spins, which each expert finds.
fn weight(kind: &str) -> f64 {
    match kind {
        "long" => 10.0,
        "spun" | "partial" | "same_topic" | "reordered topic" | "halved topic" => 9.0,
        "template" | "reordered form" | "halved form" => 6.0,
        "background" => 5.0,
        "short spun" => 4.5,
        "rewritten" => 3.5,
        "short form" => 3.0,
        "reordered rewrite" | "halved rewrite" | "short topic" => 2.5,
        "reordered spin" | "halved spin" => 2.0,
        "near" => 0.5,
        _ => 1.0,
    }
}

/// Reads folders of labelled pairs and lays each pair against each other.
pub(crate) fn read(folders: &[PathBuf]) -> Result<Cases, String> {
    let labels = labels::read(folders)?;
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
    for &(form, kinds) in &MADE {
        let made = asked.par_iter().filter_map(|&pair| {
            let label = label(&labels, pair)?;
            let kind = kinds.iter().find(|(kind, _)| *kind == label.kind)?.1;
            let (left, right) = form.of((&labels.texts[pair.0], &labels.texts[pair.1]));
            let is_meant = !unlabelled(&label, &left, &right);
            is_meant.then(|| (Label { kind: kind.into(), form, ..label }, ballots(&left, &right)))
        });
        found.extend(made.collect::<Vec<_>>());
    }
    let long = labels.long.par_iter().enumerate().map(|(at, (left, right, is_copy, kind))| {
        let kind_of = if *is_copy { "long" } else { "background" };
        let label = Label {
            is_copy: *is_copy,
            kind: kind_of.into(),
            source: format!("pan {kind}"),
            group: at as u64,
            form: Form::Whole,
        };
        (label, ballots(left, right))
    });
    found.extend(long.collect::<Vec<_>>());
    let experts = experts(&found)?;
    let case = |(label, ballots): (Label, Vec<Ballot>)| Case {
        form: label.form,
        weight: weight(&label.kind),
        looks: ballots.iter().filter_map(|ballot| look(&experts, ballot)).collect(),
        is_copy: label.is_copy,
        kind: label.kind,
        source: label.source,
        group: label.group,
    };
    Ok(Cases { pairs: found.into_iter().map(case).collect(), experts })
}

/// The kinds of pairs of which texts of another form are cases, too, and what those are called.
const MADE: [(Form, &[(&str, &str)]); 3] = [
    (Form::Beginning, &[("spun", "short spun"), ("same_topic", "short topic"), ("template", "short form")]),
    (
        Form::Reordered,
        &[
            ("rewritten", "reordered rewrite"),
            ("spun", "reordered spin"),
            ("same_topic", "reordered topic"),
            ("template", "reordered form"),
        ],
    ),
    (
        Form::Halved,
        &[
            ("rewritten", "halved rewrite"),
            ("spun", "halved spin"),
            ("same_topic", "halved topic"),
            ("template", "halved form"),
        ],
    ),
];

impl Form {
    /// Two texts in this form.
    fn of(self, (left, right): (&str, &str)) -> (String, String) {
        match self {
            Self::Whole | Self::Retold => (left.into(), right.into()),
            Self::Beginning => (beginning(left).into(), beginning(right).into()),
            Self::Reordered => (left.into(), reordered(right)),
            Self::Halved => (left.into(), halved(right)),
        }
    }
}

/// The sentences of a text up to the first that ends at its 45th word or later.
fn beginning(text: &str) -> &str {
    const WORDS: usize = 45;
    let end = ends(text).find(|&at| text[..at].split_whitespace().count() >= WORDS);
    end.map_or(text, |end| &text[..end])
}

/// A text by two sentences at a time, in the order of the alphabet: any that has nothing to do with what they say.
fn reordered(text: &str) -> String {
    let mut blocks = twos(text);
    blocks.sort_unstable();
    blocks.join("\n")
}

/// A text of which the third and fourth sentence are left out, and so on to the end.
fn halved(text: &str) -> String {
    twos(text).into_iter().step_by(2).collect::<Vec<_>>().join("\n")
}

/// A text by two sentences at a time.
fn twos(text: &str) -> Vec<&str> {
    let mut ends: Vec<usize> = ends(text).skip(1).step_by(2).collect();
    ends.push(text.len());
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, &end)| text[start..end].trim()).collect()
}

/// Where sentences end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let spaces = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    spaces.filter(|&at| text[..at].ends_with(['.', '!', '?', '"', '”']))
}

/// The source of the texts of our own.
const OWN: &str = "retold";
/// The expert that looks at each passage.
const ALONE: &str = "a passage alone in its surroundings";
/// The experts that learn on what those before them leave, in this order, and the forms of the texts that each alone learns
/// from beside whole ones.
pub(crate) const LATER: [(&str, &[Form]); 2] = [
    ("the text word by word", &[Form::Beginning]),
    ("the text in whatever order", &[Form::Retold, Form::Reordered, Form::Halved]),
];

struct Label {
    is_copy: bool,
    kind: String,
    source: String,
    group: u64,
    form: Form,
}

/// The label of a pair; none where nobody knows.
fn label(labels: &Labels, pair: (usize, usize)) -> Option<Label> {
    let group = labels.groups[pair.0].min(labels.groups[pair.1]);
    match labels.pairs.get(&pair) {
        Some((kind, _)) if kind == "exact" => None,
        Some((kind, source)) => {
            let is_copy = !matches!(kind.as_str(), "same_topic" | "template" | "unrelated");
            let form = if source == OWN { Form::Retold } else { Form::Whole };
            Some(Label { is_copy, kind: kind.clone(), source: source.clone(), group, form })
        }
        None if labels.groups[pair.0] == labels.groups[pair.1] || labels.ignored.contains(&pair) => None,
        None => {
            let name = || "background".to_owned();
            Some(Label { is_copy: false, kind: name(), source: name(), group, form: Form::Whole })
        }
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
