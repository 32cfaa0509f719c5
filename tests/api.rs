//! What callers rely on beside the results: the traits of the public types, errors as text, verdicts by name.

use std::panic::{RefUnwindSafe, UnwindSafe};

use unspin::{
    Change, Cluster, Collection, Comparison, Counts, Detector, DetectorBuilder, DocId, Error, ErrorKind,
    Evidence, Match, Original, Passage, Piece, Reason, Report, Scope, Side, Sign, Span, Swap, Verdict,
};

const fn crosses_threads<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

#[test]
fn public_types_cross_threads_and_caught_panics() {
    macro_rules! all {
        ($($name:ty),* $(,)?) => { $(crosses_threads::<$name>();)* };
    }
    all!(
        Change,
        Cluster,
        Collection<String>,
        Collection<&'static str>,
        Comparison,
        Counts,
        Detector,
        DetectorBuilder,
        DocId,
        Error,
        ErrorKind,
        Evidence,
        Match,
        Original,
        Passage,
        Piece,
        Reason,
        Report,
        Scope,
        Side,
        Sign,
        Span,
        Swap,
        Verdict,
    );
}

#[test]
fn an_error_can_be_boxed_and_sent() {
    const fn is_error<E: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
}

#[test]
fn the_settings_are_those_that_were_made() {
    let default = Detector::default();
    assert_eq!((default.scope(), default.min_words()), (Scope::All, 20));
    let near = Detector::builder().scope(Scope::Near).min_words(5).build();
    assert_eq!((near.scope(), near.min_words()), (Scope::Near, 5));
}

#[test]
fn a_text_with_fewer_words_than_asked_for_is_too_short() {
    let (left, right) = ("one two three four five six", "one two three four five seven");
    assert_eq!(Detector::new().compare(left, right).verdict(), Verdict::None(Reason::TooShort));
    let short = Detector::builder().min_words(6).build();
    assert_ne!(short.compare(left, right).verdict(), Verdict::None(Reason::TooShort));
}

#[test]
fn verdicts_have_names_and_reasons_are_clauses() {
    let names = [
        (Verdict::Exact, "exact"),
        (Verdict::Near, "near"),
        (Verdict::Spun, "spun"),
        (Verdict::Rewritten, "rewritten"),
        (Verdict::Partial, "partial"),
        (Verdict::None(Reason::Empty), "none"),
    ];
    for (verdict, name) in names {
        assert_eq!(verdict.name(), name);
        assert_eq!(verdict.is_copy(), name != "none");
    }
    let reasons = [
        Reason::Empty,
        Reason::TooShort,
        Reason::SameForm,
        Reason::SharedQuotation,
        Reason::SameTopic,
        Reason::Unrelated,
    ];
    for reason in reasons {
        let clause = reason.explanation();
        assert!(clause.starts_with(char::is_lowercase) && !clause.ends_with('.'), "{clause}");
    }
}

#[test]
fn an_empty_collection_reports_nothing() {
    let collection: Collection<String> = Detector::new().collection();
    assert!(collection.is_empty() && collection.copies_of("a text").is_ok_and(|copies| copies.is_empty()));
    let report = collection.report();
    assert!(report.matches().is_empty() && report.clusters().is_empty());
    assert_eq!(report.counts(), Counts::default());
}
