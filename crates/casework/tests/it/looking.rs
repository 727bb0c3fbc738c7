//! Looking back on a case within the case, and the yearly feedback on its results.

use crate::{
    dossiers::{self, LATER, TODAY, participant},
    house::{House, PEOPLE, agency, day, house, is_former, note},
};
use casework::case::{self, Case};
use kernel::DossierId;
use serde_json::json;
use std::collections::BTreeSet;
use vault::{AgencyKind, Error, Wanted};

/// A case under this law, with probation at the table and a plan on which three keys were turned.
pub(crate) async fn planned(house: &House, regime: case::Regime) -> DossierId {
    let kind = match regime {
        case::Regime::Wgpga => case::CaseKind::Cter,
        case::Regime::WgsZvh => case::CaseKind::Complex,
    };
    let event = Case::open(case::Opening { regime, kind, ..dossiers::opening("hoorn", "MERK") }).unwrap();
    let id = house.begins::<case::OpenCase>("gemeente-hoorn", event).await;
    house.lets_in(id, participant("reclassering", AgencyKind::Probation, case::Ground::Probation)).await;
    house.lets_in(id, dossiers::third("ggz-nhn", AgencyKind::Care, LATER)).await;
    house.does::<case::Declare>("ggz-nhn", id, |d| d.declare(&agency("ggz-nhn"))).await;
    let plan = dossiers::decision("MERKPLAN", case::PlanOutcome::Watch);
    house.does::<case::DraftPlan>("procesregisseur-nhn", id, |d| d.draft_plan(plan, day(TODAY))).await;
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        let actor = house.actor(who).await;
        house.does::<case::TurnPlanKey>(who, id, |d| d.turn_plan_key(&actor.agency.id, &actor.person)).await;
    }
    id
}

/// Everybody who is asked for feedback on this case today.
async fn asked(house: &House, id: DossierId) -> BTreeSet<&'static str> {
    let mut asked = BTreeSet::new();
    for (who, ..) in PEOPLE.iter().filter(|(who, ..)| !is_former(who)) {
        let tasks = house.vault.tasks(&house.actor(who).await).await.unwrap();
        if tasks.iter().any(|t| t.id == id && t.act == "case.give-feedback") {
            asked.insert(*who);
        }
    }
    asked
}

fn given(followed: &str) -> serde_json::Value {
    json!({ "effective": "MERKOPBRENGST: rust in de straat.", "usable": "Helder genoeg.", "followed": followed })
}

const HOORN: [&str; 3] = ["gemeente-hoorn", "burgemeester-hoorn", "casusregisseur-hoorn"];

