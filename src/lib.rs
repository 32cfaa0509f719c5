//! Finds near-copies of documents and shows the evidence.

pub mod hash;
pub mod span;
pub mod token;
mod words;
mod fold;
pub mod profile;
mod link;
mod chain;
pub mod align;
pub mod passage;
#[doc(hidden)]
pub mod lab;
