//! What people answered becomes text in one place. `kernel::crowd` takes answers in and gives out what may be told of them; its counts are
//! private, so that a page cannot print one that it did not make itself.

use super::{
    code::lines,
    file::{Complaint, File},
};

const LEARNING: &str = "crates/learning/src/";

/// Where numbers may be told that are no answers of a room: what was said under a name, moments of an observer, tables whose readings lie open.
const OPEN: [&str; 3] = ["session/slip.rs", "observation/pages/read.rs", "calibration/agreement.rs"];

/// What a file says that has answers of people in hand.
const IN_HAND: [&str; 5] = ["Given::", "Answer::Step", "Answer::Options", "Answer::Cells", "Outcome::Votes"];

/// How a template would print a number of answers.
const PRINTED: [&str; 6] = [".people }}", ".count }}", ".counts }}", ".votes }}", ".picks }}", ".tally }}"];

/// Outside the kernel nothing on the learning side makes a text of a count of answers. What can be held by reading:
///
/// - a file that has answers in hand keeps no count of them: there `.count()` is compared at once, as with a threshold, and nothing is
///   added up by one (the length of a text is no count of answers);
/// - the counts of sessions from before the rule, `Outcome::Votes` and `Outcome::Picks`, are taken out of their box in `session/slip.rs` alone,
///   which hands them to the kernel;
/// - what the kernel tells without judging it, `in_the_open`, is asked for by the few files where that is right, each named above;
/// - no template prints a field that is called like a count.
///
/// It does not find who hides a number behind another name on purpose: that is for the reader of the change.
pub(super) fn answers_are_told_by_the_kernel(files: &[File]) -> Vec<Complaint> {
    let mut all = Vec::new();
    let code = |f: &File| f.path.starts_with(LEARNING) && f.is_rust() && !f.is_test();
    for (file, n, line) in lines(files, code) {
        let place = file.path.trim_start_matches(LEARNING);
        let has_answers = IN_HAND.iter().any(|word| file.text.contains(word));
        if has_answers && (counts(line) || line.contains("+= 1")) {
            all.push(
                file.complaint(n, "counts answers: hand them to `kernel::crowd::Tally`, which says what may be told"),
            );
        }
        let taken_out = ["Outcome::Votes(", "Outcome::Picks("]
            .iter()
            .any(|word| line.match_indices(word).any(|(at, _)| !line[at + word.len()..].starts_with("_)")));
        if taken_out && place != "session/slip.rs" {
            all.push(file.complaint(n, "takes counts of answers out of their box: ask `Outcome::told`"));
        }
        if line.contains(".in_the_open(") && !OPEN.contains(&place) {
            all.push(
                file.complaint(
                    n,
                    "tells counts unjudged: is this no secret of anybody? Then name the file in the rule",
                ),
            );
        }
    }
    let page = |f: &File| f.path.starts_with(LEARNING) && f.path.ends_with(".html");
    for (file, n, line) in lines(files, page) {
        if let Some(word) = PRINTED.iter().find(|word| line.contains(**word)) {
            all.push(file.complaint(n, format!("`{word}` prints a count: let `kernel::crowd` say it")));
        }
    }
    all
}

/// Whether a line keeps a count: it is neither compared at once nor the length of a text.
fn counts(line: &str) -> bool {
    line.match_indices(".count()").any(|(at, word)| {
        let (before, after) = (&line[..at], line[at + word.len()..].trim_start());
        !before.ends_with(".chars()") && !after.starts_with(['<', '>', '=', '!'])
    })
}

#[cfg(test)]
mod tests {
    use super::{super::file::one, *};

    fn found(path: &str, text: &str) -> usize {
        answers_are_told_by_the_kernel(&one(&format!("{LEARNING}{path}"), text)).len()
    }

    #[test]
    fn a_file_with_answers_in_hand_keeps_no_count_of_them() {
        let has = "//! x\nfn f(g: Given) { matches!(g, Given::Pick(_)); }\n";
        assert_eq!(found("session/x.rs", &format!("{has}let n = all.filter(yes).count();\n")), 1);
        assert_eq!(found("session/x.rs", &format!("{has}*n += 1;\n")), 1);
        assert_eq!(found("session/x.rs", &format!("{has}if all.count() >= FLOOR {{\n")), 0);
        assert_eq!(found("session/x.rs", &format!("{has}text.chars().count()\n")), 0);
        assert_eq!(found("session/x.rs", "let n = steps.count();\n"), 0, "what is counted there are no answers");
        assert_eq!(found("session/tests/x.rs", &format!("{has}*n += 1;\n")), 0);
    }

    #[test]
    fn old_counts_stay_in_their_box_and_open_ones_are_asked_for_in_named_files() {
        assert_eq!(found("session/pages/x.rs", "Outcome::Picks(counts) => show(counts),\n"), 1);
        assert_eq!(found("session/pages/x.rs", "Outcome::Votes(_) | Outcome::Picks(_) => none,\n"), 0);
        assert_eq!(found("session/slip.rs", "fn f(o: Outcome) { if let Outcome::Picks(counts) = o {} }\n"), 0);
        assert_eq!(found("session/pages/x.rs", "tally.in_the_open()\n"), 1);
        assert_eq!(found("session/slip.rs", "tally.in_the_open()\n"), 0);
    }

    #[test]
    fn a_template_that_prints_a_count_is_named() {
        assert_eq!(found("session/pages/x.html", "<td>{{ bar.count }}</td>\n"), 1);
        assert_eq!(found("session/pages/x.html", "<td>{{ bar.share }}</td>\n"), 0);
    }
}
