//! A learning evaluation over three houses from its question to its public report: questions on phones, a talk, a meeting that is
//! watched, findings, recommendations, and a learning session whose directions go under a recommendation. The program that is tested
//! here runs on the clock of the machine, so the year to the next measurement cannot pass: it is planned here, and measured in
//! `crates/learning/tests/it/evaluation`, where a test turns the clock.

use super::job::in_days;
use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
    phones::{Console, Phone},
};
use serde_json::Value;
use std::thread;

const HOUSES: [&str; 3] = ["nhn", "kennemerland", "zaanstreek-waterland"];
/// So many are asked, and so many answer; the threshold is ten.
const ASKED: usize = 12;

#[test]
fn an_evaluation_from_question_to_report_in_dutch() {
    evaluate("evaluation-nl", Language::Dutch, true);
}

/// Without questionnaire, talk and observation.
#[test]
fn a_short_evaluation_in_english() {
    evaluate("evaluation-en", Language::English, false);
}

fn evaluate(name: &str, language: Language, whole: bool) {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, name, language, Script::On);
    visit.come_as("evaluator");
    let director = Visit::begin(&house, &format!("{name}-director"), language, Script::On);
    director.come_as("procesregisseur-nhn");
    let at = begun(&visit);
    let phones: Vec<Phone<'_>> = (0..3).map(|n| Phone::new(&house, name, language, n)).collect();
    if whole {
        let asked = questions(&visit, name, &at);
        lays_beside(&visit, &at, &[("source", "questionnaire"), ("piece", &asked)]);
        let talk = talk(&visit, &phones);
        lays_beside(&visit, &at, &[("source", "talk"), ("piece", &talk), ("title", "Groepsgesprek")]);
        let watched = watched(&visit, &director, &at);
        lays_beside(&visit, &at, &[("source", "observation"), ("piece", &watched)]);
    }
    found_and_advised(&visit, &at);
    learned(&visit, &phones, &at);
    reported(&visit, &director, &at);
    visit.go(&at);
    visit.browser.picture("whole");
    visit.reads("Opnieuw meten", "Measuring again");
    visit.browser.reads(&in_days(365));
}

fn begun(visit: &Visit<'_>) -> String {
    visit.go("/evaluaties/nieuw");
    let scope = [
        ("title", "Samen wegen"),
        ("question", "Hoe komen de tafels samen tot een weging?"),
        ("tables", "weighing"),
        ("houses", HOUSES[0]),
        ("houses", HOUSES[1]),
        ("houses", HOUSES[2]),
        ("from", "01-01-2025"),
        ("until", "31-12-2025"),
        ("commissioner", "zvh-nhn"),
        ("invited", "zvh-kennemerland"),
    ];
    visit.does("/evaluaties/nieuw", &scope);
    let at = visit.here();
    visit.does("/plannen", &[("step", "follow-up"), ("on", &in_days(365))]);
    at
}

fn id(at: &str) -> &str {
    at.rsplit('/').next().unwrap_or_default()
}

fn lays_beside(visit: &Visit<'_>, at: &str, what: &[(&str, &str)]) {
    visit.go(at);
    visit.does("/bron", what);
}

/// Twelve people answer, each on a phone of their own.
fn questions(visit: &Visit<'_>, name: &str, evaluation: &str) -> String {
    visit.go(&format!("/vragenlijsten/nieuw?evaluatie={}", id(evaluation)));
    let purpose = "Om te leren hoe het wegen gaat.";
    let begin = [("title", "Zo weegt u samen"), ("purpose", purpose), ("houses", HOUSES[0]), ("people", "12")];
    visit.does("/vragenlijsten/nieuw", &begin);
    let at = visit.here();
    let library = [("names", "table"), ("names", "expectations-spoken"), ("names", "could-be-better")];
    visit.does("/overnemen", &library);
    visit.does("/openen", &[]);
    visit.does("/uitnodigen", &[("number", &ASKED.to_string())]);
    let script = "return [...document.querySelectorAll('ol a:has(code)')].map(a => a.pathname)";
    let links = visit.browser.good(visit.browser.driver.execute(script, &[]));
    let links: Vec<&str> = links.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(links.len(), ASKED);
    thread::scope(|scope| {
        for (n, half) in links.chunks(ASKED / 2).enumerate() {
            let house = visit.house;
            scope.spawn(move || answered(house, &format!("{name}-answer{n}"), half));
        }
    });
    visit.does("/links-meegenomen", &[]);
    visit.go(&at);
    visit.does("/sluiten", &[("sure", "ja")]);
    visit.go(&format!("{at}/open-antwoorden"));
    for _ in 0..ASKED {
        visit.does("/nakijken", &[("judged", "share")]);
    }
    visit.go(&at);
    visit.does("/vrijgeven", &[]);
    visit.reads("12 antwoorden", "12 answers");
    // Twelve people who all said the same: in words, and no number.
    visit.reads("De meesten: 4 of 5", "Most: 4 or 5");
    visit.browser.picture("results");
    at
}

/// So many people, one after the other: before the next one the browser forgets all it knew, as if it was another phone.
fn answered(house: &House, name: &str, links: &[&str]) {
    let phone = Visit::begin(house, name, Language::Dutch, Script::On);
    for (n, link) in links.iter().enumerate() {
        phone.browser.forgets();
        phone.browser.go(&house.at(link));
        if n == 0 {
            phone.looks_right();
        }
        phone.sends("/antwoord", &[("v1", "0"), ("v2", "4"), ("v3", "Zeg vooraf wat je verwacht.")]);
        phone.reads("Uw antwoord is ontvangen.", "Your answer has been received.");
    }
    phone.looks_right();
}

