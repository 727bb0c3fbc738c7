//! The rules of this house that no compiler knows, as a list of complaints with file and line. It reads and never changes.

mod circles;
mod code;
mod law;
mod names;
mod walls;

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// A file of the tree, by its path from the root with forward slashes.
pub(crate) struct File {
    path: String,
    text: String,
}

impl File {
    /// Whether it is test code: in a folder or file named so.
    fn is_test(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|p| matches!(p, "test" | "tests" | "test.rs" | "tests.rs"))
    }

    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    fn complaint(&self, line: usize, why: impl Into<String>) -> Complaint {
        Complaint { path: self.path.clone(), line, why: why.into() }
    }
}

/// What is not tidy, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    path: String,
    line: usize,
    why: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}

/// A rule looks at the whole tree.
type Rule = fn(&[File]) -> Vec<Complaint>;

const RULES: [Rule; 15] = [
    circles::no_file_imports_in_a_circle,
    code::files_are_short,
    code::every_module_says_what_it_is_for,
    code::nothing_is_left_for_later,
    code::nothing_is_half_merged,
    code::no_module_is_a_drawer,
    code::states_are_matched_by_name,
    code::templates_carry_no_script_and_no_style,
    walls::sql_stays_in_the_vault,
    walls::manifests_hold_the_walls,
    walls::every_dependency_has_its_reason,
    walls::the_papers_are_there,
    law::acts_of_the_law_table_exist,
    law::tests_of_the_law_table_exist,
    law::decisions_are_numbered_in_a_row,
];

/// Everything that is not tidy in this tree.
pub(crate) fn complaints(root: &Path) -> io::Result<Vec<Complaint>> {
    let files = read(root)?;
    let mut all: Vec<Complaint> = RULES.iter().flat_map(|rule| rule(&files)).collect();
    all.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    Ok(all)
}

fn read(root: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !matches!(name, "target" | ".git" | "vendor") {
                    folders.push(path);
                }
            } else if let (Ok(short), Ok(text)) = (path.strip_prefix(root), fs::read_to_string(&path)) {
                files.push(File { path: short.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{Complaint, File};

    /// A tree of one file, for the tests of the rules.
    pub(super) fn one(path: &str, text: &str) -> Vec<File> {
        vec![File { path: path.into(), text: text.into() }]
    }

    #[test]
    fn a_complaint_can_be_clicked_in_an_editor() {
        let complaint = Complaint { path: "a/b.rs".into(), line: 7, why: "because".into() };
        assert_eq!(complaint.to_string(), "a/b.rs:7: because");
    }

    #[test]
    fn test_code_is_known_by_its_place() {
        for (path, test) in
            [("a/tests.rs", true), ("a/tests/it.rs", true), ("a/attests.rs", false), ("a/test.html", false)]
        {
            assert_eq!(one(path, "")[0].is_test(), test, "{path}");
        }
    }
}
