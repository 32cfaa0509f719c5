//! A progress bar on the standard error, where somebody can see it.

use std::env;
use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What the bar shows: the share done, the rate and the time left.
const TEMPLATE: &str = "{msg} {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

/// Whether the user wants to see progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Show it where there is a terminal.
    Shown,
    /// Keep still.
    Quiet,
}

/// A bar that counts bytes; it vanishes when dropped. Without a terminal it does nothing.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar that calls its work by `what`.
    #[must_use]
    pub(crate) fn new(what: &'static str, wish: Wish) -> Self {
        let dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
        if wish == Wish::Quiet || dumb || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template(TEMPLATE).expect("the template is valid");
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        Self(bar.with_style(style).with_message(what))
    }

    /// Shows `done` of `total` bytes.
    pub(crate) fn set(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
