//! Numbers put down in blocks and read again: in memory, or in a file where memory is limited.
//!
//! The one place of the library that touches a file, and only one that the caller has opened. What is held beyond the
//! limit is written behind what was written before; blocks are read by their places, by several threads.

use std::{fs::File, io, ops::Range};

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
    file: File,
    /// Numbers held at most.
    most: usize,
    end: u64,
}

/// Memory for what is read from a file; one a thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Room {
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
        self.spill = Some(Spill { file, most: bytes / WIDTH, end: 0 });
    }

    /// An empty store that holds at most so many bytes where memory is limited, and writes behind what this one wrote,
    /// which is not to grow any more.
    pub(crate) fn beside(&self, bytes: usize) -> io::Result<Self> {
        let beside = |spill: &Spill| -> io::Result<Spill> {
            Ok(Spill { file: spill.file.try_clone()?, most: bytes / WIDTH, end: spill.end })
        };
        Ok(Self { spill: self.spill.as_ref().map(beside).transpose()?, ..Self::default() })
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
        let bytes: &[u8] = bytemuck::cast_slice(numbers);
        let start = self.end;
        write_at(&self.file, bytes, start)?;
        self.end += bytes.len() as u64;
        Ok(start)
    }

    fn read(&self, start: u64, len: usize, room: &mut Room) -> io::Result<()> {
        room.numbers.resize(len, 0);
        read_at(&self.file, bytemuck::cast_slice_mut(&mut room.numbers), start)
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, start)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

/// Elsewhere a file has one place at which it is read and written.
#[cfg(not(unix))]
static PLACE: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[cfg(not(unix))]
fn write_at(mut file: &File, bytes: &[u8], start: u64) -> io::Result<()> {
    use std::io::{Seek, Write};
    let _place = PLACE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    file.seek(io::SeekFrom::Start(start))?;
    file.write_all(bytes)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    use std::io::{Read, Seek};
    let _place = PLACE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    file.seek(io::SeekFrom::Start(start))?;
    file.read_exact(bytes)
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
