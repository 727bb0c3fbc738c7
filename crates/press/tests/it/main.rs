//! The press as the house uses it: a document goes to the program, and what comes back is read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, reason = "a test may stop, and says why")]

mod documents;
mod hungry;
#[path = "../../../../tests/left_out.rs"]
mod left_out;
mod looks;
mod program;
mod templates;
