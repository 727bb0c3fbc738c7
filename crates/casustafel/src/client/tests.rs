//! Two houses in one process, each with a store and a server of its own, that write to each other over a real line.

use super::*;
use crate::clock::{Act, Doing, FAR, walk};
use crate::rig::{Sound, StandingClock, place};
use casework::{
    beyond::Pauses,
    case::{Case, CaseKind, OpenCase, Regime, Subject, SubjectKind, Trio},
};
use kernel::DossierId;
use serde_json::json;
use std::{net::SocketAddr, sync::Arc, time::Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};
use vault::{Database, Key, Neighbour, Opening, SessionSort, Vault};
use web::{
    WebConfig,
    testing::{Client, Program},
};

const BEGIN: &str = "2026-02-03T08:30:00Z";
const ASKER: &str = "gemeente-hoorn";

struct House {
    vault: Vault,
    serving: JoinHandle<()>,
    database: Database,
    _sound: Sound,
    _folder: tempfile::TempDir,
}

fn opening(database: &Database) -> Opening {
    let rules = crate::wiring::rulebook().unwrap();
    let mut with = Opening::new(database.clone(), Key::from_bytes([42; 32]), rules, crate::wiring::kinds());
    with.clock = Arc::new(StandingClock::at(BEGIN));
    with
}

async fn opened(with: Opening) -> Vault {
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

/// Serves a house at this listener.
fn serves(vault: &Vault, listener: TcpListener) -> JoinHandle<()> {
    let config = WebConfig { listen: listener.local_addr().unwrap(), demo: true, ..WebConfig::default() };
    let mut rooms = crate::wiring::rooms(false);
    casework::beyond::listens(&mut rooms);
    tokio::spawn(web::serve(listener, config, vault.clone(), rooms, crate::wiring::nav(), std::future::pending()))
}

async fn houses() -> [House; 2] {
    let mut places = Vec::new();
    for name in ["West", "Oost"] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().to_owned();
        let database = tokio::task::spawn_blocking(move || place(&at, "client")).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let key = opened(opening(&database)).await.neighbour_key();
        places.push((folder, database, listener, Neighbour { name: name.parse().unwrap(), address, key }));
    }
    let known: Vec<Neighbour> = places.iter().rev().map(|(.., house)| house.clone()).collect();
    let mut houses = Vec::new();
    for ((folder, database, listener, _), other) in places.into_iter().zip(known) {
        let vault = opened(Opening { neighbours: vec![other], ..opening(&database) }).await;
        crate::region::fill(&vault).await.unwrap();
        let serving = serves(&vault, listener);
        houses.push(House { _sound: Sound::at_the_end(&vault), vault, serving, database, _folder: folder });
    }
    houses.try_into().unwrap_or_else(|_| panic!("two"))
}

impl House {
    async fn case(&self) -> DossierId {
        let agency = |id: &str| id.parse().unwrap();
        let opening = casework::case::Opening {
            reference: "C-2026-0001".parse().unwrap(),
            title: "Verzonnen casus".parse().unwrap(),
            summary: "Zorgen van de buurt.".parse().unwrap(),
            regime: Regime::WgsZvh,
            purpose: "Samen helpen.".parse().unwrap(),
            municipality: "hoorn".parse().unwrap(),
            house: "nhn".parse().unwrap(),
            subject: Subject {
                kind: SubjectKind::Natural,
                name: "Otto Verzonnen".parse().unwrap(),
                born: None,
                bsn: Some("999990019".parse().unwrap()),
            },
            kind: CaseKind::Complex,
            trio: Trio { stay: agency("gemeente-hoorn"), police: agency("politie-nh"), prosecution: agency("om-nh") },
            director: agency("zvh-nhn"),
            director_person: None,
            case_director: None,
            support: None,
            from: None,
            weighing: None,
            asked: Vec::new(),
            triage: None,
            terms: None,
        };
        let actor = self.vault.actor(ASKER).await.unwrap().unwrap();
        let desk = self.vault.begin::<OpenCase>(&actor).await.unwrap();
        let id = desk.id();
        desk.commit(vec![Case::open(opening).unwrap()]).await.unwrap();
        id
    }

    async fn program(&self) -> Program {
        let config = WebConfig { demo: true, ..WebConfig::default() };
        let router = web::router(&config, self.vault.clone(), &crate::wiring::rooms(false), crate::wiring::nav());
        let token = self.vault.session_open(&ASKER.parse().unwrap(), SessionSort::Token, kernel::Lang::Nl).await;
        Client::new(router).program(token.unwrap())
    }

    /// Asks, and gives where the question is read.
    async fn asks(&self) -> String {
        self.asks_at(self.case().await).await
    }

