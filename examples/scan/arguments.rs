//! The command line of `scan`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use bytesize::ByteSize;
use clap::{Parser, ValueEnum};
use unspin::{Detector, Verdict};

/// Finds the documents that are copies of each other: exact, near, spun, rewritten or in part.
///
/// A PATH is a folder, searched with all its folders for .txt and .md files; a single text file; or a file of JSON lines
/// (.jsonl, .jsonl.gz, .jsonl.zst) with one document a line. Nothing found there is ever changed. Whatever is not read
/// is listed with the reason.
///
/// Texts are read as UTF-8 or by their byte order mark; other encodings are guessed, and the guess is told.
#[derive(Debug, Parser)]
#[command(name = "scan", after_help = "Exit status: 0 when the scan was completed, 2 when it could not be.")]
pub(crate) struct Arguments {
    /// Folders, text files and files of JSON lines
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How the report is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,

    /// Write the report to FILE instead of the standard output; FILE is replaced only when the report is complete
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Report only copies of these kinds, separated by commas; exact and near copies alone are found in less time
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    pub only: Vec<Kind>,

    /// Use N threads instead of one a processor; the report is the same for any N
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,

    /// Keep to about SIZE of memory, such as 512M, but for some 260 bytes a document and 20 MB; what it cannot hold goes
    /// into a file without a name in the folder for temporary files (TMPDIR), which vanishes with the process; the report
    /// is the same, and takes longer. A page (html) holds its texts beside it
    #[arg(long, value_name = "SIZE")]
    pub memory: Option<ByteSize>,

    /// Compare documents of fewer than N words for exact copies only
    #[arg(long, default_value_t = Detector::new().min_words(), value_name = "N")]
    pub min_words: usize,

    /// The field of a JSON line that holds the text
    #[arg(long, default_value = "text", value_name = "NAME")]
    pub text_field: String,

    /// The field of a JSON line that holds the id, a string or a whole number; a line without it is called FILE:LINE
    #[arg(long, default_value = "id", value_name = "NAME")]
    pub id_field: String,

    /// The field of a JSON line that holds the date of the document, where it has one (2026-04-12, or with a time
    /// 2026-04-12T09:30:00Z): of two copies the earlier one is the likelier original
    #[arg(long, value_name = "NAME")]
    pub date_field: Option<String>,

    /// Read the dates of documents from FILE, a table with the columns id and date (2026-04-12, or with a time
    /// 2026-04-12T09:30:00Z); they go before those of a date field
    #[arg(long, value_name = "FILE.csv")]
    pub dates: Option<PathBuf>,

    /// Tell how one pair of documents went through this scan instead of reporting on it
    #[arg(long, num_args = 2, value_names = ["ID", "ID"])]
    pub explain: Vec<String>,

    /// Show no progress
    #[arg(long, short)]
    pub quiet: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs: one JSON object a line
    Jsonl,
    /// For people: one page to open in a browser, with the texts side by side
    Html,
}

/// A kind of copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Kind {
    /// The same text
    Exact,
    /// The same text with small changes
    Near,
    /// The same sentences with words swapped
    Spun,
    /// The same content in other sentences
    Rewritten,
    /// A passage of one in the other
    Partial,
}

impl Kind {
    /// All kinds, from the plainest copy to the faintest.
    pub(crate) const ALL: [Self; 5] = [Self::Exact, Self::Near, Self::Spun, Self::Rewritten, Self::Partial];

    /// The kind that a verdict names; none for a pair that is no copy.
    #[must_use]
    pub(crate) const fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::Exact => Some(Self::Exact),
            Verdict::Near => Some(Self::Near),
            Verdict::Spun => Some(Self::Spun),
            Verdict::Rewritten => Some(Self::Rewritten),
            Verdict::Partial => Some(Self::Partial),
            _ => None,
        }
    }

    /// What it means, in a few words.
    #[must_use]
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Exact => "the same words in the same order",
            Self::Near => "few words changed, a head or tail added or cut",
            Self::Spun => "the same sentences with words swapped",
            Self::Rewritten => "the same content in other words",
            Self::Partial => "a passage in common, the rest different",
        }
    }

    /// The verdict that it names.
    #[must_use]
    pub(crate) const fn verdict(self) -> Verdict {
        match self {
            Self::Exact => Verdict::Exact,
            Self::Near => Verdict::Near,
            Self::Spun => Verdict::Spun,
            Self::Rewritten => Verdict::Rewritten,
            Self::Partial => Verdict::Partial,
        }
    }

    /// The name as used on the command line and in reports.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        self.verdict().name()
    }
}
