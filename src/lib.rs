#![doc = include_str!("../README.md")]
//!
//! # The stages
//!
//! Who wants one stage only finds it below; each is pure: no thread, no clock, no input or output.
//! [`token`] → [`feature`] → [`sketch`] → [`band`] → [`index`]; beside them [`posting`] for candidates by rare words,
//! [`profile`] for a document made ready to be compared, [`recipe`] for what a signature was made by, and [`hash`].

mod align;
mod archive;
mod arithmetic;
pub mod band;
mod chain;
mod cluster;
mod collection;
mod comparison;
mod crowd;
mod detector;
mod error;
mod evidence;
mod explanation;
pub mod feature;
mod figure;
mod fold;
pub mod hash;
#[cfg(feature = "html")]
pub mod html;
mod id;
pub mod index;
mod link;
mod order;
mod original;
mod passage;
pub mod posting;
pub mod profile;
mod quote;
pub mod recipe;
mod report;
mod retelling;
mod reuse;
mod row;
mod runs;
mod scan;
mod seen;
pub mod sketch;
mod sketchbook;
mod span;
mod spread;
mod store;
mod survey;
mod swap;
mod template;
mod texts;
mod thread;
pub mod token;
mod verdict;
mod words;

pub use cluster::Cluster;
pub use collection::Collection;
pub use comparison::{Comparison, Passage};
pub use detector::{Detector, DetectorBuilder, Scope};
pub use error::{Error, ErrorKind};
pub use evidence::Evidence;
pub use explanation::{Alignment, Explanation, Normalised, Proposal, Sight, Stems};
pub use id::DocId;
pub use original::{Clue, Original, Side, Sign};
pub use report::{Counts, Match, Report};
pub use retelling::Retelling;
pub use span::Span;
pub use survey::{Gist, Survey, Surveyor};
pub use swap::{Change, Piece, Swap};
pub use template::{Choice, Part, Slot, Template};
pub use texts::Texts;
pub use verdict::{Ballot, Contribution, Reason, Rule, TurningPoint, Verdict};
