//! What a stranger sends to stop the house, and what a colleague sends by mistake: refused with a sentence, and nobody else notices.

use crate::letter::{Here, here, here_with};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
    response::Response,
};
use futures_util::StreamExt;
use std::{net::SocketAddr, time::Duration};
use tower::ServiceExt;
use web::{
    Limits, Proxies, ProxyHeader, WebConfig,
    testing::{Client, Program},
};

/// Longer than anything here may hang.
const PATIENCE: Duration = Duration::from_secs(60);

async fn with(limits: Limits) -> Here {
    here_with(WebConfig { demo: true, limits, ..WebConfig::default() }).await
}

async fn send(house: &Here, request: Request<Body>) -> Response {
    house.router.clone().oneshot(request).await.unwrap()
}

/// A request over a connection from this address.
fn over(peer: &str, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    let peer: SocketAddr = peer.parse().unwrap();
    request.extension(ConnectInfo(peer)).body(Body::empty()).unwrap()
}

/// Anna, logged in, with an open letter that has this code.
async fn anna_with_code(house: &Here, code: &str) -> (Client, String) {
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    let gone = anna.post("/brieven/nieuw", &[("title", &format!("code {code}"))]).await;
    assert_eq!(gone.status, 303, "{}", gone.body);
    (anna, gone.path().to_owned())
}

