//! One side of a pair → a row of lengths with marks, from which the page's script draws it.

use std::fmt::Write;

use super::{
    layout::{Grey, Mark, Number, Order, Run, Stretch},
    visible::show,
};

/// One side as the page's script reads it: `p3 n1 t20 s6.0 o4 e0` without the spaces, lengths in UTF-16 units.
///
/// `p` opens a passage, `m` one that was moved, `e` ends it; `n` numbers a sentence; runs are `t` plain, `s` swapped with
/// the number of the swap behind the point, `v` moved and `o` on this side only, with `q` before them in a quotation and
/// `b` in boilerplate.
pub(super) fn encoded(text: &str, side: &[Stretch]) -> String {
    let mut code = String::new();
    for stretch in side {
        if let Some(Number { number, order }) = stretch.passage {
            let letter = if order == Order::Moved { 'm' } else { 'p' };
            write!(code, "{letter}{number}").expect("a string takes all that is written");
        }
        for run in &stretch.runs {
            encode(&mut code, text, run);
        }
        if stretch.passage.is_some() {
            code.push_str("e0");
        }
    }
    code
}

fn encode(code: &mut String, text: &str, run: &Run) {
    if let Some(sentence) = run.sentence {
        write!(code, "n{sentence}").expect("a string takes all that is written");
    }
    code.push_str(match run.grey {
        Some(Grey::Quotation) => "q",
        Some(Grey::Boilerplate) => "b",
        None => "",
    });
    let len = show(text, run.range.clone()).encode_utf16().count();
    let (letter, swap) = match run.mark {
        Mark::Plain => ('t', String::new()),
        Mark::Swapped(swap) => ('s', format!(".{swap}")),
        Mark::Moved => ('v', String::new()),
        Mark::Lone => ('o', String::new()),
    };
    write!(code, "{letter}{len}{swap}").expect("a string takes all that is written");
}
