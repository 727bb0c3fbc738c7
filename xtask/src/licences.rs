//! Whose work may go into this program: every crate it is built from, and the tests with it, has a licence that goes together with the
//! EUPL. A new one is a decision of people, not of a list of dependencies.

use crate::{
    machine::{Trouble, cargo},
    watch,
};
use std::{collections::BTreeMap, path::Path};

/// Each lets its work be passed on within a work under the EUPL-1.2.
const MAY: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Looks at every crate that is built on this machine.
pub(crate) fn look(root: &Path) -> Result<(), Trouble> {
    let mut command = cargo(root);
    // What is meant for other machines was never fetched, and asking for it would want the network.
    command.args(["tree", "--workspace", "--offline", "--edges", "normal,build,dev", "--prefix", "none"]);
    command.args(["--format", "{p}\t{l}"]);
    println!("$ {}", watch::spoken(&command));
    let mut licences: BTreeMap<String, String> = BTreeMap::new();
    let mut rest = Vec::new();
    watch::hear(command, |line| match line.trim_end_matches(" (*)").split_once('\t') {
        Some((name, licence)) => drop(licences.insert(name.to_owned(), licence.trim().to_owned())),
        None => rest.push(line.to_owned()),
    })
    .map_err(|trouble| Trouble(format!("{trouble}: {}", rest.join(" "))))?;
    let bad: Vec<String> = licences
        .iter()
        .filter(|(_, licence)| !may(licence))
        .map(|(name, licence)| format!("{name}: {}", if licence.is_empty() { "no licence" } else { licence }))
        .collect();
    println!("{} crates", licences.len());
    if licences.is_empty() {
        return Err(Trouble("cargo told of no crate".into()));
    }
    if bad.is_empty() { Ok(()) } else { Err(Trouble(format!("not on the list of licences: {}", bad.join(", ")))) }
}

/// Whether a licence as crates write it, with AND, OR and brackets, leaves us a choice that is on the list.
fn may(licence: &str) -> bool {
    // Crates from before the standard put a stroke between choices.
    let licence = licence.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = licence.split_whitespace().collect();
    let mut at = 0;
    !words.is_empty() && one_of(&words, &mut at) && at == words.len()
}

/// Choices: one is enough. The others are read all the same.
fn one_of(words: &[&str], at: &mut usize) -> bool {
    let mut good = all_of(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        good |= all_of(words, at);
    }
    good
}

fn all_of(words: &[&str], at: &mut usize) -> bool {
    let mut good = part(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        good &= part(words, at);
    }
    good
}

fn part(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let good = one_of(words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return good && closed;
    }
    match (words.get(*at), words.get(*at + 1)) {
        (Some(&"WITH"), Some(exception)) => {
            *at += 2;
            MAY.contains(&format!("{word} WITH {exception}").as_str())
        }
        _ => MAY.contains(word),
    }
}

#[cfg(test)]
mod tests {
    use super::may;

    #[test]
    fn a_choice_is_enough_and_what_is_asked_together_must_all_be_there() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
            "MIT AND (BSD-3-Clause OR ISC)",
        ] {
            assert!(may(good), "{good}");
        }
        for bad in
            ["", "GPL-3.0-only", "MIT AND GPL-2.0", "(MIT", "MIT AND", "Apache-2.0 WITH Something", "SSPL-1.0 AND"]
        {
            assert!(!may(bad), "{bad}");
        }
    }
}
