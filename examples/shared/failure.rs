//! The end of a command that could not do its work: one message, exit status 2.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

/// The exit status of a command that could not be completed; clap takes the same for a wrong command line.
const FAILED: u8 = 2;

/// What kept a command from its work.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// The exit status for the outcome; a failure is told on the standard error in the name of `command`.
pub(crate) fn exit(command: &str, outcome: Result<(), Failure>) -> ExitCode {
    let Err(failure) = outcome else {
        return ExitCode::SUCCESS;
    };
    // When the standard error is closed too, the status still tells.
    let _ = writeln!(io::stderr(), "{command}: {}", crate::terminal::escape(&failure.to_string()));
    ExitCode::from(FAILED)
}
