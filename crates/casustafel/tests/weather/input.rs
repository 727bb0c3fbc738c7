//! Everything that a form, an address or a body should never hold, in every field of every form that the house describes: refused with
//! a page, or kept and shown harmlessly; never a fault of the house.

use crate::{
    browser::{Person, encode},
    house::{Place, Served},
    http::{Asking, Said},
    nasty::{NOT_UTF8, RAW, texts},
};
use serde_json::{Map, Value, json};

/// A form of the house: its address with an id filled in, and its fields.
struct Known {
    path: String,
    fields: Map<String, Value>,
    is_file: bool,
}

fn registration() -> Value {
    json!({
        "about": "person", "name": "Verzonnen Persoon", "municipality": "hoorn", "received": "2026-02-13",
        "channel": "telefoon", "reporter": "school", "contact": "Verzonnen", "facts": [{ "what": "eerste feit" }],
    })
}

/// Every form in the description, at dossiers that are there.
fn forms(served: &Served, token: &str) -> Vec<Known> {
    let made = served.post("/api/v1/signalen/nieuw").by(token).json(&registration()).send();
    let signal = made.json()["id"].as_str().unwrap().to_owned();
    let described = served.get("/openapi.json").send().json();
    let paths = described["paths"].as_object().unwrap().iter();
    let forms = paths.filter_map(|(path, ways)| {
        let content = ways["post"]["requestBody"]["content"].as_object()?;
        let (kind, body) = content.iter().next()?;
        let fields = body["schema"]["properties"].as_object()?.clone();
        let own = path.strip_prefix("/api/v1")?;
        let path = own.replace("{id}", &signal);
        Some(Known { path, fields, is_file: kind.starts_with("multipart") }).filter(|_| !path_is_login(own))
    });
    forms.collect()
}

fn path_is_login(path: &str) -> bool {
    path == "/inloggen"
}

/// Something that fits a field.
fn fitting(name: &str, schema: &Value) -> Value {
    match (name, schema["type"].as_str()) {
        ("municipality", _) => json!("hoorn"),
        ("bsn", _) => json!("999993276"),
        // The year will do, and no text.
        ("birth", _) => json!("1990"),
        ("_seq", _) => Value::Null,
        (_, Some("boolean")) => json!(true),
        (_, Some("array")) if schema["items"]["$ref"].is_string() => json!([{ "what": "een feit", "first": true }]),
        (_, Some("array")) => schema["items"]["enum"].get(0).map_or(json!(["tekst"]), |word| json!([word])),
        _ if schema["enum"].is_array() => schema["enum"][0].clone(),
        _ if schema["format"] == "date" => json!("2026-02-13"),
        _ => json!("tekst"),
    }
}

fn fits(form: &Known) -> Map<String, Value> {
    form.fields.iter().map(|(name, schema)| (name.clone(), fitting(name, schema))).collect()
}

/// A page that holds nothing as it was typed, and no fault of the house.
#[track_caller]
fn is_harmless(said: &Said, what: &str) {
    assert!(said.status < 500, "{what}: {} {}", said.status, said.body);
    assert_eq!(said.header("x-content-type-options"), Some("nosniff"), "{what}");
    assert!(said.header("set-cookie").is_none_or(|c| c.starts_with("casustafel=")), "{what}: {}", said.head);
    let kind = said.header("content-type").unwrap_or("none");
    if kind.starts_with("text/html") {
        for raw in RAW {
            assert!(!said.body.contains(raw), "{what}: {raw} in {}", said.body);
        }
        assert!(said.header("content-security-policy").is_some_and(|p| p.contains("script-src 'self'")), "{what}");
    } else {
        assert!(said.body.is_empty() || kind.contains("json") || kind.contains("text/css"), "{what}: {kind}");
    }
}

#[test]
fn nothing_in_any_field_of_a_program_breaks_the_house() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let all = forms(&served, &token);
    assert!(all.len() >= 5 && all.iter().any(|f| f.path.ends_with("/feit")), "the forms of a signal are described");
    let mut sent = 0;
    for form in all.iter().filter(|f| !f.is_file) {
        for (what, text) in texts() {
            let body = form.fields.keys().map(|name| (name.clone(), json!(text))).collect();
            let ask = served.post(&format!("/api/v1{}", form.path)).by(&token).json(&Value::Object(body));
            is_harmless(&ask.send(), &format!("{what} everywhere at {}", form.path));
        }
        for (n, name) in form.fields.keys().enumerate() {
            // One at a time, in turn: a script for each field, and of the rest a part.
            let turn = |i: &usize| *i == 0 || i % 7 == n % 7;
            for (_, (what, text)) in texts().into_iter().enumerate().filter(|(i, _)| turn(i)) {
                let mut body = fits(form);
                body.insert(name.clone(), json!(text));
                let ask = served.post(&format!("/api/v1{}", form.path)).by(&token).json(&Value::Object(body));
                is_harmless(&ask.send(), &format!("{what} in {name} of {}", form.path));
                sent += 1;
            }
        }
        for shape in [json!(null), json!([1]), json!({ "x": { "y": [[[[{ "z": 1 }]]]] } }), json!(7), json!("tekst")] {
            let ask = served.post(&format!("/api/v1{}", form.path)).by(&token).json(&shape);
            let said = ask.send();
            assert!((400..500).contains(&said.status), "{shape} at {}: {}", form.path, said.status);
        }
    }
    assert!(sent > 60, "{sent}");
    drop(served);
    place.is_well();
}

