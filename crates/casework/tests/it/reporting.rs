//! Somebody without an account tells a municipality what worries them (WEG-01): they look into nothing, a report starts nothing, and once it
//! is decided its words are gone from there.

use crate::{
    correcting::{asked, done, reads, sends},
    house::{House, house},
};
use casework::signal::acts::ReadSignal;
use serde_json::{Value, json};

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

async fn keeper_page(house: &House, path: &str) -> web::testing::Reply {
    house.browser(KEEPER).await.get(path).await
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
