//! "Is somebody known?" beyond one's own tables (ACC-03): who sits elsewhere is asked and answers or not; who asks reads one sentence
//! whatever they hit, and finds an answer among their work or nothing at all.

use crate::{
    dossiers::{BSN_CASE, BSN_SIGNAL, LATER, TODAY, participant, third},
    house::{House, agency, day, house, word},
};
use casework::{case, enquiry};
use serde_json::{Value, json};
use vault::{AgencyKind, NewAccount, QUESTIONS_A_DAY, Role};

/// The number of nobody in this house.
const NOBODYS: &str = "999993276";
const REASON: &str = "MERKREDEN: een nieuwe melding uit Haarlem.";
const ASKER: &str = "gemeente-haarlem";

/// Asks, as a browser does. Gives what the page says under the question.
async fn asks(house: &House, who: &str, number: &str) -> String {
    let mut browser = house.browser(who).await;
    browser.get("/signalen/bekend").await;
    let page = browser.post("/signalen/bekend", &[("bsn", number), ("reason", REASON)]).await;
    assert_eq!(page.status, 200, "{who}: {}", page.body);
    page.body.split("role=\"status\"").nth(1).and_then(|t| t.split("</section>").next()).unwrap().to_owned()
}

async fn tasks(house: &House, who: &str) -> Vec<Value> {
    let mut all = house.program(who).await.get("/api/v1").await.json()["tasks"].as_array().unwrap().clone();
    all.retain(|task| task["address"].as_str().unwrap().starts_with("/navragen/"));
    all
}

/// Where somebody is asked something about a person, if they are.
async fn asked(house: &House, who: &str) -> Option<String> {
    let all = tasks(house, who).await;
    assert!(all.len() < 2, "{who}: {all:?}");
    all.first().map(|task| task["address"].as_str().unwrap().to_owned())
}

async fn status(house: &House, who: &str, path: &str) -> u16 {
    house.program(who).await.get(&format!("/api/v1{path}")).await.status
}

