//! Finds near-copies of documents and shows the evidence.

mod fold;
pub mod hash;
pub mod span;
pub mod token;
mod words;
pub mod profile;
mod link;
mod chain;
pub mod align;
pub mod passage;
#[doc(hidden)]
pub mod lab;
