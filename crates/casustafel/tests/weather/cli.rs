//! The keeper's commands: backups while people write, bytes that turned over, and a register taken over; and nothing of any dossier in
//! what lies on the disk.

use crate::{
    house::{FAULTY, Place, REGISTER, found_in, keep_private},
    http::Asking,
};
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

const IMPORT: [&str; 4] = ["import", "signalen", REGISTER, "--als"];

fn registration(n: usize) -> serde_json::Value {
    json!({
        "about": "person", "name": format!("Persoon {n}"), "municipality": "hoorn", "received": "2026-02-13",
        "channel": "telefoon", "reporter": "school", "contact": "Verzonnen", "facts": [{ "what": "een feit" }],
    })
}

/// An empty place under the same master key.
fn elsewhere(place: &Place) -> Place {
    let other = Place::bare();
    fs::copy(place.data().join("meestersleutel"), other.data().join("meestersleutel")).unwrap();
    other
}

/// The names in the list. Sessions and tokens are not carried along, so a new one is asked.
fn names(place: &Place) -> BTreeSet<String> {
    let rows = place.serve().signals(&place.token("expert-nh"));
    rows.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_backup_while_people_write_holds_everything_that_was_answered_before() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let stop = Arc::new(AtomicBool::new(false));
    let post = |n: usize| served.post("/api/v1/signalen/nieuw").by(&token).json(&registration(n)).send().status;
    for n in 0..10 {
        assert_eq!(post(n), 201);
    }
    let (port, by, until) = (served.port, token.clone(), Arc::clone(&stop));
    let writer = thread::spawn(move || {
        let mut n = 100;
        while !until.load(Ordering::Relaxed) {
            let said = Asking::of(port, "POST", "/api/v1/signalen/nieuw").by(&by).json(&registration(n)).send();
            assert_eq!(said.status, 201, "{}", said.body);
            n += 1;
        }
        n
    });
    let backup = place.beside("maandag.casustafel");
    place.must(&["backup", backup.to_str().unwrap()]);
    stop.store(true, Ordering::Relaxed);
    let last = writer.join().unwrap();
    drop(served);
    let other = elsewhere(&place);
    let said = other.must(&["restore", backup.to_str().unwrap()]);
    assert!(said.contains("All is well."), "{said}");
    other.is_well();
    let there = names(&other);
    assert!((0..10).all(|n| there.contains(&format!("Persoon {n}"))), "{there:?}");
    // One moment: what came in later is there up to some point and not beyond.
    let later = there.len() - 10;
    assert!((100..last).len() >= later);
    assert!((100..100 + later).all(|n| there.contains(&format!("Persoon {n}"))), "{there:?}");
    other.run(&["restore", backup.to_str().unwrap()]).refuses(&["empty"]);
}

/// Who serves goes on, and what was asked of it meanwhile is kept.
#[test]
fn another_master_key_takes_the_place_of_the_first_while_the_house_is_served() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let (key, next) = (place.data().join("meestersleutel"), place.data().join("meestersleutel-volgende"));
    let first = fs::read(&key).unwrap();
    let post = |n: usize| served.post("/api/v1/signalen/nieuw").by(&token).json(&registration(n)).send().status;
    assert_eq!(post(1), 201);
    assert!(place.must(&["rekey"]).contains("Make a backup now"));
    let second = fs::read(&key).unwrap();
    assert_ne!(first, second);
    assert_eq!(post(2), 201);
    drop(served);
    place.is_well();
    // Broken off after the ring was sealed and before the file was in its place.
    fs::write(&next, &second).unwrap();
    fs::write(&key, &first).unwrap();
    keep_private(&next);
    place.is_well();
    assert_eq!(fs::read(&key).unwrap(), second);
    // Another one is at it, or was stopped before the ring was sealed.
    fs::write(&next, &first).unwrap();
    keep_private(&next);
    place.run(&["rekey"]).refuses(&["meestersleutel-volgende"]);
    fs::remove_file(&next).unwrap();
    place.is_well();
    fs::write(&key, &first).unwrap();
    place.run(&["verify"]).refuses(&["master key"]);
}

