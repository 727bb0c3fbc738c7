//! Names and ids of before: understood, told as they were, and never used again for something else.

use crate::{
    house::*,
    mergers::{BOTH, ReadMatter, before, goes, house_called, id, merged, place_of, region},
};
use kernel::{AgencyId, PersonId};
use vault::*;

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_before_is_not_taken_up_again_for_something_else() {
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    r.0.vault.pass().await.unwrap();
    let again =
        RegionPlan { municipalities: vec![place_of("hoorn", "nhn"), place_of("texel", "nhn")], ..merged(r.day(0)) };
    let RegionError::Unfit(said) = r.0.vault.take_up_region(again).await.unwrap_err() else { panic!("unfit") };
    assert!(said.contains("municipality hoorn: it went over into westland"), "{said}");
    let set = r.0.vault.set_agencies(vec![before().agencies[0].clone()]).await;
    assert!(matches!(set, Err(StoreError::Told(_))), "{set:?}");
    let set = r.0.vault.set_region(before().houses, before().municipalities).await;
    assert!(matches!(set, Err(StoreError::Told(_))), "{set:?}");
    // The same file again says what is done, and changes nothing.
    let directory = r.0.vault.directory();
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    let now = r.0.vault.directory_now().await.unwrap();
    assert_eq!((&now.successions, &now.municipalities), (&directory.successions, &directory.municipalities));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_that_contradicts_itself_is_refused_with_what() {
    let r = region().await;
    let on = r.day(9);
    let with = |successions: Vec<Planned>| RegionPlan { successions, ..before() };
    for (plan, names) in [
        (with(vec![goes(Body::Municipality, "hoorn", "nergens", on)]), "there is no municipality nergens in the file"),
        (with(vec![goes(Body::Municipality, "nergens", "hoorn", on)]), "there is no municipality nergens in the house"),
        (with(vec![goes(Body::Agency, "politie-nh", "gemeente-hoorn", on)]), "is not of the same kind"),
        (
            with(vec![goes(Body::Municipality, "hoorn", "texel", on), goes(Body::Municipality, "texel", "hoorn", on)]),
            "is in another one too",
        ),
    ] {
        let refused = r.0.vault.take_up_region(plan).await.unwrap_err();
        assert!(matches!(&refused, RegionError::Unfit(said) if said.contains(names)), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_has_its_day_and_what_was_done_before_is_told_with_the_name_of_then() {
    let r = region().await;
    let mut plan = before();
    plan.agencies[2].name = line("Politie Waterland");
    plan.municipalities[1].name = line("Eiland Texel");
    plan.agencies[1].name = line("Gemeente Eiland Texel");
    let on = r.day(2);
    plan.successions = vec![
        goes(Body::Municipality, "texel", "texel", on),
        goes(Body::Agency, "gemeente-texel", "gemeente-texel", on),
    ];
    r.0.vault.take_up_region(plan.clone()).await.unwrap();
    let now = r.0.vault.directory();
    let (police, texel): (AgencyId, AgencyId) = (id("politie-nh"), id("gemeente-texel"));
    // Without a day, from today.
    assert_eq!(
        (now.agency_name(&police), now.agency_name_on(&police, r.day(-1))),
        ("Politie Waterland".into(), "politie-nh".into())
    );
    assert_eq!(
        (now.agency_name(&texel), now.municipality_name(&id("texel"))),
        ("Organisatie gemeente-texel".into(), "TEXEL".into())
    );
    r.days_pass(2);
    r.0.vault.pass().await.unwrap();
    let now = r.0.vault.directory();
    assert_eq!(
        (now.agency_name(&texel), now.agency_name_on(&texel, r.day(-1))),
        ("Gemeente Eiland Texel".into(), "Organisatie gemeente-texel".into())
    );
    assert_eq!(now.municipality_name(&id("texel")), "Eiland Texel");
    // By its name of before it is the same one, as its id is; and the file again changes nothing.
    r.0.vault.take_up_region(plan).await.unwrap();
    let now = r.0.vault.directory();
    assert_eq!((now.municipality_name(&id("texel")), now.former.len()), ("Eiland Texel".into(), 6));
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_before_leads_to_what_is_in_its_place_and_for_one_that_was_split_nobody_guesses() {
    let r = region().await;
    let mut plan = before();
    plan.municipalities = vec![place_of("westland", "nhn"), place_of("oost", "nhn"), place_of("noord", "nhn")];
    plan.successions = vec![
        goes(Body::Municipality, "hoorn", "westland", r.day(0)),
        Planned { also: vec![id("noord")], ..goes(Body::Municipality, "texel", "oost", r.day(0)) },
    ];
    for agency in &mut plan.agencies {
        agency.municipalities = vec![id("westland"), id("oost")];
    }
    r.0.vault.take_up_region(plan.clone()).await.unwrap();
    assert!(r.0.vault.directory().municipality_became("Hoorn").is_none(), "not before it has happened");
    r.0.vault.pass().await.unwrap();
    let now = r.0.vault.directory();
    assert_eq!(now.municipality_named(" hoorn").unwrap().id, id("westland"));
    assert_eq!(now.municipality_became("Hoorn").unwrap().nl, "HOORN heet sinds 02-02-2026 WESTLAND");
    assert_eq!(now.municipality_named("Texel"), None);
    assert_eq!(
        now.municipality_became("Texel").unwrap().nl,
        "TEXEL is op 02-02-2026 verdeeld over OOST en NOORD: kies welke het is"
    );
    assert!(now.municipality_became("Westland").is_none() && now.municipality_became("Nergens").is_none());
    // And once more, later.
    plan.municipalities[0] = place_of("kust", "nhn");
    plan.successions.push(goes(Body::Municipality, "westland", "kust", r.day(1)));
    for agency in &mut plan.agencies {
        agency.municipalities = vec![id("kust"), id("oost")];
    }
    r.days_pass(1);
    let RegionError::Unfit(said) = r.0.vault.take_up_region(plan.clone()).await.unwrap_err() else { panic!("unfit") };
    assert!(said.contains("put what follows in the file when the first is over"), "{said}");
    plan.successions.remove(0);
    r.0.vault.take_up_region(plan).await.unwrap();
    r.0.vault.pass().await.unwrap();
    assert_eq!(r.0.vault.directory().municipality_named("Hoorn").unwrap().id, id("kust"));
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_designation_at_both_keeps_one_and_is_told_of() {
    let r = region().await;
    r.0.vault.take_up_region(merged(r.day(0))).await.unwrap();
    let second = NewAccount { login: Some(id("hoorn")), ..account("hoorn-2", "gemeente-westland", Role::Official) };
    r.0.vault.set_accounts(vec![second]).await.unwrap();
    let passed = r.0.vault.pass().await.unwrap();
    let people = |all: &[PersonId]| all.iter().map(PersonId::to_string).collect::<Vec<_>>();
    assert_eq!(
        (people(&passed.taken[1].accounts), people(&passed.taken[1].twice)),
        (vec!["gemeente-hoorn".to_owned()], vec!["hoorn".to_owned()])
    );
    assert_eq!(r.is("hoorn").await.agency.id.as_str(), "gemeente-hoorn");
    r.sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_that_goes_over_takes_its_dossiers_municipalities_and_organisations_along() {
    let r = region().await;
    let dossier = r.matter(BOTH).await;
    let mut plan = before();
    plan.houses = vec![house_called("noord")];
    for m in &mut plan.municipalities {
        m.house = id("noord");
    }
    for a in &mut plan.agencies {
        a.house = id("noord");
    }
    plan.successions = vec![goes(Body::House, "nhn", "noord", r.day(1))];
    r.0.vault.take_up_region(plan).await.unwrap();
    assert_eq!(r.is("hoorn").await.agency.house.as_str(), "nhn", "until its day");
    r.days_pass(1);
    assert_eq!(r.0.vault.pass().await.unwrap().dossiers["matter"], 1);
    let now = r.0.vault.directory();
    assert!(now.house(&id("nhn")).is_none() && now.municipalities.iter().all(|m| m.house.as_str() == "noord"));
    assert_eq!(r.is("hoorn").await.agency.house.as_str(), "noord");
    let seen = r.0.vault.look::<ReadMatter>(&r.is("hoorn").await, dossier).await.unwrap();
    assert_eq!(seen.dossier().place.clone().unwrap().1.as_str(), "noord");
    r.sound().await;
}
