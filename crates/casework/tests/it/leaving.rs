//! Leaving and absence: where somebody sits and what is asked of them goes over in one act, and nothing is left behind.

use crate::{
    dossiers::{intake, participant, third},
    house::{FORMER, House, house, word},
    persons::{CASE, desk, hire, hire_as, opened, tasks},
    rig::book,
    stories::room,
};
use casework::{advice::ListAdvices, case, signal::acts as s, weighing};
use kernel::DossierId;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vault::{AgencyKind, NewAccount, Role, Wanted};

const DIRECTOR: &str = "procesregisseur-nhn";
const NEXT: &str = "procesregisseur-2";
const OWN: &str = "/api/v1/overdragen";
const COLLEAGUE: &str = "/api/v1/overdragen/collega";

/// A process director of whom nineteen things are asked, at tables of several kinds; and a colleague who was not named anywhere.
async fn director() -> House {
    let house = house().await;
    house.furnish().await;
    let mut n = 0;
    while tasks(&house, DIRECTOR).await.len() < 19 {
        n += 1;
        let id = house.case("hoorn", &format!("MERKEXTRA{n}")).await;
        house.lets_in(id, third("ggz-nhn", AgencyKind::Care, "2026-12-31")).await;
    }
    assert_eq!(tasks(&house, DIRECTOR).await.len(), 19, "to begin with");
    hire_as(&house, NEXT, ("zvh-nhn", Role::ProcessDirector)).await;
    house
}

/// The dossiers that somebody has in their lists.
async fn lists(house: &House, who: &str) -> BTreeSet<DossierId> {
    let actor = house.actor(who).await;
    let wanted = || Wanted { limit: 500, ..Wanted::default() };
    let mut all = BTreeSet::new();
    for listed in [
        house.vault.list::<s::ListSignals>(&actor, wanted()).await,
        house.vault.list::<weighing::ListWeighings>(&actor, wanted()).await,
        house.vault.list::<ListAdvices>(&actor, wanted()).await,
        house.vault.list::<case::ListCases>(&actor, wanted()).await,
        house.vault.list::<casework::watching::ListWatches>(&actor, wanted()).await,
        house.vault.list::<casework::referral::ListReferrals>(&actor, wanted()).await,
        house.vault.list::<casework::review::ListReviews>(&actor, wanted()).await,
        house.vault.list::<casework::meeting::ListMeetings>(&actor, wanted()).await,
    ] {
        all.extend(listed.map(|l| l.rows).unwrap_or_default().into_iter().map(|row| row.id));
    }
    all
}

fn asked(tasks: &[Value]) -> Vec<String> {
    let mut all: Vec<String> = tasks.iter().map(|t| format!("{} {}", t["address"], t["what"])).collect();
    all.sort();
    all
}