#[test]
fn nothing_in_any_field_of_a_browser_comes_back_as_it_was_typed() {
    let place = Place::demo();
    let token = place.token("expert-nh");
    let served = place.start("demo");
    let person = Person::enter(&served, "expert-nh");
    let csrf = format!("_csrf={}", encode(person.csrf().as_bytes()));
    for form in forms(&served, &token).iter().filter(|f| !f.is_file) {
        // Everything wrong at once comes back with what was typed; one at a time may be kept and is shown on a page.
        for (what, text) in texts() {
            let bad = encode(text.as_bytes());
            let all =
                form.fields.iter().map(|(name, _)| format!("{name}={bad}&{name}.0.what={bad}&{name}.0.who={bad}"));
            let body = all.chain([csrf.clone()]).collect::<Vec<_>>().join("&");
            is_harmless(&person.post(&form.path, &body), &format!("{what} everywhere at {}", form.path));
        }
        let bad = encode(texts()[0].1.as_bytes());
        for name in form.fields.keys() {
            let one = |(other, value): (&String, &Value)| {
                let word = value.as_str().or(value[0].as_str()).unwrap_or_default();
                if other == name {
                    format!("{name}={bad}&{name}.0.what={bad}&{name}.0.who={bad}")
                } else if value[0].is_object() {
                    format!("{other}.0.what=feit")
                } else if value.is_boolean() {
                    format!("{other}=ja")
                } else {
                    format!("{other}={}", encode(word.as_bytes()))
                }
            };
            let body = fits(form).iter().map(one).chain([csrf.clone()]).collect::<Vec<_>>().join("&");
            is_harmless(&person.post(&form.path, &body), &format!("script in {name} of {}", form.path));
        }
        for bytes in NOT_UTF8 {
            let said = person.post(&form.path, &format!("{csrf}&{}={bytes}", form.fields.keys().next().unwrap()));
            assert_eq!(said.status, 400, "{bytes} at {}", form.path);
        }
    }
    let mut shown = 0;
    for row in served.signals(&token) {
        let at = row["address"].as_str().unwrap();
        is_harmless(&person.get(at), at);
        shown += usize::from(person.get(at).body.contains("&#60;script&#62;weer"));
    }
    assert!(shown > 0, "script that was kept is shown as text");
    for page in ["/", "/signalen", "/signalen?soort=open"] {
        is_harmless(&person.get(page), page);
    }
    for (what, text) in texts() {
        let text: String = text.chars().take(800).collect();
        for page in ["/signalen", "/", "/inloggen", "/signalen/nieuw", "/wegingen"] {
            for name in ["na", "soort", "gedaan", "naar", "taal", "overgenomen"] {
                let at = format!("{page}?{name}={}", encode(text.as_bytes()));
                is_harmless(&person.get(&at), &format!("{what} in {name} of {page}"));
            }
        }
        is_harmless(&person.get(&format!("/signalen/{}", encode(text.as_bytes()))), what);
    }
}

