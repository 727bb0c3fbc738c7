//! "Known elsewhere?" between two houses in two stores (PRV-16): blind first, and then, after a hit and only when who asked wants it, put to
//! who sits there. What each of them learns is looked at from outside: what goes over the line, what lies in the book, what a page says.

use crate::{
    dossiers::{BSN_CASE, TODAY, opening},
    house::{House, agency, day, house, houses, id_in},
    rig,
};
use casework::{
    beyond::{self, Carried, Carrier, Pauses, UnreachedError},
    case::{self, Case, CaseKind, OpenCase, Opening, Regime},
};
use kernel::DossierId;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use web::testing::{Client, Program, Reply};

const ASKER: &str = "gemeente-hoorn";
const REASON: &str = "MERKREDEN: hij trekt heen en weer.";
/// The number of nobody in either house.
const NOBODYS: &str = "999993276";
const LETTERS: &str = "/huizen/brief";

/// The line between the houses: everything that went over it, and what the weather does to it.
#[derive(Clone)]
struct Wire {
    to: Client,
    went: Arc<Mutex<Vec<(String, Reply)>>>,
    weather: Arc<Mutex<Weather>>,
}

#[derive(Debug, Clone, Default)]
enum Weather {
    #[default]
    Fair,
    /// Nothing arrives.
    Down,
    /// It arrives, and what comes back is lost.
    Deaf,
    /// Something else comes back.
    Says(String),
}

impl Wire {
    fn to(house: &House) -> Self {
        Self { to: house.front().clone(), went: Arc::default(), weather: Arc::default() }
    }

    fn weather(&self, weather: Weather) {
        *self.weather.lock().unwrap() = weather;
    }

    fn went(&self) -> Vec<(String, Reply)> {
        self.went.lock().unwrap().clone()
    }

    fn last(&self) -> (String, Reply) {
        self.went().pop().unwrap()
    }
}

impl Carrier for Wire {
    fn carry<'a>(&'a self, _: &'a str, letter: String) -> Carried<'a> {
        Box::pin(async move {
            let weather = self.weather.lock().unwrap().clone();
            match weather {
                Weather::Down => return Err(UnreachedError),
                Weather::Says(other) => return Ok(other),
                Weather::Fair | Weather::Deaf => {}
            }
            let reply = sent(&self.to, &letter).await;
            self.went.lock().unwrap().push((letter, reply.clone()));
            if matches!(weather, Weather::Deaf) { Err(UnreachedError) } else { Ok(reply.body) }
        })
    }
}

async fn sent(to: &Client, letter: &str) -> Reply {
    let form = web::encode(&[(web::LETTER, letter)]);
    to.clone().post_raw(LETTERS, "application/x-www-form-urlencoded", form.into_bytes()).await
}

/// What was said inside a letter.
fn said(letter: &str) -> Value {
    let letter: Value = serde_json::from_str(letter).unwrap();
    serde_json::from_str(letter["say"].as_str().unwrap()).unwrap()
}

fn under(regime: Regime, kind: CaseKind, number: &str) -> Opening {
    let plain = opening("hoorn", "MERK");
    let subject = case::Subject { bsn: Some(number.parse().unwrap()), ..plain.subject.clone() };
    Opening { regime, kind, subject, ..plain }
}

fn wgs(number: &str) -> Opening {
    under(Regime::WgsZvh, CaseKind::Complex, number)
}

async fn opens(house: &House, opening: Opening) -> DossierId {
    house.begins::<OpenCase>("gemeente-hoorn", Case::open(opening).unwrap()).await
}

async fn asks(house: &House, who: &str, case: DossierId, reason: &str) -> Reply {
    let key = house.vault.neighbours()[0].key.to_string();
    let form = json!({ "house": key, "reason": reason });
    house.program(who).await.post(&format!("/api/v1/zaken/{case}/elders"), &form).await
}

/// Asks, and gives where the question is read.
async fn asked(house: &House, case: DossierId) -> String {
    let reply = asks(house, ASKER, case, REASON).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let address = reply.json()["address"].as_str().unwrap().to_owned();
    address.trim_start_matches("/api/v1").split('?').next().unwrap().to_owned()
}

async fn program(house: &House) -> Program {
    house.program(ASKER).await
}

