//! JSON lines, plain or packed → documents and faults, by line.
//!
//! The file is unpacked in blocks; while the lines of one block are parsed by all workers, and what is to be kept of their
//! texts is made, the next is unpacked. Time is linear in the unpacked bytes; space is that of three blocks, a text a
//! worker, and the longest line up to its limit.

mod blocks;
mod line;

use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use blocks::{Block, Blocks, Buffer};
use rayon::prelude::*;

use super::{Fields, LineFault, Moment, Reason, Sink};

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
    /// Where its text stands in what was parsed.
    pub text: Range<usize>,
    /// The date, where it was asked for and is there.
    pub date: Option<Moment>,
}

/// What became of a line that is not blank; an unreadable rest of the file is one.
#[derive(Debug)]
pub(crate) struct Outcome<G> {
    /// Counted from 1.
    pub number: usize,
    /// Where the line begins in the unpacked stream, and its bytes.
    pub place: (u64, u32),
    /// Its document and what was made of its text, or why it has none.
    pub line: Result<(Line, G), Reason>,
}

/// The outcomes of lines that stand behind each other.
type Outcomes<S> = Vec<Outcome<<S as Sink>::Gist>>;

/// How lines are read: by which fields, and by what their texts are.
type How<'h, S> = (&'h Fields, &'h <S as Sink>::Reader);

/// Reads the lines of a file, block by block.
pub(crate) struct Reader<'h, R, S: Sink> {
    blocks: Blocks<R>,
    how: How<'h, S>,
    /// The next block, and where it ends.
    block: Option<(Block, u64)>,
    /// The number of its first line.
    next_number: usize,
}

impl<'h, R: Read + Send, S: Sink> Reader<'h, R, S> {
    /// A reader of unpacked lines.
    ///
    /// # Errors
    /// The error of the very first read; a later one ends the lines and is named among their outcomes.
    pub(crate) fn new(unpacked: R, how: How<'h, S>) -> io::Result<Self> {
        let mut blocks = Blocks::new(unpacked);
        match blocks.next_block() {
            Some(Block::Broken(error)) => Err(error),
            block => {
                let block = block.map(|block| (block, blocks.end()));
                Ok(Self { blocks, how, block, next_number: 1 })
            }
        }
    }

    /// What became of the next lines, in order; none at the end.
    pub(crate) fn next_outcomes(&mut self) -> Option<Vec<Outcomes<S>>> {
        let (block, end) = self.block.take()?;
        let (first_number, how) = (self.next_number, self.how);
        let blocks = &mut self.blocks;
        let (parsed, next) =
            rayon::join(|| parse::<S>(block, (first_number, end), how), || blocks.next_block());
        self.next_number = parsed.next_number;
        self.blocks.reuse(parsed.seen_through);
        self.block = next.map(|block| (block, self.blocks.end()));
        Some(parsed.outcomes)
    }
}

/// The text of a line that was a document before; none where it is none any more.
pub(crate) fn text_of(line: &[u8], is_first: bool, fields: &Fields) -> Option<String> {
    let bare = line.strip_prefix(BYTE_ORDER_MARK).filter(|_| is_first).unwrap_or(line);
    let mut texts = String::with_capacity(line.len());
    let range = line::parse(bare.trim_ascii_end(), 0, fields, &mut texts).ok()?.text;
    texts.truncate(range.end);
    // What stands before it is that of a field that is there twice.
    texts.drain(..range.start);
    Some(texts)
}

/// What one block gave.
struct Parsed<S: Sink> {
    outcomes: Vec<Outcomes<S>>,
    /// The number of the first line of the next block.
    next_number: usize,
    /// The memory of the block.
    seen_through: Buffer,
}

/// Parses a block that ends at `end`.
fn parse<S: Sink>(block: Block, (first_number, end): (usize, u64), how: How<'_, S>) -> Parsed<S> {
    let fault = |reason| {
        let outcome = Outcome { number: first_number, place: (0, 0), line: Err(reason) };
        let (outcomes, next_number) = (vec![vec![outcome]], first_number + 1);
        Parsed { outcomes, next_number, seen_through: Buffer::default() }
    };
    match block {
        Block::Lines(lines) => {
            let start = end - lines.len() as u64;
            let (outcomes, next_number) = parse_lines::<S>(&lines, (first_number, start), how);
            Parsed { outcomes, next_number, seen_through: lines }
        }
        Block::TooLong => fault(Reason::Line(LineFault::TooLong)),
        Block::Broken(error) => fault(Reason::Rest(error)),
    }
}

/// Lines that one worker parses at a time.
const LINES: usize = 32;

fn parse_lines<S: Sink>(
    bytes: &[u8],
    (first_number, start): (usize, u64),
    (fields, reader): How<'_, S>,
) -> (Vec<Outcomes<S>>, usize) {
    let mut end = 0;
    let mut ends = vec![end];
    ends.extend(blocks::lines(bytes).map(|line| {
        end += line.len();
        end
    }));
    let count = ends.len() - 1;
    let part = |worker: &mut Worker<'_, S>, first: usize| {
        let ends = &ends[first..=count.min(first + LINES)];
        worker.parse((bytes, ends), (first_number + first, start))
    };
    let worker = || Worker { fields, reader: reader.clone(), text: String::new() };
    let outcomes = (0..count).into_par_iter().step_by(LINES).map_init(worker, part).collect();
    (outcomes, first_number + count)
}

/// What one worker parses lines with.
struct Worker<'f, S: Sink> {
    fields: &'f Fields,
    reader: S::Reader,
    text: String,
}

impl<S: Sink> Worker<'_, S> {
    /// Parses lines of a block that starts at `start` in the stream, given where the first begins and where each ends.
    fn parse(
        &mut self,
        (bytes, ends): (&[u8], &[usize]),
        (first_number, start): (usize, u64),
    ) -> Outcomes<S> {
        let mut outcomes = Vec::with_capacity(ends.len());
        for (number, ends) in (first_number..).zip(ends.windows(2)) {
            let whole = &bytes[ends[0]..ends[1]];
            let bare = whole.strip_prefix(BYTE_ORDER_MARK).filter(|_| number == 1).unwrap_or(whole);
            let bare = bare.trim_ascii_end();
            if !bare.is_empty() {
                self.text.clear();
                let line = line::parse(bare, number, self.fields, &mut self.text).map_err(Reason::Line);
                let gist = |line: Line| {
                    let gist = S::gist(&mut self.reader, &self.text[line.text.clone()]);
                    (line, gist)
                };
                // A line that is longer is refused.
                let place = (start + ends[0] as u64, u32::try_from(whole.len()).unwrap_or(0));
                outcomes.push(Outcome { number, place, line: line.map(gist) });
            }
        }
        outcomes
    }
}
