//! The power goes off at any moment: what was answered with success is there, nothing is half there, and nothing is there twice.

use crate::{
    house::{Place, REGISTER, Served},
    http::Asking,
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

const ROUNDS: usize = 12;
const CLIENTS: u64 = 4;

/// Numbers that are the same in every run.
#[derive(Clone)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// A signal that was answered with success, and the facts of which the same is true.
struct Kept {
    id: String,
    reference: String,
    facts: BTreeSet<String>,
}

/// What a client knows: what is certain, and the one thing that was under way when the server went.
#[derive(Default)]
struct Heard {
    kept: BTreeMap<String, Kept>,
    begun: Option<String>,
    added: Option<(String, String)>,
}

fn registration(name: &str) -> Value {
    json!({
        "about": "person", "name": name, "municipality": "hoorn", "received": "2026-02-13", "channel": "telefoon",
        "reporter": "school", "contact": "Verzonnen Aanspreekpunt", "facts": [{ "what": format!("eerste feit van {name}") }],
        "reading": "De melder denkt er dit van.",
    })
}

/// Writes until the server goes. A refusal is a fault: nobody else writes here.
fn write_on(port: u16, token: &str, mark: &str, mut dice: Dice, count: &AtomicUsize) -> Heard {
    let mut heard = Heard::default();
    for n in 0.. {
        let names: Vec<&String> = heard.kept.keys().collect();
        if names.is_empty() || dice.below(2) == 0 {
            let name = format!("Persoon {mark}-{n}");
            let asked = Asking::of(port, "POST", "/api/v1/signalen/nieuw").by(token).json(&registration(&name));
            let Ok(said) = asked.try_send() else {
                heard.begun = Some(name);
                return heard;
            };
            assert_eq!(said.status, 201, "{}", said.body);
            let made = said.json();
            let text = |member: &str| made[member].as_str().unwrap().to_owned();
            let facts = BTreeSet::from([format!("eerste feit van {name}")]);
            heard.kept.insert(name, Kept { id: text("id"), reference: text("reference"), facts });
        } else {
            let pick = usize::try_from(dice.below(names.len() as u64)).unwrap();
            let name = names[pick].clone();
            let fact = format!("feit {mark}-{n}");
            let at = format!("/api/v1/signalen/{}/feit", heard.kept[&name].id);
            let Ok(said) = Asking::of(port, "POST", &at).by(token).json(&json!({ "text": fact })).try_send() else {
                heard.added = Some((name, fact));
                return heard;
            };
            assert_eq!(said.status, 200, "{}", said.body);
            heard.kept.get_mut(&name).unwrap().facts.insert(fact);
        }
        count.fetch_add(1, Ordering::Relaxed);
    }
    heard
}

/// The facts on the page of a signal, each of which may be there once.
fn facts(page: &Value) -> BTreeSet<String> {
    let list: Vec<_> = page["facts"].as_array().unwrap().iter().map(|f| f["text"].as_str().unwrap()).collect();
    let set: BTreeSet<String> = list.iter().map(|f| (*f).to_owned()).collect();
    assert_eq!(set.len(), list.len(), "a fact is there twice: {list:?}");
    set
}

/// Compares what is there with what was heard.
fn compare(served: &Served, token: &str, heard: &[Heard]) {
    for one in heard {
        for (name, kept) in &one.kept {
            let page = served.get(&format!("/api/v1/signalen/{}", kept.id)).by(token).send().json();
            assert_eq!(page["name"], json!(name));
            assert_eq!(page["reference"], json!(kept.reference));
            let mut there = facts(&page);
            if let Some((at, fact)) = &one.added
                && at == name
            {
                // Without an answer it may be there or not; but then whole.
                there.remove(fact);
            }
            assert_eq!(there, kept.facts, "{name}");
        }
    }
}

/// The list holds exactly the signals that were heard of, and perhaps those of which the answer was cut off.
fn compare_list(served: &Served, token: &str, heard: &[Heard]) {
    let rows = served.signals(token);
    let references: BTreeSet<&str> = rows.iter().map(|row| row["reference"].as_str().unwrap()).collect();
    assert_eq!(references.len(), rows.len(), "a number was given twice");
    let mut there: BTreeSet<&str> = rows.iter().map(|row| row["title"].as_str().unwrap()).collect();
    assert_eq!(there.len(), rows.len(), "a signal is there twice");
    for name in heard.iter().flat_map(|one| one.kept.keys()) {
        assert!(there.remove(name.as_str()), "{name} was answered with success and is not there");
    }
    let cut_off: BTreeSet<&str> = heard.iter().filter_map(|one| one.begun.as_deref()).collect();
    for row in &rows {
        let name = row["title"].as_str().unwrap();
        if there.contains(name) {
            assert!(cut_off.contains(name), "{name} is there and nobody wrote it");
            let page = served.get(&format!("/api/v1{}", row["address"].as_str().unwrap())).by(token).send().json();
            assert_eq!(facts(&page), BTreeSet::from([format!("eerste feit van {name}")]));
        }
    }
}

#[test]
fn what_was_answered_with_success_outlives_a_server_that_is_killed() {
    is_killed(&Place::empty(), ROUNDS);
}

/// Lets clients write and kills the server, so often, and looks every time whether all is there.
pub(crate) fn is_killed(place: &Place, rounds: usize) {
    let token = place.token("expert-nh");
    let mut dice = Dice(2026);
    let mut heard: Vec<Heard> = Vec::new();
    for round in 0..rounds {
        let served = place.serve();
        let count = Arc::new(AtomicUsize::new(0));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (token, count, port) = (token.clone(), Arc::clone(&count), served.port);
                let dice = Dice(dice.0 ^ (client + 1));
                thread::spawn(move || write_on(port, &token, &format!("{round}-{client}"), dice, &count))
            })
            .collect();
        let enough = usize::try_from(3 + dice.below(12)).unwrap();
        let began = Instant::now();
        while count.load(Ordering::Relaxed) < enough && began.elapsed() < Duration::from_secs(30) {
            thread::yield_now();
        }
        // Anywhere within a commit.
        thread::sleep(Duration::from_micros(dice.below(4000)));
        served.kill();
        let ended: Vec<Heard> = clients.into_iter().map(|client| client.join().unwrap()).collect();
        assert!(count.load(Ordering::Relaxed) >= enough, "the clients could write");
        place.is_well();
        let served = place.serve();
        compare(&served, &token, &ended);
        heard.extend(ended);
        if round + 1 == rounds {
            compare_list(&served, &token, &heard);
            compare(&served, &token, &heard);
        }
    }
    place.is_well();
}

