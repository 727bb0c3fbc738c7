//! The house in process: a small kind of dossier, two organisations, a browser and a program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "a test may stop"
)]

mod attacks;
mod connections;
mod drafts;
mod letter;
mod look;
mod secrecy;

use letter::{Here, here};
use serde_json::json;
use web::testing::{Client, Program};

async fn demo() -> Here {
    here(true, "http://localhost").await
}

/// Anna with a letter of hers; gives its address.
async fn anna(house: &Here) -> (Client, String) {
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    let gone = anna.post("/brieven/nieuw", &[("title", "Eerste <b>")]).await;
    assert_eq!(gone.status, 303, "{}", gone.body);
    let path = gone.path().to_owned();
    anna.follow(&gone).await;
    (anna, path)
}

#[tokio::test]
async fn who_is_not_logged_in_is_led_to_the_login_page_and_back() {
    let house = demo().await;
    let mut client = Client::new(house.router.clone());
    let reply = client.get("/brieven?x=1").await;
    assert_eq!((reply.status, reply.location()), (303, "/inloggen?naar=%2Fbrieven%3Fx%3D1"));
    let page = client.follow(&reply).await;
    assert!(page.says("ANNA") && page.says("Gemeente b") && page.says("medewerker"));
    let reply = client.post("/inloggen", &[("person", "anna"), ("naar", "/brieven?x=1")]).await;
    assert_eq!(reply.location(), "/brieven?x=1");
    let cookie = &reply.headers["set-cookie"];
    assert!(
        cookie.starts_with("casustafel=") && cookie.contains("HttpOnly; SameSite=Strict") && !cookie.contains("Secure")
    );
    let reply = client.post("/inloggen", &[("person", "anna"), ("naar", "https://evil.example/")]).await;
    assert_eq!(reply.location(), "/");
}

#[tokio::test]
async fn who_wants_something_printed_where_there_is_no_press_reads_when_to_come_back() {
    paper::use_press("/there/is/no/press".into());
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let page = anna.get(&format!("{path}/drukken")).await;
    assert_eq!((page.status, page.headers["retry-after"].as_str()), (503, "120"));
    assert!(page.says("Documenten maken kan nu nog niet") && page.says("Nu even niet"), "{}", page.body);
    let program = Program::enter(house.router.clone(), "anna").await;
    let told = program.get(&format!("/api/v1{path}/drukken")).await;
    assert_eq!((told.status, told.headers["retry-after"].as_str()), (503, "120"));
    assert!(told.body.contains("Documenten maken kan nu nog niet"), "{}", told.body);
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_this_host() {
    let house = here(true, "https://tafel.example.org").await;
    let mut client = Client::new(house.router.clone());
    let reply = client.enter("anna").await;
    let cookie = &reply.headers["set-cookie"];
    assert!(cookie.starts_with("__Host-casustafel=") && cookie.contains("; Secure") && cookie.contains("Path=/"));
    assert!(reply.headers.contains_key("strict-transport-security"));
    assert_eq!(client.get("/").await.status, 200);
}

#[tokio::test]
async fn a_wrong_password_is_told_in_one_sentence_for_every_cause() {
    let house = here(false, "http://localhost").await;
    let mut client = Client::new(house.router.clone());
    let page = client.get("/inloggen?taal=en").await;
    assert!(page.says("lang=\"en\"") && page.says("Password"));
    let reply = client.post("/inloggen", &[("person", "anna"), ("password", "geheimgeheim"), ("code", "123456")]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.says("The name, password or code is not right.") && !reply.says("geheimgeheim"));
    for _ in 0..9 {
        client.post("/inloggen", &[("person", "anna")]).await;
    }
    assert_eq!(client.post("/inloggen", &[("person", "anna")]).await.status, 429);
}

#[tokio::test]
async fn a_letter_is_begun_read_and_added_to() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    let gone = anna.post(&add, &[("text", "Hallo & dag"), ("tone", "kind"), ("facts.1.what", "een feit")]).await;
    assert_eq!(gone.location(), format!("{path}?gedaan=letter.add#laatste"));
    let page = anna.follow(&gone).await;
    assert!(page.says("Uw tekst is toegevoegd.") && page.says("Hallo &#38; dag") && page.says("een feit"));
    assert!(anna.get("/brieven").await.says("Eerste &#60;b&#62;"));
    let file = anna.get(&format!("{path}/papier")).await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"B-1.pdf\"");
    assert_eq!(file.bytes, b"2");
}

