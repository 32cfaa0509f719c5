//! Explanations agree with what they explain.

mod support;

use support::{Kind, Random, copy, planted, sentence, text};
use unspin::feature::Channel;
use unspin::{Detector, DocId, Explanation, Verdict};

fn id(at: usize) -> DocId {
    DocId::new(at).expect("few documents")
}

/// Pairs of every kind: copies and unrelated texts.
fn pairs() -> Vec<(String, String)> {
    let mut random = Random::new(11);
    let mut pairs = Vec::new();
    for at in 0..12 {
        let original = text(&mut random, 6 + at);
        let other = match Kind::ALL.get(at % 6) {
            Some(&kind) => copy(&mut random, &original, kind),
            None => text(&mut random, 8),
        };
        pairs.push((original, other));
    }
    // A sentence or two in common, among others: neither clearly a copy nor clearly none.
    for shared in 1..5 {
        let sentences: Vec<String> = (0..shared).map(|_| sentence(&mut random)).collect();
        let around =
            |random: &mut Random| format!("{} {} {}", text(random, 2), sentences.join(" "), text(random, 3));
        pairs.push((around(&mut random), around(&mut random)));
    }
    pairs
}

fn explain(left: &str, right: &str) -> Explanation {
    Detector::new().compare(left, right).explanation(left, right)
}

/// The probability that at least one of the experts is right.
fn joined(explanation: &Explanation) -> f64 {
    1.0 - explanation.ballots.iter().map(|ballot| 1.0 - ballot.score).product::<f64>()
}

/// The inverse of the log-odds.
fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[test]
fn the_score_is_what_its_parts_make() {
    let mut weighed = 0;
    for (left, right) in pairs() {
        let explanation = explain(&left, &right);
        let comparison = Detector::new().compare(&left, &right);
        assert_eq!(explanation.comparison.verdict(), comparison.verdict());
        assert_eq!(explanation.comparison.score().to_bits(), comparison.score().to_bits());
        for ballot in &explanation.ballots {
            weighed += 1;
            assert!((probability(ballot.log_odds()) - ballot.score).abs() < 1e-3, "{ballot:?}");
        }
        if comparison.verdict() != Verdict::Exact && explanation.rules.iter().all(|rule| rule.holds) {
            // Of the passages alone only the strongest is told.
            assert!(joined(&explanation) <= comparison.score() + 1e-9, "{explanation:?}");
        }
    }
    assert!(weighed > 10, "{weighed} experts were asked");
}

#[test]
fn a_turning_point_turns_the_outcome() {
    let mut points = 0;
    for (left, right) in pairs() {
        let explanation = explain(&left, &right);
        let best = explanation.ballots.iter().max_by(|one, other| one.score.total_cmp(&other.score));
        for point in &explanation.turning_points {
            let best = best.expect("there is a point, so there is an expert");
            let of = best.contributions.iter().find(|of| of.meaning == point.meaning).expect("of the best");
            let turned = probability(best.log_odds() + (point.needed - point.value) * of.weight);
            let others = (1.0 - joined(&explanation)) / (1.0 - best.score);
            let score = 1.0 - (1.0 - turned) * others;
            assert!((score - explanation.threshold).abs() < 1e-3, "{point:?} gives {score}");
            points += 1;
        }
    }
    assert!(points > 0, "no pair had a turning point");
}

#[test]
fn the_rules_lead_to_the_verdict() {
    for (left, right) in pairs() {
        let explanation = explain(&left, &right);
        let verdict = explanation.comparison.verdict();
        if !verdict.is_copy() || verdict == Verdict::Exact {
            continue;
        }
        let holds = |start: &str| {
            let asked = explanation.rules.iter().filter(|rule| rule.question.starts_with(start));
            asked.map(|rule| rule.holds).reduce(|one, other| one && other).expect("the rule is there")
        };
        let word_by_word = holds("near and spun");
        assert_eq!(verdict == Verdict::Near, word_by_word && holds("near:"), "{:?}", explanation.rules);
        if verdict == Verdict::Spun {
            let drawn_out = holds("near: most words") && holds("spun, but drawn out");
            assert!(word_by_word || drawn_out, "{:?}", explanation.rules);
        }
    }
}

#[test]
fn what_was_normalised_is_counted() {
    let plain =
        "The pear orchard above the town was sold to the county on Friday after a long and bitter dispute.";
    let disguised = "The pe\u{200b}ar orch\u{430}rd above the t\u{43e}wn was sold to the \u{ff43}ounty on Friday after \
        a long and bitter d\u{ad}ispute.";
    let cyrillic = "Сад над городом был продан округу в пятницу после долгого и горького спора жителей.";
    let cases = [(plain, [0, 0, 0]), (disguised, [2, 2, 1]), (cyrillic, [0, 0, 0])];
    for (text, expected) in cases {
        let of = explain(text, plain).normalised[0];
        assert_eq!([of.invisible, of.mixed_scripts, of.folded], expected, "{text}");
    }
    assert_eq!(Detector::new().compare(plain, disguised).verdict(), Verdict::Exact);
}

#[test]
fn every_pair_that_a_scan_lists_is_explained_as_a_candidate() {
    let (documents, plants) = planted(5, 120, 40);
    let mut collection = Detector::new().collection::<&str>();
    collection.extend(documents.iter().map(String::as_str)).expect("short texts");
    let report = collection.report();
    assert!(report.matches().len() >= plants.len(), "{} matches", report.matches().len());
    for found in report.matches() {
        let explanation = collection.explain(found.left(), found.right());
        let proposal = explanation.in_collection.expect("of a collection");
        assert!(!proposal.in_full && proposal.is_candidate(), "{found:?} {proposal:?}");
    }
    let unrelated = collection.explain(id(0), id(1)).in_collection.expect("of a collection");
    assert!(!unrelated.is_candidate(), "{unrelated:?}");
}

#[test]
fn a_pair_in_a_crowded_bucket_is_told_of_the_cap() {
    let mut random = Random::new(3);
    let original = text(&mut random, 12);
    let documents: Vec<String> = (0..90).map(|at| format!("{original} Copy number {at}.")).collect();
    let mut collection = Detector::new().collection::<&str>();
    collection.extend(documents.iter().map(String::as_str)).expect("short texts");
    let (near, far) = (collection.explain(id(0), id(80)), collection.explain(id(20), id(80)));
    let hot = |explanation: Explanation| -> Vec<bool> {
        let meetings = explanation.in_collection.expect("of a collection").meetings;
        let hot =
            meetings.into_iter().filter(|(channel, met)| *channel == Channel::Shingles && met.members > 64);
        hot.map(|(_, met)| met.is_formed).collect()
    };
    let (near, far) = (hot(near), hot(far));
    assert!(near.iter().any(|&is_formed| is_formed), "the first is a leader: {near:?}");
    assert!(far.iter().any(|&is_formed| !is_formed), "the cap leaves the pair out of a bucket: {far:?}");
}

#[test]
fn the_chance_is_that_of_the_resemblance() {
    for (left, right) in pairs() {
        for sight in explain(&left, &right).channels {
            assert!(sight.shared <= sight.left.min(sight.right));
            assert!((0.0..=1.0).contains(&sight.chance));
            if sight.shared == 0 {
                assert_eq!((sight.bands, sight.chance), (0, 0.0), "{sight:?}");
            }
            if sight.shared == sight.left && sight.shared == sight.right && sight.shared > 0 {
                assert!(sight.bands == 35 && sight.chance > 0.999, "{sight:?}");
            }
        }
    }
}
