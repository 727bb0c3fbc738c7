//! A municipal merger on the demonstration: the loader warns before it leaves anything behind, and on the day everything goes over.

use crate::house::Place;
use std::{fmt::Write as _, fs};

const MUNICIPALITIES: &str = include_str!("../../data/regio-noord-holland.csv");
/// The organisations that serve every municipality, or those of one house.
const SERVING: [(&str, &str, &str, &str); 11] = [
    ("cter-nh", "municipality", "nhn", "*"),
    ("politie-nh", "police", "nhn", "*"),
    ("om-nh", "prosecution", "nhn", "*"),
    ("reclassering", "probation", "nhn", "*"),
    ("rvdk", "child-protection", "nhn", "*"),
    ("toezicht", "oversight", "nhn", "*"),
    ("zvh-nhn", "safety-house", "nhn", "nhn"),
    ("zvh-kennemerland", "safety-house", "kennemerland", "kennemerland"),
    ("zvh-zaanstreek-waterland", "safety-house", "zaanstreek-waterland", "zaanstreek-waterland"),
    ("ggz-nhn", "care", "nhn", "nhn"),
    ("ggz-kennemerland", "care", "kennemerland", "kennemerland"),
];

fn house_of(name: &str) -> &'static str {
    match name {
        "Noord-Holland Noord" => "nhn",
        "Kennemerland" => "kennemerland",
        _ => "zaanstreek-waterland",
    }
}

/// The invented region as a file, with Hoorn and Drechterland as one when `merged`, and what is said of it behind it.
fn region(merged: bool, behind: &str) -> String {
    let of = |line: &str| {
        let mut cells = line.split(';');
        let (name, house) = (cells.next().unwrap().to_owned(), house_of(cells.next().unwrap()));
        (name.to_lowercase().replace([' ', '\''], "-"), name, house)
    };
    let mut all: Vec<(String, String, &str)> = MUNICIPALITIES.lines().skip(1).map(of).collect();
    if merged {
        all.retain(|(id, ..)| !["hoorn", "drechterland"].contains(&id.as_str()));
        all.push(("westfriesland".into(), "Westfriesland".into(), "nhn"));
    }
    let served = |house: &str| {
        let of = all.iter().filter(|(_, _, of)| house == "*" || *of == house).map(|(id, ..)| format!("\"{id}\""));
        of.collect::<Vec<_>>().join(", ")
    };
    let mut text = String::new();
    for house in ["nhn", "kennemerland", "zaanstreek-waterland"] {
        let _ = writeln!(text, "[[house]]\nid = \"{house}\"\nname = \"Huis {house}\"");
    }
    for (id, name, house) in &all {
        let _ = writeln!(text, "[[municipality]]\nid = \"{id}\"\nname = \"{name}\"\nhouse = \"{house}\"");
        let _ = writeln!(
            text,
            "[[agency]]\nid = \"gemeente-{id}\"\nkind = \"municipality\"\nname = \"Gemeente {name}\"\nhouse = \"{house}\"\nserves = [\"{id}\"]"
        );
    }
    for (id, kind, house, serves) in SERVING {
        let _ = writeln!(
            text,
            "[[agency]]\nid = \"{id}\"\nkind = \"{kind}\"\nname = \"Organisatie {id}\"\nhouse = \"{house}\"\nserves = [{}]",
            served(serves)
        );
    }
    let kust = served("kennemerland");
    let hoorn = if merged { "westfriesland" } else { "hoorn" };
    for (id, kind, serves) in [
        ("reclassering-kust", "probation", kust.as_str()),
        ("school-hoorn", "school", &format!("\"{hoorn}\"")),
        ("onderzoek", "other", ""),
        ("flexteam", "other", ""),
        ("beheer", "other", ""),
    ] {
        let house = if id == "reclassering-kust" { "kennemerland" } else { "nhn" };
        let _ = writeln!(
            text,
            "[[agency]]\nid = \"{id}\"\nkind = \"{kind}\"\nname = \"Organisatie {id}\"\nhouse = \"{house}\"\nserves = [{serves}]"
        );
    }
    text + behind
}

