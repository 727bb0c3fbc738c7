//! People at work in a real browser: by keyboard alone, in Dutch and in English, with and without script, with axe on
//! every page. They need Chromium and run when `CASUSTAFEL_BROWSER=1`, as `cargo xtask journeys` sets it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may stop, and says why"
)]

mod axe;
mod browser;
mod driver;
mod forms;
mod house;
mod interrupted;
mod journeys;
#[path = "../../../../tests/left_out.rs"]
mod left_out;
mod lent;
mod pages;
mod phones;
mod pictures;
mod stops;
mod wire;
