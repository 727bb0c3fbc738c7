//! The store on either engine: what becomes of jobs that share a transaction, of jobs that fall over, and of connections that are lost.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod limits;
mod loss;
mod news;
mod scrub;
mod writer;

use super::{Connection, Database, Store, StoreError};
use std::sync::atomic::{AtomicU64, Ordering};

const PUT: &str = "INSERT INTO thing (name) VALUES ($1)";

static NEXT: AtomicU64 = AtomicU64::new(0);

/// An empty place: PostgreSQL when `CASUSTAFEL_TEST_PG` names a server, else SQLite.
fn place(folder: &tempfile::TempDir) -> Database {
    let n = NEXT.fetch_add(1, Ordering::SeqCst);
    let Ok(url) = std::env::var("CASUSTAFEL_TEST_PG") else {
        return Database::Sqlite(folder.path().join(format!("{n}.db")));
    };
    let name = format!("store_{}_{n}", std::process::id());
    admin(&url).batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    at(format!("{server}/{name}"))
}

/// A PostgreSQL at this address; these tests have no ring.
fn at(url: String) -> Database {
    Database::Postgres { url, ring: std::path::PathBuf::new() }
}

fn admin(url: &str) -> postgres::Client {
    postgres::Client::connect(url, postgres::NoTls).unwrap()
}

/// A place with one table, and its folder.
fn with_things() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().unwrap();
    let database = place(&folder);
    database.connect().unwrap().batch("CREATE TABLE thing (name TEXT NOT NULL PRIMARY KEY)").unwrap();
    (folder, database)
}

/// A store without a state.
fn open(database: &Database) -> Store<()> {
    Store::open(database, 1, 64, |_| Ok(())).unwrap()
}

fn put(conn: &mut dyn Connection, name: &str) -> Result<(), StoreError> {
    conn.put(PUT, &[name.into()])
}

/// What is in the table, by another connection than the store's.
fn things(database: &Database) -> Vec<String> {
    let rows = database.connect().unwrap().query("SELECT name FROM thing ORDER BY name", &[]).unwrap();
    rows.iter().map(|row| row.text(0).unwrap().to_owned()).collect()
}

fn wait_for<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

#[test]
fn a_value_goes_to_its_number_in_whatever_order_they_stand() {
    let (_folder, database) = with_things();
    let mut conn = database.connect().unwrap();
    for name in ["a", "b", "c"] {
        put(&mut *conn, name).unwrap();
    }
    let sql = "SELECT name FROM thing WHERE name <> $2 AND name >= $1 AND $1 <> $2 ORDER BY name";
    let rows = conn.query(sql, &["b".into(), "c".into()]).unwrap();
    assert_eq!(rows.iter().map(|row| row.text(0).unwrap()).collect::<Vec<_>>(), ["b"]);
    let changed = conn.exec("UPDATE thing SET name = $2 WHERE name = $1", &["a".into(), "d".into()]);
    assert_eq!((changed, conn.query(sql, &["b".into()]).is_err()), (Ok(1), true));
}

#[test]
fn a_store_in_a_file_that_is_closed_is_one_file_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..200 {
        let file = folder.path().join(format!("{n}.db"));
        let database = Database::Sqlite(file.clone());
        database.connect().unwrap().batch("CREATE TABLE thing (name TEXT NOT NULL PRIMARY KEY)").unwrap();
        let store = open(&database);
        wait_for(store.write(|conn, ()| put(conn, "a"))).unwrap();
        wait_for(store.read(|conn| conn.first("SELECT name FROM thing", &[]).map(drop))).unwrap();
        drop(store);
        assert!(!crate::engine::store::beside(&file, "-wal").exists(), "after {n} times");
    }
}
