//! Reports: a file appears whole or stays as it was, and what is not a file is not replaced.

#[path = "../examples/shared/output.rs"]
mod output;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_report_replaces_the_old_one_only_when_it_is_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("report.txt");
    output::write(Some(&path), |writer| writeln!(writer, "first")).expect("the report can be written");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "first\n");
    let error = output::write(Some(&path), |writer| {
        writeln!(writer, "second")?;
        Err(io::ErrorKind::StorageFull.into())
    });
    let error = error.expect_err("the report broke off").to_string();
    assert!(error.starts_with(&path.display().to_string()) && error.contains("cannot be written"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "first\n");
    assert_eq!(names(folder.path()), ["report.txt"], "no draft is left");
}

#[test]
fn a_report_that_has_no_place_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for path in [folder.path().join("gone/report.txt"), folder.path().to_owned(), folder.path().join("..")] {
        let error = output::write(Some(&path), |writer| writeln!(writer, "A fox.")).expect_err("no place");
        assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
    }
    assert!(names(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_modes_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let [target, link] = ["target.txt", "link.txt"].map(|name| folder.path().join(name));
    fs::write(&target, "old").expect("the file can be written");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("our own file");
    symlink(&target, &link).expect("a link can be made");
    output::write(Some(&link), |writer| writeln!(writer, "new")).expect("the report can be written");
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
    assert_eq!(fs::read_to_string(&target).expect("it is there"), "new\n");
    assert_eq!(fs::metadata(&target).expect("it is there").permissions().mode() & 0o777, 0o640);
}

/// A pipe of our own stands for `/dev/null` and its like, which a fault here would take from the whole machine.
#[cfg(unix)]
#[test]
fn what_is_not_a_file_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo is there").success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe)
    });
    output::write(Some(&pipe), |writer| writeln!(writer, "A fox.")).expect("the reader takes it");
    assert!(fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
    assert_eq!(reader.join().expect("the reader ends").expect("the pipe can be read"), "A fox.\n");
}

#[test]
fn a_reader_that_went_away_is_no_error_but_a_file_that_fails_is() {
    let broken = |_: &mut dyn Write| Err(io::ErrorKind::BrokenPipe.into());
    output::write(None, broken).expect("the reader has what it wanted");
    let full =
        output::write(None, |_| Err(io::ErrorKind::StorageFull.into())).expect_err("the report is not whole");
    assert!(full.to_string().contains("standard output"), "{full}");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    output::write(Some(&folder.path().join("report")), broken).expect_err("a file is no pipe");
}
