//! The fixed hashes: the same value for the same bytes on every machine and in every version of one recipe.
//!
//! Words are hashed by XXH3 (64 bit, seed 0), as published with its test vectors by Yann Collet
//! (<https://github.com/Cyan4973/xxHash>). Hashes of sequences are mixed from the hashes of their parts, never from
//! joined strings, by the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
//! Generators, OOPSLA 2014). `ahash` is not used for anything that is stored, compared or shown.

use xxhash_rust::xxh3::xxh3_64;

/// The odd constant of SplitMix64: 2^64 over the golden ratio.
pub(crate) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes the bytes of one folded word.
#[inline]
#[must_use]
pub fn word(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// Spreads every bit of `value` over the whole word; a bijection.
#[inline]
#[must_use]
pub const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// Joins a hash to what stands before it; the order of the parts counts.
#[inline]
#[must_use]
pub const fn join(before: u64, next: u64) -> u64 {
    mix(before.wrapping_mul(GOLDEN).wrapping_add(next))
}

/// The lower 32 bits of a hash.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "half of the bits is what is asked for")]
pub(crate) const fn low_half(hash: u64) -> u32 {
    hash as u32
}

/// The upper 32 bits.
pub(crate) const fn high_half(value: u64) -> u32 {
    (value >> 32) as u32
}