/// A group talk, of which only the written steps are played.
fn talk(visit: &Visit<'_>, phones: &[Phone<'_>]) -> String {
    visit.go("/sessies/nieuw?vorm=group-talk");
    visit.does("/sessies/nieuw", &[("on", &in_days(0))]);
    let console = Console::of(visit);
    phones.iter().for_each(|phone| phone.comes_in(&console.code));
    console.does("/beginnen", &[]);
    console.goes(6);
    for phone in phones {
        phone.hears(visit.says("Wat zou helpen?", "What would help?"));
        phone.answers();
    }
    phones[0].visit.looks_right();
    console.does("/einde", &[("sure", "ja")]);
    visit.reads("Wij bellen eerder.", "Wij bellen eerder.");
    console.at
}

/// A meeting is watched, and the table says what it thinks of that.
fn watched(visit: &Visit<'_>, director: &Visit<'_>, evaluation: &str) -> String {
    visit.go(&format!("/observaties/nieuw?evaluatie={}", id(evaluation)));
    let meeting = [("meeting", "Weging in het voorjaar"), ("house", HOUSES[0]), ("table", "zvh-nhn")];
    visit.does("/observaties/nieuw", &meeting);
    let at = visit.here();
    let looks = [("decision", "yes"), ("ground", "partly"), ("expectation", "no"), ("alternative", "not-applicable")];
    visit.does("/moment", &[&[("topic", "tweede punt")], &looks[..]].concat());
    visit.does("/geven", &[]);
    director.go(&at);
    director.does("/bespreken", &[("remarks", "Zo was het.")]);
    director.reads("Geteld over de momenten", "Counted over the moments");
    at
}

fn found_and_advised(visit: &Visit<'_>, at: &str) {
    visit.go(at);
    for (side, text) in
        [("goes-well", "Men luistert naar elkaar"), ("could-be-better", "Verwachtingen blijven ongezegd")]
    {
        let rests = [("source", "paper"), ("evidence", "Dit zeiden velen.")];
        visit.does("/bevinding", &[&[("side", side), ("theme", "overleg"), ("text", text)], &rests[..]].concat());
    }
    for text in ["Begin met een ronde over verwachtingen", "Lees elk besluit hardop voor"] {
        visit.does("/aanbeveling", &[("text", text), ("theme", "overleg"), ("addressees", "politie-nh")]);
    }
    visit.reads("2. Lees elk besluit hardop voor", "2. Lees elk besluit hardop voor");
}

/// The recommendations on the page of an evaluation, in their order.
fn advised(visit: &Visit<'_>) -> Vec<String> {
    visit.links().into_iter().filter(|path| path.starts_with("/aanbevelingen/") && id(path).len() == 32).collect()
}

/// Participants devise directions; one of them goes under the first recommendation, in other words.
fn learned(visit: &Visit<'_>, phones: &[Phone<'_>], at: &str) {
    visit.go(at);
    let advised = advised(visit);
    visit.does("/leersessie", &[("on", &in_days(0)), ("about", id(&advised[0])), ("about", id(&advised[1]))]);
    let console = Console::of(visit);
    phones.iter().for_each(|phone| phone.comes_in(&console.code));
    console.does("/beginnen", &[]);
    console.goes(2);
    for phone in phones {
        phone.hears(visit.says("Wat zou u doen?", "What would you do?"));
        phone.answers();
    }
    phones[0].visit.looks_right();
    console.goes(3);
    phones[0].visit.browser.picture("directions");
    visit.go(&console.at);
    visit.press("Richtingen onder aanbevelingen zetten", "Put directions under recommendations");
    visit.reads("Aanbeveling 1: Begin met een ronde", "Recommendation 1: Begin met een ronde");
    // Nothing was ticked: it comes back with a message and with what was typed.
    visit.does("/richtingen/2", &[("w0", "Bel een dag eerder dan afgesproken.")]);
    visit.reads("Vink aan wat u wilt doorgeven.", "Tick what you want to pass on.");
    visit.does("/richtingen/2", &[("k0", "ja")]);
    visit.reads("Eén richting staat nu onder de aanbeveling.", "One direction stands under the recommendation now.");
    visit.browser.picture("passed");
    visit.does("/richtingen/2", &[("k0", "ja"), ("w0", "bel een dag eerder dan afgesproken.")]);
    visit.reads("Eén stond er al en is weggelaten.", "One stood there already and was left out.");
    console.does("/einde", &[("sure", "ja")]);
    visit.go(&advised[0]);
    visit.reads("Bel een dag eerder dan afgesproken.", "Bel een dag eerder dan afgesproken.");
    visit.press("uit een sessie", "from a session");
    assert_eq!(visit.here(), format!("{}/uitkomst", console.at));
}

/// The report is written, checked by who asked for it, and read by somebody without an account.
fn reported(visit: &Visit<'_>, director: &Visit<'_>, at: &str) {
    visit.go(at);
    let report = [("summary", "In het kort."), ("approach", "Vragen en meekijken."), ("reflection", "Zeg het hardop.")];
    visit.does("/verslag", &report);
    director.go(at);
    director.does("/nakijken", &[]);
    visit.go(at);
    visit.does("/openbaar", &[]);
    let public = visit.links().into_iter().find(|path| path.starts_with("/openbaar/")).expect("a public report");
    director.leave();
    director.go(&format!("{public}?{}", director.says("taal=nl", "taal=en")));
    director.reads("geen oordeel over een persoon", "no verdict on a person");
    director.browser.reads("Men luistert naar elkaar");
    director.browser.picture("public");
}
