//! Stories of mending: what was written down wrong is put right with a reason, everything follows, and who read the wrong value is told
//! until they looked.

use crate::{
    dossiers::{self, intake},
    house::{House, house, id_in, line, word},
};
use casework::{signal, weighing};
use kernel::DossierId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use web::testing::Reply;

const NUMBER: &str = "999993276";
const OTHER: &str = "999990330";

/// Sends a form as a program. What is refused is told with the words of the refusal.
async fn sends(house: &House, who: &str, path: &str, form: &Value) -> Reply {
    house.program(who).await.post(&format!("/api/v1{path}"), form).await
}

async fn done(house: &House, who: &str, path: &str, form: Value) {
    let reply = sends(house, who, path, &form).await;
    assert!(reply.status < 300, "{who} {path}: {}", reply.body);
}

async fn reads(house: &House, who: &str, path: &str) -> Reply {
    house.program(who).await.get(&format!("/api/v1{path}")).await
}

/// Where My work sends somebody to read what was corrected.
async fn told(house: &House, who: &str) -> Vec<String> {
    let all = reads(house, who, "").await.json()["tasks"].as_array().unwrap().clone();
    let corrected = |t: &&Value| t["what"]["nl"].as_str().unwrap().starts_with("Lezen wat er verbeterd");
    all.iter().filter(corrected).map(|t| t["address"].as_str().unwrap().to_owned()).collect()
}

async fn known(house: &House, who: &str, asked: Value) -> bool {
    let asked =
        json!({ "reason": "Een nieuwe melding.", "bsn": asked["bsn"], "name": asked["name"], "birth": asked["birth"] });
    let reply = sends(house, who, "/signalen/bekend", &asked).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    !reply.json()["hits"].as_array().unwrap().is_empty()
}

fn about(name: &str, number: &str) -> signal::Intake {
    let subject = signal::Subject::Person {
        name: line(name),
        birth: Some("2004-05-06".parse().unwrap()),
        bsn: Some(word(number)),
    };
    signal::Intake { subject, ..intake("cter-nh", "hoorn", "MERK") }
}

/// A signal of the experts about somebody in Hoorn.
async fn signal(house: &House) -> DossierId {
    house.signal("expert-nh", about("Emre Verzonnen?", NUMBER)).await
}

