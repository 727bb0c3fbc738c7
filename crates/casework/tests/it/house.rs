//! A house for tests, on the engine under test: an invented region of two municipalities in two houses, with one person in every
//! role, a clock that a test moves, and a browser and a program for each of them in process.

use crate::rig::{Sound, StandingClock, place};
use kernel::{AgencyId, Date, DossierId, HouseId, Lang, Line, MunicipalityId, Note, Prose, Say};
use std::sync::{Arc, OnceLock};
use vault::{
    Actor, Agency, AgencyKind, Database, FileRules, Key, Kind, Municipality, NewAccount, Opening, Role, SessionSort,
    Vault,
};
use web::{NavItem, Rooms, WebConfig, testing};

/// Ten o'clock on a day in February.
pub(crate) const BEGIN: &str = "2026-02-03T09:00:00Z";

/// Everybody there is: account, organisation, role. One person in each role, and a colleague of the other house where it matters.
pub(crate) const PEOPLE: [(&str, &str, Role); 21] = [
    ("expert-nh", "cter-nh", Role::Expert),
    ("gemeente-hoorn", "gemeente-hoorn", Role::Official),
    ("burgemeester-hoorn", "gemeente-hoorn", Role::Mayor),
    ("casusregisseur-hoorn", "gemeente-hoorn", Role::CaseDirector),
    ("gemeente-haarlem", "gemeente-haarlem", Role::Official),
    ("burgemeester-haarlem", "gemeente-haarlem", Role::Mayor),
    ("casusregisseur-haarlem", "gemeente-haarlem", Role::CaseDirector),
    ("politie-nh", "politie-nh", Role::Police),
    ("om-nh", "om-nh", Role::Prosecutor),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
    ("procesregisseur-kennemerland", "zvh-kennemerland", Role::ProcessDirector),
    ("reclassering", "reclassering", Role::Partner),
    ("rvdk", "rvdk", Role::Partner),
    ("ggz-nhn", "ggz-nhn", Role::Guest),
    ("school-hoorn", "school-hoorn", Role::Guest),
    ("fg", "toezicht", Role::PrivacyOfficer),
    ("rac", "toezicht", Role::Legality),
    ("evaluator", "onderzoek", Role::Evaluator),
    ("beheer", "beheer", Role::Keeper),
    // Was designated once, and is not any more.
    (FORMER, "gemeente-hoorn", Role::Official),
    ("oud-politie", "politie-nh", Role::Police),
];

/// Somebody whose designation ended.
pub(crate) const FORMER: &str = "oud-hoorn";

pub(crate) fn is_former(person: &str) -> bool {
    person.starts_with("oud-")
}

/// The house.
pub(crate) struct House {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<StandingClock>,
    pub(crate) rooms: Rooms,
    /// A browser in which nobody is logged in: all others begin as this one, at one server.
    front: OnceLock<testing::Client>,
    /// Where its store is.
    pub(crate) database: Database,
    /// Before the folder, which goes last.
    _sound: Sound,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn master() -> Key {
    Key::from_bytes([42; 32])
}

/// Whether the engine under test is the one inside the program.
pub(crate) fn on_sqlite() -> bool {
    std::env::var("CASUSTAFEL_TEST_PG").is_err()
}

pub(crate) fn opening(database: &Database, clock: Arc<StandingClock>) -> Opening {
    let kinds: Vec<Kind> = casework::kinds();
    let mut opening = Opening::new(database.clone(), master(), casework::rulebook().unwrap(), kinds);
    opening.clock = clock;
    // Other than as a rule: what a house takes in is looked at by every test that looks at all of it.
    opening.files = FileRules { on: true, scanned: true, ..FileRules::default() };
    opening.triages = vec![triage()];
    opening
}

/// The triage of the house in Hoorn: on Tuesday, with probation, handed in before Monday twelve o'clock.
pub(crate) fn triage() -> kernel::TriageRule {
    use jiff::civil::{Time, Weekday};
    let rhythm =
        kernel::Rhythm { meets: Weekday::Tuesday, hand_in: Weekday::Monday, until: Time::constant(12, 0, 0, 0) };
    let all = |ids: &[&str]| ids.iter().map(|id| agency(id)).collect();
    // A school is no participant under the WGS, whatever a house says.
    let partners = all(&["gemeente-hoorn", "ggz-nhn", "politie-nh", "school-hoorn"]);
    kernel::TriageRule { house: word("nhn"), rhythm, seats: all(&["reclassering"]), partners, keep: 90 }
}

/// A house with everybody in it and no dossier.
pub(crate) async fn house() -> House {
    house_with(|_| ()).await
}

/// The same, opened otherwise.
pub(crate) async fn house_with(otherwise: impl FnOnce(&mut Opening)) -> House {
    opened(empty().await, otherwise).await
}

/// A place for a house, with its folder.
async fn empty() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let database = tokio::task::spawn_blocking(move || place(&at, "casework")).await.unwrap();
    (folder, database)
}

async fn opened((folder, database): (tempfile::TempDir, Database), otherwise: impl FnOnce(&mut Opening)) -> House {
    let clock = Arc::new(StandingClock::at(BEGIN));
    let mut with = opening(&database, Arc::clone(&clock));
    otherwise(&mut with);
    let listens = !with.neighbours.is_empty();
    let vault = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    people_the(&vault).await;
    let mut rooms = Rooms::new();
    casework::rooms(&mut rooms);
    if listens {
        casework::beyond::listens(&mut rooms);
    }
    rooms.check().unwrap();
    House { _sound: Sound::at_the_end(&vault), vault, clock, rooms, front: OnceLock::new(), database, folder }
}

