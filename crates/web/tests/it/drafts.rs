//! Nothing that was typed is lost: a session that ended in the middle of a form, another language, a refusal, a form that is sent twice, a step
//! that is over.

use crate::{anna, demo, letter::Here};
use serde_json::json;
use std::sync::atomic::Ordering;
use web::testing::{Client, Program, Reply};

const HALF_AN_HOUR: i64 = 1801;
const DAY: i64 = 86_400;

fn later(house: &Here, seconds: i64) {
    house.clock.0.fetch_add(seconds, Ordering::SeqCst);
}

/// Sends a page of typing after the session ended; gives the login page's address.
async fn too_late(house: &Here, anna: &mut Client, path: &str) -> Reply {
    later(house, HALF_AN_HOUR);
    anna.post(&format!("{path}/toevoegen"), &[("text", "Een kwartier <typen>"), ("tone", "firm")]).await
}

#[tokio::test]
async fn a_form_that_comes_after_its_session_ended_is_kept_and_stands_there_again_after_logging_in() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let led = too_late(&house, &mut anna, &path).await;
    let there = path.replace('/', "%2F");
    assert_eq!((led.status, led.location()), (303, format!("/inloggen?naar={there}&taal=nl&bewaard=ja").as_str()));
    let login = anna.follow(&led).await;
    assert!(login.says("Wat u schreef is bewaard, maar niet verstuurd"), "{}", login.body);
    let gone = anna.post("/inloggen", &[("person", "anna"), ("naar", &path)]).await;
    assert_eq!(gone.location(), path);
    let page = anna.follow(&gone).await;
    assert!(
        page.says("Een kwartier &#60;typen&#62;</textarea>") && page.says("value=\"firm\" checked"),
        "{}",
        page.body
    );
    assert!(page.says("toen uw sessie al was verlopen. Het is niet verstuurd."));
    assert!(!page.says("<li>Een kwartier"), "it was never sent by itself");
    assert!(anna.get("/mijn-toegang").await.says("Nog niet verstuurd: wat u in formulieren schreef (1)"));
    let list = anna.get("/concepten").await;
    assert!(list.says("Tekst toevoegen") && list.says(&format!("href=\"{path}\"")) && list.says("Een kwartier"));
    // It goes when it is sent.
    anna.get(&path).await;
    assert_eq!(anna.post(&format!("{path}/toevoegen"), &[("text", "Verstuurd"), ("tone", "kind")]).await.status, 303);
    let page = anna.get(&path).await;
    assert!(page.says("<li>Verstuurd</li>") && !page.says("kwartier"), "{}", page.body);
    assert!(anna.get("/concepten").await.says("Er staat hier niets van u dat nog verstuurd moet worden."));
}

#[tokio::test]
async fn a_dossier_that_is_still_to_begin_is_kept_too_and_who_logs_in_instead_sees_nothing() {
    let house = demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    later(&house, HALF_AN_HOUR);
    let led = anna.post("/brieven/nieuw", &[("title", "Over Wilhelmina")]).await;
    assert!(led.location().starts_with("/inloggen?naar=%2Fbrieven%2Fnieuw"), "{}", led.location());
    // On the same browser somebody else.
    anna.follow(&led).await;
    let mut bram = anna.clone();
    bram.post("/inloggen", &[("person", "bram"), ("naar", "/brieven/nieuw")]).await;
    for page in ["/brieven/nieuw", "/concepten", "/mijn-toegang"] {
        let page = bram.get(page).await;
        assert!(page.status == 200 && !page.says("Wilhelmina") && !page.says("niet verstuurd: "), "{}", page.body);
    }
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    let page = anna.get("/brieven/nieuw").await;
    assert!(page.says("value=\"Over Wilhelmina\""), "{}", page.body);
    let thrown = anna.post("/concepten/weg", &[]).await;
    assert_eq!((thrown.status, thrown.location()), (303, "/brieven/nieuw"));
    assert!(!anna.follow(&thrown).await.says("Wilhelmina"));
}

