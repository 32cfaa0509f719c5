//! What a survey holds of a document, by the formula of DESIGN.md, against the bytes that were allocated.

mod support;

use peak_alloc::PeakAlloc;
use support::Random;
use unspin::{Detector, Scope};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Four full blocks, so that nothing is still open.
const DOCUMENTS: usize = 16_384;

/// Bytes that a survey of the texts takes.
fn held(scope: Scope, texts: &[String]) -> usize {
    let mut survey = Detector::builder().scope(scope).build().survey();
    let before = MEMORY.current_usage();
    survey.extend(texts).expect("short texts");
    let bytes = MEMORY.current_usage() - before;
    drop(survey);
    bytes
}

/// Bytes that the second half of the texts adds, for each: what a survey takes once does not count.
fn added(scope: Scope, texts: &[String]) -> f64 {
    let half = texts.len() / 2;
    (held(scope, texts) - held(scope, &texts[..half])) as f64 / half as f64
}

/// The mean number of distinct stems.
fn stems(texts: &[String]) -> f64 {
    let some = texts.iter().step_by(64);
    let all: usize =
        some.clone().map(|text| Detector::new().compare(text, text).explanation(text, text).stems.left).sum();
    all as f64 / some.count() as f64
}

/// In one test, since others would allocate meanwhile.
#[test]
fn memory_is_what_the_formula_says_and_keeps_to_a_limit() {
    a_document_takes_what_the_formula_says();
    a_scan_keeps_to_the_memory_that_it_was_given();
}

/// The most bytes that a scan of the texts takes, and how many matches it finds.
fn peak(texts: &[String], limit: Option<usize>) -> (usize, usize) {
    let mut survey = Detector::new().survey();
    if let Some(bytes) = limit {
        survey = survey.spilling_to(tempfile::tempfile().expect("a temporary file can be made"), bytes);
    }
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    for texts in texts.chunks(1_024) {
        survey.extend(texts).expect("short texts");
    }
    let report = survey.report(texts).expect("the texts are in memory");
    (MEMORY.peak_usage() - before, report.matches().len())
}

/// Families of eight near copies, so that findings and sorts take more than the documents.
fn a_scan_keeps_to_the_memory_that_it_was_given() {
    const LIMIT: usize = 12 << 20;
    let mut random = Random::new(8);
    let family = |at: usize| {
        let text = support::text(&mut random, 12);
        (0..8).map(move |copy| text.replacen(". ", &format!(". Number {copy} of {at}. "), 1 + copy))
    };
    let texts: Vec<String> = (0..DOCUMENTS / 8).flat_map(family).collect();
    let (free, found) = peak(&texts, None);
    let (limited, same) = peak(&texts, Some(LIMIT));
    assert_eq!(found, same);
    assert!(found > 3 * DOCUMENTS, "only {found} matches");
    assert!(limited < LIMIT && LIMIT < 2 * free / 3, "{limited} bytes, {free} without a limit");
}

fn a_document_takes_what_the_formula_says() {
    /// A row, and a fingerprint with its document in a table that is half full.
    const FIXED: f64 = 16.0 + 33.0 * 2.0;
    /// 35 keys of 4 bytes, and a byte for each of 128 slots.
    const CHANNEL: f64 = 35.0 * 4.0 + 128.0;
    let mut by_length = Vec::new();
    for sentences in [3, 12] {
        let mut random = Random::new(3);
        let texts: Vec<String> = (0..DOCUMENTS).map(|_| support::text(&mut random, sentences)).collect();
        for (scope, expected) in
            [(Scope::Near, FIXED + CHANNEL), (Scope::All, FIXED + 2.0 * CHANNEL + 4.0 * stems(&texts))]
        {
            let bytes = added(scope, &texts);
            assert!(
                (bytes / expected - 1.0).abs() < 0.05,
                "{scope:?}: {bytes} bytes, {expected} by the formula"
            );
            by_length.push(bytes);
        }
    }
    // What a thread keeps for itself, made anew for longer texts, is spread over the documents.
    assert!(
        (by_length[0] / by_length[2] - 1.0).abs() < 0.02,
        "near only, length does not matter: {by_length:?}"
    );
}
