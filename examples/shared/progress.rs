//! Progress on the standard error, where somebody can see it.

use std::env;
use std::io::{self, IsTerminal};
use std::time::Duration;

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

/// A sign that work goes on whose end is not known; it vanishes when dropped. Without a terminal it does nothing.
pub(crate) struct Spinner(ProgressBar);

/// How often a spinner turns: often enough to be seen turning.
const TURN: Duration = Duration::from_millis(100);

/// Whether progress is shown at all.
fn is_shown(wish: Wish) -> bool {
    let dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
    wish == Wish::Shown && !dumb && io::stderr().is_terminal()
}

impl Bar {
    /// A bar that calls its work by `what`.
    #[must_use]
    pub(crate) fn new(what: &'static str, wish: Wish) -> Self {
        if !is_shown(wish) {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template(TEMPLATE).expect("the template is valid");
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        Self(bar.with_style(style).with_message(what))
    }

    /// Whether anybody sees it.
    pub(crate) fn is_shown(&self) -> bool {
        !self.0.is_hidden()
    }

    /// Shows `done` of `total` bytes.
    pub(crate) fn set(&self, done: u64, total: u64) {
        self.0.set_length(total);
        self.0.set_position(done);
    }
}

impl Spinner {
    /// A spinner that calls its work by `what`.
    #[must_use]
    pub(crate) fn new(what: String, wish: Wish) -> Self {
        if !is_shown(wish) {
            return Self(ProgressBar::hidden());
        }
        let style =
            ProgressStyle::with_template("{spinner} {msg}, {elapsed}").expect("the template is valid");
        let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let spinner = spinner.with_style(style).with_message(what);
        spinner.enable_steady_tick(TURN);
        Self(spinner)
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
