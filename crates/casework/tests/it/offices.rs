//! A key is turned by who holds the office or by mandate: set up by the keeper, confirmed by a second person, given for a while, and told
//! to who may not.

use crate::{
    house::{House, house, id_in, word},
    stories::room,
};
use casework::weighing::Outcome;
use kernel::DossierId;
use serde_json::{Value, json};
use vault::{NewAccount, Office, Role};

async fn hire(house: &House, person: &str, name: &str, function: &str) {
    let account = NewAccount {
        person: word(person),
        agency: word("politie-nh"),
        role: Role::Police,
        name: word(name),
        function: word(function),
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![account]).await.unwrap();
}

/// A house in which the police arranged nothing, with a chief and two weighings that wait for its key.
async fn town() -> (House, [DossierId; 2]) {
    let house = house().await;
    hire(&house, "chef", "Annemiek Stuurman", "Politiechef").await;
    house.vault.set_office(&word("politie-nh"), Office::open()).await.unwrap();
    let tables = [house.judged("MERKEEN", Outcome::Fits).await, house.judged("MERKTWEE", Outcome::Fits).await];
    (house, tables)
}

async fn posts(house: &House, who: &str, path: &str, body: Value) -> (u16, String) {
    let reply = house.program(who).await.post(&format!("/api/v1{path}"), &body).await;
    (reply.status, reply.body)
}

async fn turns(house: &House, who: &str, table: DossierId) -> (u16, String) {
    posts(house, who, &format!("/wegingen/{table}/sleutel"), json!({ "text": "1", "read": true })).await
}

