//! Two people at one dossier: who comes second is told what changed, keeps what was typed, and can send it again.

use crate::{
    browser::{Person, form, value_of},
    house::Place,
};
use serde_json::json;

const FACT: &str = "Zag hem \"weglopen\" & <snel>";

fn registration() -> serde_json::Value {
    json!({
        "about": "person", "name": "Verzonnen Persoon", "municipality": "hoorn", "received": "2026-02-13",
        "channel": "telefoon", "reporter": "school", "contact": "Verzonnen", "facts": [{ "what": "eerste feit" }],
    })
}

#[test]
fn a_stale_form_comes_back_with_what_changed_and_what_was_typed_and_can_be_sent_again() {
    let place = Place::demo();
    let token = place.token("expert-nh");
    let served = place.start("demo");
    let made = served.post("/api/v1/signalen/nieuw").by(&token).json(&registration()).send();
    assert_eq!(made.status, 201, "{}", made.body);
    let at = format!("/signalen/{}", made.json()["id"].as_str().unwrap());
    let (first, second) = (Person::enter(&served, "expert-nh"), Person::enter(&served, "expert-nh"));
    let (one, two) = (first.get(&at).body, second.get(&at).body);
    let send = |who: &Person, page: &str, text: &str, on: &str| {
        let (csrf, seq) = (value_of(page, "_csrf").unwrap(), value_of(page, "_seq").unwrap());
        who.post(&format!("{at}/feit"), &form(&[("_csrf", &csrf), ("_seq", &seq), ("text", text), ("on", on)]))
    };
    let done = send(&first, &one, "Wat de eerste zag", "");
    assert_eq!(done.status, 303, "{}", done.body);
    // The second did not see that fact.
    let said = send(&second, &two, FACT, "2026-02-12");
    assert_eq!(said.status, 409, "{}", said.body);
    for part in ["heeft dit dossier intussen veranderd", "Feit toegevoegd", "Wat de eerste zag"] {
        assert!(said.body.contains(part), "{part} in {}", said.body);
    }
    assert!(said.body.contains("Zag hem &#34;weglopen&#34; &#38; &#60;snel&#62;</textarea>"), "{}", said.body);
    assert!(said.body.contains("value=\"2026-02-12\"") || said.body.contains("value=\"12-02-2026\""), "{}", said.body);
    assert!(!said.body.contains("<snel>"));
    let (old, new) = (value_of(&two, "_seq").unwrap(), value_of(&said.body, "_seq").unwrap());
    assert!(old != new && [&old, &new].iter().all(|v| v.len() == 16), "{old} {new}");
    let facts = || {
        let page = served.get(&format!("/api/v1{at}")).by(&token).send().json();
        page["facts"].as_array().unwrap().iter().map(|f| f["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(facts(), ["eerste feit", "Wat de eerste zag"], "nothing was written");
    // Again, now that it has been read.
    let done = send(&second, &said.body, FACT, "2026-02-12");
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(facts(), ["eerste feit", "Wat de eerste zag", FACT]);
    assert!(!second.get(&at).body.contains("<snel>"));
    drop(served);
    place.is_well();
}

#[test]
fn a_program_is_told_the_version_it_saw_and_of_a_conflict() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let made = served.post("/api/v1/signalen/nieuw").by(&token).json(&registration()).send().json();
    let at = format!("/api/v1/signalen/{}", made["id"].as_str().unwrap());
    let seq = || served.get(&at).by(&token).send().json()["_seq"].as_str().expect("a version").to_owned();
    let add = |seq: &str| {
        served.post(&format!("{at}/feit")).by(&token).json(&json!({ "text": "nog een feit", "_seq": seq })).send()
    };
    let seen = seq();
    assert_eq!(add(&seen).status, 200);
    let said = add(&seen);
    assert_eq!(said.status, 409, "{}", said.body);
    assert_eq!(said.header("content-type"), Some("application/problem+json"));
    let notices = said.json()["notices"].as_array().unwrap().len();
    assert_eq!(notices, 2, "that it changed, and what: {}", said.body);
    assert_eq!(add(&seq()).status, 200);
}

#[test]
fn of_many_at_once_each_is_kept_or_told_of_the_other() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let made = served.post("/api/v1/signalen/nieuw").by(&token).json(&registration()).send().json();
    let at = format!("/api/v1/signalen/{}", made["id"].as_str().unwrap());
    let seen = served.get(&at).by(&token).send().json()["_seq"].clone();
    let asks: Vec<_> = (0..12)
        .map(|n| {
            let body = json!({ "text": format!("feit {n}"), "_seq": seen });
            served.post(&format!("{at}/feit")).by(&token).json(&body)
        })
        .collect();
    let threads: Vec<_> = asks.into_iter().map(|ask| std::thread::spawn(move || ask.send().status)).collect();
    let mut statuses: Vec<u16> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(statuses[1..].iter().all(|s| *s == 409), "one saw the dossier as it was: {statuses:?}");
    let page = served.get(&at).by(&token).send().json();
    assert_eq!(page["facts"].as_array().unwrap().len(), 2);
}
