//! The steps of a check: each runs its programs, shows what they say, and says how long it took.

use crate::{
    cluster::Cluster,
    count::Count,
    licences,
    machine::{Trouble, cargo},
    needs,
    programs::{self, Program},
    tidy, watch,
};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// The program with the people at work in a browser.
const JOURNEYS: (&str, &str) = ("casustafel", "browser");

/// What a check makes on PostgreSQL as well: everything of the vault, which holds the only SQL; what is about many nodes; and of each
/// feature the story in which the most is stored and read. A crate, its test program, and words of which a test's name holds one.
/// `cargo xtask test pg` makes everything.
const ON_POSTGRES: [(&str, &str, &[&str]); 7] = [
    ("vault", "vault", &[]),
    ("vault", "it", &[]),
    (
        "casework",
        "it",
        &[
            "stories::two_keys_open_no_door_to_a_third_party",
            "traces::",
            "looking::a_look_back_is_read_where",
            "meeting::a_meeting_is_held",
            "mail::",
            "nodes::",
        ],
    ),
    ("learning", "learning", &["session::tests::stories::a_pressure_cooker"]),
    ("learning", "it", &["a_whole_evaluation_over_three_houses", "six_tables_read_sealed", "nodes::"]),
    ("casustafel", "casustafel", &["mail::"]),
    ("casustafel", "weather", &["postgres::", "older::a_store_on_postgresql", "nodes::"]),
];

/// All steps. A step that fails does not hide what the later ones would have said.
pub(crate) fn check(root: &Path) -> Result<(), Trouble> {
    let mut check = Check { began: Instant::now(), ends: Vec::new() };
    let mut count = Count::begin(root)?;
    check.step("what the machine needs", needs::meet);
    check.step("layout of the code", || format(root));
    check.step("rules of the house", || tidy_up(root));
    check.step("clippy", || lint(root));
    let built = check.step("building the tests", || programs::build(root)).unwrap_or_default();
    check.step("tests on SQLite", || on_sqlite(root, &built, &[], &mut count));
    check.step("tests on PostgreSQL", || on_postgres(root, &built, &mut count));
    check.step("journeys in a browser", || in_browser(&built, &[], &mut count));
    check.step("documentation of the code", || docs(root));
    check.step("licences", || licences::look(root));
    check.step("nothing is left out", || count.tell());
    check.end()
}

/// The steps of a check that were made, in their order.
struct Check {
    began: Instant,
    ends: Vec<(&'static str, Duration, Option<Trouble>)>,
}

impl Check {
    fn step<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T, Trouble>) -> Option<T> {
        println!("\n=== {name}");
        let began = Instant::now();
        let ended = step();
        let took = began.elapsed();
        let (given, trouble) = match ended {
            Ok(given) => {
                println!("--- {name}: good, {:.1} s", took.as_secs_f64());
                (Some(given), None)
            }
            Err(why) => {
                println!("--- {name}: NOT GOOD, {:.1} s: {why}", took.as_secs_f64());
                (None, Some(why))
            }
        };
        self.ends.push((name, took, trouble));
        given
    }

    fn end(self) -> Result<(), Trouble> {
        println!("\n=== summary");
        for (name, took, trouble) in &self.ends {
            println!(
                "{:>8.1} s  {:8}  {name}",
                took.as_secs_f64(),
                if trouble.is_none() { "good" } else { "NOT GOOD" }
            );
        }
        println!("{:>8.1} s  in all", self.began.elapsed().as_secs_f64());
        let bad: Vec<&str> = self.ends.iter().filter(|(_, _, t)| t.is_some()).map(|(name, _, _)| *name).collect();
        if bad.is_empty() { Ok(()) } else { Err(Trouble(format!("not good: {}", bad.join(", ")))) }
    }
}

/// The layout of the code, checked only.
pub(crate) fn format(root: &Path) -> Result<(), Trouble> {
    run(root, &["fmt", "--all", "--check"])
}

