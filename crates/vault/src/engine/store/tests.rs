//! What becomes of jobs that share a transaction, on either engine.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::{Database, Link, Store, StoreError};
use std::{thread::sleep, time::Duration};

const PUT: &str = "INSERT INTO thing (name) VALUES ($1)";

/// An empty place: PostgreSQL when `CASUSTAFEL_TEST_PG` names a server, else SQLite.
fn place(folder: &tempfile::TempDir) -> Database {
    let Ok(url) = std::env::var("CASUSTAFEL_TEST_PG") else {
        return Database::Sqlite(folder.path().join("store.db"));
    };
    let name = format!("store_{}", std::process::id());
    let mut admin = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    admin.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    Database::Postgres(format!("{server}/{name}"))
}

fn put(link: &mut dyn Link, name: &str) -> Result<(), StoreError> {
    link.put(PUT, &[name.into()])
}

#[test]
fn a_row_that_does_not_fit_takes_back_its_own_job_alone() {
    let folder = tempfile::tempdir().unwrap();
    let database = place(&folder);
    database.connect().unwrap().batch("CREATE TABLE thing (name TEXT NOT NULL PRIMARY KEY)").unwrap();
    let store = Store::open(&database, 1, |_| Ok(())).unwrap();
    let names = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
        // While the first is busy the others wait, and so they share a transaction.
        let first = store.write(|link, ()| {
            sleep(Duration::from_millis(200));
            put(link, "a")
        });
        let good = store.write(|link, ()| put(link, "b"));
        let bad = store.write(|link, ()| {
            put(link, "c")?;
            put(link, "a")?;
            put(link, "d")
        });
        let also_good = store.write(|link, ()| put(link, "e"));
        let done = tokio::join!(first, good, bad, also_good);
        assert_eq!(done, (Ok(()), Ok(()), Err(StoreError::Taken), Ok(())));
        // And a job that is alone.
        let alone = store.write(|link, ()| {
            put(link, "f")?;
            put(link, "a")
        });
        assert_eq!(alone.await, Err(StoreError::Taken));
        let read = store.read(|link| link.query("SELECT name FROM thing ORDER BY name", &[]));
        read.await.unwrap().iter().map(|row| row.text(0).unwrap().to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(names, ["a", "b", "e"]);
}
