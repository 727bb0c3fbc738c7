//! Checkpoints from outside: of everything that somebody can change in a store, in all dossiers of the demonstration, nothing goes unnoticed
//! beside a checkpoint that was kept; and a witness signs what follows, and nothing else.

use crate::house::{Place, Ran, Served, keep_private};
use rusqlite::Connection;
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

/// What is done with every dossier at once, by somebody who can write to the store, and puts right behind it what can be put right
/// without a key.
const EVERY: [(&str, &[&str]); 5] = [
    (
        "the last event cut",
        &[
            "DELETE FROM event WHERE seq = (SELECT d.seq FROM dossier d WHERE d.id = event.dossier)",
            "UPDATE dossier SET seq = seq - 1, head = COALESCE((SELECT e.link FROM event e WHERE e.dossier = dossier.id \
             AND e.seq = dossier.seq - 1), head)",
        ],
    ),
    (
        "an event in the middle emptied",
        &["UPDATE event SET key = NULL, body = NULL WHERE body IS NOT NULL \
           AND seq = (SELECT (d.seq + 1) / 2 FROM dossier d WHERE d.id = event.dossier)"],
    ),
    (
        "a dossier deleted",
        &[
            "DELETE FROM event",
            "DELETE FROM mark",
            "DELETE FROM card",
            "DELETE FROM seat",
            "DELETE FROM task",
            "DELETE FROM known",
            "DELETE FROM claim",
            "DELETE FROM slip",
            "DELETE FROM tally",
            "DELETE FROM dossier",
        ],
    ),
    (
        "an event emptied and a mark invented for it",
        &[
            "INSERT INTO mark (dossier, n, what, seq, at, who, agency, act, link) \
             SELECT id, 1, 'erased', 1, 5, 'niemand', 'nergens', 'case.erase', head FROM dossier",
            "UPDATE event SET key = NULL, body = NULL WHERE seq = 1",
            "UPDATE dossier SET marks = 1, mark = head",
        ],
    ),
    (
        "a destruction invented",
        &["UPDATE dossier SET key = NULL, destroyed = 5", "DELETE FROM card", "DELETE FROM seat"],
    ),
];

/// What is done once.
const ONCE: [(&str, &[&str]); 7] = [
    (
        "the book cut",
        &[
            "DELETE FROM book WHERE n > 100",
            "UPDATE book_head SET n = 100, link = (SELECT link FROM book WHERE n = 100)",
        ],
    ),
    ("a leaf changed", &["UPDATE leaf SET hash = (SELECT hash FROM leaf WHERE n = 7) WHERE n = 8"]),
    ("a leaf removed", &["DELETE FROM leaf WHERE n = 8"]),
    ("the end of the log removed", &["DELETE FROM leaf WHERE n > 200"]),
    ("the tree changed", &["UPDATE tree SET hash = (SELECT hash FROM leaf WHERE n = 7) WHERE level = 3 AND n = 2"]),
    ("the row of a checkpoint removed", &["DELETE FROM checkpoint"]),
    ("the whole log removed", &["DELETE FROM leaf", "DELETE FROM tree", "DELETE FROM checkpoint"]),
];

/// The files of a house.
fn files(place: &Place) -> Vec<(PathBuf, Vec<u8>)> {
    let all = fs::read_dir(place.data()).unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_file());
    all.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Puts the files of a house back as they were.
fn put_back(place: &Place, files: &[(PathBuf, Vec<u8>)]) {
    for (path, _) in self::files(place) {
        fs::remove_file(path).unwrap();
    }
    for (path, bytes) in files {
        fs::write(path, bytes).unwrap();
        keep_private(path);
    }
}

fn tamper(place: &Place, sql: &[&str]) {
    let store = Connection::open(place.store()).unwrap();
    let changed: usize = sql.iter().map(|sql| store.execute(sql, []).unwrap()).sum();
    assert!(changed > 0, "{sql:?} does nothing");
}

