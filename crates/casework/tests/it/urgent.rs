//! Urgent is urgent: it stands first and marked wherever it is seen, it has short terms of its own, the three hear of it at once, and who
//! filed it sees who confirmed that.

use crate::{
    dossiers::{filing, intake},
    house::{House, house},
};
use casework::signal::Intake;
use kernel::DossierId;
use serde_json::{Value, json};

async fn read(house: &House, who: &str, at: &str) -> Value {
    let reply = house.program(who).await.get(&format!("/api/v1{at}")).await;
    assert_eq!(reply.status, 200, "{who} {at}: {}", reply.body);
    reply.json()
}

/// Registered and filed through the forms, on Tuesday 3 February 2026.
pub(crate) async fn filed(house: &House, mark: &str, acute: bool) -> DossierId {
    let signal = house.signal("expert-nh", Intake { acute, ..intake("cter-nh", "hoorn", mark) }).await;
    let typed = json!({ "to": "mayor", "contact": "Noor Voorbeeld, 0229-123456" });
    let reply = house.program("expert-nh").await.post(&format!("/api/v1/signalen/{signal}/aanmelden"), &typed).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.json()["id"].as_str().unwrap().parse().unwrap()
}

fn addresses(list: &Value) -> Vec<&str> {
    list["rows"].as_array().unwrap().iter().map(|row| row["address"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_urgent_signal_has_short_terms_and_stands_first_in_every_list() {
    let house = house().await;
    let acute = house.signal("expert-nh", Intake { acute: true, ..intake("cter-nh", "hoorn", "HAAST") }).await;
    house.clock.days(1);
    let calm = house.signal("expert-nh", intake("cter-nh", "hoorn", "RUSTIG")).await;
    let list = read(&house, "expert-nh", "/signalen").await;
    assert_eq!(addresses(&list), [format!("/signalen/{acute}"), format!("/signalen/{calm}")], "older, and first");
    assert_eq!((&list["rows"][0]["urgent"], &list["rows"][1]["urgent"]), (&json!(true), &json!(false)));
    assert_eq!((&list["rows"][0]["due"], &list["rows"][1]["due"]), (&json!("2026-02-04"), &json!("2026-02-18")));
    assert_eq!(list["total"], 2);
    for narrowed in ["?gemeente=hoorn", "?volgorde=uiterlijk", "?soort=open", "?alleen=aan-zet"] {
        let list = read(&house, "expert-nh", &format!("/signalen{narrowed}")).await;
        assert_eq!(addresses(&list)[0], format!("/signalen/{acute}"), "{narrowed}");
    }
    let page = house.browser("expert-nh").await.get("/signalen").await;
    assert!(page.says("row--urgent") && page.says("spoed bovenaan"), "{}", page.body);
    let days = read(&house, "expert-nh", "/dagen").await;
    assert_eq!(days["lines"][0]["urgent"], true, "{days}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_urgent_stands_above_a_long_list_once_and_no_row_is_lost_behind_it() {
    let house = house().await;
    let acute = house.signal("expert-nh", Intake { acute: true, ..intake("cter-nh", "hoorn", "HAAST") }).await;
    for n in 0..5 {
        house.clock.days(1);
        house.signal("expert-nh", intake("cter-nh", "hoorn", &format!("RUSTIG{n}"))).await;
    }
    let (mut seen, mut at, mut pages) = (Vec::new(), Some("/signalen?aantal=2".to_owned()), 0);
    while let Some(here) = at {
        let list = read(&house, "expert-nh", &here).await;
        let rows: Vec<String> = addresses(&list).into_iter().map(str::to_owned).collect();
        assert_eq!(list["total"], 6);
        assert_eq!(rows.contains(&format!("/signalen/{acute}")), pages == 0, "on the first page alone");
        seen.extend(rows);
        at = list["next"].as_str().map(str::to_owned);
        pages += 1;
    }
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), pages), (6, 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_three_hear_at_once_confirm_and_who_filed_it_sees_who_did_not_yet() {
    let house = house().await;
    let id = filed(&house, "HAAST", true).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        let work = read(&house, who, "").await;
        let first = &work["tasks"][0];
        assert_eq!(first["what"]["nl"], "Bevestigen dat u de spoed zag", "{who}: {work}");
        assert_eq!(
            (&first["urgent"], &first["when"], &first["due"]),
            (&json!(true), &json!("now"), &json!("2026-02-04"))
        );
        assert_eq!(first["address"], format!("/wegingen/{id}#urgent"));
        let list = read(&house, who, "/wegingen").await;
        assert_eq!((&list["rows"][0]["urgent"], &list["rows"][0]["due"]), (&json!(true), &json!("2026-02-06")));
    }
    for who in ["gemeente-hoorn", "om-nh"] {
        let mut browser = house.browser(who).await;
        let page = browser.get(&format!("/wegingen/{id}")).await;
        assert!(page.says("Ik heb het gezien") && page.says("id=\"urgent\""), "{}", page.body);
        let told = browser.post(&format!("/wegingen/{id}/gezien"), &[]).await;
        assert_eq!(told.status, 303, "{}", told.body);
        assert!(!browser.get(&format!("/wegingen/{id}")).await.says("Ik heb het gezien"), "once");
    }
    let notice = read(&house, "expert-nh", &format!("/wegingen/{id}/bericht")).await;
    let three = notice["urgency"]["three"].as_array().unwrap();
    let who: Vec<Option<&str>> = three.iter().map(|one| one["by"]["name"].as_str()).collect();
    assert_eq!(who, [Some("Naam van gemeente-hoorn"), None, Some("Naam van om-nh")]);
    assert_eq!(notice["urgency"]["confirmed"], 2);
    let page = house.browser("expert-nh").await.get(&format!("/wegingen/{id}/bericht")).await;
    assert!(page.says("nog niet bevestigd") && page.says("Spoed") && !page.says("/gezien\""), "{}", page.body);
    for who in ["expert-nh", "procesregisseur-nhn", "reclassering"] {
        let reply = house.program(who).await.post(&format!("/api/v1/wegingen/{id}/gezien"), &json!({})).await;
        assert_eq!(reply.status, 404, "{who} does not weigh: {}", reply.body);
    }
    let again = house.program("om-nh").await.post(&format!("/api/v1/wegingen/{id}/gezien"), &json!({})).await;
    assert_eq!(again.status, 422, "{}", again.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_wait_is_not_confirmed_and_has_the_usual_term() {
    let house = house().await;
    let id = filed(&house, "RUSTIG", false).await;
    let read_page = read(&house, "om-nh", &format!("/wegingen/{id}")).await;
    assert_eq!((&read_page["urgency"], &read_page["due"]), (&Value::Null, &json!("2026-02-24")));
    let reply = house.program("om-nh").await.post(&format!("/api/v1/wegingen/{id}/gezien"), &json!({})).await;
    assert_eq!(reply.status, 422, "{}", reply.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_filed_before_there_were_terms_has_the_usual_ones() {
    let house = house().await;
    let signal = house.signal("expert-nh", intake("cter-nh", "hoorn", "OUD")).await;
    let old = casework::weighing::Filing { acute: true, terms: None, ..filing(signal, "cter-nh", "hoorn", "OUD") };
    let id = house.weighing("expert-nh", old).await;
    let page = read(&house, "politie-nh", &format!("/wegingen/{id}")).await;
    assert_eq!((&page["urgency"]["confirmed"], &page["urgency"]["due"]), (&json!(0), &json!("2026-02-04")));
}
