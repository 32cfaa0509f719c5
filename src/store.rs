//! Numbers put down in blocks and read again: in memory, or in a file where memory is limited.
//!
//! The one place of the library that touches a file, and only one that the caller has opened. What is held beyond the
//! limit is written behind what was written before; blocks are read by their places, by several threads.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    ops::Range,
    sync::{Mutex, PoisonError},
};

/// Bytes of a number.
const WIDTH: usize = size_of::<u32>();

/// Blocks of numbers.
#[derive(Debug, Default)]
pub(crate) struct Store {
    blocks: Vec<Block>,
    /// Numbers of the blocks in memory.
    held: usize,
    spill: Option<Spill>,
}

#[derive(Debug)]
enum Block {
    Held(Box<[u32]>),
    /// Where it begins in the file.
    Written(u64),
}

/// Where the blocks go that memory has no room for.
#[derive(Debug)]
struct Spill {
    file: Mutex<File>,
    /// Numbers held at most.
    most: usize,
    end: u64,
}

/// Memory for what is read from a file; one a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Room {
    bytes: Vec<u8>,
    numbers: Vec<u32>,
}

impl Room {
    /// Takes numbers in, in place of those before.
    #[cfg(test)]
    pub(crate) fn hold(&mut self, numbers: impl Iterator<Item = u32>) -> &[u32] {
        self.numbers.clear();
        self.numbers.extend(numbers);
        &self.numbers
    }
}

impl Store {
    /// Holds at most so many bytes from now on and writes the rest to the file.
    pub(crate) fn spill_to(&mut self, file: File, bytes: usize) {
        self.spill = Some(Spill { file: Mutex::new(file), most: bytes / WIDTH, end: 0 });
    }

    /// Puts a block behind the others; returns its number.
    pub(crate) fn put(&mut self, block: Vec<u32>) -> io::Result<usize> {
        self.held += block.len();
        self.blocks.push(Block::Held(block.into_boxed_slice()));
        if let Some(spill) = self.spill.as_mut().filter(|spill| self.held > spill.most) {
            for block in &mut self.blocks {
                if let Block::Held(numbers) = block {
                    *block = Block::Written(spill.write(numbers)?);
                }
            }
            self.held = 0;
        }
        Ok(self.blocks.len() - 1)
    }

    /// The numbers at some places of a block.
    pub(crate) fn read<'a>(
        &'a self,
        block: usize,
        places: Range<usize>,
        room: &'a mut Room,
    ) -> io::Result<&'a [u32]> {
        match (&self.blocks[block], &self.spill) {
            (Block::Held(numbers), _) => Ok(&numbers[places]),
            (Block::Written(start), Some(spill)) => {
                spill.read(start + (places.start * WIDTH) as u64, places.len(), room)?;
                Ok(&room.numbers)
            }
            (Block::Written(_), None) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Spill {
    fn write(&mut self, numbers: &[u32]) -> io::Result<u64> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(&bytes)?;
        let start = self.end;
        self.end += bytes.len() as u64;
        Ok(start)
    }

    fn read(&self, start: u64, len: usize, room: &mut Room) -> io::Result<()> {
        room.bytes.resize(len * WIDTH, 0);
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut room.bytes)?;
        }
        room.numbers.clear();
        let numbers = room.bytes.chunks_exact(WIDTH);
        room.numbers.extend(numbers.filter_map(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_down_is_read_again_wherever_it_lies() {
        for most in [None, Some(0), Some(100), Some(1 << 20)] {
            let mut store = Store::default();
            if let Some(most) = most {
                store.spill_to(tempfile::tempfile().expect("a temporary file can be made"), most);
            }
            let block = |number: u32| (0..number * 3).map(|at| at * 1_000_003 + number).collect::<Vec<_>>();
            for number in 0..40 {
                assert_eq!(store.put(block(number)).expect("room on the disk"), number as usize);
            }
            let mut room = Room::default();
            for number in (0..40).rev() {
                let expected = block(number);
                for places in [0..expected.len(), expected.len() / 3..expected.len() / 2] {
                    let read =
                        store.read(number as usize, places.clone(), &mut room).expect("it was written");
                    assert_eq!(read, &expected[places]);
                }
            }
            let held = store.blocks.iter().filter(|block| matches!(block, Block::Held(_))).count();
            assert_eq!(held == 40, most.is_none_or(|most| most > 100), "{most:?}: {held} blocks are held");
        }
    }
}