fn account(person: &str, agency: &str, role: Role) -> NewAccount {
    let (name, function) = (word("Nieuw Verzonnen"), word("functie"));
    NewAccount { person: word(person), agency: word(agency), role, name, function, until: None, login: None }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hit_elsewhere_is_put_to_the_persons_of_that_table_who_answer_or_not() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, case::Ground::Probation)).await;
    house.lets_in(id, third("ggz-nhn", AgencyKind::Care, LATER)).await;
    house.does::<case::Declare>("ggz-nhn", id, |d| d.declare(&agency("ggz-nhn"))).await;
    // Somebody comes to work for the police after everybody was named.
    house.vault.set_accounts(vec![account("politie-nh-2", "politie-nh", Role::Police)]).await.unwrap();
    let said = asks(&house, ASKER, BSN_CASE).await;
    assert!(!said.contains("C-2026"), "{said}");
    assert!(asked(&house, "politie-nh").await.is_none(), "nothing happens while somebody waits for a page");
    assert_eq!(enquiry::put_all(&house.vault).await.unwrap(), 1);
    // Each organisation that is one of that table, in person; no third party, no colleague who was not named, nobody else.
    let at = asked(&house, "politie-nh").await.unwrap();
    for who in ["gemeente-hoorn", "om-nh", "reclassering", "procesregisseur-nhn", "expert-nh", "burgemeester-hoorn"] {
        assert_eq!(asked(&house, who).await.as_ref(), Some(&at), "{who}");
    }
    for who in ["politie-nh-2", ASKER, "burgemeester-haarlem", "ggz-nhn", "rvdk", "school-hoorn", "fg", "beheer"] {
        assert_eq!(asked(&house, who).await, None, "{who}");
        for rest in ["", "/reactie", "/personen"] {
            assert_eq!(status(&house, who, &format!("{at}{rest}")).await, 404, "{who} {rest}");
        }
    }
    // They read who asks and why, and about which of their dossiers it is; in both languages.
    let mut police = house.browser("politie-nh").await;
    let page = police.get(&at).await;
    for words in
        ["MERKREDEN", "Naam van gemeente-haarlem", "Organisatie gemeente-haarlem", "C-2026-0001", "Niet beantwoorden"]
    {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(!page.says("MERKNAAM") && !page.says(BSN_CASE), "{}", page.body);
    // One does not answer: that stays at the table, and who asked finds no trace of it.
    assert_eq!(police.post(&format!("{at}/geen-antwoord"), &[]).await.status, 422, "not without a reason");
    assert_eq!(police.post(&format!("{at}/geen-antwoord"), &[("reason", "MERKNEE: er loopt iets.")]).await.status, 303);
    assert!(house.browser("om-nh").await.get(&at).await.says("MERKNEE"));
    assert!(asked(&house, "politie-nh").await.is_none() && asked(&house, "om-nh").await.is_some());
    assert!(asked(&house, ASKER).await.is_none());
    // Another answers: who asked finds that among their work, and reads it and nothing else.
    let reply = house.program("om-nh").await;
    let reply = reply.post(&format!("/api/v1{at}/antwoord"), &json!({ "text": "MERKANTWOORD: wij bellen u." })).await;
    assert!(reply.status < 300, "{}", reply.body);
    assert!(asked(&house, "gemeente-hoorn").await.is_none(), "once somebody answered nobody is asked any more");
    let own = asked(&house, ASKER).await.unwrap();
    assert_eq!((own.as_str(), asked(&house, "burgemeester-haarlem").await), (format!("{at}/reactie").as_str(), None));
    let mut asker = house.browser(ASKER).await;
    let page = asker.get(&own).await;
    assert!(page.says("MERKANTWOORD") && page.says("Naam van om-nh") && page.says("MERKREDEN"), "{}", page.body);
    assert!(!page.says("MERKNEE") && !page.says("C-2026") && !page.says(&id.to_string()), "{}", page.body);
    assert_eq!((status(&house, ASKER, &at).await, status(&house, ASKER, &format!("/zaken/{id}")).await), (404, 404));
    assert_eq!(asker.post(&format!("{own}/gelezen"), &[]).await.status, 303);
    assert_eq!((asked(&house, ASKER).await, status(&house, ASKER, &own).await), (None, 404));
    // Both sides are in the book: who asked, what was put to whom, who answered and who did not.
    let book = crate::rig::book(&house.vault, 1000).await;
    let dossier = at.rsplit('/').next().unwrap();
    let line = |person: &str, act: &str, on: Option<&str>| {
        book.iter().any(|l| l.person == person && l.act == act && l.dossier.as_deref() == on)
    };
    assert!(line(ASKER, "signal.known", None) && line(ASKER, "enquiry.put", Some(dossier)));
    assert!(line("politie-nh", "enquiry.decline", Some(dossier)) && line("om-nh", "enquiry.answer", Some(dossier)));
    assert!(line(ASKER, "enquiry.read-reply", Some(dossier)));
    // A stranger's question is nothing that happened in the case: the clock of the law does not run on from it.
    assert_eq!(house.now::<case::ReadCase>("politie-nh", id).await.last, Some(day(TODAY)));
}

/// The sentence and what is written are the same for a hit and for none: what differs is done later, and by nobody who waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_cannot_tell_a_hit_elsewhere_from_none() {
    let house = house().await;
    house.case("hoorn", "MERK").await;
    let mut told = Vec::new();
    for number in [NOBODYS, BSN_CASE, NOBODYS] {
        let before = crate::rig::book(&house.vault, 10_000).await.len();
        let waited = house.vault.questions_waiting().await.unwrap();
        let said = asks(&house, ASKER, number).await;
        let book = crate::rig::book(&house.vault, 10_000).await;
        let acts: Vec<String> =
            book[..book.len() - before].iter().map(|l| format!("{} {}", l.act, l.outcome)).collect();
        told.push((said, acts, house.vault.questions_waiting().await.unwrap() - waited));
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[1], told[2]);
    assert_eq!(told[0].2, 1, "a question waits to be put, whatever it hits");
    assert_eq!(enquiry::put_all(&house.vault).await.unwrap(), 3);
    assert_eq!(house.vault.questions_waiting().await.unwrap(), 0);
    // And afterwards: nothing for who asked, in no list, task or address.
    assert!(tasks(&house, ASKER).await.is_empty() && asked(&house, "om-nh").await.is_some());
    assert_eq!(asks(&house, ASKER, BSN_CASE).await, told[0].0);
}