fn for_good(to: &str, seen: &Value) -> Value {
    json!({ "how": "for-good", "to": to, "from": "03-02-2026", "_seq": seen["_seq"] })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_director_with_nineteen_tasks_leaves_in_one_act_and_nothing_is_left_behind() {
    let house = director().await;
    let (sits, work) = (lists(&house, DIRECTOR).await, asked(&tasks(&house, DIRECTOR).await));
    let program = house.program(DIRECTOR).await;
    let seen = program.get(OWN).await.json();
    assert_eq!((seen["tasks"].as_u64(), seen["tables"].as_array().unwrap().len()), (Some(19), sits.len()), "{seen}");
    let kinds: BTreeSet<&str> =
        seen["tables"].as_array().unwrap().iter().filter_map(|t| t["kind"]["nl"].as_str()).collect();
    assert!(kinds.len() >= 3, "{kinds:?}");
    assert!(lists(&house, NEXT).await.is_empty() && tasks(&house, NEXT).await.is_empty());

    let mut browser = house.browser(DIRECTOR).await;
    assert!(browser.get("/").await.body.contains("href=\"/overdragen\""));
    let page = browser.get("/overdragen").await;
    assert!(page.says(&format!("{} tafels en 19 taken overdragen", sits.len())), "{}", page.body);
    assert!(!page.body.contains("MERK"), "a list of what goes over shows no content");
    browser.post("/taal", &[("naar", "en"), ("terug", "/overdragen")]).await;
    let english = browser.get("/overdragen").await;
    assert!(english.says(&format!("Hand over {} tables and 19 tasks", sits.len())), "{}", english.body);
    browser.post("/taal", &[("naar", "nl"), ("terug", "/overdragen")]).await;

    let reply = program.post(OWN, &for_good(NEXT, &seen)).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.body.contains(&format!("tafels={}&taken=19", sits.len())), "{}", reply.body);
    assert!(lists(&house, DIRECTOR).await.is_empty() && tasks(&house, DIRECTOR).await.is_empty());
    assert_eq!(lists(&house, NEXT).await, sits);
    assert_eq!(asked(&tasks(&house, NEXT).await), work);
    let lines = book(&house.vault, 500).await;
    let handed = |line: &&vault::Entry| line.act.ends_with(".hand-over") && line.outcome == "act";
    let told: BTreeSet<_> = lines.iter().filter(handed).map(|line| line.dossier.clone()).collect();
    assert_eq!(told.len(), sits.len(), "each dossier has its line");
    let again = browser.get("/overdragen").await;
    assert!(again.says("U zit nu nergens aan tafel"), "{}", again.body);
    let nothing = program.post(OWN, &json!({ "how": "for-good", "to": NEXT, "from": "03-02-2026" })).await;
    assert_eq!(nothing.status, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deputy_has_the_tables_and_the_tasks_on_those_days_and_on_no_other() {
    let house = director().await;
    let (sits, work) = (lists(&house, DIRECTOR).await, asked(&tasks(&house, DIRECTOR).await));
    let program = house.program(DIRECTOR).await;
    let away = json!({ "how": "for-a-while", "to": NEXT, "from": "05-02-2026", "until": "09-02-2026" });
    assert_eq!(program.post(OWN, &away).await.status, 200);
    for (day, there) in [("03", false), ("05", true), ("09", true), ("10", false)] {
        house.clock.set(&format!("2026-02-{day}T09:00:00Z"));
        let expected = if there { sits.clone() } else { BTreeSet::new() };
        assert_eq!(lists(&house, NEXT).await, expected, "{day}");
        assert_eq!(asked(&tasks(&house, NEXT).await).len() == work.len(), there, "{day}");
        assert_eq!(lists(&house, DIRECTOR).await, sits, "who is away comes back: {day}");
    }
    for (wrong, field) in [
        (json!({ "how": "for-a-while", "to": NEXT, "from": "11-02-2026" }), "until"),
        (json!({ "how": "for-good", "to": NEXT, "from": "11-02-2026", "until": "12-02-2026" }), "until"),
        (json!({ "how": "for-good", "to": DIRECTOR, "from": "11-02-2026" }), "to"),
        (json!({ "how": "for-good", "to": "politie-nh", "from": "11-02-2026" }), "to"),
        (json!({ "how": "for-good", "to": NEXT, "from": "01-02-2026" }), "from"),
    ] {
        let reply = program.post(OWN, &wrong).await;
        assert_eq!((reply.status, &reply.json()["errors"][0]["field"]), (422, &json!(field)), "{}", reply.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_too_late_hears_it_keeps_what_they_chose_and_nothing_is_half_done() {
    let house = director().await;
    let mut browser = house.browser(DIRECTOR).await;
    browser.get("/overdragen").await;
    let before = lists(&house, DIRECTOR).await;
    let new = house.case("hoorn", "MERKNIEUW").await;
    let typed = [("how", "for-good"), ("to", NEXT), ("from", "09-02-2026")];
    let reply = browser.post("/overdragen", &typed).await;
    assert_eq!(reply.status, 409, "{}", reply.body);
    assert!(reply.says("Er is niets opgeslagen") && reply.body.contains("09-02-2026"), "{}", reply.body);
    assert!(reply.body.contains(&format!("value=\"{NEXT}\" checked")), "{}", reply.body);
    assert_eq!(lists(&house, NEXT).await, BTreeSet::from([new]), "named by the way, for the house has no desk");
    assert_eq!(lists(&house, DIRECTOR).await.len(), before.len() + 1);
    // The page that came back shows the new table, and can be sent as it is.
    let reply = browser.post("/overdragen", &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    house.clock.set("2026-02-09T09:00:00Z");
    assert_eq!(lists(&house, NEXT).await.len(), before.len() + 1);
    assert!(lists(&house, DIRECTOR).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_hands_over_to_somebody_who_cannot_do_what_is_asked() {
    let house = director().await;
    hire_as(&house, "medewerker", ("zvh-nhn", Role::CaseDirector)).await;
    let before = lists(&house, DIRECTOR).await;
    let program = house.program(DIRECTOR).await;
    let reply = program.post(OWN, &json!({ "how": "for-good", "to": "medewerker", "from": "03-02-2026" })).await;
    assert_eq!((reply.status, &reply.json()["errors"][0]["field"]), (422, &json!("to")), "{}", reply.body);
    assert_eq!(lists(&house, DIRECTOR).await, before);
    assert!(lists(&house, "medewerker").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_hands_over_what_a_colleague_left_without_reading_what_it_is_about() {
    let house = house().await;
    for person in ["politie-nh-2", "loket"] {
        hire(&house, person).await;
    }
    let id = opened(&house).await;
    house.furnish().await;
    desk(&house, "loket").await;
    let (sits, work) = (lists(&house, "politie-nh").await, asked(&tasks(&house, "politie-nh").await));
    assert!(sits.len() > 10 && sits.contains(&id) && work.len() > 3, "{} {}", sits.len(), work.len());
    // Both others were named by the way; they leave first, so that only one is left.
    let loket = house.program("loket").await;
    for who in ["politie-nh-2", "loket"] {
        let seen = loket.get(COLLEAGUE).await.json();
        let typed =
            json!({ "whose": who, "how": "for-good", "to": "politie-nh", "from": "03-02-2026", "_seq": seen["_seq"] });
        assert_eq!(loket.post(COLLEAGUE, &typed).await.status, 200, "{who}");
    }
    assert_eq!(tasks(&house, "loket").await.len(), 0);
    house.vault.close_account(&word("politie-nh")).await.unwrap();
    assert!(tasks(&house, "loket").await.len() >= sits.len(), "the desk is asked");

    let mut browser = house.browser("loket").await;
    assert!(browser.get("/").await.body.contains("href=\"/overdragen/collega\""));
    let page = browser.get("/overdragen/collega").await;
    assert_eq!(page.status, 200);
    assert!(page.says("werkt hier niet meer") && page.says("Waar niemand zit"), "{}", page.body);
    assert!(!page.body.contains("MERK") && !page.body.contains(CASE), "no more than which table");
    let seen = loket.get(COLLEAGUE).await.json();
    let gone = seen["sitters"].as_array().unwrap().iter().find(|s| s["whose"] == "politie-nh").unwrap();
    assert!(gone["count"].as_u64().unwrap() as usize >= sits.len(), "{gone}");

    for nobody in ["politie-nh-2", "gemeente-hoorn", "fg", "ggz-nhn"] {
        let typed = json!({ "whose": "politie-nh", "how": "for-good", "to": "politie-nh-2", "from": "03-02-2026" });
        let program = house.program(nobody).await;
        assert_eq!(
            (program.get(COLLEAGUE).await.status, program.post(COLLEAGUE, &typed).await.status),
            (404, 404),
            "{nobody}"
        );
    }
    let typed = [("whose", "politie-nh"), ("how", "for-good"), ("to", "politie-nh-2"), ("from", "03-02-2026")];
    let reply = browser.post("/overdragen/collega", &typed).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert!(browser.follow(&reply).await.says("Overgedragen: "));
    assert_eq!(lists(&house, "politie-nh-2").await, sits);
    // Whether the colleague was coming to a meeting says nothing of who comes now: they are asked themselves.
    let (meetings, tables): (Vec<String>, Vec<String>) =
        asked(&tasks(&house, "politie-nh-2").await).into_iter().partition(|task| task.contains("/overleggen/"));
    assert_eq!((meetings.len(), tables), (1, work));
    assert!(tasks(&house, "loket").await.is_empty() && lists(&house, "loket").await.is_empty());
    let unknown = json!({ "whose": "politie-nh", "how": "for-good", "to": "politie-nh-2", "from": "03-02-2026" });
    assert_eq!(loket.post(COLLEAGUE, &unknown).await.status, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_gives_every_table_where_nobody_sits_to_somebody_at_once() {
    let house = house().await;
    for person in ["politie-nh-2", "loket"] {
        hire(&house, person).await;
    }
    desk(&house, "loket").await;
    let ids = [opened(&house).await, opened(&house).await];
    assert_eq!(tasks(&house, "loket").await.len(), 2);
    let loket = house.program("loket").await;
    let seen = loket.get(COLLEAGUE).await.json();
    assert_eq!(seen["sitters"][0]["whose"], "*", "{seen}");
    let typed =
        json!({ "whose": "*", "how": "for-good", "to": "politie-nh-2", "from": "03-02-2026", "_seq": seen["_seq"] });
    assert_eq!(loket.post(COLLEAGUE, &typed).await.status, 200);
    assert_eq!(lists(&house, "politie-nh-2").await, BTreeSet::from(ids));
    assert!(tasks(&house, "loket").await.is_empty());
    assert_eq!(loket.post(COLLEAGUE, &typed).await.status, 409, "it was handed over");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_officer_who_is_taken_away_while_reading_finds_nothing_at_the_next_step() {
    let house = house().await;
    for person in ["politie-nh-2", "loket"] {
        hire(&house, person).await;
    }
    let id = opened(&house).await;
    desk(&house, "loket").await;
    let mut reading = house.browser("politie-nh-2").await;
    let table = format!("{}/{id}", room("case"));
    assert_eq!(reading.get(&table).await.status, 200);
    let loket = house.program("loket").await;
    let typed = json!({ "persons": ["politie-nh"], "from": "03-02-2026" });
    assert_eq!(loket.post(&format!("/api/v1{table}/personen"), &typed).await.status, 200);
    assert_eq!(reading.post(&format!("{table}/notitie"), &[("text", "Nog net.")]).await.status, 404);
    assert_eq!(reading.get(&table).await.status, 404);
    assert!(lists(&house, "politie-nh-2").await.is_empty());
    // A colleague who married is the same person.
    let account = NewAccount {
        person: word("politie-nh"),
        agency: word("politie-nh"),
        role: Role::Police,
        name: word("Anna Getrouwd-Verzonnen"),
        function: word("Wijkagent"),
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![account]).await.unwrap();
    let seen = house.program("politie-nh").await.get(&format!("/api/v1{table}/personen")).await;
    assert!(seen.body.contains("Anna Getrouwd-Verzonnen"), "{}", seen.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn very_many_tables_go_over_in_parts_and_none_is_left() {
    let house = house().await;
    for n in 0..305 {
        house.signal("expert-nh", intake("cter-nh", "hoorn", &format!("MERKVEEL{n}"))).await;
    }
    hire_as(&house, "expert-2", ("cter-nh", Role::Expert)).await;
    let mut expert = house.browser("expert-nh").await;
    let page = expert.get("/overdragen").await;
    assert!(page.says("305 tafels en 305 taken overdragen") && page.says("in delen"), "{}", page.body);
    let reply = expert.post("/overdragen", &[("how", "for-good"), ("to", "expert-2"), ("from", "03-02-2026")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert!(expert.follow(&reply).await.says("Overgedragen: 305 tafels en 305 taken."));
    assert_eq!((lists(&house, "expert-2").await.len(), tasks(&house, "expert-2").await.len()), (305, 305));
    assert!(lists(&house, "expert-nh").await.is_empty() && tasks(&house, "expert-nh").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_designated_until_a_day_hears_so_at_login() {
    let house = house().await;
    let mut former = house.browser(FORMER).await;
    let reply = former.enter(FORMER).await;
    assert_eq!(reply.status, 403);
    assert!(reply.says("liep tot en met 31-12-2025"), "{}", reply.body);
    assert!(former.cookie().is_empty(), "and has no session");
    house.vault.close_account(&word(FORMER)).await.unwrap();
    let (closed, never) = (former.enter(FORMER).await, former.enter("nooit-geweest").await);
    assert_eq!((closed.status, never.status), (422, 422));
    assert!(closed.says("Kies een van deze personen") && never.says("Kies een van deze personen"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_and_a_participant_hand_over_what_is_theirs() {
    let house = house().await;
    let id = house.case("hoorn", "MERK").await;
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, case::Ground::Probation)).await;
    house.lets_in(id, third("ggz-nhn", AgencyKind::Care, "2026-12-31")).await;
    // The table, and to look at it for the first time; a third party has only its declaration.
    for (who, next, agency, role, finds_all) in [
        ("reclassering", "reclassering-2", "reclassering", Role::Partner, 2),
        ("ggz-nhn", "ggz-2", "ggz-nhn", Role::Guest, 1),
    ] {
        hire_as(&house, next, (agency, role)).await;
        let program = house.program(who).await;
        let seen = program.get(OWN).await.json();
        assert_eq!(seen["tables"].as_array().unwrap().len(), 1, "{who}: {seen}");
        // A third party has yet to declare, and does not learn what the case is called (PAR-06).
        assert_eq!(seen["tables"][0]["reference"].as_str().unwrap().is_empty(), who == "ggz-nhn", "{seen}");
        assert_eq!(program.post(OWN, &for_good(next, &seen)).await.status, 200, "{who}");
        let finds = async |who: &str| lists(&house, who).await.len() + tasks(&house, who).await.len();
        assert_eq!((finds(who).await, finds(next).await), (0, finds_all), "{who}");
    }
}
