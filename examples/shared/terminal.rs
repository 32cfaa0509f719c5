//! What a terminal is given: texts without hidden powers, colour where it is wanted, lines that fit.
//!
//! Escape first, then wrap, then paint: a painted text has control characters of its own.

#[path = "terminal/escape.rs"]
mod escape;
#[path = "terminal/paint.rs"]
mod paint;
#[path = "terminal/wrap.rs"]
mod wrap;

pub(crate) use escape::{escape, is_hidden, snippet};
pub(crate) use paint::{Style, Surroundings, Tone};
pub(crate) use wrap::{UNKNOWN_WIDTH, width, wrap};
