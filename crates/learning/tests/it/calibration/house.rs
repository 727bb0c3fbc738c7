//! A house with two offices, who leads and who does not, and one kind of dossier that counts, so that there is something to tell.

use crate::rig::{Sound, StandingClock, place};
use kernel::{
    DossierId, HouseId, Line, Note, Say,
    counters::{Counter, Measure},
};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock, OnceLock};
use vault::*;
use web::{Rooms, WebConfig, testing};

/// A sheet that only counts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sheet(Option<(HouseId, kernel::Date)>);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum SheetEvent {
    Begun { house: HouseId, secret: Note },
    Decided { ground: bool },
}

impl Dossier for Sheet {
    type Event = SheetEvent;
    const KIND: &'static str = "sheet";
    const SAYS: Say = Say::of("blad", "sheet");
    fn apply(&mut self, event: &SheetEvent, stamp: &Stamp) {
        if let SheetEvent::Begun { house, .. } = event {
            self.0 = Some((house.clone(), kernel::local_day(stamp.at)));
        }
    }
    fn card(&self) -> Card {
        Card {
            state: "open",
            facet: "open",
            house: self.0.as_ref().map(|s| s.0.clone()).unwrap_or_default(),
            municipality: kernel::MunicipalityId::default(),
            reference: word("BLAD-GEHEIM"),
            opened: self.0.as_ref().map(|s| s.1).unwrap_or_default(),
            due: None,
            label: Label { title: word("geheime titel"), summary: None, called: None, urgent: false },
            seats: vec![Seat::of(word("politie-nh"), Tier::Owner)],
            tasks: vec![],
            persons: None,
            findable: vec![],
            claims: vec![],
        }
    }
    fn tell(_: &SheetEvent) -> Say {
        Say::of("Iets.", "Something.")
    }
    fn measures(&self, before: &Self, event: &SheetEvent, stamp: &Stamp) -> Vec<Measure> {
        match event {
            SheetEvent::Begun { .. } => vec![Measure::of(Counter::SignalRegistered)],
            SheetEvent::Decided { ground } => {
                let began = before.0.as_ref().unwrap().1;
                let filed = Measure::lasting(Counter::SignalFiled, began, kernel::local_day(stamp.at));
                let with = ground.then(|| Measure::of(Counter::DecisionGround));
                [filed, Measure::of(Counter::Decision)].into_iter().chain(with).collect()
            }
        }
    }
}

vault::acts! { Sheet;
    /// Begins one.
    BeginSheet = "sheet.begin", Create, "Beginnen", "Begin";
    /// Decides.
    DecideSheet = "sheet.decide", Change, "Beslissen", "Decide";
}

const POLICY: &str = r#"
@id("sheet.police") @ground("voorbeeld") @nl("U mag dit.") @en("You may.")
permit (principal, action in [Action::"sheet.begin", Action::"sheet.decide"], resource) when { principal.role == "police" };
"#;

pub(crate) fn word<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("not a word here: {text}"))
}

pub(crate) struct House {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<StandingClock>,
    rooms: Rooms,
    /// A browser in which nobody is logged in: all others begin as this one, at one server.
    front: OnceLock<testing::Client>,
    _sound: Sound,
    _folder: tempfile::TempDir,
}

const PEOPLE: [(&str, &str, Role); 8] = [
    ("flexteam", "flexteam", Role::Flexteam),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
    ("procesregisseur-kennemerland", "zvh-kennemerland", Role::ProcessDirector),
    ("evaluator", "onderzoek", Role::Evaluator),
    ("fg", "toezicht", Role::PrivacyOfficer),
    ("rac", "toezicht", Role::Legality),
    ("politie", "politie-nh", Role::Police),
    ("beheer", "beheer", Role::Keeper),
];