/// The dossiers, as they are named without strokes.
fn dossiers(place: &Place) -> Vec<String> {
    let store = Connection::open(place.store()).unwrap();
    let mut all = store.prepare("SELECT lower(hex(id)) FROM dossier").unwrap();
    all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn against(place: &Place, kept: &Path) -> Ran {
    place.run(&["verify", "--checkpoint", kept.to_str().unwrap()])
}

#[test]
fn of_what_somebody_changes_in_any_dossier_of_the_demonstration_nothing_goes_unnoticed_beside_a_checkpoint() {
    let place = Place::demo();
    let yesterday = files(&place);
    let kept = place.beside("bewaard");
    place.must(&["checkpoint", "--out", kept.to_str().unwrap()]);
    let (today, all) = (files(&place), dossiers(&place));
    assert!(all.len() > 70, "{}", all.len());
    let sound = against(&place, &kept);
    assert!(sound.code == 0 && sound.out.contains("It extends 1 checkpoint(s)"), "{} {}", sound.out, sound.err);
    for (told, sql) in EVERY {
        tamper(&place, sql);
        let ran = against(&place, &kept);
        assert_eq!(ran.code, 1, "{told}: not noticed");
        let said = ran.err.replace('-', "");
        let unnoticed: Vec<&String> = all.iter().filter(|id| !said.contains(id.as_str())).collect();
        assert!(unnoticed.is_empty(), "{told}: {} of {} unnoticed: {unnoticed:?}", unnoticed.len(), all.len());
        put_back(&place, &today);
    }
    for (told, sql) in ONCE {
        tamper(&place, sql);
        let ran = against(&place, &kept);
        assert!(ran.code == 1 && ran.err.contains("wrong"), "{told}: {} {}", ran.out, ran.err);
        put_back(&place, &today);
    }
    // The whole of yesterday's store is sound in itself.
    put_back(&place, &yesterday);
    place.is_well();
    let ran = against(&place, &kept);
    assert!(ran.code == 1 && ran.err.contains("put back to an earlier day"), "{} {}", ran.out, ran.err);
    // What is no checkpoint of this house says so.
    put_back(&place, &today);
    for (other, says) in [("geen briefje", "not a signed note"), ("", "not a signed note")] {
        fs::write(&kept, other).unwrap();
        let ran = against(&place, &kept);
        assert!(ran.code == 1 && ran.err.contains(says), "{} {}", ran.out, ran.err);
    }
    let elsewhere = Place::empty();
    let foreign = elsewhere.must(&["checkpoint"]);
    fs::write(&kept, foreign).unwrap();
    let ran = against(&place, &kept);
    assert!(ran.code == 1 && ran.err.contains("not signed by this house"), "{} {}", ran.out, ran.err);
}

/// A witness with its files, away from the house.
struct Partner<'a> {
    place: &'a Place,
    key: PathBuf,
    last: PathBuf,
}

impl Partner<'_> {
    fn look(&self, served: &Served) -> Ran {
        let (key, last) = (self.key.to_str().unwrap(), self.last.to_str().unwrap());
        let address = format!("http://127.0.0.1:{}", served.port);
        self.place.run(&["witness", "--key", key, "--last", last, &address])
    }
}

fn filed(served: &Served, token: &str, n: usize) {
    let body = json!({
        "about": "person", "name": format!("Persoon {n}"), "municipality": "hoorn", "received": "2026-02-13",
        "channel": "telefoon", "reporter": "school", "contact": "Verzonnen", "facts": [{ "what": "een feit" }],
    });
    assert_eq!(served.post("/api/v1/signalen/nieuw").by(token).json(&body).send().status, 201);
}