/// The same, filed with the police.
async fn filed(house: &House) -> (DossierId, DossierId) {
    let id = signal(house).await;
    let mut browser = house.browser("expert-nh").await;
    browser.get(&format!("/signalen/{id}/aanmelden")).await;
    let reply =
        browser.post(&format!("/signalen/{id}/aanmelden"), &[("to", "police"), ("contact", "Ik, 0229-1")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    (id, id_in(reply.path()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_name_is_put_right_and_list_question_and_page_follow() {
    let house = house().await;
    let id = signal(&house).await;
    let at = format!("/signalen/{id}");
    let mut browser = house.browser("expert-nh").await;
    let page = browser.get(&format!("{at}/verbeteren")).await;
    assert!(page.says("Emre Verzonnen?") && page.says("06-05-2004"), "{}", page.body);
    // Without a reason nothing happens, and nothing is lost.
    let typed = [("name", "Emre Verzonnen"), ("birth", "07-05-2004")];
    let refused = browser.post(&format!("{at}/verbeteren/persoon"), &typed).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("value=\"Emre Verzonnen\""), "{}", refused.body);
    let typed = [typed[0], typed[1], ("reason", "Het vraagteken kwam uit het register.")];
    assert_eq!(browser.post(&format!("{at}/verbeteren/persoon"), &typed).await.status, 303);
    let page = browser.get(&at).await;
    assert!(page.says("Emre Verzonnen") && !page.says("Verzonnen?"), "{}", page.body);
    assert!(browser.get("/signalen").await.says("Emre Verzonnen"));
    assert!(!browser.get("/signalen").await.says("Verzonnen?"));
    // The old stands beside the new, with the reason, and the history tells that something was put right.
    let past = browser.get(&format!("{at}/verbeteringen")).await;
    for words in
        ["Verzonnen?", "06-05-2004", "07-05-2004", "Het vraagteken kwam uit het register.", "Naam van expert-nh"]
    {
        assert!(past.says(words), "{words}: {}", past.body);
    }
    assert!(page.says("Verbeterd: over wie het gaat"));
    // What was found by the old day is found by the new one only.
    let asked = |birth: &str| json!({ "name": "emre verzonnen", "birth": birth });
    assert!(!known(&house, "gemeente-hoorn", asked("06-05-2004")).await);
    assert!(known(&house, "gemeente-hoorn", asked("07-05-2004")).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_number_finds_nobody_any_more_and_is_read_only_where_numbers_are_shown() {
    let house = house().await;
    let at = format!("/signalen/{}", signal(&house).await);
    let form = json!({ "bsn": OTHER, "reason": "Cijfers verwisseld." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/bsn"), form).await;
    assert!(!known(&house, "gemeente-hoorn", json!({ "bsn": NUMBER })).await);
    assert!(known(&house, "gemeente-hoorn", json!({ "bsn": OTHER })).await);
    let past = reads(&house, "expert-nh", &format!("{at}/verbeteringen")).await;
    assert!(past.says("Cijfers verwisseld.") && !past.says(NUMBER) && !past.says(OTHER), "{}", past.body);
    let shown = reads(&house, "expert-nh", &format!("{at}/bsn")).await;
    assert!(shown.says(NUMBER) && shown.says(OTHER), "{}", shown.body);
    // The form shows the number, so opening it is in the book as showing it is.
    reads(&house, "expert-nh", &format!("{at}/verbeteren/bsn")).await;
    let lines = crate::rig::book(&house.vault, 1000).await;
    assert!(lines.iter().filter(|l| l.act == "signal.reveal-bsn" && l.outcome == "look").count() >= 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_read_the_wrong_value_is_told_until_they_looked_and_nobody_else_is() {
    let house = house().await;
    let id = signal(&house).await;
    let at = format!("/signalen/{id}");
    assert_eq!(reads(&house, "gemeente-hoorn", &at).await.status, 200);
    reads(&house, "expert-nh", &at).await;
    house.clock.minutes(1);
    let form = json!({ "name": "Emre Verzonnen", "birth": "06-05-2004", "reason": "Het register." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/persoon"), form).await;
    let place = format!("{at}/verbeteringen");
    assert_eq!(told(&house, "gemeente-hoorn").await, std::slice::from_ref(&place));
    // The mayor sits there and never looked; who put it right knows.
    assert!(told(&house, "burgemeester-hoorn").await.is_empty() && told(&house, "expert-nh").await.is_empty());
    house.clock.minutes(1);
    let page = house.browser("gemeente-hoorn").await.get(&place).await;
    assert!(page.says("<ins>Verzonnen</ins>") && page.says("Het register."), "{}", page.body);
    assert!(told(&house, "gemeente-hoorn").await.is_empty(), "who looked is told no more");
    // The next one is told again.
    house.clock.minutes(1);
    done(&house, "expert-nh", &format!("{at}/verbeteren/spoed"), json!({ "acute": "ja", "reason": "Haast." })).await;
    assert_eq!(told(&house, "gemeente-hoorn").await, [place]);
    // That the book was asked who read it is in the book.
    let reader = vault::Actor { role: vault::Role::PrivacyOfficer, ..house.actor("fg").await };
    let lines = house.vault.book_latest(&reader, vault::Purpose::Control, 1000).await.unwrap();
    assert!(lines.iter().any(|l| l.act == "book.read" && l.person == "expert-nh" && l.dossier == Some(id.to_string())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_is_responsible_for_a_signal_puts_it_right() {
    let house = house().await;
    let at = format!("/signalen/{}", signal(&house).await);
    let form = json!({ "acute": "ja", "reason": "Haast." });
    for who in ["gemeente-hoorn", "burgemeester-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn", "fg", "beheer"] {
        assert_eq!(sends(&house, who, &format!("{at}/verbeteren/spoed"), &form).await.status, 404, "{who}");
        assert_eq!(reads(&house, who, &format!("{at}/verbeteren")).await.status, 404, "{who}");
        assert_eq!(reads(&house, who, &format!("{at}/feit/1")).await.status, 404, "{who}");
    }
    assert!(!house.browser("gemeente-hoorn").await.get(&at).await.says("/verbeteren\""));
    for rest in ["/feit/2", "/feit/0", "/feit/x"] {
        assert_eq!(reads(&house, "expert-nh", &format!("{at}{rest}")).await.status, 404, "{rest}");
    }
    let same = json!({ "name": "Emre Verzonnen?", "birth": "06-05-2004", "reason": "Niets." });
    let reply = sends(&house, "expert-nh", &format!("{at}/verbeteren/persoon"), &same).await;
    assert!(reply.status == 422 && reply.says("U hebt niets veranderd"), "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fact_is_put_right_or_withdrawn_and_keeps_its_number() {
    let house = house().await;
    let id = signal(&house).await;
    let at = format!("/signalen/{id}");
    done(&house, "expert-nh", &format!("{at}/feit"), json!({ "text": "Het tweede feit.", "on": "01-02-2026" })).await;
    let form = json!({ "text": "Het eerste feit, beter.", "first-hand": "ja", "reason": "Nagevraagd." });
    done(&house, "expert-nh", &format!("{at}/feit/1/verbeteren"), form).await;
    let late = json!({ "text": "Morgen.", "on": "04-02-2026", "reason": "Nagevraagd." });
    assert_eq!(sends(&house, "expert-nh", &format!("{at}/feit/1/verbeteren"), &late).await.status, 422);
    done(&house, "expert-nh", &format!("{at}/feit/2/intrekken"), json!({ "reason": "Ging over een ander." })).await;
    let mut browser = house.browser("expert-nh").await;
    let page = browser.get(&at).await;
    for words in ["Het eerste feit, beter.", "Ingetrokken op", "Ging over een ander.", "<del>Het tweede feit.</del>"] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    let again =
        sends(&house, "expert-nh", &format!("{at}/feit/2/verbeteren"), &json!({ "text": "x", "reason": "y" })).await;
    assert_eq!(again.status, 422, "{}", again.body);
    // What was withdrawn before does not go to the three.
    browser.get(&format!("{at}/aanmelden")).await;
    let reply = browser.post(&format!("{at}/aanmelden"), &[("to", "police"), ("contact", "Ik, 0229-1")]).await;
    let weighing = house.now::<weighing::ReadWeighing>("om-nh", id_in(reply.path())).await;
    let facts: Vec<&str> = weighing.filing().unwrap().facts.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(facts, ["Het eerste feit, beter."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_filing_the_weighing_follows_keys_fall_views_stay_and_their_writers_are_told() {
    let house = house().await;
    let (id, at_table) = filed(&house).await;
    let (at, table) = (format!("/signalen/{id}"), format!("/wegingen/{at_table}"));
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        assert_eq!(reads(&house, who, &table).await.status, 200);
        house.hands_in(who, at_table, "MERKZIENSWIJZE").await;
    }
    let text = dossiers::judgement("MERKOORDEEL", weighing::Outcome::Fits);
    house
        .does::<weighing::DraftJudgement>("om-nh", at_table, |d| {
            d.draft(&word("om-nh"), text, crate::house::day(dossiers::TODAY))
        })
        .await;
    house.turns("politie-nh", at_table).await;
    house.clock.minutes(1);
    let form = json!({ "name": "Emre Verzonnen", "birth": "06-05-2004", "reason": "Het register." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/persoon"), form).await;
    done(&house, "expert-nh", &format!("{at}/feit/1/intrekken"), json!({ "reason": "Ging over een ander." })).await;
    let weighing = house.now::<weighing::ReadWeighing>("om-nh", at_table).await;
    assert_eq!(weighing.filing().unwrap().subject.name.as_str(), "Emre Verzonnen");
    assert_eq!(weighing.round().unwrap().keys.people().count(), 0, "the key of the police went back");
    assert_eq!(weighing.views_for(&word("om-nh")).len(), 3, "views stay");
    for who in ["politie-nh", "om-nh"] {
        assert_eq!(told(&house, who).await, [format!("{table}/verbeteringen")], "{who}");
    }
    let mut om = house.browser("om-nh").await;
    let page = om.get(&table).await;
    assert!(
        page.says("De aanmelding is verbeterd op") && page.says("Ingetrokken: telt niet meer mee."),
        "{}",
        page.body
    );
    assert!(page.says("Emre Verzonnen") && !page.says("Verzonnen?"));
    assert!(om.get("/wegingen").await.says("Emre Verzonnen"));
    house.clock.minutes(1);
    let past = om.get(&format!("{table}/verbeteringen")).await;
    for words in ["Verzonnen?", "Het register.", "ingetrokken", "Zienswijzen blijven"] {
        assert!(past.says(words), "{words}: {}", past.body);
    }
    assert!(told(&house, "om-nh").await.is_empty() && !told(&house, "politie-nh").await.is_empty());
    // Who was never at this table reads nothing of it.
    for who in ["expert-nh", "reclassering", "gemeente-haarlem", "fg"] {
        assert_eq!(reads(&house, who, &format!("{table}/verbeteringen")).await.status, 404, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_a_reporter_is_stays_with_the_owner_when_it_is_put_right() {
    let house = house().await;
    let open = signal::Reporter {
        kind: signal::ReporterKind::Citizen,
        shielded: false,
        name: Some(line("MERKOUDEMELDER")),
        contact: None,
    };
    let mut told = intake("cter-nh", "hoorn", "MERK");
    told.reporter = open;
    told.facts[0].observer = Some(line("MERKWAARNEMER"));
    let id = house.signal("expert-nh", told).await;
    let at = format!("/signalen/{id}");
    let mut browser = house.browser("expert-nh").await;
    browser.get(&format!("{at}/aanmelden")).await;
    let reply = browser.post(&format!("{at}/aanmelden"), &[("to", "mayor"), ("contact", "Ik, 0229-1")]).await;
    let table = format!("/wegingen/{}", id_in(reply.path()));
    assert!(reads(&house, "om-nh", &table).await.says("MERKWAARNEMER"));
    let form = json!({ "reporter": "family", "reporter-name": "MERKNIEUWEMELDER", "shielded": "ja",
        "reason": "MERKREDEN: het was de zus." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/melder"), form).await;
    for (who, path) in [
        ("gemeente-hoorn", at.clone()),
        ("gemeente-hoorn", format!("{at}/verbeteringen")),
        ("om-nh", table.clone()),
        ("om-nh", format!("{table}/verbeteringen")),
    ] {
        let page = reads(&house, who, &path).await;
        assert_eq!(page.status, 200, "{who} {path}");
        for mark in ["MERKOUDEMELDER", "MERKNIEUWEMELDER", "MERKWAARNEMER", "MERKREDEN"] {
            assert!(!page.says(mark), "{who} {path} {mark}: {}", page.body);
        }
    }
    let shown = reads(&house, "expert-nh", &format!("{at}/melder")).await;
    assert!(shown.says("MERKOUDEMELDER") && shown.says("MERKNIEUWEMELDER"), "{}", shown.body);
    assert!(reads(&house, "expert-nh", &format!("{at}/verbeteringen")).await.says("MERKREDEN"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_municipality_gets_the_signal_and_the_weighing_while_nobody_there_has_spoken() {
    let house = house().await;
    let (id, at_table) = filed(&house).await;
    let (at, table) = (format!("/signalen/{id}"), format!("/wegingen/{at_table}"));
    assert_eq!(reads(&house, "gemeente-haarlem", &at).await.status, 404);
    let moved = |place: &str| json!({ "municipality": place, "reason": "Woont daar." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/gemeente"), moved("haarlem")).await;
    for path in [&at, &table] {
        assert_eq!(reads(&house, "gemeente-haarlem", path).await.status, 200, "{path}");
        assert_eq!(reads(&house, "gemeente-hoorn", path).await.status, 404, "{path}");
    }
    house.hands_in("gemeente-haarlem", at_table, "MERKZIENSWIJZE").await;
    let reply = sends(&house, "expert-nh", &format!("{at}/verbeteren/gemeente"), &moved("hoorn")).await;
    assert!(reply.status == 422 && reply.says("is al begonnen"), "{}", reply.body);
    assert_eq!(reads(&house, "gemeente-haarlem", &at).await.status, 200, "both or neither");
}

/// What somebody reads on a signal of others about the same person.
async fn alike(house: &House, who: &str, at: &str) -> Vec<Value> {
    reads(house, who, at).await.json()["alike"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_signal_about_the_same_person_is_offered_a_link_to_who_keeps_both_and_to_nobody_else() {
    let house = house().await;
    let first = house.signal("expert-nh", about("Emre Verzonnen", NUMBER)).await;
    let second = house.signal("expert-nh", about("Een ander gespeld", NUMBER)).await;
    let by_name = house.signal("expert-nh", about("emre  VERZONNEN", OTHER)).await;
    // About the same person as well, kept by another, and about somebody who only looks alike.
    let theirs = signal::Intake { owner: word("gemeente-hoorn"), ..about("Emre Verzonnen", NUMBER) };
    let theirs = house.signal("gemeente-hoorn", theirs).await;
    house.signal("expert-nh", about("Emre Verzonne", "999990366")).await;
    let at = |id: DossierId| format!("/signalen/{id}");
    let offered: Vec<String> =
        alike(&house, "expert-nh", &at(first)).await.iter().map(|a| a["address"].as_str().unwrap().into()).collect();
    assert_eq!(offered.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from([at(second), at(by_name)]));
    // The municipality of stay sits at all of them, keeps one, and is offered nothing.
    for id in [first, second, by_name, theirs] {
        assert!(alike(&house, "gemeente-hoorn", &at(id)).await.is_empty(), "{id}");
    }
    let mut browser = house.browser("expert-nh").await;
    let page = browser.get(&at(first)).await;
    assert!(page.says("Over dezelfde persoon") && !page.says("gekoppeld</span>"), "{}", page.body);
    let link = format!("{}/koppelen", at(first));
    let (first_id, second_id) = (first.to_string(), second.to_string());
    assert_eq!(browser.post(&link, &[("other", &second_id)]).await.status, 303);
    // It stands on both, for who keeps both.
    for (one, other) in [(first, second), (second, first)] {
        let all = alike(&house, "expert-nh", &at(one)).await;
        assert!(all.iter().any(|a| a["address"] == at(other) && a["linked"] == true), "{all:?}");
        assert!(alike(&house, "gemeente-hoorn", &at(one)).await.is_empty());
        let told = house.browser("gemeente-hoorn").await.get(&at(one)).await;
        assert!(!told.says(&other.to_string()) && !told.says("oppel"), "{}", told.body);
    }
    // It is undone with a reason only, and on both.
    let undo = format!("{}/ontkoppelen", at(second));
    browser.get(&at(second)).await;
    assert_eq!(browser.post(&undo, &[("other", &first_id)]).await.status, 422);
    assert_eq!(browser.post(&undo, &[("other", &first_id), ("reason", "Het is zijn broer.")]).await.status, 303);
    for one in [first, second] {
        assert!(alike(&house, "expert-nh", &at(one)).await.iter().all(|a| a["linked"] == false));
    }
    // What is not exactly the same person, or kept by somebody else, is linked by nobody, whatever is sent.
    for (who, one, other) in [
        ("expert-nh", first, theirs),
        ("gemeente-hoorn", theirs, first),
        ("gemeente-hoorn", first, second),
        ("politie-nh", first, second),
    ] {
        let reply = sends(&house, who, &format!("{}/koppelen", at(one)), &json!({ "other": other.to_string() })).await;
        assert_eq!(reply.status, 404, "{who}: {}", reply.body);
    }
    let looks = house.signal("expert-nh", about("Emre Verzonnen-Bijna", "999990391")).await;
    let reply =
        sends(&house, "expert-nh", &format!("{}/koppelen", at(first)), &json!({ "other": looks.to_string() })).await;
    assert!(reply.status == 422 && reply.says("precies dezelfde persoon"), "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_filed_adds_a_fact_while_it_is_weighed_and_who_handed_in_a_view_is_told_and_may_add_to_it() {
    let house = house().await;
    let (id, at_table) = filed(&house).await;
    let (at, table) = (format!("/signalen/{id}"), format!("/wegingen/{at_table}"));
    let add = format!("{table}/zienswijze/aanvullen");
    reads(&house, "politie-nh", &table).await;
    house.hands_in("politie-nh", at_table, "MERKZIENSWIJZE").await;
    assert_eq!(reads(&house, "politie-nh", &add).await.status, 409, "nothing changed since");
    house.clock.minutes(1);
    let fact = json!({ "text": "MERKNIEUWFEIT kwam later binnen.", "on": "02-02-2026" });
    // The municipality of stay sits at the signal and did not file it; the police and the OM have their own view for what they know.
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        assert_eq!(sends(&house, who, &format!("{at}/feit"), &fact).await.status, 404, "{who}");
    }
    let mut filer = house.browser("expert-nh").await;
    assert!(filer.get(&at).await.says("Feit toevoegen"));
    let typed = [("text", "MERKNIEUWFEIT kwam later binnen."), ("on", "02-02-2026")];
    assert_eq!(filer.post(&format!("{at}/feit"), &typed).await.status, 303);
    assert!(reads(&house, "om-nh", &table).await.says("MERKNIEUWFEIT"));
    assert_eq!(told(&house, "politie-nh").await, [format!("{table}/verbeteringen")]);
    house.clock.minutes(1);
    let mut police = house.browser("politie-nh").await;
    let page = police.get(&format!("{table}/verbeteringen")).await;
    assert!(page.says("MERKNIEUWFEIT") && page.says("Er kwam een feit bij") && page.says(&add), "{}", page.body);
    assert!(told(&house, "politie-nh").await.is_empty());
    assert_eq!(police.get(&add).await.status, 200);
    assert_eq!(police.post(&add, &[]).await.status, 422);
    assert_eq!(police.post(&add, &[("text", "MERKAANVULLING: dit weegt mee.")]).await.status, 303);
    let own = police.get(&table).await;
    assert!(own.says("MERKAANVULLING") && own.says("MERKZIENSWIJZE"), "{}", own.body);
    // What was added is as sealed as the view is.
    for who in ["om-nh", "gemeente-hoorn", "procesregisseur-nhn"] {
        let page = reads(&house, who, &table).await;
        assert!(!page.says("MERKAANVULLING") && !page.says("MERKZIENSWIJZE"), "{who}: {}", page.body);
        assert_ne!(reads(&house, who, &add).await.status, 200, "{who}");
    }
    for who in ["gemeente-hoorn", "om-nh"] {
        house.hands_in(who, at_table, "MERKANDERE").await;
    }
    assert!(reads(&house, "om-nh", &table).await.says("MERKAANVULLING"));
    // That three keys decided is not for who filed it. Once something came of it nothing is added any more, and the page says where it goes
    // instead.
    let text = dossiers::judgement("MERKOORDEEL", weighing::Outcome::Fits);
    let day = crate::house::day(dossiers::TODAY);
    house.does::<weighing::DraftJudgement>("om-nh", at_table, |d| d.draft(&word("om-nh"), text, day)).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        house.turns(who, at_table).await;
    }
    let later = json!({ "text": "MERKLATER.", "on": dossiers::TODAY });
    assert!(sends(&house, "expert-nh", &format!("{at}/feit"), &later).await.status < 300);
    house.does::<weighing::Advise>("procesregisseur-nhn", at_table, |d| d.advise(DossierId::new(2, [2; 10]))).await;
    let reply = sends(&house, "expert-nh", &format!("{at}/feit"), &fact).await;
    assert!(reply.status == 422 && reply.says("nieuw signaal"), "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_or_a_month_of_birth_is_kept_and_finds_nobody() {
    let house = house().await;
    let mut browser = house.browser("expert-nh").await;
    browser.get("/signalen/nieuw").await;
    let mut typed = vec![
        ("about", "person"),
        ("name", "Emre Verzonnen"),
        ("birth", "1988"),
        ("municipality", "hoorn"),
        ("facts.0.what", "Iets werd gezien."),
        ("reporter", "government"),
        ("received", "02-02-2026"),
        ("channel", "telefoon"),
        ("contact", "Verzonnen, 0229-1"),
    ];
    let reply = browser.post("/signalen/nieuw", &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let at = reply.path().to_owned();
    assert!(browser.get(&at).await.says("geboren 1988"));
    assert_eq!(reads(&house, "expert-nh", &at).await.json()["birth"], "1988");
    for birth in ["1988-01-01", "01-01-1988", "31-12-1988"] {
        assert!(!known(&house, "gemeente-hoorn", json!({ "name": "Emre Verzonnen", "birth": birth })).await, "{birth}");
    }
    let second = house.signal(
        "expert-nh",
        signal::Intake {
            subject: signal::Subject::Person {
                name: line("Emre Verzonnen"),
                birth: Some("1988".parse().unwrap()),
                bsn: None,
            },
            ..intake("cter-nh", "hoorn", "MERK")
        },
    );
    second.await;
    assert!(alike(&house, "expert-nh", &at).await.is_empty(), "of two people born in one year none is the other");
    let month = json!({ "name": "Emre Verzonnen", "birth": "05-1988", "reason": "De maand is bekend." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/persoon"), month).await;
    assert_eq!(reads(&house, "expert-nh", &at).await.json()["birth"], "1988-05");
    assert!(!known(&house, "gemeente-hoorn", json!({ "name": "Emre Verzonnen", "birth": "01-05-1988" })).await);
    let day = json!({ "name": "Emre Verzonnen", "birth": "17-05-1988", "reason": "De dag is bekend." });
    done(&house, "expert-nh", &format!("{at}/verbeteren/persoon"), day).await;
    assert!(known(&house, "gemeente-hoorn", json!({ "name": "Emre Verzonnen", "birth": "17-05-1988" })).await);
    // What is no date is refused with how to write it, and nothing is lost.
    typed[2] = ("birth", "ergens in 1988");
    let refused = browser.post("/signalen/nieuw", &typed).await;
    assert!(refused.status == 422 && refused.says("mm-jjjj") && refused.says("ergens in 1988"), "{}", refused.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_whose_name_is_not_known_is_described_and_identified_later_and_the_weighing_follows() {
    let house = house().await;
    let mut browser = house.browser("expert-nh").await;
    browser.get("/signalen/nieuw").await;
    let mut typed = vec![
        ("about", "unnamed"),
        ("name", "wie de stickers bij het station plakt"),
        ("municipality", "hoorn"),
        ("facts.0.what", "Twaalf stickers op de fietsenstalling."),
        ("reporter", "enforcement"),
        ("received", "02-02-2026"),
        ("channel", "telefoon"),
        ("contact", "Verzonnen, 0229-1"),
        ("bsn", NUMBER),
    ];
    let refused = browser.post("/signalen/nieuw", &typed).await;
    assert!(refused.status == 422 && refused.says("de naam bekend is"), "{}", refused.body);
    typed.pop();
    let reply = browser.post("/signalen/nieuw", &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    let at = reply.path().to_owned();
    let page = browser.get(&at).await;
    assert!(page.says("nog niet bekend wie") && page.says("naam nog niet bekend"), "{}", page.body);
    browser.get(&format!("{at}/aanmelden")).await;
    let reply = browser.post(&format!("{at}/aanmelden"), &[("to", "police"), ("contact", "Ik, 0229-1")]).await;
    let at_table = id_in(reply.path());
    let table = format!("/wegingen/{at_table}");
    assert!(reads(&house, "politie-nh", &table).await.says("wie de stickers"));
    assert!(house.browser("om-nh").await.get(&table).await.says("nog niet bekend wie het is"));
    for who in ["gemeente-hoorn", "politie-nh"] {
        assert_eq!(reads(&house, who, &format!("{at}/wie")).await.status, 404, "{who}");
    }
    house.clock.minutes(1);
    let who = json!({ "about": "person", "name": "Emre Verzonnen", "birth": "17-05-1988", "bsn": NUMBER,
        "reason": "De handhaver herkende hem." });
    done(&house, "expert-nh", &format!("{at}/wie"), who.clone()).await;
    assert_eq!(sends(&house, "expert-nh", &format!("{at}/wie"), &who).await.status, 422, "once");
    assert!(known(&house, "gemeente-hoorn", json!({ "bsn": NUMBER })).await);
    let weighing = house.now::<weighing::ReadWeighing>("om-nh", at_table).await;
    let subject = &weighing.filing().unwrap().subject;
    assert!(subject.name.as_str() == "Emre Verzonnen" && !subject.unnamed && subject.bsn.is_some());
    assert_eq!(told(&house, "politie-nh").await, [format!("{table}/verbeteringen")]);
    let past = house.browser("expert-nh").await.get(&format!("{at}/verbeteringen")).await;
    assert!(past.says("wie de stickers") && past.says("De handhaver herkende hem."), "{}", past.body);
}
