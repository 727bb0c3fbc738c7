//! What a program reads of the invented region: every page as JSON, by everybody who works there.

use super::{Today, fill, open};
use crate::wiring;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::OnceCell;
use web::{
    Gives, Method, WebConfig,
    testing::{self, Program},
};

/// How many answers of one kind each person gets; a dossier in every state is among them.
const EACH: usize = 12;
/// The places in a session that are tried, for pages of which an answer names no address.
const PLACES: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// The pages that nobody in the invented region reads now: no dossier there is where they are for.
const UNREAD: [&str; 19] = [
    "/navragen/{id}/reactie",
    "/wegingen/{id}/zienswijze/aanvullen",
    "/wegingen/{id}/meeschrijven/{no}/versies",
    "/wegingen/{id}/college",
    "/zaken/{id}/meedoen",
    "/zaken/{id}/verklaring",
    "/zaken/{id}/bijdragen/documenten/{no}",
    "/zaken/{id}/bijdragen/document/{no}",
    // No case came from another house, and there is none to ask.
    "/zaken/{id}/van-elders",
    "/elders/{id}",
    "/elders/{id}/personen",
    "/wegingen/{id}/doorgeleiden",
    "/toetsingen/{id}/tekst",
    "/ontvangsten/{id}",
    "/ontvangsten/{id}/personen",
    "/vragenlijsten/{id}/toen-en-nu",
    "/vragenlijsten/{id}/links",
    "/vragenlijsten/{id}/open-antwoorden",
    "/observaties/{id}",
];

/// A page that was asked: its pattern, its address, who asked, and the answer.
struct Answered {
    method: &'static str,
    status: u16,
    pattern: &'static str,
    at: String,
    who: String,
    json: Value,
}

/// Every pattern of a page for programs.
pub(super) fn patterns() -> Vec<&'static str> {
    let rooms = wiring::rooms(false);
    let pages = rooms.addresses().iter().filter(|a| a.login && a.method == Method::Get && a.gives == Gives::Page);
    pages.map(|address| address.path).collect()
}

/// Whether an address is of this pattern. A part that is a word in the pattern must be that word.
pub(super) fn is_of(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(word)) if part == word || (part.starts_with('{') && !word.is_empty()) => {}
            _ => return false,
        }
    }
}

