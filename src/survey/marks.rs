//! Signature → marks: enough of it to tell whether two documents that share a band key do so by chance.

/// Slots whose marks make a number.
const SLOTS_OF_MARK: usize = 4;
/// Numbers that the marks of a signature make.
pub(super) const MARKS: usize = 128 / SLOTS_OF_MARK;
/// Slots of 128 in which the signatures of a candidate agree. Of pairs that resemble each other by .25 one in 1,000
/// agrees in fewer; most pairs that share a band key by chance do, and their number grows with the square of the
/// documents.
pub(super) const LEAST_ALIKE: u32 = 16;

/// The lowest byte of each slot of a signature, four in a number: two slots that differ have equal ones once in 256
/// (Li, König: b-Bit Minwise Hashing, WWW 2010).
pub(super) fn marks(signature: &[u32]) -> impl Iterator<Item = u32> {
    let lowest =
        |slots: &[u32; SLOTS_OF_MARK]| slots.iter().fold(0, |mark, slot| mark << u8::BITS | slot & 0xFF);
    signature.as_chunks().0.iter().map(lowest)
}

/// In how many slots two signatures agree by their marks.
pub(super) fn agreeing(left: &[u32], right: &[u32]) -> u32 {
    let equal = |(left, right): (&u32, &u32)| {
        (left ^ right).to_le_bytes().iter().map(|&byte| u32::from(byte == 0)).sum::<u32>()
    };
    left.iter().zip(right).map(equal).sum()
}

/// Whether two signatures of a channel agree enough to make a pair that shares a band key a candidate.
pub(crate) fn are_alike(left: &[u32], right: &[u32]) -> bool {
    let [left, right] = [left, right].map(|signature| marks(signature).collect::<Vec<_>>());
    agreeing(&left, &right) >= LEAST_ALIKE
}
