//! A stream of bytes → blocks of whole lines. A line beyond its limit is passed over without being held.

use std::io::{self, Read};
use std::mem;

use super::MAX_LINE_BYTES;

/// How much is read at a time: hundreds of usual lines, enough for a few workers, and not far beyond their caches.
const BLOCK_BYTES: usize = 2 << 20;

/// A part of a file of JSON lines.
#[derive(Debug)]
pub(crate) enum Block {
    /// Whole lines, each but the last of a file with its line feed.
    Lines(Vec<u8>),
    /// One line beyond the limit.
    TooLong,
    /// The rest of the file, which cannot be read.
    Broken(io::Error),
}

/// The blocks of a stream, in order.
pub(crate) struct Blocks<R> {
    reader: R,
    /// The beginning of a line whose end was not read yet.
    carried: Vec<u8>,
    /// Bytes read so far.
    read: u64,
    /// How many of the carried bytes are known to hold no line feed, so that a long line is searched once.
    searched: usize,
    state: State,
}

enum State {
    Reading,
    Failed(io::Error),
    Ended,
}

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, carried: Vec::new(), read: 0, searched: 0, state: State::Reading }
    }

    /// Where the bytes of the block last given end in the stream.
    pub(crate) fn end(&self) -> u64 {
        self.read - self.carried.len() as u64
    }

    /// The next block; none at the end.
    pub(crate) fn next_block(&mut self) -> Option<Block> {
        loop {
            let mut bytes = mem::take(&mut self.carried);
            match mem::replace(&mut self.state, State::Ended) {
                State::Reading => self.fill(&mut bytes),
                State::Failed(error) => return Some(Block::Broken(error)),
                State::Ended => return (!bytes.is_empty()).then_some(Block::Lines(bytes)),
            }
            let searched = mem::take(&mut self.searched);
            let last = memchr::memrchr(b'\n', &bytes[searched..]);
            if let Some(last) = last {
                self.carried = bytes.split_off(searched + last + 1);
                self.searched = self.carried.len();
                return Some(Block::Lines(bytes));
            }
            if bytes.len() > MAX_LINE_BYTES {
                return Some(self.pass_over(bytes));
            }
            self.searched = bytes.len();
            self.carried = bytes;
        }
    }

    /// Reads on, and says in the state how that went.
    fn fill(&mut self, bytes: &mut Vec<u8>) {
        bytes.reserve(BLOCK_BYTES);
        let before = bytes.len();
        self.state = match self.reader.by_ref().take(BLOCK_BYTES as u64).read_to_end(bytes) {
            Ok(0) => State::Ended,
            Ok(_) => State::Reading,
            Err(error) => State::Failed(error),
        };
        self.read += (bytes.len() - before) as u64;
    }

    fn pass_over(&mut self, mut bytes: Vec<u8>) -> Block {
        while matches!(self.state, State::Reading) {
            bytes.clear();
            self.fill(&mut bytes);
            if let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
                self.carried = bytes.split_off(end + 1);
                break;
            }
        }
        Block::TooLong
    }
}

/// The lines of a block, with their ends.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(len);
        rest = after;
        (len > 0).then_some(line)
    })
}
