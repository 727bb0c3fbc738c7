//! Rules on how code is written.

use super::file::{Complaint, File};

const MOST_LINES: usize = 450;

/// A file that has grown holds two things that should have a name each.
pub(super) fn files_are_short(files: &[File]) -> Vec<Complaint> {
    let long = |f: &&File| f.is_rust() && !f.is_test() && f.text.lines().count() > MOST_LINES;
    let complain =
        |f: &File| f.complaint(MOST_LINES, format!("has {} lines; at most {MOST_LINES}", f.text.lines().count()));
    files.iter().filter(long).map(complain).collect()
}

/// The first thing in a file is what it is for.
pub(super) fn every_module_says_what_it_is_for(files: &[File]) -> Vec<Complaint> {
    files
        .iter()
        .filter(|f| f.is_rust() && !f.text.starts_with("//! "))
        .map(|f| f.complaint(1, "does not begin with `//!`: what is it for, and what must it never do?"))
        .collect()
}

/// Unfinished work is written down in words, not left in the code.
pub(super) fn nothing_is_left_for_later(files: &[File]) -> Vec<Complaint> {
    // In pieces, so that this file does not complain about itself.
    let words = [
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
        concat!("FIX", "ME"),
        concat!("#[", "ignore"),
        concat!("```", "ignore"),
    ];
    lines(files, File::is_rust)
        .filter_map(|(file, n, line)| {
            let word = words.iter().find(|w| line.contains(**w))?;
            Some(file.complaint(n, format!("`{word}` leaves something for later")))
        })
        .collect()
}

/// A merge that was not finished.
pub(super) fn nothing_is_half_merged(files: &[File]) -> Vec<Complaint> {
    lines(files, |_| true)
        .filter(|(_, _, line)| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
        .map(|(file, n, _)| file.complaint(n, "the marker of a merge that was not finished"))
        .collect()
}

/// A module is named after what it holds.
pub(super) fn no_module_is_a_drawer(files: &[File]) -> Vec<Complaint> {
    let drawers = ["util", "utils", "common", "helper", "helpers", "misc", "shared"];
    let complain = |f: &File| {
        let found = f.path.split('/').find(|part| drawers.contains(&part.trim_end_matches(".rs")))?;
        Some(f.complaint(1, format!("`{found}` says nothing of what is in it")))
    };
    files.iter().filter(|f| f.is_rust()).filter_map(complain).collect()
}

/// In a model a new state must make the compiler ask at every place what it means there.
pub(super) fn states_are_matched_by_name(files: &[File]) -> Vec<Complaint> {
    let is_model =
        |f: &File| f.is_rust() && !f.is_test() && f.path.split('/').any(|part| matches!(part, "model" | "model.rs"));
    lines(files, is_model)
        .filter(|(_, _, line)| line.trim_start().starts_with("_ =>"))
        .map(|(file, n, _)| file.complaint(n, "a wildcard arm in a model hides a state that is added later"))
        .collect()
}

/// The policy of the pages forbids both, so a browser would leave them out without a word.
pub(super) fn templates_carry_no_script_and_no_style(files: &[File]) -> Vec<Complaint> {
    let words = [" style=\"", "<style", "<script>", " onclick=", " onsubmit=", " onchange=", "javascript:"];
    lines(files, |f| f.path.starts_with("crates/") && f.path.ends_with(".html") && !f.is_test())
        .filter_map(|(file, n, line)| {
            let word = words.iter().find(|w| line.contains(**w))?;
            Some(file.complaint(n, format!("`{}` is refused by the content security policy", word.trim())))
        })
        .collect()
}

/// The lines of the files that count, numbered from 1, up to where a file's own tests begin.
pub(super) fn lines(files: &[File], counts: impl Fn(&File) -> bool) -> impl Iterator<Item = (&File, usize, &str)> {
    let chosen: Vec<&File> = files.iter().filter(|f| counts(f)).collect();
    chosen.into_iter().flat_map(|file| {
        let own_tests = |line: &&str| line.trim() == "mod tests {";
        file.text.lines().take_while(move |line| !own_tests(line)).enumerate().map(move |(n, line)| (file, n + 1, line))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::file::one, *};

    #[test]
    fn a_long_file_is_named_unless_it_holds_tests() {
        let text = "//! x\n".repeat(451);
        assert_eq!(files_are_short(&one("a/b.rs", &text)).len(), 1);
        assert_eq!(files_are_short(&one("a/tests/b.rs", &text)).len(), 0);
    }

    #[test]
    fn a_file_without_a_word_about_itself_is_named() {
        assert_eq!(every_module_says_what_it_is_for(&one("a.rs", "fn main() {}\n")).len(), 1);
        assert_eq!(every_module_says_what_it_is_for(&one("a.rs", "//! Why.\n")).len(), 0);
    }

    #[test]
    fn what_is_left_for_later_is_named_with_its_line() {
        let text = concat!("//! x\nfn f() { todo", "!() }\n");
        assert_eq!(nothing_is_left_for_later(&one("a.rs", text))[0].line, 2);
    }

    #[test]
    fn a_half_merged_file_is_named() {
        assert_eq!(nothing_is_half_merged(&one("Cargo.toml", "a\n<<<<<<< HEAD\nb\n")).len(), 1);
    }

    #[test]
    fn a_drawer_is_named() {
        assert_eq!(no_module_is_a_drawer(&one("crates/a/src/utils.rs", "")).len(), 1);
        assert_eq!(no_module_is_a_drawer(&one("crates/a/src/common/mod.rs", "")).len(), 1);
        assert_eq!(no_module_is_a_drawer(&one("crates/a/src/table/mod.rs", "")).len(), 0);
    }

    #[test]
    fn a_wildcard_counts_in_a_model_only_and_not_in_its_tests() {
        assert_eq!(states_are_matched_by_name(&one("a/model.rs", "  _ => 1,\n")).len(), 1);
        assert_eq!(states_are_matched_by_name(&one("a/pages.rs", "  _ => 1,\n")).len(), 0);
        assert_eq!(states_are_matched_by_name(&one("a/model.rs", "mod tests {\n  _ => 1,\n")).len(), 0);
    }

    #[test]
    fn a_template_with_a_style_is_named() {
        let found = templates_carry_no_script_and_no_style(&one("crates/a/src/x.html", "<p style=\"a\">\n"));
        assert_eq!(found.len(), 1);
    }
}
