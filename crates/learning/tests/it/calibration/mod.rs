//! Calibration and counts as people meet them: a house on the engine under test, browsers with and without an account.

mod counts;
mod house;
mod readings;
