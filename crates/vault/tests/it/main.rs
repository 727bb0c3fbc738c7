//! The vault tried out on an invented house, on the engine that the environment names.
#![allow(unreachable_pub, reason = "a macro makes public acts")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop")]

mod care;
mod desk;
mod house;
mod lists;
mod login;
mod measures;
mod opening;
mod slips;
mod tamper;