/// The cookie of a session of Anna's, as a browser sends it.
async fn cookie_of_anna(house: &Here) -> String {
    let reply = Client::new(house.router.clone()).enter("anna").await;
    reply.headers["set-cookie"].split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn json_that_would_be_gigabytes_is_refused_before_anybody_is_known() {
    let house = here(false, "http://localhost").await;
    // 816 kB: a hundred layers of names of 8,000 bytes around a list of 8,000 items.
    let bomb = |name: usize, deep: usize, items: usize| {
        let names = format!("{{\"{}\":", "n".repeat(name)).repeat(deep);
        format!("{names}[{}1]{}", "1,".repeat(items - 1), "}".repeat(deep))
    };
    let body = bomb(8_000, 100, 8_000);
    let mut nobody = Client::new(house.router.clone());
    let reply = nobody.post_raw("/api/v1/inloggen", "application/json", body.into_bytes()).await;
    assert_eq!((reply.status, reply.headers["content-type"].as_str()), (413, "application/problem+json"));
    let small = nobody.post_raw("/api/v1/inloggen", "application/json", bomb(4_000, 50, 1_000).into_bytes()).await;
    assert_eq!(small.status, 413);
    assert!(small.json()["detail"].as_str().unwrap().contains("te veel onderdelen"), "{}", small.body);
    let flat = format!("{{\"{}\":[{}1]}}", "n".repeat(200), "1,".repeat(100_000));
    assert_eq!(nobody.post_raw("/api/v1/inloggen", "application/json", flat.into_bytes()).await.status, 413);
    let large = vec![b'a'; 300_000];
    let reply = nobody.post_raw("/inloggen", "application/x-www-form-urlencoded", large).await;
    assert_eq!(reply.status, 413, "a name and a password are never this large");
    let reply = nobody.post("/inloggen", &[("person", &"n".repeat(100_000)), ("password", &"w".repeat(100_000))]).await;
    assert!(reply.status == 422 && reply.body.len() < 10_000, "{}", reply.body.len());
    assert!(reply.says(&"n".repeat(200)) && !reply.says("www"));
    let anna = Program::with(house.router.clone(), "");
    let usual = anna.post("/api/v1/inloggen", &serde_json::json!({ "person": "anna" })).await;
    assert_eq!(usual.status, 422, "and who types a name is told as ever");
}

#[tokio::test]
async fn forms_with_too_many_fields_or_parts_are_refused_with_a_sentence() {
    let house = here(true, "http://localhost").await;
    let mut nobody = Client::new(house.router.clone());
    let form = "application/x-www-form-urlencoded";
    let reply = nobody.post_raw("/inloggen", form, "a&".repeat(5_001).into_bytes()).await;
    assert_eq!(reply.status, 413);
    assert!(reply.says("Te veel onderdelen") && reply.says("<html"));
    let named = format!("{}=1", "n".repeat(201));
    assert_eq!(nobody.post_raw("/inloggen", form, named.into_bytes()).await.status, 413);
    let part = "--r\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
    let parts = format!("{}--r--\r\n", part.repeat(5_001));
    let reply = nobody.post_raw("/inloggen", "multipart/form-data; boundary=r", parts.into_bytes()).await;
    assert!(reply.status == 413 && reply.says("Te veel onderdelen"), "{}", reply.body);
    let query = format!("/inloggen?{}", "a&".repeat(5_001));
    assert_eq!(nobody.get(&query).await.status, 200, "a page is shown without what does not fit");
}

#[tokio::test]
async fn who_is_not_logged_in_sends_no_files() {
    let house = here(true, "http://localhost").await;
    let mut nobody = Client::new(house.router.clone());
    let big = vec![b'x'; 2 * 1024 * 1024];
    assert_eq!(nobody.upload("/inloggen", &[("person", "anna")], ("file", "a.csv", &big)).await.status, 413);
}

#[tokio::test]
async fn bodies_of_strangers_cannot_fill_the_room_of_who_is_logged_in() {
    let house = with(Limits { strangers_bodies: 1024, ..Limits::default() }).await;
    let (mut anna, path) = anna_with_code(&house, "ROOM33").await;
    let mut nobody = Client::new(house.router.clone());
    let long = "x".repeat(4 * 1024);
    let reply = nobody.post("/inloggen", &[("person", &long)]).await;
    assert_eq!((reply.status, reply.headers["retry-after"].as_str()), (503, "5"));
    assert!(reply.says("Even te druk") && reply.says("<html"));
    anna.get(&path).await;
    let text = "x ".repeat(990);
    let sent = anna.post(&format!("{path}/toevoegen"), &[("text", text.trim()), ("tone", "kind")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(nobody.enter("anna").await.status, 303, "and what was held is free again");
}

#[tokio::test]
async fn a_ceiling_per_source_stops_strangers_only_and_counts_what_a_named_proxy_says() {
    let limits = Limits { per_source: 2, ..Limits::default() };
    let proxies = Proxies::named(["127.0.0.1"], ProxyHeader::XForwardedFor).unwrap();
    let config = WebConfig { demo: true, limits: limits.clone(), proxies, ..WebConfig::default() };
    let house = here_with(config).await;
    anna_with_code(&house, "SAME22").await;
    let cookie = cookie_of_anna(&house).await;
    let behind = |source: &'static str| [("x-forwarded-for", source)];
    let live = |source| over("127.0.0.1:4000", "/code/SAME22/live", &behind(source));
    let (one, two) = (send(&house, live("192.0.2.1")).await, send(&house, live("198.51.100.9, 192.0.2.1")).await);
    assert_eq!((one.status(), two.status()), (StatusCode::OK, StatusCode::OK));
    let third = send(&house, live("192.0.2.1")).await;
    assert_eq!(third.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(third.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(send(&house, live("192.0.2.2")).await.status(), StatusCode::OK, "another source behind the same proxy");
    let known = over("127.0.0.1:4000", "/brieven", &[("x-forwarded-for", "192.0.2.1"), ("cookie", &cookie)]);
    assert_eq!(send(&house, known).await.status(), StatusCode::OK, "who is logged in is never stopped");
    let health = over("127.0.0.1:4000", "/gezondheid", &behind("192.0.2.1"));
    assert_eq!(send(&house, health).await.status(), StatusCode::OK);
    drop(one);
    assert_eq!(send(&house, live("192.0.2.1")).await.status(), StatusCode::OK, "who leaves makes room");
    drop(two);
    // Over a connection from an address that is not named the header says nothing: three names are one source.
    let nameless = here_with(WebConfig { demo: true, limits, ..WebConfig::default() }).await;
    anna_with_code(&nameless, "SAME22").await;
    let mut held = Vec::new();
    for source in ["192.0.2.1", "192.0.2.2"] {
        held.push(send(&nameless, live(source)).await);
    }
    assert!(held.iter().all(|r| r.status() == StatusCode::OK));
    assert_eq!(send(&nameless, live("192.0.2.3")).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    let elsewhere = over("192.0.2.7:4000", "/code/SAME22/live", &[]);
    assert_eq!(send(&nameless, elsewhere).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn without_https_only_our_own_names_are_answered() {
    let house = here(true, "http://tafel.example:8080").await;
    let ask = |host: &'static str| over("127.0.0.1:4000", "/inloggen", &[("host", host)]);
    for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "tafel.example:8080"] {
        assert_eq!(send(&house, ask(host)).await.status(), StatusCode::OK, "{host}");
    }
    for host in ["evil.example", "localhost.evil.example:8080", "192.0.2.1:8080"] {
        assert_eq!(send(&house, ask(host)).await.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
    let forged = Request::post("/inloggen")
        .header("host", "evil.example")
        .header("origin", "http://evil.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("person=anna"))
        .unwrap();
    let refused = send(&house, forged).await;
    assert_eq!(refused.status(), StatusCode::MISDIRECTED_REQUEST);
    assert!(!refused.headers().contains_key(header::SET_COOKIE));
    let https = here(true, "https://tafel.example").await;
    assert_eq!(send(&https, ask("anything.example")).await.status(), StatusCode::OK, "there the certificate decides");
}

#[tokio::test]
async fn every_cookie_is_secure_over_https() {
    let house = here(true, "https://tafel.example").await;
    let reply = Client::new(house.router.clone()).get("/code/NOBODY/kaart?taal=en").await;
    assert_eq!(reply.headers["set-cookie"], "taal=en; Path=/; HttpOnly; SameSite=Lax; Secure");
    let plain = here(true, "http://localhost").await;
    let reply = Client::new(plain.router.clone()).get("/code/NOBODY/kaart?taal=en").await;
    assert_eq!(reply.headers["set-cookie"], "taal=en; Path=/; HttpOnly; SameSite=Lax");
}

#[tokio::test]
async fn a_refusal_on_a_page_that_is_read_keeps_its_reason() {
    let house = here(true, "http://localhost").await;
    let (mut anna, path) = anna_with_code(&house, "LEEG22").await;
    let reply = anna.get(&format!("{path}/papier")).await;
    assert_eq!(reply.status, 409);
    assert!(reply.says("Dat kan nu niet") && reply.says("Er staat nog niets in deze brief."), "{}", reply.body);
    let program = Program::enter(house.router.clone(), "anna").await;
    let reply = program.get(&format!("/api/v1{path}/papier")).await;
    assert_eq!((reply.status, reply.json()["detail"].as_str()), (409, Some("Er staat nog niets in deze brief.")));
    let mut bram = Client::new(house.router.clone());
    bram.enter("bram").await;
    assert_eq!(bram.get(&format!("{path}/papier")).await.status, 404, "who may not read it learns nothing");
}

/// A stream of changes; its first word was heard.
async fn listening(house: &Here, path: &str, cookie: &str) -> axum::body::BodyDataStream {
    let answer = send(house, over("127.0.0.1:4000", &format!("{path}/live"), &[("cookie", cookie)])).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let mut words = answer.into_body().into_data_stream();
    assert!(words.next().await.unwrap().unwrap().starts_with(b"retry:"));
    words
}

/// Whether a stream ends.
async fn ends(mut words: axum::body::BodyDataStream) -> bool {
    let all = async { while words.next().await.is_some() {} };
    tokio::time::timeout(PATIENCE, all).await.is_ok()
}

#[tokio::test]
async fn a_stream_ends_when_its_session_does() {
    let house = here(true, "http://localhost").await;
    let (mut anna, path) = anna_with_code(&house, "EIND22").await;
    anna.get("/").await;
    let other = cookie_of_anna(&house).await;
    let cookie = anna.cookie();
    let (own, mut stays) = (listening(&house, &path, &cookie).await, listening(&house, &path, &other).await);
    assert_eq!(anna.post("/uitloggen", &[]).await.status, 303);
    assert!(ends(own).await);
    // The other session of the same person goes on: it hears the next change.
    let mut again = Client::new(house.router.clone());
    again.enter("anna").await;
    again.get(&path).await;
    assert_eq!(again.post(&format!("{path}/toevoegen"), &[("text", "nieuws"), ("tone", "kind")]).await.status, 303);
    assert!(stays.next().await.unwrap().unwrap().starts_with(b"event: change"));
}

#[tokio::test]
async fn a_stream_ends_too_when_the_session_was_ended_elsewhere() {
    let house = with(Limits { recheck: Duration::from_millis(20), ..Limits::default() }).await;
    let (_, path) = anna_with_code(&house, "VER222").await;
    let cookie = cookie_of_anna(&house).await;
    let words = listening(&house, &path, &cookie).await;
    // As another node at the same store does it: nobody here is told.
    house.vault.session_close(cookie.split_once('=').unwrap().1).await.unwrap();
    assert!(ends(words).await);
}

#[tokio::test]
async fn a_stream_ends_when_who_listens_may_not_read_it_any_more() {
    let house = with(Limits { recheck: Duration::from_secs(3600), ..Limits::default() }).await;
    let (_, path) = anna_with_code(&house, "WEG222").await;
    let cookie = cookie_of_anna(&house).await;
    let words = listening(&house, &path, &cookie).await;
    let actor = house.vault.actor("anna").await.unwrap().unwrap();
    let other = house.vault.actor("bram").await.unwrap().unwrap();
    let moved = vault::NewAccount {
        person: actor.person,
        agency: other.agency.id,
        role: actor.role,
        name: actor.name,
        function: actor.function,
        until: None,
        login: None,
    };
    house.vault.set_accounts(vec![moved]).await.unwrap();
    let sent = Client::new(house.router.clone()).post("/code/WEG222/kaart/inleveren", &[("text", "hoi")]).await;
    assert_eq!(sent.status, 303);
    assert!(ends(words).await, "and the change was not heard of");
}

#[tokio::test]
async fn one_session_has_a_few_streams_and_another_has_its_own() {
    let house = with(Limits { streams: 2, ..Limits::default() }).await;
    let (_, path) = anna_with_code(&house, "VEEL22").await;
    let (one, two) = (cookie_of_anna(&house).await, cookie_of_anna(&house).await);
    let live = format!("{path}/live");
    let ask = async |cookie: &str| send(&house, over("127.0.0.1:4000", &live, &[("cookie", cookie)])).await;
    let mut held = vec![ask(&one).await, ask(&one).await];
    let refused = ask(&one).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    held.push(ask(&two).await);
    assert!(held.iter().all(|r| r.status() == StatusCode::OK));
    held.clear();
    assert_eq!(ask(&one).await.status(), StatusCode::OK, "closing a page makes room");
}

/// Another designation of Anna's, at the organisation of Bram.
async fn second_of_anna(house: &Here) -> vault::NewAccount {
    let actor = house.vault.actor("anna").await.unwrap().unwrap();
    let other = house.vault.actor("bram").await.unwrap().unwrap();
    let second = vault::NewAccount {
        person: "anna-b".parse().unwrap(),
        agency: other.agency.id,
        role: other.role,
        name: actor.name,
        function: "detachering".parse().unwrap(),
        until: None,
        login: Some(actor.person),
    };
    house.vault.set_accounts(vec![second.clone()]).await.unwrap();
    second
}

#[tokio::test]
async fn who_works_for_two_organisations_says_for_which_before_anything_opens() {
    let house = with(Limits::default()).await;
    second_of_anna(&house).await;
    let mut anna = Client::new(house.router.clone());
    let came = anna.enter("anna").await;
    assert_eq!((came.status, came.path()), (303, "/inloggen/namens"));
    for shut in ["/", "/brieven", "/mijn-toegang"] {
        assert_eq!(anna.get(shut).await.location().split('?').next(), Some("/inloggen"), "{shut}");
    }
    let page = anna.get("/inloggen/namens?naar=/brieven").await;
    assert!(page.says("Gemeente a") && page.says("Gemeente b") && page.says("detachering"), "{}", page.body);
    // Somebody else's account is no designation of hers.
    let no = anna.post("/inloggen/namens", &[("namens", "bram"), ("naar", "/brieven")]).await;
    assert_eq!((no.status, no.path()), (303, "/inloggen/namens"));
    let token = anna.csrf();
    assert!(!token.is_empty());
    let chosen = anna.post("/inloggen/namens", &[("namens", "anna-b"), ("naar", "/brieven")]).await;
    assert_eq!((chosen.status, chosen.path()), (303, "/brieven"));
    assert!(anna.get("/brieven").await.says("detachering"));
    assert!(anna.get("/mijn-toegang").await.says("Namens een andere organisatie werken"));
    // Whoever has one designation is asked nothing; and one that ended is not offered.
    let mut bram = Client::new(house.router.clone());
    assert_eq!(bram.enter("bram").await.path(), "/");
    let here = anna.get("/inloggen/namens").await;
    assert!(here.says("Gemeente a"));
    house.vault.close_account(&"anna-b".parse().unwrap()).await.unwrap();
    assert_eq!(anna.get("/brieven").await.location().split('?').next(), Some("/inloggen"));
    assert_eq!(anna.enter("anna").await.path(), "/");
}

#[tokio::test]
async fn a_program_that_asks_for_an_organisation_that_is_none_of_theirs_gets_no_token() {
    let house = with(Limits::default()).await;
    let second = second_of_anna(&house).await;
    let nobody = Program::with(house.router.clone(), "");
    let asks = async |agency: &str| {
        nobody.post("/api/v1/inloggen", &serde_json::json!({ "person": "anna", "agency": agency })).await
    };
    for none in ["rac", "bestaat-niet", "Gemeente B", "", "../b"] {
        let no = asks(none).await;
        assert_eq!(no.status, 422, "{none:?}: {}", no.body);
        assert!(
            no.body.contains("niet voor de organisatie") && !no.body.contains("\"token\""),
            "{none:?}: {}",
            no.body
        );
    }
    let token = asks(second.agency.as_str()).await.json()["token"].as_str().unwrap().to_owned();
    let session = house.vault.session(&token).await.unwrap().unwrap();
    assert_eq!(session.actor.person.as_str(), "anna-b");
}

#[tokio::test]
async fn who_is_designated_by_another_organisation_still_comes_in_by_that_one() {
    let house = with(Limits::default()).await;
    let second = second_of_anna(&house).await;
    let own = house.vault.actor("anna").await.unwrap().unwrap();
    let ended = vault::NewAccount {
        person: own.person,
        agency: own.agency.id,
        role: own.role,
        name: own.name,
        function: own.function,
        until: Some("2020-01-01".parse().unwrap()),
        login: None,
    };
    house.vault.set_accounts(vec![ended]).await.unwrap();
    let mut anna = Client::new(house.router.clone());
    assert_eq!(anna.enter("anna").await.path(), "/");
    assert!(anna.get("/brieven").await.says("detachering"), "as the one that lasts");
    house.vault.close_account(&second.person).await.unwrap();
    assert_eq!(anna.enter("anna").await.status, 403, "and with none left they hear that it is over");
}

#[tokio::test]
async fn two_choices_at_once_with_one_session_give_one() {
    let house = with(Limits::default()).await;
    second_of_anna(&house).await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/inloggen/namens?naar=/brieven").await;
    let (mut one, mut two) = (anna.clone(), anna.clone());
    let to = [("namens", "anna-b"), ("naar", "/brieven")];
    let (a, b) = tokio::join!(one.post("/inloggen/namens", &to), two.post("/inloggen/namens", &to));
    let mut paths = [a.path().to_owned(), b.path().to_owned()];
    paths.sort();
    assert_eq!(paths, ["/brieven", "/inloggen"]);
}

#[tokio::test]
async fn who_leaves_before_choosing_leaves_no_session_behind() {
    let house = with(Limits::default()).await;
    second_of_anna(&house).await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    let mut kept = anna.clone();
    assert_eq!(kept.get("/inloggen/namens").await.status, 200);
    assert_eq!(anna.post("/uitloggen", &[]).await.path(), "/inloggen");
    let after = kept.get("/inloggen/namens").await;
    assert_eq!((after.status, after.path()), (303, "/inloggen"), "nor for who kept the cookie");
}
