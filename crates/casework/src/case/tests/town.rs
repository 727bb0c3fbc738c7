//! A small invented town with a real vault, and people who log in there.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::*;
use kernel::Line;
use serde_json::json;
use std::sync::OnceLock;
use vault::{Agency, Clock, Database, House, Key, Municipality, NewAccount, Role, Vault};
use web::{
    Rooms, WebConfig, router,
    testing::{Client, Program, Reply},
};

struct StandingClock;

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        "2026-09-01T08:00:00Z".parse().unwrap()
    }
}

pub(super) struct Town {
    pub(super) vault: Vault,
    /// A browser in which nobody is logged in: all others begin as this one, at one server.
    front: OnceLock<Client>,
    _sound: crate::rig::Sound,
    _folder: tempfile::TempDir,
}

pub(super) const AGENCIES: [(&str, AgencyKind); 8] = [
    ("gemeente-hoorn", AgencyKind::Municipality),
    ("gemeente-enkhuizen", AgencyKind::Municipality),
    ("politie-nh", AgencyKind::Police),
    ("om-nh", AgencyKind::Prosecution),
    ("zvh-nhn", AgencyKind::SafetyHouse),
    ("reclassering", AgencyKind::Probation),
    ("school-hoorn", AgencyKind::School),
    ("toezicht", AgencyKind::Oversight),
];

pub(super) const PEOPLE: [(&str, &str, Role); 9] = [
    ("gemeente-hoorn", "gemeente-hoorn", Role::Official),
    ("casusregisseur-hoorn", "gemeente-hoorn", Role::CaseDirector),
    ("gemeente-enkhuizen", "gemeente-enkhuizen", Role::Official),
    ("politie-nh", "politie-nh", Role::Police),
    ("om-nh", "om-nh", Role::Prosecutor),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
    ("reclassering", "reclassering", Role::Partner),
    ("school-hoorn", "school-hoorn", Role::Guest),
    ("fg", "toezicht", Role::PrivacyOfficer),
];

pub(super) async fn town() -> Town {
    town_with(vault::CEILING).await
}

/// A town whose dossiers take so many events.
pub(super) async fn town_with(ceiling: u64) -> Town {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("house.db");
    let open = move || {
        let rules = crate::rulebook().unwrap();
        let mut opening = vault::Opening::new(Database::Sqlite(at), Key::from_bytes([7; 32]), rules, crate::kinds());
        opening.clock = std::sync::Arc::new(StandingClock);
        opening.ceiling = ceiling;
        Vault::open(opening).unwrap()
    };
    let vault = tokio::task::spawn_blocking(open).await.unwrap();
    let places = ["hoorn", "enkhuizen"];
    let municipality = |name: &&str| Municipality { id: word(name), name: word::<Line>(name), house: word("nhn") };
    vault
        .set_region(
            vec![House { id: word("nhn"), name: word("Noord"), region: None }],
            places.iter().map(municipality).collect(),
        )
        .await
        .unwrap();
    let serves = |name: &str| match name.strip_prefix("gemeente-") {
        Some(own) => vec![word(own)],
        None => places.iter().map(|p| word(p)).collect(),
    };
    let made = |(name, kind): &(&str, AgencyKind)| Agency {
        id: agency(name),
        kind: *kind,
        name: word(name),
        house: word("nhn"),
        municipalities: serves(name),
        office: vault::Office::open(),
    };
    vault.set_agencies(AGENCIES.iter().map(made).collect()).await.unwrap();
    let account = |(who, of, role): &(&str, &str, Role)| NewAccount {
        person: word(who),
        agency: agency(of),
        role: *role,
        name: word("Anne Verzonnen"),
        function: word("medewerker"),
        until: None,
        login: None,
    };
    vault.set_accounts(PEOPLE.iter().map(account).collect()).await.unwrap();
    crate::rig::everybody_by_mandate(&vault).await;
    Town { _sound: crate::rig::Sound::at_the_end(&vault), vault, front: OnceLock::new(), _folder: folder }
}

impl Town {
    fn rooms() -> Rooms {
        let mut house = Rooms::new();
        crate::rooms(&mut house);
        assert!(house.check().is_ok());
        house
    }

    fn config() -> WebConfig {
        WebConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: false,
            ..WebConfig::default()
        }
    }

    pub(super) async fn browser(&self, who: &str) -> Client {
        let server = || router(&Self::config(), self.vault.clone(), &Self::rooms(), Vec::new());
        let mut client = self.front.get_or_init(|| Client::new(server())).clone();
        client.get("/inloggen").await;
        assert_eq!(client.enter(who).await.status, 303, "{who}");
        client
    }

    pub(super) async fn program(&self, who: &str) -> Program {
        Program::enter(router(&Self::config(), self.vault.clone(), &Self::rooms(), Vec::new()), who).await
    }

    /// A case opened by the process director, as a program does it, in which police and OM take part.
    pub(super) async fn opened(&self) -> String {
        let director = self.program("procesregisseur-nhn").await;
        let reply = director.post("/api/v1/zaken/nieuw", &new_case()).await;
        assert!(reply.status < 300, "{} {}", reply.status, reply.body);
        let list = director.get("/api/v1/zaken?aantal=100").await.json();
        let at = format!("/zaken/{}", list["rows"][0]["id"].as_str().unwrap());
        for who in ["politie-nh", "om-nh"] {
            let reply =
                self.program(who).await.post(&format!("/api/v1{at}/meedoen/sleutel"), &json!({ "read": "ja" })).await;
            assert!(reply.status < 300, "{who}: {} {}", reply.status, reply.body);
        }
        at
    }
}

pub(super) fn new_case() -> serde_json::Value {
    json!({
        "title": "Jongere in de knel", "summary": "Zorgen van de buurt.", "regime": "wgs-zvh", "kind": "complex",
        "purpose": "Samen rust brengen.", "municipality": "hoorn", "subject_kind": "natural", "name": "Bram Verzonnen",
    })
}

pub(super) async fn sends(client: &mut Client, page: &str, to: &str, typed: &[(&str, &str)]) -> Reply {
    assert_eq!(client.get(page).await.status, 200, "{page}");
    let reply = client.post(to, typed).await;
    assert_eq!(reply.status, 303, "{to} {}", reply.body);
    reply
}
