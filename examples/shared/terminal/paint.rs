//! Colour by meaning, where somebody sees it.

use std::env;
use std::ffi::OsString;
use std::fmt::{self, Display};
use std::io::{self, IsTerminal};

/// What a piece of output is, which its colour follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
    /// The head of a section.
    Heading,
    /// The name of a document or file.
    Path,
    /// What matters less.
    Dim,
    /// What only the left text has.
    Removed,
    /// What only the right text has.
    Added,
    /// The verdict that the texts are the same.
    Exact,
    /// The verdict that one was copied with few changes.
    Near,
    /// The verdict that words were swapped.
    Spun,
    /// The verdict that sentences were written anew.
    Rewritten,
    /// The verdict that a part was copied.
    Partial,
    /// What the user should know: skipped, cut off, guessed.
    Warning,
}

impl Tone {
    /// Parameters of the escape sequence "select graphic rendition" (ECMA-48); of the basic colours only, which every
    /// terminal theme keeps legible.
    const fn code(self) -> &'static str {
        match self {
            Self::Heading => "1",
            Self::Path => "36",
            Self::Dim => "2",
            Self::Removed => "31",
            Self::Added => "32",
            Self::Exact => "1;31",
            Self::Near => "1;33",
            Self::Spun => "1;35",
            Self::Rewritten => "1;34",
            Self::Partial => "1;36",
            Self::Warning => "33",
        }
    }
}

/// Whether output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// No escape sequences at all.
    Plain,
    /// Colours by [`Tone`].
    Coloured,
}

/// What decides about colour.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    /// Whether a person reads the output.
    pub terminal: bool,
    /// The variable `NO_COLOR`; empty counts as unset (no-color.org).
    pub no_color: Option<OsString>,
    /// The variable `TERM`.
    pub term: Option<OsString>,
}

impl Surroundings {
    /// Those of the standard output.
    #[must_use]
    pub(crate) fn of_stdout() -> Self {
        Self {
            terminal: io::stdout().is_terminal(),
            no_color: env::var_os("NO_COLOR"),
            term: env::var_os("TERM"),
        }
    }
}

impl Style {
    /// Coloured on a terminal that can, unless the user declined.
    #[must_use]
    pub(crate) fn for_surroundings(surroundings: &Surroundings) -> Self {
        let declined = surroundings.no_color.as_ref().is_some_and(|value| !value.is_empty());
        let dumb = surroundings.term.as_ref().is_some_and(|term| term == "dumb");
        if surroundings.terminal && !declined && !dumb { Self::Coloured } else { Self::Plain }
    }

    /// Shows `content` in the colour of its tone. The content must have been escaped.
    #[must_use]
    pub(crate) fn paint<D: Display>(self, tone: Tone, content: D) -> Painted<D> {
        Painted { style: self, tone, content }
    }
}

/// A piece of output with its colour.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Painted<D> {
    style: Style,
    tone: Tone,
    content: D,
}

impl<D: Display> Display for Painted<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.style == Style::Plain {
            return self.content.fmt(f);
        }
        write!(f, "\x1b[{}m", self.tone.code())?;
        self.content.fmt(f)?;
        f.write_str("\x1b[0m")
    }
}
