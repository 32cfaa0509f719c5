//! Comparisons put down: packed, in memory or in the file where memory is limited, until somebody asks for one.
//!
//! A comparison of two articles takes 1 to 3 kB as it is; packed, one of a near copy of 150 words takes 190 bytes.

use std::io;

use crate::{
    comparison::Comparison,
    profile::number,
    store::{Room, Store},
};

/// Comparisons by their places.
#[derive(Debug, Default)]
pub(crate) struct Archive {
    store: Store,
}

/// Where a comparison lies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    block: u32,
    start: u32,
    len: u32,
}

/// A comparison as it is put down: whole numbers of variable length, four bytes of them in one.
#[derive(Debug)]
pub(crate) struct Packed(Vec<u32>);

impl Packed {
    /// Packs a comparison.
    ///
    /// # Errors
    /// None: every comparison can be packed.
    pub(crate) fn new(comparison: &Comparison) -> io::Result<Self> {
        let bytes = postcard::to_allocvec(comparison).map_err(io::Error::other)?;
        let mut numbers = vec![0; bytes.len().div_ceil(size_of::<u32>())];
        bytemuck::cast_slice_mut(&mut numbers)[..bytes.len()].copy_from_slice(&bytes);
        Ok(Self(numbers))
    }
}

impl Archive {
    /// An archive in an empty store.
    pub(crate) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Puts comparisons down behind the others.
    pub(crate) fn put(&mut self, comparisons: &[Packed]) -> io::Result<Vec<Place>> {
        let block = self.store.put(comparisons.iter().flat_map(|packed| &packed.0).copied().collect())?;
        let mut end = 0;
        let place = |packed: &Packed| {
            let start = end;
            end += packed.0.len();
            Place { block: number(block), start: number(start), len: number(packed.0.len()) }
        };
        Ok(comparisons.iter().map(place).collect())
    }

    /// The comparison at a place.
    pub(crate) fn get(&self, place: Place) -> io::Result<Comparison> {
        let (start, len) = (place.start as usize, place.len as usize);
        let mut room = Room::default();
        let numbers = self.store.read(place.block as usize, start..start + len, &mut room)?;
        let (comparison, _) =
            postcard::take_from_bytes(bytemuck::cast_slice(numbers)).map_err(io::Error::other)?;
        Ok(comparison)
    }
}
