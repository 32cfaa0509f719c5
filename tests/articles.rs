//! The articles beside the examples: every pair that `expected.tsv` names is found as what it is, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use unspin::{Comparison, Detector, Error, Span};

/// Two names, the lesser first, with the verdict: the accepted ones or the one given.
type Pairs = BTreeMap<(String, String), Vec<String>>;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.min(other).to_owned(), one.max(other).to_owned())
}

fn expected() -> Pairs {
    let table = fs::read_to_string(folder().join("expected.tsv")).expect("the table can be read");
    let rows = table.lines().map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[left, right, verdicts] = cells.as_slice() else { panic!("{line:?} has three cells") };
        (pair(left, right), verdicts.split('|').map(str::to_owned).collect())
    });
    let pairs: Pairs = rows.collect();
    assert!(pairs.len() > 20, "only {} pairs are expected", pairs.len());
    pairs
}

/// The names and texts of the articles, by name.
fn articles() -> Vec<(String, String)> {
    let entries = fs::read_dir(folder().join("articles")).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_text = |path: &Path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md");
    let mut articles: Vec<_> = paths
        .filter(|path| is_text(path))
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("the articles are UTF-8"))
        })
        .collect();
    articles.sort();
    articles
}

/// What a pair that is not as expected rests on.
fn shown(comparison: &Comparison) -> String {
    format!("{} {:.3}, {:?}", comparison.verdict().name(), comparison.score(), comparison.evidence())
}

#[test]
fn every_copy_among_the_articles_is_found_as_what_it_is_and_nothing_else() -> Result<(), Error> {
    let articles = articles();
    let texts: Vec<&str> = articles.iter().map(|(_, text)| text.as_str()).collect();
    let report = Detector::new().scan(&texts)?;
    let mut missing = expected();
    let mut faults = Vec::new();
    for found in report.matches() {
        let [left, right] = [found.left(), found.right()].map(|id| articles[id.index()].0.as_str());
        let verdict = found.verdict().name();
        let shown = || report.comparison(found).map(|comparison| shown(&comparison));
        match missing.remove(&pair(left, right)) {
            Some(accepted) if accepted.iter().any(|accepted| accepted == verdict) => {}
            Some(accepted) => {
                faults.push(format!("{left} {right} is {}, not {}", shown()?, accepted.join(" or ")));
            }
            None => faults.push(format!("{left} {right} is no copy, yet {}", shown()?)),
        }
    }
    let lost = missing.iter().map(|((left, right), accepted)| {
        format!("{left} {right} is {} and was not found", accepted.join(" or "))
    });
    faults.extend(lost);
    assert!(faults.is_empty(), "{} pairs differ:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

#[test]
fn every_piece_lies_inside_its_passage() -> Result<(), Error> {
    let articles = articles();
    let texts: Vec<&str> = articles.iter().map(|(_, text)| text.as_str()).collect();
    let report = Detector::new().scan(&texts)?;
    let is_inside = |whole: Span, part: Span| whole.to(part) == whole;
    for found in report.matches() {
        for passage in report.comparison(found)?.passages() {
            for piece in &passage.pieces {
                let inside = is_inside(passage.left, piece.left) && is_inside(passage.right, piece.right);
                let [left, right] = [found.left(), found.right()].map(|id| &articles[id.index()].0);
                assert!(inside, "{left} {right}: {piece:?} of {:?} {:?}", passage.left, passage.right);
            }
        }
    }
    Ok(())
}
