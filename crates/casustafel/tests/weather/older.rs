//! A house of version 0.1, kept in `tests/data/0.1`: every later version opens, migrates, verifies and restores it.

use crate::{
    house::{Place, keep_private, program},
    postgres::Fresh,
};
use serde_json::{Value, json};
use std::{cell::RefCell, collections::BTreeMap, fs, path::Path};

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/0.1");

/// A copy of the kept files in a folder of one's own, with the rights that a keeper gives them.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(KEPT).unwrap() {
        let from = entry.unwrap().path();
        let to = folder.path().join(from.file_name().unwrap());
        fs::copy(&from, &to).unwrap();
        keep_private(&to);
    }
    folder
}

/// Runs a command on a folder: whether it ended well, and what it said.
fn casustafel(folder: &Path, words: &[&str]) -> (bool, String) {
    let ran = program().arg("--data").arg(folder).args(words).current_dir(folder).output().unwrap();
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// Runs a command that must end well; gives what it said.
fn good(folder: &Path, words: &[&str]) -> String {
    let (well, said) = casustafel(folder, words);
    assert!(well, "{words:?}: {said}");
    said
}

#[test]
fn a_store_is_taken_over_as_it_is_found_and_verifies() {
    let folder = copy();
    good(folder.path(), &["migrate"]);
    let said = good(folder.path(), &["verify"]);
    // Version 0.1 called this very house tampered with: a claim of a session that was called off.
    assert!(said.contains("81 dossiers, 505 events") && said.contains("All is well"), "{said}");
    good(folder.path(), &["reindex"]);
    good(folder.path(), &["verify"]);
    // All of its history goes under the first checkpoint.
    let kept = folder.path().join("bewaard");
    good(folder.path(), &["checkpoint", "--out", kept.to_str().unwrap()]);
    let said = good(folder.path(), &["verify", "--checkpoint", kept.to_str().unwrap()]);
    assert!(said.contains("It extends 1 checkpoint(s)"), "{said}");
}

/// How many signals, weighings, advices and cases people could list in that house by the program that made it, and how many tasks they had.
const SAW: [(&str, [Option<u64>; 4], usize); 9] = [
    // Since then who filed hears how far it is, once for what went on while nobody told them.
    ("expert-nh-2", [Some(5), None, None, Some(3)], 4),
    ("burgemeester-hoorn", [Some(20), Some(15), Some(7), Some(6)], 12),
    ("casusregisseur-hoorn", [None, None, None, Some(6)], 8),
    ("politie-nh-2", [Some(4), Some(17), Some(8), Some(8)], 5),
    ("om-nh", [Some(0), Some(17), Some(8), Some(8)], 6),
    ("procesregisseur-nhn", [None, Some(16), Some(7), Some(6)], 18),
    // Since then probation writes signals down and sees its own, of which there are none.
    ("reclassering", [Some(0), None, None, Some(3)], 3),
    ("ggz-nhn", [None, None, None, Some(1)], 1),
    ("fg", [None; 4], 0),
];

/// Whether this task asks somebody to look at a case that stands still.
fn stalled(task: &Value) -> bool {
    task["address"].as_str().unwrap().contains("aanleiding=stalled")
}

#[test]
fn everybody_sees_what_they_saw_when_persons_are_named_and_whoever_comes_later_does_not() {
    let place = Place::bare();
    for entry in fs::read_dir(copy().path()).unwrap() {
        let from = entry.unwrap().path();
        fs::copy(&from, place.data().join(from.file_name().unwrap())).unwrap();
        keep_private(&place.data().join(from.file_name().unwrap()));
    }
    place.must(&["migrate"]);
    let late = [
        "account",
        "add",
        "--id",
        "politie-nh-3",
        "--agency",
        "politie-nh",
        "--role",
        "police",
        "--name",
        "Nieuw Hier",
    ];
    place.must(&[late.as_slice(), &["--function", "wijkagent"]].concat());
    let served = place.serve();
    // One token for each: nobody has more than twenty.
    let tokens = RefCell::new(BTreeMap::new());
    let token =
        |who: &str| -> String { tokens.borrow_mut().entry(who.to_owned()).or_insert_with(|| place.token(who)).clone() };
    let asked = |who: &str, path: &str| served.get(path).by(&token(who)).send();
    for (who, lists, tasks) in SAW {
        for (path, total) in ["signalen", "wegingen", "adviezen", "zaken"].iter().zip(lists) {
            let said = asked(who, &format!("/api/v1/{path}"));
            let seen = (said.status == 200).then(|| said.json()["total"].as_u64().unwrap());
            assert_eq!(seen, total, "{who}, {path}");
        }
        // Since then the calendar asks who guards the process about a case that stands still: one more as days pass.
        let work = asked(who, "/api/v1").json();
        let of_the_calendar = work["tasks"].as_array().unwrap().iter().filter(|task| stalled(task)).count();
        assert_eq!(work["total"].as_u64().unwrap() as usize - of_the_calendar, tasks, "{who}");
    }
    for path in ["signalen", "wegingen", "adviezen", "zaken"] {
        assert_eq!(asked("politie-nh-3", &format!("/api/v1/{path}")).json()["total"], 0, "{path}");
    }
    // What was done before names were kept stands there with the name of today, on every page.
    let mut named = 0;
    for path in ["wegingen", "adviezen", "zaken"] {
        let rows = asked("procesregisseur-nhn", &format!("/api/v1/{path}?aantal=100")).json()["rows"].clone();
        for row in rows.as_array().unwrap() {
            let said = asked("procesregisseur-nhn", &format!("/api/v1/{path}/{}", row["id"].as_str().unwrap()));
            assert_eq!(said.status, 200, "{path} {row}");
            let page = said.json();
            let who = [&page["round"]["judged"]["by"], &page["sheet"]["writer"], &page["history"][0]["who"]];
            named += usize::from(who.iter().any(|by| by["name"].is_string() && by["organisation"].is_string()));
        }
    }
    assert!(named > 15, "{named}");
    // Once an organisation has a desk, the desk is asked to check whom the house named.
    let tells = |path: &str, body: Value| served.post(path).by(&token("beheer")).json(&body).send();
    let set_up = tells("/api/v1/organisaties/nieuw", json!({ "agency": "politie-nh" }));
    assert_eq!(set_up.status, 201, "{}", set_up.body);
    let said = set_up.body.clone();
    let at = said.split('"').find(|word| word.contains("/organisaties/")).unwrap().to_owned();
    let at = if at.starts_with("/api/v1") { at } else { format!("/api/v1{at}") };
    assert_eq!(tells(&format!("{at}/loket"), json!({ "persons": ["politie-nh"] })).status, 200);
    let asked_to = |who: &str| asked(who, "/api/v1").json()["tasks"].to_string().contains("/organisaties/");
    assert!(asked_to("politie-nh") && !asked_to("politie-nh-2"));
    let checked = served.post(&format!("{at}/nagegaan")).by(&token("politie-nh")).json(&json!({})).send();
    assert_eq!((checked.status, asked_to("politie-nh")), (200, false));
    assert!(place.must(&["verify"]).contains("All is well"));
}

#[test]
fn backups_of_both_engines_are_restored_through_the_migrations() {
    for (backup, ring) in [("backup.casus", "sleutelbos"), ("backup-postgres.casus", "sleutelbos-postgres")] {
        let folder = copy();
        fs::remove_file(folder.path().join("casustafel.db")).unwrap();
        let (backup, ring) = (folder.path().join(backup), folder.path().join(ring));
        let said = good(folder.path(), &["restore", backup.to_str().unwrap(), "--key-ring", ring.to_str().unwrap()]);
        assert!(said.contains("81 dossiers, 505 events") && said.contains("All is well"), "{said}");
        // And a backup of today goes there and back.
        let (again, kept) = (folder.path().join("again.casus"), folder.path().join("bewaard"));
        good(folder.path(), &["checkpoint", "--out", kept.to_str().unwrap()]);
        good(folder.path(), &["backup", again.to_str().unwrap()]);
        fs::remove_file(folder.path().join("casustafel.db")).unwrap();
        // The ring that is left may be that of a store which was set aside.
        let (well, said) = casustafel(folder.path(), &["restore", again.to_str().unwrap()]);
        assert!(!well && said.contains("casustafel.db-ring"), "{said}");
        fs::remove_file(folder.path().join("casustafel.db-ring")).unwrap();
        let said = good(folder.path(), &["restore", again.to_str().unwrap()]);
        assert!(said.contains("All is well"), "{said}");
        // The log came along, and goes on.
        good(folder.path(), &["token", "--as", "expert-nh"]);
        good(folder.path(), &["checkpoint"]);
        let said = good(folder.path(), &["verify", "--checkpoint", kept.to_str().unwrap()]);
        assert!(said.contains("It extends 1 checkpoint(s)"), "{said}");
    }
}

#[test]
fn a_store_on_postgresql_is_taken_over_too() {
    let Some(fresh) = Fresh::make("older") else { return };
    let url = fresh.url();
    let folder = copy();
    let script = fs::read_to_string(folder.path().join("postgres.sql")).unwrap();
    ::postgres::Client::connect(&url, ::postgres::NoTls).unwrap().batch_execute(&script).unwrap();
    let said = good(folder.path(), &["--database-url", &url, "verify"]);
    assert!(said.contains("81 dossiers, 505 events") && said.contains("All is well"), "{said}");
}

/// What somebody changed before the upgrade does not become lawful by it.
#[test]
fn a_store_in_which_something_is_wrong_is_not_signed() {
    let folder = copy();
    let file = folder.path().join("casustafel.db");
    let sql = "UPDATE account SET role = 'keeper' WHERE id = 'school-hoorn'";
    rusqlite::Connection::open(&file).unwrap().execute(sql, []).unwrap();
    let (well, said) = casustafel(folder.path(), &["migrate"]);
    assert!(!well && said.contains("account: changed by something else"), "{said}");
    good(folder.path(), &["migrate", "--as-found"]);
    let said = good(folder.path(), &["verify"]);
    assert!(said.contains("All is well"), "{said}");
}