async fn state(house: &House, at: &str) -> String {
    let page = program(house).await.get(&format!("/api/v1{at}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.json()["state"].as_str().unwrap().to_owned()
}

async fn travels(house: &House, wire: &Wire) -> u64 {
    beyond::travel(&house.vault, wire, &Pauses::default()).await.unwrap()
}

/// Where somebody is asked something, below this address.
async fn tasks(house: &House, who: &str, below: &str) -> Vec<String> {
    let all = house.program(who).await.get("/api/v1").await.json()["tasks"].as_array().unwrap().clone();
    let at = all.iter().map(|task| task["address"].as_str().unwrap().to_owned());
    at.filter(|at| at.starts_with(below)).collect()
}

/// What was done by these acts at this dossier, by whom for which organisation, the earliest first.
async fn booked(house: &House, at: DossierId, acts: &[&str]) -> Vec<String> {
    let book = rig::book(&house.vault, 10_000).await.into_iter().rev();
    let here = book.filter(|line| line.dossier == Some(at.to_string()) && acts.contains(&line.act.as_str()));
    here.map(|line| format!("{} {} {} {}", line.act, line.outcome, line.person, line.agency)).collect()
}

async fn acts(house: &House) -> Vec<String> {
    rig::book(&house.vault, 10_000).await.into_iter().map(|line| format!("{} {}", line.act, line.outcome)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hit_is_read_by_who_asked_alone_and_put_to_who_sits_there_only_when_they_ask_for_contact() {
    let [west, east] = houses().await;
    let (here, there) = (opens(&west, wgs(BSN_CASE)).await, opens(&east, wgs(BSN_CASE)).await);
    let wire = Wire::to(&east);
    // It is offered at the case, in both languages, and says who reads what.
    let mut browser = west.browser(ASKER).await;
    assert!(browser.get(&format!("/zaken/{here}")).await.says(&format!("/zaken/{here}/elders")));
    let page = browser.get(&format!("/zaken/{here}/elders")).await;
    assert!(page.says("Huis oost") && page.says("Wie leest wat?"), "{}", page.body);
    let at = asked(&west, here).await;
    assert_eq!(state(&west, &at).await, "asked");
    assert!(
        wire.went().is_empty() && tasks(&west, ASKER, "/elders").await.is_empty(),
        "nobody waits for the other house"
    );
    // Step 1: who asks reads that there is a hit, and the other house learns nothing.
    assert_eq!(travels(&west, &wire).await, 1);
    assert_eq!((state(&west, &at).await.as_str(), tasks(&west, ASKER, "/elders").await), ("hit", vec![at.clone()]));
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "expert-nh"] {
        assert!(tasks(&east, who, "/navragen").await.is_empty(), "{who} hears of no question");
    }
    // Nobody else of the table reads what came of it, and nobody of another organisation that there is a question.
    for who in ["politie-nh", "om-nh", "burgemeester-hoorn", "procesregisseur-nhn", "gemeente-haarlem", "fg", "beheer"]
    {
        assert_eq!(west.program(who).await.get(&format!("/api/v1{at}")).await.status, 404, "{who}");
        assert!(tasks(&west, who, "/elders").await.is_empty(), "{who}");
    }
    // Who may put one finds the list, on the page of cases; and nobody else.
    for (who, finds) in [(ASKER, true), ("procesregisseur-nhn", false), ("fg", false)] {
        let actor = west.actor(who).await;
        assert_eq!(beyond::has_list(&west.vault, &actor), finds, "{who}");
    }
    // Step 2: who asked decides, and then who asks and why is put to who sits there.
    let page = browser.get(&at).await;
    assert!(
        page.says("Treffer")
            && page.says("Vraag om contact")
            && page.says("ik vraag niet om contact")
            && page.says("MERKREDEN"),
        "{}",
        page.body
    );
    assert_eq!(browser.post(&format!("{at}/contact"), &[]).await.status, 422, "it is meant before it is sent");
    assert_eq!(browser.post(&format!("{at}/contact"), &[("sure", "ja")]).await.status, 303);
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (1, "waiting"));
    assert!(
        east.browser("politie-nh").await.get("/").await.says("hier of in een ander huis"),
        "it is no other table here"
    );
    let put = tasks(&east, "politie-nh", "/navragen").await.remove(0);
    let page = east.browser("politie-nh").await.get(&put).await;
    for words in ["Huis west", "Naam van gemeente-hoorn", "Organisatie gemeente-hoorn", "MERKREDEN", "C-2026-0001"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(page.says(&format!("/zaken/{there}")) && !page.says(&here.to_string()), "of their own case");
    // An answer comes back to who asked, under My work, and says nothing of a table.
    let answer = json!({ "text": "MERKANTWOORD: wij bellen u morgen." });
    let reply = east.program("om-nh").await.post(&format!("/api/v1{put}/antwoord"), &answer).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (1, "answered"));
    let page = browser.get(&at).await;
    assert!(
        page.says("MERKANTWOORD") && page.says("Naam van om-nh") && !page.says(&there.to_string()),
        "{}",
        page.body
    );
    assert_eq!(browser.post(&format!("{at}/gelezen"), &[]).await.status, 303);
    assert_eq!((tasks(&west, ASKER, "/elders").await, state(&west, &at).await.as_str()), (Vec::new(), "taken"));
    // Both books have it, each its own half; and at the case it says who asked, and when its number was read to be asked for.
    let asked = ["case.ask-elsewhere look gemeente-hoorn gemeente-hoorn", "neighbour.asked look casustafel casustafel"];
    assert_eq!(booked(&west, here, &["case.ask-elsewhere", "neighbour.asked"]).await, asked);
    let (ours, theirs) = (acts(&west).await, acts(&east).await);
    for act in ["beyond.begin act", "neighbour.asked look", "beyond.hear act", "beyond.contact act"] {
        assert!(ours.iter().any(|line| line == act), "{act}: {ours:?}");
    }
    for act in ["neighbour.answered act", "neighbour.put act", "enquiry.put act", "enquiry.answer act"] {
        assert!(theirs.iter().any(|line| line == act), "{act}: {theirs:?}");
    }
    // Nothing of the person went over the line, in either direction.
    for (letter, reply) in wire.went() {
        for never in [BSN_CASE, "MERKNAAM", "2004", "C-2026", &here.to_string(), &there.to_string()] {
            assert!(!letter.contains(never) && !reply.body.contains(never), "{never}: {letter} {}", reply.body);
        }
    }
}

/// The house that answers sees the same of a hit and of none, and of one number twice nothing that is the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_house_that_answers_cannot_tell_a_hit_from_none_nor_one_number_from_another() {
    let [west, east] = houses().await;
    opens(&east, wgs(BSN_CASE)).await;
    let wire = Wire::to(&east);
    let size = async || east.vault.checkpoint(std::time::Duration::ZERO).await.unwrap().unwrap().size;
    let (mut grown, mut told, mut hits) = (Vec::new(), Vec::new(), Vec::new());
    for number in [BSN_CASE, NOBODYS, BSN_CASE] {
        let born = Some(day("2001-01-01").into());
        let subject = case::Subject { born, ..wgs(number).subject };
        let at = asked(&west, opens(&west, Opening { subject, ..wgs(number) }).await).await;
        let (before, lines) = (size().await, acts(&east).await.len());
        travels(&west, &wire).await;
        grown.push(size().await - before);
        let book = acts(&east).await;
        told.push(book[..book.len() - lines].to_vec());
        hits.push(state(&west, &at).await);
    }
    assert_eq!(hits, ["hit", "no-hit", "hit"]);
    assert!(grown.iter().all(|n| *n == grown[0]) && told.iter().all(|lines| *lines == told[0]), "{grown:?} {told:?}");
    // What went there: two hidden inputs each time, none of them ever twice; and back as many tags, all other ones.
    let went = wire.went();
    let lengths: Vec<(usize, usize)> = went.iter().map(|(letter, reply)| (letter.len(), reply.body.len())).collect();
    assert!(lengths.iter().all(|length| *length == lengths[0]), "{lengths:?}");
    let of = |value: Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let mut hidden: Vec<String> = went.iter().flat_map(|(letter, _)| of(said(letter)["hidden"].clone())).collect();
    let mut tags: Vec<String> = went.iter().flat_map(|(_, reply)| of(said(&reply.body)["tags"].clone())).collect();
    assert_eq!((hidden.len(), tags.len()), (6, 3 * 64));
    for all in [&mut hidden, &mut tags] {
        all.sort();
        let many = all.len();
        all.dedup();
        assert_eq!(all.len(), many);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contact_without_a_hit_is_refused_at_both_houses() {
    let [west, east] = houses().await;
    let here = opens(&west, wgs(NOBODYS)).await;
    // Born another day as well, or the name would be a hit.
    let born = Some(day("1999-09-09").into());
    let subject = case::Subject { born, ..wgs(BSN_CASE).subject };
    opens(&east, Opening { subject, ..wgs(BSN_CASE) }).await;
    let (wire, at) = (Wire::to(&east), asked(&west, here).await);
    let contact = format!("/api/v1{at}/contact");
    let reply = program(&west).await.post(&contact, &json!({ "sure": "ja" })).await;
    assert!(
        reply.status == 409 && reply.says("pas na een treffer"),
        "before the answer: {} {}",
        reply.status,
        reply.body
    );
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (1, "no-hit"));
    assert_eq!(program(&west).await.post(&contact, &json!({ "sure": "ja" })).await.status, 409, "after it");
    let mut browser = west.browser(ASKER).await;
    let page = browser.get(&at).await;
    assert!(page.says("Niet bekend") && !page.says("Vraag om contact"), "{}", page.body);
    assert_eq!(browser.post(&format!("{at}/contact"), &[("sure", "ja")]).await.status, 409);
    // A house that asks all the same, with a value of its own: nothing is put to anybody there.
    let neighbour = west.vault.neighbours()[0].clone();
    let value = "A".repeat(86);
    let who = json!({ "name": "Wil", "function": "x", "agency": "x" });
    let say = json!({ "t": "contact", "number": "x", "day": TODAY, "value": value, "who": who, "reason": "x" });
    let letter = west.vault.write_to(&neighbour, say.to_string());
    let reply = sent(&wire.to, &letter.text()).await;
    assert_eq!((reply.status, said(&reply.body)["t"].as_str()), (409, Some("no-hit")));
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        assert!(tasks(&east, who, "/navragen").await.is_empty(), "{who}");
    }
    assert!(acts(&east).await.iter().any(|line| line == "neighbour.no-hit act"), "and it is counted");
}

/// Wgpga art. 7: there is another way, and this one is not offered, not taken and not answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_under_the_wgpga_is_never_asked_for_and_never_found() {
    let [west, east] = houses().await;
    let cter = || under(Regime::Wgpga, CaseKind::Cter, BSN_CASE);
    let (ours, wire) = (opens(&west, cter()).await, Wire::to(&east));
    let mut browser = west.browser(ASKER).await;
    assert!(!browser.get(&format!("/zaken/{ours}")).await.says("/elders"), "not offered");
    let page = browser.get(&format!("/zaken/{ours}/elders")).await;
    assert!(page.says("artikel 7") && !page.says("name=\"house\""), "{}", page.body);
    let reply = asks(&west, ASKER, ours, REASON).await;
    assert!(reply.status == 422 && reply.says("artikel 7"), "{} {}", reply.status, reply.body);
    browser.get(&format!("/zaken/{ours}/elders")).await;
    let key = west.vault.neighbours()[0].key.to_string();
    let sends = [("house", key.as_str()), ("reason", REASON)];
    let reply = browser.post(&format!("/zaken/{ours}/elders"), &sends).await;
    assert!(reply.status == 422 && reply.says("artikel 7"), "{} {}", reply.status, reply.body);
    assert_eq!(travels(&west, &wire).await, 0);
    assert!(wire.went().is_empty() && beyond::waiting(&west.vault).await.unwrap() == 0);
    // And one that runs under it in the other house is no hit.
    opens(&east, cter()).await;
    let at = asked(&west, opens(&west, wgs(BSN_CASE)).await).await;
    travels(&west, &wire).await;
    assert_eq!(state(&west, &at).await, "no-hit");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_is_closed_or_that_nobody_says_is_needed_is_known_to_nobody_elsewhere() {
    let [west, east] = houses().await;
    let wire = Wire::to(&east);
    let terms = Some(kernel::CaseTerms { confirm: Some(10), ..Default::default() });
    let there = opens(&east, Opening { terms, ..wgs(BSN_CASE) }).await;
    let found = async |moment: &str| {
        west.clock.set(moment);
        east.clock.set(moment);
        let at = asked(&west, opens(&west, wgs(BSN_CASE)).await).await;
        travels(&west, &wire).await;
        (state(&west, &at).await, at)
    };
    let (first, open) = found("2026-02-03T10:00:00Z").await;
    assert_eq!(first, "hit");
    assert_eq!(found("2026-02-20T10:00:00Z").await.0, "no-hit", "nobody said in time that it is still needed");
    // Between a hit and a request for contact it may have ended: then it is put to nobody, and who asked reads so.
    west.clock.set("2026-02-04T10:00:00Z");
    east.clock.set("2026-02-04T10:00:00Z");
    assert_eq!(
        program(&west).await.post(&format!("/api/v1{open}/contact"), &json!({ "sure": "ja" })).await.status,
        200
    );
    east.closes(there).await;
    assert_eq!((travels(&west, &wire).await, state(&west, &open).await.as_str()), (1, "gone"));
    assert!(west.browser(ASKER).await.get(&open).await.says("niet meer bekend"));
    assert!(tasks(&east, "politie-nh", "/navragen").await.is_empty());
    assert_eq!(found("2026-03-03T10:00:00Z").await.0, "no-hit", "closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_sits_at_the_case_for_one_of_the_three_asks_and_reads_that_it_can_be_asked() {
    let [west, _east] = houses().await;
    let id = opens(&west, wgs(BSN_CASE)).await;
    west.lets_in(id, crate::dossiers::third("school-hoorn", vault::AgencyKind::School, "2026-04-01")).await;
    west.does::<case::Declare>("school-hoorn", id, |d| d.declare(&agency("school-hoorn"))).await;
    let refused = [
        "school-hoorn",
        "gemeente-haarlem",
        "burgemeester-hoorn",
        "procesregisseur-nhn",
        "reclassering",
        "ggz-nhn",
        "fg",
        "rac",
        "evaluator",
        "beheer",
    ];
    let key = west.vault.neighbours()[0].key.to_string();
    for who in refused {
        let (program, at) = (west.program(who).await, format!("/api/v1/zaken/{id}/elders"));
        assert_eq!(program.get(&at).await.status, 404, "{who}");
        assert_eq!(program.post(&at, &json!({ "house": key, "reason": REASON })).await.status, 404, "{who}");
    }
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "expert-nh"] {
        let at = format!("/api/v1/zaken/{id}/elders");
        assert_eq!(west.program(who).await.get(&at).await.status, 200, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_is_asked_once_in_a_month_about_one_case_and_for_one_reason_once() {
    let [west, east] = houses().await;
    let (wire, id) = (Wire::to(&east), opens(&west, wgs(BSN_CASE)).await);
    asked(&west, id).await;
    let history = west.now::<case::ReadCase>(ASKER, id).await;
    for who in [ASKER, "politie-nh"] {
        let again = asks(&west, who, id, "Een andere reden.").await;
        assert!(again.status == 422 && again.says("deze maand"), "{who}: {} {}", again.status, again.body);
    }
    for bad in [json!({ "reason": REASON }), json!({ "house": "x", "reason": REASON }), json!({ "house": "x" })] {
        let reply = program(&west).await.post(&format!("/api/v1/zaken/{id}/elders"), &bad).await;
        assert_eq!(reply.status, 422, "{bad}");
    }
    let lines = booked(&west, id, &["case.ask-elsewhere"]).await;
    assert_eq!(lines, ["case.ask-elsewhere look gemeente-hoorn gemeente-hoorn"], "what was refused was not asked");
    assert_eq!(
        format!("{history:?}"),
        format!("{:?}", west.now::<case::ReadCase>(ASKER, id).await),
        "nothing happened there"
    );
    travels(&west, &wire).await;
    travels(&west, &wire).await;
    assert_eq!(wire.went().len(), 1, "asked once, however often the clock comes by");
    west.clock.set("2026-03-03T09:00:00Z");
    assert_eq!(asks(&west, ASKER, id, &REASON.to_uppercase()).await.status, 422, "for the same reason never again");
    assert_eq!(asks(&west, ASKER, id, "Hij is weer gezien.").await.status, 200);
}

/// Whoever tries numbers pays one counted question for each, and is stopped.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_asks_too_much_in_a_day_is_not_answered_until_the_next() {
    let [west, east] = houses().await;
    let wire = Wire::to(&east);
    let neighbour = west.vault.neighbours()[0].clone();
    let id = opens(&west, wgs(BSN_CASE)).await;
    let ask = async || {
        let day = kernel::local_day(west.vault.now());
        let blinded = west.vault.blind::<Case>(&neighbour, day, (id, Case::matched)).await.unwrap().unwrap();
        let say = json!({ "t": "ask", "day": day, "hidden": blinded.sent() });
        sent(&wire.to, &west.vault.write_to(&neighbour, say.to_string()).text()).await.status
    };
    for n in 0..40 {
        assert_eq!(ask().await, 200, "{n}");
    }
    assert_eq!(ask().await, 429);
    // A question of a person waits until it may be asked, and is lost nowhere.
    let at = asked(&west, id).await;
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (0, "asked"));
    let count = async |what: vault::NeighbourDid| {
        let state = east.vault.neighbour_state(&east.actor("beheer").await).await.unwrap();
        state[0].counts.iter().find(|(one, _)| *one == what).unwrap().1
    };
    assert_eq!((count(vault::NeighbourDid::Answered).await, count(vault::NeighbourDid::Refused).await), (40, 2));
    for house in [&west, &east] {
        house.clock.set("2026-02-04T10:00:00Z");
    }
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (1, "no-hit"));
}

/// Each request for contact and each letter costs the house that gets it work: there are so many in a day. What is no question costs nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_writes_without_end_is_not_heard_until_the_next_day() {
    let [west, east] = houses().await;
    let (wire, neighbour) = (Wire::to(&east), west.vault.neighbours()[0].clone());
    let writes =
        async |say: &Value| sent(&wire.to, &west.vault.write_to(&neighbour, say.to_string()).text()).await.status;
    let id = opens(&west, wgs(BSN_CASE)).await;
    let ask = async |times: usize| {
        let day = kernel::local_day(west.vault.now());
        let blinded = west.vault.blind::<Case>(&neighbour, day, (id, Case::matched)).await.unwrap().unwrap();
        json!({ "t": "ask", "day": day, "hidden": vec![blinded.sent(); times].concat() })
    };
    for n in 0..41 {
        assert_eq!(writes(&ask(2).await).await, 422, "{n}");
    }
    assert_eq!(writes(&ask(1).await).await, 200, "none of those was a question");
    let who = json!({ "name": "Wil", "function": "x", "agency": "x" });
    let value = "A".repeat(86);
    let contact = json!({ "t": "contact", "number": "x", "day": TODAY, "value": value, "who": who, "reason": "x" });
    for n in 0..40 {
        assert_eq!(writes(&contact).await, 409, "{n}");
    }
    assert_eq!(writes(&contact).await, 429);
    let fetch = json!({ "t": "fetch", "numbers": [] });
    for n in 83..1000 {
        assert_eq!(writes(&fetch).await, 200, "{n}");
    }
    assert_eq!((writes(&fetch).await, writes(&fetch).await), (404, 404));
    let refused = acts(&east).await.into_iter().filter(|line| line == "neighbour.refused act").count();
    assert_eq!(refused, 2, "one request for contact, and once that there were too many letters");
    for house in [&west, &east] {
        house.clock.set("2026-02-04T10:00:00Z");
    }
    assert_eq!(writes(&fetch).await, 200);
}

