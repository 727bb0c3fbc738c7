//! A file of the tree, and what is not tidy in one.

use std::fmt;

/// A file of the tree, by its path from the root with forward slashes.
pub(crate) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    /// Whether it is test code: in a folder or file named so.
    pub(super) fn is_test(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|p| matches!(p, "test" | "tests" | "test.rs" | "tests.rs"))
    }

    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    pub(super) fn complaint(&self, line: usize, why: impl Into<String>) -> Complaint {
        Complaint { path: self.path.clone(), line, why: why.into() }
    }
}

/// What is not tidy, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) why: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.why)
    }
}

/// A tree of one file, for the tests of the rules.
#[cfg(test)]
pub(super) fn one(path: &str, text: &str) -> Vec<File> {
    vec![File { path: path.into(), text: text.into() }]
}

#[cfg(test)]
mod tests {
    use super::*;

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
