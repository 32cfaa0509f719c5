//! The stages between a text and a verdict, on documents of the lengths of real ones; MB/s, or a pair at a time.
//!
//! Lengths are the deciles of 20,000 news articles, reviews and forum posts; the words are invented. What a stage finds is
//! asserted before it is timed.

#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use support::{Kind, Random};
use unspin::{Detector, Scope, profile::Profile, token::tokenize};

/// Words of a document, each tenth of them.
const LENGTHS: [usize; 10] = [238, 271, 299, 334, 381, 430, 461, 497, 590, 775];

/// Words of a sentence of the invented texts, in the mean.
const SENTENCE: usize = 12;

const DOCUMENTS: usize = 200;

fn document(random: &mut Random, number: usize) -> String {
    support::text(random, LENGTHS[number % LENGTHS.len()] / SENTENCE)
}

fn documents() -> Vec<String> {
    let mut random = Random::new(1);
    (0..DOCUMENTS).map(|number| document(&mut random, number)).collect()
}

fn bytes(texts: &[String]) -> Throughput {
    Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum())
}

fn reading(criterion: &mut Criterion) {
    let texts = documents();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(bytes(&texts));
    let (mut tokens, mut profile) = (Vec::new(), Profile::default());
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| {
            tokens.clear();
            for text in black_box(&texts) {
                tokenize(text, &mut tokens);
            }
            tokens.len()
        });
    });
    profile.read(&texts[0]);
    assert_eq!(profile.tokens()[..], tokens[..profile.tokens().len()]);
    group.bench_function("profiles", |bencher| {
        bencher.iter(|| {
            for text in black_box(&texts) {
                profile.read(text);
            }
        });
    });
    for (name, scope) in [("sketches, near", Scope::Near), ("sketches, all", Scope::All)] {
        let detector = Detector::builder().scope(scope).build();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut collection = detector.collection::<&str>();
                collection.extend(black_box(&texts).iter().map(String::as_str)).expect("short texts");
                collection.len()
            });
        });
    }
}

/// Profiles included: what a candidate costs.
fn pairs(criterion: &mut Criterion) {
    let detector = Detector::new();
    let mut random = Random::new(2);
    let mut group = criterion.benchmark_group("pair");
    for (name, kind) in [
        ("near", Some(Kind::Near)),
        ("spun", Some(Kind::Spun)),
        ("partial", Some(Kind::Partial)),
        ("none", None),
    ] {
        let pairs: Vec<[String; 2]> = (0..LENGTHS.len())
            .map(|number| {
                let text = document(&mut random, number);
                let other = match kind {
                    Some(kind) => support::copy(&mut random, &text, kind),
                    None => document(&mut random, number),
                };
                [text, other]
            })
            .collect();
        let found =
            pairs.iter().filter(|[left, right]| detector.compare(left, right).verdict().is_copy()).count();
        assert_eq!(found, if kind.is_some() { pairs.len() } else { 0 }, "{name}");
        group.throughput(Throughput::Elements(pairs.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                black_box(&pairs)
                    .iter()
                    .filter(|[left, right]| detector.compare(left, right).score() > 0.5)
                    .count()
            });
        });
    }
}

criterion_group!(benches, reading, pairs);
criterion_main!(benches);
