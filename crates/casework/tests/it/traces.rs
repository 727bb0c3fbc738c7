//! What is left behind: the log, the counters, the store and a backup hold no word of a dossier; the book holds who did what, and
//! nothing of what it was about.

use crate::{
    dossiers::{BSN_CASE, BSN_SIGNAL, BSN_WEIGHING, Placed},
    house::{House, PEOPLE, house, is_former, on_sqlite, word},
};
use kernel::Lang;
use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use vault::{Clock as _, Entry, SessionSort, Sort};
use web::{Address, Gives, Method};

/// Everything that the program logs, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What may be in none of them: marked text, names and numbers of invented people, and what was typed but refused.
const SECRETS: [&str; 9] =
    ["MERK", "Bram", "Verzonnen", BSN_SIGNAL, BSN_WEIGHING, BSN_CASE, "123456789", "2004-05-06", "TYPTEFOUT"];

/// As people of the houses are called, also where it would be part of an address.
const STAFF: [&str; 3] = ["Naam van", "Naam%20van", "Naam+van"];

/// Where a page leads to or sends to.
fn addresses_in(body: &str) -> Vec<String> {
    let places = ["href=\"", "action=\"", "src=\""].into_iter().flat_map(|place| body.split(place).skip(1));
    places.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn assert_no_staff(what: &str, text: &str) {
    for name in STAFF {
        assert!(!text.contains(name), "{what} holds {name}");
    }
}

fn assert_silent(what: &str, bytes: &[u8]) {
    assert!(!bytes.is_empty(), "{what} is empty: nothing was looked at");
    for secret in SECRETS {
        let says = secret.as_bytes();
        // Among megabytes of sealed bytes four letters turn up by chance once in some dozen runs: so short a word counts where readable
        // text goes on behind it, as it does wherever one of these was typed.
        let goes_on = |at: usize| {
            let behind = &bytes[at + says.len()..];
            says.len() > 4 || behind.iter().take(4).all(|b| (b' '..=b'~').contains(b))
        };
        let mut hits = bytes.windows(says.len()).enumerate().filter(|(_, w)| w.eq_ignore_ascii_case(says));
        if let Some((at, _)) = hits.find(|(at, _)| goes_on(*at)) {
            let from = at.saturating_sub(80);
            let around = String::from_utf8_lossy(&bytes[from..(at + 60).min(bytes.len())]).into_owned();
            panic!("{what} holds {secret}: ...{around}...");
        }
    }
}

fn every_byte_in(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            all.extend(every_byte_in(&entry.path()));
        } else {
            // The name of a file says nothing either.
            all.extend(entry.file_name().to_string_lossy().as_bytes());
            all.extend(std::fs::read(entry.path()).unwrap());
        }
    }
    all
}

