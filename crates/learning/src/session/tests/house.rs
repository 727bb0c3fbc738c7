//! A house for stories, on the engine under test: a few organisations, somebody who leads, somebody who is invited, and phones.

use crate::session as s;
use kernel::{HouseId, Line, MunicipalityId, Say, Timestamp};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use vault::{Agency, AgencyKind, Clock, Database, Key, Kind, Municipality, NewAccount, Opening, Role, Rulebook, Vault};
use web::{NavItem, Rooms, WebConfig, testing::Client, testing::Reply};

const PEOPLE: [(&str, &str, Role); 6] = [
    ("flexteam", "flexteam", Role::Flexteam),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
    ("evaluator", "onderzoek", Role::Evaluator),
    ("gemeente-hoorn", "gemeente-hoorn", Role::Official),
    ("politie-nh", "politie-nh", Role::Police),
    ("beheer", "beheer", Role::Keeper),
];

/// A clock that a test moves.
struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub(super) struct House {
    pub(super) vault: Vault,
    database: Database,
    clock: Arc<StandingClock>,
    _folder: Arc<tempfile::TempDir>,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

fn place(folder: &Path) -> Database {
    let n = NEXT.fetch_add(1, Ordering::SeqCst);
    match std::env::var("CASUSTAFEL_TEST_PG") {
        Ok(url) => {
            let name = format!("session_{}_{n}", std::process::id());
            let (server, _) = url.rsplit_once('/').unwrap();
            make_database(server.strip_prefix("postgres://").unwrap(), &name);
            Database::Postgres(format!("{server}/{name}"))
        }
        Err(_) => Database::Sqlite(folder.join(format!("{n}.db"))),
    }
}

/// Asks a PostgreSQL of this machine, which trusts it, for an empty database.
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

fn word<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("not a word here: {text}"))
}

fn opening(database: &Database, clock: Arc<StandingClock>) -> Opening {
    let rules = Rulebook::build(&[s::ACTS], &[s::POLICY]).unwrap();
    let mut opening = Opening::new(database.clone(), Key::from_bytes([7; 32]), rules, vec![Kind::of::<s::Session>()]);
    opening.clock = clock;
    opening
}

