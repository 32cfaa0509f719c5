//! Compares two texts: `cargo run --release --example compare -- LEFT RIGHT`

mod arguments;
#[path = "../shared/explained.rs"]
mod explained;
#[path = "../shared/failure.rs"]
mod failure;
#[path = "../shared/file.rs"]
#[expect(dead_code, reason = "the rest is for scan")]
mod file;
#[path = "../shared/finding.rs"]
mod finding;
mod flow;
mod inline;
#[path = "../shared/output.rs"]
mod output;
#[path = "../shared/page.rs"]
#[expect(dead_code, reason = "the rest is for scan")]
mod page;
mod report;
mod rows;
#[path = "../shared/terminal.rs"]
#[expect(dead_code, unused_imports, reason = "the rest is for scan and the tests")]
mod terminal;

use std::path::Path;
use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser;
use failure::Failure;
use file::Text;
use report::Compared;
use unspin::Detector;

fn main() -> ExitCode {
    failure::exit("compare", run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let left = read(&arguments.left)?;
    let right = read(&arguments.right)?;
    let comparison = Detector::new().compare(&left.text, &right.text);
    if arguments.explain {
        let explanation = comparison.explanation(&left.text, &right.text);
        output::write(None, |writer| report::write_explanation(writer, &explanation, arguments))?;
        return Ok(());
    }
    let compared = Compared { left, right, comparison };
    output::write(None, |writer| report::write(writer, &compared, arguments))?;
    Ok(())
}

fn read(path: &Path) -> Result<Text, Failure> {
    let read = file::read(path).map_err(|refusal| format!("{}: {refusal}", file::shown(path)))?;
    Ok(read.0)
}
