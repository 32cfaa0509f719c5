//! Finds near-copies of documents and shows the evidence.

pub mod align;
pub mod band;
mod chain;
pub mod evidence;
pub mod feature;
mod fold;
pub mod hash;
pub mod id;
pub mod index;
#[doc(hidden)]
pub mod lab;
mod link;
mod reuse;
pub mod passage;
pub mod profile;
pub mod recipe;
pub mod sketch;
pub mod span;
pub mod token;
mod words;
