//! The vault tried out on an invented house, on the engine that the environment names.
#![allow(unreachable_pub, reason = "a macro makes public acts")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may stop, and says why"
)]

mod care;
mod designations;
mod desk;
mod files;
mod handovers;
mod house;
mod leaving;
#[path = "../../../../tests/left_out.rs"]
mod left_out;
mod lists;
mod log;
mod login;
mod long;
mod mail;
mod measures;
mod mergers;
mod names;
mod nodes;
mod opening;
mod over;
mod persons;
mod promises;
mod slips;
mod tamper;
mod unsent;
