//! The command line of `compare`.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Shows what two texts have in common, and what was done to one to make the other.
///
/// Texts are read as UTF-8 or by their byte order mark; other encodings are guessed, and the guess is told.
#[derive(Debug, Parser)]
#[command(
    name = "compare",
    after_help = "Exit status: 0 when the texts were compared, 2 when they could not be."
)]
pub(crate) struct Arguments {
    /// The first text file
    pub left: PathBuf,

    /// The second text file
    pub right: PathBuf,

    /// Tell how the pair went through instead of laying the texts against each other: what was normalised, how it could
    /// be found, what the verdict rests on, and what would have changed it
    #[arg(long)]
    pub explain: bool,

    /// How the report is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON object a line
    Jsonl,
}
