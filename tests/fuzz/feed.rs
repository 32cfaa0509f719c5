//! What the targets are fed with.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces of text that have been trouble somewhere: joiners, marks, ligatures that fold into several words, letters that
/// change length in lower case, scripts without spaces, direction marks, all kinds of space, quotes and ends of sentences.
const PIECES: [&str; 64] = [
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    ". ",
    "! ",
    "? ",
    "… ",
    ", ",
    ": ",
    "; ",
    "—",
    "-",
    "'",
    "’s ",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "「",
    "」",
    "(",
    ")",
    "3",
    "3.14",
    "10:30",
    "2,300",
    "three",
    "Dr.",
    "U.S.",
    "The",
    "the ",
    "fox ",
    "Karlsby ",
    "don't ",
    "e\u{301}",
    "\u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{ad}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "ﬁ",
    "㍿",
    "İ",
    "ß",
    "ſ",
    "hаvе",
    "лиса ",
    "狐",
    "きつね",
    "キツネ",
    "จิ้งจอก",
    "여우",
    "👩‍🚒",
];

/// A text of such pieces and of any characters.
pub(crate) fn text(pieces: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(&PIECES[..]).prop_map(str::to_owned),
        3 => "[a-zA-Z]{1,12} ".prop_map(|word| word),
        1 => any::<char>().prop_map(String::from),
        1 => ("[a-zé狐]", 1..400_usize).prop_map(|(letter, times)| letter.repeat(times)),
    ];
    vec(piece, 0..pieces).prop_map(|pieces| pieces.concat())
}

/// A change of a few bytes somewhere.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Put(Index, Vec<u8>),
    Drop(Index, u8),
    Flip(Index, u8),
    Repeat(Index, u8),
}

pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let at = any::<Index>;
    let edit = prop_oneof![
        (at(), vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Edit::Put(at, bytes)),
        (at(), any::<u8>()).prop_map(|(at, count)| Edit::Drop(at, count)),
        (at(), 1..=u8::MAX).prop_map(|(at, bits)| Edit::Flip(at, bits)),
        (at(), any::<u8>()).prop_map(|(at, count)| Edit::Repeat(at, count)),
    ];
    vec(edit, 0..8)
}

pub(crate) fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for edit in edits {
        let len = bytes.len();
        let stretch = |at: &Index, count: u8| {
            let start = at.index(len + 1);
            start..len.min(start + usize::from(count))
        };
        match edit {
            Edit::Put(at, put) => {
                let at = at.index(len + 1);
                bytes.splice(at..at, put.iter().copied());
            }
            Edit::Drop(at, count) => drop(bytes.drain(stretch(at, *count))),
            Edit::Flip(at, bits) => {
                if let Some(byte) = bytes[stretch(at, 1)].first_mut() {
                    *byte ^= bits;
                }
            }
            Edit::Repeat(at, count) => {
                let stretch = stretch(at, *count);
                let again = bytes[stretch.clone()].to_vec();
                bytes.splice(stretch.start..stretch.start, again);
            }
        }
    }
    bytes
}

/// A text and what edits of its bytes leave of it.
pub(crate) fn pair() -> impl Strategy<Value = (String, String)> {
    (text(120), edits(), text(40)).prop_map(|(left, edits, tail)| {
        let right = edited(left.clone().into_bytes(), &edits);
        let right = String::from_utf8_lossy(&right).into_owned() + &tail;
        (left, right)
    })
}
