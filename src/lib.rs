//! Finds near-copies of documents and shows the evidence.

mod fold;
pub mod hash;
pub mod span;
pub mod token;
mod words;
