//! What the houses of the tests share: a clock that a test moves, an empty place on the engine under test, and a look at the whole store
//! when a story ends. Test programs of both sides take this file in, so it knows the vault and no feature.

use kernel::Timestamp;
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    thread,
};
use vault::{Clock, Database, Vault};

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
    match std::env::var("CASUSTAFEL_TEST_PG") {
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
