//! Arbitrary bytes and texts at every place where something is read: nothing panics, nothing is lost, nothing gets out.
//!
//! Each target runs 256 cases; `PROPTEST_CASES=100000 cargo test --release --test fuzz` runs more. A case that fails is
//! made small and printed.

#[path = "../../examples/scan/dates.rs"]
#[expect(dead_code, reason = "the rest is for scan")]
mod dates;
#[path = "../../examples/shared/failure.rs"]
#[expect(dead_code, reason = "the rest is for the commands")]
mod failure;
mod feed;
#[path = "../support/reading.rs"]
#[expect(dead_code, reason = "the texts are for the other tests")]
mod held;
#[path = "../../examples/shared/input.rs"]
#[expect(dead_code, reason = "the rest is for scan")]
mod input;
#[path = "../../examples/shared/terminal.rs"]
#[expect(dead_code, unused_imports, reason = "the rest is for the commands")]
mod terminal;

mod pages;
mod pairs;
mod reading;
mod words;
