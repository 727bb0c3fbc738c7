//! The rules of this house that no compiler knows, as a list of complaints with file and line. It reads and never changes.

mod answers;
mod circles;
mod code;
mod file;
mod law;
mod look;
mod names;
mod walls;

pub(crate) use file::{Complaint, File};

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// A rule looks at the whole tree.
type Rule = fn(&[File]) -> Vec<Complaint>;

const RULES: [Rule; 18] = [
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
    walls::addresses_stand_in_one_place,
    walls::every_dependency_has_its_reason,
    walls::the_papers_are_there,
    law::acts_of_the_law_table_exist,
    law::tests_of_the_law_table_exist,
    look::classes_and_rules_meet,
    law::decisions_are_numbered_in_a_row,
    answers::answers_are_told_by_the_kernel,
];

/// Everything that is not tidy in this tree.
pub(crate) fn complaints(root: &Path) -> io::Result<Vec<Complaint>> {
    let files = read(root)?;
    let mut all: Vec<Complaint> = RULES.iter().flat_map(|rule| rule(&files)).collect();
    all.extend(not_in_git(root));
    all.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    Ok(all)
}

/// A new file that nobody added: it builds here and for nobody else. Nothing where there is no git, or no clone.
fn not_in_git(root: &Path) -> Vec<Complaint> {
    let asked = Command::new("git").args(["ls-files", "--others", "--exclude-standard"]).current_dir(root).output();
    let said = asked.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    said.lines()
        .map(|path| Complaint { path: path.to_owned(), line: 1, why: "is not in git: `git add` it".to_owned() })
        .collect()
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
