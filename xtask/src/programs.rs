//! The test programs that cargo builds: which there are, which tests they hold, and running one.

use crate::{
    count::Count,
    machine::{Trouble, cargo},
    watch,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A test program, as cargo built it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Program {
    /// The crate whose tests it holds.
    pub(crate) package: String,
    /// `it` for `tests/it`, the name of the crate for the tests beside its code.
    pub(crate) target: String,
    file: PathBuf,
    /// Where the crate is; tests are run there.
    folder: PathBuf,
}

impl Program {
    /// By what it is known in a count: the name of its file, which no other has.
    pub(crate) fn name(&self) -> String {
        self.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The names of its tests.
    pub(crate) fn tests(&self) -> Result<Vec<String>, Trouble> {
        let told = self.command().args(["--list", "--format", "terse"]).output();
        let told = told.map_err(|e| Trouble(format!("{} did not start: {e}", self.name())))?;
        let text = String::from_utf8_lossy(&told.stdout).into_owned();
        Ok(text.lines().filter_map(|line| Some(line.strip_suffix(": test")?.to_owned())).collect())
    }

    /// Runs its tests: all, or those of which the name holds one of these words. What is said goes to the terminal and into the count.
    pub(crate) fn run(&self, words: &[String], vars: &[(&str, &str)], count: &mut Count) -> Result<(), Trouble> {
        println!("\n{} {} ({})", self.package, self.target, self.name());
        let mut command = self.command();
        command.args(words).env_remove("CASUSTAFEL_TEST_PG").env_remove("CASUSTAFEL_BROWSER");
        command.envs(vars.iter().copied()).env(Count::VARIABLE, count.file());
        let name = self.name();
        watch::hear(command, |line| {
            println!("{line}");
            count.hear(&name, line);
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.file);
        // As cargo does it.
        command.current_dir(&self.folder).env("CARGO_MANIFEST_DIR", &self.folder);
        command
    }
}

/// Builds everything that is tested and gives the test programs.
pub(crate) fn build(root: &Path) -> Result<Vec<Program>, Trouble> {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--no-run", "--message-format", "json-render-diagnostics"]);
    println!("$ {}", watch::spoken(&command));
    let mut found = Vec::new();
    watch::hear(command, |line| {
        if !line.starts_with('{') {
            println!("{line}");
        } else if let Some(program) = program(line) {
            found.push(program);
        }
    })?;
    if found.is_empty() {
        return Err(Trouble("cargo told of no test program".into()));
    }
    found.sort_by(|a, b| (&a.package, &a.target).cmp(&(&b.package, &b.target)));
    Ok(found)
}

/// The test program that a line of cargo tells of. Cargo writes JSON, of which these few words are all that is needed.
fn program(line: &str) -> Option<Program> {
    let file = PathBuf::from(word(line, "\"executable\":\"")?);
    let folder = Path::new(&word(line, "\"manifest_path\":\"")?).parent()?.to_path_buf();
    let profile = line.split_once("\"profile\":{")?.1.split_once('}')?.0;
    if !profile.contains("\"test\":true") {
        return None;
    }
    let target = line.split_once("\"target\":{")?.1;
    let package = folder.file_name()?.to_str()?.to_owned();
    Some(Program { package, target: word(target, "\"name\":\"")?, file, folder })
}

/// The text that follows, up to the quote that ends it.
fn word(line: &str, before: &str) -> Option<String> {
    let rest = line.split_once(before)?.1;
    let mut text = String::new();
    let mut signs = rest.chars();
    loop {
        match signs.next()? {
            '"' => return Some(text),
            '\\' => text.push(signs.next()?),
            sign => text.push(sign),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const TOLD: &str = r#"{"reason":"compiler-artifact","package_id":"path+file:///h/crates/vault#0.1.0","manifest_path":"/h/crates/vault/Cargo.toml","target":{"kind":["test"],"crate_types":["bin"],"name":"it","src_path":"/h/crates/vault/tests/it/main.rs","edition":"2024"},"profile":{"opt_level":"0","debuginfo":1,"debug_assertions":true,"overflow_checks":true,"test":true},"features":[],"filenames":["/t/debug/deps/it-12"],"executable":"/t/debug/deps/it-12","fresh":true}"#;

    #[test]
    fn a_test_program_is_known_by_what_cargo_tells() {
        let found = program(TOLD).unwrap();
        assert_eq!((found.package.as_str(), found.target.as_str(), found.name().as_str()), ("vault", "it", "it-12"));
        assert_eq!(found.folder, Path::new("/h/crates/vault"));
    }

    #[test]
    fn what_is_no_test_program_is_left() {
        assert_eq!(program(&TOLD.replace("\"test\":true", "\"test\":false")), None);
        assert_eq!(program(&TOLD.replace("\"executable\":\"/t/debug/deps/it-12\"", "\"executable\":null")), None);
        assert_eq!(program("{\"reason\":\"build-finished\",\"success\":true}"), None);
    }
}
