//! Rules on how pages look: what a template names the stylesheet knows, and what the stylesheet knows is used.

use super::file::{Complaint, File};
use std::collections::BTreeMap;

/// The one stylesheet.
const SHEET: &str = "crates/web/assets/stijl.css";

/// A class that no rule knows does nothing; a rule for a class that no template names is dead.
pub(super) fn classes_and_rules_meet(files: &[File]) -> Vec<Complaint> {
    let Some(sheet) = files.iter().find(|f| f.path == SHEET) else { return Vec::new() };
    let rules = rules(sheet);
    let named = named(files);
    let known = |class: &str| {
        if class.ends_with('*') {
            let begin = class.trim_end_matches('*');
            rules.keys().any(|rule| rule.starts_with(begin))
        } else {
            rules.contains_key(class)
        }
    };
    let used = |rule: &str| {
        named.keys().any(|class| class == rule || class.strip_suffix('*').is_some_and(|begin| rule.starts_with(begin)))
    };
    let unknown = named.iter().filter(|(class, _)| !known(class)).map(|(class, (file, line))| {
        file.complaint(*line, format!("no rule of the stylesheet knows the class `{class}`"))
    });
    let dead = rules.iter().filter(|(rule, _)| !used(rule));
    let dead = dead.map(|(rule, line)| sheet.complaint(*line, format!("no template names the class `{rule}`")));
    unknown.chain(dead).collect()
}

/// The classes of the stylesheet, each with the first line on which it stands.
fn rules(sheet: &File) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut comment = false;
    for (n, line) in sheet.text.lines().enumerate() {
        let mut rest = line;
        let mut code = String::new();
        while !rest.is_empty() {
            let (mark, inside) = if comment { ("*/", true) } else { ("/*", false) };
            let (part, after) = rest.split_once(mark).unwrap_or((rest, ""));
            if !inside {
                code.push_str(part);
            }
            if rest.contains(mark) {
                comment = !comment;
            }
            rest = after;
        }
        // Selectors stand before a brace; a value holds numbers with points in them, which are no classes.
        for part in code.split('}') {
            // Within an at-rule the selector stands behind its brace.
            let selectors = part.rsplit_once('{').map_or(part, |(selectors, _)| selectors);
            for after in selectors.split('.').skip(1) {
                let class: String =
                    after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
                if class.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    found.entry(class).or_insert(n + 1);
                }
            }
        }
    }
    found
}

/// The classes that templates, and the few lines of code that write markup themselves, name; a class that goes on in a variable ends in `*`.
fn named(files: &[File]) -> BTreeMap<String, (&File, usize)> {
    let mut all = BTreeMap::new();
    let product = |f: &&File| f.path.starts_with("crates/") && f.path.contains("/src/") && f.is_rust() && !f.is_test();
    let template = |f: &&File| f.path.starts_with("crates/") && f.path.ends_with(".html") && !f.is_test();
    for file in files.iter().filter(|f| template(f) || product(f)) {
        let own_tests = |line: &&str| line.trim() == "mod tests {";
        for (n, line) in file.text.lines().take_while(|line| !own_tests(line)).enumerate() {
            for class in classes_of(line).into_iter().chain(words_of(file, line)) {
                all.entry(class).or_insert((file, n + 1));
            }
        }
    }
    all
}

/// What stands between the quotes of a class attribute, whichever way the template chooses.
fn classes_of(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for after in line.split(" class=\"").skip(1) {
        let (mut text, mut rest) = (String::new(), after);
        // The quotes of a template's own words do not end the attribute.
        while let Some(at) = rest.find(['"', '{']) {
            text.push_str(&rest[..at]);
            let (open, close) = match rest.get(at..at + 2) {
                Some("{%") => ("", "%}"),
                Some("{{") => ("*", "}}"),
                Some(_) | None => break,
            };
            // A tag that chooses parts words; a value joins the word before it.
            text.push_str(if open.is_empty() { "\u{1}" } else { open });
            rest = rest[at..].split_once(close).map_or("", |(_, after)| after);
        }
        let words = text.split([' ', '\u{1}']).filter(|word| !word.is_empty() && *word != "*");
        all.extend(words.map(str::to_owned));
    }
    all
}

/// Classes that code hands to a template as words, where the code says so in a comment: `// class: is-now is-done`.
fn words_of(file: &File, line: &str) -> Vec<String> {
    let said = line.trim().strip_prefix("// class: ").filter(|_| file.is_rust());
    said.map(|words| words.split(' ').map(str::to_owned).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(css: &str, html: &str) -> Vec<File> {
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        vec![file(SHEET, css), file("crates/a/src/x.html", html)]
    }

    fn found(css: &str, html: &str) -> Vec<String> {
        classes_and_rules_meet(&tree(css, html)).into_iter().map(|c| c.why).collect()
    }

    #[test]
    fn a_class_without_a_rule_and_a_rule_without_a_class_are_named() {
        assert_eq!(found(".a { margin: .5rem; }", "<p class=\"a\">"), [""; 0]);
        assert_eq!(found(".a {}", "<p class=\"a b\">"), ["no rule of the stylesheet knows the class `b`"]);
        assert_eq!(found(".a {} .c > .d {}", "<p class=\"a c\">"), ["no template names the class `d`"]);
    }

    #[test]
    fn a_template_that_chooses_names_all_it_may_choose() {
        let html = r#"<p class="a{% if x == "y" %} b{% else %} c{% endif %}"><i class="d--{{ how }}">"#;
        assert_eq!(found(".a {} .b {} .c {} .d--one {} .d--two {}", html), [""; 0]);
        assert_eq!(found(".a {} .b {} .c {}", html), ["no rule of the stylesheet knows the class `d--*`"]);
    }

    #[test]
    fn a_rule_within_an_at_rule_counts_and_a_comment_does_not() {
        let css = "/* .x */\n@media print { .a { padding: 0 .2rem } .b { top: 0 } }\n/* and\n.y\n*/";
        assert_eq!(found(css, "<p class=\"a\">"), ["no template names the class `b`"]);
    }

    #[test]
    fn code_that_hands_over_a_class_says_so() {
        let mut files = tree(".a {}", "");
        files.push(File { path: "crates/a/src/y.rs".into(), text: "//! y\n// class: a\n".into() });
        assert_eq!(classes_and_rules_meet(&files).len(), 0);
    }
}