fn mandate(from: &str, until: &str) -> Value {
    json!({ "to": "politie-nh", "acts": ["weighing.turn-key"], "decision": "P-12", "from": from, "until": until })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_waits_for_an_office_holder_whom_a_second_person_confirmed_or_for_a_mandate() {
    let (house, [first, second]) = town().await;
    let (status, said) = turns(&house, "politie-nh", first).await;
    assert_eq!(status, 409, "{said}");
    assert!(said.contains("nog niemand") && said.contains("Organisatie politie-nh"), "{said}");
    let page = house.browser("politie-nh").await.get(&format!("{}/{first}", room("weighing"))).await;
    assert!(page.body.contains("Hiervoor is een mandaat nodig") && !page.body.contains("Sleutel omdraaien</button>"));

    let asked = async |who: &str| {
        let tasks = house.program(who).await.get("/api/v1").await.json()["tasks"].clone();
        let at = format!("{}/{second}", room("weighing"));
        tasks.as_array().unwrap().iter().any(|t| t["address"].as_str().is_some_and(|a| a.starts_with(&at)))
    };
    assert!(asked("politie-nh").await && asked("chef").await, "as long as nobody may, everybody who sits there hears");

    // The keeper sets the organisation up, once, and names the chief; who named and who was named do not confirm.
    let set_up = json!({ "agency": "politie-nh" });
    assert_eq!(posts(&house, "chef", "/organisaties/nieuw", set_up.clone()).await.0, 404, "the keeper does that");
    let (status, said) = posts(&house, "beheer", "/organisaties/nieuw", set_up.clone()).await;
    assert_eq!(status, 201, "{said}");
    let at = format!("{}/{}", room("office"), id_in(said.split('"').find(|w| w.contains("/organisaties/")).unwrap()));
    assert_eq!(posts(&house, "beheer", "/organisaties/nieuw", set_up).await.0, 422, "once for each");
    let named = posts(&house, "beheer", &format!("{at}/ambt"), json!({ "person": "chef" })).await;
    assert_eq!(named.0, 200, "{}", named.1);
    let confirms = json!({ "says": "confirms" });
    for no in ["beheer", "chef"] {
        let (status, said) = posts(&house, no, &format!("{at}/ambt/bevestigen"), confirms.clone()).await;
        assert!(status == 422 && said.contains("Iemand anders bevestigt"), "{no}: {status} {said}");
    }
    // Nor the chief under another designation, as a second keeper.
    let keeper = NewAccount {
        person: word("chef-beheer"),
        agency: word("beheer"),
        role: Role::Keeper,
        name: word("Annemiek Stuurman"),
        function: word("Beheerder"),
        until: None,
        login: Some(word("chef")),
    };
    house.vault.set_accounts(vec![keeper]).await.unwrap();
    let (status, said) = posts(&house, "chef-beheer", &format!("{at}/ambt/bevestigen"), confirms.clone()).await;
    assert!(status == 422 && said.contains("Iemand anders bevestigt"), "{status} {said}");
    assert_eq!(turns(&house, "chef", first).await.0, 409, "not before it is confirmed");
    assert_eq!(posts(&house, "om-nh", &format!("{at}/ambt/bevestigen"), confirms.clone()).await.0, 404, "of elsewhere");
    let tasks = house.program("politie-nh").await.get("/api/v1").await.json()["tasks"].clone();
    assert!(tasks.as_array().unwrap().iter().any(|t| t["address"] == format!("{at}#office")), "{tasks}");
    assert_eq!(posts(&house, "politie-nh", &format!("{at}/ambt/bevestigen"), confirms).await.0, 200);

    assert!(asked("chef").await && !asked("politie-nh").await, "a key is asked of who may turn it");

    // Whoever got no mandate gives none, and hears who does; the chief gives one for today.
    let today = mandate("03-02-2026", "03-02-2026");
    let (status, said) = posts(&house, "politie-nh", &format!("{at}/mandaat"), today.clone()).await;
    assert!(status == 409 && said.contains("Annemiek Stuurman (Politiechef)"), "{status} {said}");
    assert_eq!(posts(&house, "om-nh", &format!("{at}/mandaat"), today.clone()).await.0, 404);
    let (status, said) = posts(&house, "chef", &format!("{at}/mandaat"), mandate("03-02-2026", "02-02-2026")).await;
    assert!(status == 422 && said.contains("te vroeg"), "{status} {said}");
    assert_eq!(posts(&house, "chef", &format!("{at}/mandaat"), today).await.0, 200);
    assert_eq!(turns(&house, "politie-nh", first).await.0, 200);
    let line = crate::rig::book(&house.vault, 1).await.remove(0);
    assert_eq!((line.act.as_str(), line.ground.as_str()), ("weighing.turn-key", "weighing.key.trio mandate:P-12"));

    // The mandate ended tonight; the office needs none.
    house.clock.days(1);
    let (status, said) = turns(&house, "politie-nh", second).await;
    assert!(status == 409 && said.contains("Bij Organisatie politie-nh kan dit: Annemiek Stuurman"), "{status} {said}");
    let page = house.browser("politie-nh").await.get(&format!("{}/{second}", room("weighing"))).await;
    assert!(page.body.contains("kan dit: Annemiek Stuurman (Politiechef)"));
    assert_eq!(turns(&house, "chef", second).await.0, 200);
    let line = crate::rig::book(&house.vault, 1).await.remove(0);
    assert_eq!(line.ground, "weighing.key.trio office");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_left_holds_no_office_and_no_mandate_and_everybody_reads_who_signs() {
    let (house, [table, _]) = town().await;
    let keys = |to: &str| vault::Mandate {
        to: word(to),
        acts: vec!["weighing.turn-key".into()],
        decision: word("P-12"),
        from: word("2026-01-01"),
        until: word("2026-12-31"),
    };
    let office = Office { holder: Some(word("chef")), mandates: vec![keys("politie-nh")], ..Office::open() };
    house.vault.set_office(&word("politie-nh"), office).await.unwrap();
    house.vault.close_account(&word("chef")).await.unwrap();
    assert_eq!(turns(&house, "politie-nh", table).await.0, 200, "a mandate is of the office and outlives who gave it");
    // Nobody else of the organisation is told as if they could.
    let (status, said) = turns(&house, "politie-nh", table).await;
    assert!(status != 200 && !said.contains("Annemiek"), "{status} {said}");

    let (_, said) = posts(&house, "beheer", "/organisaties/nieuw", json!({ "agency": "om-nh" })).await;
    let at = said.split('"').find(|w| w.contains("/organisaties/")).unwrap().trim_start_matches("/api/v1").to_owned();
    for who in ["om-nh", "ggz-nhn", "rac", "beheer"] {
        assert_eq!(house.program(who).await.get(&format!("/api/v1{at}")).await.status, 200, "{who}");
        let all = house.program(who).await.get("/api/v1/organisaties").await.json();
        assert_eq!(all["organisations"][0]["name"], "Organisatie om-nh", "{who}: {all}");
    }
}

/// The office of the police, with the chief as its holder whom a second person confirmed. Gives where it is.
async fn with_chief(house: &House) -> String {
    let (_, said) = posts(house, "beheer", "/organisaties/nieuw", json!({ "agency": "politie-nh" })).await;
    let at = format!("{}/{}", room("office"), id_in(said.split('"').find(|w| w.contains("/organisaties/")).unwrap()));
    assert_eq!(posts(house, "beheer", &format!("{at}/ambt"), json!({ "person": "chef" })).await.0, 200);
    let confirms = json!({ "says": "confirms" });
    assert_eq!(posts(house, "politie-nh", &format!("{at}/ambt/bevestigen"), confirms).await.0, 200);
    at
}

fn chief(agency: &str, until: Option<&str>) -> NewAccount {
    NewAccount {
        person: word("chef"),
        agency: word(agency),
        role: if agency == "om-nh" { Role::Prosecutor } else { Role::Police },
        name: word("Annemiek Stuurman"),
        function: word("Politiechef"),
        until: until.map(word),
        login: None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_office_ends_when_its_holder_moves_or_was_not_designated_and_comes_back_by_naming_only() {
    let (house, [table, _]) = town().await;
    let at = with_chief(&house).await;
    let today = mandate("03-02-2026", "03-03-2026");
    assert_eq!(posts(&house, "chef", &format!("{at}/mandaat"), today).await.0, 200);
    let is = async |account: NewAccount| house.vault.set_accounts(vec![account]).await.unwrap();
    let state = async || house.program("rac").await.get(&format!("/api/v1{at}")).await.json()["holder"].clone();
    assert!(state().await.is_object());

    // Gone to the prosecution and back, without anybody naming them.
    is(chief("om-nh", None)).await;
    assert!(state().await.is_null(), "the page tells that nobody holds the office");
    is(chief("politie-nh", None)).await;
    let (status, said) = posts(&house, "chef", &format!("{at}/mandaat"), mandate("03-02-2026", "03-03-2026")).await;
    assert_eq!(status, 404, "where nobody holds the office nobody gives a mandate: {said}");
    let told: Vec<_> = crate::rig::book(&house.vault, 30).await;
    assert!(told.iter().any(|line| line.act == "account.unseat"), "it is in the book");

    // Named again; then a designation that ends, and goes on after a gap.
    assert_eq!(posts(&house, "beheer", &format!("{at}/ambt"), json!({ "person": "chef" })).await.0, 200);
    let confirms = json!({ "says": "confirms" });
    assert_eq!(posts(&house, "politie-nh", &format!("{at}/ambt/bevestigen"), confirms).await.0, 200);
    is(chief("politie-nh", Some("2026-02-03"))).await;
    assert!(state().await.is_object(), "prolonged or shortened in time it goes on");
    house.clock.days(2);
    is(chief("politie-nh", None)).await;
    assert!(state().await.is_null());
    let right = |who: &str| {
        let directory = house.vault.directory();
        let office = &directory.agency(&word("politie-nh")).unwrap().office;
        office.right(&word(who), "weighing.turn-key", word("2026-02-05")).is_some()
    };
    assert!(!right("chef") && right("politie-nh"), "no key without naming");
    assert_eq!(turns(&house, "politie-nh", table).await.0, 200, "the mandate that was given is of the office");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mandate_of_who_left_says_so_in_the_language_of_who_reads() {
    let (house, _) = town().await;
    let at = with_chief(&house).await;
    hire(&house, "agent", "Joep Wisselaar", "Wijkagent").await;
    let given = json!({ "to": "agent", "acts": ["weighing.turn-key"], "decision": "P-13", "from": "03-02-2026", "until": "03-03-2026" });
    assert_eq!(posts(&house, "chef", &format!("{at}/mandaat"), given).await.0, 200);
    house.vault.close_account(&word("agent")).await.unwrap();
    let mut browser = house.browser("chef").await;
    let page = browser.get(&at).await;
    assert!(page.says("ingetrokken") && page.says("03-02-2026: werkt hier niet meer"), "{}", page.body);
    browser.post("/taal", &[("naar", "en"), ("terug", at.as_str())]).await;
    let page = browser.get(&at).await;
    assert!(page.says("withdrawn") && page.says("03-02-2026: no longer works here"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_comes_into_office_who_left_between_naming_and_confirming() {
    let (house, _) = town().await;
    let (_, said) = posts(&house, "beheer", "/organisaties/nieuw", json!({ "agency": "politie-nh" })).await;
    let at = format!("{}/{}", room("office"), id_in(said.split('"').find(|w| w.contains("/organisaties/")).unwrap()));
    house.vault.set_accounts(vec![chief("politie-nh", Some("2026-02-03"))]).await.unwrap();
    assert_eq!(posts(&house, "beheer", &format!("{at}/ambt"), json!({ "person": "chef" })).await.0, 200);
    house.clock.days(1);
    let says = async |says: Value| posts(&house, "politie-nh", &format!("{at}/ambt/bevestigen"), says).await;
    let (status, said) = says(json!({ "says": "confirms" })).await;
    assert!(status == 422 && said.contains("werkt hier niet meer"), "{status} {said}");
    assert_eq!(says(json!({ "says": "refuses", "reason": "Vertrokken." })).await.0, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_moves_and_comes_back_has_no_mandate_and_no_place_at_the_desk() {
    let (house, _) = town().await;
    let keys = vault::Mandate {
        to: word("chef"),
        acts: vec!["weighing.turn-key".into()],
        decision: word("P-12"),
        from: word("2026-01-01"),
        until: word("2026-12-31"),
    };
    let desk = vault::NamingDesk { persons: vec![word("chef")], automatic: true };
    // Arranged in no dossier, as in a house that was just made.
    let office = Office { desk, mandates: vec![keys], holder: None };
    house.vault.set_office(&word("politie-nh"), office).await.unwrap();
    for agency in ["om-nh", "politie-nh"] {
        house.vault.set_accounts(vec![chief(agency, None)]).await.unwrap();
    }
    let back = house.actor("chef").await;
    assert!(!back.is_at_desk());
    assert_eq!(back.agency.office.right(&back.person, "weighing.turn-key", word("2026-02-03")), None);
    assert!(back.agency.office.desk.automatic, "the rest stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keeper_who_works_there_too_does_not_put_themself_at_its_desk() {
    let (house, _) = town().await;
    let (_, said) = posts(&house, "beheer", "/organisaties/nieuw", json!({ "agency": "politie-nh" })).await;
    let at =
        format!("{}/{}/loket", room("office"), id_in(said.split('"').find(|w| w.contains("/organisaties/")).unwrap()));
    let own = NewAccount { person: word("beheer-2"), login: Some(word("beheer")), ..chief("politie-nh", None) };
    house.vault.set_accounts(vec![own]).await.unwrap();
    let sets = async |who: &str| posts(&house, "beheer", &at, json!({ "persons": [who], "automatic": false })).await;
    let (status, said) = sets("beheer-2").await;
    assert!(status == 422 && said.contains("U kunt uzelf niet aanwijzen"), "{status} {said}");
    assert_eq!(sets("chef").await.0, 200);
}