#[tokio::test]
async fn a_late_form_is_kept_only_with_the_cookie_and_the_token_of_one_session_that_ended_by_time() {
    let house = demo().await;
    let (page, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    let typed = [("text", "Te laat"), ("tone", "kind")];
    let who = house.vault.actor("anna").await.unwrap().unwrap();
    let nothing = async || house.vault.unsent_of(&who).await.unwrap().is_empty();
    // Logged out, and the page is still open in another tab.
    let mut tab = page.clone();
    let mut out = page.clone();
    out.post("/uitloggen", &[]).await;
    let told = tab.post(&add, &typed).await;
    // It is kept nowhere, told so, shown to be copied, and who logs in comes back to the page.
    assert_eq!(told.status, 401, "{}", told.body);
    for words in ["U was uitgelogd.", "Niet verstuurd", "Te laat", &format!("name=\"naar\" value=\"{path}\"")] {
        assert!(told.says(words), "{words}: {}", told.body);
    }
    assert!(nothing().await);
    // Without the token of the form, or with the one of another session.
    let mut first = Client::new(house.router.clone());
    first.enter("anna").await;
    first.get(&path).await;
    let mut second = Client::new(house.router.clone());
    second.enter("anna").await;
    second.get(&path).await;
    later(&house, HALF_AN_HOUR);
    for token in ["", "x", second.csrf().as_str()] {
        let sent = [typed[0], typed[1], ("_csrf", token)];
        let told = first.post(&add, &sent).await;
        assert!(told.status == 401 && told.says("niet aangekomen"), "{token}: {}", told.body);
    }
    let elsewhere = [typed[0], typed[1], ("_csrf", &first.csrf())];
    let led = first.post_with(&add, ("sec-fetch-site", "cross-site"), &elsewhere).await;
    assert_eq!(led.path(), "/inloggen");
    assert!(!led.says("Te laat"), "what comes from elsewhere is not shown");
    assert!(nothing().await);
    // In time, and a day later.
    assert!(second.post(&add, &typed).await.location().ends_with("bewaard=ja"));
    assert!(!nothing().await);
    later(&house, DAY);
    first.get(&path).await;
    assert_eq!(first.post(&add, &typed).await.status, 401);
}

#[tokio::test]
async fn who_is_no_longer_designated_keeps_nothing_and_gets_nothing_back() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let mut tab = anna.clone();
    assert!(too_late(&house, &mut anna, &path).await.location().ends_with("bewaard=ja"));
    let who = house.vault.actor("anna").await.unwrap().unwrap();
    house.vault.close_account(&who.person).await.unwrap();
    assert!(house.vault.unsent_of(&who).await.unwrap().is_empty());
    let led = tab.post(&format!("{path}/toevoegen"), &[("text", "Nog iets"), ("tone", "kind")]).await;
    // What was sent a moment ago is shown to who sent it; of what was kept before nothing comes back.
    assert!(led.status == 401 && led.says("Nog iets") && !led.says("Een kwartier"), "{}", led.body);
    assert!(house.vault.unsent_of(&who).await.unwrap().is_empty());
}

/// The button for the other language belongs to the form, so a browser without a script sends the form along.
#[tokio::test]
async fn another_language_keeps_what_is_in_the_form() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let page = anna.get(&path).await;
    let add = format!("{path}/toevoegen");
    let button = page.body.split("form=\"toevoegen-form\" formaction=\"").nth(1).unwrap();
    let to = button.split('"').next().unwrap().replace("&#38;", "&");
    assert!(page.says("<form class=\"form\" id=\"toevoegen-form\"") && page.says("form=\"toevoegen-form\" hidden"));
    assert_eq!(to, format!("/taal?terug={}&van={}", path.replace('/', "%2F"), add.replace('/', "%2F")));
    let token = anna.csrf();
    let gone = anna.post(&to, &[("text", "Half <af>"), ("tone", ""), ("_taal", "en"), ("_csrf", &token)]).await;
    assert_eq!((gone.status, gone.location()), (303, path.as_str()), "{}", gone.body);
    let page = anna.follow(&gone).await;
    assert!(page.says("lang=\"en\"") && page.says("Half &#60;af&#62;</textarea>"), "{}", page.body);
    assert!(page.says("have not sent it yet"));
    // And when the session is over just then.
    later(&house, HALF_AN_HOUR);
    let led = anna.post(&to, &[("text", "Nog verder"), ("tone", ""), ("_taal", "nl"), ("_csrf", &token)]).await;
    assert!(led.location().ends_with("taal=en&bewaard=ja"), "{}", led.location());
    anna.enter("anna").await;
    assert!(anna.get(&path).await.says("Nog verder</textarea>"));
}

