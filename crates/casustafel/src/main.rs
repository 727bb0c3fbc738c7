//! The front door: command line, settings, wiring, demonstration.

mod client;
mod clock;
mod commands;
mod demo;
mod kept;
mod limits;
mod mail;
mod message;
mod neighbours;
mod opening;
mod press;
mod region;
mod secrecy;
mod settings;
mod terminal;
mod terms;
mod theme;
mod today;
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