#[test]
fn a_body_that_is_too_large_or_of_another_kind_is_refused() {
    let place = Place::empty();
    let token = place.token("expert-nh");
    let served = place.serve();
    let (form, file) = ("/api/v1/signalen/nieuw", "/api/v1/signalen/overnemen");
    let post = |path: &str| served.post(path).by(&token);
    let large = "x".repeat(1024 * 1024 + 1);
    let status = |ask: Asking| ask.send().status;
    assert_eq!(status(post(form).body("application/x-www-form-urlencoded", large.clone())), 413);
    assert_eq!(status(post(form).body("application/json", format!("{{\"name\":\"{large}\"}}"))), 413);
    let chunk = format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
    let chunked = post(form).with("Transfer-Encoding", "chunked").with("Content-Type", "application/json");
    assert_eq!(status(chunked.bare(chunk.as_bytes())), 413);
    let told = post(form).with("Content-Type", "application/json").with("Content-Length", "99999999999");
    assert_eq!(status(told), 413, "by its word, before it is sent");
    let part = |name: &str, bytes: &[u8]| {
        let head = format!("--grens\r\nContent-Disposition: form-data; name=\"register\"; filename=\"{name}\"\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n--grens--\r\n"].concat()
    };
    let multipart = "multipart/form-data; boundary=grens";
    for mega in [6, 40] {
        let said = post(file).body(multipart, part("a.csv", &vec![b'x'; mega * 1024 * 1024])).send();
        assert!(said.status == 422 && said.body.contains("hooguit 500 kB"), "{mega}: {} {}", said.status, said.body);
    }
    for bytes in [&b""[..], b"\0\0\0", b"\xff\xfe\x00K", b"Kenmerk\n\"", b"PK\x03\x04", &vec![b';'; 400_000]] {
        let said = post(file).body(multipart, part("../../<script>weer()</script>.csv", bytes)).send();
        assert_eq!(said.status, 422, "{} {}", bytes.len(), said.body);
    }
    for kind in ["text/plain", "text/xml", "application/octet-stream", "image/png", "application/jso", "\u{e9}"] {
        assert_eq!(status(post(form).body(kind, registration().to_string())), 415, "{kind}");
    }
    for body in ["{", "", "{\"name\":}", "\u{0}", "{\"a\":1}{\"b\":2}", &"[".repeat(100_000)] {
        assert_eq!(status(post(form).body("application/json", body)), 400, "{body:.20}");
    }
    assert_eq!(status(post(form).body("application/json", vec![0xff, 0xfe, b'{'])), 400);
    for broken in [
        ("multipart/form-data", "--grens\r\n\r\nx\r\n--grens--\r\n"),
        (multipart, "--grens\r\nContent-Disposition: form-data; name=\"register\"\r\n\r\nhalf"),
        (multipart, "helemaal niets"),
        (multipart, "--grens\r\nContent-Disposition: onzin\r\n\r\nx\r\n--ander--\r\n"),
    ] {
        let said = post(file).body(broken.0, broken.1).send();
        assert!(matches!(said.status, 400 | 422), "{broken:?}: {} {}", said.status, said.body);
    }
    assert_eq!(status(post(form).json(&registration())), 201, "and it still works");
}

#[test]
fn methods_and_paths_that_are_not_there_are_refused_with_a_page() {
    let place = Place::demo();
    let served = place.start("demo");
    let person = Person::enter(&served, "expert-nh");
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let said = person.ask(method, "/signalen").send();
        assert_eq!(said.status, 405, "{method}");
        is_harmless(&said, method);
    }
    for path in [
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/signalen/../../data/meestersleutel",
        "/signalen/%2e%2e/%2e%2e/casustafel.db",
        "//etc/passwd",
        "/stijl.css/../../../etc/passwd",
        "/.git/config",
        "/casustafel.db",
        "/signalen/%00",
        "/signalen/%ff%fe",
        "/%3Cscript%3Eweer()%3C/script%3E",
    ] {
        let said = person.get(path);
        assert_eq!(said.status, 404, "{path}: {}", said.body);
        is_harmless(&said, path);
    }
    assert!((400..500).contains(&person.get(&format!("/{}", "a".repeat(9000))).status));
    let no_csrf = person.post("/signalen/nieuw", "name=x");
    assert_eq!(no_csrf.status, 403);
    is_harmless(&no_csrf, "without the secret of the form");
}

/// The page without how long the session still lasts, which runs on between two requests.
fn timeless(page: &str) -> String {
    ["data-left=\"", "U bent ingelogd tot "].into_iter().fold(page.to_owned(), |page, before| {
        let (head, rest) = page.split_once(before).unwrap();
        format!("{head}{before}{}", rest.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ':'))
    })
}

#[test]
fn unknown_refused_and_misshapen_are_the_same_answer() {
    let place = Place::demo();
    let token = place.token("expert-nh");
    let served = place.start("demo");
    let made = served.post("/api/v1/signalen/nieuw").by(&token).json(&registration()).send().json();
    let there = made["id"].as_str().unwrap();
    let upper = there.to_uppercase();
    let dashed = format!("{}-{}-{}-{}-{}", &there[..8], &there[8..12], &there[12..16], &there[16..20], &there[20..]);
    let ids = [there, "01900000000070008000000000000000", "niet-een-nummer", "kort", "%00", &dashed, &upper];
    let other = "school-hoorn";
    let (outsider, stranger) = (place.token(other), Person::enter(&served, other));
    let mut bodies = std::collections::BTreeSet::new();
    for id in ids {
        let said = served.get(&format!("/api/v1/signalen/{id}")).by(&outsider).send();
        assert_eq!(said.status, 404, "{id}: {}", said.body);
        bodies.insert(said.body);
        let said = served.post(&format!("/api/v1/signalen/{id}/feit")).by(&outsider).json(&json!({"text": "x"})).send();
        assert_eq!(said.status, 404, "{id}: {}", said.body);
        bodies.insert(said.body);
    }
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    let pages: std::collections::BTreeSet<String> = ids
        .iter()
        .map(|id| {
            let said = stranger.get(&format!("/signalen/{id}"));
            assert_eq!(said.status, 404);
            // The switch of language leads back to the address that was typed.
            timeless(&said.body).replace(id, "ID").replace(&encode(id.as_bytes()), "ID")
        })
        .collect();
    assert_eq!(pages.len(), 1, "{pages:#?}");
}
