//! A case that nobody said is still needed is read by fewer, until somebody does.

use crate::{
    correcting::{done, reads, sends},
    dossiers::{opening, participant},
    house::house,
};
use casework::case::{Case, OpenCase, Opening};
use serde_json::json;
use vault::AgencyKind;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_let_in_finds_nothing_of_a_lapsed_case_until_the_three_or_their_director_looked_back() {
    let house = house().await;
    let terms = Some(kernel::CaseTerms { confirm: Some(40), ..Default::default() });
    let event = Case::open(Opening { terms, ..opening("hoorn", "MERKVERLOPEN") }).unwrap();
    let id = house.begins::<OpenCase>("gemeente-hoorn", event).await;
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, casework::case::Ground::Probation)).await;
    let at = format!("/zaken/{id}");
    let soon = house.browser("reclassering").await.get(&at).await;
    assert!(soon.status == 200 && soon.says("Kijkt de tafel niet uiterlijk"), "{}", soon.body);
    let note = json!({ "text": "MERKOUDENOTITIE." });
    done(&house, "reclassering", &format!("{at}/notitie"), note).await;
    house.clock.set("2026-04-15T09:00:00Z");
    // To who was let in it is as a case that never was: the page, the list and their work.
    for page in ["", "/plan", "/afspraken", "/meenemen", "/overdracht"] {
        assert_eq!(reads(&house, "reclassering", &format!("{at}{page}")).await.status, 404, "{page}");
    }
    let program = house.program("reclassering").await;
    assert_eq!(program.get("/api/v1/zaken").await.json()["rows"], json!([]));
    assert!(!program.get("/api/v1").await.body.contains("C-2026"), "nothing is asked of them");
    let police = house.browser("politie-nh").await.get(&at).await;
    assert!(police.status == 200 && police.says("Niemand zei op tijd"), "{}", police.body);
    let asked =
        json!({ "agency": "reclassering", "question": "Komt hij nog?", "necessity": "Plan.", "due": "20-04-2026" });
    let asked = sends(&house, "gemeente-hoorn", &format!("{at}/bijdragen/vragen"), &asked).await;
    assert!(asked.status == 409 || asked.status == 422, "{}", asked.body);
    assert!(asked.body.contains("Kijk eerst terug"), "{}", asked.body);
    let records = format!("{at}/terugkijken/vastleggen");
    let look = |again: &str| {
        json!({
            "necessary": "yes", "necessity": "Nog zorgen.", "proportionate": "yes", "proportion": "Licht.",
            "next": "continue", "again": again
        })
    };
    let late = sends(&house, "procesregisseur-nhn", &records, &look("20-06-2026")).await;
    assert_eq!(late.json()["errors"][0]["field"], "again", "after it would have lapsed again");
    done(&house, "procesregisseur-nhn", &records, look("20-05-2026")).await;
    let back = house.browser("reclassering").await.get(&at).await;
    assert!(back.status == 200 && back.says("MERKOUDENOTITIE"), "{}", back.body);
}
