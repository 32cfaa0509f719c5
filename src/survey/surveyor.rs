//! Text → gist: what a survey keeps of it, read on any thread.

use super::{CHANNELS, marks::marks};
use crate::{
    band::Banding,
    collection::check,
    detector::Settings,
    error::Error,
    hash,
    sketchbook::{Sketch, Sketchbook},
};

/// Reads texts for a [`Survey`](crate::Survey), one a thread: a text need not outlive its reading.
///
/// ```
/// use unspin::Detector;
///
/// let mut survey = Detector::new().survey();
/// let mut surveyor = survey.surveyor();
/// for text in ["The fox is in the barn.", "The hen is not."] {
///     let gist = surveyor.read(text)?;
///     survey.add(gist)?;
/// }
/// # Ok::<(), unspin::Error>(())
/// ```
#[derive(Debug)]
pub struct Surveyor {
    settings: Settings,
    bandings: Vec<Banding>,
    book: Sketchbook,
}

/// What is kept of a text for finding its candidates: about 0.5 kB for near copies only, 1.5 kB for all verdicts.
#[derive(Debug)]
pub struct Gist {
    pub(super) words: usize,
    pub(super) fingerprint: u128,
    pub(super) keyed: Keyed,
}

/// The band keys and marks of a document by channel, none where there is nothing to resemble, and its stems.
#[derive(Debug, Default)]
pub(super) struct Keyed {
    pub(super) keys: [Vec<u32>; CHANNELS],
    pub(super) marks: [Vec<u32>; CHANNELS],
    pub(super) stems: Vec<u32>,
}

impl Surveyor {
    pub(super) fn new(settings: Settings, bandings: &[Banding]) -> Self {
        Self { settings, bandings: bandings.to_vec(), book: Sketchbook::default() }
    }

    /// Reads a text. Costs time linear in it, and a few allocations.
    ///
    /// # Errors
    /// When the text is longer than `u32::MAX` bytes.
    pub fn read(&mut self, text: &str) -> Result<Gist, Error> {
        check(&[text], 0)?;
        let sketch = self.book.sketch(text, self.settings);
        let (words, fingerprint) = (sketch.words, sketch.fingerprint);
        Ok(Gist { words, fingerprint, keyed: Keyed::new(sketch, &self.bandings) })
    }
}

impl Clone for Surveyor {
    /// One for another thread, with memory of its own.
    fn clone(&self) -> Self {
        Self::new(self.settings, &self.bandings)
    }
}

impl Keyed {
    fn new(sketch: Sketch, bandings: &[Banding]) -> Self {
        let mut keyed = Self { stems: sketch.stems, ..Self::default() };
        for (channel, (banding, signature)) in
            bandings.iter().zip([&sketch.shingles, &sketch.skeleton]).enumerate()
        {
            if !signature.is_empty() {
                keyed.keys[channel].extend(banding.keys(signature).map(hash::high_half));
                keyed.marks[channel].extend(marks(signature));
            }
        }
        keyed
    }
}