/// The most literal pattern of an address: `/zaken/nieuw` is not a case of which the number is `nieuw`.
pub(super) fn pattern_of(all: &[&'static str], path: &str) -> Option<&'static str> {
    all.iter().copied().filter(|pattern| is_of(pattern, path)).min_by_key(|pattern| pattern.matches('{').count())
}

/// Everything in an answer that is a text.
fn texts<'a>(value: &'a Value, found: &mut dyn FnMut(&'a str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.values().for_each(|member| texts(member, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Asks as one person whatever an answer leads to, and beside each dossier everything that is about it.
async fn asks(program: &Program, who: &str, all: &[&'static str]) -> Vec<Answered> {
    let mut to_ask: Vec<String> = all.iter().filter(|p| !p.contains('{')).map(ToString::to_string).collect();
    let (mut asked, mut answered) = (BTreeSet::new(), Vec::new());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    while let Some(at) = to_ask.pop() {
        let path = at.split(['?', '#']).next().unwrap_or_default();
        let Some(pattern) = pattern_of(all, path) else { continue };
        if counts.get(pattern).is_some_and(|count| *count >= EACH) || !asked.insert(at.clone()) {
            continue;
        }
        let own = at.split('#').next().unwrap_or_default();
        let reply = program.get(&format!("/api/v1{}", if own == "/" { "" } else { own })).await;
        if reply.status != 200 {
            continue;
        }
        *counts.entry(pattern).or_default() += 1;
        let json = reply.json();
        texts(&json, &mut |text| {
            if text.starts_with('/') && !text.contains(' ') {
                to_ask.push(text.to_owned());
            }
        });
        if let Some(id) = path.split('/').find(|part| part.len() == 32) {
            let of_it = all.iter().filter(|p| p.split('/').nth(1) == path.split('/').nth(1));
            to_ask.extend(of_it.map(|p| p.replace("{id}", id)).flat_map(|p| PLACES.map(|n| p.replace("{plaats}", n))));
        }
        answered.push(Answered { method: "get", status: 200, pattern, at, who: who.to_owned(), json });
    }
    answered
}

/// What is answered to everybody, and the description of it. It is asked once for all tests.
async fn everything() -> &'static (Value, Vec<Answered>) {
    static ASKED: OnceCell<(Value, Vec<Answered>)> = OnceCell::const_new();
    ASKED.get_or_init(ask_everything).await
}

async fn ask_everything() -> (Value, Vec<Answered>) {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(&super::tests::settings(folder.path()), Today::default()).unwrap();
    fill(&demo).await.unwrap();
    super::tests::ask_after_somebody(&demo).await;
    let config = WebConfig { demo: true, ..WebConfig::default() };
    let router = web::router(&config, demo.vault.clone(), &wiring::rooms(false), wiring::nav());
    let described = Program::with(router.clone(), "").get("/openapi.json").await.json();
    let (all, mut answered) = (patterns(), Vec::new());
    for actor in demo.vault.people().await.unwrap() {
        let who = actor.person.to_string();
        let program = Program::enter(router.clone(), &who).await;
        answered.extend(asks(&program, &who, &all).await);
    }
    answered.extend(does(router).await);
    (described, answered)
}

/// Logs in, asks a question and begins a dossier: one of each answer that is not a page to look at.
async fn does(router: axum::Router) -> Vec<Answered> {
    let who = "expert-nh";
    let said = |pattern: &'static str, reply: testing::Reply, status: u16| {
        assert_eq!(reply.status, status, "{pattern}: {}", reply.body);
        Answered { method: "post", status, pattern, at: pattern.to_owned(), who: who.to_owned(), json: reply.json() }
    };
    let program = Program::enter(router.clone(), who).await;
    let entered = Program::with(router, "").post("/api/v1/inloggen", &json!({ "person": who })).await;
    let question = json!({ "name": "Bram Verzonnen", "birth": "2001-02-13", "reason": "Een nieuwe melding." });
    let known = program.post("/api/v1/signalen/bekend", &question).await;
    let signal = json!({
        "about": "person", "name": "Verzonnen Persoon", "municipality": "hoorn", "received": "2026-02-13",
        "channel": "telefoon", "reporter": "school", "contact": "Verzonnen", "facts": [{ "what": "eerste feit" }],
    });
    let begun = program.post("/api/v1/signalen/nieuw", &signal).await;
    let note = json!({ "answer": "Niets nieuws.", "on": "2026-02-14" });
    let path = format!("/api/v1/signalen/{}/terugbellen", begun.json()["id"].as_str().unwrap());
    let called = program.post(&path, &note).await;
    vec![
        said("/inloggen", entered, 200),
        said("/signalen/bekend", known, 200),
        said("/signalen/nieuw", begun, 201),
        said("/signalen/{id}/terugbellen", called, 200),
    ]
}

/// The schema of an answer, as a document of its own that knows the parts it names. What is not described may not be in it: without that, an
/// answer that says less than it gives would pass.
fn schema_of(described: &Value, answer: &Answered) -> Value {
    let path = if answer.pattern == "/" { "/api/v1".to_owned() } else { format!("/api/v1{}", answer.pattern) };
    let status = answer.status.to_string();
    let schema = &described["paths"][path][answer.method]["responses"][status]["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{} {} has no schema", answer.method, answer.pattern);
    let mut whole = json!({ "allOf": [schema], "unevaluatedProperties": false, "components": described["components"] });
    for (name, part) in whole["components"]["schemas"].as_object_mut().unwrap() {
        // A page and the version that stands beside it are closed together, where they are answered.
        if part["properties"].is_object() && !name.contains('.') && name != "Seen" {
            part["unevaluatedProperties"] = json!(false);
        }
    }
    whole
}

/// Whether a text is a day, or a day and a time, as people write it.
fn is_written_day(text: &str) -> bool {
    let day = text.trim().split(' ').next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let digits = |part: &&str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let rest = text.trim().get(day.len()..).unwrap_or_default();
    matches!(parts.as_slice(), [d, m, y] if digits(d, 1, 2) && digits(m, 1, 2) && digits(y, 4, 4))
        && rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b':'))
}

#[test]
fn a_day_as_people_write_it_is_known_from_a_sentence_and_from_iso() {
    for day in ["28-11-2026", " 1-2-2026 ", "28-11-2026 14:05"] {
        assert!(is_written_day(day), "{day}");
    }
    for other in ["2026-11-28", "2026-11-28T14:05:00Z", "op 28-11-2026", "28-11-2026: ziek", "1-2", ""] {
        assert!(!is_written_day(other), "{other}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_reads_every_page_with_days_and_moments_as_iso() {
    let (_, answered) = everything().await;
    let mut written = BTreeSet::new();
    for answer in answered {
        texts(&answer.json, &mut |text| {
            if is_written_day(text) {
                written.insert(format!("{} ({} as {}): {text}", answer.pattern, answer.at, answer.who));
            }
        });
    }
    assert!(written.is_empty(), "{written:#?}");
    let kinds: BTreeSet<&str> = answered.iter().map(|answer| answer.pattern).collect();
    let never: Vec<&str> = patterns().into_iter().filter(|pattern| !kinds.contains(pattern)).collect();
    assert_eq!(never, UNREAD, "{} answers of {} kinds of page", answered.len(), kinds.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_what_the_description_says_it_is() {
    let (described, answered) = everything().await;
    let mut schemas: BTreeMap<(&str, &str, u16), Validator> = BTreeMap::new();
    let mut wrong = BTreeSet::new();
    for answer in answered {
        let which = (answer.method, answer.pattern, answer.status);
        let schema = schemas.entry(which).or_insert_with(|| {
            jsonschema::draft202012::options()
                .should_validate_formats(true)
                .build(&schema_of(described, answer))
                .unwrap()
        });
        let mut more = answer.json.clone();
        more["untold"] = json!(true);
        assert!(!schema.is_valid(&more), "{which:?} takes what it does not tell");
        for error in schema.iter_errors(&answer.json) {
            wrong.insert(format!("{which:?} {}: {}", error.instance_path(), error.masked()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(schemas.len() > 70, "{} kinds of answer", schemas.len());
}
