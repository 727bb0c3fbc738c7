//! Who files, who supplies and who takes part, by the law: through the doors of a browser and of a program.

use crate::{
    correcting::sends,
    dossiers,
    house::{House, house, word},
};
use casework::case::{Case, Ground, OpenCase, Opening};
use kernel::DossierId;
use serde_json::{Value, json};
use vault::{AgencyKind, NewAccount, Role};

fn written(name: &str) -> Value {
    json!({ "about": "person", "name": name, "municipality": "hoorn", "facts.0.what": "Iets werd gezien.",
        "reporter": "government", "received": "02-02-2026", "channel": "telefoon", "contact": "Verzonnen, 0229-1" })
}

async fn status(house: &House, who: &str, path: &str) -> u16 {
    house.program(who).await.get(&format!("/api/v1{path}")).await.status
}

async fn tasks(house: &House, who: &str) -> Vec<Value> {
    house.program(who).await.get("/api/v1").await.json()["tasks"].as_array().unwrap().clone()
}

/// From a case the way leads back to the weighing, for who may read that and for nobody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_a_case_the_way_leads_back_for_who_may_read_what_came_before() {
    let house = house().await;
    let gemeente = house.program("gemeente-hoorn").await;
    let signal = gemeente.post("/api/v1/signalen/nieuw", &written("Verzonnen Weg")).await.json()["id"].clone();
    let file = format!("/api/v1/signalen/{}/aanmelden", signal.as_str().unwrap());
    let filed = gemeente.post(&file, &json!({ "to": "police", "contact": "Ik, 0229-1" })).await;
    let weighing = crate::house::id_in(filed.json()["address"].as_str().unwrap());
    let event = Case::open(Opening { from: Some(weighing), ..dossiers::opening("hoorn", "MERK") }).unwrap();
    let id = house.begins::<OpenCase>("gemeente-hoorn", event).await;
    house.lets_in(id, dossiers::participant("reclassering", AgencyKind::Probation, Ground::Probation)).await;
    for (who, leads) in [("gemeente-hoorn", true), ("om-nh", true), ("reclassering", false)] {
        let page = house.browser(who).await.get(&format!("/zaken/{id}")).await;
        assert_eq!(page.status, 200, "{who}");
        assert!(page.says("class=\"steps\""), "{who}: {}", page.body);
        assert_eq!(page.says(&format!("href=\"/wegingen/{weighing}\"")), leads, "{who}: {}", page.body);
    }
}