/// EVA-04
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_recipient_is_asked_once_a_year_and_nobody_else_ever() {
    let house = house().await;
    let id = planned(&house, case::Regime::WgsZvh).await;
    let other = planned(&house, case::Regime::Wgpga).await;
    let everybody: BTreeSet<&str> = HOORN.into_iter().chain(["politie-nh", "om-nh", "reclassering"]).collect();
    assert_eq!(asked(&house, id).await, BTreeSet::new(), "the plan is of today");
    house.clock.set("2027-01-02T09:00:00Z");
    assert_eq!(asked(&house, id).await, BTreeSet::new());
    house.clock.set("2027-01-03T09:00:00Z");
    assert_eq!(asked(&house, id).await, everybody, "a month before the year is over");

    let form = format!("/api/v1/zaken/{id}/terugkoppeling/geven");
    let reply = house.program("reclassering").await.post(&form, &given("yes")).await;
    assert!(reply.status < 300, "{}", reply.body);
    let others = everybody.iter().copied().filter(|who| *who != "reclassering").collect();
    assert_eq!(asked(&house, id).await, others, "who said it is asked no more, and the others still are");
    house.clock.set("2027-06-01T09:00:00Z");
    assert_eq!(asked(&house, id).await, others, "nothing takes the question away but the answer");
    let reply = house.program("casusregisseur-hoorn").await.post(&form, &given("yes")).await;
    assert!(reply.status < 300, "{}", reply.body);
    assert_eq!(asked(&house, id).await, BTreeSet::from(["politie-nh", "om-nh"]), "one answer per organisation");
    // A year after what each said last.
    house.clock.set("2027-12-03T09:00:00Z");
    assert_eq!(asked(&house, id).await, BTreeSet::from(["politie-nh", "om-nh", "reclassering"]));
    house.clock.set("2028-05-01T09:00:00Z");
    assert_eq!(asked(&house, id).await, everybody);
    assert_eq!(asked(&house, other).await, BTreeSet::new(), "the Wgpga does not know this duty");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn feedback_is_given_with_reasons_read_by_the_table_and_asked_of_no_third_party() {
    let house = house().await;
    let id = planned(&house, case::Regime::WgsZvh).await;
    let other = planned(&house, case::Regime::Wgpga).await;
    house.clock.set("2027-02-10T09:00:00Z");
    let page = format!("/zaken/{id}/terugkoppeling");
    let mut police = house.browser("politie-nh").await;
    let mine = police.get("/").await;
    assert!(mine.says("Terugkoppelen over het resultaat") && mine.says("WGS art. 1.7 lid 4"), "{}", mine.body);
    assert!(mine.says("03-02-2027") && mine.says("te laat"), "{}", mine.body);
    assert!(police.get(&format!("/zaken/{id}")).await.says(&page), "the case leads there");
    assert!(police.get(&page).await.says("Wat leverde het resultaat op?"));
    let typed = [("effective", "MERKOPBRENGST: weinig."), ("usable", "Te laat."), ("followed", "no")];
    let back = police.post(&format!("{page}/geven"), &typed).await;
    assert!(back.status == 422 && back.says("Zeg waarom er niets mee is gedaan.") && back.says("MERKOPBRENGST"));
    let typed: Vec<(&str, &str)> = typed.into_iter().chain([("reasons", "MERKREDEN: de zaak was al klaar.")]).collect();
    assert_eq!(police.post(&format!("{page}/geven"), &typed).await.status, 303);

    for who in ["om-nh", "reclassering", "procesregisseur-nhn", "expert-nh", "burgemeester-hoorn"] {
        let mut reader = house.browser(who).await;
        for path in [page.clone(), format!("/zaken/{id}")] {
            let shown = reader.get(&path).await;
            assert!(shown.says("MERKOPBRENGST") && shown.says("MERKREDEN"), "{who} {path}: {}", shown.body);
        }
    }
    let third = house.program("ggz-nhn").await;
    assert_eq!(third.get(&format!("/api/v1{page}")).await.status, 404);
    assert!(!third.get(&format!("/api/v1/zaken/{id}")).await.says("MERKOPBRENGST"));
    for who in ["ggz-nhn", "procesregisseur-nhn", "expert-nh", "rvdk", "evaluator"] {
        let reply = house.program(who).await.post(&format!("/api/v1{page}/geven"), &given("yes")).await;
        assert_eq!(reply.status, 404, "{who}: {}", reply.body);
    }
    assert_eq!(house.browser("politie-nh").await.get(&format!("/zaken/{other}/terugkoppeling")).await.status, 404);
    let path = format!("/api/v1/zaken/{other}/terugkoppeling/geven");
    assert_eq!(house.program("politie-nh").await.post(&path, &given("yes")).await.status, 422, "not under the Wgpga");
}

/// EVA-01
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_back_is_read_where_the_case_is_read_and_goes_when_the_case_goes() {
    let house = house().await;
    let id = planned(&house, case::Regime::Wgpga).await;
    let at = format!("/zaken/{id}");
    let hoorn = agency("gemeente-hoorn");
    let agreement = case::Agreement {
        no: 0,
        agency: agency("politie-nh"),
        what: note("Loopt elke week langs."),
        due: day(LATER),
        made: day(TODAY),
        accepted: None,
        done: None,
        person: None,
        unkept: None,
    };
    let purpose = Some(case::Purpose::Execute);
    house.does::<case::MakeAgreement>("gemeente-hoorn", id, |d| d.make_agreement(purpose, &hoorn, agreement)).await;

    let mut director = house.browser("casusregisseur-hoorn").await;
    assert!(director.get(&format!("{at}/afsluiten")).await.says("Op de afspraken is nog niet teruggekeken."));
    let form = director.get(&format!("{at}/terugkijken")).await;
    assert!(form.says("Bij de afspraak: Organisatie politie-nh: Loopt elke week langs."), "{}", form.body);
    let typed = [
        ("day", "03-02-2026"),
        ("expected", "MERKVERWACHT: bellen bij nieuws."),
        ("happened", "Wij belden te laat."),
        ("better", "Eerder bellen."),
        ("about1", "MERKBIJAFSPRAAK: dat hielp."),
        ("present", "gemeente-hoorn"),
    ];
    let back = director.post(&format!("{at}/terugkijken/afspraken"), &typed).await;
    assert!(
        back.status == 422 && back.says("minstens twee organisaties") && back.says("MERKVERWACHT"),
        "{}",
        back.body
    );
    let mend = house.program("om-nh").await.post(&format!("/api/v1{at}/terugkijken/afspraken"), &json!({})).await;
    let errors = mend.json()["errors"].as_array().cloned().unwrap_or_default();
    let fields: BTreeSet<&str> = errors.iter().filter_map(|e| e["field"].as_str()).collect();
    assert_eq!(fields, BTreeSet::from(["day", "expected", "happened", "present"]), "every message at once");
    let typed: Vec<(&str, &str)> = typed.into_iter().chain([("present", "politie-nh")]).collect();
    assert_eq!(director.post(&format!("{at}/terugkijken/afspraken"), &typed).await.status, 303);
    for part in ["", "/terugkijken"] {
        let page = house.browser("reclassering").await.get(&format!("{at}{part}")).await;
        assert!(page.says("MERKVERWACHT") && page.says("MERKBIJAFSPRAAK"), "{part}: {}", page.body);
        let third = house.program("ggz-nhn").await.get(&format!("/api/v1{at}{part}")).await;
        assert!(!third.says("MERKVERWACHT"), "{part}: {}", third.body);
    }
    assert!(director.get(&at).await.says("Teruggekeken op de afspraken (doel: terugkijken op het plan)"));

    let actor = house.actor("casusregisseur-hoorn").await;
    house.vault.open_desk::<case::EvaluateAgreements>(&actor, id).await.unwrap().destroy().await.unwrap();
    for (who, ..) in PEOPLE.iter().filter(|(who, ..)| !is_former(who)) {
        let actor = house.actor(who).await;
        assert_eq!(house.vault.look::<case::ReadCase>(&actor, id).await.unwrap_err(), Error::Denied, "{who}");
        let listed = house.vault.list::<case::ListCases>(&actor, Wanted::default()).await;
        assert!(listed.map_or(true, |l| l.rows.is_empty()), "{who}");
        assert!(house.vault.tasks(&actor).await.unwrap().is_empty(), "{who}");
    }
    let vault = house.vault.clone();
    let found = tokio::task::spawn_blocking(move || vault.verify(|| ()).unwrap()).await.unwrap();
    assert!(found.wrong.is_empty(), "{:?}", found.wrong);
    let book = format!("{:?}", crate::rig::book(&house.vault, 1000).await);
    assert!(book.contains("case.evaluate") && !book.contains("MERK"), "that it happened is kept, and no word of it");
}