fn successions(on: &str) -> String {
    let one = |what: &str, from: &str, to: &str| {
        format!("[[succession]]\n{what} = \"{from}\"\nto = \"{to}\"\non = \"{on}\"\n")
    };
    [
        one("municipality", "hoorn", "westfriesland"),
        one("municipality", "drechterland", "westfriesland"),
        one("agency", "gemeente-hoorn", "gemeente-westfriesland"),
        one("agency", "gemeente-drechterland", "gemeente-westfriesland"),
    ]
    .concat()
}

#[test]
fn a_merger_leaves_nothing_behind_and_goes_over_on_its_day_and_not_before() {
    let place = Place::demo();
    let load = |text: &str, more: &[&str]| {
        let file = place.beside("region.toml");
        fs::write(&file, text).unwrap();
        place.run(&[&["region", "load", file.to_str().unwrap()], more].concat())
    };
    let signals = || {
        let token = place.token("expert-nh");
        let served = place.start("demo");
        let all = served.signals(&token);
        let open = all.iter().map(|row| {
            let said = served.get(&format!("/api/v1/signalen/{}", row["id"].as_str().unwrap())).by(&token).send();
            assert_eq!(said.status, 200, "{}", said.body);
            said.json()["municipality"].as_str().unwrap().to_owned()
        });
        open.collect::<Vec<String>>()
    };
    let of = |all: &[String], name: &str| all.iter().filter(|municipality| *municipality == name).count();
    let before = signals();
    let hoorn = of(&before, "Hoorn");
    assert!(hoorn > 0);
    // As the file stands nothing says what becomes of Hoorn.
    let said = load(&region(true, ""), &[]);
    assert_eq!(said.code, 1, "{} {}", said.out, said.err);
    for part in [
        "municipality hoorn (Hoorn): ",
        "agency gemeente-hoorn (Gemeente Hoorn): ",
        " open task",
        "3 accounts",
        "Nothing was changed",
    ] {
        assert!(said.err.contains(part), "{part} in {}", said.err);
    }
    assert!(!said.err.contains("drechterland"), "nothing is there that would be left behind: {}", said.err);
    assert_eq!(place.must(&["region", "merge", "--dry-run"]).trim(), "Nothing.");
    assert_eq!(load(&region(false, ""), &[]).code, 0, "the region as it is");
    // With its day to come it is told, and nothing goes over.
    let said = load(&region(true, &successions("2061-01-01")), &[]);
    assert_eq!(said.code, 0, "{} {}", said.out, said.err);
    let told = place.must(&["region", "merge", "--dry-run"]);
    assert!(
        told.contains("01-01-2061 municipality hoorn (Hoorn) goes over into westfriesland (Westfriesland)"),
        "{told}"
    );
    assert!(told.contains("signal ") && told.contains("accounts: 3"), "{told}");
    assert!(told.contains("lapses: the office (held by burgemeester-hoorn)"), "{told}");
    assert_eq!(place.must(&["region", "merge"]).trim(), "Went over: none");
    assert_eq!(signals(), before);
    // On its day it does.
    assert_eq!(load(&region(true, &successions("2026-01-01")), &[]).code, 0);
    assert!(place.must(&["due"]).contains("clock.succeed waiting=4"));
    let told = place.must(&["region", "merge"]);
    assert!(told.contains("Went over: ") && told.contains("signal"), "{told}");
    let after = signals();
    assert_eq!((of(&after, "Hoorn"), of(&after, "Westfriesland")), (0, hoorn));
    assert!(
        place
            .must(&[
                "account",
                "add",
                "--id",
                "nieuw",
                "--agency",
                "gemeente-westfriesland",
                "--role",
                "official",
                "--name",
                "Nina Nieuw",
                "--function",
                "Adviseur"
            ])
            .contains("Done")
    );
    place.is_well();
    // Once more it says the same and does nothing; and who was there is not taken up again.
    assert_eq!(load(&region(true, &successions("2026-01-01")), &[]).code, 0);
    let said = load(&region(false, ""), &[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("hoorn: it went over into"), "{}", said.err);
    place
        .run(&[
            "account",
            "add",
            "--id",
            "iemand",
            "--agency",
            "gemeente-hoorn",
            "--role",
            "official",
            "--name",
            "N",
            "--function",
            "A",
        ])
        .refuses(&["gemeente-hoorn"]);
}
