//! Somebody without an account tells a municipality what worries them (WEG-01): they look into nothing, a report starts nothing, and once it
//! is decided its words are gone from there.

use crate::{
    correcting::{asked, done, reads, sends},
    house::{House, house, house_with},
};
use casework::signal::acts::ReadSignal;
use serde_json::{Value, json};
use web::testing::{Client, Reply};

const KEEPER: &str = "gemeente-hoorn";

/// A municipality opens its door; gives the page of the door and where one reports.
async fn door(house: &House) -> (String, String) {
    let form = json!({ "municipality": "hoorn", "call": "Meldlijn Hoorn, 0229 000000" });
    let reply = sends(house, KEEPER, "/meldpaginas/nieuw", &form).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let at = format!("/meldpaginas/{}", reply.json()["id"].as_str().unwrap());
    let address = reads(house, KEEPER, &at).await.json()["address"].as_str().unwrap().to_owned();
    let from = address.find("/melden/").unwrap();
    (at, address[from..].to_owned())
}

const TELLS: [(&str, &str); 5] = [
    ("seen", "MERKMELDING Hij deelt filmpjes in de klas."),
    ("about", "MERKGEMELDE uit 3C"),
    ("kind", "school"),
    ("name", "MERKNAAMMELDER Verzonnen"),
    ("contact", "MERKBEREIKBAAR 0229 000001"),
];

fn signal(reply: &Value) -> Value {
    json!({ "about": "person", "name": "Bram Verzonnen", "municipality": "hoorn", "received": "2026-02-03",
        "channel": "meldpagina", "reporter": "school", "reporter-name": "MERKNAAMMELDER Verzonnen",
        "reporter-contact": "MERKBEREIKBAAR 0229 000001", "shielded": "ja", "contact": "Iemand",
        "facts": [{ "what": "Deelde filmpjes in de klas.", "seen-by": "de mentor", "from": "2026-02-01" }], "_seq": reply["_seq"] })
}

async fn keeper_page(house: &House, path: &str) -> Reply {
    house.browser(KEEPER).await.get(path).await
}

/// Opens the door's page, or that of a report, before something else happens there.
async fn opens(house: &House, page: &str) -> Client {
    let mut browser = house.browser(KEEPER).await;
    assert_eq!(browser.get(page).await.status, 200, "{page}");
    browser
}

/// Somebody reports something; gives what came back.
async fn reports(house: &House, address: &str, seen: &str) -> Reply {
    let mut anybody = house.front().clone();
    anybody.get(address).await;
    anybody.post(address, &[("seen", seen), ("kind", "citizen")]).await
}

