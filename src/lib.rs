//! Finds near-copies of documents and shows the evidence.

pub mod align;
pub mod band;
mod chain;
pub mod comparison;
pub mod error;
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
pub mod original;
pub mod passage;
pub mod profile;
pub mod recipe;
pub mod sketch;
pub mod span;
pub mod swap;
pub mod token;
pub mod verdict;
mod words;
