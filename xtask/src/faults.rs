//! Twenty faults put in by hand, one after the other, each into a copy of the tree: does a test notice? It is run by hand, for it builds
//! a crate anew for each, and goes on where it was stopped; what no test notices needs a test.

use crate::{
    cluster::Cluster,
    machine::{self, Trouble, cargo},
    watch,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// Which tests are to notice, and on which engine.
#[derive(Clone, Copy)]
enum Noticed {
    /// Those beside the code.
    Beside,
    /// Those of the crate as a whole.
    Whole,
    /// The same on PostgreSQL.
    BesideOnPostgres,
    WholeOnPostgres,
}
use Noticed::{Beside, BesideOnPostgres, Whole, WholeOnPostgres};

/// A fault: what is wrong with it, where, which words become which, and whose tests are to notice.
struct Fault {
    what: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    by: Noticed,
}

/// A table of faults; the first five are those of which a review said that they would live.
const FAULTS: [Fault; 20] = [
    Fault {
        what: "what was dropped is called gone while somebody still reads it",
        file: "crates/vault/src/engine/store/sqlite.rs",
        from: r#"Ok(row) => Ok(row.ok_or(StoreError::Shape("a checkpoint"))?.int(0)? == 0),"#,
        to: "Ok(_) => Ok(true),",
        by: Beside,
    },
    Fault {
        what: "a dossier whose end was cut off opens",
        file: "crates/vault/src/engine/ledger/mod.rs",
        from: "if reached != opened.stand.seq || before != opened.stand.head {",
        to: "if false {",
        by: Whole,
    },
    Fault {
        what: "two writers of one book do not wait for each other",
        file: "crates/vault/src/engine/book.rs",
        from: "let row = conn.first(HOLD, &[node.into(), vec![0; 32].into()])?",
        to: r#"let seen = conn.first("SELECT n, link, sign FROM book_head WHERE node = $1", &[node.into()])?;
        let row = match seen { None => conn.first(HOLD, &[node.into(), vec![0; 32].into()])?, seen => seen }"#,
        by: WholeOnPostgres,
    },
    Fault {
        what: "two that were in each other's way are both refused",
        file: "crates/vault/src/engine/store/postgres/mod.rs",
        from: "matches!(error, StoreError::Busy)",
        to: "{ let _ = error; false }",
        by: BesideOnPostgres,
    },
    Fault {
        what: "a rule that cannot be evaluated is no reason to refuse",
        file: "crates/vault/src/engine/rules.rs",
        from: "if response.diagnostics().errors().next().is_some() {",
        to: "if false {",
        by: Beside,
    },
    Fault {
        what: "a late writer is not told that somebody was first",
        file: "crates/vault/src/engine/ledger/stand.rs",
        from: "AND seq = $7",
        to: "AND (seq = $7 OR 1 = 1)",
        by: Whole,
    },
    Fault {
        what: "a ticket is good for a second slip in an anonymous box",
        file: "crates/vault/src/engine/drawers.rs",
        from: "if !used.insert(mark) {",
        to: "used.insert(mark);\n                if false {",
        by: Whole,
    },
    Fault {
        what: "the chain does not hold on to the event before",
        file: "crates/vault/src/engine/ledger/link.rs",
        from: "[before, id.bytes().as_slice()]",
        to: "[&before[..0], id.bytes().as_slice()]",
        by: Beside,
    },
    Fault {
        what: "wrong passwords are never slowed down",
        file: "crates/vault/src/engine/tries.rs",
        from: "const FREE: [i64; 3] = [5, 20, 60];",
        to: "const FREE: [i64; 3] = [i64::MAX - 99; 3];",
        by: Whole,
    },
    Fault {
        what: "a list shows what a colleague sits at",
        file: "crates/vault/src/doors/list.rs",
        from: "WHERE s.holder = $1 AND s.person = $2 AND s.kind = $3 AND s.listed = 1 AND (s.opened, s.dossier) <",
        to: "WHERE s.holder = $1 AND $2 = $2 AND s.kind = $3 AND s.listed = 1 AND (s.opened, s.dossier) <",
        by: Whole,
    },
    Fault {
        what: "a citizen service number is nine digits",
        file: "crates/kernel/src/bsn.rs",
        from: "if sum == 0 || sum % 11 != 0 {",
        to: "if sum == 0 {",
        by: Beside,
    },
    Fault {
        what: "the thirty-first of February is a day",
        file: "crates/kernel/src/read_day.rs",
        from: "Date::new(year, month, day).map_err(|_| gone(day, month, year))",
        to: "Date::new(year, month, day).or_else(|_| Date::new(year, month, 28)).map_err(|_| gone(day, month, year))",
        by: Beside,
    },
    Fault {
        what: "an empty token is as good as none that is expected",
        file: "crates/web/src/server/origin.rs",
        from: "!expected.is_empty() && bool::from",
        to: "bool::from",
        by: Beside,
    },
    Fault {
        what: "a form may come from another site of the same owner",
        file: "crates/web/src/server/origin.rs",
        from: r#"return site == "same-origin" || site == "none";"#,
        to: r#"return site != "cross-site";"#,
        by: Whole,
    },
    Fault {
        what: "one answer too few is shown all the same",
        file: "crates/learning/src/questionnaire/results.rs",
        from: "if answers.len() < threshold {",
        to: "if answers.len() + 1 < threshold {",
        by: Beside,
    },
    Fault {
        what: "four tables get a figure",
        file: "crates/learning/src/calibration/agreement.rs",
        from: "pub const FEWEST_TABLES: usize = 5;",
        to: "pub const FEWEST_TABLES: usize = 4;",
        by: Beside,
    },
    Fault {
        what: "one key is as good as three",
        file: "crates/casework/src/weighing/model.rs",
        from: ".all(|a| round.keys.is_turned(a) ||",
        to: ".any(|a| round.keys.is_turned(a) ||",
        by: Beside,
    },
    Fault {
        what: "who proposes to screen out may ask a partner of its own kind",
        file: "crates/casework/src/signal/model.rs",
        from: "if second.kind == by.agency.kind || !is_core(second.kind) {",
        to: "if !is_core(second.kind) {",
        by: Beside,
    },
    Fault {
        what: "anybody confirms that a signal is screened out",
        file: "crates/casework/src/signal/model.rs",
        from: "if asked.second != by.agency.id {",
        to: "if asked.second != by.agency.id && false {",
        by: Beside,
    },
    Fault {
        what: "the press is told everything that we were told",
        file: "crates/paper/src/press.rs",
        from: "        .env_clear()\n",
        to: "",
        by: Beside,
    },
];

/// Puts each fault in that has not been tried in this target folder, or those of these numbers, and says which no test noticed. What came of
/// each is kept beside the copy, so that a run that was stopped goes on; `anew` forgets that.
pub(crate) fn put_in(root: &Path, words: &[String]) -> Result<(), Trouble> {
    let trouble = |e: io::Error| Trouble(format!("the copy of the tree: {e}"));
    let place = machine::target(root).join("faults");
    let (tree, kept) = (place.join("tree"), place.join("results"));
    let mut came = if words.iter().any(|word| word == "anew") { Came::new() } else { read(&kept) };
    let chosen = chosen(words)?;
    let open: Vec<usize> = if chosen.is_empty() {
        (1..=FAULTS.len()).filter(|n| came.get(n).is_none_or(|(what, _)| what != FAULTS[n - 1].what)).collect()
    } else {
        chosen
    };
    if !open.is_empty() {
        copy(root, &tree, &machine::target(root)).map_err(trouble)?;
        let cluster = Cluster::start(root)?;
        for n in open {
            let fault = &FAULTS[n - 1];
            println!("\n=== {n}: {}", fault.what);
            let path = tree.join(fault.file);
            let sound = fs::read_to_string(&path).map_err(trouble)?;
            let said = if sound.matches(fault.from).count() == 1 {
                fs::write(&path, sound.replace(fault.from, fault.to)).map_err(trouble)?;
                let said = made(fault, &tree, &place, &cluster);
                fs::write(&path, sound).map_err(trouble)?;
                said
            } else {
                "does not fit the code any more".to_owned()
            };
            println!("--- {n}: {said}");
            came.insert(n, (fault.what.to_owned(), said));
            fs::write(&kept, written(&came)).map_err(trouble)?;
        }
    }
    println!("\n{}", written(&came));
    let lived = came.iter().filter(|(_, (_, said))| !said.starts_with(FOUND)).map(|(n, _)| n.to_string());
    let lived = lived.collect::<Vec<_>>().join(", ");
    if lived.is_empty() {
        Ok(())
    } else {
        Err(Trouble(format!("not found: {lived}. `cargo xtask faults N` tries one again")))
    }
}

/// What came of each fault that was tried, by its number: the fault, and which tests noticed or why none did.
type Came = BTreeMap<usize, (String, String)>;

fn written(came: &Came) -> String {
    came.iter().map(|(n, (what, said))| format!("{n}\t{what}\t{said}\n")).collect()
}

/// What an earlier run kept; a line that is not understood is a fault that was not tried.
fn read(kept: &Path) -> Came {
    let text = fs::read_to_string(kept).unwrap_or_default();
    let line = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        Some((parts.next()?.parse().ok()?, (parts.next()?.to_owned(), parts.next()?.to_owned())))
    };
    text.lines().filter_map(line).collect()
}