/// Everybody may read how long the log of the house is, and on a quiet evening count what was written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_far_the_log_grows_tells_nobody_what_a_question_hit() {
    let house = house().await;
    house.case("hoorn", "MERK").await;
    let size = async || house.vault.checkpoint(std::time::Duration::ZERO).await.unwrap().unwrap().size;
    let mut grown = Vec::new();
    for number in [NOBODYS, BSN_CASE, NOBODYS] {
        let before = size().await;
        asks(&house, ASKER, number).await;
        enquiry::put_all(&house.vault).await.unwrap();
        grown.push(size().await - before);
    }
    assert!(asked(&house, "politie-nh").await.is_some(), "the second was a hit");
    assert!(grown.iter().all(|n| *n == grown[0]), "{grown:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_asks_without_end_and_no_table_is_asked_the_same_twice() {
    let house = house().await;
    house.case("hoorn", "MERK").await;
    for _ in 0..3 {
        asks(&house, ASKER, BSN_CASE).await;
        enquiry::put_all(&house.vault).await.unwrap();
        assert!(asked(&house, "politie-nh").await.is_some(), "one question, however often it is asked");
    }
    let program = house.program(ASKER).await;
    let unborn = json!({ "name": "Bram Verzonnen", "birth": "2030-01-01", "reason": REASON });
    let refused = program.post("/api/v1/signalen/bekend", &unborn).await;
    assert_eq!(
        (refused.status, refused.json()["errors"][0]["field"].as_str()),
        (422, Some("birth")),
        "{}",
        refused.body
    );
    let typed = json!({ "bsn": NOBODYS, "reason": REASON });
    for _ in 3..QUESTIONS_A_DAY {
        assert_eq!(program.post("/api/v1/signalen/bekend", &typed).await.status, 200);
    }
    let reply = program.post("/api/v1/signalen/bekend", &typed).await;
    assert!(reply.status == 422 && reply.says("Morgen kunt u weer vragen"), "{}", reply.body);
    assert_eq!(house.vault.questions_waiting().await.unwrap().cast_signed(), QUESTIONS_A_DAY - 3);
    // A day later again; a colleague of the same organisation has their own.
    house.clock.set("2026-02-05T09:00:00Z");
    assert_eq!(program.post("/api/v1/signalen/bekend", &typed).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_organisation_is_asked_once_at_the_table_that_is_furthest_on() {
    let house = house().await;
    let mut intake = crate::dossiers::intake("cter-nh", "hoorn", "MERK");
    intake.subject = casework::signal::Subject::Person {
        name: word("Bram Verzonnen"),
        birth: Some(day("2004-05-06").into()),
        bsn: Some(word(BSN_CASE)),
    };
    house.signal("expert-nh", intake).await;
    let case = house.case("hoorn", "MERK").await;
    asks(&house, ASKER, BSN_CASE).await;
    enquiry::put_all(&house.vault).await.unwrap();
    // The municipality and the experts sit at both: they are asked once, about the case.
    for who in ["gemeente-hoorn", "expert-nh", "politie-nh"] {
        let at = asked(&house, who).await.unwrap();
        let page = house.browser(who).await.get(&at).await;
        assert!(page.says(&format!("/zaken/{case}")), "{who}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shielded_dossier_is_not_asked_and_who_is_gone_tells_nobody() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    house.closes(id).await;
    let mut intake = crate::dossiers::intake("cter-nh", "hoorn", "MERK");
    intake.subject =
        casework::signal::Subject::Person { name: word("Bram Verzonnen"), birth: None, bsn: Some(word(BSN_SIGNAL)) };
    house.signal("expert-nh", intake).await;
    asks(&house, ASKER, BSN_CASE).await;
    assert_eq!(enquiry::put_all(&house.vault).await.unwrap(), 1);
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "procesregisseur-nhn", "expert-nh"] {
        assert!(asked(&house, who).await.is_none(), "CAS-05: {who}");
    }
    // Whose designation ended between asking and putting asks no more.
    asks(&house, ASKER, BSN_SIGNAL).await;
    let gone = NewAccount { until: Some(day("2026-02-02")), ..account(ASKER, ASKER, Role::Official) };
    house.vault.set_accounts(vec![gone]).await.unwrap();
    assert_eq!(enquiry::put_all(&house.vault).await.unwrap(), 1);
    assert!(asked(&house, "expert-nh").await.is_none());
}
