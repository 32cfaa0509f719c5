//! JSON lines, plain or packed → documents and faults, by line.
//!
//! The file is unpacked in blocks; while the lines of one block are parsed by all workers, the next is unpacked. Time is
//! linear in the unpacked bytes; space is that of the documents, two blocks and the longest line up to its limit.

mod blocks;
mod line;

use std::io::{self, BufReader, Read};
use std::path::Path;

use blocks::{Block, Blocks};
use rayon::prelude::*;

use super::{Fields, LineFault, Reason};

/// The longest line that is parsed, the same as the largest file.
pub(crate) const MAX_LINE_BYTES: usize = 64 << 20;

/// How a file of JSON lines is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    Plain,
    /// By gzip, in one member or more.
    Gzip,
    /// By Zstandard, in one frame or more.
    Zstd,
}

impl Packing {
    /// The packing that the name of a file tells; none when it does not tell of JSON lines.
    #[must_use]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.as_encoded_bytes().to_ascii_lowercase();
        let endings = [(".jsonl", Self::Plain), (".jsonl.gz", Self::Gzip), (".jsonl.zst", Self::Zstd)];
        endings.into_iter().find(|(ending, _)| name.ends_with(ending.as_bytes())).map(|(_, packing)| packing)
    }

    fn unpack<'r>(self, packed: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
        Ok(match self {
            Self::Plain => Box::new(packed),
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(packed))),
            Self::Zstd => Box::new(zstd::Decoder::new(packed)?),
        })
    }
}

/// What a file of JSON lines gave.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The documents, by line.
    pub documents: Vec<Line>,
    /// The faults, by line.
    pub faults: Vec<(usize, Reason)>,
    /// The lines that are not blank; an unreadable rest is one.
    pub seen: usize,
}

/// The document of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Counted from 1.
    pub number: usize,
    /// The id, where there is one.
    pub id: Option<String>,
    /// The text.
    pub text: String,
}

/// Reads all lines of `packed`.
///
/// # Errors
/// The error of the very first read; a later one ends the lines and is named among the faults.
pub(crate) fn read(packed: impl Read + Send, packing: Packing, fields: &Fields) -> io::Result<Lines> {
    let mut blocks = Blocks::new(packing.unpack(packed)?);
    let mut lines = Lines::default();
    let mut block = blocks.next_block();
    if let Some(Block::Broken { line: 1, error }) = block {
        return Err(error);
    }
    while let Some(current) = block {
        let (parsed, next) = rayon::join(|| parse(current, fields), || blocks.next_block());
        lines.append(parsed);
        block = next;
    }
    Ok(lines)
}

impl Lines {
    fn append(&mut self, parsed: Vec<(usize, Result<Line, Reason>)>) {
        self.seen += parsed.len();
        for (number, outcome) in parsed {
            match outcome {
                Ok(line) => self.documents.push(line),
                Err(reason) => self.faults.push((number, reason)),
            }
        }
    }
}

fn parse(block: Block, fields: &Fields) -> Vec<(usize, Result<Line, Reason>)> {
    match block {
        Block::Lines { bytes, first_line } => {
            let numbered: Vec<_> = blocks::lines(&bytes, first_line).collect();
            let parse_one =
                |(number, line)| (number, line::parse(line, number, fields).map_err(Reason::Line));
            numbered.into_par_iter().map(parse_one).collect()
        }
        Block::TooLong { line } => vec![(line, Err(Reason::Line(LineFault::TooLong)))],
        Block::Broken { line, error } => vec![(line, Err(Reason::Rest(error)))],
    }
}
