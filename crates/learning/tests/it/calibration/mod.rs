//! Calibration and counts as people meet them: a house on the engine under test, browsers with and without an account.

mod counts;
mod house;
mod readings;
#[path = "../../../../tests/rig.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "each test program uses a part of it")]
mod rig;