/// The rules of the side, and of the sheets that are weighed.
static RULES: LazyLock<Arc<Rulebook>> = LazyLock::new(|| {
    let acts: Vec<&[ActInfo]> = learning::ACTS.iter().copied().chain([ACTS]).collect();
    let policies: Vec<&str> = learning::POLICIES.iter().copied().chain([POLICY]).collect();
    Arc::new(Rulebook::build(&acts, &policies).unwrap())
});

pub(crate) async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let database = tokio::task::spawn_blocking(move || place(&at, "calibration")).await.unwrap();
    let clock = Arc::new(StandingClock::at("2026-02-03T09:00:00Z"));
    let rules = Arc::clone(&RULES);
    let kinds = [learning::kinds(), vec![Kind::of::<Sheet>()]].concat();
    let mut opening = Opening::new(database, Key::from_bytes([42; 32]), rules, kinds);
    opening.clock = clock.clone();
    let vault = tokio::task::spawn_blocking(move || Vault::open(opening).unwrap()).await.unwrap();
    let houses =
        ["nhn", "kennemerland"].map(|h| vault::House { id: word(h), name: word(&format!("Huis {h}")), region: None });
    vault.set_region(houses.into(), Vec::new()).await.unwrap();
    let agency = |id: &str| Agency {
        id: word(id),
        kind: if id.starts_with("zvh") { AgencyKind::SafetyHouse } else { AgencyKind::Other },
        name: word::<Line>(&format!("Organisatie {id}")),
        house: word(if id.ends_with("kennemerland") { "kennemerland" } else { "nhn" }),
        municipalities: vec![],
        office: Office::open(),
    };
    let agencies = ["flexteam", "zvh-nhn", "zvh-kennemerland", "onderzoek", "toezicht", "politie-nh", "beheer"];
    vault.set_agencies(agencies.map(agency).into()).await.unwrap();
    let account = |(person, agency, role): (&str, &str, Role)| NewAccount {
        person: word(person),
        agency: word(agency),
        role,
        name: word(&format!("Naam van {person}")),
        function: word("functie"),
        until: None,
        login: None,
    };
    vault.set_accounts(PEOPLE.map(account).into()).await.unwrap();
    let mut rooms = Rooms::new();
    learning::rooms(&mut rooms);
    rooms.check().unwrap();
    House { _sound: Sound::at_the_end(&vault), vault, clock, rooms, front: OnceLock::new(), _folder: folder }
}

impl House {
    fn router(&self) -> testing::Client {
        let config = || WebConfig {
            listen: word("127.0.0.1:0"),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: false,
            ..WebConfig::default()
        };
        let server = || web::router(&config(), self.vault.clone(), &self.rooms, Vec::new());
        self.front.get_or_init(|| testing::Client::new(server())).clone()
    }

    /// A browser in which somebody is logged in.
    pub(crate) async fn browser(&self, person: &str) -> testing::Client {
        let mut client = self.router();
        client.get("/inloggen").await;
        assert_eq!(client.enter(person).await.status, 303, "{person}");
        client
    }

    /// A phone: nobody is logged in.
    pub(crate) fn phone(&self) -> testing::Client {
        self.router()
    }

    /// So many sheets in a house, each decided after so many days, with or without a ground.
    pub(crate) async fn sheets(&self, house: &str, many: usize, days: i64, ground: bool) -> Vec<DossierId> {
        let police = self.vault.actor("politie").await.unwrap().unwrap();
        let mut ids = Vec::new();
        for _ in 0..many {
            let desk = self.vault.begin::<BeginSheet>(&police).await.unwrap();
            let id = desk.id();
            desk.commit(vec![SheetEvent::Begun { house: word(house), secret: word("een geheim") }]).await.unwrap();
            self.clock.days(days);
            let desk = self.vault.open_desk::<DecideSheet>(&police, id).await.unwrap();
            desk.commit(vec![SheetEvent::Decided { ground }]).await.unwrap();
            self.clock.days(-days);
            ids.push(id);
        }
        ids
    }
}
