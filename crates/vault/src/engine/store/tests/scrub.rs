//! Forgotten is forgotten when the store says so.

use super::*;
use crate::engine::store::{VERSION, migrate};
use std::fs;

/// Something that stands nowhere else.
const SECRET: [u8; 32] = *b"a-key-that-is-dropped-and-gone!!";

/// The files of a store inside the process in which these bytes stand.
fn found(folder: &tempfile::TempDir) -> Vec<String> {
    let files = fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().path());
    let with = files.filter(|path| fs::read(path).unwrap().windows(SECRET.len()).any(|w| w == SECRET));
    with.map(|path| path.display().to_string()).collect()
}

#[test]
fn what_was_dropped_is_gone_only_once_nobody_reads_the_store_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let database = place(&folder);
    let mut conn = database.connect().unwrap();
    migrate::<StoreError>(&mut *conn, VERSION, |_, _| Ok(()), |_, _| Ok(())).unwrap();
    let row = [b"d".as_slice().into(), "box".into(), 1.into(), SECRET.as_slice().into()];
    conn.exec("INSERT INTO slip (dossier, box, drawer, body) VALUES ($1, $2, $3, $4)", &row).unwrap();
    assert_eq!(conn.scrub(), Ok(true), "nobody else is here");
    let mut reader = database.connect().unwrap();
    reader.snapshot().unwrap();
    let body = |reader: &mut dyn Connection| reader.first("SELECT body FROM slip", &[]).unwrap();
    assert_eq!(body(&mut *reader).unwrap().bytes(0).unwrap(), SECRET);

    conn.exec("DELETE FROM slip", &[]).unwrap();
    assert_eq!(conn.scrub(), Ok(false), "somebody reads it as it was");
    assert!(body(&mut *reader).is_some());
    if let Database::Sqlite(_) = database {
        assert_ne!(found(&folder), Vec::<String>::new(), "so it is still there");
    }
    reader.say("ROLLBACK").unwrap();
    assert_eq!(conn.scrub(), Ok(true));
    assert!(body(&mut *reader).is_none());
    // How PostgreSQL lays its files is not looked at: it drops the row and does not overwrite it.
    assert_eq!(found(&folder), Vec::<String>::new());
}

#[test]
fn what_was_dropped_is_not_called_gone_when_the_tables_are_somebody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let Database::Postgres { url, .. } = place(&folder) else { return };
    let mut conn = at(url.clone()).connect().unwrap();
    migrate::<StoreError>(&mut *conn, VERSION, |_, _| Ok(()), |_, _| Ok(())).unwrap();
    let name = format!("guest_{}", std::process::id());
    admin(&url)
        .batch_execute(&format!("CREATE ROLE {name} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}"))
        .unwrap();
    let as_guest = url.replacen("postgres@", &format!("{name}@"), 1);
    assert_ne!(as_guest, url);
    let mut guest = at(as_guest).connect().unwrap();
    assert_eq!(guest.scrub(), Ok(false), "the server leaves them as they are, with a warning and without an error");
    drop(guest);
    admin(&url).batch_execute(&format!("DROP OWNED BY {name}; DROP ROLE {name}")).unwrap();
}
