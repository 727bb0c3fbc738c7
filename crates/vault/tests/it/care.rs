//! Forgetting, verifying, carrying away and bringing back.

use crate::{house::*, left_out::left_out};
use kernel::Timestamp;
use std::fs;
use vault::*;

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test]
async fn an_erased_event_is_gone_and_the_chain_still_verifies() {
    let h = house().await;
    let id = h.sheet("blijft").await;
    h.add(id, "verdwijnt").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    assert_eq!(h.texts(id).await, ["blijft"]);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    assert!(seen.history(None).await.unwrap().moments[1].1.is_none(), "the latest comes first");
}

/// RET-06: what is destroyed does not come back with an older backup.
#[tokio::test]
async fn a_destroyed_dossier_stays_gone_after_restoring_an_older_backup() {
    let h = house().await;
    let gone = h.sheet("wordt vernietigd").await;
    let kept = h.sheet("blijft").await;
    let vault = h.vault.clone();
    let backup = blocking(move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        rows
    })
    .await;
    h.vault.open_desk::<CloseSheet>(&h.hoorn, gone).await.unwrap().destroy().await.unwrap();
    assert_eq!(h.vault.look::<ReadSheet>(&h.hoorn, gone).await.unwrap_err(), Error::Denied);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    // The ring is always the latest: the one of now, after destruction.
    let vault = h.vault.clone();
    let ring = blocking(move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        ring
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let (restored, lost) = blocking(move || {
        let to = place(&folder);
        let now = Timestamp::from_second(1_770_000_100).unwrap();
        let lost = restore(&to, &master(), &mut backup.as_slice(), &mut ring.as_slice(), now, || ()).unwrap().destroyed;
        let vault = Vault::open(opening(&to)).unwrap();
        assert_eq!(vault.verify(|| ()).unwrap().wrong, Vec::<String>::new());
        let _kept = folder.keep();
        (vault, lost)
    })
    .await;
    assert_eq!(lost, 1);
    assert_eq!(restored.look::<ReadSheet>(&h.hoorn, gone).await.unwrap_err(), Error::Denied);
    assert_eq!(restored.look::<ReadSheet>(&h.hoorn, kept).await.unwrap().dossier().lines[0].1, "blijft");
}

#[tokio::test]
async fn a_backup_that_is_changed_or_cut_short_is_refused_and_leaves_nothing() {
    let h = house().await;
    h.sheet("een").await;
    let vault = h.vault.clone();
    blocking(move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let to = place(&folder);
        let attempt = |rows: &[u8], ring: &[u8], key: &Key| {
            restore(&to, key, &mut &*rows, &mut &*ring, Timestamp::UNIX_EPOCH, || ()).map(drop)
        };
        for i in [0, 9, 40, rows.len() / 2, rows.len() - 1] {
            let mut bad = rows.clone();
            bad[i] ^= 1;
            assert!(matches!(attempt(&bad, &ring, &master()), Err(BackupError::NotOurs)), "byte {i}");
        }
        assert!(matches!(attempt(&rows[..rows.len() - 30], &ring, &master()), Err(BackupError::NotOurs)));
        assert!(matches!(attempt(&ring, &rows, &master()), Err(BackupError::NotOurs)));
        Ok::<_, BackupError>(())
    })
    .await
    .unwrap();
}