/// The numbers of the faults that are asked for; none for all.
fn chosen(words: &[String]) -> Result<Vec<usize>, Trouble> {
    let number = |word: &String| {
        let n = word.parse().ok().filter(|n| (1..=FAULTS.len()).contains(n));
        n.ok_or_else(|| Trouble(format!("{word} is no fault: 1 to {}, or anew", FAULTS.len())))
    };
    words.iter().filter(|word| *word != "anew").map(number).collect()
}

const FOUND: &str = "found";

/// Runs the tests that are to notice, in the copy.
fn made(fault: &Fault, tree: &Path, place: &Path, cluster: &Cluster) -> String {
    let package = fault.file.split('/').nth(1).unwrap_or_default();
    let mut command = cargo(tree);
    command.args(["test", "--package", package, "--no-fail-fast"]);
    match fault.by {
        Beside | BesideOnPostgres => command.arg("--lib"),
        Whole | WholeOnPostgres => command.args(["--test", "it"]),
    };
    match fault.by {
        Beside | Whole => command.env_remove("CASUSTAFEL_TEST_PG"),
        BesideOnPostgres | WholeOnPostgres => command.env("CASUSTAFEL_TEST_PG", cluster.url()),
    };
    command.env("CARGO_TARGET_DIR", place.join("target"));
    println!("$ {}", watch::spoken(&command));
    let (mut failed, mut built) = (Vec::new(), true);
    let ended = watch::hear(command, |line| {
        built &= !line.starts_with("error: could not compile");
        if let Some(test) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            failed.push(test.to_owned());
        }
    });
    failed.iter().for_each(|test| println!("noticed by {test}"));
    match ended {
        _ if !built => "does not build".to_owned(),
        Ok(()) => "no test noticed".to_owned(),
        Err(_) if !failed.is_empty() => format!("{FOUND}: {}", failed.join(", ")),
        // A fault that makes the tests hang or fall over is found as well.
        Err(Trouble(why)) => format!("{FOUND}: {why}"),
    }
}

