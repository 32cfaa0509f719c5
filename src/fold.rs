//! (placeholder until the token stage lands)

/// Appends the first `letters` characters of the folded word to `out`.
pub(crate) fn prefix(word: &str, letters: usize, out: &mut String) {
    out.extend(word.chars().flat_map(char::to_lowercase).take(letters));
}
