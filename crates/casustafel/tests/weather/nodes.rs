//! Two nodes at one PostgreSQL, and one of them goes in the middle of what people do: what was answered with success is there, nothing is half
//! there, and nothing is there twice. Runs where CASUSTAFEL_TEST_PG names a server. Far more of it by hand: `cargo xtask kills` and `phones`.

use crate::{
    house::{Place, Served},
    http::{Asking, Said},
    kill::{Dice, is_killed},
    postgres::Fresh,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    io,
    sync::{
        Arc,
        atomic::{AtomicU16, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

#[test]
fn what_was_answered_with_success_is_in_the_other_process_when_a_server_is_killed() {
    let Some(fresh) = Fresh::make("nodes_kill") else { return };
    is_killed(&Place::empty_at(fresh.url()), 4);
}

const PHONES: usize = 40;
const VOTES: &str = "stap=2&s0=agree&s1=disagree&s2=pass&s3=agree&s4=agree";

fn form(port: u16, path: &str, body: &str) -> Asking {
    let here = format!("http://127.0.0.1:{port}");
    Asking::of(port, "POST", path).with("Origin", &here).body("application/x-www-form-urlencoded", body)
}

fn is_twice(said: &Said) -> bool {
    said.status == 422 && said.body.contains("al geantwoord")
}

/// Where a phone is, and whether its answer was taken or told to have been taken.
fn sit(port: &dyn Fn() -> u16, code: &str, answered: &AtomicUsize) -> String {
    let mut at = String::new();
    for _ in 0..200 {
        match form(port(), &format!("/meedoen/{code}"), "").try_send() {
            Ok(said) if said.status == 303 => {
                said.header("location").unwrap().split('?').next().unwrap().clone_into(&mut at);
                break;
            }
            Ok(said) => panic!("a phone was not let in: {} {}", said.status, said.body),
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
    for _ in 0..200 {
        match form(port(), &format!("{at}/antwoord"), VOTES).try_send() {
            Ok(said) if said.status == 303 || is_twice(&said) => {
                answered.fetch_add(1, Ordering::SeqCst);
                return at;
            }
            Ok(said) => panic!("an answer was not taken: {} {}", said.status, said.body),
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
    panic!("a phone gave up");
}

#[test]
fn phones_go_on_at_the_other_node_when_theirs_is_killed_and_each_answer_is_kept_once() {
    let Some(fresh) = Fresh::make("nodes_phones") else { return };
    let place = Place::empty_at(fresh.url());
    let leads = place.token("flexteam");
    let (one, two) = (place.serve_as("1"), place.serve_as("2"));
    let plan = json!({ "template": "pressure-cooker-unit", "title": "Proef", "aim": "Proef", "on": "2099-01-01", "house": "nhn" });
    let made = one.post("/api/v1/sessies/nieuw").by(&leads).json(&plan).send().json();
    let at = format!("/api/v1/sessies/{}", made["id"].as_str().unwrap());
    for (what, body) in [("beginnen", json!({})), ("naar", json!({ "plaats": 2 }))] {
        assert_eq!(two.post(&format!("{at}/{what}")).by(&leads).json(&body).send().status, 200, "{what}");
    }
    let page = |served: &Served| served.get(&at).by(&leads).send().json();
    let code = page(&one)["screen"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let (answered, second) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicU16::new(two.port)));
    let first = one.port;
    let phones: Vec<_> = (0..PHONES)
        .map(|n| {
            let (code, answered, second) = (code.clone(), Arc::clone(&answered), Arc::clone(&second));
            thread::spawn(move || {
                // Every other phone is at the second node, for as long as it is there.
                let port = || if n % 2 == 0 { first } else { second.load(Ordering::SeqCst) };
                sit(&port, &code, &answered)
            })
        })
        .collect();
    let began = Instant::now();
    while answered.load(Ordering::SeqCst) < PHONES / 3 && began.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(1));
    }
    second.store(first, Ordering::SeqCst);
    two.kill();
    let tickets: Vec<String> = phones.into_iter().map(|phone| phone.join().unwrap()).collect();
    assert_eq!(tickets.iter().collect::<BTreeSet<_>>().len(), PHONES, "no ticket twice");
    // Another node, which knows it all from the store.
    let two = place.serve_as("2");
    for (n, ticket) in tickets.iter().enumerate() {
        let port = if n % 2 == 0 { two.port } else { one.port };
        assert!(is_twice(&form(port, &format!("{ticket}/antwoord"), VOTES).send()), "a ticket is good once");
    }
    assert_eq!(
        (page(&one)["now"]["answered"].clone(), page(&two)["now"]["answered"].clone()),
        (json!(PHONES), json!(PHONES))
    );
    place.is_well();
}

/// Sends something to a node and kills it somewhere in the middle; what was heard, if anything was.
fn cut_off(served: Served, asking: Asking, dice: &mut Dice) -> io::Result<Said> {
    let sends = thread::spawn(move || asking.try_send());
    thread::sleep(Duration::from_micros(dice.below(60_000)));
    served.kill();
    sends.join().unwrap()
}

#[test]
fn a_weighing_is_begun_and_added_to_whole_or_not_at_all_when_the_node_is_killed() {
    let Some(fresh) = Fresh::make("nodes_weighing") else { return };
    let place = Place::empty_at(fresh.url());
    let (expert, hoorn) = (place.token("expert-nh"), place.token("gemeente-hoorn"));
    let (one, mut dice) = (place.serve_as("1"), Dice(8));
    for round in 0..4 {
        let signal = json!({
            "about": "person", "name": format!("Persoon {round}"), "municipality": "hoorn", "received": "2026-02-13",
            "channel": "telefoon", "reporter": "school", "contact": "Verzonnen", "facts": [{ "what": "een feit" }],
            "reading": "De melder denkt er dit van.",
        });
        let made = one.post("/api/v1/signalen/nieuw").by(&expert).json(&signal).send().json();
        let at = format!("/api/v1/signalen/{}", made["id"].as_str().unwrap());
        let files = |served: &Served| {
            let typed = json!({ "to": "police", "contact": "Verzonnen Aanspreekpunt" });
            served.post(&format!("{at}/aanmelden")).by(&expert).json(&typed)
        };
        let two = place.serve_as("2");
        let asking = files(&two);
        let heard = cut_off(two, asking, &mut dice);
        // What the filer sees of the signal and what the three see in their list are one change.
        let begun = || {
            let filed = one.get(&at).by(&expert).send().json()["state"]["en"] != "New";
            let rows = one.get("/api/v1/wegingen").by(&hoorn).send().json()["rows"].clone();
            let row = rows.as_array().unwrap().iter().find(|row| row["title"] == signal["name"]).cloned();
            assert_eq!(row.is_some(), filed, "{rows}");
            row.map(|row| row["address"].as_str().unwrap().to_owned())
        };
        match heard {
            Ok(said) => assert!(said.status < 300 && begun().is_some(), "{} {}", said.status, said.body),
            Err(_) if begun().is_some() => {}
            Err(_) => {
                let again = files(&one).send();
                assert!(again.status < 300, "{} {}", again.status, again.body);
            }
        }
        // The weighing that came of it, and something that is added to it.
        let weighing = format!("/api/v1{}", begun().expect("a weighing"));
        let text = format!("aangevuld {round}");
        let adds = |served: &Served| {
            let typed = json!({ "category": "behaviour", "necessity": "Nodig.", "text": text, "is": "information" });
            served.post(&format!("{weighing}/aanvullen")).by(&hoorn).json(&typed)
        };
        let there = || one.get(&weighing).by(&hoorn).send().body.matches(&format!("\"{text}\"")).count();
        let two = place.serve_as("2");
        let asking = adds(&two);
        match cut_off(two, asking, &mut dice) {
            Ok(said) => assert!(said.status < 300 && there() == 1, "{} {}: {}", said.status, said.body, there()),
            Err(_) if there() == 1 => {}
            Err(_) => {
                assert_eq!(there(), 0);
                let again = adds(&one).send();
                assert!(again.status < 300 && there() == 1, "{} {}: {}", again.status, again.body, there());
            }
        }
    }
    let rows = one.get("/api/v1/wegingen").by(&hoorn).send().json();
    assert_eq!(rows["rows"].as_array().map(Vec::len), Some(4), "each signal was filed once: {rows}");
    assert_eq!(one.get("/api/v1/wegingen").by(&hoorn).send().json()["total"], Value::from(4));
    place.is_well();
}