/// Whoever opened the empty place once, by serving or verifying it, got a house without lists: its cards were held to be written.
#[tokio::test]
async fn an_empty_place_that_was_opened_before_gets_its_lists_too() {
    let h = house().await;
    h.sheet("een").await;
    let vault = h.vault.clone();
    blocking(move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let opened = || {
            let to = place(&folder);
            drop(Vault::open(opening(&to)).unwrap());
            to
        };
        let (restored, moved) = (opened(), opened());
        restore(&restored, &master(), &mut rows.as_slice(), &mut ring.as_slice(), vault.now(), || ()).unwrap();
        vault.move_to(&moved, || ()).unwrap();
        for to in [restored, moved] {
            let found = Vault::open(opening(&to)).unwrap().verify(|| ()).unwrap();
            assert_eq!((found.dossiers, found.wrong), (1, Vec::<String>::new()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_house_moves_and_verifies_on_arrival() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.add(id, "twee").await;
    let (vault, actor) = (h.vault.clone(), h.hoorn.clone());
    let moved = blocking(move || {
        let folder = tempfile::tempdir().unwrap();
        // Always to the other engine where there is one; the file engine is there on every machine.
        let to = Database::Sqlite(folder.path().join("moved.db"));
        vault.move_to(&to, || ()).unwrap();
        assert!(matches!(vault.move_to(&to, || ()), Err(BackupError::NotEmpty)));
        let there = Vault::open(opening(&to)).unwrap();
        assert_eq!(there.verify(|| ()).unwrap().wrong, Vec::<String>::new());
        let back = place(&folder);
        there.move_to(&back, || ()).unwrap();
        let _kept = folder.keep();
        Vault::open(opening(&back)).unwrap()
    })
    .await;
    assert_eq!(moved.look::<ReadSheet>(&actor, id).await.unwrap().dossier().lines.len(), 2);
}

#[tokio::test]
async fn another_key_and_a_newer_store_are_refused_clearly() {
    let h = house().await;
    let database = h.database.clone();
    blocking(move || {
        let mut with = opening(&database);
        with.master = Key::from_bytes([7; 32]);
        assert_eq!(Vault::open(with).err(), Some(OpenError::WrongKey));
        let sql = "UPDATE meta SET value = '99' WHERE name = 'version'";
        match &database {
            Database::Sqlite(path) => {
                rusqlite::Connection::open(path).unwrap().execute(sql, []).unwrap();
            }
            Database::Postgres { url, .. } => {
                postgres::Client::connect(url, postgres::NoTls).unwrap().execute(sql, &[]).unwrap();
            }
        }
        assert!(matches!(Vault::open(opening(&database)), Err(OpenError::Newer { store: 99, .. })));
    })
    .await;
}

#[tokio::test]
async fn reindexing_writes_the_same_cards_again() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.add(id, "twee").await;
    let before = h.vault.list::<ListSheets>(&h.hoorn, Wanted::default()).await.unwrap().rows;
    assert_eq!(h.vault.reindex(|| ()).await.unwrap(), (1, Vec::new()));
    assert_eq!(h.vault.list::<ListSheets>(&h.hoorn, Wanted::default()).await.unwrap().rows, before);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn reindexing_renews_a_digest_that_an_older_program_made() {
    let h = house().await;
    let desk = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let (owner, bsn) = (h.hoorn.agency.id.clone(), "999993276".parse::<kernel::Bsn>().unwrap());
    desk.commit(vec![SheetEvent::Begun { owner, text: note("een"), bsn: Some(bsn.clone()), register: None }])
        .await
        .unwrap();
    let known = async || {
        let found = h.vault.known::<ListSheets>(&h.hoorn, &Findable::Bsn(bsn.clone()), &note("Omdat het moet.")).await;
        found.unwrap().unwrap().len()
    };
    assert_eq!(known().await, 1);
    // As another way to fold a name would have left it.
    let other = if on_sqlite() { "zeroblob(32)" } else { "decode(repeat('00', 32), 'hex')" };
    assert_eq!(h.behind(&format!("UPDATE known SET digest = {other}")).await, 1);
    assert_eq!(known().await, 0);
    h.vault.reindex(|| ()).await.unwrap();
    assert_eq!(known().await, 1);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

/// Every row of every table, as text.
fn dump(path: &std::path::Path) -> Option<Vec<String>> {
    let c = rusqlite::Connection::open(path).ok()?;
    let tables: Vec<String> = c
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'session' ORDER BY name")
        .ok()?
        .query_map([], |r| r.get(0))
        .ok()?
        .collect::<Result<_, _>>()
        .ok()?;
    let mut all = Vec::new();
    for table in tables {
        let mut s = c.prepare(&format!("SELECT * FROM {table}")).ok()?;
        let width = s.column_count();
        let mut rows = s.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            let values = (0..width).map(|i| format!("{:?}", row.get_ref(i).ok())).collect::<Vec<_>>();
            all.push(format!("{table} {}", values.join("|")));
        }
    }
    all.sort();
    Some(all)
}

/// LOG-05: a flipped byte is found, or it lies where nothing is read.
#[tokio::test]
async fn a_flipped_byte_anywhere_is_found() {
    if !on_sqlite() {
        left_out("a file of its own is what SQLite has");
        return;
    }
    let h = house().await;
    let id = h.sheet("een geheim van niemand").await;
    h.add(id, "nog een").await;
    h.texts(id).await;
    h.vault.set_password(&h.hoorn.person, "paard batterij nietje").await.unwrap().unwrap();
    h.vault.next_number("signaal/2026").await.unwrap();
    let copy = h.folder.path().join("copy.db");
    let Database::Sqlite(path) = h.database.clone() else { return };
    let plain = rusqlite::Connection::open(&path).unwrap();
    plain.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
    blocking(move || {
        let bytes = fs::read(&copy).unwrap();
        let whole = dump(&copy).unwrap();
        let bad = copy.with_file_name("bad.db");
        let (mut found, mut harmless) = (0, 0);
        // Every 97th byte that is not empty space; a prime, so that every kind of place is met.
        for i in (0..bytes.len()).step_by(97).filter(|i| bytes[*i] != 0) {
            let mut flipped = bytes.clone();
            flipped[i] ^= 4;
            fs::write(&bad, &flipped).unwrap();
            for rest in ["bad.db-wal", "bad.db-shm"] {
                drop(fs::remove_file(bad.with_file_name(rest)));
            }
            let verdict = Vault::open(opening(&Database::Sqlite(bad.clone()))).map(|v| v.verify(|| ()));
            if matches!(&verdict, Ok(Ok(f)) if f.wrong.is_empty()) {
                assert_eq!(dump(&bad).as_ref(), Some(&whole), "byte {i} changed something and was not found");
                harmless += 1;
            } else {
                found += 1;
            }
        }
        assert!(found > 50 && found > harmless, "found {found}, harmless {harmless}");
    })
    .await;
}

/// Nothing of a dossier can be read in the files without the key.
#[tokio::test]
async fn no_word_of_a_dossier_is_in_the_store() {
    if !on_sqlite() {
        left_out("a file of its own is what SQLite has");
        return;
    }
    let h = house().await;
    let id = h.sheet("Klarinetspeler").await;
    h.add(id, "Vuurtorenwachter").await;
    for entry in walk(h.folder.path()) {
        let bytes = fs::read(entry).unwrap();
        for word in ["Klarinetspeler", "Vuurtorenwachter"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word}");
        }
    }
}

fn walk(at: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(at).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

/// Whatever lies before it and stays, such as what does not fold as its rows say.
#[tokio::test]
async fn what_cannot_be_destroyed_keeps_nothing_behind_it_from_being_destroyed() {
    let h = house().await;
    let mut all = Vec::new();
    for _ in 0..101 {
        all.push(h.sheet("blijft").await);
    }
    all.sort_by_key(|id| id.bytes().to_vec());
    let desk = h.vault.open_desk::<CloseSheet>(&h.hoorn, *all.last().unwrap()).await.unwrap();
    desk.commit(vec![SheetEvent::Closed]).await.unwrap();
    // Somebody takes away the rows of the seats of all others, which their events still tell of.
    assert!(h.behind("DELETE FROM seat").await >= 100);
    assert_eq!(h.vault.destroy_left_by_all().await.unwrap(), 1);
    assert_eq!(h.vault.destroy_left_by_all().await.unwrap(), 0);
    assert_eq!(h.vault.left_by_all().await.unwrap(), 100, "and it still tells of them");
}
