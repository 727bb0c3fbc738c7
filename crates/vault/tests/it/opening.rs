//! Opening a house: several at once, of an earlier version, with other tables, and with a writer that does not answer.

use crate::house::*;
use std::{
    path::Path,
    sync::{Arc, Barrier},
    thread,
};
use vault::*;

/// Does something to the store from outside.
fn outside(database: &Database, sql: &str) {
    match database {
        Database::Sqlite(path) => rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap(),
        Database::Postgres { url, .. } => {
            postgres::Client::connect(url, postgres::NoTls).unwrap().batch_execute(sql).unwrap();
        }
    }
}

fn meta(database: &Database, like: &str) -> Vec<String> {
    let sql = format!("SELECT value FROM meta WHERE name LIKE '{like}' ORDER BY name");
    match database {
        Database::Sqlite(path) => {
            let c = rusqlite::Connection::open(path).unwrap();
            let mut s = c.prepare(&sql).unwrap();
            s.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        }
        Database::Postgres { url, .. } => {
            let rows = postgres::Client::connect(url, postgres::NoTls).unwrap().query(&sql, &[]).unwrap();
            rows.iter().map(|row| row.get(0)).collect()
        }
    }
}

#[test]
fn two_that_open_an_empty_place_at_once_both_get_in() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let (database, together) = (place(&folder), Arc::new(Barrier::new(4)));
        let all = [(); 4].map(|()| {
            let (with, together) = (opening(&database), Arc::clone(&together));
            thread::spawn(move || {
                together.wait();
                Vault::open(with).map(drop)
            })
        });
        for one in all {
            assert_eq!(one.join().unwrap(), Ok(()));
        }
        let vault = Vault::open(opening(&database)).unwrap();
        assert_eq!(vault.verify(|| ()).unwrap().wrong, Vec::<String>::new());
    }
}

#[test]
fn the_steps_that_made_the_tables_are_written_down_and_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let database = place(&folder);
    drop(Vault::open(opening(&database)).unwrap());
    let steps = meta(&database, "step-%");
    assert_eq!(vec![steps.len().to_string()], meta(&database, "version"));
    assert!(steps.iter().all(|digest| digest.len() == 64), "{steps:?}");
    // As an earlier program left it.
    outside(&database, "DELETE FROM meta WHERE name LIKE 'step-%'");
    drop(Vault::open(opening(&database)).unwrap());
    assert_eq!(meta(&database, "step-%"), steps);
    outside(&database, "UPDATE meta SET value = 'anders' WHERE name = 'step-1'");
    let said = Vault::open(opening(&database)).unwrap_err().to_string();
    assert!(said.contains("other steps"), "{said}");
    assert_eq!(meta(&database, "step-1"), ["anders"], "and left as it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_whose_writer_is_held_up_is_not_well_and_recovers() {
    let h = house().await;
    assert_eq!(h.vault.is_well().await, Ok(()));
    let (database, held, go) = (h.database.clone(), Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let (says, waits) = (Arc::clone(&held), Arc::clone(&go));
    let holder = thread::spawn(move || match &database {
        Database::Sqlite(path) => {
            let c = rusqlite::Connection::open(path).unwrap();
            c.execute_batch("BEGIN IMMEDIATE").unwrap();
            says.wait();
            waits.wait();
            c.execute_batch("ROLLBACK").unwrap();
        }
        Database::Postgres { url, .. } => {
            let mut c = postgres::Client::connect(url, postgres::NoTls).unwrap();
            c.batch_execute("BEGIN; UPDATE book_head SET n = n").unwrap();
            says.wait();
            waits.wait();
            c.batch_execute("ROLLBACK").unwrap();
        }
    });
    held.wait();
    let said = h.vault.is_well().await.unwrap_err().to_string();
    assert!(said.contains("does not answer"), "{said}");
    go.wait();
    holder.join().unwrap();
    assert_eq!(h.vault.is_well().await, Ok(()));
}

#[test]
fn one_server_at_a_time_has_the_place_at_a_store_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let database = place(&folder);
    let held = database.hold().unwrap();
    let again = database.hold();
    if !on_sqlite() {
        // Many servers may share a PostgreSQL.
        assert!(again.is_ok());
        return;
    }
    let said = again.unwrap_err().to_string();
    assert!(said.contains("-server") && said.contains(folder.path().to_str().unwrap()), "{said}");
    drop(Vault::open(opening(&database)).unwrap());
    drop(held);
    assert!(database.hold().is_ok());
}

#[cfg(unix)]
#[test]
fn the_files_of_a_store_are_for_its_own_account_also_when_they_were_not() {
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let folder = tempfile::tempdir().unwrap();
    let Database::Sqlite(path) = place(&folder) else { return };
    let database = Database::Sqlite(path.clone());
    let files = |at: &Path| -> Vec<(String, u32)> {
        let all = fs::read_dir(at).unwrap().map(|f| f.unwrap());
        let mut all: Vec<_> = all
            .map(|f| (f.file_name().into_string().unwrap(), f.metadata().unwrap().permissions().mode() & 0o777))
            .collect();
        all.sort();
        all
    };
    let _held = database.hold().unwrap();
    let vault = Vault::open(opening(&database)).unwrap();
    let found = files(folder.path());
    assert_eq!(
        found.len(),
        6,
        "the store, its log, what is shared, the ring, its lock, and the place of the server: {found:?}"
    );
    assert!(found.iter().all(|(_, mode)| *mode == 0o600), "{found:?}");
    drop(vault);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let _vault = Vault::open(opening(&database)).unwrap();
    let found = files(folder.path());
    assert!(found.iter().all(|(_, mode)| *mode == 0o600), "{found:?}");
}
