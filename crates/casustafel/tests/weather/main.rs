//! Bad input and bad weather, against the program as people start it: killed at any moment, a full disk, bytes that turned over, the wrong
//! key, and everything a form should never be sent. Each test has a folder and a server of its own and waits by asking, never by sleeping
//! for long.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may stop, and says why"
)]

mod browser;
mod checkpoints;
mod cli;
mod disk;
mod house;
mod http;
mod input;
mod kill;
#[path = "../../../../tests/left_out.rs"]
mod left_out;
mod mergers;
mod nasty;
mod nodes;
mod older;
mod postgres;
mod stale;
mod start;
