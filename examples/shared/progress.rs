//! A progress bar on the standard error, where somebody can see it.

use std::env;
use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What the bar shows: the share done, the rate and the time left.
const TEMPLATE: &str = "{msg} {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

/// How often the bar is drawn anew when nothing moves, so that it is seen to be alive.
const BEAT: Duration = Duration::from_millis(200);

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
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        bar.set_style(ProgressStyle::with_template(TEMPLATE).expect("the template is valid"));
        bar.set_message(what);
        bar.enable_steady_tick(BEAT);
        Self(bar)
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
