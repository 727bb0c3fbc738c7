//! The table that leads from an article of law to a test, `docs/law.md`: every row of it that this stage must prove is there, every
//! act and place in it exists, and every test in it is a test, in the module that the table names.

use crate::{grid::acts, rights::root};
use std::{collections::BTreeSet, path::Path};

/// The rows that must be there, each with a test.
const ROWS: [&str; 72] = [
    "REG-01", "REG-04", "REG-05", "PAR-01", "PAR-02", "PAR-03", "PAR-04", "PAR-05", "PAR-10", "WEG-01", "WEG-02",
    "WEG-03", "WEG-04", "WEG-05", "WEG-06", "WEG-07", "WEG-08", "WEG-09", "WEG-10", "WEG-11", "WEG-13", "PRV-01",
    "PRV-02", "PRV-03", "PRV-04", "PRV-05", "CAS-01", "CAS-02", "CAS-05", "CAS-11", "SPC-01", "SPC-02", "SPC-03",
    "SPC-05", "AUT-01", "AUT-02", "LOG-01", "LOG-03", "LOG-04", "LOG-05", "RET-06", "PAR-06", "PAR-07", "PAR-08",
    "PAR-09", "WEG-12", "CAS-03", "CAS-04", "SPC-04", "ACC-03", "PRV-06", "PRV-08", "PRV-09", "RET-02", "EVA-01",
    "EVA-04", "PRV-10", "PRV-12", "PRV-13", "PRV-14", "PRV-17", "PRV-18", "PRV-19", "CAS-06", "CAS-07", "CAS-08",
    "CAS-10", "CAS-12", "ACC-05", "PRV-07", "PRV-15", "PRV-16",
];

struct Row {
    text: String,
    ids: Vec<String>,
    places: Vec<String>,
    tests: Vec<String>,
}

fn rows() -> Vec<Row> {
    let table = std::fs::read_to_string(root().join("docs/law.md")).unwrap();
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let rows = table.lines().filter(|l| l.starts_with('|') && !l.starts_with("|---") && !l.starts_with("| row |"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{line}");
        let is_id =
            |w: &&str| w.len() == 6 && w.as_bytes()[3] == b'-' && w[..3].chars().all(|c| c.is_ascii_uppercase());
        Row {
            text: line.to_owned(),
            ids: cells[0].split([' ', ',']).filter(is_id).map(str::to_owned).collect(),
            places: quoted(cells[2]),
            tests: quoted(cells[3]),
        }
    })
    .collect()
}

/// Every source file of a crate.
fn sources(at: &Path, into: &mut Vec<(String, String)>) {
    let Ok(all) = std::fs::read_dir(at) else { return };
    for entry in all.flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push((path.to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Whether `casework::weighing::tests::sealed::a_view_is_sealed` is a test there: the crate, every module as a folder, a file or a
/// module within the file, and a function behind `#[test]`.
fn is_test(path: &str) -> bool {
    let parts: Vec<&str> = path.split("::").collect();
    let [name, modules @ .., function] = parts.as_slice() else { return false };
    let at = root().join("crates").join(name);
    let mut files = Vec::new();
    sources(&at.join("src"), &mut files);
    sources(&at.join("tests"), &mut files);
    files.iter().any(|(file, text)| {
        let file = file.strip_prefix(&*at.to_string_lossy()).unwrap_or(file).trim_end_matches(".rs");
        let within =
            |module: &&str| file.split('/').any(|part| part == *module) || text.contains(&format!("mod {module} {{"));
        let (lines, name) = (text.lines().collect::<Vec<_>>(), format!("fn {function}("));
        let Some(at) = lines.iter().position(|l| l.contains(&name)) else { return false };
        // The attribute stands in one of the lines above, with nothing between but other attributes.
        let mut attributes = lines[..at].iter().rev().take_while(|l| l.trim_start().starts_with("#["));
        attributes.any(|l| l.contains("test")) && modules.iter().all(within)
    })
}

#[test]
fn every_test_that_the_table_of_the_law_names_is_a_test_in_the_module_it_names() {
    let wrong: Vec<String> = rows()
        .iter()
        .flat_map(|row| {
            row.tests.iter().filter(|t| !is_test(t)).map(|t| format!("{}: there is no test {t}", row.ids.join(", ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_act_and_place_that_the_table_of_the_law_names_exists() {
    for row in rows() {
        assert!(!row.places.is_empty(), "{}", row.text);
        for place in &row.places {
            let exists =
                if place.contains('/') { root().join(place).exists() } else { acts().any(|a| a.name == place) };
            assert!(exists, "{}: there is no {place}", row.ids.join(", "));
        }
    }
}

#[test]
fn every_rule_of_this_stage_is_in_the_table_with_a_test() {
    let rows = rows();
    let proven: BTreeSet<&str> =
        rows.iter().filter(|r| !r.tests.is_empty()).flat_map(|r| r.ids.iter().map(String::as_str)).collect();
    let missing: Vec<&&str> = ROWS.iter().filter(|id| !proven.contains(**id)).collect();
    assert!(missing.is_empty(), "without a test: {missing:?}");
    let all: Vec<&String> = rows.iter().flat_map(|r| &r.ids).collect();
    let once: BTreeSet<&&String> = all.iter().collect();
    assert_eq!(all.len(), once.len(), "a rule stands in the table twice");
}

#[test]
fn a_name_that_is_no_test_is_noticed() {
    assert!(is_test("casework::it::law::a_name_that_is_no_test_is_noticed"));
    assert!(!is_test("casework::it::canary::a_name_that_is_no_test_is_noticed"));
    assert!(!is_test("casework::it::law::is_test"));
    assert!(!is_test("casework::it::law::there_is_no_such_test"));
}