#[tokio::test]
async fn what_was_refused_is_there_again_after_going_away() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    assert_eq!(anna.post(&add, &[("text", "Te streng"), ("tone", "firm")]).await.status, 422);
    anna.get("/brieven").await;
    let page = anna.get(&path).await;
    assert!(page.says("Te streng</textarea>") && page.says("Dit kon op"), "{}", page.body);
    assert!(!page.says("Dit klopt nog niet"), "what was wrong is told when it is sent");
}

/// A draft of yesterday does not go over what a colleague wrote since.
#[tokio::test]
async fn a_draft_is_held_against_what_its_writer_saw() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    assert_eq!(anna.post(&add, &[("text", "Van gisteren"), ("tone", "firm")]).await.status, 422);
    let elsewhere = Program::enter(house.router.clone(), "anna").await;
    let added = elsewhere.post(&format!("/api/v1{add}"), &json!({ "text": "Van vandaag", "tone": "kind" })).await;
    assert_eq!(added.status, 200, "{}", added.body);
    assert!(anna.get(&path).await.says("Van gisteren</textarea>"));
    let reply = anna.post(&add, &[("text", "Van gisteren"), ("tone", "kind")]).await;
    assert_eq!(reply.status, 409, "{}", reply.body);
    assert!(reply.says("<li>Van vandaag</li>") && reply.says("Van gisteren</textarea>"), "{}", reply.body);
    assert_eq!(anna.post(&add, &[("text", "Van gisteren"), ("tone", "kind")]).await.status, 303);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one() {
    let house = demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    let mut tab = anna.clone();
    let typed = [("title", "Een keer")];
    let (one, two) = tokio::join!(anna.post("/brieven/nieuw", &typed), tab.post("/brieven/nieuw", &typed));
    assert_eq!((one.status, two.status), (303, 303));
    assert_eq!(one.location(), two.location(), "both lead to the one that was made");
    let again = anna.post_again("/brieven/nieuw", &typed).await;
    assert_eq!(again.location(), one.location(), "the button back");
    assert_eq!(anna.get("/brieven").await.body.matches("<li>Een keer</li>").count(), 1);
    // Another page makes another.
    anna.get("/brieven/nieuw").await;
    assert_ne!(anna.post("/brieven/nieuw", &typed).await.location(), one.location());
}

#[tokio::test]
async fn what_was_changed_after_sending_is_not_sent_and_not_lost() {
    let house = demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    let mut back = anna.clone();
    anna.post("/brieven/nieuw", &[("title", "Eerst")]).await;
    let gone = back.post_again("/brieven/nieuw", &[("title", "Eerst en meer")]).await;
    assert_eq!((gone.status, gone.path()), (303, "/brieven/nieuw"));
    let page = back.follow(&gone).await;
    assert!(page.says("U hebt dit formulier al verstuurd.") && page.says("value=\"Eerst en meer\""), "{}", page.body);
    assert_eq!(anna.get("/brieven").await.body.matches("<li>Eerst").count(), 1);
    // And whoever does want it sends it from there.
    assert_eq!(back.post("/brieven/nieuw", &[("title", "Eerst en meer")]).await.status, 303);
    assert_eq!(anna.get("/brieven").await.body.matches("<li>Eerst").count(), 2);
}

#[tokio::test]
async fn what_did_nothing_may_be_sent_again_from_the_same_page() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let (add, mut back) = (format!("{path}/toevoegen"), anna.clone());
    assert_eq!(anna.post(&add, &[("text", "x"), ("tone", "firm")]).await.status, 422);
    assert_eq!(back.post_again(&add, &[("text", "x"), ("tone", "kind")]).await.status, 303);
}

