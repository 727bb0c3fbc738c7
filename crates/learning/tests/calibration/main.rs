//! Calibration and counts as people meet them: a house on the engine under test, browsers with and without an account.
#![allow(unreachable_pub, reason = "a macro makes public acts")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod counts;
mod house;
mod readings;