/// Whoever answers could put every number it guesses on its list.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_is_longer_than_a_list_of_people_is_not_believed() {
    let [west, east] = houses().await;
    opens(&east, wgs(BSN_CASE)).await;
    let (id, day) = (opens(&west, wgs(BSN_CASE)).await, day(TODAY));
    let (of_east, of_west) = (west.vault.neighbours()[0].clone(), east.vault.neighbours()[0].clone());
    let blinded = west.vault.blind::<Case>(&of_east, day, (id, Case::matched)).await.unwrap().unwrap();
    let about = (Case::MATCHED, Case::matched as vault::Matched<Case>);
    let answer = east.vault.answer_blind::<Case>(&of_west, (day, blinded.sent()), about).await.unwrap();
    let vault::BlindAnswer::Done(answers, mut tagged) = answer else { panic!("{answer:?}") };
    tagged.tags.resize(8_192, "A".repeat(22));
    let (_, by) = blinded.finish(&answers, &tagged).unwrap().unwrap();
    assert_eq!(by, vault::FoundBy::Bsn);
    tagged.tags.push("A".repeat(22));
    assert_eq!(blinded.finish(&answers, &tagged), Err(vault::BlindError));
}

/// Two people can share a name and a day of birth, and no number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hit_says_by_what_it_is_one() {
    let [west, east] = houses().await;
    opens(&east, wgs(BSN_CASE)).await;
    for (number, says, never) in [
        (BSN_CASE, "Treffer op het BSN", "naam en geboortedatum"),
        (NOBODYS, "Treffer op naam en geboortedatum", "dezelfde persoon is"),
    ] {
        let at = asked(&west, opens(&west, wgs(number)).await).await;
        assert_eq!(travels(&west, &Wire::to(&east)).await, 1);
        let page = west.browser(ASKER).await.get(&at).await;
        assert!(page.says(says) && !page.says(never), "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_bad_weather_nothing_is_lost_and_nothing_is_believed() {
    let [west, east] = houses().await;
    let (wire, here) = (Wire::to(&east), opens(&west, wgs(BSN_CASE)).await);
    opens(&east, wgs(BSN_CASE)).await;
    let at = asked(&west, here).await;
    let stays = async |weather: Weather, why: &str| {
        wire.weather(weather);
        assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (0, "asked"), "{why}");
    };
    stays(Weather::Down, "nobody there").await;
    stays(Weather::Says(String::new()), "nothing").await;
    stays(Weather::Says("<html>Onderhoud</html>".into()), "another page").await;
    stays(Weather::Deaf, "the answer is lost").await;
    let (letter, reply) = wire.last();
    stays(Weather::Says(reply.body.clone()), "an answer to another letter").await;
    // Somebody between them who signs with a key of their own, and a house that answers with another key than was told.
    let stranger = house().await;
    let as_east = vault::Neighbour { key: west.vault.neighbour_key(), ..west.vault.neighbours()[0].clone() };
    let forged = stranger.vault.write_to(&as_east, json!({ "t": "arrived" }).to_string());
    stays(Weather::Says(forged.text()), "a signature of a stranger").await;
    // A letter that was shown before, and one of a house that nobody named, find what everybody finds there.
    let lost = sent(&wire.to, "{}").await;
    assert_eq!(lost.status, 404);
    for (why, text) in [("shown again", letter), ("a stranger", forged.text())] {
        let reply = sent(&wire.to, &text).await;
        assert_eq!((reply.status, reply.json()["title"].clone()), (404, lost.json()["title"].clone()), "{why}");
    }
    // A house that does not answer is left alone for a while; after it, or after a restart, it is tried.
    let pauses = Pauses::default();
    wire.weather(Weather::Down);
    assert_eq!(beyond::travel(&west.vault, &wire, &pauses).await.unwrap(), 0);
    wire.weather(Weather::Fair);
    let went = wire.went().len();
    assert_eq!(beyond::travel(&west.vault, &wire, &pauses).await.unwrap(), 0);
    assert_eq!(wire.went().len(), went, "it rests");
    west.clock.set("2026-02-03T09:02:00Z");
    east.clock.set("2026-02-03T09:02:00Z");
    assert_eq!(beyond::travel(&west.vault, &wire, &pauses).await.unwrap(), 1);
    assert_eq!(state(&west, &at).await, "hit");
    // The request arrives and what comes back is lost: it is sent again, and lies there once.
    assert_eq!(program(&west).await.post(&format!("/api/v1{at}/contact"), &json!({ "sure": "ja" })).await.status, 200);
    wire.weather(Weather::Deaf);
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (0, "contact"));
    wire.weather(Weather::Fair);
    assert_eq!((travels(&west, &wire).await, state(&west, &at).await.as_str()), (1, "waiting"));
    assert_eq!(tasks(&east, "politie-nh", "/navragen").await.len(), 1);
}

