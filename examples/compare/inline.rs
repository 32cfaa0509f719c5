//! A passage → one flowing text with the changes marked in it, by signs and not by colour alone.

use unspin::{Change, Passage};

use crate::flow::Flow;
use crate::rows::closed;
use crate::terminal::Tone;

/// What the signs mean.
pub(crate) const LEGEND: &str =
    "[left → right] swapped   [-left-] on the left only   {+right+} on the right only";

/// Marks that end a sentence, or a line that is none.
const SENTENCE_ENDS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '؟', '\n'];

/// The left stretch with what became of it on the right.
#[must_use]
pub(crate) fn inline(texts: (&str, &str), passage: &Passage) -> Flow {
    let mut flow = Flow::default();
    let (mut at, mut at_right) = (passage.left.start(), passage.right.start());
    let mut is_parted = true;
    for piece in &passage.pieces {
        let gap = texts.0.get(at..piece.left.start()).unwrap_or_default();
        let before = texts.1.get(at_right..piece.right.start()).unwrap_or_default();
        at = at.max(piece.left.end());
        at_right = piece.right.end();
        is_parted |= gap.ends_with(char::is_whitespace)
            || piece.change == Change::Added && before.contains(char::is_whitespace);
        if piece.change == Change::Added && !gap.is_empty() && !before.contains(SENTENCE_ENDS) {
            // What was put in goes on with a sentence that ends on the left.
            flow.push(if before.contains(char::is_whitespace) { " " } else { "" });
            flow.push_marked(piece.right.of(texts.1), Tone::Added, ("{+", "+}"));
            flow.push(gap);
            is_parted = false;
            continue;
        }
        flow.push(gap);
        let (left, right) = (piece.left.of(texts.0), piece.right.of(texts.1));
        if piece.change != Change::Added && is_parted && !flow.ends_apart() {
            flow.push(" ");
        }
        match piece.change {
            Change::Same => flow.push(left),
            Change::Swapped => {
                flow.push_marked(left, Tone::Removed, ("[", ""));
                flow.push(" → ");
                flow.push_marked(right, Tone::Added, ("", "]"));
            }
            Change::Dropped => flow.push_marked(left, Tone::Removed, ("[-", "-]")),
            Change::Added => flow.push_marked(right, Tone::Added, ("{+", "+}")),
        }
        // A text with spaces goes on after a space, also where the left one has none to show.
        is_parted = piece.change == Change::Added && is_parted;
    }
    flow.push(&texts.0[at..closed(texts.0, at)]);
    flow
}