async fn sound(house: &House) {
    let vault = house.vault.clone();
    let found = tokio::task::spawn_blocking(move || vault.verify(|| ()).unwrap()).await.unwrap();
    assert!(found.wrong.is_empty(), "{:?}", found.wrong);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_comes_in_without_an_account_and_becomes_a_signal_only_when_somebody_decides_so() {
    let house = house().await;
    let (at, address) = door(&house).await;
    let mut school = house.front().clone();
    let page = school.get(&address).await;
    assert!(page.says("112") && page.says("Meldlijn Hoorn"), "{}", page.body);
    // Who is responsible, what for, who reads it, how long, and what one may ask (AVG art. 13).
    for words in
        ["De gemeente Hoorn", "AVG artikel 6", "Openbaar Ministerie", "gewist", "functionaris gegevensbescherming"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    // What lacks is asked for, and nothing typed is lost.
    let lacking = school.post(&address, &[("about", "MERKGEMELDE uit 3C"), ("kind", "school")]).await;
    assert_eq!(lacking.status, 422);
    assert!(lacking.says("MERKGEMELDE uit 3C"));
    let sent = school.post(&address, &TELLS).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let receipt = school.follow(&sent).await;
    assert!(receipt.says("Uw ontvangstnummer is") && !receipt.says("MERK"), "{}", receipt.body);
    // Nothing of it comes back to who reports, or to another who has the address.
    for mut one in [school.clone(), house.front().clone()] {
        let again = one.get(&address).await;
        assert!(!again.says("MERK") && !again.says("ontvangstnummer"), "{}", again.body);
    }
    // What anybody may see fills no book.
    let book = format!("{:?}", crate::rig::book(&house.vault, 1000).await);
    assert!(book.contains("reporting.report") && !book.contains("reporting.see"));
    // It is a task of who keeps the door; nobody else finds that it is there.
    let tasks = asked(&house, KEEPER, "Beslissen wat er met een melding gebeurt").await;
    assert_eq!(tasks, [format!("{at}/melding/1")]);
    // Two that wait are told from each other, and nothing of it stands there in one language only.
    school.get(&address).await;
    assert_eq!(school.post(&address, &[("seen", "Nog iets."), ("kind", "school")]).await.status, 303);
    let work = reads(&house, KEEPER, "").await.json()["tasks"].clone();
    let lines = work.as_array().unwrap().iter().filter(|task| task["kind"]["nl"] == "meldpagina");
    let lines: Vec<_> = lines.map(|task| (task["title"].clone(), task["reference"].clone())).collect();
    let reference = lines[0].1.clone();
    assert!(reference.as_str().unwrap().starts_with("M-"), "{work}");
    assert_eq!(lines, [(json!("melding 1"), reference.clone()), (json!("melding 2"), reference)]);
    done(&house, KEEPER, &format!("{at}/melding/2/terzijde"), json!({ "reason": "Dubbel.", "sure": "ja" })).await;
    let report = reads(&house, KEEPER, &format!("{at}/melding/1")).await;
    assert!(report.says("MERKMELDING") && report.says("MERKNAAMMELDER"), "{}", report.body);
    // The mayor decides on no report, so the mayor reads none, nor who made it, and is not asked.
    assert!(asked(&house, "burgemeester-hoorn", "Beslissen wat er met een melding gebeurt").await.is_empty());
    let others = ["burgemeester-hoorn", "politie-nh", "expert-nh", "gemeente-haarlem", "procesregisseur-nhn", "om-nh"];
    for who in others {
        for path in [&at, &format!("{at}/melding/1")] {
            assert_eq!(reads(&house, who, path).await.status, 404, "{who} {path}");
        }
        assert!(!reads(&house, who, "/meldpaginas").await.says(&at), "{who}");
    }
    // The form for a signal holds what the reporter wrote, and shields them.
    let shown = house.browser(KEEPER).await.get(&format!("{at}/melding/1")).await;
    assert!(shown.says("value=\"MERKNAAMMELDER Verzonnen\"") && shown.says("name=\"shielded\""), "{}", shown.body);
    let form = signal(&report.json());
    let to = format!("{at}/melding/1/signaal");
    let made = sends(&house, KEEPER, &to, &form).await;
    assert!(made.status < 300, "{}", made.body);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let kept = house.now::<ReadSignal>(KEEPER, id.parse().unwrap()).await.intake().unwrap().clone();
    assert_eq!(kept.reporter.name.as_ref().unwrap().as_str(), "MERKNAAMMELDER Verzonnen");
    let page = house.browser(KEEPER).await.get(&format!("/signalen/{id}")).await;
    assert!(page.says("1 feit") && !page.says("1 feiten"), "{}", page.body);
    assert!(kept.reporter.shielded && reads(&house, KEEPER, &format!("/signalen/{id}")).await.says("Bram Verzonnen"));
    // Twice makes one; and the words of the report are gone where it came in.
    assert!(sends(&house, KEEPER, &to, &form).await.status >= 400);
    assert_eq!(reads(&house, KEEPER, &format!("{at}/melding/1")).await.status, 404);
    let door = reads(&house, KEEPER, &at).await;
    assert!(!door.says("MERK") && door.json()["waiting"] == json!([]), "{}", door.body);
    // Who calls with the receipt is found: that it came in, when, and what was decided.
    let settled = &door.json()["settled"][0];
    assert!(receipt.says(settled["receipt"].as_str().unwrap()), "{settled}");
    assert_eq!((&settled["came"], &settled["what"]["nl"]), (&json!("2026-02-03"), &json!("vastgelegd als signaal")));
    assert!(asked(&house, KEEPER, "Beslissen wat er met een melding gebeurt").await.is_empty());
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_laid_aside_is_forgotten_and_a_closed_door_is_as_one_that_never_was() {
    let house = house().await;
    let (at, address) = door(&house).await;
    let mut citizen = house.front().clone();
    citizen.get(&address).await;
    let bare = [("seen", "MERKMELDING Een sticker op de brug."), ("kind", "citizen")];
    assert_eq!(citizen.post(&address, &bare).await.status, 303, "no name is asked for");
    let aside = format!("{at}/melding/1/terzijde");
    assert_eq!(sends(&house, KEEPER, &aside, &json!({ "sure": "ja" })).await.status, 422, "not without a reason");
    let unmeant = sends(&house, KEEPER, &aside, &json!({ "reason": "Al opgeruimd." })).await;
    assert!(unmeant.status == 422 && unmeant.says("Zet dan het vinkje"), "{}", unmeant.body);
    done(&house, KEEPER, &aside, json!({ "reason": "Al opgeruimd.", "sure": "ja" })).await;
    assert!(!reads(&house, KEEPER, &at).await.says("MERKMELDING"));
    let settled = reads(&house, KEEPER, &at).await.json()["settled"].clone();
    assert_eq!((&settled[0]["reason"], settled.as_array().unwrap().len()), (&json!("Al opgeruimd."), 1));
    let persons = keeper_page(&house, &format!("{at}/personen")).await;
    assert!(persons.says("<h1>Wie leest wat hier wordt gemeld: M-"), "{}", persons.body);
    // What is wrong in a form that is folded away is read without unfolding it.
    let mut keeper = house.browser(KEEPER).await;
    keeper.get(&at).await;
    let wrong = keeper.post(&format!("{at}/sluiten"), &[]).await;
    assert!(wrong.status == 422 && wrong.says("<details open><summary>Meldpagina sluiten"), "{}", wrong.body);
    done(&house, KEEPER, &format!("{at}/sluiten"), json!({ "reason": "Wij bellen liever.", "sure": "ja" })).await;
    let never = "/melden/AAAABBBB";
    let (closed, unknown) = (citizen.get(&address).await, citizen.get(never).await);
    assert_eq!((closed.status, unknown.status), (404, 404));
    assert_eq!(closed.body.replace(&address, ""), unknown.body.replace(never, ""));
    assert!(closed.says("112") && closed.says("Hebt u een adres dat niet werkt") && !closed.says("Mijn werk"));
    // A receipt that nobody was given is none.
    assert!(!citizen.get("/melden?ontvangen=AAAAAAAA").await.says("is aangekomen"));
    assert!(!citizen.get("/melden?ontvangen=AAAAAAAA.0011223344556677").await.says("is aangekomen"));
    assert_eq!(citizen.post(&address, &bare).await.status, 404);
    // Nobody but a municipality opens one, and that for its own place.
    for who in ["politie-nh", "om-nh", "procesregisseur-nhn", "expert-nh"] {
        let form = json!({ "municipality": "hoorn", "call": "Iemand" });
        assert!(sends(&house, who, "/meldpaginas/nieuw", &form).await.status >= 400, "{who}");
    }
    let elsewhere = json!({ "municipality": "haarlem", "call": "Iemand" });
    assert_eq!(sends(&house, KEEPER, "/meldpaginas/nieuw", &elsewhere).await.status, 422);
    sound(&house).await;
}

/// One script and one address: it closes nothing for the others, and the page says so before somebody types.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_one_place_few_reports_come_in_within_an_hour_and_the_page_says_when_it_takes_no_more() {
    let house = house().await;
    let (at, address) = door(&house).await;
    for n in 0..5 {
        assert_eq!(reports(&house, &address, &format!("MERKMELDING {n}")).await.status, 303, "{n}");
    }
    let page = house.front().clone().get(&address).await;
    assert!(
        page.says("Hier kan nu niets bij") && page.says("Meldlijn Hoorn") && !page.says("name=\"seen\""),
        "{}",
        page.body
    );
    // Who was typing already loses nothing of it.
    let late = reports(&house, &address, "MERKLAAT Een sticker.").await;
    assert!(late.status == 422 && late.says("MERKLAAT Een sticker."), "{} {}", late.status, late.body);
    assert_eq!(reads(&house, KEEPER, &at).await.json()["waiting"].as_array().unwrap().len(), 5);
    house.clock.minutes(61);
    assert_eq!(reports(&house, &address, "MERKMELDING later").await.status, 303);
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_decides_is_not_stopped_by_what_comes_in_and_lays_several_aside_at_once() {
    let house = house().await;
    let (at, address) = door(&house).await;
    for seen in ["MERKEEN", "MERKTWEE", "MERKDRIE"] {
        assert_eq!(reports(&house, &address, seen).await.status, 303);
    }
    let mut reading = opens(&house, &format!("{at}/melding/1")).await;
    let (mut list, mut late) = (opens(&house, &at).await, opens(&house, &at).await);
    assert_eq!(reports(&house, &address, "MERKVIER").await.status, 303);
    let aside = [("reason", "Een grap."), ("sure", "ja")];
    let one = reading.post(&format!("{at}/melding/1/terzijde"), &aside).await;
    assert_eq!(one.status, 303, "{}", one.body);
    // Together, from a page on which the first was still there; and none of them twice.
    let both = [&aside[..], &[("reports", "2"), ("reports", "3")]].concat();
    let several = list.post(&format!("{at}/terzijde"), &both).await;
    assert_eq!(several.status, 303, "{}", several.body);
    assert!(late.post(&format!("{at}/terzijde"), &both).await.status >= 400, "they were decided on already");
    let none = sends(&house, KEEPER, &format!("{at}/terzijde"), &json!({ "reason": "Een grap.", "sure": "ja" })).await;
    assert!(none.status == 422 && none.says("Vink aan welke meldingen u bedoelt"), "{} {}", none.status, none.body);
    let page = reads(&house, KEEPER, &at).await;
    assert!(
        page.says("MERKVIER") && !["MERKEEN", "MERKTWEE", "MERKDRIE"].iter().any(|gone| page.says(gone)),
        "{}",
        page.body
    );
    for who in ["politie-nh", "gemeente-haarlem", "expert-nh"] {
        let form = json!({ "reports": ["4"], "reason": "x", "sure": "ja" });
        assert_eq!(sends(&house, who, &format!("{at}/terzijde"), &form).await.status, 404, "{who}");
    }
    sound(&house).await;
}

/// What the reporter wrote stands in the form of whoever still has it open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_colleague_still_has_open_of_a_report_that_was_decided_is_not_kept() {
    let house = house().await;
    let (at, address) = door(&house).await;
    let mut school = house.front().clone();
    school.get(&address).await;
    assert_eq!(school.post(&address, &TELLS).await.status, 303);
    let report = format!("{at}/melding/1");
    let (to, mut colleague) = (format!("{report}/signaal"), opens(&house, &report).await);
    let seq = reads(&house, KEEPER, &report).await.json()["_seq"].as_str().unwrap().to_owned();
    let typed = [
        ("_form", to.as_str()),
        ("_page", report.as_str()),
        ("_seq", seq.as_str()),
        ("reporter-name", "MERKNAAMMELDER Verzonnen"),
    ];
    let kept = colleague.post("/concepten/bewaren", &typed).await;
    assert_eq!(kept.status, 200, "{}", kept.body);
    assert!(colleague.clone().get("/concepten").await.says("MERKNAAMMELDER"), "as long as it waits");
    house.clock.minutes(1);
    done(&house, KEEPER, &format!("{report}/terzijde"), json!({ "reason": "Een grap.", "sure": "ja" })).await;
    let refused = colleague.post("/concepten/bewaren", &typed).await;
    assert!(refused.status >= 400 && refused.says("intussen gewist"), "{} {}", refused.status, refused.body);
    let late = colleague.post(&to, &[("reporter-name", "MERKNAAMMELDER Verzonnen"), ("_seq", &seq)]).await;
    assert!(late.status >= 400, "{}", late.status);
    assert!(!colleague.get("/concepten").await.says("MERK"), "neither what is typed nor what is refused");
    sound(&house).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_door_that_gets_full_goes_on_as_a_fresh_one_at_the_same_address() {
    let house = house_with(|opening| opening.ceiling = 60).await;
    let (at, address) = door(&house).await;
    assert!(!reads(&house, KEEPER, &at).await.says("/verder"), "not before it is nearly full");
    for n in 0..52 {
        house.clock.minutes(61);
        assert_eq!(reports(&house, &address, &format!("MERKMELDING {n}")).await.status, 303, "{n}");
    }
    assert!(opens(&house, &at).await.get(&at).await.says("Deze pagina raakt vol"));
    // Full, it says so before somebody types.
    for n in 0..6 {
        house.clock.minutes(61);
        assert_eq!(reports(&house, &address, &format!("MERKMELDING {n}")).await.status, 303, "{n}");
    }
    house.clock.minutes(61);
    assert!(house.front().clone().get(&address).await.says("Hier kan nu niets bij"));
    let mut keeper = opens(&house, &at).await;
    let on = keeper.post(&format!("{at}/verder"), &[("sure", "ja")]).await;
    assert_eq!(on.status, 303, "{}", on.body);
    let fresh = on.path().to_owned();
    assert_ne!(fresh, at);
    assert!(keeper.get(&fresh).await.says(&address), "at the same address");
    assert_eq!(reports(&house, &address, "MERKVERS").await.status, 303);
    assert!(reads(&house, KEEPER, &fresh).await.says("MERKVERS"));
    // What waited is decided where it came in.
    done(&house, KEEPER, &format!("{at}/melding/1/terzijde"), json!({ "reason": "Een grap.", "sure": "ja" })).await;
    assert_eq!(sends(&house, KEEPER, &format!("{at}/verder"), &json!({ "sure": "ja" })).await.status, 404, "once");
    sound(&house).await;
}

/// Without a script, or with an impatient hand.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_presses_twice_makes_one_report_with_one_receipt() {
    let house = house().await;
    let (at, address) = door(&house).await;
    let mut anybody = house.front().clone();
    assert!(anybody.get(&address).await.says("name=\"_once\""));
    let (mut back, mut two, mut other) = (anybody.clone(), anybody.clone(), anybody.clone());
    let told = [("seen", "Hij deelt filmpjes."), ("kind", "citizen")];
    let (first, second) = tokio::join!(anybody.post(&address, &told), two.post(&address, &told));
    assert_eq!((first.status, second.status), (303, 303), "{} {}", first.body, second.body);
    assert_eq!(first.location(), second.location(), "one receipt");
    assert_eq!(back.post_again(&address, &told).await.location(), first.location());
    assert_eq!(asked(&house, KEEPER, "Beslissen wat er met een melding gebeurt").await, [format!("{at}/melding/1")]);
    // Something else is another report, and so is the same from a page that was opened anew.
    let more = other.post(&address, &[("seen", "En hij dreigt."), ("kind", "citizen")]).await;
    assert!(more.status == 303 && more.location() != first.location(), "{}", more.location());
    let anew = reports(&house, &address, "Hij deelt filmpjes.").await;
    assert!(anew.status == 303 && anew.location() != first.location(), "{}", anew.location());
    assert_eq!(asked(&house, KEEPER, "Beslissen wat er met een melding gebeurt").await.len(), 3);
}
