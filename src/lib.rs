//! Finds near-copies of documents and shows the evidence.

pub mod hash;
pub mod span;
pub mod token;
mod words;