    async fn asks_at(&self, case: DossierId) -> String {
        let form = json!({ "house": self.vault.neighbours()[0].key.to_string(), "reason": "Hij trekt heen en weer." });
        let reply = self.program().await.post(&format!("/api/v1/zaken/{case}/elders"), &form).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.json()["address"].as_str().unwrap().to_owned()
    }

    async fn state(&self, at: &str) -> String {
        self.program().await.get(at).await.json()["state"].as_str().unwrap().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_asks_another_house_over_the_line_and_brings_the_request_for_contact() {
    let [west, east] = houses().await;
    east.case().await;
    let (at, doing) = (west.asks().await, Doing::default());
    assert_eq!(Act::AskElsewhere.due(&west.vault, &doing).await.unwrap().as_deref(), Some("questions=1"));
    walk(&west.vault, &FAR, &doing).await;
    assert_eq!(west.state(&at).await, "hit");
    assert_eq!(Act::AskElsewhere.due(&west.vault, &doing).await.unwrap(), None);
    assert_eq!(west.program().await.post(&format!("{at}/contact"), &json!({ "sure": "ja" })).await.status, 200);
    walk(&west.vault, &FAR, &doing).await;
    assert_eq!(west.state(&at).await, "waiting");
    assert_eq!(Act::AskElsewhere.due(&east.vault, &doing).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_that_does_not_open_is_in_the_way_of_no_other_question() {
    let [west, east] = houses().await;
    let Database::Sqlite(store) = west.database.clone() else { return };
    east.case().await;
    let (first, broken) = (west.asks().await, west.case().await);
    let last = west.asks_at(broken).await;
    let store = rusqlite::Connection::open(store).unwrap();
    store.busy_timeout(Duration::from_secs(10)).unwrap();
    let sql = "SELECT body FROM event WHERE dossier = ?1 AND seq = 1";
    let body: Vec<u8> = store.query_row(sql, [broken.bytes().as_slice()], |row| row.get(0)).unwrap();
    let puts = |body: &[u8]| {
        let sql = "UPDATE event SET body = ?1 WHERE dossier = ?2 AND seq = 1";
        assert_eq!(store.execute(sql, (body, broken.bytes().as_slice())).unwrap(), 1);
    };
    puts(&body.iter().map(|byte| byte ^ 1).collect::<Vec<_>>());
    let heard = casework::beyond::travel(&west.vault, &Messenger::default(), &Pauses::default()).await.unwrap();
    assert_eq!((heard, west.state(&first).await.as_str(), west.state(&last).await.as_str()), (1, "hit", "asked"));
    puts(&body);
    let heard = casework::beyond::travel(&west.vault, &Messenger::default(), &Pauses::default()).await.unwrap();
    assert_eq!((heard, west.state(&last).await.as_str()), (1, "hit"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_is_down_silent_or_endless_loses_nothing_and_holds_nobody_up_for_long() {
    let [west, east] = houses().await;
    east.case().await;
    let at = west.asks().await;
    let address: SocketAddr = west.vault.neighbours()[0].address.strip_prefix("http://").unwrap().parse().unwrap();
    east.serving.abort();
    drop(east.serving.await);
    let tries = async |why: &str| {
        let (began, messenger) = (Instant::now(), Messenger { patience: Duration::from_millis(400) });
        let heard = casework::beyond::travel(&west.vault, &messenger, &Pauses::default()).await.unwrap();
        assert_eq!((heard, west.state(&at).await.as_str()), (0, "asked"), "{why}");
        assert!(began.elapsed() < Duration::from_secs(20), "{why}");
    };
    tries("nobody there").await;
    // It takes the letter and says nothing, or never stops.
    let answers: [(&str, &'static [u8]); 3] = [
        ("silent", b""),
        ("no HTTP", b"220 a mail server\r\n"),
        ("endless", b"HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n"),
    ];
    for (why, says) in answers {
        let listener = TcpListener::bind(address).await.unwrap();
        let odd = tokio::spawn(async move {
            loop {
                let (mut line, _) = listener.accept().await.unwrap();
                tokio::spawn(async move {
                    let mut read = [0; 4096];
                    drop(line.read(&mut read).await);
                    drop(line.write_all(says).await);
                    // An endless one goes on for as long as somebody listens.
                    while !says.is_empty() && line.write_all(&[b'a'; 4096]).await.is_ok() {}
                    tokio::time::sleep(Duration::from_secs(5)).await;
                });
            }
        });
        tries(why).await;
        odd.abort();
        drop(odd.await);
    }
    // It is there again: what waited goes on.
    let serving = serves(&east.vault, TcpListener::bind(address).await.unwrap());
    let heard = casework::beyond::travel(&west.vault, &Messenger::default(), &Pauses::default()).await.unwrap();
    assert_eq!((heard, west.state(&at).await.as_str()), (1, "hit"));
    serving.abort();
}
