//! Stories of what a case begins with of its signal: as proposals, each read and put on the table by its owner and nobody else.

use crate::{
    correcting::{asked, done, reads, sends},
    dossiers::{TODAY, participant},
    house::{House, agency, day, house, note},
    stories::room,
};
use casework::case::{self, Nature};
use kernel::{Date, DossierId};
use serde_json::{Value, json};
use vault::AgencyKind;

const ANSWER: &str = "Beslissen wat u overneemt";

/// A case that begins with a fact of the experts, a judgement of the municipality, and the name of probation.
async fn begun(house: &House) -> (DossierId, String) {
    let known = case::Knowing { heard: case::Heard::Told, on: Some(Date::constant(2026, 8, 2)), doubt: None };
    let texts = vec![
        case::Offer::of(agency("cter-nh"), Nature::Fact, note("Gezien bij de brug."), Some(known)),
        case::Offer::of(agency("gemeente-hoorn"), Nature::Judgement, note("Het hangt samen."), None),
    ];
    let opened = case::Case::open(crate::dossiers::opening("hoorn", "MERK")).unwrap();
    let offered = case::Case::offer(texts, vec![agency("reclassering"), agency("om-nh")]).unwrap();
    let actor = house.actor("gemeente-hoorn").await;
    let desk = house.vault.begin::<case::OpenCase>(&actor).await.unwrap();
    let id = desk.id();
    desk.commit(vec![opened, offered]).await.unwrap();
    (id, format!("/zaken/{id}"))
}

fn given(text: &str, nature: &str) -> Value {
    json!({ "nature": nature, "text": text, "category": "c", "necessity": "Nodig voor het beeld.", "ground": "participant", "special": "none",
            "audience": "all" })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fact_of_the_signal_goes_over_only_when_its_owner_puts_it_on_the_table() {
    let house = house().await;
    let (id, at) = begun(&house).await;
    let to = format!("{at}/bijdragen/overnemen/1");
    assert_eq!(asked(&house, "expert-nh", ANSWER).await, std::slice::from_ref(&to));
    assert_eq!(asked(&house, "gemeente-hoorn", ANSWER).await, [format!("{at}/bijdragen/overnemen/2")]);
    for who in ["politie-nh", "om-nh", "procesregisseur-nhn", "reclassering", "gemeente-haarlem"] {
        assert!(asked(&house, who, ANSWER).await.is_empty(), "{who}");
    }
    // Nobody but its owner reads it, or can put it there.
    for (who, read, send) in [("gemeente-hoorn", 404, 422), ("politie-nh", 404, 422), ("gemeente-haarlem", 404, 404)] {
        assert_eq!(reads(&house, who, &to).await.status, read, "{who}");
        assert!(!reads(&house, who, &format!("{at}/bijdragen")).await.says("Gezien bij de brug."), "{who}");
        assert_eq!(
            sends(&house, who, &format!("{to}/ja"), &given("Gezien bij de brug.", "fact")).await.status,
            send,
            "{who}"
        );
        assert_eq!(sends(&house, who, &format!("{to}/nee"), &json!({})).await.status, send, "{who}");
    }
    let page = house.browser("expert-nh").await.get(&to).await;
    assert!(page.says("Gezien bij de brug.</textarea>"), "{}", page.body);
    assert_eq!(sends(&house, "expert-nh", &format!("{to}/ja"), &json!({})).await.status, 422, "as any contribution");
    done(&house, "expert-nh", &format!("{to}/ja"), given("Gezien bij de brug in mei.", "fact")).await;
    assert!(asked(&house, "expert-nh", ANSWER).await.is_empty());
    assert!(reads(&house, "om-nh", &format!("{at}/bijdragen")).await.says("Gezien bij de brug in mei."));
    assert_eq!(sends(&house, "expert-nh", &format!("{to}/nee"), &json!({})).await.status, 422, "it was answered");
    done(&house, "gemeente-hoorn", &format!("{at}/bijdragen/overnemen/2/nee"), json!({})).await;
    assert!(asked(&house, "gemeente-hoorn", ANSWER).await.is_empty());
    assert!(!reads(&house, "om-nh", &format!("{at}/bijdragen")).await.says("Het hangt samen."));
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert_eq!(case.items_for(&agency("om-nh"), day(TODAY)).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_asked_when_it_was_weighed_is_named_to_be_proposed_and_has_no_seat() {
    let house = house().await;
    let (id, at) = begun(&house).await;
    let page = house.browser("politie-nh").await.get(&format!("{at}/deelname")).await;
    assert!(page.says("Bij de weging werd ook gevraagd: Organisatie reclassering."), "{}", page.body);
    assert_eq!(reads(&house, "reclassering", &at).await.status, 404);
    // Who did not weigh and proposes nobody does not learn who was asked then.
    house.lets_in(id, participant("rvdk", AgencyKind::ChildProtection, case::Ground::ChildProtection)).await;
    let other = house.browser("rvdk").await.get(&format!("{at}/deelname")).await;
    assert!(other.status == 200 && !other.says("Bij de weging werd ook gevraagd"), "{}", other.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_is_opened_from_an_advice_begins_with_what_its_signal_said() {
    let house = house().await;
    let all = house.furnish().await;
    let advice = all.iter().find(|p| p.kind == "advice" && p.word == "approved").unwrap().id;
    assert_eq!(room("advice"), "/adviezen");
    let form = json!({ "advice": advice.to_string(), "title": "T", "summary": "S", "regime": "wgpga", "purpose": "P", "kind": "cter" });
    let reply = sends(&house, "procesregisseur-nhn", "/zaken/nieuw", &form).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let id: DossierId = reply.json()["id"].as_str().unwrap().parse().unwrap();
    let case = house.now::<case::ReadCase>("gemeente-hoorn", id).await;
    let hoorn = agency("gemeente-hoorn");
    let own: Vec<Nature> = case.offers_of(&hoorn).map(|offer| offer.nature).collect();
    assert!(own.contains(&Nature::Judgement), "{own:?}");
    assert!(case.items_for(&hoorn, day(TODAY)).is_empty(), "nothing lies on the table by itself");
}
