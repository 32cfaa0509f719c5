//! A word → the figure that it says: "three" and "3" are one fact.

use std::sync::LazyLock;

use ahash::AHashMap;

use crate::{hash, words::WordSet};

/// The hash of the figure that the word of a hash says; none for any other word.
pub(crate) fn said(word: u64) -> Option<u64> {
    static FIGURES: LazyLock<(WordSet, AHashMap<u64, u64>)> = LazyLock::new(|| {
        let of_figure = |(figure, words): (u64, Vec<u64>)| words.into_iter().map(move |word| (word, figure));
        (WordSet::new(&SAID.map(|(_, words)| words)), figures().flat_map(of_figure).collect())
    });
    // Hardly any word says one, and the set tells so at once.
    let (words, figures) = &*FIGURES;
    if words.contains(word) { figures.get(&word).copied() } else { None }
}

/// The hashes of the words for the figure of a hash; none for any other word.
pub(crate) fn words_for(figure: u64) -> &'static [u64] {
    static WORDS: LazyLock<AHashMap<u64, Vec<u64>>> = LazyLock::new(|| figures().collect());
    WORDS.get(&figure).map_or(&[], Vec::as_slice)
}

/// The figures and the words for them, by their hashes.
fn figures() -> impl Iterator<Item = (u64, Vec<u64>)> {
    let word = |word: &str| hash::word(word.as_bytes());
    SAID.iter().map(move |(figure, words)| (word(figure), words.split_whitespace().map(word).collect()))
}

/// Figures with the words for them in English, German, French, Spanish and Russian. One is left out, since it is an
/// article in most of them, and so is what means something else in another ("once" is eleven in Spanish).
const SAID: [(&str, &str); 28] = [
    ("2", "two zwei deux dos два две двух"),
    ("3", "three drei trois tres три трёх трех"),
    ("4", "four vier quatre cuatro четыре четырёх четырех"),
    ("5", "five fünf cinq cinco пять пяти"),
    ("6", "six sechs seis шесть шести"),
    ("7", "seven sieben sept siete семь семи"),
    ("8", "eight acht huit ocho восемь восьми"),
    ("9", "nine neun neuf nueve девять девяти"),
    ("10", "ten zehn dix diez десять десяти"),
    ("11", "eleven onze одиннадцать"),
    ("12", "twelve zwölf douze doce двенадцать"),
    ("13", "thirteen dreizehn treize trece тринадцать"),
    ("14", "fourteen vierzehn quatorze catorce четырнадцать"),
    ("15", "fifteen fünfzehn quinze quince пятнадцать"),
    ("16", "sixteen sechzehn seize dieciséis шестнадцать"),
    ("17", "seventeen siebzehn diecisiete семнадцать"),
    ("18", "eighteen achtzehn dieciocho восемнадцать"),
    ("19", "nineteen neunzehn diecinueve девятнадцать"),
    ("20", "twenty zwanzig vingt veinte двадцать"),
    ("30", "thirty dreißig dreissig trente treinta тридцать"),
    ("40", "forty vierzig quarante cuarenta сорок"),
    ("50", "fifty fünfzig cinquante cincuenta пятьдесят"),
    ("60", "sixty sechzig soixante sesenta шестьдесят"),
    ("70", "seventy siebzig setenta семьдесят"),
    ("80", "eighty achtzig ochenta восемьдесят"),
    ("90", "ninety neunzig noventa девяносто"),
    ("100", "hundred hundert cien сто"),
    ("1000", "thousand tausend mille mil тысяча тысяч"),
];

#[cfg(test)]
mod tests {
    use super::{said, words_for};
    use crate::hash;

    #[test]
    fn words_and_figures_of_one_number_meet() {
        let hash = |word: &str| hash::word(word.as_bytes());
        for (word, figure) in [("three", "3"), ("fünf", "5"), ("veinte", "20"), ("двух", "2")] {
            assert_eq!(said(hash(word)), Some(hash(figure)), "{word}");
            assert!(words_for(hash(figure)).contains(&hash(word)), "{word}");
        }
        for word in ["one", "once", "3", "tree", ""] {
            assert_eq!(said(hash(word)), None, "{word}");
            assert!(words_for(hash(word)).is_empty() || word == "3", "{word}");
        }
    }
}