/// WEG-01, PAR-01: Wgpga art. 5 lid 1 leaves filing to every participant of art. 3 lid 1.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_mayor_probation_and_the_child_protection_board_file_a_signal() {
    let house = house().await;
    for who in ["burgemeester-hoorn", "reclassering", "rvdk"] {
        let program = house.program(who).await;
        let reply = program.post("/api/v1/signalen/nieuw", &written(&format!("Verzonnen van {who}"))).await;
        assert_eq!(reply.status, 201, "{who}: {}", reply.body);
        let at = format!("/signalen/{}", reply.json()["id"].as_str().unwrap());
        // Who wrote it down reads it, finds it in a list and has it as work; so does the municipality of stay; nobody else does.
        for (reader, sees) in [(who, 200), ("gemeente-hoorn", 200), ("politie-nh", 404), ("ggz-nhn", 404)] {
            assert_eq!(status(&house, reader, &at).await, sees, "{who}: {reader}");
        }
        let other = if who == "rvdk" { "reclassering" } else { "rvdk" };
        assert_eq!(status(&house, other, &at).await, 404, "{who}: {other}");
        assert!(program.get("/api/v1/signalen").await.says(&format!("Verzonnen van {who}")), "{who}");
        assert!(tasks(&house, who).await.iter().any(|t| t["address"] == format!("{at}/aanmelden")), "{who}");
        let mut browser = house.browser(who).await;
        let page = browser.get(&format!("{at}/aanmelden")).await;
        assert_eq!(page.status, 200, "{who}: {}", page.body);
        let filed = browser.post(&format!("{at}/aanmelden"), &[("to", "police"), ("contact", "Ik, 0229-1")]).await;
        assert_eq!(filed.status, 303, "{who}: {}", filed.body);
        let weighing = crate::house::id_in(filed.path());
        let reads = if who == "burgemeester-hoorn" { 200 } else { 404 };
        for (path, sees) in [(format!("/wegingen/{weighing}"), reads), (format!("/wegingen/{weighing}/bericht"), 200)] {
            assert_eq!(status(&house, who, &path).await, sees, "WEG-10: {who} {path}");
        }
        assert_eq!(status(&house, "om-nh", &format!("/wegingen/{weighing}")).await, 200, "{who}");
    }
    // A school or a care provider reports; it writes nothing down here, and files nothing.
    for who in ["ggz-nhn", "school-hoorn", "procesregisseur-nhn", "casusregisseur-hoorn"] {
        let reply = house.program(who).await.post("/api/v1/signalen/nieuw", &written("Niemand")).await;
        assert_eq!(reply.status, 404, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_probation_wrote_down_falls_away_only_when_a_core_partner_looks_along() {
    let house = house().await;
    let partner = house.program("reclassering").await;
    let reply = partner.post("/api/v1/signalen/nieuw", &written("Verzonnen")).await;
    let at = format!("/signalen/{}", reply.json()["id"].as_str().unwrap());
    let proposal = |second: &str| json!({ "reason": "Het was een vergissing.", "second": second });
    let reply = partner.post(&format!("/api/v1{at}/uitsluiten"), &proposal("rvdk")).await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    let reply = partner.post(&format!("/api/v1{at}/uitsluiten"), &proposal("politie-nh")).await;
    assert!(reply.status < 300, "{}", reply.body);
    assert_eq!(status(&house, "politie-nh", &at).await, 200);
    let reply = house.program("politie-nh").await.post(&format!("/api/v1{at}/meekijken"), &json!({})).await;
    assert!(reply.status < 300, "{}", reply.body);
    assert!(partner.get(&format!("/api/v1{at}")).await.says("Twee organisaties"));
}

/// WEG-09
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_college_as_supplier_reads_only_what_it_supplied_itself() {
    let house = house().await;
    let account = |who: &str| NewAccount {
        person: word(who),
        agency: word("gemeente-hoorn"),
        role: Role::Partner,
        name: word("Verzonnen van het college"),
        function: word("consulent"),
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![account("wmo-hoorn"), account("jeugd-hoorn")]).await.unwrap();
    let filing = dossiers::filing(DossierId::new(1, [1; 10]), "cter-nh", "hoorn", "MERK");
    let id = house.weighing("expert-nh", filing).await;
    let at = format!("/wegingen/{id}");
    let own = format!("{at}/college");
    let asked = tasks(&house, "wmo-hoorn").await;
    assert_eq!((asked.len(), &asked[0]["address"]), (1, &json!(own)), "{asked:?}");
    let supply = |text: &str| json!({ "category": "earlier-support", "text": text, "necessity": "Nodig om te wegen." });
    let mayor = house.program("burgemeester-hoorn").await;
    assert!(mayor.post(&format!("/api/v1{at}/aanvullen"), &supply("Van de burgemeester.")).await.status < 300);
    for who in ["wmo-hoorn", "jeugd-hoorn"] {
        let program = house.program(who).await;
        let reply = program.post(&format!("/api/v1{own}"), &supply(&format!("Van {who}."))).await;
        assert!(reply.status < 300, "{who}: {}", reply.body);
        let mut browser = house.browser(who).await;
        let page = browser.get(&own).await;
        assert!(page.says(&format!("Van {who}.")), "{who}: {}", page.body);
        let others = ["wmo-hoorn", "jeugd-hoorn", "de burgemeester"].into_iter().filter(|other| *other != who);
        assert!(others.map(|other| format!("Van {other}.")).all(|text| !page.says(&text)), "{who}: {}", page.body);
        assert!(page.says("MERKNAAM") && !page.says("MERKFEIT") && !page.says("MERKDUIDING"), "{}", page.body);
        for rest in ["", "/zienswijze", "/oordeel", "/bericht", "/aanvullen", "/raadplegen"] {
            assert_eq!(status(&house, who, &format!("{at}{rest}")).await, 404, "{who} {rest}");
        }
        assert_eq!(program.get("/api/v1/wegingen").await.status, 404, "{who}: no list of weighings");
    }
    // Who filed it for the college reads on its own page what it supplied, and nothing of the others.
    let filer = house.program("expert-nh").await;
    let reply = filer.post(&format!("/api/v1{at}/bericht/aanvullen"), &supply("Van de expert.")).await;
    assert!(reply.status < 300, "{}", reply.body);
    let page = filer.get(&format!("/api/v1{at}/bericht")).await;
    assert!(page.says("Van de expert.") && !page.says("Van wmo-hoorn."), "{}", page.body);
    // The three read all of it, and once their views lie open nothing is added.
    assert_eq!(house.now::<casework::weighing::ReadWeighing>("om-nh", id).await.supplies().len(), 4);
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        house.hands_in(who, id, "MERKZIENSWIJZE").await;
    }
    let college = house.program("wmo-hoorn").await;
    assert_eq!(college.post(&format!("/api/v1{own}"), &supply("Te laat.")).await.status, 404);
    assert!(college.get(&format!("/api/v1{own}")).await.says("Van wmo-hoorn."));
    assert!(tasks(&house, "wmo-hoorn").await.is_empty());
}

pub(crate) async fn opened(house: &House) -> String {
    let case = json!({ "title": "Een verzonnen zaak", "summary": "MERKAANLEIDING", "regime": "wgs-zvh", "kind": "complex",
        "municipality": "hoorn", "purpose": "MERKDOEL", "subject_kind": "natural", "name": "Verzonnen Persoon" });
    let reply = house.program("gemeente-hoorn").await.post("/api/v1/zaken/nieuw", &case).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    format!("/zaken/{}", reply.json()["id"].as_str().unwrap())
}

/// PAR-08
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_the_wgs_police_and_om_take_part_by_their_own_key() {
    let house = house().await;
    let at = opened(&house).await;
    let item = json!({ "category": "e", "nature": "fact", "text": "MERKITEM", "necessity": "Nodig.", "ground": "participant-wgs",
        "special": "none", "audience": "all" });
    let gives = house.program("gemeente-hoorn").await.post(&format!("/api/v1{at}/bijdragen/nieuw"), &item).await;
    assert!(gives.status < 300, "{}", gives.body);
    for who in ["politie-nh", "om-nh"] {
        let asked = tasks(&house, who).await;
        assert_eq!((asked.len(), &asked[0]["address"]), (1, &json!(format!("{at}/meedoen"))), "{who}: {asked:?}");
        for rest in ["", "/bijdragen", "/plan", "/deelname", "/afspraken"] {
            assert_eq!(status(&house, who, &format!("{at}{rest}")).await, 404, "{who} {rest}");
        }
        assert_eq!(house.program(who).await.get("/api/v1/zaken").await.json()["total"], 0, "{who}");
        let page = house.browser(who).await.get(&format!("{at}/meedoen")).await;
        assert!(page.says("MERKDOEL") && page.says("MERKAANLEIDING") && !page.says("MERKITEM"), "{}", page.body);
    }
    for other in ["gemeente-hoorn", "procesregisseur-nhn", "reclassering", "expert-nh"] {
        assert_eq!(status(&house, other, &format!("{at}/meedoen")).await, 404, "{other}");
    }
    // Nobody decides who else sits there before both have said whether they do.
    let proposal = json!({ "agency": "reclassering", "as": "participant", "necessity": "Toezicht.", "from": "03-02-2026",
        "ground": "probation" });
    let director = house.program("procesregisseur-nhn").await;
    let reply = director.post(&format!("/api/v1{at}/deelname/voorstel"), &proposal).await;
    assert!(reply.status < 300, "{}", reply.body);
    let turns = async |who: &str| {
        house.program(who).await.post(&format!("/api/v1{at}/deelname/sleutel/2"), &json!({ "read": "1" })).await.status
    };
    let bare = sends(&house, "gemeente-hoorn", &format!("{at}/deelname/sleutel/2"), &json!({})).await;
    assert!(bare.status == 422 && bare.says("Zet het vinkje"), "not in one press: {}", bare.body);
    assert!(turns("gemeente-hoorn").await < 300);
    assert_eq!((turns("politie-nh").await, turns("om-nh").await), (404, 404));
    let mut police = house.browser("politie-nh").await;
    police.get(&format!("{at}/meedoen")).await;
    let bare = police.post(&format!("{at}/meedoen/sleutel"), &[]).await;
    assert!(bare.status == 422 && bare.says("Zet het vinkje"), "not in one press: {}", bare.body);
    assert_eq!(police.post(&format!("{at}/meedoen/sleutel"), &[("read", "ja")]).await.status, 303);
    assert_eq!(status(&house, "politie-nh", &at).await, 200);
    assert_eq!(status(&house, "politie-nh", &format!("{at}/meedoen")).await, 404);
    // The OM does not: it has no seat and no key, and the others read why; what was half agreed starts over with the two.
    let mut om = house.browser("om-nh").await;
    om.get(&format!("{at}/meedoen")).await;
    assert_eq!(om.post(&format!("{at}/meedoen/niet"), &[]).await.status, 422, "not without a reason");
    assert_eq!(om.post(&format!("{at}/meedoen/niet"), &[("reason", "Er loopt geen strafzaak.")]).await.status, 303);
    assert!(tasks(&house, "om-nh").await.is_empty());
    assert_eq!(
        (status(&house, "om-nh", &at).await, status(&house, "om-nh", &format!("{at}/meedoen")).await),
        (404, 404)
    );
    assert!(
        house.browser("gemeente-hoorn").await.get(&format!("{at}/deelname")).await.says("Er loopt geen strafzaak.")
    );
    assert_eq!(status(&house, "reclassering", &at).await, 404);
    assert!(turns("gemeente-hoorn").await < 300 && turns("politie-nh").await < 300);
    assert_eq!(status(&house, "reclassering", &at).await, 200);
}

/// A case that comes of what three judged needs no key more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_a_case_that_three_decided_on_they_sit_from_the_first_day() {
    let house = house().await;
    let proposal = dossiers::participant("reclassering", AgencyKind::Probation, Ground::Probation);
    let id = house.case("hoorn", "MERK").await;
    house.lets_in(id, proposal).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering"] {
        assert_eq!(status(&house, who, &format!("/zaken/{id}")).await, 200, "{who}");
    }
}