#[tokio::test]
async fn unknown_refused_and_unreadable_look_the_same() {
    let house = demo().await;
    let (_, path) = anna(&house).await;
    let mut bram = Client::new(house.router.clone());
    bram.enter("bram").await;
    bram.get("/").await;
    let unknown = path.replace(|c: char| c.is_ascii_digit(), "0");
    let mut bodies = Vec::new();
    for path in [&path, &unknown, "/brieven/x", "/bestaat/niet"] {
        let reply = bram.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        bodies.push(reply.body.replace(path, ""));
        assert_eq!(bram.post(&format!("{path}/toevoegen"), &[("text", "x"), ("tone", "kind")]).await.status, 404);
    }
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
    let mut carl = Client::new(house.router.clone());
    carl.enter("carl").await;
    assert_eq!(carl.get("/brieven/nieuw").await.status, 404);
    assert_eq!(carl.get("/brieven").await.status, 404);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_stays() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    let reply = anna.post(&add, &[("text", "mijn tekst"), ("facts.0.when", "morgen")]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.says("mijn tekst") && reply.says("value=\"morgen\"") && reply.says("Fout: Brief"));
    for id in ["toevoegen-tone", "toevoegen-facts.0.what", "toevoegen-facts.0.when"] {
        assert!(reply.says(&format!("href=\"#{id}\"")) && reply.says(&format!("id=\"{id}\"")), "{id}");
    }
    // The refusal of a rule of the profession comes back the same way.
    let reply = anna.post(&add, &[("text", "mijn tekst"), ("tone", "firm")]).await;
    assert_eq!(reply.status, 422);
    assert!(reply.says("Zo streng mag niet.") && reply.says("mijn tekst") && reply.says("value=\"firm\" checked"));
    // An act has no page of its own.
    let led = anna.get(&add).await;
    assert_eq!((led.status, led.location()), (303, path.as_str()));
}

#[tokio::test]
async fn a_late_writer_sees_what_changed_and_keeps_what_was_typed() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let mut late = anna.clone();
    late.get(&path).await;
    let add = format!("{path}/toevoegen");
    anna.post(&add, &[("text", "eerst"), ("tone", "kind")]).await;
    let reply = late.post(&add, &[("text", "later"), ("tone", "kind")]).await;
    assert_eq!(reply.status, 409);
    assert!(reply.says("Tekst toegevoegd.") && reply.says("later") && reply.says("<li>eerst</li>"));
    let reply = late.post(&add, &[("text", "later"), ("tone", "kind")]).await;
    assert_eq!(reply.status, 303);
}

#[tokio::test]
async fn a_forged_form_does_nothing() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    let token = anna.csrf();
    let good = [("text", "x"), ("tone", "kind"), ("_csrf", token.as_str())];
    assert_eq!(anna.post_with(&add, ("x-other", "1"), &good[..2]).await.status, 403);
    assert_eq!(anna.post_with(&add, ("sec-fetch-site", "cross-site"), &good).await.status, 403);
    assert_eq!(anna.post_with(&add, ("sec-fetch-site", "same-site"), &good).await.status, 403);
    assert_eq!(anna.post_with(&add, ("origin", "https://evil.example"), &good).await.status, 403);
    assert_eq!(
        anna.post_with("/inloggen", ("origin", "https://evil.example"), &[("person", "bram")]).await.status,
        403
    );
    assert_eq!(anna.post_with(&add, ("origin", "http://localhost"), &good).await.status, 303);
    assert_eq!(anna.post_with(&add, ("sec-fetch-site", "same-origin"), &good).await.status, 303);
}

#[tokio::test]
async fn too_big_and_unreadable_are_told_politely() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let add = format!("{path}/toevoegen");
    let form = "application/x-www-form-urlencoded";
    let reply = anna.post_raw(&add, form, vec![b'a'; 1024 * 1024 + 1]).await;
    assert_eq!(reply.status, 413);
    assert!(reply.says("Te groot") && reply.says("<html"));
    let reply = anna.post_raw(&add, form, b"text=Andr%E9".to_vec()).await;
    assert_eq!(reply.status, 400);
    assert!(reply.says("niet te lezen"));
    assert_eq!(anna.post_raw(&add, "application/json", b"{}".to_vec()).await.status, 415);
    anna.get(&path).await;
    let big = vec![b'x'; 3 * 1024 * 1024];
    let reply = anna.upload(&add, &[("text", "met bestand"), ("tone", "kind")], ("file", "a.csv", &big)).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    anna.get(&path).await;
    for much in [2, 14] {
        anna.get(&path).await;
        let typed = [("text", "lang getypt"), ("tone", "kind")];
        let reply = anna.upload(&add, &typed, ("file", "a.csv", &big.repeat(much))).await;
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(reply.says("Dit bestand is te groot") && reply.says("lang getypt</textarea>"), "{}", reply.body);
    }
    let past = anna.upload(&add, &[("text", "x"), ("tone", "kind")], ("file", "a.csv", &big.repeat(30))).await;
    assert!(past.status == 413 && past.says("Te groot"), "{}", past.status);
}