/// A house that goes on after a restart, or of which a copy was put back, has the same key: what it asked goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_goes_on_after_a_restart_between_its_two_steps() {
    let [west, east] = houses().await;
    let (wire, here) = (Wire::to(&east), opens(&west, wgs(BSN_CASE)).await);
    opens(&east, wgs(BSN_CASE)).await;
    let at = asked(&west, here).await;
    assert_eq!(travels(&west, &wire).await, 1);
    assert_eq!(program(&west).await.post(&format!("/api/v1{at}/contact"), &json!({ "sure": "ja" })).await.status, 200);
    // Another process at the same store, which knows nothing of what was under way.
    let again = vault::Opening {
        neighbours: west.vault.neighbours().to_vec(),
        ..crate::house::opening(&west.database, Arc::clone(&west.clock))
    };
    let again = tokio::task::spawn_blocking(|| vault::Vault::open(again).unwrap()).await.unwrap();
    assert_eq!(again.neighbour_key(), west.vault.neighbour_key());
    assert_eq!(beyond::travel(&again, &wire, &Pauses::default()).await.unwrap(), 1);
    assert_eq!(state(&west, &at).await, "waiting");
    assert_eq!(tasks(&east, "politie-nh", "/navragen").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_that_nobody_answers_lapses_by_itself_and_one_of_who_is_gone_is_not_asked() {
    let [west, east] = houses().await;
    let (wire, here) = (Wire::to(&east), opens(&west, wgs(BSN_CASE)).await);
    let at = asked(&west, here).await;
    west.clock.set("2026-02-11T09:00:00Z");
    assert_eq!(travels(&west, &wire).await, 0);
    assert!(wire.went().is_empty(), "a week later it is not asked any more");
    let mut browser = west.browser(ASKER).await;
    assert!(browser.get(&at).await.says("antwoordde niet op tijd"));
    assert_eq!(browser.post(&format!("{at}/gelezen"), &[]).await.status, 303);
    // Whose designation ended between asking and bringing asks no more.
    west.clock.set("2026-03-03T09:00:00Z");
    assert_eq!(asks(&west, "politie-nh", here, "Een nieuwe reden.").await.status, 200);
    let gone = vault::NewAccount {
        person: "politie-nh".parse().unwrap(),
        agency: "politie-nh".parse().unwrap(),
        role: vault::Role::Police,
        name: "Naam van politie-nh".parse().unwrap(),
        function: "functie".parse().unwrap(),
        until: Some(day("2026-03-02")),
        login: None,
    };
    west.vault.set_accounts(vec![gone]).await.unwrap();
    assert_eq!(travels(&west, &wire).await, 0);
    assert!(wire.went().is_empty());
}

/// Without another house there is nothing: no way in, no link, no machine that answers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_knows_no_other_offers_nothing_and_answers_no_machine() {
    let alone = house().await;
    let id = opens(&alone, wgs(BSN_CASE)).await;
    let mut browser = alone.browser(ASKER).await;
    assert!(!browser.get(&format!("/zaken/{id}")).await.says("/elders"));
    let page = browser.get(&format!("/zaken/{id}/elders")).await;
    assert!(page.says("geen ander huis") && !page.says("name=\"reason\""), "{}", page.body);
    let form = json!({ "house": alone.vault.neighbour_key().to_string(), "reason": REASON });
    let reply = program(&alone).await.post(&format!("/api/v1/zaken/{id}/elders"), &form).await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert_eq!(sent(alone.front(), "{}").await.status, 404);
    assert_eq!(beyond::waiting(&alone.vault).await.unwrap(), 0);
    // Who keeps the house reads its key and that there is no other; nobody else does.
    let page = alone.browser("beheer").await.get(beyond::KEEPERS_PAGE).await;
    assert!(page.says(&alone.vault.neighbour_key().to_string()) && page.says("geen andere huizen"), "{}", page.body);
    assert_eq!(alone.program(ASKER).await.get(&format!("/api/v1{}", beyond::KEEPERS_PAGE)).await.status, 404);
    assert_eq!(id_in(&format!("/zaken/{id}")), id);
}
