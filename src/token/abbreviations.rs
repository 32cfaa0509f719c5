//! Words whose full stop ends no sentence.
//!
//! Single letters need no list: "e.g.", "z.B.", "U.S." and initials are all single letters to the tokenizer.

use std::sync::LazyLock;

use super::letter::Initial;
use crate::words::WordSet;

/// Abbreviations however they are written.
const ANY_CASE: &str = "vs etc cf al ca approx dept est resp incl excl bzw usw evtl ggf vgl bspw inkl zzgl sog \
    usf env éd pág págs núm aprox tel ecc cfr dott sig bijv enz blz bl kl osv dvs ca np itd itp tzn tj ul im \
    ул им тыс млн млрд стр гг др пр руб коп обл мин сек вул ім рр";

/// Abbreviations that are words of their own when they are written without a capital ("sat", "art", "gen").
const CAPITAL: &str = "mr mrs ms dr prof st sen rep reps gov gen col lt sgt capt cmdr adm maj pvt hon rev fr jr sr \
    sra srta ud uds dra lic ing sgto mme mlle mgr me mm dhr mevr hr fru herrn \
    jan feb mar apr jun jul aug sep sept oct okt nov dec dez déc janv févr juil mon tue tues wed thu thur thurs fri sat sun \
    inc corp ltd co bros assn univ mt ft ave blvd rd pty plc llc str abs abb";

/// Abbreviations only where a number follows: "No. 5", but "He said no."
const BEFORE_NUMBER: &str =
    "no nos nr nrs fig figs vol vols p pp art sec ch chap par op ed s n núm num bd ziff zif ст п рис";

/// Whether `word`, whose folded form has this hash, is shortened when a full stop and `next` follow.
pub(super) fn shortens(hash: u64, word: &str, next: Initial) -> bool {
    static SETS: LazyLock<[WordSet; 3]> =
        LazyLock::new(|| [ANY_CASE, CAPITAL, BEFORE_NUMBER].map(|list| WordSet::new(&[list])));
    let [any_case, capital, before_number] = &*SETS;
    any_case.contains(hash)
        || word.starts_with(char::is_uppercase) && capital.contains(hash)
        || next == Initial::Digit && before_number.contains(hash)
}
