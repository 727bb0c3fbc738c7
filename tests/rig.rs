//! What the houses of the tests share: a clock that a test moves, an empty place on the engine under test, and a look at the whole store
//! when a story ends. Test programs of both sides take this file in, so it knows the vault and no feature.

use kernel::Timestamp;
use std::{
    env,
    fmt::Debug,
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    thread,
};
use vault::{Actor, Called, Clock, Colleague, Database, Dossier, Entry, Mandate, Office, Purpose, Role, Stamp, Vault};

/// A clock that a test moves.
pub(crate) struct StandingClock(AtomicI64);

impl StandingClock {
    /// A clock that stands at this moment.
    pub(crate) fn at(moment: &str) -> Self {
        let clock = Self(AtomicI64::new(0));
        clock.set(moment);
        clock
    }

    pub(crate) fn set(&self, moment: &str) {
        let moment: Timestamp = moment.parse().unwrap();
        self.0.store(moment.as_second(), Ordering::SeqCst);
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    pub(crate) fn days(&self, days: i64) {
        self.minutes(days * 1440);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Mayors hold their office, and everybody else who may sit at a table turns each key of their organisation by mandate, but for what a
/// mayor decides in the triangle: for stories that are about something else.
pub(crate) async fn everybody_by_mandate(vault: &Vault) {
    let keys: Vec<String> = vault.rules().keys().map(|act| act.name.to_owned()).collect();
    let directory = vault.directory();
    for agency in &directory.agencies {
        let all = directory.colleagues_of(&agency.id);
        let mayor = all.iter().find(|c| c.role == Role::Mayor).map(|c| c.person.clone());
        let of_the_mayor = |key: &String| mayor.is_some() && key == "advice.decide";
        let sits = all.iter().filter(|c| c.role.sits() && Some(&c.person) != mayor.as_ref());
        let mandate = |c: &&Colleague| Mandate {
            to: c.person.clone(),
            acts: keys.iter().filter(|key| !of_the_mayor(key)).cloned().collect(),
            decision: "besluit 2025-1".parse().unwrap(),
            from: "2020-01-01".parse().unwrap(),
            until: "2099-12-31".parse().unwrap(),
        };
        let office = Office { holder: mayor.clone(), mandates: sits.map(mandate).collect(), ..agency.office.clone() };
        vault.set_office(&agency.id, office).await.unwrap();
    }
}

/// The latest lines of the book, as who watches over the house reads them; without the lines that tell of reading it.
pub(crate) async fn book(vault: &Vault, most: usize) -> Vec<Entry> {
    let reader = Actor { role: Role::PrivacyOfficer, designated: true, ..vault.bearer().unwrap() };
    let read = vault.book_latest(&reader, Purpose::Control, u32::try_from(most + 500).unwrap()).await.unwrap();
    read.into_iter().filter(|line| line.act != "book.read").take(most).collect()
}

fn folded<D: Dossier>(from: D, events: &[(Stamp, D::Event)]) -> D {
    events.iter().fold(from, |mut state, (stamp, event)| {
        state.apply(event, stamp);
        state
    })
}

/// Wherever a history is cut: the state that was written down there, read back and folded on is the state of the whole. Over the samples
/// in their order, and over histories that chance makes of them.
pub(crate) fn folds_on_from_anywhere<D: Dossier + Debug>() {
    let samples = samples::<D>();
    let agencies = ["gemeente-hoorn", "politie-nh", "om-nh"];
    let mut chance = 1_u64;
    let mut next = |below: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(chance >> 33).unwrap() % below
    };
    for round in 0..60 {
        let order: Vec<usize> = match round {
            0 => (0..samples.len()).collect(),
            _ => (0..samples.len() * 2).map(|n| if n == 0 { 0 } else { next(samples.len()) }).collect(),
        };
        let stamp = |seq: usize| Stamp {
            seq: seq as u64,
            at: Timestamp::from_second(1_770_000_000 + i64::try_from(seq).unwrap() * 40_000).unwrap(),
            who: "iemand".parse().unwrap(),
            agency: agencies[seq % agencies.len()].parse().unwrap(),
            act: "iets".into(),
            called: Called::default(),
        };
        let read = |n: usize| serde_json::from_str(&samples[n]).unwrap();
        let history: Vec<(Stamp, D::Event)> = (1..).map(stamp).zip(order.into_iter().map(read)).collect();
        let whole = folded(D::default(), &history);
        for cut in 0..=history.len() {
            let (before, after) = history.split_at(cut);
            let written = serde_json::to_vec(&folded(D::default(), before)).unwrap();
            let on: D = folded(serde_json::from_slice(&written).unwrap(), after);
            assert_eq!(format!("{on:?}"), format!("{whole:?}"), "round {round}, cut at {cut}");
            assert_eq!(on.card(), whole.card(), "round {round}, cut at {cut}");
        }
    }
}

fn samples<D: Dossier>() -> Vec<String> {
    let file = format!("{}/tests/samples/{}.jsonl", env!("CARGO_MANIFEST_DIR"), D::KIND);
    fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect()
}

/// Holds what the samples fold to against what they folded to before. A program that makes another state of the same events must not go
/// on from the snapshots of the one before it: then `FOLD` of the kind is one more. With `CASUSTAFEL_BLESS` what belongs to a new `FOLD`
/// or a new sort of event is written down.
pub(crate) fn folds_as_its_version_says<D: Dossier + Debug>() {
    let (samples, mut state, mut told) = (samples::<D>(), D::default(), String::new());
    for (seq, sample) in (1..).zip(&samples) {
        let stamp = Stamp {
            seq,
            at: Timestamp::from_second(1_770_000_000).unwrap(),
            who: "iemand".parse().unwrap(),
            agency: "gemeente-hoorn".parse().unwrap(),
            act: "iets".into(),
            called: Called::default(),
        };
        state.apply(&serde_json::from_str(sample).unwrap(), &stamp);
        told.push_str(&format!("{} {state:?} {:?}\n", serde_json::to_string(&state).unwrap(), state.card()));
    }
    // FNV-1a: it has to be the same on every machine, and nobody's enemy tries to make two alike.
    let hash = told.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    let version = format!("fold {} of {} events", D::FOLD, samples.len());
    let (file, now) =
        (format!("{}/tests/samples/{}.fold", env!("CARGO_MANIFEST_DIR"), D::KIND), format!("{version}: {hash:016x}\n"));
    let before = fs::read_to_string(&file).unwrap_or_default();
    if env::var_os("CASUSTAFEL_BLESS").is_some() && !before.starts_with(&format!("{version}:")) {
        fs::write(&file, &now).unwrap();
        return;
    }
    assert_eq!(now, before, "{} makes another state of the same events: raise its FOLD, and bless", D::KIND);
}

/// Verifies the store of a house when its story ends: what people did, in whatever order, never makes a sound house look tampered with.
pub(crate) struct Sound(Vault);

impl Sound {
    pub(crate) fn at_the_end(vault: &Vault) -> Self {
        Self(vault.clone())
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        // A story that failed has said so already.
        if thread::panicking() {
            return;
        }
        let vault = self.0.clone();
        // The store drives its connections itself and so cannot be asked from within a test's own runtime.
        let found = thread::spawn(move || vault.verify(|| ()).unwrap()).join().unwrap();
        assert!(found.wrong.is_empty(), "verify at the end of the story: {:?}", found.wrong);
    }
}

static NEXT: AtomicU64 = AtomicU64::new(0);

/// An empty place on the engine under test: PostgreSQL when `CASUSTAFEL_TEST_PG` names a server, else SQLite in this folder.
pub(crate) fn place(folder: &Path, whose: &str) -> Database {
    let n = NEXT.fetch_add(1, Ordering::SeqCst);
    match env::var("CASUSTAFEL_TEST_PG") {
        Ok(url) => {
            let name = format!("{whose}_{}_{n}", std::process::id());
            let (server, _) = url.rsplit_once('/').unwrap();
            make_database(server.strip_prefix("postgres://").unwrap(), &name);
            Database::Postgres { url: format!("{server}/{name}"), ring: folder.join(format!("{name}-ring")) }
        }
        Err(_) => Database::Sqlite(folder.join(format!("{n}.db"))),
    }
}

/// Asks a PostgreSQL of this machine, which trusts it, for an empty database. The driver is the vault's alone, and this is all that
/// these tests need of one: a greeting and one sentence.
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
