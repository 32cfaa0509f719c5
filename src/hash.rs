//! The fixed hashes: the same value for the same bytes on every machine and in every version of one recipe.
//!
//! A word is hashed by [`word`]: up to 16 bytes by two multiplications, as the hashes of the wyhash family end (Wang Yi,
//! <https://github.com/wangyi-fudan/wyhash>; Nicolas De Carli, <https://github.com/Nicoshev/rapidhash>), longer ones by
//! XXH3 (64 bit, seed 0), as published with its test vectors by Yann Collet
//! (<https://github.com/Cyan4973/xxHash>). Hashes of sequences are mixed from the hashes of their parts, never from
//! joined strings, by the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
//! Generators, OOPSLA 2014). `ahash` is not used for anything that is stored, compared or shown.

use xxhash_rust::xxh3::xxh3_64;

/// Bytes of the longest short word: nearly all words of a text, and two loads.
pub(crate) const SHORT: usize = 16;

/// The first three secrets of rapidhash. None of them is a piece of UTF-8, so that no half of a word undoes one and
/// makes a product 0: `C9 AC 2E 96` at the start of a word and `D4 33` within one cannot be.
const SECRETS: [u64; 3] = [0x2D35_8DCC_AA6C_78A5, 0x8BB8_4B93_962E_ACC9, 0x4B33_A62E_D433_D4A3];

/// The odd constant of SplitMix64: 2^64 over the golden ratio.
pub(crate) const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hashes the bytes of one folded word.
///
/// More than 16 bytes: XXH3. Else, with `×` for the product in 128 bits and `SECRETS` `s`:
/// 1. The bytes with zeros behind them are two little-endian numbers of 64 bits, `first` and `second`.
/// 2. `(first ^ s[1]) × (second ^ s[2])` has a lower half `low` and an upper half `high`.
/// 3. `(low ^ s[0] ^ length) × (high ^ s[1])`, its halves joined by exclusive or, is the hash.
#[inline]
#[must_use]
pub fn word(bytes: &[u8]) -> u64 {
    if bytes.len() <= SHORT { short_word(padded(bytes), bytes.len()) } else { xxh3_64(bytes) }
}

/// Hashes a word of `len` bytes, at most [`SHORT`], that are given as two numbers.
#[inline]
pub(crate) const fn short_word([first, second]: [u64; 2], len: usize) -> u64 {
    let [low, high] = product(first ^ SECRETS[1], second ^ SECRETS[2]);
    let [low, high] = product(low ^ SECRETS[0] ^ len as u64, high ^ SECRETS[1]);
    low ^ high
}

/// Up to [`SHORT`] bytes as two little-endian numbers, zeros behind them; by loads that overlap rather than one by one.
#[inline]
fn padded(bytes: &[u8]) -> [u64; 2] {
    let bits = |bytes: usize| 8 * bytes;
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u128::from(u64::from_le_bytes(*last)) << bits(bytes.len() - size_of::<u64>());
        return halves(u128::from(u64::from_le_bytes(*first)) | last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u64::from(u32::from_le_bytes(*last)) << bits(bytes.len() - size_of::<u32>());
        return [u64::from(u32::from_le_bytes(*first)) | last, 0];
    }
    [bytes.iter().rfold(0, |number, &byte| number << 8 | u64::from(byte)), 0]
}

/// Both halves of the product, the lower first.
#[inline]
const fn product(left: u64, right: u64) -> [u64; 2] {
    halves(left as u128 * right as u128)
}

/// Both halves, the lower first.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is asked for")]
const fn halves(value: u128) -> [u64; 2] {
    [value as u64, (value >> 64) as u64]
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
#[inline]
pub(crate) const fn high_half(value: u64) -> u32 {
    (value >> 32) as u32
}
