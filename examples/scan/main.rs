//! Scans folders and collections for copies: `cargo run --release --example scan -- PATH...`

mod arguments;
#[path = "../shared/failure.rs"]
mod failure;
#[path = "../shared/input.rs"]
mod input;
#[path = "../shared/output.rs"]
mod output;
#[path = "../shared/progress.rs"]
mod progress;
mod report;
#[path = "../shared/terminal.rs"]
#[expect(dead_code, unused_imports, reason = "passages are shown and wrapped once the pairs are reported")]
mod terminal;

use std::process::ExitCode;

use arguments::Arguments;
use clap::Parser;
use failure::Failure;
use input::{Fields, Read};
use progress::{Bar, Wish};
use rayon::ThreadPoolBuilder;

fn main() -> ExitCode {
    failure::exit("scan", run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(threads) = arguments.threads {
        ThreadPoolBuilder::new().num_threads(threads.get()).build_global()?;
    }
    let read = read(arguments)?;
    output::write(arguments.output.as_deref(), |writer| report::write(writer, &read, arguments))?;
    Ok(())
}

fn read(arguments: &Arguments) -> Result<Read, Failure> {
    let fields = Fields { text: arguments.text_field.clone(), id: arguments.id_field.clone() };
    let bar = Bar::new("reading", if arguments.quiet { Wish::Quiet } else { Wish::Shown });
    Ok(input::read(&arguments.paths, &fields, &|done, total| bar.set(done, total))?)
}
