//! Days as people write them, through the forms and for programs; and days that cannot be, told as they were understood.

use crate::house::{House, house};
use serde_json::{Value, json};

fn signal() -> Value {
    json!({
        "about": "person", "name": "Bram Verzonnen", "municipality": "hoorn", "received": "2 februari 2026", "channel": "telefoon",
        "reporter": "school", "facts.0.what": "Tekende een verboden teken.", "contact": "Noor Voorbeeld, 0229-123456",
    })
}

async fn sent(house: &House, field: &str, text: &str) -> (u16, Value) {
    let mut typed = signal();
    typed[field] = json!(text);
    let reply = house.program("expert-nh").await.post("/api/v1/signalen/nieuw", &typed).await;
    (reply.status, reply.json())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_birth_date_is_kept_alike_however_it_is_typed() {
    let house = house().await;
    let shapes = ["14-3-2009", "14/03/2009", "14.03.2009", "14 maart 2009", "14 mrt 2009", "14032009", "2009-03-14"];
    for shape in shapes {
        let reply = sent(&house, "birth", shape).await;
        assert_eq!(reply.0, 201, "{shape}: {}", reply.1);
        let id = reply.1["id"].as_str().unwrap();
        let read = house.program("expert-nh").await.get(&format!("/api/v1/signalen/{id}")).await.json();
        assert_eq!((&read["birth"], &read["received"]), (&json!("2009-03-14"), &json!("2026-02-02")), "{shape}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_that_cannot_be_is_told_at_its_field_as_it_was_understood() {
    let house = house().await;
    let told = [
        ("birth", "31-11-2008", "31-11-2008 bestaat niet: november 2008 heeft 30 dagen."),
        ("birth", "14-03-09", "Schrijf het jaar voluit: 14-03-2009 of 14-03-1909?"),
        ("birth", "01-01-0190", "Het jaar 0190 kan niet kloppen"),
        ("birth", "3 februari 2026", "na de dag waarop het signaal binnenkwam"),
        ("received", "04-02-2026", "04-02-2026 ligt in de toekomst"),
        ("received", "31-12-9999", "Het jaar 9999 kan niet kloppen"),
        ("received", "02/28/2025", "Bedoelt u 28-02-2025?"),
    ];
    for (field, text, says) in told {
        let (status, body) = sent(&house, field, text).await;
        let wrong = &body["errors"];
        assert_eq!(
            (status, wrong.as_array().map(Vec::len), &wrong[0]["field"]),
            (422, Some(1), &json!(field)),
            "{body}"
        );
        assert!(wrong[0]["message"].as_str().unwrap().contains(says), "{text}: {body}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_is_a_field_of_text_with_the_calendar_of_the_browser_beside_it() {
    let house = house().await;
    let page = house.browser("expert-nh").await.get("/signalen/nieuw").await;
    let field = page.body.split("name=\"received\"").nth(1).unwrap().split("</div>").next().unwrap();
    assert!(field.contains("type=\"text\"") && !field.contains("inputmode"), "no keypad without a hyphen: {field}");
    assert!(field.contains("data-pick hidden"), "shown by the script, where the browser has a calendar: {field}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_told_is_told_after_the_signal_came_in() {
    let house = house().await;
    let (_, kept) = sent(&house, "birth", "14-3-2009").await;
    let id = kept["id"].as_str().unwrap();
    let tell = async |on: &str| {
        let typed = json!({ "to": "subject", "on": on });
        house.program("expert-nh").await.post(&format!("/api/v1/signalen/{id}/kennisgeving"), &typed).await
    };
    for on in ["01-01-0026", "01-01-2020", "04-02-2026"] {
        let reply = tell(on).await;
        assert_eq!(reply.status, 422, "{on}: {}", reply.body);
    }
    assert!(tell("01-01-2020").await.body.contains("02-02-2026"), "it says from which day on");
}
