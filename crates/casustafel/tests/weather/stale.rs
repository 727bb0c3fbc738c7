//! Two people at one dossier: who comes second is told what changed, keeps what was typed, and can send it again.

use crate::{
    browser::{Person, form, value_of},
    house::Place,
};
use serde_json::json;

const REASON: &str = "Geen \"signaal\" & <klaar>";

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
    let hidden = |page: &str| (value_of(page, "_csrf").unwrap(), value_of(page, "_seq").unwrap());
    let add = |who: &Person, page: &str, text: &str| {
        let (csrf, seq) = hidden(page);
        who.post(&format!("{at}/feit"), &form(&[("_csrf", &csrf), ("_seq", &seq), ("text", text), ("on", "")]))
    };
    let screen = |who: &Person, page: &str| {
        let (csrf, seq) = hidden(page);
        let typed = [("_csrf", csrf.as_str()), ("_seq", &seq), ("reason", REASON), ("second", "politie-nh")];
        who.post(&format!("{at}/uitsluiten"), &form(&typed))
    };
    let done = add(&first, &one, "Wat de eerste zag");
    assert_eq!(done.status, 303, "{}", done.body);
    // The second did not see that fact, and means to say that there is nothing in it.
    let said = screen(&second, &two);
    assert_eq!(said.status, 409, "{}", said.body);
    for part in ["heeft dit dossier intussen veranderd", "Feit toegevoegd", "Wat de eerste zag"] {
        assert!(said.body.contains(part), "{part} in {}", said.body);
    }
    assert!(said.body.contains("Geen &#34;signaal&#34; &#38; &#60;klaar&#62;</textarea>"), "{}", said.body);
    assert!(!said.body.contains("<klaar>"));
    let (old, new) = (value_of(&two, "_seq").unwrap(), value_of(&said.body, "_seq").unwrap());
    assert!(old != new && [&old, &new].iter().all(|v| v.len() == 16), "{old} {new}");
    let facts = || {
        let page = served.get(&format!("/api/v1{at}")).by(&token).send().json();
        page["facts"].as_array().unwrap().iter().map(|f| f["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(facts(), ["eerste feit", "Wat de eerste zag"], "nothing was written");
    // Another fact from that same page is in nobody's way.
    let done = add(&second, &two, "Wat de tweede zag");
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(facts(), ["eerste feit", "Wat de eerste zag", "Wat de tweede zag"]);
    // Again, on what is there now.
    let done = screen(&second, &second.get(&at).body);
    assert_eq!(done.status, 303, "{}", done.body);
    assert!(!second.get(&at).body.contains("<klaar>"));
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
    let send = |path: &str, body: serde_json::Value| served.post(&format!("{at}/{path}")).by(&token).json(&body).send();
    let screen = |seq: &str| send("uitsluiten", json!({ "reason": REASON, "second": "politie-nh", "_seq": seq }));
    let seen = seq();
    assert_eq!(send("feit", json!({ "text": "nog een feit", "_seq": seen })).status, 200);
    let said = screen(&seen);
    assert_eq!(said.status, 409, "{}", said.body);
    assert_eq!(said.header("content-type"), Some("application/problem+json"));
    let notices = said.json()["notices"].clone();
    assert_eq!(notices.as_array().unwrap().len(), 2, "that it changed, and what: {notices}");
    assert!(notices[1].as_str().unwrap().contains("Feit toegevoegd"), "{notices}");
    assert_eq!(screen(&seq()).status, 200);
}

#[test]
fn many_who_add_something_at_once_are_in_nobodys_way() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let made = served.post("/api/v1/signalen/nieuw").by(&token).json(&registration()).send().json();
    let at = format!("/api/v1/signalen/{}", made["id"].as_str().unwrap());
    let seen = served.get(&at).by(&token).send().json()["_seq"].clone();
    let asks: Vec<_> = (0..16)
        .map(|n| {
            let body = json!({ "text": format!("feit {n}"), "_seq": seen });
            served.post(&format!("{at}/feit")).by(&token).json(&body)
        })
        .collect();
    let threads: Vec<_> = asks.into_iter().map(|ask| std::thread::spawn(move || ask.send().status)).collect();
    let statuses: Vec<u16> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    assert!(statuses.iter().all(|s| *s == 200), "{statuses:?}");
    let page = served.get(&at).by(&token).send().json();
    assert_eq!(page["facts"].as_array().unwrap().len(), 17);
}
