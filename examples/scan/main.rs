//! Scans folders and collections for copies: `cargo run --release --example scan -- PATH...`

mod arguments;
mod dates;
#[path = "../shared/explained.rs"]
mod explained;
#[path = "../shared/failure.rs"]
mod failure;
#[path = "../shared/finding.rs"]
mod finding;
#[path = "../shared/input.rs"]
mod input;
#[path = "../shared/output.rs"]
mod output;
#[path = "../shared/page.rs"]
#[expect(dead_code, reason = "the rest is for compare")]
mod page;
#[path = "../shared/progress.rs"]
mod progress;
mod report;
mod scanned;
#[path = "../shared/terminal.rs"]
#[expect(dead_code, unused_imports, reason = "the rest is for compare and the tests")]
mod terminal;

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;

use arguments::{Arguments, Format};
use clap::Parser;
use dates::Dates;
use failure::Failure;
use rayon::ThreadPoolBuilder;

fn main() -> ExitCode {
    failure::exit("scan", run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(threads) = arguments.threads {
        ThreadPoolBuilder::new().num_threads(threads.get()).build_global()?;
    }
    spare_inputs(arguments)?;
    if arguments.format == Format::Html && !arguments.explain.is_empty() {
        return Err("--explain is told as text or jsonl, not as html".to_owned().into());
    }
    let dates = arguments.dates.as_deref().map(Dates::read).transpose()?.unwrap_or_default();
    // What was found goes with the process, all at once.
    let scanned = ManuallyDrop::new(scanned::scan(arguments, dates)?);
    if let [one, other] = arguments.explain.as_slice() {
        let explained = scanned.explain(one, other)?;
        output::write(arguments.output.as_deref(), |writer| {
            report::write_explanation(writer, &explained, (one, other), arguments)
        })?;
        return Ok(());
    }
    output::write(arguments.output.as_deref(), |writer| report::write(writer, &scanned, arguments))?;
    Ok(())
}

/// Refuses to write the report over a file that is to be read.
fn spare_inputs(arguments: &Arguments) -> Result<(), Failure> {
    let Some(output) = arguments.output.as_deref().and_then(|path| path.canonicalize().ok()) else {
        return Ok(());
    };
    let is_output = |path: &&PathBuf| path.is_file() && path.canonicalize().is_ok_and(|path| path == output);
    match arguments.paths.iter().find(is_output) {
        Some(path) => Err(format!("{}: is both read and written", input::file::shown(path)).into()),
        None => Ok(()),
    }
}
