//! The front door: command line, settings, wiring, demonstration.

mod areas;
mod client;
mod clock;
mod commands;
mod demo;
mod kept;
#[cfg(test)]
#[path = "../../../tests/left_out.rs"]
#[allow(clippy::expect_used, clippy::print_stderr, reason = "a test may stop, and says why it is not made")]
mod left_out;
mod levels;
mod limits;
mod mail;
mod message;
mod neighbours;
mod opening;
mod papers;
mod press;
mod region;
#[cfg(test)]
#[path = "../../../tests/rig.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test program uses a part of it, and a test may stop"
)]
mod rig;
mod scan;
mod secrecy;
mod settings;
mod terminal;
mod terms;
mod theme;
mod today;
mod triage;
mod wiring;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = commands::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(why) => {
            terminal::complain(&why);
            ExitCode::FAILURE
        }
    }
}
