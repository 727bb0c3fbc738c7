//! Stories of an independent review while its case goes on: the person moves, somebody else sits there, an opinion comes late or is read by nobody, and who
//! reviews turns out to have to do with the table.

use crate::{
    correcting::{asked, done, reads, sends},
    house::{day, house},
    persons::{desk, hire},
    reviewing::{
        ANSWERS, GIVES, REMINDS, REVIEWER, SAYS, TAKES, THREE, TURNS, asks, form, not_taken, opinion, reading, table,
    },
};
use casework::case;
use serde_json::{Value, json};
use vault::{Named, Persons};

fn moves() -> Value {
    json!({ "municipality": "haarlem", "ground": "Wgpga art. 2 lid 1", "review": crate::dossiers::LATER })
}

/// AVG 5(2): an opinion that was given stands at the case, whether anybody pressed a button or not, and nobody does away with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_opinion_that_nobody_says_to_have_read_stands_at_the_case_and_no_move_takes_it_away() {
    let house = house().await;
    let (_, at, here) = reading(&house).await;
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    assert!(reads(&house, "reclassering", &at).await.says("KANARIEOORDEEL"), "at once");
    done(&house, "gemeente-hoorn", &format!("{at}/deelname/verhuizing"), moves()).await;
    assert!(reads(&house, "gemeente-haarlem", &at).await.says("KANARIEOORDEEL"));
    // The new municipality answers in place of the one before, which reads nothing any more; the others go on.
    assert_eq!(reads(&house, "gemeente-hoorn", &here).await.status, 404);
    assert!(asked(&house, "gemeente-hoorn", ANSWERS).await.is_empty());
    for (who, many) in [("gemeente-haarlem", 2), ("politie-nh", 2)] {
        assert_eq!(asked(&house, who, ANSWERS).await.len(), many, "{who}");
        done(&house, who, &format!("{here}/aanbeveling/1"), not_taken()).await;
    }
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 200);
    // And when nobody does anything more, the review goes and the opinion stays.
    house.clock.set("2026-06-01T09:00:00Z");
    assert_eq!(house.vault.destroy_left_by_all().await.unwrap(), 1);
    let kept = reads(&house, "politie-nh", &at).await;
    assert!(kept.says("KANARIEOORDEEL") && kept.says("KANARIEANTWOORD"), "{}", kept.body);
    assert_eq!(kept.json()["overseen"][0]["stands"]["nl"], json!("oordeel gegeven"));
}

/// What the three let go is not for a fourth: with another municipality what lies there ends, and it may ask anew.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_with_a_reviewer_when_the_person_moves_ends_and_can_be_asked_anew() {
    let house = house().await;
    let (_, at, here) = reading(&house).await;
    done(&house, "gemeente-hoorn", &format!("{at}/deelname/verhuizing"), moves()).await;
    for who in THREE.into_iter().chain([REVIEWER, "gemeente-haarlem"]) {
        assert_eq!(reads(&house, who, &here).await.status, 404, "{who}");
    }
    assert!(asked(&house, REVIEWER, GIVES).await.is_empty());
    let form = form(&house, "politie-nh", &format!("{at}/toets")).await;
    let again = asks(&house, "politie-nh", &at, &form).await;
    assert_ne!(again, here);
    assert_eq!(asked(&house, "gemeente-haarlem", TURNS).await, [again]);
}

/// Who is taken from the table reads nothing of its review either, and who came in their place does what is asked there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_named_at_the_case_sits_at_its_review_and_who_left_does_not() {
    let house = house().await;
    for person in ["politie-nh-2", "loket"] {
        hire(&house, person).await;
    }
    let (_, at, here) = reading(&house).await;
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    desk(&house, "loket").await;
    let typed = json!({ "persons": ["politie-nh-2"], "from": "03-02-2026" });
    done(&house, "loket", &format!("{at}/personen"), typed).await;
    assert_eq!(reads(&house, "politie-nh", &here).await.status, 404);
    assert_eq!(reads(&house, "politie-nh-2", &here).await.status, 200);
    assert!(asked(&house, "politie-nh", ANSWERS).await.is_empty());
    done(&house, "politie-nh-2", &format!("{here}/aanbeveling/1"), not_taken()).await;
}

/// One runs at a time, however often who reviews was called.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_review_that_got_another_day_is_still_waited_for_at_the_case() {
    let house = house().await;
    let (_, at, here) = reading(&house).await;
    house.clock.set("2026-03-16T09:00:00Z");
    assert_eq!(asked(&house, "gemeente-hoorn", REMINDS).await, std::slice::from_ref(&here));
    let soon = json!({ "said": "Gebeld.", "until": "2026-06-10" });
    done(&house, "gemeente-hoorn", &format!("{here}/nabellen"), soon).await;
    // After the last day of what was asked first.
    house.clock.set("2026-06-20T09:00:00Z");
    assert_eq!(reads(&house, REVIEWER, &here).await.status, 200);
    let page = reads(&house, "politie-nh", &format!("{at}/toets")).await;
    assert_eq!(page.json()["overseen"][0]["stands"]["nl"], json!("loopt"), "{}", page.body);
    let another = json!({ "reviewer": REVIEWER, "question": "Nog eens.", "until": "2026-07-15", "unknown": "1" });
    let reply = sends(&house, "politie-nh", &format!("{at}/toets"), &another).await;
    assert!(reply.status == 422 && reply.says("Er loopt al een onafhankelijke toets"), "{}", reply.body);
    // And an opinion that comes then is heard.
    done(&house, REVIEWER, &format!("{here}/oordeel"), opinion()).await;
    assert!(reads(&house, "politie-nh", &at).await.says("KANARIEOORDEEL"));
    assert_eq!(asked(&house, "gemeente-hoorn", TAKES).await, [here]);
}

/// ADR 38: nobody reviews a table at which they, or their organisation, came to sit after the text was written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_came_to_sit_at_the_table_meanwhile_does_not_review_it() {
    let house = house().await;
    let (id, at) = table(&house).await;
    let form = form(&house, "gemeente-hoorn", &format!("{at}/toets")).await;
    let here = asks(&house, "gemeente-hoorn", &at, &form).await;
    let sits = |who: &str| Named::since(who.parse().unwrap(), day("2026-02-03"));
    let sat = case::Event::PersonsNamed {
        named: Persons::only("politie-nh".parse().unwrap(), vec![sits("politie-nh"), sits(REVIEWER)]),
    };
    let key = json!({ "text": "1", "read": "1" });
    for who in ["gemeente-hoorn", "politie-nh"] {
        done(&house, who, &format!("{here}/sleutel"), key.clone()).await;
    }
    hire(&house, "loket").await;
    desk(&house, "loket").await;
    house.does::<case::NamePersons>("loket", id, |_| Ok(sat)).await;
    let late = sends(&house, "om-nh", &format!("{here}/sleutel"), &key).await;
    assert!(late.status == 422 && late.says("vraag een ander"), "{} {}", late.status, late.body);
    assert!(asked(&house, REVIEWER, SAYS).await.is_empty());
}
