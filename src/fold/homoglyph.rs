//! Look-alike letters in words of mixed script take the script of the word's other letters.
//!
//! A word is touched only if every letter of a foreign script in it has a twin in the script that most letters have
//! (Latin on a tie), or else in another of its scripts: "pаypal" with a Cyrillic "а" becomes Latin, and so does "сеllо"
//! with three Cyrillic letters, since no Cyrillic letter looks like "l". But "SMSщик" stays, and so does every word in
//! one script, even one whose letters all have Latin twins. Characters of scripts without spaces are words of their own.
//! Twins of Latin letters are the prototypes of Unicode Technical Standard 39 (Unicode Security Mechanisms,
//! confusables.txt). Linear in the letters.

use std::cmp::Reverse;

use unicode_script::{Script, UnicodeScript};
use unicode_security::confusable_detection::skeleton;

use super::{Letter, is_glyph};

/// Cyrillic twins: the Latin letter, then the Cyrillic one.
const CYRILLIC: &str = "aаcсeеoоpрxхyуiіjјsѕkкAАBВCСEЕHНIІJЈKКMМOОPРSЅTТXХYУ";

/// Greek twins: the Latin letter, then the Greek one.
const GREEK: &str = "aαoοvνiιuυkκpρxχyγwωAΑBΒEΕZΖHΗIΙKΚMΜNΝOΟPΡTΤYΥXΧ";

/// Twins of Latin letters that the standard sends to small capitals.
const SMALL_CAPITALS: &str = "kкtтmмkκtτ";

/// Levels every word among `letters`.
pub(super) fn level(letters: &mut [Letter]) {
    for word in letters.chunk_by_mut(|left, right| in_word(left.c) && in_word(right.c)) {
        level_word(word);
    }
}

fn in_word(c: char) -> bool {
    c == '\'' || c.is_alphanumeric() && !is_glyph(c)
}

fn level_word(word: &mut [Letter]) {
    let all_have_twins = |script: &Script| word.iter().all(|letter| twin(letter.c, *script).is_some());
    if let Some(script) = scripts(word).into_iter().find(all_have_twins) {
        for letter in word {
            letter.c = twin(letter.c, script).unwrap_or(letter.c);
        }
    }
}

/// The scripts of a word with letters of several, that of most letters first.
///
/// None where nothing is to do: one script only, or most letters are of a script without a table of twins.
fn scripts(word: &[Letter]) -> Vec<Script> {
    let [mut latin, mut greek, mut cyrillic, mut other] = [0usize; 4];
    for letter in word {
        match script_of(letter.c) {
            Script::Latin => latin += 1,
            Script::Greek => greek += 1,
            Script::Cyrillic => cyrillic += 1,
            Script::Common | Script::Inherited => {}
            _ => other += 1,
        }
    }
    let most = latin.max(greek).max(cyrillic).max(other);
    if most == latin + greek + cyrillic + other || most == other {
        return Vec::new();
    }
    let mut order = vec![(latin, Script::Latin), (cyrillic, Script::Cyrillic), (greek, Script::Greek)];
    order.retain(|&(count, _)| count > 0);
    order.sort_by_key(|&(count, _)| Reverse(count));
    order.into_iter().map(|(_, script)| script).collect()
}

fn script_of(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\0'..='\u{7f}' => Script::Common,
        _ => c.script(),
    }
}

/// What `c` is in a word of `script`; `None` if nothing in that script looks like it.
fn twin(c: char, script: Script) -> Option<char> {
    let own = script_of(c);
    if own == script || matches!(own, Script::Common | Script::Inherited) {
        return Some(c);
    }
    let latin = if own == Script::Latin { c } else { latin_twin(c)? };
    match script {
        Script::Cyrillic => second_of(CYRILLIC, latin),
        Script::Greek => second_of(GREEK, latin),
        _ => Some(latin),
    }
}

fn latin_twin(c: char) -> Option<char> {
    if let Some((latin, _)) = pairs(SMALL_CAPITALS).find(|&(_, twin)| twin == c) {
        return Some(latin);
    }
    let mut buffer = [0; 4];
    let mut prototype = skeleton(c.encode_utf8(&mut buffer));
    match (prototype.next()?, prototype.next()) {
        // The standard draws no line between a capital i and a small l.
        ('l', None) if c.is_uppercase() => Some('I'),
        (latin, None) if latin.is_ascii_alphabetic() => Some(latin),
        _ => None,
    }
}

fn second_of(table: &str, first: char) -> Option<char> {
    pairs(table).find(|&(latin, _)| latin == first).map(|(_, twin)| twin)
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    let firsts = table.chars().step_by(2);
    firsts.zip(table.chars().skip(1).step_by(2))
}
