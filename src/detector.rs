//! The front door: settings, one pair, many documents.

use crate::{
    collection::Collection,
    comparison::{Comparison, Judge, Reading},
    error::Error,
    profile::Profile,
    report::Report,
    survey::Survey,
};

/// What is looked for, and so what is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Exact and near copies only: one channel of shingles.
    Near,
    /// Every kind of copy.
    #[default]
    All,
}

/// Finds copies among documents.
///
/// Immutable and cheap to clone; the same detector gives the same answers from any number of threads. It uses the rayon
/// pool of the caller.
///
/// ```
/// use unspin::{Detector, Verdict};
///
/// let original = "The ferry to Lindholm island leaves at seven. The harbour master expects heavy traffic this \
///     weekend, because the bridge is closed until Monday and the old road floods at high tide. Visitors who \
///     want to take a car should come an hour early and bring patience, he told the paper.";
/// let repost = "The ferry to Lindholm island departs at seven. The harbour master expects dense traffic this \
///     weekend, since the bridge is shut until Monday and the ancient road floods at high tide. Guests who \
///     want to take a car should come an hour early and carry patience, he told the newspaper.";
/// let comparison = Detector::new().compare(original, repost);
/// assert_eq!(comparison.verdict(), Verdict::Spun);
/// assert_eq!((comparison.swaps()[0].left.as_str(), comparison.swaps()[0].right.as_str()), ("leaves", "departs"));
/// ```
#[derive(Clone, Debug)]
pub struct Detector {
    settings: Settings,
}

/// All settings; the defaults stand here and nowhere else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) scope: Scope,
    pub(crate) min_words: usize,
}

impl Settings {
    /// Below twenty words two texts agree by chance: headings, greetings, disclaimers.
    const DEFAULT: Self = Self { scope: Scope::All, min_words: 20 };
}

impl Default for Detector {
    fn default() -> Self {
        Self::new()
    }
}

impl Detector {
    /// A detector with the default settings: every kind of copy, in texts of at least twenty words.
    #[must_use]
    pub const fn new() -> Self {
        Self { settings: Settings::DEFAULT }
    }

    /// A detector with other settings.
    pub const fn builder() -> DetectorBuilder {
        DetectorBuilder { settings: Settings::DEFAULT }
    }

    /// What is looked for.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.settings.scope
    }

    /// Words below which a text is compared for exact copies only.
    #[must_use]
    pub const fn min_words(&self) -> usize {
        self.settings.min_words
    }

    /// Compares two texts: the verdict, its score and the evidence.
    ///
    /// Costs some hundred microseconds for two articles; `O(n log n)` in their words, with alignment bounded to
    /// sentences.
    ///
    /// # Panics
    /// When a text is longer than `u32::MAX` bytes.
    #[must_use]
    pub fn compare(&self, left: &str, right: &str) -> Comparison {
        let profiles = (Profile::new(left), Profile::new(right));
        let left = Reading { text: left, profile: &profiles.0 };
        let right = Reading { text: right, profile: &profiles.1 };
        Judge::default().compare(left, right, self.settings.min_words)
    }

    /// Finds all copies among the documents.
    ///
    /// ```
    /// use unspin::{Detector, Error};
    ///
    /// let documents = ["one text and another", "a third", "One text, and another."];
    /// let report = Detector::new().scan(&documents)?;
    /// let found = &report.matches()[0];
    /// assert_eq!((found.left().index(), found.right().index()), (0, 2));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// When a text is longer than `u32::MAX` bytes or there are more than `u32::MAX` documents.
    pub fn scan<D: AsRef<str> + Sync>(&self, documents: &[D]) -> Result<Report, Error> {
        let mut survey = self.survey();
        survey.extend(documents)?;
        survey.report(documents)
    }

    /// A scan of texts that need not be in memory, nor all at once.
    #[must_use]
    pub fn survey(&self) -> Survey {
        Survey::new(self.settings)
    }

    /// An empty collection, for documents that arrive one by one. `D` is how it keeps their texts: `String`, `&str`.
    #[must_use]
    pub fn collection<D: AsRef<str> + Sync>(&self) -> Collection<D> {
        Collection::new(self.settings)
    }
}

/// Sets a [`Detector`] up.
///
/// | setting | default | |
/// |---|---|---|
/// | [`scope`](Self::scope) | [`Scope::All`] | [`Scope::Near`] costs about a fifth |
/// | [`min_words`](Self::min_words) | 20 | shorter texts are compared for exact copies only |
#[must_use]
#[derive(Clone, Debug)]
pub struct DetectorBuilder {
    settings: Settings,
}

impl DetectorBuilder {
    /// What is looked for.
    pub const fn scope(mut self, scope: Scope) -> Self {
        self.settings.scope = scope;
        self
    }

    /// Words below which a text is compared for exact copies only.
    pub const fn min_words(mut self, words: usize) -> Self {
        self.settings.min_words = words;
        self
    }

    /// The detector.
    #[must_use]
    pub const fn build(self) -> Detector {
        Detector { settings: self.settings }
    }
}