/// Two houses that know each other, each with the same people and no dossier.
pub(crate) async fn houses() -> [House; 2] {
    let places = [empty().await, empty().await];
    let mut known = Vec::new();
    for ((_, database), name) in places.iter().zip(["west", "oost"]) {
        let with = opening(database, Arc::new(StandingClock::at(BEGIN)));
        let key = tokio::task::spawn_blocking(move || Vault::open(with).unwrap().neighbour_key()).await.unwrap();
        known.push(vault::Neighbour { name: line(&format!("Huis {name}")), address: format!("http://{name}"), key });
    }
    let [west, east] = places;
    let (of_west, of_east) = (known.pop().unwrap(), known.pop().unwrap());
    let knows = |neighbour| move |with: &mut Opening| with.neighbours = vec![neighbour];
    [opened(west, knows(of_west)).await, opened(east, knows(of_east)).await]
}

/// Fills the region.
async fn people_the(vault: &Vault) {
    let municipality = |name: &str, house: &str| Municipality {
        id: word(&name.to_lowercase()),
        name: word(name),
        house: word::<HouseId>(house),
    };
    let houses =
        ["nhn", "kennemerland"].map(|h| vault::House { id: word(h), name: word(&format!("Huis {h}")), region: None });
    let municipalities = vec![municipality("Hoorn", "nhn"), municipality("Haarlem", "kennemerland")];
    vault.set_region(houses.into(), municipalities).await.unwrap();
    let agency = |id: &str, kind, house: &str, serves: &[&str]| Agency {
        id: word(id),
        kind,
        name: word(&format!("Organisatie {id}")),
        house: word(house),
        municipalities: serves.iter().map(|m| word::<MunicipalityId>(m)).collect(),
        office: vault::Office::open(),
    };
    let both = ["hoorn", "haarlem"].as_slice();
    let agencies = vec![
        agency("gemeente-hoorn", AgencyKind::Municipality, "nhn", &["hoorn"]),
        agency("gemeente-haarlem", AgencyKind::Municipality, "kennemerland", &["haarlem"]),
        agency("cter-nh", AgencyKind::Municipality, "nhn", both),
        agency("politie-nh", AgencyKind::Police, "nhn", both),
        agency("om-nh", AgencyKind::Prosecution, "nhn", both),
        agency("zvh-nhn", AgencyKind::SafetyHouse, "nhn", &["hoorn"]),
        agency("zvh-kennemerland", AgencyKind::SafetyHouse, "kennemerland", &["haarlem"]),
        agency("reclassering", AgencyKind::Probation, "nhn", both),
        agency("rvdk", AgencyKind::ChildProtection, "nhn", both),
        agency("ggz-nhn", AgencyKind::Care, "nhn", &["hoorn"]),
        agency("school-hoorn", AgencyKind::School, "nhn", &["hoorn"]),
        agency("toezicht", AgencyKind::Oversight, "nhn", both),
        agency("onderzoek", AgencyKind::Other, "nhn", &[]),
        agency("beheer", AgencyKind::Other, "nhn", &[]),
    ];
    vault.set_agencies(agencies).await.unwrap();
    let account = |(person, agency, role): &(&str, &str, Role)| NewAccount {
        person: word(person),
        agency: word(agency),
        role: *role,
        name: word(&format!("Naam van {person}")),
        function: word("functie"),
        until: is_former(person).then(|| day("2025-12-31")),
        login: None,
    };
    vault.set_accounts(PEOPLE.iter().map(account).collect()).await.unwrap();
    crate::rig::everybody_by_mandate(vault).await;
}

impl House {
    /// Somebody, as the vault knows them.
    pub(crate) async fn actor(&self, person: &str) -> Actor {
        self.vault.actor(person).await.unwrap().unwrap()
    }

    fn config() -> WebConfig {
        WebConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: true,
            ..WebConfig::default()
        }
    }

    fn nav() -> Vec<NavItem> {
        vec![NavItem::to("/", Say::of("Mijn werk", "My work"))]
    }

    pub(crate) fn front(&self) -> &testing::Client {
        let server = || web::router(&Self::config(), self.vault.clone(), &self.rooms, Self::nav());
        self.front.get_or_init(|| testing::Client::new(server()))
    }

    /// A browser in which somebody is logged in.
    pub(crate) async fn browser(&self, person: &str) -> testing::Client {
        let mut client = self.front().clone();
        client.enter(person).await;
        client
    }

    /// A program that speaks for somebody.
    pub(crate) async fn program(&self, person: &str) -> testing::Program {
        let token = self.vault.session_open(&word(person), SessionSort::Token, Lang::Nl).await.unwrap();
        self.front().program(token)
    }

    /// Serves for real until the handle is dropped: only so can the counters be read, which answer this machine alone.
    pub(crate) async fn serve(&self) -> std::net::SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listen = listener.local_addr().unwrap();
        let config = WebConfig { listen, ..Self::config() };
        let (vault, rooms) = (self.vault.clone(), self.rooms.clone());
        tokio::spawn(web::serve(listener, config, vault, rooms, Self::nav(), std::future::pending()));
        listen
    }
}

/// A word of the house, checked.
pub(crate) fn word<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("not a word here: {text}"))
}

pub(crate) fn note(text: &str) -> Note {
    word(text)
}

pub(crate) fn line(text: &str) -> Line {
    word(text)
}

pub(crate) fn prose(text: &str) -> Prose {
    word(text)
}

pub(crate) fn agency(text: &str) -> AgencyId {
    word(text)
}

pub(crate) fn day(text: &str) -> Date {
    word(text)
}

/// A dossier's id, as it stands in an address.
pub(crate) fn id_in(address: &str) -> DossierId {
    address.split(['/', '?', '#']).find_map(|part| part.parse().ok()).unwrap()
}
