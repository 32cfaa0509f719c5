//! Measures what becomes a candidate, before anything is laid side by side:
//! `cargo run --release --example recall -- FOLDER [BACKGROUND.jsonl]`
//!
//! FOLDER holds labelled pairs in the form that `fit` reads. The documents of BACKGROUND, one `{"text": …}` a line, join
//! them as strangers. Prints the share of labelled pairs, by kind, of which one text is among the nearest to the other by
//! rare words, and the share that is laid side by side; with the number of all such pairs.

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
use unspin::posting::Postings;
use unspin::profile::Profile;
use unspin::{Detector, DocId};

use labels::Labels;

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
    let mut labels = labels::read(&[&arguments.folder])?;
    let mut all = std::mem::take(&mut labels.texts);
    if let Some(path) = &arguments.background {
        all.extend(texts(path)?);
    }
    let nearest = nearest_pairs(&all);
    let mut collection = Detector::new().collection();
    let ids: Vec<DocId> = (0..all.len()).filter_map(DocId::new).collect();
    collection.extend(all).map_err(|error| error.to_string())?;
    let counts = collection.report().counts();
    let is_near =
        |&(left, right): &(usize, usize)| nearest.binary_search(&(left.min(right), left.max(right))).is_ok();
    let is_compared = |&(left, right): &(usize, usize)| {
        let proposal = collection.explain(ids[left], ids[right]).in_collection;
        proposal.is_some_and(|proposal| proposal.is_candidate())
    };
    println!("{} documents", counts.documents);
    table("nearest by rare words alone", nearest.len(), counts.documents, &labels, is_near);
    table("laid side by side, all channels", counts.candidates, counts.documents, &labels, is_compared);
    Ok(())
}

/// The pairs of documents of which one is among those that hold most of the other's rare words, ascending.
fn nearest_pairs(texts: &[String]) -> Vec<(usize, usize)> {
    let stems: Vec<Vec<u32>> = texts.par_iter().map(|text| Profile::new(text).stems()).collect();
    let mut postings = Postings::default();
    postings.extend((0..texts.len()).filter_map(DocId::new).zip(stems.iter().map(Vec::as_slice)));
    let near = |(at, stems): (usize, &Vec<u32>)| {
        let others =
            postings.nearest_to(stems).into_iter().map(DocId::index).filter(move |&other| other != at);
        others.map(move |other| (at.min(other), at.max(other))).collect::<Vec<_>>()
    };
    let mut pairs: Vec<(usize, usize)> = stems.par_iter().enumerate().flat_map_iter(near).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Prints the share of labelled pairs that are among so many pairs, by kind.
fn table(
    title: &str,
    pairs: usize,
    documents: usize,
    labels: &Labels,
    is_among: impl Fn(&(usize, usize)) -> bool + Sync,
) {
    println!("{title}: {pairs} pairs, {:.2} a document", pairs as f64 / documents.max(1) as f64);
    let labelled: Vec<(&(usize, usize), &str)> =
        labels.pairs.iter().map(|(pair, (kind, _))| (pair, kind.as_str())).collect();
    let among: Vec<bool> = labelled.par_iter().map(|(pair, _)| is_among(pair)).collect();
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ((_, kind), is_among) in labelled.into_iter().zip(among) {
        let (all, found) = kinds.entry(kind).or_default();
        *all += 1;
        *found += usize::from(is_among);
    }
    for (kind, (all, found)) in kinds {
        println!(
            "  {kind:<11} {all:>6} pairs {found:>6} among them {:>6.1} %",
            100.0 * found as f64 / all as f64
        );
    }
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
