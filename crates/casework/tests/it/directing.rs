//! Stories of a hand-over that speaks: who directs is chosen from an organisation's own people and says that they take it on, and who gets a
//! seat is told so in My work the day it does.

use crate::{
    correcting::{asked, done, reads, sends, table},
    dossiers::participant,
    house::{agency, house},
};
use casework::case::{self, Direction, Ground};
use serde_json::json;
use vault::AgencyKind;

const TAKE: &str = "De regie nemen";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_director_is_chosen_by_their_own_organisation_and_says_that_they_take_it_on() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let to = format!("{at}/deelname/regie");
    let who = |person: &str| json!({ "person": person });
    // Somebody of another organisation, somebody who cannot direct, nobody; and not by who directs nothing here.
    for (actor, person, status) in [
        ("gemeente-hoorn", "casusregisseur-haarlem", 422),
        ("gemeente-hoorn", "burgemeester-hoorn", 422),
        ("gemeente-hoorn", "oud-hoorn", 422),
        ("gemeente-hoorn", "", 422),
        ("procesregisseur-nhn", "casusregisseur-hoorn", 422),
        ("politie-nh", "casusregisseur-hoorn", 404),
        ("reclassering", "casusregisseur-hoorn", 404),
        ("ggz-nhn", "casusregisseur-hoorn", 404),
        ("gemeente-haarlem", "casusregisseur-haarlem", 404),
    ] {
        assert_eq!(sends(&house, actor, &to, &who(person)).await.status, status, "{actor} {person}");
    }
    assert!(asked(&house, "casusregisseur-hoorn", TAKE).await.is_empty(), "nobody chose them");
    done(&house, "gemeente-hoorn", &to, who("casusregisseur-hoorn")).await;
    assert_eq!(asked(&house, "casusregisseur-hoorn", TAKE).await, [format!("{at}/deelname#direction")]);
    assert!(
        asked(&house, "gemeente-hoorn", TAKE).await.is_empty()
            && asked(&house, "burgemeester-hoorn", TAKE).await.is_empty()
    );
    let page = house.browser("om-nh").await.get(&format!("{at}/deelname")).await;
    for words in [
        "casusregisseur: Naam van casusregisseur-hoorn",
        "moet nog zeggen of die de regie neemt",
        "Naam van gemeente-hoorn",
    ] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    // Who was not chosen takes nothing on.
    assert_eq!(sends(&house, "gemeente-hoorn", &format!("{to}/ja"), &json!({})).await.status, 422);
    done(&house, "casusregisseur-hoorn", &format!("{to}/ja"), json!({})).await;
    assert!(asked(&house, "casusregisseur-hoorn", TAKE).await.is_empty());
    assert_eq!(sends(&house, "casusregisseur-hoorn", &format!("{to}/ja"), &json!({})).await.status, 422);
    assert!(
        !house
            .browser("om-nh")
            .await
            .get(&format!("{at}/deelname"))
            .await
            .says("moet nog zeggen of die de regie neemt")
    );
    // Changed later; who chooses themselves has said it with that.
    done(&house, "casusregisseur-hoorn", &to, who("gemeente-hoorn")).await;
    assert_eq!(asked(&house, "gemeente-hoorn", TAKE).await.len(), 1);
    done(&house, "gemeente-hoorn", &to, who("casusregisseur-hoorn")).await;
    done(&house, "procesregisseur-nhn", &to, who("procesregisseur-nhn")).await;
    assert!(asked(&house, "procesregisseur-nhn", TAKE).await.is_empty());
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert!(case.chosen(Direction::Process).unwrap().taken.is_some());
    assert_eq!(case.directs(Direction::Case).unwrap().as_str(), "casusregisseur-hoorn");
    assert!(reads(&house, "om-nh", &at).await.says("Gekozen: casusregisseur"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_named_when_a_case_was_opened_before_this_was_asked_is_asked_nothing() {
    let house = house().await;
    let mut opening = crate::dossiers::opening("hoorn", "MERK");
    opening.case_director = Some(crate::house::word("casusregisseur-hoorn"));
    let event = case::Case::open(opening).unwrap();
    let id = house.begins::<case::OpenCase>("gemeente-hoorn", event).await;
    assert!(asked(&house, "casusregisseur-hoorn", TAKE).await.is_empty());
    let page = house.browser("om-nh").await.get(&format!("/zaken/{id}/deelname")).await;
    assert!(
        page.says("casusregisseur: Naam van casusregisseur-hoorn")
            && !page.says("moet nog zeggen of die de regie neemt")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_director_is_chosen_from_people_when_the_case_is_opened() {
    let house = house().await;
    let mut browser = house.browser("gemeente-hoorn").await;
    let page = browser.get("/zaken/nieuw").await;
    assert!(
        page.says("Naam van casusregisseur-hoorn, functie") && !page.says("casusregisseur-haarlem"),
        "{}",
        page.body
    );
    let form = |director: &str| {
        json!({
            "title": "Jongere in de knel", "summary": "Zorgen van de buurt.", "regime": "wgs-zvh", "kind": "complex", "purpose": "Samen rust brengen.",
            "municipality": "hoorn", "subject_kind": "natural", "name": "Bram Verzonnen", "case_director": director,
        })
    };
    for director in ["casusregisseur-haarlem", "burgemeester-hoorn", "niemand"] {
        let refused = sends(&house, "gemeente-hoorn", "/zaken/nieuw", &form(director)).await;
        assert_eq!(refused.status, 422, "{director}");
    }
    // Nobody is born after today.
    let mut unborn = form("casusregisseur-hoorn");
    unborn["born"] = json!("2030-01-01");
    let refused = sends(&house, "gemeente-hoorn", "/zaken/nieuw", &unborn).await;
    assert_eq!(
        (refused.status, refused.json()["errors"][0]["field"].as_str()),
        (422, Some("born")),
        "{}",
        refused.body
    );
    done(&house, "gemeente-hoorn", "/zaken/nieuw", form("casusregisseur-hoorn")).await;
    assert_eq!(asked(&house, "casusregisseur-hoorn", TAKE).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_participant_is_told_the_day_it_gets_its_seat_until_it_looked() {
    let house = house().await;
    let (id, at) = table(&house).await;
    const LOOK: &str = "Casus lezen";
    house.clock.minutes(1);
    house.lets_in(id, participant("rvdk", AgencyKind::ChildProtection, Ground::ChildProtection)).await;
    assert_eq!(asked(&house, "rvdk", LOOK).await, std::slice::from_ref(&at));
    for who in ["politie-nh", "ggz-nhn", "school-hoorn", "gemeente-haarlem"] {
        assert!(asked(&house, who, LOOK).await.is_empty(), "{who}");
    }
    house.clock.minutes(1);
    assert_eq!(reads(&house, "rvdk", &at).await.status, 200);
    assert!(asked(&house, "rvdk", LOOK).await.is_empty());
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert!(case.member(&agency("rvdk")).is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_says_its_next_step_to_who_takes_part() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let next = async |who: &str| reads(&house, who, &at).await.json()["next"]["says"].as_str().map(str::to_owned);
    assert_eq!(next("om-nh").await.as_deref(), Some("Vraag de partners wat zij weten."));
    // Who may not ask reads who does.
    let asks = "Organisatie gemeente-hoorn of Organisatie zvh-nhn vraagt de partners wat zij weten.";
    assert_eq!(next("reclassering").await.as_deref(), Some(asks));
    let fact = house.gives("gemeente-hoorn", id, crate::dossiers::gift("Gaat naar school.")).await;
    assert_eq!(next("om-nh").await.as_deref(), Some("Benoem factoren bij de feiten op tafel."));
    crate::correcting::factor(&house, "gemeente-hoorn", id, vec![fact]).await;
    assert_eq!(next("gemeente-hoorn").await.as_deref(), Some("Stel een doel bij de factoren."));
    let sets = "Organisatie gemeente-hoorn of Organisatie zvh-nhn stelt een doel bij de factoren.";
    assert_eq!(next("om-nh").await.as_deref(), Some(sets), "the OM sets no goals");
    assert_eq!(next("ggz-nhn").await, None, "a third party reads what is asked of it");
    let proposal = participant("rvdk", AgencyKind::ChildProtection, Ground::ChildProtection);
    house
        .does::<case::ProposeParticipant>("om-nh", id, |d| {
            d.propose_participant(None, proposal, crate::house::day(crate::dossiers::TODAY))
        })
        .await;
    let waits = "Drie sleutels voor wie er aanschuift. De casus wacht op Organisatie gemeente-hoorn, Organisatie politie-nh en Organisatie om-nh.";
    assert_eq!(next("reclassering").await.as_deref(), Some(waits));
    assert_eq!(next("om-nh").await.as_deref(), Some("Draai uw sleutel om voor wie er aanschuift."));
}