/// As when the disk of the store was put back and the ring was not.
#[test]
fn a_store_of_an_earlier_day_gets_its_keys_from_the_latest_copy_of_the_ring() {
    let place = Place::empty();
    place.must(&[&IMPORT[..], &["expert-nh"]].concat());
    let backup = place.beside("maandag.casustafel");
    let old = fs::read(place.store()).unwrap();
    place.token("expert-nh");
    place.run(&["restore-keys", "nergens"]).refuses(&["nergens"]);
    place.must(&["backup", backup.to_str().unwrap()]);
    fs::write(place.store(), old).unwrap();
    let said = place.must(&["restore-keys", place.beside("sleutelbos").to_str().unwrap()]);
    assert!(said.contains("0 dossier(s) were destroyed since") && said.contains("All is well."), "{said}");
    place.is_well();
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 0x10;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_byte_that_turned_over_in_a_backup_is_refused_and_nothing_is_left() {
    let place = Place::empty();
    place.must(&[&IMPORT[..], &["expert-nh"]].concat());
    let (backup, ring) = (place.beside("b.casustafel"), place.beside("sleutelbos"));
    let name = backup.to_str().unwrap();
    place.must(&["backup", name]);
    let good = (fs::read(&backup).unwrap(), fs::read(&ring).unwrap());
    let other = elsewhere(&place);
    let refused = |what: &str| {
        let ran = other.run(&["restore", name]);
        assert_eq!(ran.code, 1, "{what}: {}", ran.out);
        assert_eq!(ran.err.trim().lines().count(), 1, "{what}: {}", ran.err);
        let left: Vec<_> = fs::read_dir(other.data()).unwrap().map(|f| f.unwrap().file_name()).collect();
        assert_eq!(left, ["meestersleutel"], "{what}");
    };
    for (path, length) in [(&backup, good.0.len()), (&ring, good.1.len())] {
        for at in [0, 9, 24, 25, 30, length / 2, length - 1] {
            flip(path, at);
            refused(&format!("byte {at} of {length}"));
            flip(path, at);
        }
        let whole = fs::read(path).unwrap();
        fs::write(path, &whole[..length - 7]).unwrap();
        refused("cut short");
        fs::write(path, b"").unwrap();
        refused("empty");
        fs::write(path, whole).unwrap();
    }
    fs::rename(&ring, place.beside("weg")).unwrap();
    refused("without a key ring");
    fs::rename(place.beside("weg"), &ring).unwrap();
    assert!(other.must(&["restore", name]).contains("All is well."));
}

/// Whether what lies around this byte is sealed: no zeros, no words, all different. SQLite keeps old copies in the unused part of a
/// page; a byte of those belongs to nothing, so not every one can be found.
fn is_sealed(around: &[u8]) -> bool {
    let different: BTreeSet<u8> = around.iter().copied().collect();
    !around.contains(&0) && different.len() > 36 && around.iter().filter(|b| !b.is_ascii()).count() > 10
}

#[test]
fn a_byte_that_turned_over_in_the_store_is_found_and_no_content_is_told() {
    let place = Place::empty();
    place.must(&[&IMPORT[..], &["expert-nh"]].concat());
    place.is_well();
    let store = place.store();
    let good = fs::read(&store).unwrap();
    let windows = good.windows(48).enumerate().step_by(16);
    let sealed: Vec<usize> = windows.filter(|(_, w)| is_sealed(w)).map(|(at, _)| at + 24).collect();
    assert!(sealed.len() > 100, "{}", sealed.len());
    let some: Vec<usize> = sealed.iter().copied().step_by(sealed.len() / 12).collect();
    let mut found = 0;
    for at in &some {
        flip(&store, *at);
        let ran = place.run(&["verify"]);
        assert!(matches!(ran.code, 0 | 1), "{at}: {} {}", ran.out, ran.err);
        assert_eq!(ran.code == 0, ran.out.contains("All is well."), "{at}: {} {}", ran.out, ran.err);
        found += usize::from(ran.code == 1);
        for secret in ["Visserman", "999993276", "hakenkruis", "Mirjam", "panicked"] {
            assert!(!ran.err.contains(secret) && !ran.out.contains(secret), "{at}: {} {}", ran.out, ran.err);
        }
        fs::write(&store, &good).unwrap();
    }
    eprintln!("{found} of {} flipped bytes found", some.len());
    assert!(found * 4 >= some.len() * 3, "{found} of {} found", some.len());
    // The head of the file and the root of a table.
    for at in [3, 100, 4096] {
        flip(&store, at);
        let ran = place.run(&["verify"]);
        assert_eq!(ran.code, 1, "{at}: {} {}", ran.out, ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        fs::write(&store, &good).unwrap();
    }
    place.is_well();
}

#[test]
fn a_register_is_taken_over_once_and_a_faulty_one_not_at_all() {
    let place = Place::empty();
    let import =
        |file: &str, more: &[&str]| place.run(&[&["import", "signalen", file, "--als", "expert-nh"], more].concat());
    let said = import(REGISTER, &[]);
    assert_eq!((said.code, said.out.trim()), (0, "24 overgenomen, 0 al eerder overgenomen, 0 niet overgenomen"));
    let said = import(REGISTER, &[]);
    assert_eq!((said.code, said.out.trim()), (0, "0 overgenomen, 24 al eerder overgenomen, 0 niet overgenomen"));
    place.is_well();

    let place = Place::empty();
    let import =
        |file: &str, more: &[&str]| place.run(&[&["import", "signalen", file, "--als", "expert-nh"], more].concat());
    let said = import(FAULTY, &[]);
    assert_eq!(said.code, 1, "{}", said.out);
    let told: Vec<&str> = said.err.lines().filter(|line| line.contains("rij ")).collect();
    for (row, why) in [(2, "Ontvangen op"), (3, "Gemeente"), (4, "BSN"), (5, "Feiten"), (6, "te weinig cellen")] {
        let named = |line: &&&str| line.contains(&format!("rij {row} (NH-2026-00")) && line.contains(why);
        assert_eq!(told.iter().filter(named).count(), 1, "{row}: {told:#?}");
    }
    for secret in ["Visserman", "999993276", "123456789", "Atlantis", "hakenkruis"] {
        assert!(!said.err.contains(secret), "{}", said.err);
    }
    assert!(place.must(&["verify"]).starts_with("0 dossiers"), "none was taken over");
    let said = import(FAULTY, &["--goede-overnemen"]);
    assert_eq!((said.code, said.out.trim()), (2, "1 overgenomen, 0 al eerder overgenomen, 5 niet overgenomen"));
    assert!(place.must(&["verify"]).starts_with("1 dossiers"));
    for (args, names) in [
        (["import", "signalen", "weg.csv", "--als", "expert-nh"], ["weg.csv"]),
        (["import", "signalen", REGISTER, "--als", "niemand"], ["niemand"]),
        (["import", "signalen", REGISTER, "--als", "ggz-nhn"], ["mag geen register"]),
    ] {
        place.run(&args).refuses(&names);
    }
}

#[test]
fn nothing_of_a_dossier_can_be_read_from_the_disk_the_log_or_the_counters() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    place.must(&[&IMPORT[..], &["expert-nh"]].concat());
    let mut secrets = BTreeSet::new();
    for row in served.signals(&token) {
        let at = row["address"].as_str().unwrap();
        let page = served.get(&format!("/api/v1{at}")).by(&token).send().json();
        secrets.insert(page["name"].as_str().unwrap().to_owned());
        secrets.extend(page["facts"].as_array().unwrap().iter().map(|f| f["text"].as_str().unwrap().to_owned()));
        served
            .get(&format!("/signalen?na={}", crate::browser::encode(page["name"].as_str().unwrap().as_bytes())))
            .send();
    }
    let text = String::from_utf8_lossy(&fs::read(REGISTER).unwrap()).into_owned();
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 9).collect();
    assert!(numbers.len() >= 15 && secrets.len() > 48, "{} numbers, {} names and facts", numbers.len(), secrets.len());
    secrets.extend(numbers.into_iter().map(str::to_owned));
    secrets.extend([token.clone(), "hakenkruis".to_owned(), "Telegramgroep".to_owned()]);
    let backup = place.beside("b.casustafel");
    place.must(&["backup", backup.to_str().unwrap()]);
    let metrics = served.get("/metrics").send();
    assert_eq!(metrics.status, 200);
    let log = place.log();
    assert!(log.contains("/signalen/{id}") && metrics.body.contains("/signalen/{id}"), "something was counted: {log}");
    fs::write(place.beside("metrics"), metrics.body).unwrap();
    assert!(place.data().join("casustafel.db-wal").exists(), "the log of writes is looked at too");
    for secret in &secrets {
        for folder in [place.data(), place.beside(".")] {
            assert_eq!(found_in(&folder, secret.as_bytes()), None, "{secret}");
        }
    }
}
