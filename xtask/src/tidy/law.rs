//! The table that leads from an article of law to what the program does and to the test that shows it. A name that is in
//! the table must be in the code; a row without a name says openly that it is not built.

use super::file::{Complaint, File};

const TABLE: &str = "docs/law.md";

/// The middle column names acts, `signal.read`, and places, `crates/kernel/src/bsn.rs`.
pub(super) fn acts_of_the_law_table_exist(files: &[File]) -> Vec<Complaint> {
    missing(files, 2, |name| {
        if name.contains('/') {
            return files.iter().any(|f| f.path == name || f.path.starts_with(&format!("{name}/")));
        }
        let quoted = format!("\"{name}\"");
        files.iter().filter(|f| f.is_rust() && f.path.starts_with("crates/")).any(|f| f.text.contains(&quoted))
    })
}

/// The right column names tests, with the crate and the modules in front; that those are right is a test of `casework`.
pub(super) fn tests_of_the_law_table_exist(files: &[File]) -> Vec<Complaint> {
    missing(files, 3, |name| {
        let function = format!("fn {}(", name.rsplit("::").next().unwrap_or(name));
        files.iter().filter(|f| f.is_rust()).any(|f| f.text.contains(&function))
    })
}

/// Decisions are never renumbered and never taken out; a later one says that it replaces an earlier one.
pub(super) fn decisions_are_numbered_in_a_row(files: &[File]) -> Vec<Complaint> {
    let decisions = files.iter().filter(|f| f.path.starts_with("docs/adr/") && f.path.ends_with(".md"));
    decisions
        .zip(1..)
        .filter(|(file, n): &(&File, u32)| !file.path.starts_with(&format!("docs/adr/{n:04}-")))
        .map(|(file, n)| file.complaint(1, format!("the next decision has number {n:04}")))
        .collect()
}

/// The names in backticks in a column that are not there.
fn missing(files: &[File], column: usize, there: impl Fn(&str) -> bool) -> Vec<Complaint> {
    let Some(table) = files.iter().find(|f| f.path == TABLE) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (n, line) in table.text.lines().enumerate().filter(|(_, line)| line.starts_with('|')) {
        let cell = line.trim_matches('|').split('|').nth(column).unwrap_or_default();
        for name in cell.split('`').skip(1).step_by(2).filter(|name| !there(name)) {
            all.push(table.complaint(n + 1, format!("there is no `{name}`")));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{super::file::one, *};

    fn tree(row: &str) -> Vec<File> {
        let mut files = one(TABLE, &format!("| id | rule | where | test |\n|---|---|---|---|\n{row}\n"));
        files.extend(one("crates/a/src/acts.rs", "Read = \"signal.read\", ...\nfn a_test() {}\n"));
        files
    }

    #[test]
    fn a_row_that_names_what_exists_is_good() {
        let files = tree("| X-1 | text | `signal.read`, `crates/a` | `a_test`, `a::tests::a_test` |");
        assert_eq!(acts_of_the_law_table_exist(&files), []);
        assert_eq!(tests_of_the_law_table_exist(&files), []);
    }

    #[test]
    fn a_row_that_promises_too_much_is_named() {
        let files = tree("| X-1 | text | `signal.fly`, `crates/b` | `a::tests::another_test` |");
        assert_eq!(acts_of_the_law_table_exist(&files).len(), 2);
        assert_eq!(tests_of_the_law_table_exist(&files).len(), 1);
    }

    #[test]
    fn decisions_follow_each_other() {
        let mut files = one("docs/adr/0001-a.md", "");
        files.extend(one("docs/adr/0003-b.md", ""));
        assert_eq!(decisions_are_numbered_in_a_row(&files).len(), 1);
    }
}
