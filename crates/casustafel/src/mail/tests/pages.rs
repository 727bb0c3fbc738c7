//! The pages: one's own address, and for who keeps the house how mail is going.

use super::{
    House, MORNING, house, mail_to,
    server::{Does, Server},
};
use serde_json::json;
use vault::{MailWay, MailboxStand};

async fn stand(house: &House, person: &str) -> Option<MailboxStand> {
    house.vault.mailbox(&house.actor(person).await).await.unwrap().map(|mailbox| mailbox.stand)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_gives_an_address_is_told_what_is_wrong_at_its_field_and_takes_it_away() {
    let house = house().await;
    let mut browser = house.browser("expert-nh", true).await;
    assert!(browser.get("/mijn-toegang").await.says("href=\"/mijn-mail\""));
    for bad in
        ["anne de wit", "anne@", "anne@hoorn.example, bob@hoorn.example", "änne@hoorn.example", "<anne@hoorn.example>"]
    {
        browser.get("/mijn-mail").await;
        let reply = browser.post("/mijn-mail", &[("address", bad), ("way", "at-once")]).await;
        assert_eq!(reply.status, 422, "{bad}");
        assert!(
            reply.says("Dit is geen mailadres.") && reply.says("id=\"mijn-mail-address-error\""),
            "{bad}: {}",
            reply.body
        );
        let kept = bad.replace('<', "&#60;").replace('>', "&#62;");
        assert!(
            reply.says(&format!("value=\"{kept}\"")) && reply.says("value=\"at-once\" checked"),
            "{bad}: {}",
            reply.body
        );
        assert_eq!(stand(&house, "expert-nh").await, None);
    }
    browser.get("/mijn-mail").await;
    let reply = browser.post("/mijn-mail", &[("address", " Anne@hoorn.example "), ("way", "daily")]).await;
    assert_eq!((reply.status, reply.location().contains("Anne")), (303, false), "{}", reply.body);
    let mailbox = house.vault.mailbox(&house.actor("expert-nh").await).await.unwrap().unwrap();
    assert_eq!((mailbox.address.as_str(), mailbox.way), ("Anne@hoorn.example", MailWay::Daily));
    let page = browser.get("/mijn-mail").await;
    assert!(
        page.says("Er is een code naar dit adres gestuurd.") && page.says("action=\"/mijn-mail/code\""),
        "{}",
        page.body
    );
    let reply = browser.post("/mijn-mail/code", &[("code", "ABCDEFGH")]).await;
    assert!(reply.status == 422 && reply.says("Dit is niet de code uit de mail."), "{}", reply.body);
    browser.get("/mijn-mail").await;
    let reply = browser.post("/mijn-mail", &[("address", ""), ("way", "daily")]).await;
    assert_eq!((reply.status, stand(&house, "expert-nh").await), (303, None));
    assert_eq!(house.vault.mail_ready().await.unwrap(), 0, "the code does not go either");
    let page = browser.follow(&reply).await;
    assert!(!page.says("Anne@hoorn.example"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_does_the_same_for_its_own_person() {
    let house = house().await;
    let token =
        house.vault.session_open(&"om-nh".parse().unwrap(), vault::SessionSort::Token, kernel::Lang::Nl).await.unwrap();
    let program = house.browser("expert-nh", true).await.program(token);
    let wrong = program.post("/api/v1/mijn-mail", &json!({ "address": "om" })).await;
    assert_eq!((wrong.status, &wrong.json()["errors"][0]["field"]), (422, &json!("address")), "{}", wrong.body);
    assert!(wrong.says("Dit is geen mailadres."), "{}", wrong.body);
    let right = program.post("/api/v1/mijn-mail", &json!({ "address": "om@om.example", "way": "at-once" })).await;
    assert!(right.status < 300, "{}", right.body);
    let read = program.get("/api/v1/mijn-mail").await.json();
    assert_eq!(
        (&read["address"], &read["way"], &read["confirmed"]),
        (&json!("om@om.example"), &json!("at-once"), &json!(false))
    );
    assert_eq!(stand(&house, "expert-nh").await, None);
    assert_eq!(program.get("/api/v1/beheer/mail").await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_does_not_mail_says_so_and_lets_people_take_their_address_away() {
    let house = house().await;
    house.confirmed("expert-nh", "anne@hoorn.example", MailWay::Daily).await;
    let mut browser = house.browser("expert-nh", false).await;
    let page = browser.get("/mijn-mail").await;
    assert!(page.says("Dit huis verstuurt geen mail") && page.says("anne@hoorn.example"), "{}", page.body);
    let reply = browser.post("/mijn-mail", &[("address", "anders@hoorn.example"), ("way", "daily")]).await;
    assert!(reply.status == 422 && reply.says("U kunt uw adres wel weghalen."), "{}", reply.body);
    browser.get("/mijn-mail").await;
    assert_eq!(browser.post("/mijn-mail", &[("address", ""), ("way", "daily")]).await.status, 303);
    let page = browser.get("/mijn-mail").await;
    assert!(!page.says("action=\"/mijn-mail\""), "{}", page.body);
    assert!(house.browser("beheer", false).await.get("/beheer/mail").await.says("Dit huis verstuurt geen mail"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_address_is_refused_reads_that_and_who_keeps_the_house_reads_whose_and_not_which() {
    let (house, server) = (house().await, Server::start().await);
    let mail = mail_to(server.port, "tls = \"none\"");
    house.confirmed("gemeente-hoorn", "weg@hoorn.example", MailWay::Daily).await;
    house.confirmed("expert-nh", "expert@huis.example", MailWay::Daily).await;
    house.signal("gemeente-hoorn", "Iris Bedacht", false).await;
    house.signal("expert-nh", "Bram Verzonnen", false).await;
    house.clock.set(MORNING);
    server.at("RCPT TO:<weg@hoorn.example>", Does::Says("550 5.1.1 <weg@hoorn.example> unknown"));
    house.walks(&mail).await;
    let own = house.browser("gemeente-hoorn", true).await.get("/mijn-mail").await;
    assert!(own.says("Mail naar dit adres is geweigerd op 04-02-2026."), "{}", own.body);
    let mut keeper = house.browser("beheer", true).await;
    assert!(keeper.get("/mijn-mail").await.says("href=\"/beheer/mail\""));
    let page = keeper.get("/beheer/mail").await;
    let name = house.actor("gemeente-hoorn").await.name;
    assert!(
        page.says(name.as_str()) && page.says("04-02-2026") && page.says("De mailserver weigerde het adres."),
        "{}",
        page.body
    );
    assert!(!page.says("@") && !page.says("hoorn.example"), "{}", page.body);
    for who in ["expert-nh", "gemeente-hoorn", "fg"] {
        assert_eq!(house.browser(who, true).await.get("/beheer/mail").await.status, 404, "{who}");
    }
}