#[test]
fn a_witness_signs_what_follows_and_refuses_a_house_that_was_put_back_or_went_another_way() {
    let place = Place::empty();
    let partner = Partner { place: &place, key: place.beside("getuige"), last: place.beside("laatste") };
    let house = place.must(&["checkpoint", "--key"]);
    let named = ["--name", "politie-nh", "--house", house.trim()];
    let made = [&["witness", "--new-key", partner.key.to_str().unwrap()], named.as_slice()].concat();
    let key = place.must(&made);
    place.run(&made).refuses(&["getuige"]);
    let served = place.serve();
    // A key that the house does not know yet signs, and keeps what it signed.
    place.must(&["checkpoint"]);
    let ran = partner.look(&served);
    assert!(ran.code == 1 && ran.err.contains("the house did not take it"), "{} {}", ran.out, ran.err);
    place.must(&["witness-add", "--agency", "politie-nh", key.trim()]);
    let said = partner.look(&served);
    assert_eq!(said.code, 0, "{} {}", said.out, said.err);
    assert!(served.get("/controle/checkpoint").send().body.contains("\u{2014} politie-nh "));
    // Yesterday ends here.
    let token = place.token("expert-nh");
    filed(&served, &token, 1);
    place.must(&["checkpoint"]);
    served.kill();
    let yesterday = files(&place);
    let served = place.serve();
    filed(&served, &token, 2);
    place.must(&["checkpoint"]);
    let said = partner.look(&served);
    assert!(said.code == 0 && said.out.contains("follows"), "{} {}", said.out, said.err);
    let last = fs::read(&partner.last).unwrap();
    place.must(&["verify", "--checkpoint", partner.last.to_str().unwrap()]);
    served.kill();
    put_back(&place, &yesterday);
    place.is_well();
    let served = place.serve();
    partner.look(&served).refuses(&["put back to an earlier day", "Ask the house"]);
    // Nor when more happened in it than in the one that was.
    for n in 3..9 {
        filed(&served, &token, n);
    }
    place.must(&["checkpoint"]);
    partner.look(&served).refuses(&["does not begin with", "history was changed"]);
    assert_eq!(fs::read(&partner.last).unwrap(), last, "what it signed it remembers");
    let ran = against(&place, &partner.last);
    assert!(ran.code == 1 && ran.err.contains("not what was signed"), "{} {}", ran.out, ran.err);
}

#[test]
fn a_house_that_is_served_makes_checkpoints_by_itself_and_shows_them_to_anybody() {
    let place = Place::empty();
    let served = place.start_by(|port| {
        let mut command = place.command(&["serve", "--listen", &format!("127.0.0.1:{port}")]);
        command.env("CASUSTAFEL_CHECKPOINT_EVERY_SECONDS", "10");
        command
    });
    let token = place.token("expert-nh");
    let newest = || served.get("/controle/checkpoint").send();
    let size = |note: &str| note.lines().nth(1).and_then(|n| n.parse::<u64>().ok());
    let began = Instant::now();
    let await_more_than = |before: u64| loop {
        let said = newest();
        match size(&said.body) {
            Some(now) if said.status == 200 && now > before => return now,
            _ => assert!(began.elapsed() < Duration::from_secs(120), "{} {}", said.status, said.body),
        }
        thread::sleep(Duration::from_millis(200));
    };
    let first = await_more_than(0);
    filed(&served, &token, 1);
    let second = await_more_than(first);
    assert_eq!(newest().header("content-type"), Some("text/plain; charset=utf-8"));
    let proof = served.get(&format!("/controle/bewijs?van={first}&tot={second}")).send();
    assert!(proof.status == 200 && proof.body.lines().all(|hash| hash.len() == 44), "{}", proof.body);
    let far = u64::MAX;
    for bad in ["", "?van=0&tot=1", "?van=2&tot=1", "?van=1&tot=x", &format!("?van=1&tot={far}"), "?van=1&tot=999999"] {
        assert_eq!(served.get(&format!("/controle/bewijs{bad}")).send().status, 400, "{bad}");
    }
    let send = |body| served.post("/controle/medeondertekening").json(&body).send().status;
    assert_eq!(send(json!({ "omvang": first, "regel": "\u{2014} politie-nh AAAAAAAAAAAA" })), 422);
    assert_eq!(send(json!({ "omvang": "x", "regel": "" })), 400);
    assert_eq!(send(json!({})), 400);
    // A server that is asked to stop leaves nothing outside a checkpoint.
    filed(&served, &token, 2);
    #[cfg(unix)]
    {
        let id = served.id().to_string();
        assert!(std::process::Command::new("sh").args(["-c", &format!("kill -TERM {id}")]).status().unwrap().success());
        served.await_end();
        assert_eq!(place.must(&["due"]).trim(), "Nothing.");
    }
    place.is_well();
}

