//! All that decides what a signature is: two signatures can be compared when, and only when, their recipes are equal.

use std::fmt;

use unicode_segmentation::UNICODE_VERSION;
use xxhash_rust::xxh3::xxh3_128;

use crate::{feature::Channel, sketch::Sketcher};

/// Raised when the way of making tokens, features or sketches changes in any way that this text does not name.
const FORMAT: u32 = 1;

/// Raised when folding changes: another character is dropped, replaced or held to be like another.
const FOLDING: u32 = 2;

/// The hashes in use, in the order word, gram, slot.
const HASHES: &str = "rapid16-xxh3-64 cyclic11-splitmix64 odd-multiply-32";

/// The way of drawing a sketch.
const SKETCH: &str = "fast-similarity-sketch";

/// The recipe of a signature: the versions of rules and hashes, the channels, and the sketcher.
///
/// ```
/// use unspin::{feature::Channel, recipe::Recipe, sketch::Sketcher};
///
/// let (ours, theirs) = (Sketcher::new(128, 1), Sketcher::new(128, 2));
/// let recipe = Recipe::new(ours, &[Channel::Shingles]);
/// assert_ne!(recipe.id(), Recipe::new(theirs, &[Channel::Shingles]).id());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recipe {
    sketcher: Sketcher,
    channels: Vec<Channel>,
}

impl Recipe {
    /// The recipe of signatures by this sketcher over these channels, in this order.
    #[must_use]
    pub fn new(sketcher: Sketcher, channels: &[Channel]) -> Self {
        Self { sketcher, channels: channels.to_vec() }
    }

    /// The maker of its sketches.
    #[must_use]
    pub const fn sketcher(&self) -> Sketcher {
        self.sketcher
    }

    /// Its channels, in the order in which a document's signatures stand.
    #[must_use]
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The canonical text: one `name value` a line, each line ended by a newline. Equal for equal recipes only.
    #[must_use]
    pub fn canonical(&self) -> String {
        let (major, minor, patch) = UNICODE_VERSION;
        let channels: Vec<String> =
            self.channels.iter().map(|channel| format!("{}/{}", channel.name(), channel.gram())).collect();
        format!(
            "format {FORMAT}\nunicode {major}.{minor}.{patch}\nfolding {FOLDING}\nhashes {HASHES}\nchannels {}\n\
             sketch {SKETCH}\nslots {}\nseed {}\n",
            channels.join(" "),
            self.sketcher.slots(),
            self.sketcher.seed(),
        )
    }

    /// The recipe's name: XXH3 (128 bit, seed 0) of the [canonical text](Self::canonical).
    ///
    /// It tells recipes apart by accident, not against an attacker.
    #[must_use]
    pub fn id(&self) -> RecipeId {
        RecipeId(xxh3_128(self.canonical().as_bytes()))
    }
}

/// 128 slots under seed 0 over both channels: a standard error of at most .044, 512 bytes a channel and document.
impl Default for Recipe {
    fn default() -> Self {
        Self::new(Sketcher::default(), &[Channel::Shingles, Channel::Skeleton])
    }
}

/// The name of a [`Recipe`], shown as 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecipeId(u128);

impl RecipeId {
    /// The sixteen bytes of the name, in the order in which they are shown.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for RecipeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}
