//! Arrows go down, between files as well: within a crate no file needs another that needs it back, by whatever path it names it. A folder
//! that uses what is in it may so hold nothing that is used in there; what it only passes on belongs to the file that has it.

use super::{
    code::lines,
    file::{Complaint, File},
    names,
};
use std::collections::{BTreeMap, BTreeSet};

/// The files of a crate that need each other.
pub(super) fn no_file_imports_in_a_circle(files: &[File]) -> Vec<Complaint> {
    let complain = |circle: Circle| {
        let path = circle.keys().next()?.clone();
        let told: Vec<String> = circle.iter().map(|(from, to)| format!("{from} needs {}", to.join(" and "))).collect();
        Some(Complaint { path, line: 1, why: format!("a circle: {}", told.join("; ")) })
    };
    circles(files).into_iter().filter_map(complain).collect()
}

/// Files that need each other: each with those of the others that it needs itself.
type Circle = BTreeMap<String, Vec<String>>;

/// All circles.
fn circles(files: &[File]) -> Vec<Circle> {
    let mut crates: BTreeMap<&str, BTreeMap<Vec<&str>, &File>> = BTreeMap::new();
    for file in files.iter().filter(|f| f.is_rust() && !f.is_test()) {
        if let Some((folder, place)) = file.path.split_once("/src/") {
            crates.entry(folder).or_default().insert(module(place), file);
        }
    }
    crates.values().flat_map(|modules| rounds(&arrows(modules))).collect()
}

/// What a file is called as a module: `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn module(place: &str) -> Vec<&str> {
    let place = place.trim_end_matches(".rs");
    let mut parts: Vec<&str> = place.split('/').collect();
    if matches!(parts.last(), Some(&("mod" | "lib" | "main"))) {
        parts.pop();
    }
    parts
}

/// Which file needs which.
fn arrows(modules: &BTreeMap<Vec<&str>, &File>) -> BTreeMap<String, BTreeSet<String>> {
    let texts: BTreeMap<&Vec<&str>, String> = modules.iter().map(|(at, file)| (at, product(file))).collect();
    let named: BTreeMap<&Vec<&str>, Vec<names::Name>> =
        texts.iter().map(|(at, text)| (*at, names::all(text))).collect();
    let crate_ = Crate { modules, texts: &texts, named: &named };
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (at, names) in &named {
        for name in names {
            let Some(target) = crate_.owner(at, &name.path, 0) else { continue };
            // What is only passed on is needed by others; what it says itself as well, by itself.
            let only_passed_on = name.passed_on
                && name.imported.is_none_or(|word| !texts.get(at).is_some_and(|text| names::says(text, word)));
            if target == **at || only_passed_on {
                continue;
            }
            if let (Some(from), Some(to)) = (modules.get(*at), modules.get(&target)) {
                arrows.entry(from.path.clone()).or_default().insert(to.path.clone());
            }
        }
    }
    arrows
}

/// The text without the file's own tests.
fn product(file: &File) -> String {
    let one = std::slice::from_ref(file);
    lines(one, |_| true).map(|(_, _, line)| line).collect::<Vec<_>>().join("\n")
}

/// A crate as its files and the names each of them says.
struct Crate<'a> {
    modules: &'a BTreeMap<Vec<&'a str>, &'a File>,
    texts: &'a BTreeMap<&'a Vec<&'a str>, String>,
    named: &'a BTreeMap<&'a Vec<&'a str>, Vec<names::Name<'a>>>,
}

impl<'a> Crate<'a> {
    /// The module that has what is named so in this one; nothing when it is of another crate.
    fn owner(&self, here: &[&'a str], path: &[&'a str], depth: u8) -> Option<Vec<&'a str>> {
        let mut at = here.to_vec();
        let mut rest = path;
        match rest.first()? {
            &"crate" => {
                at.clear();
                rest = &rest[1..];
            }
            &"self" => rest = &rest[1..],
            &"super" => {
                while rest.first() == Some(&"super") {
                    at.pop()?;
                    rest = &rest[1..];
                }
            }
            first => {
                let mut child = at.clone();
                child.push(first);
                if !self.modules.contains_key(&child) {
                    return None;
                }
            }
        }
        while let Some((first, more)) = rest.split_first() {
            let mut child = at.clone();
            child.push(first);
            if self.modules.contains_key(&child) {
                at = child;
                rest = more;
                continue;
            }
            // What is only passed on is looked for where it is. Two files that pass on each other's things would never end.
            if depth == 8 {
                return Some(at);
            }
            let names = || self.named.get(&at).into_iter().flatten();
            if let Some(name) = names().find(|name| name.imported == Some(*first)) {
                let longer = [name.path.as_slice(), more].concat();
                return self.owner(&at, &longer, depth + 1);
            }
            // `pub use acts::*`: whatever that file says and this one does not.
            let mut all_of = names().filter(|name| name.passed_on && name.imported.is_none());
            let there = all_of.find_map(|name| {
                let there = self.owner(&at, &name.path, depth + 1)?;
                self.texts.get(&there).is_some_and(|text| names::says(text, first)).then_some(there)
            });
            return there.or(Some(at));
        }
        Some(at)
    }
}

