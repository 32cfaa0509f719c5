//! Laws that hold for all texts, over seeded random ones; the scan against comparing all pairs.

mod support;

use std::collections::BTreeSet;

use rayon::ThreadPoolBuilder;
use support::{Kind, Random, planted};
use unspin::feature::{Channel, features};
use unspin::token::tokenize;
use unspin::{Comparison, Detector, Passage, Reason, Report, Scope, Span, Verdict};

/// Enough for each law to see every kind of copy several times.
const SEEDS: std::ops::Range<u64> = 0..6;

/// A finding without the texts: the pair, its verdict and its score as bits.
type Row = (usize, usize, Verdict, u64);

fn row(left: usize, right: usize, comparison: &Comparison) -> Row {
    (left, right, comparison.verdict(), comparison.score().to_bits())
}

fn rows(report: &Report) -> Vec<Row> {
    let comparison = |found| report.comparison(found).expect("it is in memory");
    let matches = report.matches().iter();
    matches.map(|found| row(found.left().index(), found.right().index(), &comparison(found))).collect()
}

/// All of a report, as text.
fn whole(report: &Report) -> String {
    format!("{report:?}")
}

/// Every pair that is a copy, by comparing each with each.
fn all_pairs(detector: &Detector, documents: &[String]) -> Vec<Row> {
    let mut found = Vec::new();
    for (left, of_left) in documents.iter().enumerate() {
        for (right, of_right) in documents.iter().enumerate().skip(left + 1) {
            let comparison = detector.compare(of_left, of_right);
            if comparison.verdict().is_copy() {
                found.push(row(left, right, &comparison));
            }
        }
    }
    found
}

/// Pairs of every kind, and unrelated ones.
fn pairs(seed: u64) -> Vec<(String, String)> {
    let mut random = Random::new(seed);
    let mut pairs = Vec::new();
    for kind in Kind::ALL {
        let text = support::text(&mut random, 10);
        let copy = support::copy(&mut random, &text, kind);
        pairs.push((text, copy));
    }
    pairs.push((support::text(&mut random, 8), support::text(&mut random, 14)));
    pairs.push((String::new(), support::text(&mut random, 3)));
    pairs.push((support::text(&mut random, 1), support::text(&mut random, 9)));
    pairs
}

#[test]
fn comparing_is_symmetric() {
    for seed in SEEDS {
        for (at, (left, right)) in pairs(seed).iter().enumerate() {
            let (there, back) = (Detector::new().compare(left, right), Detector::new().compare(right, left));
            let place = format!("seed {seed}, pair {at}: {there:?} {back:?}");
            assert_eq!(there.verdict(), back.verdict(), "{place}");
            let numbers =
                |of: &Comparison| [of.score(), of.resemblance(), of.evidence().substituted].map(f64::to_bits);
            assert_eq!(numbers(&there), numbers(&back), "{place}");
            let covered =
                |of: &Comparison| [of.evidence().covered_left, of.evidence().covered_right].map(f64::to_bits);
            let [left, right] = covered(&back);
            assert_eq!(covered(&there), [right, left], "{place}");
            let spans = |of: &Comparison, side: fn(&Passage) -> Span| {
                let mut spans: Vec<Span> = of.passages().iter().map(side).collect();
                spans.sort_unstable();
                spans
            };
            assert_eq!(
                spans(&there, |passage| passage.left),
                spans(&back, |passage| passage.right),
                "{place}"
            );
        }
    }
}

/// |A ∩ B| / |A ∪ B| of the runs of five words of two texts.
fn resemblance(left: &str, right: &str) -> f64 {
    let [left, right] = [left, right].map(|text| {
        let (mut tokens, mut shingles) = (Vec::new(), Vec::new());
        tokenize(text, &mut tokens);
        features(Channel::Shingles, &tokens, &mut shingles);
        shingles.into_iter().collect::<BTreeSet<_>>()
    });
    left.intersection(&right).count() as f64 / left.union(&right).count() as f64
}