#[tokio::test]
async fn while_somebody_types_it_is_kept_for_them_alone_and_each_time_is_told() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    let token = anna.csrf();
    let typing = |text| [("text", text), ("_form", add.as_str()), ("_page", path.as_str()), ("_csrf", token.as_str())];
    let told = anna.post("/concepten/bewaren", &typing("Halverwege")).await;
    let says = told.json();
    assert_eq!((told.status, says["left"].as_i64()), (200, Some(1800)), "{}", told.body);
    assert!(says["says"].as_str().unwrap().starts_with("Bewaard om "), "{says}");
    let page = anna.get(&path).await;
    assert!(
        page.says("Halverwege</textarea>") && page.says("U begon hier op") && page.says("Weggooien wat ik schreef")
    );
    // Everything taken out again.
    assert_eq!(anna.post("/concepten/bewaren", &typing("")).await.json()["says"], "");
    assert!(!anna.get(&path).await.says("U begon hier op"));
    // No address of a form, no token, nobody: nothing.
    let nowhere = [("text", "x"), ("_form", "/brieven"), ("_page", "/"), ("_csrf", token.as_str())];
    assert_eq!(anna.post("/concepten/bewaren", &nowhere).await.status, 404);
    assert_eq!(anna.post_with("/concepten/bewaren", ("x-other", "1"), &typing("x")[..3]).await.status, 403);
    assert_eq!(Client::new(house.router.clone()).post("/concepten/bewaren", &typing("x")).await.status, 401);
    // A form that was sent is not kept any more by what is still on its way.
    let page = anna.get(&path).await;
    let form = page.body.split(&format!("action=\"{add}\"")).nth(1).unwrap();
    let token = form.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    anna.post(&add, &[("text", "Klaar"), ("tone", "kind")]).await;
    let late = [("text", "Kla"), ("_form", add.as_str()), ("_page", path.as_str()), ("_csrf", token.as_str())];
    assert_eq!(anna.post_again("/concepten/bewaren", &late).await.status, 409);
    assert!(anna.get("/concepten").await.says("Er staat hier niets van u dat nog verstuurd moet worden."));
}

#[tokio::test]
async fn a_page_says_until_when_one_is_logged_in_and_that_can_be_prolonged() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let page = anna.get(&path).await;
    assert!(page.says("U bent ingelogd tot ") && page.says("data-left=\"1800\""), "{}", page.body);
    assert!(page.says("id=\"sessie\" role=\"alert\" hidden") && page.says("Ingelogd blijven"));
    later(&house, 1500);
    let prolonged = anna.post("/sessie", &[]).await;
    assert_eq!((prolonged.status, prolonged.json()["left"].as_i64()), (200, Some(1800)));
    later(&house, 1500);
    assert_eq!(anna.get(&path).await.status, 200);
    later(&house, HALF_AN_HOUR);
    assert_eq!(anna.post("/sessie", &[]).await.status, 401);
}

/// Whoever answers when a question is over reads back what they wrote.
#[tokio::test]
async fn what_comes_when_its_place_is_gone_is_shown_to_be_copied() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let mut bram = Client::new(house.router.clone());
    bram.enter("bram").await;
    bram.get("/brieven/nieuw").await;
    let reply = bram.post(&format!("{path}/toevoegen"), &[("text", "Een lang <antwoord>"), ("tone", "kind")]).await;
    assert_eq!(reply.status, 404);
    assert!(reply.says("Niet verstuurd") && reply.says("Een lang &#60;antwoord&#62;"), "{}", reply.body);
    // Once: of what one does not sit at (any more) nothing is read afterwards, also not in words of one's own.
    assert!(bram.get("/concepten").await.says("Er staat hier niets van u dat nog verstuurd moet worden."));
    assert!(anna.get("/concepten").await.says("Er staat hier niets van u dat nog verstuurd moet worden."));
    let mut phone = Client::new(house.router.clone());
    let phone = phone.post("/code/XYZ234/kaart/inleveren", &[("text", "Te laat <hoor>")]).await;
    assert_eq!(phone.status, 404);
    assert!(phone.says("Te laat &#60;hoor&#62;"), "{}", phone.body);
}
