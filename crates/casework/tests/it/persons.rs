//! Who sits is a person: what a colleague who was not named can find at any address, and how a desk names.

use crate::{
    house::{House, house, word},
    stories::room,
};
use serde_json::{Value, json};
use vault::{NamingDesk, NewAccount, Office, Role};
use web::Method;

pub(crate) const CASE: &str = "MERKTITEL";

/// Somebody comes to work for the police.
pub(crate) async fn hire(house: &House, person: &str) {
    hire_as(house, person, ("politie-nh", Role::Police)).await;
}

/// Somebody comes to work for an organisation.
pub(crate) async fn hire_as(house: &House, person: &str, (agency, role): (&str, Role)) {
    let account = NewAccount {
        person: word(person),
        agency: word(agency),
        role,
        name: word("Nieuw Verzonnen"),
        function: word("Wijkagent"),
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![account]).await.unwrap();
}

/// From now on the police has a desk, and nobody is named by the way.
pub(crate) async fn desk(house: &House, person: &str) {
    let police = house.actor("politie-nh").await.agency;
    let desk = NamingDesk { persons: vec![word(person)], automatic: false };
    house.vault.set_office(&police.id, Office { desk, ..police.office }).await.unwrap();
}

pub(crate) async fn opened(house: &House) -> kernel::DossierId {
    house.case("hoorn", "MERK").await
}

pub(crate) async fn tasks(house: &House, who: &str) -> Vec<Value> {
    let read = house.program(who).await.get("/api/v1").await.json();
    // A line may stand for many.
    let each = |task: &Value| vec![task.clone(); usize::try_from(task["count"].as_u64().unwrap()).unwrap()];
    read["tasks"].as_array().unwrap().iter().flat_map(each).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_colleague_who_was_not_named_finds_no_dossier_at_any_address() {
    let house = house().await;
    let mut all = house.furnish().await;
    all.push(house.triaged().await);
    hire(&house, "politie-nh-2").await;
    let (program, mut browser) = (house.program("politie-nh-2").await, house.browser("politie-nh-2").await);
    let mut tried = 0;
    for address in house.rooms.addresses().iter().filter(|a| a.login && a.path.contains("{id}")) {
        let Some(act) = &address.act else { continue };
        // Who signs for an organisation is no secret to who works together.
        if act.kind == "office" {
            continue;
        }
        for placed in all.iter().filter(|p| p.kind == act.kind) {
            let path = address.path.replace("{id}", &placed.id.to_string()).replace("{no}", "1");
            let (told, shown) = match address.method {
                Method::Get => (program.get(&format!("/api/v1{path}")).await, browser.get(&path).await),
                Method::Post => {
                    let told = program.post(&format!("/api/v1{path}"), &json!({ "text": "x", "_seq": "0" })).await;
                    (told, browser.post(&path, &[("text", "x")]).await)
                }
            };
            assert_eq!((told.status, shown.status), (404, 404), "{} {path}", address.method.word());
            tried += 2;
        }
        // Whoever is refused very often is slowed down in the book, not here.
        house.clock.minutes(1);
    }
    assert!(tried > 900, "{tried}");
    for list in ["signalen", "wegingen", "adviezen", "zaken"] {
        assert_eq!(program.get(&format!("/api/v1/{list}")).await.json()["total"], 0, "{list}");
    }
    assert!(tasks(&house, "politie-nh-2").await.is_empty());
    assert!(!tasks(&house, "politie-nh").await.is_empty(), "who was named has work");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_names_who_sits_without_reading_what_it_is_about() {
    let house = house().await;
    for person in ["politie-nh-2", "loket"] {
        hire(&house, person).await;
    }
    desk(&house, "loket").await;
    let id = house.case("hoorn", "MERK").await;
    let (table, persons) = (format!("{}/{id}", room("case")), format!("{}/{id}/personen", room("case")));
    for nobody in ["politie-nh", "politie-nh-2", "loket"] {
        assert_eq!(house.program(nobody).await.get(&format!("/api/v1{table}")).await.status, 404, "{nobody}");
    }
    let asked = tasks(&house, "loket").await;
    assert_eq!((asked.len(), &asked[0]["address"], &asked[0]["title"]), (1, &json!(persons), &json!("")));

    let mut loket = house.browser("loket").await;
    let page = loket.get(&persons).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Er is nog niemand aangewezen") && page.body.contains("Nieuw Verzonnen, Wijkagent"));
    assert!(
        !page.body.contains(CASE) && !page.body.contains("gemeente-hoorn"),
        "a desk reads no more than which table"
    );
    let reply = loket.post(&persons, &[("persons", "gemeente-hoorn"), ("from", "01-02-2026")]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.body.contains("alleen mensen van uw eigen organisatie") && reply.body.contains("01-02-2026"));
    let reply = loket.post(&persons, &[("persons", "politie-nh-2"), ("from", "01-01-2026")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert!(tasks(&house, "loket").await.is_empty());
    for (who, status) in [("politie-nh-2", 200), ("politie-nh", 404), ("loket", 404)] {
        assert_eq!(house.program(who).await.get(&format!("/api/v1{table}")).await.status, status, "{who}");
    }
    // Who sits sees who else does; and the one on holiday is replaced for a while.
    let seen = house.program("politie-nh-2").await.get(&format!("/api/v1{persons}")).await.json();
    assert!(seen["organisations"].as_array().unwrap().len() > 2, "{seen}");
    let away = [("place", "politie-nh-2"), ("person", "politie-nh"), ("from", "01-01-2026"), ("until", "31-12-2026")];
    let reply = loket.post(&format!("{persons}/vervanging"), &away).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    assert_eq!(house.program("politie-nh").await.get(&format!("/api/v1{table}")).await.status, 200);
    house.clock.set("2027-01-04T09:00:00Z");
    assert_eq!(
        house.program("politie-nh").await.get(&format!("/api/v1{table}")).await.status,
        404,
        "the holiday is over"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_third_party_that_is_its_own_desk_reads_no_more_for_it() {
    let house = house().await;
    house.furnish().await;
    let rows = async |house: &House| house.program("ggz-nhn").await.get("/api/v1/zaken").await.json()["rows"].clone();
    let before = rows(&house).await;
    assert_eq!((before.as_array().unwrap().len(), &before[0]["summary"]), (1, &json!("")));
    let persons = format!("/api/v1{}/personen", before[0]["address"].as_str().unwrap());
    assert_eq!(house.program("ggz-nhn").await.get(&persons).await.status, 404);
    let agency = house.actor("ggz-nhn").await.agency;
    let desk = NamingDesk { persons: vec![word("ggz-nhn")], automatic: false };
    house.vault.set_office(&agency.id, Office { desk, ..agency.office }).await.unwrap();
    assert_eq!(rows(&house).await, before);
    let seen = house.program("ggz-nhn").await.get(&persons).await.json();
    assert_eq!(seen["organisations"].as_array().unwrap().len(), 1, "{seen}");
}