#[test]
fn the_resemblance_of_a_copy_is_that_of_its_runs_of_words() {
    let mut seen = 0;
    for seed in SEEDS {
        let mut random = Random::new(seed);
        for (text, copy) in pairs(seed) {
            // Also with runs that come twice, and with some that moved.
            let (first, second) = copy.split_at(copy.find(". ").map_or(0, |end| end + 2));
            let more = support::text(&mut random, 2);
            for copy in [format!("{copy} {more} {copy}"), format!("{second} {first}"), copy.clone()] {
                let comparison = Detector::new().compare(&text, &copy);
                if comparison.verdict().is_copy() {
                    let expected = resemblance(&text, &copy);
                    assert!(
                        (comparison.resemblance() - expected).abs() < 1e-12,
                        "seed {seed}: {text}\n\n{copy}"
                    );
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 30, "{seen} copies");
}

#[test]
fn a_text_is_an_exact_copy_of_itself() {
    for seed in SEEDS {
        for (text, _) in pairs(seed).iter().filter(|(text, _)| !text.is_empty()) {
            let comparison = Detector::new().compare(text, text);
            assert_eq!(comparison.verdict(), Verdict::Exact, "seed {seed}: {text}");
            assert_eq!(comparison.score().to_bits(), 1.0_f64.to_bits());
            assert!(comparison.swaps().is_empty() && comparison.original().is_none());
        }
    }
}

fn assert_fits(span: Span, text: &str, place: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is no slice of {} bytes: {place}", text.len());
}

fn assert_shares(comparison: &Comparison, place: &str) {
    let evidence = comparison.evidence();
    let shares = [
        ("score", comparison.score()),
        ("resemblance", comparison.resemblance()),
        ("covered_left", evidence.covered_left),
        ("covered_right", evidence.covered_right),
        ("found_left", evidence.found_left),
        ("found_right", evidence.found_right),
        ("same", evidence.same),
        ("paired", evidence.paired),
        ("substituted", evidence.substituted),
        ("in_runs", evidence.in_runs),
        ("facts", evidence.facts),
    ];
    for (name, share) in shares {
        assert!((0.0..=1.0).contains(&share), "{name} is {share}: {place}");
    }
}

#[test]
fn evidence_lies_inside_the_texts_and_shares_in_the_unit_interval() {
    let mut passages = 0;
    for seed in SEEDS {
        for (at, (left, right)) in pairs(seed).iter().enumerate() {
            // The umlauts and signs put the borders of characters out of step with the bytes.
            let (left, right) = (left.replace("or", "ör"), right.replace("or", "ör").replace('.', "… "));
            let comparison = Detector::new().compare(&left, &right);
            let place = format!("seed {seed}, pair {at}");
            assert_shares(&comparison, &place);
            for passage in comparison.passages() {
                passages += 1;
                assert_fits(passage.left, &left, &place);
                assert_fits(passage.right, &right, &place);
                assert!(passage.same + passage.swapped <= passage.words, "{place}: {passage:?}");
                for piece in &passage.pieces {
                    assert_fits(piece.left, &left, &place);
                    assert_fits(piece.right, &right, &place);
                }
            }
        }
    }
    assert!(passages > 0, "no passage was looked at");
}

#[test]
fn a_scan_finds_what_comparing_all_pairs_finds() {
    for seed in SEEDS {
        let (documents, plants) = planted(seed, 26, 14);
        let oracle = all_pairs(&Detector::new(), &documents);
        let found = rows(&Detector::new().scan(&documents).expect("few short texts"));
        for row in &found {
            assert!(oracle.contains(row), "seed {seed}: {row:?} is no finding by itself: {oracle:?}");
        }
        for (original, copy, kind) in plants {
            let is_found = found.iter().any(|row| (row.0, row.1) == (original, copy));
            assert!(is_found, "seed {seed}: the {kind:?} copy {copy} of {original} is missing");
        }
    }
}

#[test]
fn threads_do_not_change_a_report() {
    let (documents, _) = planted(7, 40, 20);
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("a few threads");
        pool.install(|| whole(&Detector::new().scan(&documents).expect("few short texts")))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(8));
}

#[test]
fn the_order_of_documents_does_not_change_the_findings() {
    const ROUNDING: f64 = 1e-9;
    let (documents, _) = planted(8, 30, 16);
    let pairs = |order: &[usize]| {
        let texts: Vec<&str> = order.iter().map(|&at| documents[at].as_str()).collect();
        let report = Detector::new().scan(&texts).expect("few short texts");
        let named = |found: &unspin::Match| {
            let (left, right) = (order[found.left().index()], order[found.right().index()]);
            (left.min(right), left.max(right), found.verdict(), found.score())
        };
        let mut pairs: Vec<_> = report.matches().iter().map(named).collect();
        pairs.sort_by_key(|pair| (pair.0, pair.1));
        pairs
    };
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let straight = pairs(&order);
    for seed in SEEDS {
        Random::new(seed).shuffle(&mut order);
        let shuffled = pairs(&order);
        assert_eq!(shuffled.len(), straight.len(), "seed {seed}");
        for (one, other) in straight.iter().zip(&shuffled) {
            assert_eq!((one.0, one.1, one.2), (other.0, other.1, other.2), "seed {seed}");
            assert!((one.3 - other.3).abs() <= ROUNDING, "seed {seed}: {one:?} {other:?}");
        }
    }
}

#[test]
fn a_collection_filled_one_by_one_reports_as_a_scan() {
    let (documents, _) = planted(9, 30, 16);
    let scanned = whole(&Detector::new().scan(&documents).expect("few short texts"));
    let mut at_once = Detector::new().collection();
    at_once.extend(documents.iter().map(String::as_str)).expect("few short texts");
    assert_eq!(whole(&at_once.report()), scanned);
    let mut one_by_one = Detector::new().collection();
    for (at, document) in documents.iter().enumerate() {
        let id = one_by_one.insert(document.as_str()).expect("few short texts");
        assert_eq!((id.index(), one_by_one.len()), (at, at + 1));
        if at % 10 == 0 {
            let _ = one_by_one.report();
        }
    }
    assert_eq!(whole(&one_by_one.report()), scanned);
}

#[test]
fn copies_of_a_text_are_the_originals_it_was_made_from() {
    let (documents, _) = planted(10, 30, 0);
    let mut collection = Detector::new().collection();
    collection.extend(documents.iter().map(String::as_str)).expect("few short texts");
    let mut random = Random::new(10);
    for (original, text) in documents.iter().enumerate().take(16) {
        let kind = Kind::ALL[original % Kind::ALL.len()];
        let copy = support::copy(&mut random, text, kind);
        let copies = collection.copies_of(&copy).expect("a short text");
        let found = copies.iter().find(|(id, _)| id.index() == original);
        let (_, comparison) =
            found.unwrap_or_else(|| panic!("the original {original} of the {kind:?} copy is missing"));
        let straight = Detector::new().compare(&copy, text);
        assert_eq!(row(0, 0, comparison), row(0, 0, &straight));
        assert!(copies.is_sorted_by(|one, next| one.1.score() >= next.1.score()));
    }
}

#[test]
fn the_near_scope_finds_the_exact_and_near_copies_of_all() {
    let near = Detector::builder().scope(Scope::Near).build();
    let mut compared = 0;
    for seed in SEEDS {
        let (documents, _) = planted(seed, 26, 14);
        let mut expected = rows(&Detector::new().scan(&documents).expect("few short texts"));
        expected.retain(|row| matches!(row.2, Verdict::Exact | Verdict::Near));
        compared += expected.len();
        assert_eq!(rows(&near.scan(&documents).expect("few short texts")), expected, "seed {seed}");
    }
    assert!(compared > 0, "no copy was looked at");
}

#[test]
fn texts_without_words_and_short_texts_are_listed() {
    let long = support::text(&mut Random::new(11), 6);
    let documents = ["", "Good morning.", long.as_str(), " \n—… ", "GOOD morning", "One fox"];
    let report = Detector::new().scan(&documents).expect("few short texts");
    let ids = |ids: &[unspin::DocId]| ids.iter().map(|id| id.index()).collect::<Vec<_>>();
    assert_eq!(ids(report.empty()), [0, 3]);
    assert_eq!(ids(report.short()), [1, 4, 5]);
    let found: Vec<_> = rows(&report).iter().map(|row| (row.0, row.1, row.2)).collect();
    assert_eq!(found, [(1, 4, Verdict::Exact)]);
    assert_eq!(Detector::new().compare("", &long).verdict(), Verdict::None(Reason::Empty));
}

#[test]
fn a_large_cluster_lists_each_document_with_its_representative() {
    const DOCUMENTS: usize = 2_000;
    let text = support::text(&mut Random::new(12), 8);
    let documents = vec![text.as_str(); DOCUMENTS];
    let report = Detector::new().scan(&documents).expect("few short texts");
    assert_eq!(report.matches().len(), DOCUMENTS - 1);
    assert_eq!((report.clusters().len(), report.counts().large_clusters), (1, 1));
    assert_eq!(report.clusters()[0].members().len(), DOCUMENTS);
}
