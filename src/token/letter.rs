//! What one character is to the tokenizer.

/// What the first character of a word says about its kind and about the gap before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Initial {
    /// The word is one character of a script without spaces.
    Glyph,
    /// A digit or another numeric character.
    Digit,
    /// An upper-case letter.
    Upper,
    /// A lower-case letter.
    Lower,
    /// A letter without case, or an underscore.
    Uncased,
}

impl Initial {
    /// How many there are.
    pub(super) const COUNT: usize = 5;

    /// Judges a character that begins a word of an alphabet, as the caller typed it.
    #[inline]
    pub(super) fn of(first: char) -> Self {
        if first.is_lowercase() {
            Self::Lower
        } else if first.is_uppercase() {
            Self::Upper
        } else if first.is_numeric() {
            Self::Digit
        } else {
            Self::Uncased
        }
    }
}
