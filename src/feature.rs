//! Tokens → features: hashes of short runs of words, the sets that resemblance is measured on.
//!
//! `n` tokens give at most `n` features, in time linear in `n`. The only memory is that of the features themselves:
//! the symbols of a channel are written where its features will stand, and are hashed in place.
//!
//! | channel | a feature is | finds | misses |
//! |---|---|---|---|
//! | [`Shingles`](Channel::Shingles) | 5 words in a row | exact and near copies, quoted passages | copies with every fifth word changed |
//! | [`Skeleton`](Channel::Skeleton) | 6 symbols in a row, where words of grammar, numbers, names stand for themselves and each run of other words is one `*` | spun copies: the swapped words are inside the `*` | rewrites that change the grammar; texts without words of grammar |
//!
//! Word shingles are those of Broder, On the Resemblance and Containment of Documents, SEQUENCES 1997. The skeleton is
//! kin to the stop-word n-grams of Stamatatos, Plagiarism Detection Using Stopword n-grams, JASIST 62(12), 2011; it
//! differs in keeping numbers and names, and in marking where other words stood. The hash of a run is a cyclic
//! polynomial (Cohen, Recursive Hashing Functions for n-Grams, ACM TOIS 15(3), 1997) of the token hashes, mixed.

use std::{cell::Cell, hint::select_unpredictable};

use crate::{
    hash,
    token::{Kind, Token},
};

/// What a feature is made of. The table [above](self) says which channel finds what.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Runs of 5 tokens; one feature of all tokens for a shorter text.
    Shingles,
    /// Runs of 6 symbols of the skeleton; none for a shorter skeleton, which thousands of texts would share.
    Skeleton,
}

/// Tokens in a shingle: the length that news deduplication settled on; unrelated texts share next to none.
const SHINGLE: usize = 5;

/// Symbols in a skeleton gram. Two `*` never meet, so at least half of them are words that were kept.
const SKELETON: usize = 6;

/// The symbol for a run of content words; no word hashes to it but by the usual chance of 2^-64.
const RUN: u64 = hash::mix(b'*' as u64);

/// Bits by which a symbol is turned for each place it stands before the end of its gram. Odd, and such that the turns
/// of the longest gram (5 * 11 = 55) stay below 64: all places differ.
const TURN: u32 = 11;

impl Channel {
    /// Symbols in one feature.
    #[must_use]
    pub const fn gram(self) -> usize {
        match self {
            Self::Shingles => SHINGLE,
            Self::Skeleton => SKELETON,
        }
    }

    /// The name that a [`Recipe`](crate::recipe::Recipe) writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shingles => "shingles",
            Self::Skeleton => "skeleton",
        }
    }
}

/// Appends the features of `tokens` to `out`, in the order of the text, repeated ones included.
///
/// `n` tokens give `n - 4` shingles (one for 1 to 4 tokens), and at most `n - 5` skeleton grams; no tokens give none.
/// Costs about 2 ns a token, 3 for the skeleton; allocates only when `out` has no room for `n` more.
///
/// ```
/// use unspin::{feature, feature::Channel, token};
///
/// let mut tokens = Vec::new();
/// token::tokenize("the quick brown fox jumps over the lazy dog", &mut tokens);
/// let mut features = Vec::new();
/// feature::features(Channel::Shingles, &tokens, &mut features);
/// assert_eq!(features.len(), tokens.len() - 4);
/// ```
pub fn features(channel: Channel, tokens: &[Token], out: &mut Vec<u64>) {
    let start = out.len();
    let grams = match channel {
        Channel::Shingles => {
            out.extend(tokens.iter().map(|token| token.hash));
            shingle(&mut out[start..])
        }
        Channel::Skeleton => {
            push_skeleton(tokens, out);
            hash_grams::<SKELETON>(&mut out[start..])
        }
    };
    out.truncate(start + grams);
}

/// Replaces the first hashes of tokens by the shingles that begin there and returns their number.
pub(crate) fn shingle(words: &mut [u64]) -> usize {
    hash_grams::<SHINGLE>(words).max(words.len().min(1))
}

/// Appends the symbols of the skeleton: each kept token's hash, and [`RUN`] once for a run of content words.
///
/// Written without a branch on the kind, which no processor can foretell: every symbol is stored, and the end moves on
/// unless a run only went on.
fn push_skeleton(tokens: &[Token], out: &mut Vec<u64>) {
    let start = out.len();
    out.resize(start + tokens.len(), 0);
    let symbols = &mut out[start..];
    let mut end = 0;
    let mut in_run = false;
    for token in tokens {
        let content = token.kind == Kind::Content;
        symbols[end] = select_unpredictable(content, RUN, token.hash);
        end += usize::from(!(in_run && content));
        in_run = content;
    }
    out.truncate(start + end);
}

/// Replaces the first symbols by the hashes of the grams that begin there and returns their number; when there are too
/// few symbols for a gram, returns 0 and leaves the hash of all of them in the first place.
fn hash_grams<const GRAM: usize>(symbols: &mut [u64]) -> usize {
    let Some(grams) = (symbols.len() + 1).checked_sub(GRAM).filter(|&grams| grams > 0) else {
        let whole = hash::mix(symbols.iter().copied().fold(0, shift_in));
        if let Some(first) = symbols.first_mut() {
            *first = whole;
        }
        return 0;
    };
    let mut state = symbols[..GRAM - 1].iter().copied().fold(0, shift_in);
    // Cells, so that a window may write what a later one does not read.
    for window in Cell::from_mut(symbols).as_slice_of_cells().windows(GRAM) {
        state = shift_in(state, window[GRAM - 1].get());
        let leaving = window[0].replace(hash::mix(state));
        state ^= (1..GRAM).fold(leaving, |turned, _| turned.rotate_left(TURN));
    }
    grams
}

/// The state of the cyclic polynomial after one more symbol; mixed, it is the hash of the symbols in it.
#[inline]
const fn shift_in(state: u64, symbol: u64) -> u64 {
    state.rotate_left(TURN) ^ symbol
}