/// Clippy over everything, tests included.
pub(crate) fn lint(root: &Path) -> Result<(), Trouble> {
    run(root, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
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

/// Every test on the engine inside the program; what follows goes to the test programs.
pub(crate) fn tests_on_sqlite(root: &Path, rest: &[String]) -> Result<(), Trouble> {
    let built = programs::build(root)?;
    let mut count = Count::begin(root)?;
    on_sqlite(root, &built, rest, &mut count)
}

/// Every test that uses a store on a PostgreSQL that exists for this run only; what follows goes to the test programs.
pub(crate) fn tests_on_postgres(root: &Path, rest: &[String]) -> Result<(), Trouble> {
    let built = programs::build(root)?;
    let mut count = Count::begin(root)?;
    with_cluster(root, |url| {
        all(built.iter().filter(|program| !is(program, JOURNEYS)), |program| {
            program.run(rest, &[("CASUSTAFEL_TEST_PG", url)], &mut count)
        })
    })
}

/// People at work in a real browser; what follows goes to the test program.
pub(crate) fn journeys(root: &Path, rest: &[String]) -> Result<(), Trouble> {
    let built = programs::build(root)?;
    in_browser(&built, rest, &mut Count::begin(root)?)
}

fn on_sqlite(root: &Path, built: &[Program], rest: &[String], count: &mut Count) -> Result<(), Trouble> {
    // A journey that is not made is no test that ended well: it is known by name only, and made in its own step.
    for program in built {
        count.expects(&program.name(), program.tests()?);
    }
    let mut ended = all(built.iter().filter(|program| !is(program, JOURNEYS)), |program| program.run(rest, &[], count));
    if rest.is_empty() {
        ended = ended.and(examples(root, count));
    }
    count.end_pass()?;
    ended
}

/// The examples in the documentation, which rustdoc builds and runs.
fn examples(root: &Path, count: &mut Count) -> Result<(), Trouble> {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--doc", "--no-fail-fast"]).env_remove("CASUSTAFEL_TEST_PG");
    println!("\n$ {}", watch::spoken(&command));
    watch::hear(command, |line| {
        println!("{line}");
        count.hear("documentation", line);
    })
}

fn on_postgres(root: &Path, built: &[Program], count: &mut Count) -> Result<(), Trouble> {
    let chosen = ON_POSTGRES.map(|(package, target, words)| {
        let program = built.iter().find(|program| is(program, (package, target)));
        program.map(|program| (program, words)).ok_or_else(|| Trouble(format!("there is no {package} {target}")))
    });
    let chosen = chosen.into_iter().collect::<Result<Vec<_>, _>>()?;
    for (program, words) in &chosen {
        chosen_exist(program, words)?;
    }
    let ended = with_cluster(root, |url| {
        all(chosen, |(program, words)| {
            let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            program.run(&words, &[("CASUSTAFEL_TEST_PG", url)], count)
        })
    });
    count.end_pass()?;
    ended
}

/// A test that got another name must not fall out of the list without a word. A module of nodes may be missing.
fn chosen_exist(program: &Program, words: &[&str]) -> Result<(), Trouble> {
    let tests = program.tests()?;
    match words.iter().find(|word| **word != "nodes::" && !tests.iter().any(|test| test.contains(**word))) {
        None => Ok(()),
        Some(word) => Err(Trouble(format!("{} {} has no test `{word}`", program.package, program.target))),
    }
}

fn in_browser(built: &[Program], rest: &[String], count: &mut Count) -> Result<(), Trouble> {
    let program = built.iter().find(|program| is(program, JOURNEYS));
    let program = program.ok_or_else(|| Trouble("there are no journeys".into()))?;
    let ended = program.run(rest, &[("CASUSTAFEL_BROWSER", "1")], count);
    count.end_pass()?;
    ended
}

fn is(program: &Program, (package, target): (&str, &str)) -> bool {
    program.package == package && program.target == target
}

/// Does something with each, to the end; tells how many did not go well.
fn all<T>(each: impl IntoIterator<Item = T>, mut run: impl FnMut(T) -> Result<(), Trouble>) -> Result<(), Trouble> {
    let bad: Vec<String> = each.into_iter().filter_map(|one| run(one).err()).map(|trouble| trouble.0).collect();
    if bad.is_empty() { Ok(()) } else { Err(Trouble(bad.join("; "))) }
}

fn with_cluster<T>(root: &Path, work: impl FnOnce(&str) -> Result<T, Trouble>) -> Result<T, Trouble> {
    let cluster = Cluster::start(root)?;
    println!("{}", cluster.tells());
    work(&cluster.url())
}

/// The documentation of the code.
pub(crate) fn docs(root: &Path) -> Result<(), Trouble> {
    let mut command = cargo(root);
    command.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps"]);
    println!("$ {}", watch::spoken(&command));
    watch::run(command)
}

/// A PostgreSQL that stays until it is told to go.
pub(crate) fn keep_cluster(root: &Path) -> Result<(), Trouble> {
    let mut cluster = Cluster::start(root)?;
    println!("{}", cluster.tells());
    println!("export CASUSTAFEL_TEST_PG={}", cluster.url());
    println!("Ctrl-C ends it.");
    cluster.wait()
}

fn run(root: &Path, words: &[&str]) -> Result<(), Trouble> {
    let mut command = cargo(root);
    command.args(words);
    println!("$ {}", watch::spoken(&command));
    watch::run(command)
}
