//! Fits the weights of the score to labelled pairs: `cargo run --release --example fit -- FOLDER ... examples/fit/retold`
//!
//! A folder holds `docs.jsonl` (id, text), `truth.jsonl` (a, b, kind, set), `groups.tsv`, `ignore.tsv` and perhaps `pan/`
//! (pairs of long documents); `examples/fit/retold` has texts of our own. Prints how the fit does on what it did not see, by
//! groups of documents and by whole sources, and the weights as they stand in `src/verdict/experts.rs`. Takes some minutes;
//! the same folders give the same weights.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod cases;
mod labels;
mod model;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use cases::{Case, Cases};
use clap::Parser;
use model::Model;
use rayon::prelude::*;

/// Fit the weights of the score to labelled pairs
#[derive(Debug, Parser)]
struct Arguments {
    /// Folders with labelled pairs
    #[arg(required = true)]
    folders: Vec<PathBuf>,
}

/// Parts that documents of one group fall into together.
const FOLDS: u64 = 5;
/// Pairs are reported from this score on.
const REPORTED: f64 = 0.6;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("fit: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let cases = cases::read(&arguments.folders)?;
    println!(
        "{} pairs, {} of them copies",
        cases.pairs.len(),
        cases.pairs.iter().filter(|case| case.is_copy).count()
    );
    let model = |keep: &dyn Fn(&Case) -> bool| Model::fit(&cases, keep);
    println!("\nby groups of documents, each fifth scored by a fit to the others");
    let without = |fold| model(&|case| case.group % FOLDS != fold);
    let folds: Vec<Model> = (0..FOLDS).into_par_iter().map(without).collect();
    let unseen = |case: &Case| folds[usize::try_from(case.group % FOLDS).unwrap_or(0)].score(case);
    let scores: Vec<f64> = cases.pairs.iter().map(unseen).collect();
    print_table(&cases, &scores, |_| true);
    println!("expected calibration error {:.3}", calibration_error(&cases, &scores));
    let sources: BTreeSet<&str> = cases.pairs.iter().map(|case| case.source.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let others: Vec<Model> = sources.par_iter().map(|source| model(&|case| case.source != *source)).collect();
    for (source, others) in sources.into_iter().zip(others) {
        println!("\n{source}, scored by a fit to all other sources");
        let scores: Vec<f64> = cases.pairs.iter().map(|case| others.score(case)).collect();
        print_table(&cases, &scores, |case| case.source == source);
    }
    println!("\nweights, fitted to all\n{}", model(&|_| true).listing(&cases));
    Ok(())
}

/// Shares reported by kind.
fn print_table(cases: &Cases, scores: &[f64], is_meant: impl Fn(&Case) -> bool) {
    let meant = || cases.pairs.iter().zip(scores).filter(|(case, _)| is_meant(case));
    let kinds: BTreeSet<&str> = meant().map(|(case, _)| case.kind.as_str()).collect();
    for kind in kinds {
        let of_kind = || meant().filter(|(case, _)| case.kind == kind);
        let reported = of_kind().filter(|(_, score)| **score >= REPORTED).count();
        let all = of_kind().count();
        println!(
            "  {kind:<11} {all:>6} pairs {reported:>6} reported {:>6.1} %",
            100.0 * reported as f64 / all as f64
        );
    }
}

/// The mean distance between score and truth over ten bins, by pairs (Guo et al., On Calibration of Modern Neural
/// Networks, ICML 2017).
fn calibration_error(cases: &Cases, scores: &[f64]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for (case, score) in cases.pairs.iter().zip(scores) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score lies in 0..=1")]
        let bin = &mut bins[((score * 10.0) as usize).min(9)];
        bin.0 += score;
        bin.1 += f64::from(u8::from(case.is_copy));
    }
    bins.iter().map(|(scored, copies)| (scored - copies).abs()).sum::<f64>() / cases.pairs.len() as f64
}