/// The sets of files that can be reached from each other.
fn rounds(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Circle> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = arrows.keys().map(|from| (from, reached(arrows, from))).collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for (from, to) in &reach {
        if to.contains(*from) {
            let back = |other: &&&String| reach.get(**other).is_some_and(|theirs| theirs.contains(*from));
            found.insert(to.iter().filter(back).map(|path| (*path).clone()).collect());
        }
    }
    let told = |circle: &Vec<String>| {
        let needs = |from: &String| arrows.get(from).into_iter().flatten().filter(|to| circle.contains(to)).cloned();
        circle.iter().map(|from| (from.clone(), needs(from).collect())).collect()
    };
    found.iter().map(told).collect()
}

fn reached<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, from: &String) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&String> = arrows.get(from).into_iter().flatten().collect();
    while let Some(path) = waiting.pop() {
        if seen.insert(path) {
            waiting.extend(arrows.get(path).into_iter().flatten());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{super::file::one, *};

    fn found(tree: &[(&str, &str)]) -> Vec<Vec<String>> {
        let files: Vec<File> =
            tree.iter().flat_map(|(path, text)| one(&format!("crates/x/src/{path}"), text)).collect();
        let short = |path: &String| path.trim_start_matches("crates/x/src/").to_owned();
        circles(&files).iter().map(|circle| circle.keys().map(short).collect()).collect()
    }

    #[test]
    fn two_files_that_need_each_other_are_a_circle() {
        let a = ("a.rs", "use crate::b::{self, B as Other};\nfn f() {}");
        let b = ("b.rs", "fn g() { super::a::f() }");
        assert_eq!(found(&[("lib.rs", "mod a; mod b;"), a, b]), [["a.rs", "b.rs"]]);
        assert_eq!(found(&[("lib.rs", "mod a; mod b;"), a]), [[""; 0]; 0]);
    }

    #[test]
    fn what_a_folder_passes_on_belongs_to_the_file_that_has_it() {
        let tree = [
            ("lib.rs", "mod a; mod b;"),
            ("a/mod.rs", "mod one; mod two; pub use one::One;"),
            ("a/one.rs", "use crate::b::B; pub struct One;"),
            ("a/two.rs", "use super::One;"),
            ("b.rs", "use crate::a::One; pub struct B;"),
        ];
        assert_eq!(found(&tree), [["a/one.rs", "b.rs"]]);
    }

    #[test]
    fn a_folder_that_uses_what_is_in_it_holds_nothing_that_is_used_there() {
        let helper = ("a/mod.rs", "mod one; fn at() {} fn f() { one::go() }");
        let one = ("a/one.rs", "fn go() { super::at() }");
        assert_eq!(found(&[("lib.rs", "mod a;"), helper, one]), [["a/mod.rs", "a/one.rs"]]);
        let apart = ("a/mod.rs", "mod at; mod one; use at::at; pub use one::One; fn f() { one::go() }");
        assert_eq!(found(&[("lib.rs", "mod a;"), apart, one, ("a/at.rs", "fn at() {}")]), [[""; 0]; 0]);
        let holds = ("a/mod.rs", "mod one; pub use one::One; pub struct Two;");
        assert_eq!(
            found(&[("lib.rs", "mod a;"), holds, ("a/one.rs", "use super::Two; pub struct One;")]),
            [[""; 0]; 0]
        );
        let uses = ("a/mod.rs", "mod one; pub use one::One; pub struct Two(One);");
        assert_eq!(
            found(&[("lib.rs", "mod a;"), uses, ("a/one.rs", "use super::Two; pub struct One;")]),
            [["a/mod.rs", "a/one.rs"]]
        );
    }

    #[test]
    fn what_a_folder_passes_on_without_naming_it_belongs_to_the_file_that_says_it() {
        let tree = [
            ("lib.rs", "mod a;"),
            ("a/mod.rs", "mod acts; mod one; pub use acts::*; fn f() { one::go() }"),
            ("a/acts.rs", "pub struct Act;"),
            ("a/one.rs", "use crate::a::Act;"),
        ];
        assert_eq!(found(&tree), [[""; 0]; 0]);
    }

    #[test]
    fn words_comments_and_own_tests_make_no_arrow() {
        let tree = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "// use crate::b::B;\nconst X: &str = \"crate::b::B\"; /* crate::b */"),
            ("b.rs", "use crate::a::X;"),
        ];
        assert_eq!(found(&tree), [[""; 0]; 0]);
        let own = ("a.rs", "const X: u8 = 1;\n#[cfg(test)]\nmod tests {\nuse crate::b::B;\n}");
        assert_eq!(found(&[tree[0], own, tree[2]]), [[""; 0]; 0]);
    }
}
