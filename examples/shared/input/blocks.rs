//! A stream of bytes → blocks of whole lines. A line beyond its limit is passed over without being held.

use std::io::{self, Read};
use std::mem;
use std::ops::Deref;

use super::MAX_LINE_BYTES;

/// How much is read at a time: hundreds of usual lines, enough for a few workers, and their caches hold them and their
/// texts.
const BLOCK_BYTES: usize = 512 << 10;

/// A part of a file of JSON lines.
#[derive(Debug)]
pub(crate) enum Block {
    /// Whole lines, each but the last of a file with its line feed.
    Lines(Buffer),
    /// One line beyond the limit.
    TooLong,
    /// The rest of the file, which cannot be read.
    Broken(io::Error),
}

/// What was read, in memory that serves one block after the other.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    len: usize,
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl Buffer {
    fn push(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
        self.len += bytes.len();
    }

    /// So many bytes behind what was read.
    fn room(&mut self, len: usize) -> &mut [u8] {
        let end = self.len + len;
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        &mut self.bytes[self.len..end]
    }
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
    spare: Buffer,
}

enum State {
    Reading,
    Failed(io::Error),
    Ended,
}

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R) -> Self {
        let (carried, spare) = (Vec::new(), Buffer::default());
        Self { reader, carried, read: 0, searched: 0, state: State::Reading, spare }
    }

    /// Where the bytes of the block last given end in the stream.
    pub(crate) fn end(&self) -> u64 {
        self.read - self.carried.len() as u64
    }

    /// Takes the memory of a block that was seen through, unless it is that of a very long line.
    pub(crate) fn reuse(&mut self, buffer: Buffer) {
        if buffer.bytes.len() <= 2 * BLOCK_BYTES {
            self.spare = buffer;
        }
    }

    /// The next block; none at the end.
    pub(crate) fn next_block(&mut self) -> Option<Block> {
        let mut lines = mem::take(&mut self.spare);
        lines.len = 0;
        lines.push(&self.carried);
        self.carried.clear();
        loop {
            match mem::replace(&mut self.state, State::Ended) {
                State::Reading => self.fill(&mut lines),
                State::Failed(error) => return Some(Block::Broken(error)),
                State::Ended => return (!lines.is_empty()).then_some(Block::Lines(lines)),
            }
            let searched = mem::take(&mut self.searched);
            if let Some(last) = memchr::memrchr(b'\n', &lines[searched..]) {
                let end = searched + last + 1;
                self.carried.extend_from_slice(&lines[end..]);
                self.searched = self.carried.len();
                lines.len = end;
                return Some(Block::Lines(lines));
            }
            if lines.len > MAX_LINE_BYTES {
                return Some(self.pass_over(lines));
            }
            self.searched = lines.len;
        }
    }

    /// Reads on, and says in the state how that went.
    fn fill(&mut self, lines: &mut Buffer) {
        let before = lines.len;
        self.state = State::Reading;
        while lines.len < before + BLOCK_BYTES {
            match self.reader.read(lines.room(before + BLOCK_BYTES - lines.len)) {
                Ok(0) => {
                    if lines.len == before {
                        self.state = State::Ended;
                    }
                    break;
                }
                Ok(len) => lines.len += len,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
                Err(error) => {
                    self.state = State::Failed(error);
                    break;
                }
            }
        }
        self.read += (lines.len - before) as u64;
    }

    fn pass_over(&mut self, mut lines: Buffer) -> Block {
        while matches!(self.state, State::Reading) {
            lines.len = 0;
            self.fill(&mut lines);
            if let Some(end) = lines.iter().position(|&byte| byte == b'\n') {
                self.carried.extend_from_slice(&lines[end + 1..]);
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
