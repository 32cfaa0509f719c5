//! The name of a document inside one collection.

/// The number of a document: the place at which it was added, counted from 0.
///
/// Four bytes wide, since the index holds one for each band of each document.
///
/// ```
/// use unspin::DocId;
///
/// let third = DocId::new(2).expect("2 fits in 32 bits");
/// assert_eq!(third.index(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct DocId(u32);

impl DocId {
    /// The id of the document at `index`; none behind `u32::MAX`.
    #[must_use]
    pub fn new(index: usize) -> Option<Self> {
        u32::try_from(index).ok().map(Self)
    }

    /// The place of the document.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The bare number, for packing into an index entry.
    pub(crate) const fn get(self) -> u32 {
        self.0
    }

    /// The id of a number that [`get`](Self::get) gave.
    pub(crate) const fn from_number(number: u32) -> Self {
        Self(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_behind_the_last_number_is_refused() {
        assert_eq!(DocId::new(u32::MAX as usize).map(DocId::index), Some(u32::MAX as usize));
        assert_eq!(DocId::new(u32::MAX as usize + 1), None);
    }
}
