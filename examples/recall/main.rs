//! Measures what becomes a candidate, before anything is laid side by side:
//! `cargo run --release --example recall -- FOLDER [BACKGROUND.jsonl]`
//!
//! FOLDER holds labelled pairs in the form that `fit` reads. The documents of BACKGROUND, one `{"text": …}` a line, join
//! them as strangers. Prints the share of labelled pairs that are candidates, by kind, and the candidates of the mean document.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

#[expect(dead_code, reason = "a fit asks for more than the labels")]
#[path = "../fit/labels.rs"]
mod labels;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use rayon::prelude::*;
use serde::Deserialize;
use unspin::{Detector, DocId};

/// Measure which labelled pairs become candidates
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder with the labelled pairs
    folder: PathBuf,
    /// JSON lines with a text each, to hide the labelled documents among
    background: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("recall: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let labels = labels::read(&arguments.folder)?;
    let mut collection = Detector::new().collection();
    let ids: Vec<DocId> = labels
        .texts
        .into_iter()
        .map(|text| collection.insert(text))
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    if let Some(path) = &arguments.background {
        collection.extend(texts(path)?).map_err(|error| error.to_string())?;
    }
    let counts = collection.report().counts();
    let proposed = |&(left, right): &(usize, usize)| {
        let proposal = collection.explain(ids[left], ids[right]).in_collection;
        proposal.is_some_and(|proposal| proposal.is_candidate())
    };
    let pairs: Vec<(&(usize, usize), &str)> =
        labels.pairs.iter().map(|(pair, (kind, _))| (pair, kind.as_str())).collect();
    let candidates: Vec<bool> = pairs.par_iter().map(|(pair, _)| proposed(pair)).collect();
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ((_, kind), is_candidate) in pairs.into_iter().zip(candidates) {
        let (all, found) = kinds.entry(kind).or_default();
        *all += 1;
        *found += usize::from(is_candidate);
    }
    let share = counts.candidates as f64 / counts.documents.max(1) as f64;
    println!("{} documents, {} candidate pairs, {share:.2} a document", counts.documents, counts.candidates);
    for (kind, (all, found)) in kinds {
        println!(
            "  {kind:<11} {all:>6} pairs {found:>6} candidates {:>6.1} %",
            100.0 * found as f64 / all as f64
        );
    }
    Ok(())
}

fn texts(path: &Path) -> Result<Vec<String>, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let lines = BufReader::new(File::open(path).map_err(|error| failed(&error))?).lines();
    let text = |line: std::io::Result<String>| {
        let line = line.map_err(|error| failed(&error))?;
        serde_json::from_str::<Line>(&line).map(|line| line.text).map_err(|error| failed(&error))
    };
    lines.map(text).collect()
}
