//! JSON lines, plain or packed → documents and faults, by line.
//!
//! The file is unpacked in blocks; while the lines of one block are parsed by all workers, the next is unpacked. Time is
//! linear in the unpacked bytes; space is that of two blocks, their texts, and the longest line up to its limit.

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

    pub(crate) fn unpack<'r>(self, packed: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
        Ok(match self {
            Self::Plain => Box::new(packed),
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(packed))),
            Self::Zstd => Box::new(zstd::Decoder::new(packed)?),
        })
    }
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

/// What became of a line that is not blank; an unreadable rest of the file is one.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Counted from 1.
    pub number: usize,
    /// Where the line begins in the unpacked stream, and its bytes.
    pub place: (u64, u32),
    /// Its document, or why it has none.
    pub line: Result<Line, Reason>,
}

/// Reads the lines of a file, block by block.
pub(crate) struct Reader<'f, R> {
    blocks: Blocks<R>,
    fields: &'f Fields,
    /// The next block, and where it ends.
    block: Option<(Block, u64)>,
    /// The number of its first line.
    next_number: usize,
}

impl<'f, R: Read + Send> Reader<'f, R> {
    /// A reader of unpacked lines.
    ///
    /// # Errors
    /// The error of the very first read; a later one ends the lines and is named among their outcomes.
    pub(crate) fn new(unpacked: R, fields: &'f Fields) -> io::Result<Self> {
        let mut blocks = Blocks::new(unpacked);
        match blocks.next_block() {
            Some(Block::Broken(error)) => Err(error),
            block => {
                let block = block.map(|block| (block, blocks.end()));
                Ok(Self { blocks, fields, block, next_number: 1 })
            }
        }
    }

    /// The outcomes of the next lines, in order; none at the end.
    pub(crate) fn next_outcomes(&mut self) -> Option<Vec<Outcome>> {
        let (block, end) = self.block.take()?;
        let (first_number, fields) = (self.next_number, self.fields);
        let blocks = &mut self.blocks;
        let (parsed, next) =
            rayon::join(|| parse(block, (first_number, end), fields), || blocks.next_block());
        self.next_number = parsed.next_number;
        self.block = next.map(|block| (block, self.blocks.end()));
        Some(parsed.outcomes)
    }
}

/// The text of a line that was a document before; none where it is none any more.
pub(crate) fn text_of(line: &[u8], is_first: bool, fields: &Fields) -> Option<String> {
    let bare = line.strip_prefix(BYTE_ORDER_MARK).filter(|_| is_first).unwrap_or(line);
    line::parse(bare.trim_ascii_end(), 0, fields).ok().map(|line| line.text)
}

/// What one block gave.
struct Parsed {
    outcomes: Vec<Outcome>,
    /// The number of the first line of the next block.
    next_number: usize,
}

/// Parses a block that ends at `end`.
fn parse(block: Block, (first_number, end): (usize, u64), fields: &Fields) -> Parsed {
    let fault = |reason| {
        let outcome = Outcome { number: first_number, place: (0, 0), line: Err(reason) };
        Parsed { outcomes: vec![outcome], next_number: first_number + 1 }
    };
    match block {
        Block::Lines(bytes) => parse_lines(&bytes, (first_number, end - bytes.len() as u64), fields),
        Block::TooLong => fault(Reason::Line(LineFault::TooLong)),
        Block::Broken(error) => fault(Reason::Rest(error)),
    }
}

/// Lines that one worker parses at a time.
const LINES: usize = 64;

fn parse_lines(bytes: &[u8], (first_number, start): (usize, u64), fields: &Fields) -> Parsed {
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
    let outcome = |(number, line): (usize, Result<Line, Reason>)| {
        let (from, to) = (ends[number - first_number], ends[number - first_number + 1]);
        // A line that is longer is refused.
        let place = (start + from as u64, u32::try_from(to - from).unwrap_or(0));
        Outcome { number, place, line }
    };
    let outcomes = (0..count).into_par_iter().step_by(LINES).flat_map_iter(parse_some).map(outcome).collect();
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
