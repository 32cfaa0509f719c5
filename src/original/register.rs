//! A word → whether it is one of formal writing or of talk, in English.

use std::sync::LazyLock;

use crate::words::WordSet;

/// 1 for a word of formal writing, -1 for one of talk, 0 for all others.
pub(super) fn formality(word: u64) -> f64 {
    static SETS: LazyLock<[WordSet; 2]> =
        LazyLock::new(|| [WordSet::new(&[FORMAL]), WordSet::new(&[CASUAL])]);
    let [formal, casual] = &*SETS;
    f64::from(i8::from(formal.contains(word)) - i8::from(casual.contains(word)))
}

/// Words that language models put where people have plainer ones or none.
const FORMAL: &str = "additionally furthermore moreover notably crucial crucially comprehensive highlights highlighting \
    ensure ensures ensuring various significantly particularly underscore underscores underscoring showcase showcases \
    showcasing emphasize emphasizes emphasized emphasizing numerous consequently enhance enhances enhanced enhancing \
    demonstrate demonstrates demonstrating essential vital pivotal remarkable individuals utilize utilized utilizing \
    ultimately effectively primarily fostering potentially facilitate";

/// Words that people say and that machines leave out or make better.
const CASUAL: &str = "really very just actually basically literally pretty quite totally so lot lots stuff things thing \
    guy guys kind sort got get gonna kinda even";