async fn open(database: &Database, clock: &Arc<StandingClock>) -> Vault {
    let with = opening(database, Arc::clone(clock));
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

impl House {
    pub(super) async fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let at = Arc::clone(&folder);
        let database = tokio::task::spawn_blocking(move || place(at.path())).await.unwrap();
        let clock = Arc::new(StandingClock(AtomicI64::new(super::at(0).as_second())));
        let vault = open(&database, &clock).await;
        people_the(&vault).await;
        Self { vault, database, clock, _folder: folder }
    }

    /// The program stops in the middle of something and is started again on the same store.
    pub(super) async fn restarted(self) -> Self {
        drop(self.vault);
        let vault = open(&self.database, &self.clock).await;
        Self { vault, ..self }
    }

    pub(super) fn later(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    /// A browser in which nobody is logged in.
    pub(super) fn nobody(&self) -> Client {
        let mut rooms = Rooms::new();
        s::rooms(&mut rooms);
        rooms.check().unwrap();
        let config = WebConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            public_url: "http://localhost".into(),
            demo: true,
            metrics: false,
            ..WebConfig::default()
        };
        let nav = vec![NavItem::to("/sessies", Say::of("Sessies", "Sessions"))];
        Client::new(web::router(&config, self.vault.clone(), &rooms, nav))
    }

    /// A browser in which somebody is logged in.
    pub(super) async fn browser(&self, person: &str) -> Client {
        let mut client = self.nobody();
        client.enter(person).await;
        client
    }

    /// A phone that comes in with this code.
    pub(super) async fn phone(&self, code: &str) -> Phone {
        let mut browser = self.nobody();
        let at = format!("/meedoen/{code}");
        browser.get(&at).await;
        let reply = browser.post(&at, &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        Phone { browser, at: reply.path().to_owned() }
    }

    pub(super) async fn phones(&self, code: &str, many: usize) -> Vec<Phone> {
        let mut all = Vec::new();
        for _ in 0..many {
            all.push(self.phone(code).await);
        }
        all
    }
}

async fn people_the(vault: &Vault) {
    let hoorn = Municipality { id: word("hoorn"), name: word("Hoorn"), house: word::<HouseId>("nhn") };
    vault
        .set_region(vec![vault::House { id: word("nhn"), name: word("Huis Noord"), region: None }], vec![hoorn])
        .await
        .unwrap();
    let agency = |id: &str, kind| Agency {
        id: word(id),
        kind,
        name: word::<Line>(&format!("Organisatie {id}")),
        house: word("nhn"),
        municipalities: vec![word::<MunicipalityId>("hoorn")],
    };
    let agencies = vec![
        agency("flexteam", AgencyKind::Other),
        agency("zvh-nhn", AgencyKind::SafetyHouse),
        agency("onderzoek", AgencyKind::Other),
        agency("gemeente-hoorn", AgencyKind::Municipality),
        agency("politie-nh", AgencyKind::Police),
        agency("beheer", AgencyKind::Other),
    ];
    vault.set_agencies(agencies).await.unwrap();
    let account = |(person, agency, role): &(&str, &str, Role)| NewAccount {
        person: word(person),
        agency: word(agency),
        role: *role,
        name: word(&format!("Naam van {person}")),
        function: word("functie"),
        until: None,
    };
    vault.set_accounts(PEOPLE.iter().map(account).collect()).await.unwrap();
}

/// A phone with its ticket.
#[derive(Clone)]
pub(super) struct Phone {
    browser: Client,
    pub(super) at: String,
}

impl Phone {
    pub(super) async fn sees(&mut self) -> Reply {
        let at = self.at.clone();
        let reply = self.browser.get(&at).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply
    }

    /// Looks at the page and sends what it asks.
    pub(super) async fn answers(&mut self, typed: &[(&str, &str)]) -> Reply {
        self.sends("antwoord", typed).await
    }

    pub(super) async fn sends(&mut self, what: &str, typed: &[(&str, &str)]) -> Reply {
        self.sees().await;
        self.sends_blindly(what, typed).await
    }

    /// Sends the form of the page that it saw last.
    pub(super) async fn sends_blindly(&mut self, what: &str, typed: &[(&str, &str)]) -> Reply {
        let to = format!("{}/{what}", self.at);
        self.browser.post(&to, typed).await
    }
}

/// Somebody who leads a session from the console.
pub(super) struct Leader {
    pub(super) browser: Client,
    /// `/sessies/{id}`
    pub(super) at: String,
    pub(super) code: String,
}

impl Leader {
    /// Plans a session from this form.
    pub(super) async fn plans(house: &House, person: &str, form: &str) -> Self {
        let mut browser = house.browser(person).await;
        browser.get(&format!("/sessies/nieuw?vorm={form}")).await;
        let typed =
            [("title", "Onrust in de Verzonnen Wijk"), ("aim", "Samen kiezen"), ("on", "11-03-2026"), ("house", "nhn")];
        let reply = browser.post("/sessies/nieuw", &typed).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let at = reply.path().to_owned();
        let page = browser.get(&at).await;
        let code = page.body.split("/scherm/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        Self { browser, at, code }
    }

    /// Presses a button of the console.
    pub(super) async fn does(&mut self, what: &str, typed: &[(&str, &str)]) -> Reply {
        let reply = self.tries(what, typed).await;
        assert_eq!(reply.status, 303, "{what}: {}", reply.body);
        reply
    }

    pub(super) async fn tries(&mut self, what: &str, typed: &[(&str, &str)]) -> Reply {
        self.browser.get(&self.at.clone()).await;
        let to = format!("{}/{what}", self.at);
        self.browser.post(&to, typed).await
    }

    pub(super) async fn sees(&mut self) -> Reply {
        self.browser.get(&self.at.clone()).await
    }

    pub(super) async fn goes(&mut self, place: usize) {
        self.does("naar", &[("plaats", &place.to_string())]).await;
    }

    pub(super) async fn screen(&mut self) -> Reply {
        let at = format!("/scherm/{}", self.code);
        let reply = self.browser.get(&at).await;
        assert_eq!(reply.status, 200);
        reply
    }
}
