//! A small invented house with every feature in it, and browsers for who sits at the table.

use crate::{kinds, rooms, rulebook};
use kernel::{HouseId, Timestamp};
use std::sync::Arc;
use vault::{Agency, AgencyKind, Clock, Database, House, Key, Municipality, NewAccount, Opening, Role, Vault};
use web::{Rooms, WebConfig, router, testing::Client};

struct StandingClock;

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        "2026-04-01T08:00:00Z".parse().unwrap()
    }
}

const AGENCIES: [(&str, AgencyKind); 7] = [
    ("cter-nh", AgencyKind::Municipality),
    ("gemeente-hoorn", AgencyKind::Municipality),
    ("politie-nh", AgencyKind::Police),
    ("om-nh", AgencyKind::Prosecution),
    ("zvh-nhn", AgencyKind::SafetyHouse),
    ("reclassering", AgencyKind::Probation),
    ("toezicht", AgencyKind::Oversight),
];

const PEOPLE: [(&str, &str, Role); 8] = [
    ("expert-nh", "cter-nh", Role::Expert),
    ("gemeente-hoorn", "gemeente-hoorn", Role::Official),
    ("burgemeester-hoorn", "gemeente-hoorn", Role::Mayor),
    ("politie-nh", "politie-nh", Role::Police),
    ("om-nh", "om-nh", Role::Prosecutor),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
    ("reclassering", "reclassering", Role::Partner),
    ("fg", "toezicht", Role::PrivacyOfficer),
];

pub(super) struct Region {
    pub(super) vault: Vault,
    _sound: crate::rig::Sound,
    _folder: tempfile::TempDir,
}

pub(super) async fn region() -> Region {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("house.db");
    let open = move || {
        let key = Key::from_bytes([7; 32]);
        let mut opening = Opening::new(Database::Sqlite(at), key, rulebook().unwrap(), kinds());
        opening.clock = Arc::new(StandingClock);
        Vault::open(opening).unwrap()
    };
    let vault = tokio::task::spawn_blocking(open).await.unwrap();
    let house: HouseId = "nhn".parse().unwrap();
    let place = |id: &str, name: &str| Municipality {
        id: id.parse().unwrap(),
        name: name.parse().unwrap(),
        house: house.clone(),
    };
    let places = vec![place("hoorn", "Hoorn"), place("texel", "Texel")];
    let all: Vec<_> = places.iter().map(|p| p.id.clone()).collect();
    let agencies = AGENCIES.map(|(id, kind)| Agency {
        id: id.parse().unwrap(),
        kind,
        name: id.parse().unwrap(),
        house: house.clone(),
        municipalities: if id == "gemeente-hoorn" { vec!["hoorn".parse().unwrap()] } else { all.clone() },
        office: vault::Office::open(),
    });
    vault.set_region(vec![House { id: house, name: "Noord".parse().unwrap(), region: None }], places).await.unwrap();
    vault.set_agencies(agencies.into()).await.unwrap();
    let accounts = PEOPLE.map(|(who, agency, role)| NewAccount {
        person: who.parse().unwrap(),
        agency: agency.parse().unwrap(),
        role,
        name: "Anne Verzonnen".parse().unwrap(),
        function: "medewerker".parse().unwrap(),
        until: None,
        login: None,
    });
    vault.set_accounts(accounts.into()).await.unwrap();
    crate::rig::everybody_by_mandate(&vault).await;
    Region { _sound: crate::rig::Sound::at_the_end(&vault), vault, _folder: folder }
}

impl Region {
    /// A browser in which this person is logged in.
    pub(super) async fn browser(&self, who: &str) -> Client {
        let mut house = Rooms::new();
        rooms(&mut house);
        assert!(house.check().is_ok());
        let config = WebConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: false,
            ..WebConfig::default()
        };
        let mut client = Client::new(router(&config, self.vault.clone(), &house, Vec::new()));
        client.get("/inloggen").await;
        let entered = client.enter(who).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        client
    }

    /// Opens a form, sends it, and gives where it leads.
    pub(super) async fn does(&self, who: &str, page: &str, to: &str, typed: &[(&str, &str)]) -> String {
        let mut client = self.browser(who).await;
        let shown = client.get(page).await;
        assert_eq!(shown.status, 200, "{who} {page}: {}", shown.body);
        let reply = client.post(to, typed).await;
        assert_eq!(reply.status, 303, "{who} {to}: {}", reply.body);
        reply.path().to_owned()
    }

    /// What this person reads there.
    pub(super) async fn reads(&self, who: &str, page: &str) -> web::testing::Reply {
        self.browser(who).await.get(page).await
    }
}
