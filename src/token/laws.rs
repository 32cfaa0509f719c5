//! The three paths give the same tokens; the full algorithms are the judge.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::general::General;
use super::plain::{Alphabet, Plain};
use super::writer::Writer;
use super::{Batch, Token, hash_words, stem, tokenize, tokenize_stemmed};
use crate::fold::Folded;

/// Tokenizes by the full algorithms alone.
fn by_general(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut writer = Writer::new(text, &mut tokens);
    let mut general = General::default();
    let mut start = 0;
    for stretch in text.split(|c: char| c.is_ascii_whitespace()) {
        general.write_words(&mut writer, start..start + stretch.len());
        start += stretch.len() + 1;
    }
    writer.finish();
    tokens
}

fn by_all_paths(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}

/// The stem of each token, by the definition.
fn stems_of(text: &str, tokens: &[Token]) -> Vec<u32> {
    let mut folded = Folded::default();
    let mut stems: Vec<u32> = tokens.iter().map(|token| stem::of(token, text, &mut folded)).collect();
    stem::pair_glyphs(tokens, &mut stems);
    stems
}

fn show(text: &str, tokens: &[Token]) -> String {
    tokens.iter().fold(String::new(), |mut shown, token| {
        write!(shown, "[{} {:?} {:?}]", token.span.of(text), token.kind, token.gap)
            .expect("a String takes all");
        shown
    })
}

fn assert_alike(text: &str) {
    let (fast, full) = (by_all_paths(text), by_general(text));
    assert!(fast == full, "{text:?}:\n{}\n{}", show(text, &fast), show(text, &full));
    let (mut tokens, mut stems, mut hashes) = Default::default();
    tokenize_stemmed(text, &mut tokens, &mut stems);
    assert!(tokens == full && stems == stems_of(text, &full), "{text:?}: {stems:?}");
    hash_words(text, &mut Batch::default(), &mut hashes);
    assert!(hashes.iter().eq(full.iter().map(|token| &token.hash)), "{text:?}");
}

/// Every text of up to `len` characters of `alphabet`.
fn every_text(alphabet: &[char], len: u32, mut see: impl FnMut(&str)) {
    let mut text = String::new();
    for length in 0..=len {
        for mut number in 0..alphabet.len().pow(length) {
            text.clear();
            for _ in 0..length {
                text.push(alphabet[number % alphabet.len()]);
                number /= alphabet.len();
            }
            see(&text);
        }
    }
}

#[test]
fn every_short_ascii_text_has_the_words_of_annex_29() {
    every_text(&['a', 's', 'B', '7', '_', '\'', '.', ':', ',', '"', ' ', '-'], 5, assert_alike);
}

#[test]
fn every_short_text_of_typographic_marks_has_the_words_of_annex_29() {
    every_text(&['a', 'S', '1', '_', '’', '\'', '…', '“', '—', '.', '\u{a0}'], 4, assert_alike);
}

#[test]
fn every_common_character_is_what_the_full_algorithms_make_of_it() {
    let plain = Plain::default();
    let mut common = 0;
    for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii_whitespace()) {
        let alone = c.to_string();
        if plain.survey(&alone, 0) == (alone.len(), Alphabet::Common) {
            common += 1;
            assert_alike(&format!(
                "{c} {c}{c} ж{c}ж é{c}é é{c} 1{c}1 a{c}1 _{c} {c}_ カ{c}カ 漢{c} 한{c}한 a'{c} 1.{c}"
            ));
        }
    }
    assert!(common > 38_000, "Han, Hangul and the alphabets are common: {common}");
}

#[test]
fn blocks_join_without_a_seam() {
    for pad in 0..200 {
        assert_alike(&format!("{}don't 3.14 U.S. Mr. Smith's 1,000 __ a_b", " ".repeat(pad)));
        assert_alike(&format!("{}1.5", "x1.".repeat(pad)));
        assert_alike(&format!("{}don’t “3’4” Smith’s.’ ‘Tis", "x ".repeat(pad)));
        assert_alike(&format!("{}1.5 ", "a’s".repeat(pad)));
        assert_alike(&format!("{}__ a__ _’_", "__ b_’".repeat(pad)));
        assert_alike(&"a".repeat(pad));
    }
}

#[test]
fn batches_join_without_a_seam() {
    // More words than a batch holds; what stands between two batches moves from text to text.
    for before in 150..260 {
        for seam in ["ab. __ Cd ", "ab.\n \n_ don’t. ", "ab, 'tis Smith's. "] {
            assert_alike(&format!("{}{seam}{}", "x ".repeat(before), "Ef gh ".repeat(200)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn random_ascii_has_the_words_of_annex_29(text in "[a-cSsX0-2_':.,;!?\"( \n-]{0,300}") {
        assert_alike(&text);
    }

    #[test]
    fn any_ascii_has_the_words_of_annex_29(text in "[\\x00-\\x7f]{0,300}") {
        assert_alike(&text);
    }

    #[test]
    fn typographic_text_has_the_words_of_annex_29(
        text in "([a-zA-Z0-9']{1,9}[ ‐-―‘-‟…\u{a0}.,:;_]{1,3}){0,40}"
    ) {
        assert_alike(&text);
    }

    #[test]
    fn common_letters_have_the_words_of_annex_29(
        text in "([a-zß-ž]{1,5}|[А-яёї]{1,5}|[Α-ω]{1,5}|[一-三カー]{1,3}|[0-9Ａ１]{1,3}|[ ’'.,:_。，：“-]{1,2}){0,40}"
    ) {
        assert_alike(&text);
    }

    #[test]
    fn any_text_has_the_words_of_annex_29(text in "\\PC{0,60}") {
        assert_alike(&text);
    }
}