#[tokio::test]
async fn what_stands_behind_a_file_that_is_too_large_is_read_too() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let page = anna.get(&path).await;
    let csrf = page.body.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let field = |name: &str, text: &str| {
        format!("--rand\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").into_bytes()
    };
    let file = b"--rand\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n".to_vec();
    let body = [
        field("_csrf", &csrf),
        file,
        vec![b'x'; 9 * 1024 * 1024],
        b"\r\n".to_vec(),
        field("text", "achter het bestand"),
        field("tone", "kind"),
        b"--rand--\r\n".to_vec(),
    ];
    let add = format!("{path}/toevoegen");
    let reply = anna.post_raw(&add, "multipart/form-data; boundary=rand", body.concat()).await;
    assert!(reply.status == 422 && reply.says("achter het bestand</textarea>"), "{} {}", reply.status, reply.body);
}

#[tokio::test]
async fn a_handler_that_stops_gives_a_page_with_a_mark_and_no_content() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let reply = anna.post(&format!("{path}/toevoegen"), &[("text", "stop"), ("tone", "kind")]).await;
    assert_eq!(reply.status, 500);
    assert!(reply.says("Er ging iets mis") && reply.says("<code>") && !reply.says("a handler"));
    let mark = reply.body.split("<code>").nth(1).and_then(|rest| rest.split("</code>").next()).unwrap_or_default();
    assert!(mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit()), "{mark}");
}

