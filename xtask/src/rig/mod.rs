//! Rigs: the built program under a hand that means it no good. It is killed, crowded and starved over real sockets, by hand, for as long as
//! somebody wants to wait; what was answered with success is counted again afterwards. Each prints lines for docs/performance.md.

mod house;
mod http;
pub(crate) mod kills;
pub(crate) mod phones;
mod restores;
mod session;
pub(crate) mod strangers;

use crate::machine::Trouble;
use std::{fs, path::PathBuf, str::FromStr};

/// Numbers that are the same in every run of the same seed.
#[derive(Clone)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }
}

/// The word after `--name`, or what is usual.
fn given<T: FromStr>(words: &[String], name: &str, usual: T) -> Result<T, Trouble> {
    let at = words.iter().position(|word| word == name);
    let Some(at) = at else { return Ok(usual) };
    let Some(text) = words.get(at + 1).filter(|word| !word.starts_with("--")) else { return Ok(usual) };
    text.parse().map_err(|_| Trouble(format!("{name} does not go with {text:?}")))
}

fn is_asked(words: &[String], name: &str) -> bool {
    words.iter().any(|word| word == name)
}

/// Where a run stands, in a file: one name and one number on a line. So a run that was stopped goes on.
struct Tally {
    file: PathBuf,
    counts: Vec<(String, u64)>,
}

impl Tally {
    fn of(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let line = |line: &str| {
            let (name, n) = line.rsplit_once(' ')?;
            Some((name.to_owned(), n.parse().ok()?))
        };
        Self { file, counts: text.lines().filter_map(line).collect() }
    }

    fn get(&self, name: &str) -> u64 {
        self.counts.iter().find(|(one, _)| one == name).map_or(0, |(_, n)| *n)
    }

    fn add(&mut self, name: &str, more: u64) {
        match self.counts.iter_mut().find(|(one, _)| one == name) {
            Some((_, n)) => *n += more,
            None => self.counts.push((name.to_owned(), more)),
        }
    }

    fn keep(&self) -> Result<(), Trouble> {
        let text: String = self.counts.iter().map(|(name, n)| format!("{name} {n}\n")).collect();
        fs::write(&self.file, text).map_err(|e| Trouble(format!("{}: {e}", self.file.display())))
    }

    /// All of it on one line.
    fn line(&self) -> String {
        self.counts.iter().map(|(name, n)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_was_stopped_goes_on_where_it_was() {
        let file = std::env::temp_dir().join(format!("casustafel-tally-{}", std::process::id()));
        let _ = fs::remove_file(&file);
        let mut tally = Tally::of(file.clone());
        tally.add("kills", 3);
        tally.add("things lost", 0);
        tally.add("kills", 4);
        tally.keep().unwrap();
        let again = Tally::of(file.clone());
        assert_eq!((again.get("kills"), again.get("things lost"), again.get("else")), (7, 0, 0));
        assert_eq!(again.line(), "7 kills, 0 things lost");
        fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_word_that_does_not_fit_is_named() {
        let words = ["--count", "tien"].map(str::to_owned);
        assert_eq!(given(&words, "--seed", 5).unwrap(), 5);
        assert!(given(&words, "--count", 5).unwrap_err().0.contains("--count"));
    }
}
