//! Stories of saying no: what was asked of an organisation goes back to who asked it, with a reason or another day; and a fact that is taken
//! back warns beforehand whose factor rests on it, who then looks whether it still stands.

use crate::{
    correcting::{asked, done, factor, reads, sends, table},
    dossiers::{LATER, TODAY, gift},
    house::{agency, day, house, note},
};
use casework::case;
use serde_json::json;

const ANSWER: &str = "Verbeteren of intrekken";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agreement_is_declined_with_another_day_and_stands_once_who_asked_takes_that_day() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let made = json!({ "agency": "reclassering", "what": "Belt de ouders.", "due": LATER });
    done(&house, "politie-nh", &format!("{at}/afspraak"), made).await;
    let no = house.now::<case::ReadCase>("om-nh", id).await.agreements[0].no;
    let to = format!("{at}/afspraken/niet/{no}");
    // Neither a reason nor a day, the same day, a day that went by; and not by who need not keep it, or has no place here.
    for (who, form, status) in [
        ("reclassering", json!({}), 422),
        ("reclassering", json!({ "another": LATER }), 422),
        ("reclassering", json!({ "another": "2026-01-01" }), 422),
        ("om-nh", json!({ "reason": "Wij niet." }), 422),
        ("ggz-nhn", json!({ "reason": "Wij niet." }), 422),
        ("gemeente-haarlem", json!({ "reason": "Wij niet." }), 404),
    ] {
        assert_eq!(sends(&house, who, &to, &form).await.status, status, "{who} {form}");
    }
    let answer = format!("{at}/verbeteren/{no}");
    assert_eq!(asked(&house, "reclassering", "Afspraak aannemen").await, [format!("{at}/afspraken#agreement-{no}")]);
    assert!(asked(&house, "politie-nh", ANSWER).await.is_empty());
    done(&house, "reclassering", &to, json!({ "reason": "De collega is weg.", "another": "2026-04-10" })).await;
    // It waits for who asked, and for nobody else.
    assert!(asked(&house, "reclassering", "Afspraak aannemen").await.is_empty());
    assert_eq!(asked(&house, "politie-nh", ANSWER).await, std::slice::from_ref(&answer));
    assert!(asked(&house, "om-nh", ANSWER).await.is_empty());
    let page = house.browser("politie-nh").await.get(&answer).await;
    for words in ["De collega is weg.", "Wel mogelijk: uiterlijk 10-04-2026", "value=\"10-04-2026\""] {
        assert!(page.says(words), "{words}: {}", page.body);
    }
    assert!(house.browser("om-nh").await.get(&format!("{at}/afspraken")).await.says("zo niet aangenomen"));
    let fix = json!({ "text": "Belt de ouders.", "due": "2026-04-10", "reason": "Dat kan ook." });
    done(&house, "politie-nh", &format!("{answer}/afspraak"), fix).await;
    // Who offered that day said yes with it.
    let agreement = house.now::<case::ReadCase>("om-nh", id).await.agreements[0].clone();
    assert_eq!((agreement.due, agreement.accepted), (day("2026-04-10"), Some(day(TODAY))));
    assert!(asked(&house, "politie-nh", ANSWER).await.is_empty());
    assert_eq!(asked(&house, "reclassering", "Afspraak afronden").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asked_may_ask_once_more_with_a_reason_and_who_declined_may_still_say_yes() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let made = json!({ "agency": "ggz-nhn", "what": "Belt de ouders.", "due": LATER });
    done(&house, "procesregisseur-nhn", &format!("{at}/afspraak"), made).await;
    let no = house.now::<case::ReadCase>("om-nh", id).await.agreements[0].no;
    // A third party declines what is asked of it, as anybody.
    let to = format!("{at}/afspraken/niet/{no}");
    done(&house, "ggz-nhn", &to, json!({ "reason": "Niet onze taak." })).await;
    assert_eq!(sends(&house, "ggz-nhn", &to, &json!({ "reason": "Nog eens." })).await.status, 422);
    assert_eq!(asked(&house, "procesregisseur-nhn", ANSWER).await, [format!("{at}/verbeteren/{no}")]);
    let again = json!({ "text": "Belt de ouders.", "due": LATER, "reason": "U kent hen het best." });
    let fix = format!("{at}/verbeteren/{no}/afspraak");
    done(&house, "procesregisseur-nhn", &fix, again.clone()).await;
    assert_eq!(sends(&house, "procesregisseur-nhn", &fix, &again).await.status, 422, "nothing is different now");
    assert!(house.now::<case::ReadCase>("om-nh", id).await.agreements[0].accepted.is_none());
    assert!(reads(&house, "ggz-nhn", &format!("{at}/verbeteringen")).await.says("U kent hen het best."));
    done(&house, "ggz-nhn", &format!("{at}/afspraken/aannemen/{no}"), json!({})).await;
    assert_eq!(sends(&house, "ggz-nhn", &to, &json!({ "reason": "Toch niet." })).await.status, 422, "it said yes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_intervention_that_is_declined_holds_the_plan_until_who_planned_it_answers() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let fact = house.gives("gemeente-hoorn", id, gift("Gaat weer naar school.")).await;
    let factor = factor(&house, "gemeente-hoorn", id, vec![fact]).await;
    let goal = case::Goal::new(note("Heeft werk."), note("Werkt."), vec![factor]);
    house.does::<case::SetGoal>("gemeente-hoorn", id, |d| d.set_goal(goal)).await;
    let step = json!({ "goal": (factor + 1).to_string(), "factors": [factor.to_string()], "text": "Begeleiding.", "agency": "reclassering",
                       "power": "Toezicht.", "track": "care", "effect": "Dagritme.", "due": LATER });
    done(&house, "gemeente-hoorn", &format!("{at}/plan/interventie"), step).await;
    let no = factor + 2;
    let to = format!("{at}/plan/niet/{no}");
    assert_eq!(sends(&house, "om-nh", &to, &json!({ "reason": "Wij niet." })).await.status, 422);
    assert_eq!(sends(&house, "ggz-nhn", &to, &json!({ "reason": "Wij niet." })).await.status, 404);
    let page = house.browser("reclassering").await.get(&format!("{at}/plan")).await;
    assert!(page.says("Dit kan niet, of niet op deze dag"), "{}", page.body);
    done(&house, "reclassering", &to, json!({ "reason": "Hij heeft geen toezicht meer." })).await;
    assert_eq!(asked(&house, "gemeente-hoorn", ANSWER).await, [format!("{at}/verbeteren/{no}")]);
    assert!(asked(&house, "reclassering", "Interventie aannemen").await.is_empty());
    let plan = house.browser("om-nh").await.get(&format!("{at}/plan")).await;
    assert!(plan.says("zo niet aangenomen") && plan.says("Hij heeft geen toezicht meer."), "{}", plan.body);
    assert!(house.now::<case::ReadCase>("om-nh", id).await.plan_waits().next().is_some());
    done(&house, "gemeente-hoorn", &format!("{at}/verbeteren/{no}/intrekken"), json!({ "reason": "Klopt." })).await;
    assert!(house.now::<case::ReadCase>("om-nh", id).await.plan_waits().next().is_none());
    assert!(asked(&house, "gemeente-hoorn", ANSWER).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taking_a_contribution_back_warns_whose_factor_rests_on_it_and_asks_them_afterwards() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let fact = house.gives("reclassering", id, gift("Komt elke afspraak na.")).await;
    let other = house.gives("gemeente-hoorn", id, gift("Gaat naar school.")).await;
    let no = factor(&house, "politie-nh", id, vec![fact]).await;
    let untouched = factor(&house, "om-nh", id, vec![other]).await;
    let page = house.browser("reclassering").await.get(&format!("{at}/bijdragen")).await;
    assert!(page.says("Er rust een factor op van: Organisatie politie-nh."), "{}", page.body);
    let own = house.browser("gemeente-hoorn").await.get(&format!("{at}/bijdragen")).await;
    assert!(own.says("Er rust een factor op van: Organisatie om-nh.") && !own.says("politie-nh. Zij"), "{}", own.body);
    let to = format!("{at}/bijdragen/terug/{fact}");
    // It asks once, and only who gave it can.
    assert_eq!(sends(&house, "reclassering", &to, &json!({})).await.status, 422);
    for (who, status) in [("politie-nh", 422), ("ggz-nhn", 422), ("gemeente-haarlem", 404)] {
        assert_eq!(sends(&house, who, &to, &json!({ "sure": "ja" })).await.status, status, "{who}");
    }
    assert!(asked(&house, "politie-nh", ANSWER).await.is_empty());
    done(&house, "reclassering", &to, json!({ "sure": "ja" })).await;
    let answer = format!("{at}/verbeteren/{no}");
    assert_eq!(asked(&house, "politie-nh", ANSWER).await, std::slice::from_ref(&answer));
    assert!(
        asked(&house, "om-nh", ANSWER).await.is_empty() && asked(&house, "gemeente-hoorn", ANSWER).await.is_empty()
    );
    assert!(house.browser("politie-nh").await.get(&answer).await.says("Een feit waarop deze factor rustte"));
    let form = json!({ "kind": "risk", "domain": "network", "text": "Trekt op met oude vrienden.", "facts": [other.to_string()],
                       "reason": "Het eerste feit is er niet meer." });
    done(&house, "politie-nh", &format!("{answer}/factor"), form).await;
    assert!(asked(&house, "politie-nh", ANSWER).await.is_empty());
    let case = house.now::<case::ReadCase>("om-nh", id).await;
    assert_eq!(case.factors_for(&agency("om-nh"), day(TODAY)).len(), 2);
    assert!(!case.is_bereft(untouched));
}
