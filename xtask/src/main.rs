//! The one entrance for whoever works on this program: `cargo xtask` lists what it can do, `cargo xtask check` is what the
//! build server runs. What a person must remember, a program remembers. It needs Rust and nothing else to begin, so it
//! lists no dependency of its own.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on the terminal")]

mod cluster;
mod count;
mod faults;
mod licences;
mod machine;
mod needs;
mod programs;
mod rig;
mod steps;
mod tidy;
mod watch;

use machine::Trouble;
use std::{env, path::PathBuf, process::ExitCode};
use steps::{check, docs, format, journeys, keep_cluster, lint, tests_on_postgres, tests_on_sqlite, tidy_up};

const HELP: &str = "\
What a person must remember, a program remembers.

  cargo xtask check                 everything below, as the build server does it
  cargo xtask needs                 what the machine must have beside Rust; installs it on Debian for root
  cargo xtask format                the layout of the code, checked only
  cargo xtask lint                  clippy, warnings are errors
  cargo xtask tidy                  the rules of this house that no compiler knows
  cargo xtask test [sqlite|pg] [..] all tests on one engine or on both; what follows goes to the test programs
  cargo xtask journeys [..]         people at work in a real browser; what follows goes to the test program
  cargo xtask docs                  the documentation of the code, warnings are errors
  cargo xtask faults [N..|anew]     puts in twenty faults, or the Nth, and says which no test notices; takes long, and goes on
                                    where it was stopped
  cargo xtask kills [..]            kills the built server while people write; --engine sqlite|postgres --count N --seed S
                                    --of writing|restore; goes on where a run of that seed was stopped
  cargo xtask phones [..]           a full room of phones from one address; --nodes 1|2 --phones N --kill
  cargo xtask strangers [..]        what once stopped the house; all, or --half-open N, --logins N, --json, --lss
  cargo xtask licences              whose work may be built in
  cargo xtask pg                    a PostgreSQL of your own on loopback, until you press Ctrl-C
";

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let command = words.next();
    let rest: Vec<String> = words.collect();
    match run(command.as_deref(), &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble(why)) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Option<&str>, rest: &[String]) -> Result<(), Trouble> {
    let root = root();
    match command {
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        Some("check") => check(&root),
        Some("needs") => needs::meet(),
        Some("format") => format(&root),
        Some("lint") => lint(&root),
        Some("tidy") => tidy_up(&root),
        Some("test") => match rest.split_first() {
            Some((engine, rest)) if engine == "sqlite" => tests_on_sqlite(&root, rest),
            Some((engine, rest)) if engine == "pg" => tests_on_postgres(&root, rest),
            _ => {
                tests_on_sqlite(&root, rest)?;
                tests_on_postgres(&root, rest)
            }
        },
        Some("journeys") => journeys(&root, rest),
        Some("docs") => docs(&root),
        Some("faults") => faults::put_in(&root, rest),
        Some("kills") => rig::kills::run(&root, rest),
        Some("phones") => rig::phones::run(&root, rest),
        Some("strangers") => rig::strangers::run(&root, rest),
        Some("licences") => licences::look(&root),
        Some("pg") => keep_cluster(&root),
        Some(other) => Err(Trouble(format!("there is no `{other}`; `cargo xtask` lists what there is"))),
    }
}

/// The folder of the workspace: one up from this crate, wherever the command was given.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.clone(), PathBuf::from)
}
