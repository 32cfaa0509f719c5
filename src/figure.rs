//! A word → the figure that it says: "three" and "3" are one fact, and so are "3,000km" and "3000".

use std::sync::LazyLock;

use ahash::AHashMap;

use crate::{hash, words::WordSet};

/// The hash of the figure that a word says, in letters or with more than its digits, given with its own hash; none for any
/// other word, and for plain digits, whose hash it is already.
pub(crate) fn of(word: &str, hash: u64) -> Option<u64> {
    in_digits(word).or_else(|| said(hash))
}

/// The hash of the figure that the word of a hash says in letters; none for any other word.
pub(crate) fn said(word: u64) -> Option<u64> {
    static FIGURES: LazyLock<AHashMap<u64, u64>> = LazyLock::new(|| {
        let hash = |word: &str| hash::word(word.as_bytes());
        let of_figure = |(figure, words): &(&'static str, &'static str)| {
            let figure = hash(figure);
            words.split_whitespace().map(move |word| (hash(word), figure))
        };
        SAID.iter().flat_map(of_figure).collect()
    });
    if saying().contains(word) { FIGURES.get(&word).copied() } else { None }
}

/// The words that say a figure in letters: hardly any word of a text does, and the set tells so at once.
pub(crate) fn saying() -> &'static WordSet {
    static SAYING: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&SAID.map(|(_, words)| words)));
    &SAYING
}

/// The hash of the figure that a word begins with: without its unit, without marks between thousands and noughts behind a
/// decimal mark. None where the word begins with none, is nothing but digits, or too long for a figure.
pub(crate) fn in_digits(word: &str) -> Option<u64> {
    /// Digits and marks of a figure at most.
    const LONGEST: usize = 32;
    let word = word.as_bytes();
    let is_mark = |at: usize| {
        matches!(word[at], b'.' | b',' | b'\'') && word.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    let end = (0..word.len()).find(|&at| !word[at].is_ascii_digit() && !is_mark(at)).unwrap_or(word.len());
    let marks = word[..end].iter().filter(|byte| !byte.is_ascii_digit()).count();
    let is_figure = word.first().is_some_and(u8::is_ascii_digit);
    if !is_figure || marks == 0 && end == word.len() || end > LONGEST {
        return None;
    }
    let mut plain = [0; LONGEST];
    let mut parts = word[..end].split(|byte| !byte.is_ascii_digit());
    let first = parts.next().unwrap_or_default();
    let are_thousands =
        marks > 0 && first.len() <= 3 && first != b"0" && parts.clone().all(|part| part.len() == 3);
    let digits = if are_thousands {
        let digits = word[..end].iter().filter(|byte| byte.is_ascii_digit());
        plain.iter_mut().zip(digits).map(|(place, &digit)| *place = digit).count()
    } else {
        plain[..end].copy_from_slice(&word[..end]);
        if marks == 1 { without_noughts(&mut plain[..end], first.len()) } else { end }
    };
    Some(hash::word(&plain[..digits]))
}

/// Makes a point of the decimal mark of a figure, and tells where it ends without the noughts behind.
fn without_noughts(figure: &mut [u8], mark: usize) -> usize {
    figure[mark] = b'.';
    let noughts = figure[mark + 1..].iter().rev().take_while(|&&digit| digit == b'0').count();
    let end = figure.len() - noughts;
    if end == mark + 1 { mark } else { end }
}

/// Figures with the words for them in English, German, French, Spanish and Russian. One is left out, since it is an
/// article in most of them, and so is what means something else in another ("once" is eleven in Spanish).
const SAID: [(&str, &str); 28] = [
    ("2", "two zwei deux dos два две двух"),
    ("3", "three drei trois tres три трех"),
    ("4", "four vier quatre cuatro четыре четырех"),
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
    ("30", "thirty dreissig trente treinta тридцать"),
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
    use super::of;
    use crate::hash;

    #[test]
    fn what_says_one_number_is_one_figure() {
        let hash = |word: &str| hash::word(word.as_bytes());
        for (word, figure) in [
            ("three", "3"),
            ("fünf", "5"),
            ("veinte", "20"),
            ("двух", "2"),
            ("3000km", "3000"),
            ("60m", "60"),
            ("22nd", "22"),
            ("1,000", "1000"),
            ("1.400.000", "1400000"),
            ("12'500", "12500"),
            ("8.50", "8.5"),
            ("8,5pc", "8.5"),
            ("4.0", "4"),
            ("0.125", "0.125"),
            ("0,500", "0.5"),
            ("24.12.2003", "24.12.2003"),
            ("1,00", "1"),
            ("3½", "3"),
        ] {
            assert_eq!(of(word, hash(word)), Some(hash(figure)), "{word}");
        }
        let long = "1".repeat(40) + "km";
        for word in ["one", "once", "tree", "a320", "km", "3", "007", &long, ""] {
            assert_eq!(of(word, hash(word)), None, "{word}");
        }
    }
}
