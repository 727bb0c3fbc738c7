//! Which tests there are, which were made, and which were left out and why. A test that leaves itself out, because something is not
//! there, is green like any other; so it writes that down, and here it is read.

use crate::machine::{self, Trouble};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    process,
};

/// A test: the program it is in, and its name there.
type Test = (String, String);

/// What became of the tests, over all passes of a check.
pub(crate) struct Count {
    there: BTreeSet<Test>,
    /// Those that ended well, in this pass.
    well: BTreeSet<Test>,
    made: BTreeSet<Test>,
    why: BTreeMap<Test, String>,
    file: PathBuf,
}

impl Count {
    /// Names the file in which a test writes a line when it leaves itself out: its program, its name and why, with tabs between.
    pub(crate) const VARIABLE: &'static str = "CASUSTAFEL_LEFT_OUT";

    /// An empty count.
    pub(crate) fn begin(root: &Path) -> Result<Self, Trouble> {
        let folder = machine::target(root);
        let file = folder.join(format!("left-out-{}", process::id()));
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&file, ""))
            .map_err(|e| Trouble(format!("no file to write down what is left out: {e}")))?;
        Ok(Self { there: BTreeSet::new(), well: BTreeSet::new(), made: BTreeSet::new(), why: BTreeMap::new(), file })
    }

    /// Where a test writes that it leaves itself out.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Tests that there are, in this program.
    pub(crate) fn expects(&mut self, program: &str, names: impl IntoIterator<Item = String>) {
        self.there.extend(names.into_iter().map(|name| (program.to_owned(), name)));
    }

    /// A line that a test program said.
    pub(crate) fn hear(&mut self, program: &str, line: &str) {
        let Some((name, end)) = line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... ")) else {
            return;
        };
        let kinds = [" - should panic", " - compile fail", " - compile"];
        let name = kinds.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name);
        let test = (program.to_owned(), name.to_owned());
        self.there.insert(test.clone());
        if end == "ok" {
            self.well.insert(test);
        } else if let Some(why) = end.strip_prefix("ignored") {
            self.why.insert(test, format!("ignored{why}"));
        }
    }

    /// Ends a pass: what ended well and did not leave itself out was made.
    pub(crate) fn end_pass(&mut self) -> Result<(), Trouble> {
        let written = fs::read_to_string(&self.file)
            .and_then(|text| fs::write(&self.file, "").map(|()| text))
            .map_err(|e| Trouble(format!("cannot read what was left out: {e}")))?;
        let mut out = BTreeSet::new();
        for line in written.lines() {
            let mut parts = line.splitn(3, '\t').map(str::to_owned);
            if let (Some(program), Some(name), Some(why)) = (parts.next(), parts.next(), parts.next()) {
                out.insert((program.clone(), name.clone()));
                self.why.insert((program, name), why);
            }
        }
        self.made.extend(std::mem::take(&mut self.well).into_iter().filter(|test| !out.contains(test)));
        Ok(())
    }

    /// What was left out of every pass, each with why.
    fn left_out(&self) -> Vec<(&Test, &str)> {
        let why =
            |test| self.why.get(test).map_or("no step of this run came to it, or it did not end well", String::as_str);
        self.there.difference(&self.made).map(|test| (test, why(test))).collect()
    }

    /// Tells how many were left out, and why. On the build server none may be.
    pub(crate) fn tell(&self) -> Result<(), Trouble> {
        let out = self.left_out();
        println!("\n=== tests: {} there, {} made, {} left out", self.there.len(), self.made.len(), out.len());
        for ((program, name), why) in &out {
            println!("{program} {name}: {why}");
        }
        if out.is_empty() || !machine::is_build_server() {
            return Ok(());
        }
        Err(Trouble(format!("{} tests were left out, and on the build server none may be", out.len())))
    }
}

impl Drop for Count {
    fn drop(&mut self) {
        let _: io::Result<()> = fs::remove_file(&self.file);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn count(name: &str) -> Count {
        let root = std::env::temp_dir().join(format!("casustafel-count-{name}-{}", process::id()));
        fs::create_dir_all(&root).unwrap();
        let file = root.join("left-out");
        fs::write(&file, "").unwrap();
        let empty = BTreeSet::new;
        Count { there: empty(), well: empty(), made: empty(), why: BTreeMap::new(), file }
    }

    fn hear(count: &mut Count, lines: &[&str]) {
        lines.iter().for_each(|line| count.hear("it-1", line));
    }

    #[test]
    fn a_green_test_that_left_itself_out_is_not_made_until_a_pass_makes_it() {
        let mut count = count("itself");
        count.expects("it-1", ["a".to_owned(), "b".to_owned()]);
        hear(&mut count, &["test a ... ok", "test b ... ok"]);
        fs::write(count.file(), "it-1\tb\tthere is no server\n").unwrap();
        count.end_pass().unwrap();
        assert_eq!(count.left_out(), [(&("it-1".to_owned(), "b".to_owned()), "there is no server")]);
        hear(&mut count, &["test b ... ok"]);
        count.end_pass().unwrap();
        assert_eq!(count.left_out(), []);
    }

    #[test]
    fn what_no_pass_came_to_what_failed_and_what_is_ignored_are_left_out() {
        let mut count = count("rest");
        count.expects("it-1", ["far".to_owned()]);
        hear(&mut count, &["test f ... FAILED", "test i ... ignored, too slow", "test p - should panic ... ok"]);
        count.end_pass().unwrap();
        let out: Vec<(&str, &str)> =
            count.left_out().into_iter().map(|((_, name), why)| (name.as_str(), why)).collect();
        let far = "no step of this run came to it, or it did not end well";
        assert_eq!(out, [("f", far), ("far", far), ("i", "ignored, too slow")]);
    }
}
