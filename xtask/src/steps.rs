//! The steps of a check: each runs one program, shows what it shows, and says how long it took.

use crate::{cluster::Cluster, needs, tidy};
use std::{
    env, fmt,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// Why a step did not end well, in one line.
#[derive(Debug)]
pub(crate) struct Trouble(pub(crate) String);

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The journeys are test functions under this module; the other passes leave them out by name, so that no result line
/// counts a journey that was not made.
const JOURNEYS: &str = "journeys::";

/// All steps. A step that fails does not hide what the later ones would have said.
pub(crate) fn check(root: &Path) -> Result<(), Trouble> {
    type Step = fn(&Path) -> Result<(), Trouble>;
    let steps: [(&str, Step); 8] = [
        ("what the machine needs", |_| needs::meet()),
        ("layout of the code", format),
        ("rules of the house", tidy_up),
        ("clippy", lint),
        ("tests on SQLite", |root| tests_on_sqlite(root, &[])),
        ("tests on PostgreSQL", |root| tests_on_postgres(root, &[])),
        ("journeys in a browser", |root| journeys(root, &[])),
        ("documentation of the code", docs),
    ];
    let began = Instant::now();
    let mut ends: Vec<(&str, Duration, Option<Trouble>)> = Vec::new();
    for (name, step) in steps {
        println!("\n=== {name}");
        let began = Instant::now();
        let trouble = step(root).err();
        let took = began.elapsed();
        match &trouble {
            None => println!("--- {name}: good, {:.1} s", took.as_secs_f64()),
            Some(why) => println!("--- {name}: NOT GOOD, {:.1} s: {why}", took.as_secs_f64()),
        }
        ends.push((name, took, trouble));
    }
    println!("\n=== summary");
    for (name, took, trouble) in &ends {
        println!("{:>8.1} s  {:8}  {name}", took.as_secs_f64(), if trouble.is_none() { "good" } else { "NOT GOOD" });
    }
    println!("{:>8.1} s  in all", began.elapsed().as_secs_f64());
    let bad: Vec<&str> = ends.iter().filter(|(_, _, t)| t.is_some()).map(|(name, _, _)| *name).collect();
    if bad.is_empty() { Ok(()) } else { Err(Trouble(format!("not good: {}", bad.join(", ")))) }
}

/// The layout of the code, checked only.
pub(crate) fn format(root: &Path) -> Result<(), Trouble> {
    run(cargo(root).args(["fmt", "--all", "--check"]))
}

/// Clippy over everything, tests included.
pub(crate) fn lint(root: &Path) -> Result<(), Trouble> {
    run(cargo(root).args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// The rules no compiler knows.
pub(crate) fn tidy_up(root: &Path) -> Result<(), Trouble> {
    let complaints = tidy::complaints(root).map_err(|e| Trouble(format!("cannot read the tree: {e}")))?;
    for complaint in &complaints {
        println!("{complaint}");
    }
    match complaints.len() {
        0 => Ok(()),
        n => Err(Trouble(format!("{n} things are not tidy"))),
    }
}

/// Every test on the engine inside the program.
pub(crate) fn tests_on_sqlite(root: &Path, rest: &[String]) -> Result<(), Trouble> {
    run(cargo(root)
        .env_remove("CASUSTAFEL_TEST_PG")
        .args(["test", "--workspace", "--no-fail-fast", "--", "--skip", JOURNEYS])
        .args(rest))
}

/// The same tests on a PostgreSQL that exists for this run only. The examples in the documentation have no engine.
pub(crate) fn tests_on_postgres(root: &Path, rest: &[String]) -> Result<(), Trouble> {
    let cluster = Cluster::start(root)?;
    println!("{}", cluster.tells());
    run(cargo(root)
        .env("CASUSTAFEL_TEST_PG", cluster.url())
        .args(["test", "--workspace", "--tests", "--no-fail-fast", "--", "--skip", JOURNEYS])
        .args(rest))
}

/// People at work in a real browser.
pub(crate) fn journeys(root: &Path, rest: &[String]) -> Result<(), Trouble> {
    run(cargo(root)
        .env("CASUSTAFEL_BROWSER", "1")
        .env_remove("CASUSTAFEL_TEST_PG")
        .args(["test", "--workspace", "--test", "browser", "--"])
        .args(rest))
}

/// The documentation of the code.
pub(crate) fn docs(root: &Path) -> Result<(), Trouble> {
    run(cargo(root).env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps"]))
}

/// A PostgreSQL that stays until it is told to go.
pub(crate) fn keep_cluster(root: &Path) -> Result<(), Trouble> {
    let mut cluster = Cluster::start(root)?;
    println!("{}", cluster.tells());
    println!("export CASUSTAFEL_TEST_PG={}", cluster.url());
    println!("Ctrl-C ends it.");
    cluster.wait()
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

fn run(command: &mut Command) -> Result<(), Trouble> {
    let said = spoken(command);
    println!("$ {said}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Trouble(format!("`{said}` ended with {status}"))),
        Err(e) => Err(Trouble(format!("`{said}` did not start: {e}"))),
    }
}

fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut said = program.to_string_lossy().into_owned();
    for word in command.get_args() {
        said.push(' ');
        said.push_str(&word.to_string_lossy());
    }
    said
}