/// Asks a server on this machine.
async fn over_the_wire(listen: std::net::SocketAddr, method: &str, path: &str, token: &str, body: &str) -> String {
    let mut line = tokio::net::TcpStream::connect(listen).await.unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    line.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// People work, type what is right and what is wrong, ask for somebody by number, and look for what is not theirs.
async fn work(house: &House, all: &[Placed]) -> std::net::SocketAddr {
    let listen = house.serve().await;
    let token = house.vault.session_open(&word("expert-nh"), SessionSort::Token, Lang::Nl).await.unwrap();
    let signal = all.iter().find(|p| p.kind == "signal").unwrap().id;
    let known = format!(r#"{{"bsn":"{BSN_SIGNAL}","reason":"MERKVRAAGREDEN van de expert"}}"#);
    let wrong = r#"{"bsn":"123456789","name":"Bram TYPTEFOUT","reason":"TYPTEFOUT"}"#;
    let fact =
        r#"{"text":"MERKNIEUWFEIT gezien","facts.0.what":"MERKNIEUWFEIT","what":"MERKNIEUWFEIT","first-hand":"ja"}"#;
    let asked = [
        ("GET", format!("/api/v1/signalen/{signal}"), String::new(), "MERKSIGNAALFEIT"),
        ("GET", format!("/api/v1/signalen/{signal}/bsn"), String::new(), BSN_SIGNAL),
        ("GET", "/api/v1/signalen?soort=MERKINADRES&na=Bram".into(), String::new(), ""),
        ("GET", "/api/v1/MERKPAD/Bram".into(), String::new(), "404"),
        ("POST", "/api/v1/signalen/bekend".into(), known, "hits"),
        ("POST", "/api/v1/signalen/bekend".into(), wrong.into(), "422"),
        ("POST", format!("/api/v1/signalen/{signal}/feit"), fact.into(), ""),
        ("POST", "/api/v1/signalen/nieuw".into(), r#"{"name":"Bram TYPTEFOUT","bsn":"kapot"#.into(), ""),
    ];
    for (method, path, body, says) in asked {
        let answer = over_the_wire(listen, method, &path, &token, &body).await;
        assert!(answer.contains(says) && !answer.contains(" 500 "), "{method} {path}: {answer}");
    }
    let mut named = 0;
    for (who, ..) in PEOPLE {
        let mut browser = house.browser(who).await;
        for placed in all {
            let at = format!("{}/{}", crate::stories::room(placed.kind), placed.id);
            let reply = browser.get(&at).await;
            let headers: Vec<&str> = reply.headers.values().map(String::as_str).collect();
            let led = addresses_in(&reply.body).join(" ") + &headers.join(" ");
            assert_no_staff(&format!("an address on {at}"), &led);
            named += usize::from(reply.body.contains(STAFF[0]));
        }
    }
    assert!(named > 20, "{named} pages name somebody: no name was near the log");
    listen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_name_number_or_fact_is_in_log_counters_store_or_backup() {
    let log = Log::default();
    let writer = log.clone();
    let reader = tracing_subscriber::fmt().json().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
    // Of this whole process: what the other tests do may leave nothing either.
    reader.with_writer(move || writer.clone()).init();

    let house = house().await;
    let all = house.furnish().await;
    let listen = work(&house, &all).await;

    let counters = over_the_wire(listen, "GET", "/metrics", "", "").await;
    assert!(counters.contains("casustafel_requests_total"), "{counters}");
    assert_silent("the counters", counters.as_bytes());
    assert_no_staff("the counters", &counters);

    let vault = house.vault.clone();
    let (backup, ring) = tokio::task::spawn_blocking(move || {
        let (mut backup, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut backup, &mut ring, || ()).unwrap();
        (backup, ring)
    })
    .await
    .unwrap();
    assert_silent("a backup", &backup);
    assert_silent("the key ring of a backup", &ring);

    let book = crate::rig::book(&house.vault, 100_000).await;
    assert_silent("the book", format!("{book:?}").as_bytes());
    if on_sqlite() {
        assert_silent("the data folder", &every_byte_in(house.folder.path()));
    }
    let written = log.0.lock().unwrap().clone();
    let text = String::from_utf8_lossy(&written);
    assert!(text.contains("/signalen/{id}") && text.contains("\"request\""), "requests are logged by their pattern");
    assert_silent("the log", &written);
    // Who works here is in the book by id, and in the log not at all.
    assert_no_staff("the log", &text);
    // One word ties the lines of a request together, in the log and in the book.
    let joined = book.iter().filter(|line| text.contains(&format!("\"trace\":\"{}\"", line.trace))).count();
    assert!(joined > 20, "{joined} of {} lines of the book are found back in the log", book.len());
    drop(house);
}

/// The lines that were written since line `n`, old to new.
async fn since(house: &House, n: i64) -> Vec<Entry> {
    let mut lines = crate::rig::book(&house.vault, 30).await;
    lines.retain(|l| l.n > n);
    lines.reverse();
    lines
}

async fn last_line(house: &House) -> i64 {
    crate::rig::book(&house.vault, 1).await.first().map_or(0, |l| l.n)
}

/// BIO2 8.15: what was done, with what, how it ended, from where, by whom, when: at the moment that it is.
fn assert_whole(house: &House, line: &Entry, who: &str, told: &str) {
    assert!(!line.act.is_empty() && !line.trace.is_empty(), "{told}: {line:?}");
    assert!(["look", "list", "act", "refused"].contains(&line.outcome.as_str()), "{told}: {line:?}");
    assert_eq!(line.ground.is_empty(), line.outcome == "refused", "{told}: {line:?}");
    assert_eq!(line.person, who, "{told}");
    assert!(!line.agency.is_empty(), "{told}");
    assert_eq!(line.at, house.clock.now(), "{told}");
}

/// What leaves no line, with the reason: nothing of any dossier is read or written.
fn shows_nothing(address: &Address, status: u16) -> bool {
    let sort = address.act.as_ref().map(|a| a.sort);
    // An empty form to begin with, or one that is sent back with what is wrong; who may not have it is refused, with a line.
    let form = matches!(sort, Some(Sort::Create)) && (status == 200 || status == 422);
    // The form of the exact question; the question itself is in the book.
    let question =
        address.path == "/signalen/bekend" && (address.method == Method::Get || status == 422) && status != 404;
    form || question
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_and_look_is_in_the_book() {
    let house = house().await;
    let mut all = house.furnish().await;
    all.extend(house.between_houses().await);
    all.push(house.triaged().await);
    let mut n = last_line(&house).await;
    let (mut looked, mut refused) = (0, 0);
    for (who, ..) in PEOPLE.iter().filter(|(who, ..)| !is_former(who)) {
        let program = house.program(who).await;
        let mut of_them = 0;
        for address in house.rooms.addresses().iter().filter(|a| a.login && a.gives != Gives::Live) {
            let Some(act) = &address.act else { continue };
            let placed = all.iter().find(|p| p.kind == act.kind).unwrap();
            let path = address.path.replace("{id}", &placed.id.to_string()).replace("{no}", "1");
            let told = format!("{who} {} {path}", address.method.word());
            // What is posted was filled in on an older state, so that nothing changes what the next one meets.
            let reply = match address.method {
                Method::Get => program.get(&format!("/api/v1{path}")).await,
                Method::Post => program.post(&format!("/api/v1{path}"), &serde_json::json!({ "_seq": "0" })).await,
            };
            let lines = since(&house, n).await;
            n = lines.last().map_or(n, |l| l.n);
            lines.iter().for_each(|line| assert_whole(&house, line, who, &told));
            match reply.status {
                // Found out of date before anything was shown: a program gets no page again.
                409 | 422 if matches!(act.sort, Sort::Change | Sort::Key) => {}
                404 => {
                    let line = lines.last().unwrap_or_else(|| panic!("{told}: a refusal without a line"));
                    let by_page = line.outcome != "refused";
                    assert!(by_page || line.act == act.name, "{told}: {line:?}");
                    refused += 1;
                    of_them += 1;
                    // Who is refused more than a hundred times within a quarter of an hour gets lines with a count.
                    if of_them % 90 == 0 {
                        house.clock.minutes(16);
                    }
                }
                status if shows_nothing(address, status) => {}
                status => {
                    let line = lines.iter().find(|l| l.act == act.name);
                    let line = line.unwrap_or_else(|| panic!("{told}: {status} and no line in the book: {lines:?}"));
                    let one = address.path.contains("{id}").then(|| placed.id.to_string());
                    assert_eq!(line.dossier, one, "{told}");
                    looked += 1;
                }
            }
        }
    }
    assert!(looked > 100 && refused > 300, "{looked} {refused}");
}

#[tokio::test]
async fn what_is_asked_of_somebody_is_read_with_a_line_in_the_book() {
    let house = house().await;
    house.furnish().await;
    let n = last_line(&house).await;
    let mut browser = house.browser("politie-nh").await;
    assert_eq!(browser.get("/").await.status, 200);
    let lines = since(&house, n).await;
    assert!(lines.iter().any(|l| l.outcome == "list" && l.person == "politie-nh"), "{lines:?}");
    lines.iter().for_each(|line| assert_whole(&house, line, "politie-nh", "/"));
}

#[tokio::test]
async fn what_is_done_is_in_the_book_with_its_ground() {
    let house = house().await;
    let n = last_line(&house).await;
    let id = house.case("hoorn", "MERK").await;
    house.gives("politie-nh", id, crate::dossiers::by_police(crate::dossiers::gift("Iets."))).await;
    let lines = since(&house, n).await;
    let told: Vec<(&str, &str, &str)> =
        lines.iter().map(|l| (l.act.as_str(), l.outcome.as_str(), l.person.as_str())).collect();
    assert_eq!(
        told,
        [
            ("case.open", "act", "gemeente-hoorn"),
            ("case.contribute", "act", "politie-nh"),
            ("case.read", "look", "politie-nh"),
        ]
    );
    assert!(lines.iter().all(|l| l.dossier == Some(id.to_string())));
    assert_eq!(lines[1].ground, "case.contribute.own");
}
