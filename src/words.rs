//! The words of grammar of a dozen languages, as a set of hashes.

/// Whether the word of this hash is a word of grammar.
#[must_use]
pub fn is_function(hash: u64) -> bool {
    table().binary_search(&hash).is_ok()
}

fn table() -> &'static [u64] {
    static TABLE: std::sync::LazyLock<Vec<u64>> = std::sync::LazyLock::new(|| {
        let mut hashes: Vec<u64> =
            FUNCTION_WORDS.split_whitespace().map(|word| crate::hash::word(word.as_bytes())).collect();
        hashes.sort_unstable();
        hashes
    });
    &TABLE
}

const FUNCTION_WORDS: &str = "a an the and or but nor if then else than that this these those of in on at by to from \
    with without into onto over under between among through during before after above below up down out off again \
    as is are was were be been being am has have had having do does did doing will would shall should can could may \
    might must not no he she it they we you i him her them us me his hers its their theirs our ours your yours my mine \
    who whom whose which what when where why how there here all any both each few more most other some such only own \
    same so too very just also about against because until while for s t d ll m o re ve";
