//! A stream of bytes → blocks of whole lines. A line beyond its limit is passed over without being held.

use std::io::{self, BufRead, Read};
use std::mem;

use super::MAX_LINE_BYTES;

/// How much is read at a time: thousands of usual lines, enough for all workers, and little beside the documents.
const BLOCK_BYTES: usize = 8 << 20;

/// The byte order mark of UTF-8, which some editors put before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A part of a file of JSON lines.
#[derive(Debug)]
pub(crate) enum Block {
    /// Whole lines.
    Lines {
        /// The lines, each but the last of a file with its line feed.
        bytes: Vec<u8>,
        /// The number of the first of them.
        first_line: usize,
    },
    /// One line beyond the limit.
    TooLong {
        /// Its number.
        line: usize,
    },
    /// From this line on nothing can be read.
    Broken {
        /// The number of the first line that is lost.
        line: usize,
        /// The error that ended the reading.
        error: io::Error,
    },
}

/// The blocks of a stream, in order.
pub(crate) struct Blocks<R> {
    reader: R,
    /// The beginning of a line whose end was not read yet.
    carried: Vec<u8>,
    next_line: usize,
    state: State,
}

enum State {
    Reading,
    Failed(io::Error),
    Ended,
}

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, carried: Vec::new(), next_line: 1, state: State::Reading }
    }

    /// The next block; none at the end.
    pub(crate) fn next_block(&mut self) -> Option<Block> {
        loop {
            let mut bytes = mem::take(&mut self.carried);
            match mem::replace(&mut self.state, State::Ended) {
                State::Reading => self.fill(&mut bytes),
                State::Failed(error) => return Some(Block::Broken { line: self.next_line, error }),
                State::Ended => return (!bytes.is_empty()).then(|| self.lines(bytes)),
            }
            if let Some(end) = bytes.iter().rposition(|&byte| byte == b'\n') {
                self.keep(bytes.split_off(end + 1));
                return Some(self.lines(bytes));
            }
            if bytes.len() > MAX_LINE_BYTES {
                return Some(self.pass_over(bytes));
            }
            self.keep(bytes);
        }
    }

    /// Reads on, and says in the state how that went.
    fn fill(&mut self, bytes: &mut Vec<u8>) {
        bytes.reserve(BLOCK_BYTES);
        self.state = match self.reader.by_ref().take(BLOCK_BYTES as u64).read_to_end(bytes) {
            Ok(0) => State::Ended,
            Ok(_) => State::Reading,
            Err(error) => State::Failed(error),
        };
    }

    /// Carries the beginning of a line to the next block, unless its end is lost.
    fn keep(&mut self, beginning: Vec<u8>) {
        if !matches!(self.state, State::Failed(_)) {
            self.carried = beginning;
        }
    }

    #[expect(clippy::naive_bytecount, reason = "the compiler makes vector code of it")]
    fn lines(&mut self, bytes: Vec<u8>) -> Block {
        let first_line = self.next_line;
        self.next_line += bytes.iter().filter(|&&byte| byte == b'\n').count();
        Block::Lines { bytes, first_line }
    }

    fn pass_over(&mut self, mut bytes: Vec<u8>) -> Block {
        let line = self.next_line;
        self.next_line += 1;
        while matches!(self.state, State::Reading) {
            bytes.clear();
            self.fill(&mut bytes);
            if let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
                self.keep(bytes.split_off(end + 1));
                break;
            }
        }
        Block::TooLong { line }
    }
}

/// The lines of a block that are not blank, with their numbers and without their ends.
pub(crate) fn lines(bytes: &[u8], first_line: usize) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = bytes;
    let mut next_line = first_line;
    let every = std::iter::from_fn(move || {
        let mut after = rest;
        let len = after.skip_until(b'\n').expect("reading from memory cannot fail");
        let line = &rest[..len];
        (rest, next_line) = (after, next_line + 1);
        (len > 0).then_some((next_line - 1, line))
    });
    let bare = every.map(|(number, line)| match line.strip_prefix(BYTE_ORDER_MARK) {
        Some(bare) if number == 1 => (number, bare),
        _ => (number, line),
    });
    bare.map(|(number, line)| (number, line.trim_ascii_end())).filter(|(_, line)| !line.is_empty())
}
