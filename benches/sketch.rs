//! Each stage from tokens to candidate pairs, alone and on one thread.
//!
//! Input is made before the clock starts; each stage's answer is asserted before it is timed. Texts are word salads with
//! the word lengths of English, since nothing here looks at meaning.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use unspin::{
    DocId,
    band::Banding,
    feature::{Channel, features},
    hash,
    index::Index,
    sketch::{self, Sketched, Sketcher},
    token::{Token, tokenize},
};

const WORDS: &str = "the of and a to in is it that was for on with as by at from they be this have or one had not but \
    all were we when there can an your which their said if do will each about how up out them then she many some so \
    river fox mountain 1912 Dover harbour weather council minister 47 Vienna railway season grain market engine";

/// Words of a document: the mean of the news corpora that the pipeline was measured on.
const DOCUMENT: u64 = 435;

/// Documents of the index bench; each tenth is a near copy of the one before it.
const DOCUMENTS: u64 = 20_000;

fn text(seed: u64, words: u64) -> String {
    let vocabulary: Vec<&str> = WORDS.split_whitespace().collect();
    let count = u64::try_from(vocabulary.len()).expect("a short list");
    let pick = |i| usize::try_from(hash::join(seed, i) % count).expect("a short list");
    (0..words).map(|i| vocabulary[pick(i)]).collect::<Vec<_>>().join(" ")
}

fn tokens(seed: u64) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(&text(seed, DOCUMENT), &mut tokens);
    tokens
}

fn spread(seed: u64, n: u64) -> Vec<u64> {
    (0..n).map(|i| hash::join(hash::mix(!seed), i)).collect()
}

fn bench_features(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("features");
    let tokens = tokens(1);
    let mut out = Vec::new();
    for channel in [Channel::Shingles, Channel::Skeleton] {
        out.clear();
        features(channel, &tokens, &mut out);
        assert!(out.len() > tokens.len() / 2 && out.len() < tokens.len());
        group.throughput(Throughput::Elements(DOCUMENT));
        group.bench_function(BenchmarkId::new(channel.name(), DOCUMENT), |bencher| {
            bencher.iter(|| {
                out.clear();
                features(channel, black_box(&tokens), &mut out);
                out.len()
            });
        });
    }
}

fn bench_sketch(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sketch");
    for slots in [128, 256] {
        let sketcher = Sketcher::new(slots, 0);
        let (mut row, mut other) = (vec![0; slots], vec![0; slots]);
        for n in [20, 100, 400, 1000] {
            let features = spread(n, n);
            assert_eq!(sketcher.sketch_into(&features, &mut row), Sketched::Filled);
            assert_eq!(sketcher.sketch_into(&spread(n, n / 2), &mut other), Sketched::Filled);
            // Five standard errors of 128 slots at a half.
            assert!((sketch::resemblance(&row, &other) - 0.5).abs() < 0.22);
            group.throughput(Throughput::Elements(n));
            group.bench_function(BenchmarkId::new(slots.to_string(), n), |bencher| {
                bencher.iter(|| sketcher.sketch_into(black_box(&features), &mut row));
            });
        }
    }
}

/// The signatures of the index bench, in one flat table.
fn table(sketcher: Sketcher) -> Vec<u32> {
    let slots = sketcher.slots();
    let mut table = vec![0; slots * usize::try_from(DOCUMENTS).expect("fits")];
    for (seed, row) in (0..DOCUMENTS).zip(table.chunks_exact_mut(slots)) {
        let mut features = spread(if seed % 10 == 1 { seed - 1 } else { seed }, DOCUMENT);
        features[..20].copy_from_slice(&spread(!seed, 20));
        assert_eq!(sketcher.sketch_into(&features, row), Sketched::Filled);
    }
    table
}

fn bench_index(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("index");
    let sketcher = Sketcher::default();
    let banding = Banding::for_recall(0.5, 0.99, sketcher.slots()).expect("reachable");
    let table = table(sketcher);
    let rows = || {
        let id = |i| DocId::new(i).expect("20,000 documents");
        table.chunks_exact(sketcher.slots()).enumerate().map(move |(i, row)| (id(i), row))
    };

    assert_eq!(banding.keys(&table).count(), banding.bands());
    group.throughput(Throughput::Elements(1));
    group.bench_function("keys", |bencher| {
        bencher.iter(|| banding.keys(black_box(&table[..sketcher.slots()])).fold(0, |all, key| all ^ key));
    });

    let mut index = Index::new(banding);
    index.extend(rows());
    let (pairs, _) = index.pairs().finish();
    let copies = usize::try_from(DOCUMENTS / 10).expect("fits");
    assert!(pairs.len() >= copies && pairs.len() < copies + 5, "{} pairs", pairs.len());
    group.throughput(Throughput::Elements(DOCUMENTS));
    group.sample_size(10).bench_function(BenchmarkId::new("extend and pairs", DOCUMENTS), |bencher| {
        bencher.iter(|| {
            let mut index = Index::new(banding);
            index.extend(rows());
            index.pairs().finish().0.len()
        });
    });
    group.throughput(Throughput::Elements(DOCUMENTS));
    group.bench_function(BenchmarkId::new("candidates of each", DOCUMENTS), |bencher| {
        bencher.iter(|| rows().map(|(_, row)| index.candidates_of(row).0.len()).sum::<usize>());
    });
}

criterion_group!(benches, bench_features, bench_sketch, bench_index);
criterion_main!(benches);