/// Something before the house that speaks TLS, as a proxy does. Gives its port.
fn behind_tls(to: u16) -> u16 {
    use rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    };
    let file = |name: &str| format!("{}/../vault/tests/data/tls/{name}", env!("CARGO_MANIFEST_DIR"));
    let certificate = CertificateDer::from_pem_file(file("server.crt")).unwrap();
    let key = PrivateKeyDer::from_pem_file(file("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config.with_single_cert(vec![certificate], key).unwrap()));
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    listener.set_nonblocking(true).unwrap();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                // Who does not trust it goes away.
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let mut house = tokio::net::TcpStream::connect(("127.0.0.1", to)).await.unwrap();
                drop(tokio::io::copy_bidirectional(&mut stream, &mut house).await);
            }
        });
    });
    port
}

#[test]
fn a_witness_reaches_a_house_over_https_and_only_one_whose_certificate_it_trusts() {
    let place = Place::empty();
    let house = place.must(&["checkpoint", "--key"]);
    place.must(&["checkpoint"]);
    let (key, last) = (place.beside("getuige"), place.beside("laatste"));
    let named = ["--name", "politie-nh", "--house", house.trim()];
    let public = place.must(&[&["witness", "--new-key", key.to_str().unwrap()], named.as_slice()].concat());
    place.must(&["witness-add", "--agency", "politie-nh", public.trim()]);
    let served = place.serve();
    let port = behind_tls(served.port);
    let look = |host: &str, root: &str| -> Ran {
        let root = format!("{}/../vault/tests/data/tls/{root}", env!("CARGO_MANIFEST_DIR"));
        let files = ["--key", key.to_str().unwrap(), "--last", last.to_str().unwrap()];
        let address = format!("https://{host}:{port}");
        let args = [&["witness"], files.as_slice(), &[address.as_str()]].concat();
        place.command(&args).env("SSL_CERT_FILE", root).env_remove("SSL_CERT_DIR").output().unwrap().into()
    };
    for (host, root) in [("localhost", "other.crt"), ("127.0.0.1", "root.crt")] {
        let ran = look(host, root);
        assert!(ran.code == 1 && ran.err.contains("certificate"), "{host} {root}: {} {}", ran.out, ran.err);
        assert!(!last.exists());
    }
    let ran = look("localhost", "root.crt");
    assert!(ran.code == 0 && ran.out.contains("the first"), "{} {}", ran.out, ran.err);
    // A key that others can read is no key.
    crate::house::set_mode(&key, 0o644);
    #[cfg(unix)]
    look("localhost", "root.crt").refuses(&["chmod 600", "the key of the witness"]);
}

#[test]
fn what_the_clock_would_do_is_told_and_only_a_demonstration_walks_another_day() {
    let place = Place::empty();
    place.token("expert-nh");
    let said = place.must(&["due"]);
    assert!(said.contains("clock.checkpoint lines=") && !said.contains("clock.lapse"), "{said}");
    let said = place.must(&["due", "--today", "01-03-2031"]);
    assert!(said.contains("clock.lapse tries=0 places=0 sessions=1"), "{said}");
    place.run(&["due", "--walk", "--today", "01-03-2031"]).refuses(&["demonstration only"]);
    place.run(&["due", "--today", "ooit"]).refuses(&["--today"]);
    place.run(&["serve", "--today", "01-03-2031"]).refuses(&["serve takes no day", "demo --today"]);
    let said = place.must(&["due", "--walk"]);
    assert!(said.contains("clock.checkpoint size="), "{said}");
    assert_eq!(place.must(&["due"]).trim(), "Nothing.");
    place.is_well();
    // What it did stands in the book.
    let demo = Place::bare();
    demo.must(&["demo", "--prepare-only", "--today", "01-03-2031"]);
    demo.token("expert-nh");
    let said = demo.must(&["due", "--walk", "--today", "01-05-2031"]);
    assert!(said.contains("clock.lapse") && said.contains("clock.checkpoint size="), "{said}");
    assert!(said.contains("clock.shut boxes=1"), "the session that was being held two months ago: {said}");
    demo.is_well();
    let store = Connection::open(demo.store()).unwrap();
    let count = |act: &str| {
        let sql = "SELECT COUNT(*) FROM book WHERE person = 'casustafel' AND act = ?1";
        store.query_row(sql, [act], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((count("clock.lapse"), count("clock.checkpoint")), (1, 1));
    let first: i64 = store.query_row("SELECT MAX(at) FROM event", [], |row| row.get(0)).unwrap();
    assert!(first / 1_000_000 > 1_900_000_000, "the stories were told towards that day");
}
