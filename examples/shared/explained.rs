//! An explanation → how the pair went through, for people and for programs.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};
use unspin::feature::Channel;
use unspin::{Alignment, Ballot, Explanation, Normalised, Proposal, Sight};

use super::finding::{percent, rounded};
use super::page::Page;

/// Turning points listed.
const TURNING_POINTS: usize = 5;

/// Writes how a pair went through.
pub(crate) fn write(page: &mut Page<'_>, ids: (&str, &str), explanation: &Explanation) -> io::Result<()> {
    let comparison = &explanation.comparison;
    page.verdict(comparison, &super::finding::why(comparison, comparison.original().as_ref()))?;
    page.heading("What was normalised")?;
    page.field("left", &format!("{}: {}", ids.0, normalised(explanation.normalised[0])))?;
    page.field("right", &format!("{}: {}", ids.1, normalised(explanation.normalised[1])))?;
    page.heading("How the pair could be found")?;
    for sight in &explanation.channels {
        page.field(sight.channel.name(), &seen(*sight))?;
    }
    let stems = explanation.stems;
    let share = format!(
        "{} of two sets of {} and {} stems in common; a candidate has {}, rare ones among them",
        percent(stems.shared),
        stems.left,
        stems.right,
        percent(stems.needed)
    );
    page.field("rare words", &share)?;
    if let Some(proposal) = &explanation.in_collection {
        for line in proposed(proposal) {
            page.field("here", &line)?;
        }
    }
    if explanation.ballots.is_empty() {
        return Ok(());
    }
    write_alignment(page, explanation.alignment)?;
    write_score(page, explanation)?;
    write_kind(page, explanation)
}

fn write_alignment(page: &mut Page<'_>, alignment: Alignment) -> io::Result<()> {
    page.heading("What the alignment found")?;
    let counts = [
        ("links", alignment.links, "pairs of sentences that share words enough"),
        ("chains", alignment.chains, "runs of such pairs that go the same way through both texts"),
        ("passages", alignment.passages, "stretches in common, neighbours joined"),
    ];
    counts.into_iter().try_for_each(|(name, count, what)| page.field(name, &format!("{count} {what}")))
}

fn write_score(page: &mut Page<'_>, explanation: &Explanation) -> io::Result<()> {
    let score = explanation.comparison.score();
    page.heading(&format!("The score, {score:.2}; from {:.2} on a pair is reported", explanation.threshold))?;
    for ballot in told(&explanation.ballots) {
        page.line(format_args!("{} {:.3}", ballot.expert, ballot.score))?;
        page.field(&format!("{:+.2}", ballot.bias), "to begin with")?;
        for contribution in strongest(ballot) {
            let text =
                format!("{} ({:.2} × {:+.2})", contribution.meaning, contribution.value, contribution.weight);
            page.field(&format!("{:+.2}", contribution.points()), &text)?;
        }
        page.blank()?;
    }
    for point in explanation.turning_points.iter().take(TURNING_POINTS) {
        page.field(
            "would turn",
            &format!("{} {:.2} instead of {:.2}", point.meaning, point.needed, point.value),
        )?;
    }
    if explanation.turning_points.is_empty() {
        page.field("would turn", "nothing alone")?;
    }
    Ok(())
}

/// The experts for the whole, and of those for passages alone the surest ones.
fn told(ballots: &[Ballot]) -> impl Iterator<Item = &Ballot> {
    /// A passage less likely than this is told of in JSON only, unless there is no surer one.
    const WORTH_TELLING: f64 = 0.05;
    ballots
        .iter()
        .enumerate()
        .filter(|(at, ballot)| *at < 3 || ballot.score >= WORTH_TELLING)
        .map(|(_, ballot)| ballot)
}

/// What a ballot rests on, the weightiest first; what adds nothing is left out.
fn strongest(ballot: &Ballot) -> Vec<unspin::Contribution> {
    /// Less does not show in two decimals.
    const LEAST: f64 = 0.005;
    let mut contributions = ballot.contributions.clone();
    contributions.retain(|contribution| contribution.points().abs() >= LEAST);
    contributions.sort_by(|one, other| other.points().abs().total_cmp(&one.points().abs()));
    contributions
}

fn write_kind(page: &mut Page<'_>, explanation: &Explanation) -> io::Result<()> {
    page.heading("The kind of copy")?;
    // Only the first is asked of a pair that is none.
    let asked = if explanation.comparison.verdict().is_copy() { explanation.rules.len() } else { 1 };
    for rule in explanation.rules.iter().take(asked) {
        let answer = if rule.holds { "yes" } else { "no" };
        page.field(answer, &format!("{}: {:.3}, turns at {:.3}", rule.question, rule.value, rule.threshold))?;
    }
    Ok(())
}

fn normalised(of: Normalised) -> String {
    let counts = [
        (of.invisible, "invisible characters left out"),
        (of.mixed_scripts, "words of mixed scripts made one"),
        (of.folded, "words with other letters folded"),
    ];
    let told =
        counts.into_iter().filter(|&(count, _)| count > 0).map(|(count, what)| format!("{count} {what}"));
    let told = told.collect::<Vec<_>>().join(", ");
    format!(
        "{} words, {}",
        of.words,
        if told.is_empty() { "nothing but capitals and punctuation" } else { &told }
    )
}

fn seen(sight: Sight) -> String {
    format!(
        "{} of {} and {} features in common, resemblance {:.2}; {} bands shared: {}",
        sight.shared,
        sight.left,
        sight.right,
        sight.resemblance(),
        sight.bands,
        odds(sight.chance)
    )
}

