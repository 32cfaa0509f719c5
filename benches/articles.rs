//! The whole on the bundled articles: one pair of each kind, and a scan of all; answers are asserted before timing.

use std::{fs, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unspin::{Detector, Scope};

/// The texts of the articles with their names, sorted by name.
fn articles() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles");
    let mut articles: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the articles come along")
        .filter_map(|entry| {
            let path = entry.expect("a folder lists its files").path();
            let name = path.file_name()?.to_str()?.to_owned();
            Some((name, fs::read_to_string(path).ok()?))
        })
        .collect();
    articles.sort();
    articles
}

fn compare(criterion: &mut Criterion) {
    let articles = articles();
    let text = |name: &str| &articles.iter().find(|article| article.0 == name).expect("an article").1;
    let mut group = criterion.benchmark_group("compare");
    for (left, right, verdict) in [
        ("ferry.txt", "ferry-exact.txt", "exact"),
        ("orchard.md", "orchard-typos.txt", "near"),
        ("bridge.txt", "bridge-spun-heavy.txt", "spun"),
        ("museum.txt", "museum-rewritten.txt", "rewritten"),
        ("ferry.txt", "travel-column.txt", "partial"),
        ("bridge.txt", "bridge-other-paper.txt", "none"),
        ("bridge.txt", "chess-club.txt", "none"),
    ] {
        let (left_text, right_text) = (text(left), text(right));
        assert_eq!(
            Detector::new().compare(left_text, right_text).verdict().name(),
            verdict,
            "{left} {right}"
        );
        group.throughput(Throughput::Bytes((left_text.len() + right_text.len()) as u64));
        group.bench_function(format!("{verdict}/{right}"), |bencher| {
            bencher.iter(|| Detector::new().compare(black_box(left_text), black_box(right_text)));
        });
    }
}

fn scan(criterion: &mut Criterion) {
    let texts: Vec<String> = articles().into_iter().map(|article| article.1).collect();
    let mut group = criterion.benchmark_group("scan");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    for (name, scope, matches) in [("near", Scope::Near, 10), ("all", Scope::All, 24)] {
        let detector = Detector::builder().scope(scope).build();
        assert_eq!(detector.scan(&texts).expect("short texts").matches().len(), matches, "{name}");
        group.bench_function(name, |bencher| bencher.iter(|| detector.scan(black_box(&texts))));
    }
}

criterion_group!(benches, compare, scan);
criterion_main!(benches);
