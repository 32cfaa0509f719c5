//! Finds near-copies of documents and shows the evidence.

pub mod band;
pub mod feature;
pub mod hash;
pub mod id;
pub mod index;
pub mod recipe;
pub mod sketch;
pub mod span;
pub mod token;
mod words;
