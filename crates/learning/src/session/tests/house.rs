//! A house for stories, on the engine under test: a few organisations, somebody who leads, somebody who is invited, and phones.

use crate::rig::{Sound, StandingClock, place};
use crate::session as s;
use kernel::{HouseId, Line, MunicipalityId, Say};
use std::sync::{Arc, LazyLock};
use vault::{Agency, AgencyKind, Database, Key, Kind, Municipality, NewAccount, Opening, Role, Rulebook, Vault};
use web::{NavItem, Rooms, WebConfig, testing::Client, testing::Reply};

const PEOPLE: [(&str, &str, Role); 6] = [
    ("flexteam", "flexteam", Role::Flexteam),
    ("procesregisseur-nhn", "zvh-nhn", Role::ProcessDirector),
    ("evaluator", "onderzoek", Role::Evaluator),
    ("gemeente-hoorn", "gemeente-hoorn", Role::Official),
    ("politie-nh", "politie-nh", Role::Police),
    ("beheer", "beheer", Role::Keeper),
];

pub(super) struct House {
    pub(super) vault: Vault,
    database: Database,
    clock: Arc<StandingClock>,
    /// Before the folder, which goes last.
    sound: Sound,
    _folder: Arc<tempfile::TempDir>,
}

fn word<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("not a word here: {text}"))
}

fn opening(database: &Database, clock: Arc<StandingClock>) -> Opening {
    static RULES: LazyLock<Arc<Rulebook>> =
        LazyLock::new(|| Arc::new(Rulebook::build(&[s::ACTS], &[s::POLICY]).unwrap()));
    let rules = Arc::clone(&RULES);
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
        let database = tokio::task::spawn_blocking(move || place(at.path(), "session")).await.unwrap();
        let clock = Arc::new(StandingClock::at(&super::at(0).to_string()));
        let vault = open(&database, &clock).await;
        people_the(&vault).await;
        Self { sound: Sound::at_the_end(&vault), vault, database, clock, _folder: folder }
    }

    /// The program stops in the middle of something and is started again on the same store.
    pub(super) async fn restarted(self) -> Self {
        drop((self.sound, self.vault));
        let vault = open(&self.database, &self.clock).await;
        Self { sound: Sound::at_the_end(&vault), vault, ..self }
    }

    pub(super) fn later(&self, minutes: i64) {
        self.clock.minutes(minutes);
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
        office: vault::Office::open(),
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
        login: None,
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

    /// Opens an address in the browser of this phone.
    pub(super) async fn get(&mut self, at: &str) -> Reply {
        self.browser.get(at).await
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

    /// Presses a button of the console; what cannot be undone with its tick.
    pub(super) async fn does(&mut self, what: &str, typed: &[(&str, &str)]) -> Reply {
        let sure: &[(&str, &str)] =
            if ["einde", "afzeggen", "vernietigen"].contains(&what) { &[("sure", "ja")] } else { &[] };
        let reply = self.tries(what, &[typed, sure].concat()).await;
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
