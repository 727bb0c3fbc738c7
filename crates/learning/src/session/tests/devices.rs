//! One device is one participant: it comes back to its own ticket, no other ticket is taken, and there is an end to how many come in.

use super::house::{House, Leader};
use crate::session::{ComeIn, JOINED};
use vault::{Keep, Slip};

const VOTES: [(&str, &str); 5] =
    [("s0", "agree"), ("s1", "disagree"), ("s2", "pass"), ("s3", "agree"), ("s4", "agree")];

async fn comes_in(browser: &mut web::testing::Client, code: &str) -> web::testing::Reply {
    let at = format!("/meedoen/{code}");
    browser.get(&at).await;
    let reply = browser.post(&at, &[]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_browser_comes_back_to_its_own_ticket_and_counts_once() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut browser = house.nobody();
    let first = comes_in(&mut browser, &lead.code).await;
    let kept = first.headers["set-cookie"].clone();
    let place = format!("Path=/meedoen/{};", lead.code);
    assert!(kept.starts_with("kaart=") && kept.contains(&place) && kept.contains("HttpOnly; SameSite=Lax"), "{kept}");
    // The link again, in the same browser: back to its own, by a link and by the button alike.
    let again = browser.get(&format!("/meedoen/{}", lead.code)).await;
    assert!(again.says("U doet op dit apparaat al mee") && again.says(&format!("href=\"{}\"", first.path())));
    assert_eq!(comes_in(&mut browser, &lead.code).await.path(), first.path());
    assert!(lead.sees().await.says("1 telefoons binnen"), "it counts once");
    // Another device gets another.
    let other = comes_in(&mut house.nobody(), &lead.code).await;
    assert_ne!(other.path(), first.path());
    // It ends with the session.
    lead.does("afzeggen", &[("reason", "Het gaat niet door.")]).await;
    let mut second = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut phone = house.nobody();
    let at = comes_in(&mut phone, &second.code).await.path().to_owned();
    second.does("beginnen", &[]).await;
    second.does("einde", &[]).await;
    let gone = phone.get(&at).await.headers["set-cookie"].clone();
    assert!(gone.starts_with("kaart=;") && gone.contains("Max-Age=0"), "{gone}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_that_the_house_did_not_hand_out_for_this_session_is_not_taken() {
    let house = House::new().await;
    let mut lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let other = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    lead.does("beginnen", &[]).await;
    lead.goes(2).await;
    let mut browser = house.nobody();
    let own = comes_in(&mut browser, &lead.code).await.path().to_owned();
    let elsewhere = comes_in(&mut house.nobody(), &other.code).await.path().to_owned();
    let elsewhere = elsewhere.rsplit('/').next().unwrap();
    let own_word = own.rsplit('/').next().unwrap();
    let changed = own_word.replace(|c| c != '0', "0");
    let typed: Vec<(&str, &str)> = [("stap", "2")].into_iter().chain(VOTES).collect();
    for ticket in [elsewhere, &changed, &own_word[..32], &"a".repeat(48)] {
        let at = format!("/meedoen/{}/{ticket}", lead.code);
        assert_eq!(browser.get(&at).await.status, 404, "{ticket}");
        let sent = house.nobody().post(&format!("{at}/antwoord"), &typed).await;
        assert_eq!(sent.status, 404, "{ticket}: {}", sent.body);
        for (what, name) in [("naam", "naam"), ("rol", "rol")] {
            assert_eq!(house.nobody().post(&format!("{at}/{what}"), &[(name, "0")]).await.status, 404, "{ticket}");
        }
    }
    assert_eq!(house.nobody().post(&format!("{own}/antwoord"), &typed).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_devices_come_in_and_the_next_is_told_why_not_while_who_is_in_goes_on() {
    let house = House::new().await;
    let lead = Leader::plans(&house, "flexteam", "pressure-cooker-unit").await;
    let mut first = house.nobody();
    let own = comes_in(&mut first, &lead.code).await.path().to_owned();
    for n in 1..1000 {
        let desk = house.vault.desk_by_code::<ComeIn>(&lead.code).await.unwrap();
        // As named slips, which takes a fraction of the time.
        let slip = Slip { into: JOINED.into(), ticket: format!("{n}"), keep: Keep::Latest, body: b"{}".to_vec() };
        desk.hand_in(slip).await.unwrap();
    }
    let mut late = house.nobody();
    let at = format!("/meedoen/{}", lead.code);
    let full = late.post(&at, &[]).await;
    assert!(full.status == 422 && full.says("duizend apparaten"), "{} {}", full.status, full.body);
    let english = house.nobody().post(&format!("{at}?taal=en"), &[]).await;
    assert!(english.says("A thousand devices"), "{}", english.body);
    assert_eq!(comes_in(&mut first, &lead.code).await.path(), own);
}
