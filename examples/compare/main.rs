//! Compares two texts: `cargo run --release --example compare -- LEFT RIGHT`

mod arguments;
#[path = "../shared/failure.rs"]
mod failure;
#[path = "../shared/file.rs"]
mod file;
#[path = "../shared/output.rs"]
mod output;
mod report;
#[path = "../shared/terminal.rs"]
#[expect(dead_code, unused_imports, reason = "passages are shown and wrapped once they are compared")]
mod terminal;

use std::path::Path;
use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser;
use failure::Failure;
use file::Text;

fn main() -> ExitCode {
    failure::exit("compare", run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let left = read(&arguments.left)?;
    let right = read(&arguments.right)?;
    output::write(None, |writer| report::write(writer, (&left, &right), arguments))?;
    Ok(())
}

fn read(path: &Path) -> Result<Text, Failure> {
    file::read(path).map_err(|refusal| format!("{}: {refusal}", file::shown(path)).into())
}