#[test]
fn a_register_is_taken_over_whole_or_not_at_all_when_it_is_killed() {
    let mut dice = Dice(7);
    let (mut whole, mut nothing) = (0, 0);
    for _ in 0..6 {
        let place = Place::empty();
        let token = place.token("expert-nh");
        let mut child = place.command(&["import", "signalen", REGISTER, "--als", "expert-nh"]).spawn().unwrap();
        thread::sleep(Duration::from_millis(dice.below(400)));
        child.kill().unwrap();
        child.wait().unwrap();
        place.is_well();
        let served = place.serve();
        let there = served.signals(&token).len();
        drop(served);
        let said = place.must(&["import", "signalen", REGISTER, "--als", "expert-nh"]);
        match there {
            0 => nothing += 1,
            24 => whole += 1,
            some => panic!("{some} of 24 rows are there"),
        }
        assert!(said.starts_with(if there == 0 { "24 overgenomen, 0 al" } else { "0 overgenomen, 24 al" }), "{said}");
    }
    assert_eq!(whole + nothing, 6);
}

#[test]
fn a_restore_that_is_killed_leaves_an_empty_place_or_a_whole_house_and_can_be_done_again() {
    let mut dice = Dice(11);
    let source = Place::demo();
    let (backup, whole) = (source.beside("b.casustafel"), source.must(&["verify"]));
    source.must(&["backup", backup.to_str().unwrap()]);
    let dossiers = |said: &str| said.split(" dossiers").next().unwrap_or_default().to_owned();
    let mut span = 0;
    for round in 0..6 {
        let (place, began) = (Place::bare(), Instant::now());
        let key = place.data().join("meestersleutel");
        std::fs::copy(source.data().join("meestersleutel"), &key).unwrap();
        let restores = || place.command(&["restore", backup.to_str().unwrap()]);
        let mut child = restores().spawn().unwrap();
        // The first one is let alone: how long it takes tells where the middle is. Much of it is looking whether all is well.
        if round == 0 {
            assert!(child.wait().unwrap().success());
            span = u64::try_from(began.elapsed().as_micros()).unwrap();
        } else {
            thread::sleep(Duration::from_micros(dice.below(span / 2)));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let found = place.run(&["verify"]);
        let is_whole = found.code == 0 && dossiers(&found.out) == dossiers(&whole);
        let is_empty = found.code == 0 && dossiers(&found.out) == "0";
        assert!(is_whole || is_empty || found.err.trim().lines().count() == 1, "{} {}", found.out, found.err);
        if !is_whole {
            let again: crate::house::Ran = restores().output().unwrap().into();
            assert!(again.code == 0 && again.out.contains("All is well."), "{}: {}", again.out, again.err);
        }
        let served = place.serve();
        assert!(!served.signals(&place.token("expert-nh")).is_empty(), "its lists are there");
    }
}
