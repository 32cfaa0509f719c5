//! A scan within little memory: the same report, and a temporary file that is gone however the process ends.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use support::Random;
use tempfile::TempDir;
use unspin::{Detector, Report, Scope};

/// Documents that make more than one block, some of them copies and empty.
fn documents(count: usize) -> Vec<String> {
    let mut random = Random::new(4);
    let mut documents: Vec<String> = Vec::with_capacity(count);
    for at in 0..count {
        documents.push(match at % 10 {
            3 => documents[at - 1].clone(),
            5 => documents[at / 2].replacen(". ", ". And then again. ", 1),
            7 => String::new(),
            _ => support::text(&mut random, 3),
        });
    }
    documents
}

/// All that a report tells, but for where it keeps it.
fn told(report: &Report) -> String {
    let comparison = |found| report.comparison(found).expect("the file is there");
    let matches = report.matches().iter().map(|found| (found.left(), found.right(), comparison(found)));
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        matches.collect::<Vec<_>>(),
        report.clusters(),
        report.counts(),
        report.short(),
        report.empty()
    )
}

#[test]
fn a_survey_that_spills_reports_the_same() {
    let documents = documents(9_000);
    for scope in [Scope::Near, Scope::All] {
        let detector = Detector::builder().scope(scope).build();
        let held = detector.scan(&documents).expect("short texts");
        assert!(held.matches().len() > 900, "only {} matches", held.matches().len());
        for bytes in [0, 1 << 20] {
            let file = tempfile::tempfile().expect("a temporary file can be made");
            let watched = file.try_clone().expect("it is open");
            let mut survey = detector.survey().spilling_to(file, bytes);
            // Many at once, or one by one.
            let mut surveyor = survey.surveyor();
            for [many, few] in documents.as_chunks::<1_500>().0.as_chunks().0 {
                survey.extend(many).expect("room on the disk");
                for text in few {
                    let gist = surveyor.read(text).expect("a short text");
                    survey.add(gist).expect("room on the disk");
                }
            }
            let report = survey.report(documents.as_slice()).expect("the texts are in memory");
            assert!(watched.metadata().expect("it is open").len() > 1 << 20, "nothing was spilled");
            assert_eq!(told(&report), told(&held), "{scope:?}, {bytes} bytes");
        }
    }
}

/// A file of JSON lines, and the example that scans it with its temporary files in a folder of their own.
fn scan(folder: &TempDir, documents: &[String]) -> Command {
    let lines: Vec<String> =
        documents.iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
    let path = folder.path().join("lines.jsonl");
    fs::write(&path, lines.join("\n")).expect("the file can be written");
    fs::create_dir_all(folder.path().join("temporary")).expect("a folder can be made");
    let test = std::env::current_exe().expect("a test knows its path");
    let built = test.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    let example = built.join("examples").join("scan").with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = Command::new(example);
    command.arg(path).args(["--format", "jsonl", "--quiet"]).env("TMPDIR", folder.path().join("temporary"));
    command.stdin(Stdio::null());
    command
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).expect("the folder is there").count()
}

#[test]
fn the_example_gives_the_same_bytes_within_little_memory() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let documents = documents(9_000);
    let report = |memory: &[&str]| {
        let output = scan(&folder, &documents).args(memory).output().expect("the example can be started");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        output.stdout
    };
    let held = report(&[]);
    assert!(held.len() > 100_000);
    assert!(report(&["--memory", "2M"]) == held, "another report");
    assert_eq!(files(&folder.path().join("temporary")), 0, "the temporary folder is empty");
}

/// Interrupts a scan that has begun to spill, by each of the signals, and looks for what is left of it.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_scan_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let temporary = folder.path().join("temporary");
    let documents = documents(40_000);
    for signal in ["INT", "TERM", "KILL"] {
        let mut scan = scan(&folder, &documents);
        let mut child =
            scan.args(["--memory", "2M"]).stdout(Stdio::null()).spawn().expect("the example can be started");
        let open = format!("/proc/{}/fd", child.id());
        let is_spilled = |entry: fs::DirEntry| {
            let target = fs::read_link(entry.path()).unwrap_or_default();
            let bytes = fs::metadata(entry.path()).map_or(0, |metadata| metadata.len());
            target.starts_with(&temporary) && bytes > 1 << 20
        };
        let spills = || fs::read_dir(&open).is_ok_and(|open| open.flatten().any(is_spilled));
        while !spills() {
            assert!(
                child.try_wait().expect("our own process").is_none(),
                "it ended before it was interrupted"
            );
        }
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        assert!(sent.expect("kill is there").success());
        let status = child.wait().expect("our own process");
        assert!(!status.success(), "SIG{signal} ended it: {status}");
        assert_eq!(files(&temporary), 0, "SIG{signal} left something behind");
    }
}