/// Makes a copy like the tree, without what was built and without its history. What is the same already is left as it is, so that nothing
/// is built again for it.
fn copy(from: &Path, to: &Path, target: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(from)? {
        let path: PathBuf = entry?.path();
        let name = path.file_name().unwrap_or_default().to_owned();
        if path == target || name == "target" || name == ".git" {
            continue;
        }
        let there = to.join(&name);
        names.insert(name);
        if path.is_dir() {
            copy(&path, &there, target)?;
        } else if fs::read(&there).ok() != Some(fs::read(&path)?) {
            fs::copy(&path, &there)?;
        }
    }
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        if !path.file_name().is_some_and(|name| names.contains(name)) {
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fault that no longer fits the code is found by nobody and told by nobody until the next run by hand.
    #[test]
    fn every_fault_fits_the_code_in_one_place() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for fault in &FAULTS {
            let code = fs::read_to_string(root.join(fault.file)).unwrap_or_default();
            assert_eq!(code.matches(fault.from).count(), 1, "{}: {}", fault.file, fault.what);
            assert!(fault.from != fault.to, "{}", fault.what);
        }
    }

    #[test]
    fn what_came_of_a_fault_is_read_back_and_what_is_no_fault_is_refused() {
        let came =
            Came::from([(3, ("iets".into(), "found: a, b".into())), (20, ("meer".into(), "no test noticed".into()))]);
        let folder = std::env::temp_dir().join(format!("faults-{}", std::process::id()));
        fs::write(&folder, written(&came) + "niets\n").unwrap_or_default();
        assert_eq!(read(&folder), came);
        fs::remove_file(&folder).unwrap_or_default();
        let words = |words: &[&str]| chosen(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>()).ok();
        assert_eq!(words(&["anew", "7", "20"]), Some(vec![7, 20]));
        assert_eq!((words(&["0"]), words(&["21"]), words(&["x"])), (None, None, None));
    }
}
