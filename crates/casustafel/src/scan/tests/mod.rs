//! Documents from the page on which somebody adds one to the page on which it is read, in good weather and in bad.

mod real;
mod server;
mod settings;
mod weather;

use super::{Clamd, DocumentSettings};
use crate::{
    clock::{Doing, SCANS, walk},
    left_out, rig,
};
use confique::{Config, Layer};
use rig::{Sound, StandingClock, place};
use serde_json::json;
use std::sync::Arc;
use vault::{Actor, Database, FileRules, FileState, Key, Opening, SessionSort, Vault};
use web::{
    WebConfig,
    testing::{Client, Program},
};

/// A Tuesday, half past nine.
const BEGIN: &str = "2026-02-03T08:30:00Z";

/// What a page says of a document that the scanner looked at.
const CHECKED: &str = "gecontroleerd</span>";

/// What every scanner finds, put together here so that none finds it in this file.
fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE", "!$H+H*"].concat().into_bytes()
}

/// A port at which nobody listens.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The invented region, with one case and one contribution in it.
struct House {
    vault: Vault,
    clock: Arc<StandingClock>,
    database: Database,
    /// Where the documents of the contribution are.
    at: String,
    _sound: Sound,
    folder: tempfile::TempDir,
}

async fn opened(database: &Database, clock: &Arc<StandingClock>, node: &str) -> Vault {
    let rules = crate::wiring::rulebook().unwrap();
    let mut with = Opening::new(database.clone(), Key::from_bytes([42; 32]), rules, crate::wiring::kinds());
    (with.clock, with.node) = (Arc::clone(clock) as Arc<dyn vault::Clock>, node.to_owned());
    with.files = FileRules { on: true, scanned: true, ..FileRules::default() };
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let database = tokio::task::spawn_blocking(move || place(&at, "scan")).await.unwrap();
    let clock = Arc::new(StandingClock::at(BEGIN));
    let vault = opened(&database, &clock, "1").await;
    crate::region::fill(&vault).await.unwrap();
    let mut house = House { _sound: Sound::at_the_end(&vault), vault, clock, database, at: String::new(), folder };
    house.at = house.contribution().await;
    house
}

/// Settings as somebody writes them.
fn settings(lines: &str) -> DocumentSettings {
    let layer: <DocumentSettings as Config>::Layer = toml::from_str(lines).unwrap();
    DocumentSettings::from_layer(layer.with_fallback(Layer::default_values())).unwrap()
}

/// A scanner at this place.
fn scanner(at: &str) -> Clamd {
    settings(&format!("on = true\nscanner = \"clamd:{at}\"")).clamd().unwrap().unwrap()
}

fn doing(scanner: &Clamd) -> Doing {
    Doing { scanner: Some(scanner.clone()), ..Doing::default() }
}

impl House {
    async fn actor(&self, person: &str) -> Actor {
        self.vault.actor(person).await.unwrap().unwrap()
    }

    fn front(&self) -> Client {
        let config = WebConfig { demo: true, ..WebConfig::default() };
        Client::new(web::router(&config, self.vault.clone(), &crate::wiring::rooms(false), crate::wiring::nav()))
    }

    async fn browser(&self, person: &str) -> Client {
        let mut client = self.front();
        client.enter(person).await;
        client
    }

    async fn program(&self, person: &str) -> Program {
        let token = self.vault.session_open(&person.parse().unwrap(), SessionSort::Token, kernel::Lang::Nl).await;
        self.front().program(token.unwrap())
    }

    /// A case under the WGS with one contribution of the municipality; where its documents are.
    async fn contribution(&self) -> String {
        let case = json!({
            "title": "Jongere in de knel", "summary": "Zorgen van de buurt.", "regime": "wgs-zvh", "kind": "complex",
            "purpose": "Samen rust brengen.", "municipality": "hoorn", "subject_kind": "natural", "name": "Bram Verzonnen",
        });
        let made = self.program("procesregisseur-nhn").await.post("/api/v1/zaken/nieuw", &case).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let official = self.program("gemeente-hoorn").await;
        let id = official.get("/api/v1/zaken").await.json()["rows"][0]["id"].as_str().unwrap().to_owned();
        let gift = json!({
            "nature": "fact", "text": "Er is een verslag.", "category": "e", "necessity": "Houvast voor het plan.",
            "ground": "participant-wgs", "special": "none", "audience": "all",
        });
        let given = official.post(&format!("/api/v1/zaken/{id}/bijdragen/nieuw"), &gift).await;
        assert!(given.status < 300, "{}", given.body);
        let page = official.get(&format!("/api/v1/zaken/{id}/bijdragen")).await.json();
        format!("/zaken/{id}/bijdragen/documenten/{}", page["items"][0]["no"])
    }

    /// Somebody of the municipality adds a document by the form.
    async fn adds(&self, name: &str, bytes: &[u8]) {
        let mut official = self.browser("gemeente-hoorn").await;
        official.get(&self.at).await;
        let reply = official.upload(&format!("{}/nieuw", self.at), &[], ("file", name, bytes)).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    }

    /// The page with the documents, as who gave them reads it.
    async fn page(&self) -> String {
        self.browser("gemeente-hoorn").await.get(&self.at).await.body
    }

    /// The clock has looked at what waits.
    async fn walks(&self, scanner: &Clamd) {
        walk(&self.vault, &SCANS, &doing(scanner)).await;
    }

    async fn state(&self) -> FileState {
        self.vault.file_state(&self.actor("beheer").await).await.unwrap()
    }
}