/// Somebody typed for a quarter of an hour, and then the store is busy, or its connection is lost while it keeps what was sent.
#[tokio::test]
async fn what_was_typed_comes_back_when_it_cannot_be_kept_now() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    for (text, told) in [("druk", "te veel tegelijk"), ("weg", "Misschien is het toch gelukt")] {
        let reply = anna.post(&format!("{path}/toevoegen"), &[("text", text), ("tone", "kind")]).await;
        assert_eq!(reply.status, 503, "{}", reply.body);
        assert!(reply.says(told) && reply.says(&format!("{text}</textarea>")), "{}", reply.body);
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    for path in [path.as_str(), "/", "/x", "/inloggen", "/gezondheid", "/openapi.json", "/api/v1/brieven"] {
        let headers = anna.get(path).await.headers;
        assert!(headers["content-security-policy"].starts_with("default-src 'none'"), "{path}");
        assert_eq!(headers["cache-control"], "no-store", "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
        assert!(!headers.contains_key("strict-transport-security"));
    }
    let page = anna.get("/").await;
    let style = page.body.split("href=\"/stijl.css").nth(1).unwrap().split('"').next().unwrap();
    assert!(anna.get(&format!("/stijl.css{style}")).await.headers["cache-control"].contains("immutable"));
    assert_eq!(anna.get("/stijl.css").await.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn the_language_is_one_click_away_and_the_page_stays() {
    let house = demo().await;
    let (mut anna, path) = anna(&house).await;
    let page = anna.get(&path).await;
    assert!(page.says("lang=\"nl\"") && page.says("aria-current=\"page\">Brieven") && page.says("verzonnen personen"));
    let gone = anna.post("/taal", &[("naar", "en")]).await;
    assert_eq!(gone.location(), path);
    let page = anna.follow(&gone).await;
    assert!(page.says("lang=\"en\"") && page.says("Letter") && page.says("Log out"));
    let out = anna.post("/uitloggen", &[]).await;
    assert_eq!(out.location(), "/inloggen?taal=en");
    assert_eq!(anna.get("/").await.status, 303);
}

#[tokio::test]
async fn each_sees_and_ends_their_own_sessions_and_nobody_elses() {
    let house = demo().await;
    let (mut anna, _) = anna(&house).await;
    let program = Program::enter(house.router.clone(), "anna").await;
    let (mut elsewhere, mut bram) = (Client::new(house.router.clone()), Client::new(house.router.clone()));
    elsewhere.enter("anna").await;
    bram.enter("bram").await;
    let page = anna.get("/mijn-toegang").await;
    assert!(page.says("een programma") && page.says("deze browser"), "{}", page.body);
    let key = page.body.split("name=\"welke\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    bram.get("/mijn-toegang").await;
    bram.post("/mijn-toegang", &[("welke", &key)]).await;
    assert_eq!(anna.get("/mijn-toegang").await.body.matches("name=\"welke\"").count(), 2, "not by somebody else");
    assert_eq!(anna.post("/mijn-toegang", &[("welke", &key)]).await.location(), "/mijn-toegang");
    assert_eq!(anna.get("/mijn-toegang").await.body.matches("name=\"welke\"").count(), 1);
    anna.post("/mijn-toegang", &[]).await;
    assert_eq!(program.get("/api/v1/brieven").await.status, 401);
    assert_eq!(elsewhere.get("/").await.status, 303);
    assert_eq!(anna.get("/").await.status, 200);
    assert_eq!(bram.get("/").await.status, 200);
    assert_eq!(Client::new(house.router.clone()).get("/mijn-toegang").await.location(), "/inloggen");
}

#[tokio::test]
async fn a_program_does_the_same_acts_with_a_token() {
    let house = demo().await;
    let nobody = Program::with(house.router.clone(), "");
    let reply = nobody.get("/api/v1/brieven").await;
    assert_eq!((reply.status, reply.headers["www-authenticate"].as_str()), (401, "Bearer"));
    let anna = Program::enter(house.router.clone(), "anna").await;
    let made = anna.post("/api/v1/brieven/nieuw", &json!({ "title": "Van een programma" })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let address = made.json()["address"].as_str().unwrap().to_owned();
    assert_eq!(made.json()["reference"], "B-1");
    let add = format!("{address}/toevoegen");
    let wrong = anna.post(&add, &json!({ "facts": [{ "when": "morgen" }] })).await;
    assert_eq!((wrong.status, wrong.headers["content-type"].as_str()), (422, "application/problem+json"));
    let fields: Vec<_> = wrong.json()["errors"].as_array().unwrap().iter().map(|e| e["field"].clone()).collect();
    assert_eq!(fields, ["text", "tone", "facts.0.what", "facts.0.when"]);
    let seen = anna.get(&address).await.json()["_seq"].clone();
    for never in [json!(1), json!("1"), json!("x"), json!("0000000000000009")] {
        assert_eq!(
            anna.post(&add, &json!({ "text": "x", "tone": "kind", "_seq": never })).await.status,
            409,
            "{never}"
        );
    }
    assert_eq!(anna.post(&add, &json!({ "text": "x", "tone": "kind", "_seq": seen })).await.status, 200);
    assert_eq!(anna.post(&add, &json!({ "text": "x", "tone": "kind", "_seq": seen })).await.status, 409);
    let read = anna.get(&address).await.json();
    assert_eq!((&read["texts"][0], &read["seq"], &read["may"]), (&json!("x"), &json!(2), &json!(true)));
    let bram = Program::enter(house.router.clone(), "bram").await;
    assert_eq!(bram.get(&address).await.status, 404);
    // A cookie opens nothing here, and a token opens no page.
    let mut browser = Client::new(house.router.clone());
    browser.enter("anna").await;
    assert_eq!(browser.get("/api/v1/brieven").await.status, 401);
}

#[tokio::test]
async fn the_description_lists_every_address_with_its_fields() {
    let house = demo().await;
    let described = Program::with(house.router.clone(), "").get("/openapi.json").await.json();
    let add = &described["paths"]["/api/v1/brieven/{id}/toevoegen"]["post"];
    assert_eq!(add["operationId"], "letter.add.post");
    assert_eq!(web::testing::unsound(&described), [""; 0]);
    let schema = &add["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["properties"]["tone"]["enum"], json!(["kind", "firm"]));
    assert_eq!(schema["required"], json!(["text", "tone"]));
    assert!(described["paths"]["/api/v1"]["get"].is_object() && described["paths"]["/api/v1/inloggen"].is_object());
}

#[tokio::test]
async fn health_is_told_and_counters_are_for_this_machine_only() {
    let house = demo().await;
    let mut client = Client::new(house.router.clone());
    assert_eq!(client.get("/gezondheid").await.json()["status"], "ok");
    assert_eq!(client.get("/metrics").await.status, 404);
}

#[test]
fn every_address_has_an_act_or_a_reason() {
    let rooms = letter::rooms();
    rooms.check().unwrap();
    for address in rooms.addresses() {
        assert!(address.act.is_some() == address.because.is_empty(), "{}", address.path);
    }
}

#[tokio::test]
async fn who_holds_a_code_hands_in_without_an_account_and_without_a_script() {
    let house = demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    let gone = anna.post("/brieven/nieuw", &[("title", "code XYZ234")]).await;
    let letter = gone.path().to_owned();
    let mut phone = Client::new(house.router.clone());
    let page = phone.get("/code/xyz234/kaart-1").await;
    assert_eq!(page.status, 200);
    assert!(page.says("Doe mee") && page.says("?taal=en") && !page.says("Uitloggen"));
    // The other language stays chosen.
    let page = phone.get("/code/xyz234/kaart-1?taal=en").await;
    assert!(page.says("Join in"));
    assert!(phone.get("/code/xyz234/kaart-1").await.says("Join in"));
    // Empty: the form comes back. Then once, and not twice.
    let wrong = phone.post("/code/xyz234/kaart-1/inleveren", &[("text", "")]).await;
    assert_eq!(wrong.status, 422);
    let done = phone.post("/code/xyz234/kaart-1/inleveren", &[("text", "eens <b>")]).await;
    assert_eq!((done.status, done.path()), (303, "/code/xyz234/kaart-1"), "{}", done.body);
    assert!(phone.follow(&done).await.says("eens &#60;b&#62;"));
    let twice = phone.post("/code/xyz234/kaart-1/inleveren", &[("text", "nog eens")]).await;
    assert_eq!(twice.status, 422);
    assert!(twice.says("nog eens"));
    // A wrong code, another act, an account's address, another site.
    assert_eq!(phone.get("/code/xyz235/kaart-1").await.status, 404);
    assert_eq!(phone.get(&letter).await.status, 303);
    let forged = phone.post_with("/code/xyz234/kaart-2/inleveren", ("sec-fetch-site", "cross-site"), &[("text", "x")]);
    assert_eq!(forged.await.status, 403);
    // Programs have no such address, and the description names none.
    let described = phone.get("/openapi.json").await;
    assert!(!described.says("/code/") && !described.says("/live"));
}

#[tokio::test]
async fn a_full_room_hands_in_at_once_and_nothing_is_lost() {
    let house = demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    anna.post("/brieven/nieuw", &[("title", "code ROOM22")]).await;
    let send = |n: usize| {
        let mut phone = Client::new(house.router.clone());
        async move {
            let path = format!("/code/ROOM22/kaart-{n}/inleveren");
            phone.post(&path, &[("text", &format!("antwoord {n}"))]).await.status
        }
    };
    let sent: Vec<_> = (0..60).map(|n| tokio::spawn(send(n))).collect();
    for one in sent {
        assert_eq!(one.await.unwrap(), 303);
    }
    let page = Client::new(house.router.clone()).get("/code/ROOM22/kaart-0").await;
    assert!((0..60).all(|n| page.says(&format!("<li>antwoord {n}</li>"))));
}

#[tokio::test]
async fn word_of_a_change_reaches_who_may_look_and_nobody_else() {
    use axum::{body::Body, http::Request};
    use futures_util::StreamExt;
    use tower::ServiceExt;
    let house = demo().await;
    let mut anna = Client::new(house.router.clone());
    anna.enter("anna").await;
    anna.get("/brieven/nieuw").await;
    anna.post("/brieven/nieuw", &[("title", "code LIVE22")]).await;
    let ask = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    assert_eq!(house.router.clone().oneshot(ask("/code/LIVE23/live")).await.unwrap().status(), 404);
    let stream = house.router.clone().oneshot(ask("/code/LIVE22/live")).await.unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    let mut words = stream.into_body().into_data_stream();
    assert!(words.next().await.unwrap().unwrap().starts_with(b"retry:"));
    let sent = Client::new(house.router.clone()).post("/code/LIVE22/kaart/inleveren", &[("text", "hoi")]).await;
    assert_eq!(sent.status, 303);
    assert_eq!(&*words.next().await.unwrap().unwrap(), b"event: change\ndata: 1\n\n");
}
