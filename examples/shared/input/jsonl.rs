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

use super::{Fields, LineFault, Moment, Reason};

/// The longest line that is parsed, the same as the largest file.
pub(crate) const MAX_LINE_BYTES: usize = 64 << 20;

/// The byte order mark of UTF-8, which some editors put before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

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
    /// The date, where it was asked for and is there.
    pub date: Option<Moment>,
}

/// Reads all lines of `packed`.
///
/// # Errors
/// The error of the very first read; a later one ends the lines and is named among the faults.
pub(crate) fn read(packed: impl Read + Send, packing: Packing, fields: &Fields) -> io::Result<Lines> {
    let mut blocks = Blocks::new(packing.unpack(packed)?);
    let mut lines = Lines::default();
    let mut block = blocks.next_block();
    if let Some(Block::Broken(error)) = block {
        return Err(error);
    }
    let mut next_number = 1;
    while let Some(current) = block {
        let (parsed, next) = rayon::join(|| parse(current, next_number, fields), || blocks.next_block());
        next_number = parsed.next_number;
        lines.append(parsed.outcomes);
        block = next;
    }
    Ok(lines)
}

impl Lines {
    fn append(&mut self, outcomes: Vec<(usize, Result<Line, Reason>)>) {
        self.seen += outcomes.len();
        for (number, outcome) in outcomes {
            match outcome {
                Ok(line) => self.documents.push(line),
                Err(reason) => self.faults.push((number, reason)),
            }
        }
    }
}

/// What one block gave.
struct Parsed {
    /// The outcomes of its lines that are not blank, by number.
    outcomes: Vec<(usize, Result<Line, Reason>)>,
    /// The number of the first line of the next block.
    next_number: usize,
}

fn parse(block: Block, first_number: usize, fields: &Fields) -> Parsed {
    let fault =
        |reason| Parsed { outcomes: vec![(first_number, Err(reason))], next_number: first_number + 1 };
    match block {
        Block::Lines(bytes) => parse_lines(&bytes, first_number, fields),
        Block::TooLong => fault(Reason::Line(LineFault::TooLong)),
        Block::Broken(error) => fault(Reason::Rest(error)),
    }
}

/// Lines that one worker parses at a time.
const LINES: usize = 64;

fn parse_lines(bytes: &[u8], first_number: usize, fields: &Fields) -> Parsed {
    let mut end = 0;
    let mut ends = vec![end];
    ends.extend(blocks::lines(bytes).map(|line| {
        end += line.len();
        end
    }));
    let count = ends.len() - 1;
    let parse_some = |first: usize| {
        let some = ends[first]..ends[count.min(first + LINES)];
        parse_some(&bytes[some], first_number + first, fields)
    };
    let outcomes = (0..count).into_par_iter().step_by(LINES).flat_map_iter(parse_some).collect();
    Parsed { outcomes, next_number: first_number + count }
}

/// The outcomes of those lines that are not blank.
fn parse_some(bytes: &[u8], first_number: usize, fields: &Fields) -> Vec<(usize, Result<Line, Reason>)> {
    let numbered = (first_number..).zip(blocks::lines(bytes));
    let bare = numbered.map(|(number, line)| match line.strip_prefix(BYTE_ORDER_MARK) {
        Some(bare) if number == 1 => (number, bare.trim_ascii_end()),
        _ => (number, line.trim_ascii_end()),
    });
    let parse_one = |(number, line)| (number, line::parse(line, number, fields).map_err(Reason::Line));
    bare.filter(|(_, line)| !line.is_empty()).map(parse_one).collect()
}
