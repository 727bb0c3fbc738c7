//! The statement of secrecy comes before everything else, once for each version of its words (ACC-05).

use crate::letter::{Here, here_with, node};
use kernel::Say;
use serde_json::json;
use web::{
    Secrecy, WebConfig,
    testing::{Client, Program},
};

fn with(words: &str) -> WebConfig {
    let text = Say::made(format!("{words}\n\nOok later."), format!("{words} (en)\n\nLater too."));
    WebConfig { demo: true, secrecy: Some(Secrecy::of(text)), ..WebConfig::default() }
}

/// What the house says of the version of its words, for who reads them.
fn version(page: &str) -> &str {
    page.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version")
}

async fn noticed(house: &Here, version: &str) -> Option<kernel::Timestamp> {
    house.vault.secrecy_acknowledged(&"anna".parse().unwrap(), version).await.unwrap()
}

#[tokio::test]
async fn nothing_opens_before_somebody_took_notice_of_the_statement_and_then_all_does_on_every_node() {
    let config = with("Wat hier ligt, blijft hier.");
    let house = here_with(config.clone()).await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    for path in ["/", "/brieven", "/brieven?x=1", "/brieven/nieuw", "/concepten"] {
        let sent = anna.get(path).await;
        let to = format!("/geheimhouding?{}", web::encode(&[("naar", path)]));
        assert_eq!((sent.status, sent.location()), (303, to.as_str()), "{path}");
    }
    let page = anna.get("/geheimhouding?naar=%2Fbrieven%2Fnieuw").await;
    assert!(page.says("<p class=\"lead\">Wat hier ligt, blijft hier.</p>") && page.says("<p>Ook later.</p>"));
    let words = version(&page.body).to_owned();
    // Of other words it is no notice, and the way leads nowhere else.
    let sent = anna.post("/geheimhouding", &[("version", "0123456789abcdef"), ("naar", "/brieven")]).await;
    assert_eq!(sent.location(), "/geheimhouding?naar=%2Fbrieven");
    assert_eq!((anna.get("/brieven").await.status, noticed(&house, &words).await), (303, None));
    anna.get("/geheimhouding").await;
    let sent = anna.post("/geheimhouding", &[("version", &words), ("naar", "https://kwaad.example/")]).await;
    assert_eq!(sent.location(), "/");
    // Twice is once.
    let first = noticed(&house, &words).await;
    assert!(first.is_some());
    anna.get("/").await;
    anna.post("/geheimhouding", &[("version", &words)]).await;
    assert_eq!((anna.get("/brieven/nieuw").await.status, noticed(&house, &words).await), (200, first));
    let page = anna.get("/geheimhouding").await;
    assert!(page.says("U nam hier kennis van op") && !page.says("name=\"version\""), "{}", page.body);

    // Another node hears it from the book; somebody else took no notice.
    let other = node(&config, &house.vault);
    let mut bram = Client::new(other.clone());
    bram.enter("bram").await;
    assert_eq!(bram.get("/brieven").await.status, 303);
    let mut again = Client::new(other);
    again.enter("anna").await;
    assert_eq!(again.get("/brieven").await.status, 200);
}

#[tokio::test]
async fn other_words_are_laid_before_everybody_anew_and_what_was_being_written_is_kept() {
    let old = with("Wat hier ligt, blijft hier.");
    let house = here_with(old.clone()).await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    let words = version(&anna.get("/geheimhouding").await.body).to_owned();
    anna.post("/geheimhouding", &[("version", &words)]).await;
    anna.get("/brieven/nieuw").await;

    // The house is started again with other words while she writes.
    let new = node(&with("Wat hier ligt, blijft hier. Altijd."), &house.vault);
    anna.moves_to(new);
    let sent = anna.post("/brieven/nieuw", &[("title", "Woorden van vlak ervoor")]).await;
    assert_eq!((sent.status, sent.location()), (303, "/geheimhouding?naar=%2Fbrieven%2Fnieuw"));
    let page = anna.follow(&sent).await;
    let changed = version(&page.body).to_owned();
    assert_ne!(changed, words);
    let sent = anna.post("/geheimhouding", &[("version", &changed), ("naar", "/brieven/nieuw")]).await;
    assert!(anna.follow(&sent).await.says("value=\"Woorden van vlak ervoor\""), "the words stand there");
    assert!(noticed(&house, &words).await.is_some() && noticed(&house, &changed).await.is_some());
}

#[tokio::test]
async fn a_program_is_told_where_its_person_takes_notice_and_cannot_pass_it_by() {
    let config = with("Wat hier ligt, blijft hier.");
    let house = here_with(config).await;
    let anna = Program::enter(house.router.clone(), "anna").await;
    for (told, body) in [
        (anna.get("/api/v1/brieven").await, "geheimhouding"),
        (anna.post("/api/v1/brieven/nieuw", &json!({ "title": "x" })).await, "geheimhouding"),
        (anna.post("/api/v1/geheimhouding", &json!({})).await, "version"),
        (anna.post("/api/v1/geheimhouding", &json!({ "version": "ja" })).await, "version"),
    ] {
        assert!(told.status == 403 && told.body.contains(body), "{} {}", told.status, told.body);
    }
    let told = anna.get("/api/v1/geheimhouding").await.json();
    assert!(told["text"].as_str().unwrap().contains("Ook later.") && told["acknowledged"].is_null(), "{told}");
    assert_eq!(anna.post("/api/v1/geheimhouding", &json!({ "version": told["version"] })).await.status, 204);
    assert_eq!(anna.get("/api/v1/brieven").await.status, 200);
    assert!(anna.get("/api/v1/geheimhouding").await.json()["acknowledged"].is_string());
    assert_eq!(Program::with(house.router.clone(), "niemand").get("/api/v1/geheimhouding").await.status, 401);
}

#[tokio::test]
async fn where_it_is_done_on_paper_there_is_no_such_page() {
    let house = crate::demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    assert_eq!((anna.get("/geheimhouding").await.status, anna.get("/brieven").await.status), (404, 200));
}