/// How many pairs of a chance are found or missed.
fn odds(chance: f64) -> String {
    /// What is rarer is not worth a number.
    const RARE: f64 = 0.001;
    let one_in = |share: f64| (1.0 / share).round();
    if chance < RARE {
        "next to no such pair is found so".to_owned()
    } else if chance > 1.0 - RARE {
        "next to no such pair is missed".to_owned()
    } else if chance <= 0.5 {
        format!("one in {} such pairs is found so", one_in(chance))
    } else {
        format!("one in {} such pairs is missed", one_in(1.0 - chance))
    }
}

/// How a pair fared among the candidates, a line each.
fn proposed(proposal: &Proposal) -> Vec<String> {
    let mut lines = Vec::new();
    if proposal.in_full {
        lines.push("every pair of so few documents is compared, candidate or not".to_owned());
    }
    if proposal.same_words {
        lines.push("both have the same words: one stands for the other".to_owned());
    }
    for channel in [Channel::Shingles, Channel::Skeleton] {
        let met: Vec<_> = proposal.meetings.iter().filter(|met| met.0 == channel).map(|met| met.1).collect();
        let largest = met.iter().map(|met| met.members).max().unwrap_or(0);
        let (name, formed) = (channel.name(), met.iter().filter(|met| met.is_formed).count());
        lines.push(match (met.len(), formed) {
            (0, _) => format!("the two meet in no band of {name}"),
            (bands, 0) => format!(
                "the two meet in {bands} bands of {name}, all of them crowded (up to {largest} documents): the cap \
                 left the pair out"
            ),
            (bands, _) => format!("{name} propose the pair by {bands} bands; {largest} documents in the largest"),
        });
    }
    let propose = if proposal.by_stems { "propose" } else { "do not propose" };
    lines.push(format!("rare words {propose} the pair"));
    if !proposal.is_candidate() {
        lines.push("so the pair is compared only where both come into one cluster".to_owned());
    }
    lines
}

/// An explanation as one line of a report; numbers have four decimals.
#[derive(Serialize)]
#[serde(tag = "type", rename = "explanation")]
pub(crate) struct Explained<'a> {
    left: &'a str,
    right: &'a str,
    verdict: &'static str,
    score: f64,
    threshold: f64,
    why: String,
    normalised: [Value; 2],
    channels: Vec<Value>,
    stems: Value,
    candidate: Option<Value>,
    alignment: Value,
    experts: Vec<Value>,
    would_turn: Vec<Value>,
    rules: Vec<Value>,
    /// What became of the pair in the report of a scan.
    clusters: Option<&'a str>,
}

impl<'a> Explained<'a> {
    /// What is to be said of the documents of these ids.
    pub(crate) fn new(
        (left, right): (&'a str, &'a str),
        of: &Explanation,
        clusters: Option<&'a str>,
    ) -> Self {
        let comparison = &of.comparison;
        let (stems, alignment) = (of.stems, of.alignment);
        Self {
            left,
            right,
            verdict: comparison.verdict().name(),
            score: rounded(comparison.score()),
            threshold: of.threshold,
            why: super::finding::why(comparison, comparison.original().as_ref()),
            normalised: of.normalised.map(|of| {
                let Normalised { words, invisible, mixed_scripts, folded, .. } = of;
                json!({"words": words, "invisible": invisible, "mixed_scripts": mixed_scripts, "folded": folded})
            }),
            channels: of.channels.iter().map(channel).collect(),
            stems: json!({
                "left": stems.left, "right": stems.right,
                "shared": rounded(stems.shared), "needed": rounded(stems.needed),
            }),
            candidate: of.in_collection.as_ref().map(candidate),
            alignment: json!({
                "links": alignment.links, "chains": alignment.chains, "passages": alignment.passages,
            }),
            experts: of.ballots.iter().map(expert).collect(),
            would_turn: of
                .turning_points
                .iter()
                .map(|at| json!({"feature": at.meaning, "value": rounded(at.value), "needed": rounded(at.needed)}))
                .collect(),
            rules: of
                .rules
                .iter()
                .map(|rule| {
                    json!({
                        "question": rule.question, "value": rounded(rule.value),
                        "threshold": rounded(rule.threshold), "holds": rule.holds,
                    })
                })
                .collect(),
            clusters,
        }
    }
}

fn channel(of: &Sight) -> Value {
    json!({
        "channel": of.channel.name(), "left": of.left, "right": of.right, "shared": of.shared,
        "resemblance": rounded(of.resemblance()), "bands": of.bands, "chance": rounded(of.chance),
    })
}

fn candidate(of: &Proposal) -> Value {
    let meetings = of.meetings.iter().map(|(channel, met)| {
        json!({"channel": channel.name(), "band": met.band, "documents": met.members, "formed": met.is_formed})
    });
    json!({
        "candidate": of.is_candidate(), "in_full": of.in_full, "same_words": of.same_words,
        "by_stems": of.by_stems, "meetings": meetings.collect::<Vec<_>>(),
    })
}

fn expert(of: &Ballot) -> Value {
    let features = of.contributions.iter().map(|of| {
        let points = rounded(of.points());
        json!({"feature": of.meaning, "value": rounded(of.value), "weight": of.weight, "points": points})
    });
    json!({
        "expert": of.expert, "score": rounded(of.score), "bias": of.bias,
        "features": features.collect::<Vec<_>>(),
    })
}
