//! Text → sketch: what finds the candidates of a document, read from its text in one go.
//!
//! A sketch is a fingerprint of the words in their order, a signature by channel, and the distinct stems of the words of
//! content. Time linear in the text; one allocation for each of the parts.

use crate::{
    band::Banding,
    detector::{Scope, Settings},
    feature::{Channel, features, shingle},
    hash,
    profile::weight_of,
    sketch::{Sketched, Sketcher},
    spread,
    token::{Batch, Token, hash_words, tokenize_stemmed},
};

/// Resemblance of runs of five words at which nearly every copy must become a candidate: one word in seven changed.
const SHINGLE_TARGET: f64 = 0.5;
/// Resemblance of the skeletons of a text and its spin with half of the words of content swapped (measured: median .40
/// at medium, .25 at heavy strength, where the rare stems take over).
const SKELETON_TARGET: f64 = 0.5;
/// Share of the pairs at the target that must become candidates.
const RECALL: f64 = 0.99;

/// What is kept of a text for finding candidates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) words: usize,
    pub(crate) fingerprint: u128,
    pub(crate) shingles: Vec<u32>,
    pub(crate) skeleton: Vec<u32>,
    pub(crate) stems: Vec<u32>,
}

/// Reads sketches; one a thread.
#[derive(Debug, Default)]
pub(crate) struct Sketchbook {
    tokens: Vec<Token>,
    stems: Vec<u32>,
    batch: Batch,
    /// Hashes of words, and features in their place.
    hashes: Vec<u64>,
    room: Vec<u32>,
    sketcher: Sketcher,
}

impl Sketchbook {
    pub(crate) fn sketch(&mut self, text: &str, settings: Settings) -> Sketch {
        self.hashes.clear();
        match settings.scope {
            Scope::Near => hash_words(text, &mut self.batch, &mut self.hashes),
            Scope::All => {
                self.tokens.clear();
                self.stems.clear();
                tokenize_stemmed(text, &mut self.tokens, &mut self.stems);
                self.hashes.extend(self.tokens.iter().map(|token| token.hash));
            }
        }
        let words = self.hashes.len();
        let mut sketch = Sketch { words, fingerprint: fingerprint(&self.hashes), ..Sketch::default() };
        if words >= settings.min_words.max(1) {
            let shingles = shingle(&mut self.hashes);
            self.hashes.truncate(shingles);
            sketch.shingles = self.signature();
            if settings.scope == Scope::All {
                self.hashes.clear();
                features(Channel::Skeleton, &self.tokens, &mut self.hashes);
                sketch.skeleton = self.signature();
                sketch.stems = self.stems();
            }
        }
        sketch
    }

    /// The distinct stems of the words that carry content, ascending.
    fn stems(&mut self) -> Vec<u32> {
        // Whether a word carries content no processor can foretell: each stem is stored, and the end moves on or not.
        let mut end = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            self.stems[end] = self.stems[at];
            end += usize::from(weight_of(token.kind) > 0.0);
        }
        self.stems.truncate(end);
        spread::sort(&mut self.stems, &mut self.room, |&stem| stem, |&stem| stem);
        self.stems.dedup();
        self.stems.clone()
    }

    /// The signature of the features; empty for none.
    fn signature(&self) -> Vec<u32> {
        let mut signature = vec![0; self.sketcher.slots()];
        match self.sketcher.sketch_into(&self.hashes, &mut signature) {
            Sketched::Filled => signature,
            Sketched::Empty => Vec::new(),
        }
    }
}

/// Tells texts of other words apart but for chance (about 2^-128), in their order: a sum of whole products, which wait
/// for nothing.
fn fingerprint(words: &[u64]) -> u128 {
    let mut sum = words.len() as u128;
    for (at, &word) in (1_u64..).zip(words) {
        sum = sum.wrapping_add(u128::from(word) * u128::from(hash::GOLDEN ^ (at << 1)));
    }
    sum
}

/// How the signatures of a channel are cut.
pub(crate) fn banding_of(channel: Channel) -> Banding {
    banding(match channel {
        Channel::Shingles => SHINGLE_TARGET,
        Channel::Skeleton => SKELETON_TARGET,
    })
}

fn banding(target: f64) -> Banding {
    let slots = Sketcher::default().slots();
    Banding::for_recall(target, RECALL, slots).expect("the default slots reach the recall at the targets")
}
