//! A house with two offices, who leads and who does not, and one kind of dossier that counts, so that there is something to tell.

use kernel::{
    DossierId, HouseId, Line, Note, Say, Timestamp,
    counters::{Counter, Measure},
};
use serde::{Deserialize, Serialize};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use vault::*;
use web::{Rooms, WebConfig, testing};

/// A sheet that only counts.
#[derive(Debug, Clone, Default)]
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
            label: Label { title: word("geheime titel"), summary: None },
            seats: vec![Seat::of(word("politie-nh"), Tier::Owner)],
            tasks: vec![],
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

/// A clock that a test moves.
pub(crate) struct StandingClock(AtomicI64);

impl StandingClock {
    pub(crate) fn set(&self, moment: &str) {
        let moment: Timestamp = word(moment);
        self.0.store(moment.as_second(), Ordering::SeqCst);
    }
    pub(crate) fn days(&self, days: i64) {
        self.0.fetch_add(days * 86_400, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub(crate) struct House {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<StandingClock>,
    rooms: Rooms,
    _folder: tempfile::TempDir,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

/// An empty place on the engine under test: PostgreSQL when `CASUSTAFEL_TEST_PG` names a server, else SQLite.
fn place(folder: &Path) -> Database {
    let n = NEXT.fetch_add(1, Ordering::SeqCst);
    match std::env::var("CASUSTAFEL_TEST_PG") {
        Ok(url) => {
            let name = format!("calibration_{}_{n}", std::process::id());
            let (server, _) = url.rsplit_once('/').unwrap();
            make_database(server.strip_prefix("postgres://").unwrap(), &name);
            Database::Postgres(format!("{server}/{name}"))
        }
        Err(_) => Database::Sqlite(folder.join(format!("{n}.db"))),
    }
}

/// Asks a PostgreSQL of this machine, which trusts it, for an empty database: a greeting and one sentence.
fn make_database(server: &str, name: &str) {
    let (user, address) = server.split_once('@').unwrap();
    let mut line = TcpStream::connect(address).unwrap();
    let greeting = [b"\0\x03\0\0user\0", user.as_bytes(), b"\0database\0postgres\0\0"].concat();
    say(&mut line, b"", &greeting);
    say(&mut line, b"Q", format!("CREATE DATABASE {name}\0").as_bytes());
}

fn say(line: &mut TcpStream, tag: &[u8], words: &[u8]) {
    let length = u32::try_from(words.len() + 4).unwrap().to_be_bytes();
    line.write_all(&[tag, length.as_slice(), words].concat()).unwrap();
    loop {
        let mut head = [0; 5];
        line.read_exact(&mut head).unwrap();
        let [tag, length @ ..] = head;
        let mut body = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap() - 4];
        line.read_exact(&mut body).unwrap();
        assert_ne!(tag, b'E', "{}", String::from_utf8_lossy(&body));
        if tag == b'Z' {
            return;
        }
    }
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

pub(crate) async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let database = tokio::task::spawn_blocking(move || place(&at)).await.unwrap();
    let clock = Arc::new(StandingClock(AtomicI64::new(0)));
    clock.set("2026-02-03T09:00:00Z");
    let acts: Vec<&[ActInfo]> = learning::ACTS.iter().copied().chain([ACTS]).collect();
    let policies: Vec<&str> = learning::POLICIES.iter().copied().chain([POLICY]).collect();
    let rules = Rulebook::build(&acts, &policies).unwrap();
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
    };
    vault.set_accounts(PEOPLE.map(account).into()).await.unwrap();
    let mut rooms = Rooms::new();
    learning::rooms(&mut rooms);
    rooms.check().unwrap();
    House { vault, clock, rooms, _folder: folder }
}

impl House {
    fn router(&self) -> testing::Client {
        let config = WebConfig {
            listen: word("127.0.0.1:0"),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: false,
            ..WebConfig::default()
        };
        testing::Client::new(web::router(&config, self.vault.clone(), &self.rooms, Vec::new()))
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
