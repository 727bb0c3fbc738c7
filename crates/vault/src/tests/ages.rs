//! (age of the store) x (age of the ring): what opens. And what comes of a slice that was turned halfway, and of another master key.

use super::{House, *};
use crate::engine::{
    keys::{Keys, SystemRandom},
    slice::Turning,
};
use kernel::Timestamp;
use std::sync::Arc;

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

async fn back_up(h: &House) -> (Vec<u8>, Vec<u8>) {
    let vault = h.vault.clone();
    blocking(move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        (rows, ring)
    })
    .await
}

async fn erase(h: &House, id: DossierId) {
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    gone(h, id).await;
}

const LATER: i64 = 1_770_000_100;

fn later() -> Timestamp {
    Timestamp::from_second(LATER).unwrap()
}

/// Three dossiers: one that lives, one of which an event is erased, one that is destroyed, both after `meanwhile`.
struct Week {
    h: House,
    lives: DossierId,
    erased: DossierId,
    destroyed: DossierId,
}

async fn week() -> Week {
    let h = house().await;
    let [lives, erased, destroyed] = [h.sheet("leeft").await, h.sheet("blijft").await, h.sheet("verdwijnt").await];
    h.add(erased, "wordt gewist").await;
    for (id, no) in [(lives, 1), (erased, 1), (erased, 2), (destroyed, 1)] {
        let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
        let told = vec![SheetEvent::Filed(no, FileDigest::of(FILED))];
        desk.commit_filing(told, vec![(no, FILED.to_vec())]).await.unwrap();
        let waiting = h.vault.file_next().await.unwrap().unwrap();
        h.vault.file_scanned(&waiting, Scanned::Clean).await.unwrap();
    }
    Week { h, lives, erased, destroyed }
}

const FILED: &[u8] = b"wat erbij zat";

impl Week {
    async fn forget(&self) {
        self.h.clock.0.store(LATER - 50, std::sync::atomic::Ordering::SeqCst);
        erase(&self.h, self.erased).await;
        let desk = self.h.vault.open_desk::<AddLine>(&self.h.hoorn, self.erased).await.unwrap();
        let came = desk.dossier().filed[1].3;
        desk.commit_erasing(vec![SheetEvent::Unfiled(2)], vec![came]).await.unwrap();
        gone(&self.h, self.erased).await;
        self.h.vault.open_desk::<CloseSheet>(&self.h.hoorn, self.destroyed).await.unwrap().destroy().await.unwrap();
        gone(&self.h, self.destroyed).await;
    }

    /// What lives opens, and nothing that was forgotten.
    async fn is_as_it_should(&self, vault: &Vault) {
        let look = |id| vault.look::<ReadSheet>(&self.h.hoorn, id);
        let lines = |seen: Seen<ReadSheet>| seen.dossier().lines.iter().map(|l| l.1.clone()).collect::<Vec<_>>();
        assert_eq!(lines(look(self.lives).await.unwrap()), ["leeft"]);
        assert_eq!(lines(look(self.erased).await.unwrap()), ["blijft"]);
        for (id, filed) in [(self.lives, vec![1]), (self.erased, vec![1])] {
            let seen = look(id).await.unwrap();
            let mut there = Vec::new();
            for no in 1..=3 {
                there.extend(seen.file(no).await.unwrap().map(|bytes| (no, bytes == FILED)));
            }
            assert_eq!(there, filed.into_iter().map(|no| (no, true)).collect::<Vec<_>>());
        }
        assert_eq!(look(self.destroyed).await.unwrap_err(), Error::Denied);
        let vault = vault.clone();
        assert_eq!(blocking(move || vault.verify(|| ()).unwrap().wrong).await, Vec::<String>::new());
    }
}

/// Own backup of last week, copy of the ring of today.
#[tokio::test]
async fn an_older_backup_with_the_ring_of_today_opens_what_lives_and_nothing_else() {
    let w = week().await;
    let (rows, _) = back_up(&w.h).await;
    w.forget().await;
    let (_, ring) = back_up(&w.h).await;
    let folder = tempfile::tempdir().unwrap();
    let (restored, done) = blocking(move || {
        let to = place(&folder);
        let done = restore(&to, &master(), &mut rows.as_slice(), &mut ring.as_slice(), later(), || ()).unwrap();
        let _kept = folder.keep();
        (Vault::open(opening(&to)).unwrap(), done)
    })
    .await;
    assert_eq!((done.destroyed, done.erased), (1, 2));
    w.is_as_it_should(&restored).await;
}

/// Backup of today, copy of the ring of last week: what is newer would be closed for ever, so it is refused.
#[tokio::test]
async fn an_older_copy_of_the_ring_is_refused_and_leaves_nothing() {
    let w = week().await;
    let (_, ring) = back_up(&w.h).await;
    w.forget().await;
    let (rows, today) = back_up(&w.h).await;
    let folder = tempfile::tempdir().unwrap();
    blocking(move || {
        let to = place(&folder);
        let put = |ring: &[u8]| restore(&to, &master(), &mut rows.as_slice(), &mut &*ring, later(), || ());
        assert!(matches!(put(&ring), Err(BackupError::OldRing)));
        assert!(!to.ring().exists());
        assert!(put(&today).is_ok(), "the place is still empty");
    })
    .await;
}

/// The store as the engine's own copies bring it back, beside the ring of another day.
async fn copied(h: &House) -> Database {
    let (database, folder) = (h.database.clone(), h.folder.path().to_owned());
    blocking(move || match &database {
        Database::Sqlite(path) => {
            let to = folder.join("base.db");
            rusqlite::Connection::open(path).unwrap().execute("VACUUM INTO ?1", [to.to_str().unwrap()]).unwrap();
            Database::Sqlite(to)
        }
        Database::Postgres { url, .. } => {
            let (server, name) = url.rsplit_once('/').unwrap();
            let copy = format!("{name}_base");
            let mut admin = postgres::Client::connect(&format!("{server}/postgres"), postgres::NoTls).unwrap();
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
            // A template may have no guests for a moment; the house connects again.
            for _ in 0..50 {
                admin.execute(end, &[&name]).unwrap();
                if admin.batch_execute(&format!("CREATE DATABASE {copy} TEMPLATE {name}")).is_ok() {
                    return Database::Postgres { url: format!("{server}/{copy}"), ring: folder.join("base-ring") };
                }
            }
            panic!("no copy of the store");
        }
    })
    .await
}

/// Base backup of last week, ring of today: it says what to do, and then what lives opens.
#[tokio::test]
async fn an_older_store_says_that_its_ring_is_newer_and_opens_with_a_copy_of_it() {
    let w = week().await;
    let base = copied(&w.h).await;
    w.forget().await;
    let (_, ring) = back_up(&w.h).await;
    std::fs::copy(w.h.database.ring(), base.ring()).unwrap();
    let opened = blocking(move || {
        assert!(matches!(Vault::open(opening(&base)), Err(OpenError::Older(n)) if n > 0));
        let wrong = Key::from_bytes([1; 32]);
        assert!(matches!(restore_keys(&base, &wrong, &mut ring.as_slice(), later()), Err(BackupError::NotOurs)));
        let done = restore_keys(&base, &master(), &mut ring.as_slice(), later()).unwrap();
        assert_eq!((done.destroyed, done.erased), (1, 2));
        Vault::open(opening(&base)).unwrap()
    })
    .await;
    w.is_as_it_should(&opened).await;
}

/// Store of today, ring of last week.
#[tokio::test]
async fn a_ring_of_an_earlier_day_is_refused() {
    let w = week().await;
    let old = std::fs::read(w.h.database.ring()).unwrap();
    w.forget().await;
    let database = w.h.database.clone();
    blocking(move || {
        let today = std::fs::read(database.ring()).unwrap();
        std::fs::write(database.ring(), old).unwrap();
        assert!(matches!(Vault::open(opening(&database)), Err(OpenError::Older(_))));
        std::fs::remove_file(database.ring()).unwrap();
        assert!(matches!(Vault::open(opening(&database)), Err(OpenError::Ring(_))));
        std::fs::write(database.ring(), today).unwrap();
        Vault::open(opening(&database)).unwrap();
    })
    .await;
}

/// A move, a trial restore or a mistyped address would have taken the keys of the house that was there.
#[tokio::test]
async fn a_ring_that_is_there_already_is_never_written_over_or_taken_away() {
    let w = week().await;
    let (rows, ring) = back_up(&w.h).await;
    let (vault, folder) = (w.h.vault.clone(), w.h.folder.path().to_owned());
    blocking(move || {
        let another = tempfile::tempdir_in(folder).unwrap();
        let to = place(&another);
        std::fs::write(to.ring(), b"of another house").unwrap();
        let there = |result: Result<(), BackupError>| {
            assert!(matches!(result, Err(BackupError::Closed(OpenError::Ring(_)))), "{result:?}");
            assert_eq!(std::fs::read(to.ring()).unwrap(), b"of another house");
        };
        there(vault.move_to(&to, || ()).map(drop));
        there(restore(&to, &master(), &mut rows.as_slice(), &mut ring.as_slice(), later(), || ()).map(drop));
        let cut = &rows[..rows.len() / 2];
        there(restore(&to, &master(), &mut &*cut, &mut ring.as_slice(), later(), || ()).map(drop));
        there(Vault::open(opening(&to)).map(drop).map_err(BackupError::Closed));
        std::fs::remove_file(to.ring()).unwrap();
        restore(&to, &master(), &mut rows.as_slice(), &mut ring.as_slice(), later(), || ()).unwrap();
    })
    .await;
    assert_eq!(w.h.verify().await.wrong, Vec::<String>::new());
}

/// Slips write no line in the book, so a copy of the ring from before them does not look older.
#[tokio::test]
async fn a_copy_of_the_ring_that_lacks_what_opens_now_is_refused() {
    let h = house().await;
    let desk = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let owner = h.hoorn.agency.id.clone();
    let register = Some(code_claim("ABC234"));
    desk.commit(vec![SheetEvent::Begun { owner, text: note("vraag"), bsn: None, register }]).await.unwrap();
    let (_, ring) = back_up(&h).await;
    let desk = h.vault.desk_by_code::<AddLine>("ABC234").await.unwrap();
    let slip = Slip { into: "stap".into(), ticket: "f".repeat(32), keep: Keep::Once, body: b"eens".to_vec() };
    desk.hand_in(slip).await.unwrap();
    let (_, later_ring) = back_up(&h).await;
    let database = h.database.clone();
    blocking(move || {
        let put = |ring: &[u8]| restore_keys(&database, &master(), &mut &*ring, later());
        assert!(matches!(put(&ring), Err(BackupError::OldRing)));
        assert_eq!(put(&later_ring).unwrap(), Restored::default());
        let vault = Vault::open(opening(&database)).unwrap();
        assert_eq!(vault.verify(|| ()).unwrap().wrong, Vec::<String>::new());
    })
    .await;
}

/// A backup reads what was there when it began; of a row it may not read a key of another moment.
#[tokio::test]
async fn a_slice_that_turns_while_a_backup_begins_leaves_nothing_out_of_it() {
    let w = week().await;
    let (database, erased) = (w.h.database.clone(), w.erased);
    let keys = Keys::of(Arc::new(ring(&w.h)), &SystemRandom).unwrap();
    let mut conn = blocking(move || database.connect().unwrap()).await;
    let (mut conn, pinned) = blocking(move || {
        let pinned = keys.pinned(|| conn.snapshot().map_err(BackupError::from)).unwrap();
        (conn, pinned)
    })
    .await;
    let before = kept(&w.h, erased).await;
    let desk = w.h.vault.open_desk::<AddLine>(&w.h.hoorn, erased).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    assert!(before.opened(&ring(&w.h)).is_none(), "the slice has turned, while somebody still reads what was there");
    // As a backup goes on: every key that it finds is one of the moment at which it began.
    let opened = blocking(move || {
        let mut count = 0;
        for row in conn.query("SELECT id, key, epoch FROM dossier WHERE key IS NOT NULL", &[]).unwrap() {
            let id = DossierId::from_bytes(row.bytes(0).unwrap()).unwrap();
            pinned.ring.unwrap((id, ""), row.int(2).unwrap(), row.bytes(1).unwrap()).unwrap();
            count += 1;
        }
        conn.batch("ROLLBACK").unwrap();
        count
    });
    assert_eq!(opened.await, 3);
}

/// A node with a ring of its own instead of the one that all share wraps nothing and drops nothing.
#[tokio::test]
async fn a_ring_that_is_not_the_one_of_this_store_is_refused_before_anything_is_lost() {
    let w = week().await;
    let (h, n) = (&w.h, slice_of(w.erased));
    let generation = kept(h, w.erased).await.key.1;
    let (database, own) = (h.database.clone(), h.folder.path().join("of-another-node"));
    std::fs::copy(database.ring(), &own).unwrap();
    erase(h, w.erased).await;
    let (own, at) = (own.clone(), database.clone());
    blocking(move || {
        let ring = Ring::open(&own, &master()).unwrap();
        // It makes a next generation too, and that is another key.
        ring.add(&SystemRandom, n, generation + 1).unwrap();
        let keys = Keys::of(Arc::new(ring), &SystemRandom).unwrap();
        let rest = std::time::Duration::ZERO;
        let turning = Turning { keys: &keys, random: &SystemRandom, now: later(), rest };
        let mut conn = at.connect().unwrap();
        assert!(matches!(turning.turn(&mut *conn, n, generation), Err(StoreError::Told(_))));
        assert!(matches!(turning.turn(&mut *conn, n, generation + 1), Err(StoreError::Told(_))));
    })
    .await;
    assert_eq!(h.texts(w.erased).await, ["blijft"]);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

/// A node that is killed while it turns a slice leaves nothing that does not open, and the next one to open finishes it.
#[tokio::test]
async fn a_slice_that_was_turned_halfway_opens_and_is_finished() {
    for stop in ["before anything is wrapped anew", "before the old key is dropped"] {
        let w = week().await;
        let id = w.erased;
        let (h, n) = (&w.h, slice_of(id));
        // Somebody reads the store as it was, so that what was forgotten stays to be done.
        let line = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
        let before = kept(h, id).await;
        let generation = before.key.1;
        let database = h.database.clone();
        blocking(move || {
            let ring = Ring::open(&database.ring(), &master()).unwrap();
            ring.add(&SystemRandom, n, generation + 1).unwrap();
            if stop == "before the old key is dropped" {
                // The ring of the killed node is a file of its own, so that dropping does nothing.
                let copy = database.ring().with_extension("of-the-killed");
                std::fs::copy(database.ring(), &copy).unwrap();
                let keys = Keys::of(Arc::new(Ring::open(&copy, &master()).unwrap()), &SystemRandom).unwrap();
                let rest = std::time::Duration::ZERO;
                let turning = Turning { keys: &keys, random: &SystemRandom, now: later(), rest };
                turning.turn(&mut *database.connect().unwrap(), n, generation).unwrap();
            }
        })
        .await;
        assert!(before.opened(&ring(h)).is_some(), "{stop}: the old generation is still there");
        assert_eq!(h.texts(w.erased).await.len(), 2, "{stop}");
        drop(line);
        erase(h, id).await;
        assert!(before.opened(&ring(h)).is_none(), "{stop}");
        assert_eq!(h.texts(w.erased).await, ["blijft"], "{stop}");
        assert_eq!(h.verify().await.wrong, Vec::<String>::new(), "{stop}");
    }
}

/// Chains, digests and older backups stay as they are; the key that was opens nothing any more.
#[tokio::test]
async fn another_master_key_takes_its_place_while_the_house_is_open() {
    let w = week().await;
    let (rows, old_ring) = back_up(&w.h).await;
    let next = Key::from_bytes([43; 32]);
    w.h.vault.change_master(next.clone()).await.unwrap();
    w.h.add(w.lives, "en gaat door").await;
    erase(&w.h, w.erased).await;
    assert_eq!(w.h.verify().await.wrong, Vec::<String>::new());
    let (_, ring) = back_up(&w.h).await;
    let database = w.h.database.clone();
    blocking(move || {
        assert_eq!(Vault::open(opening(&database)).err(), Some(OpenError::WrongKey));
        let mut with = opening(&database);
        with.master = next.clone();
        Vault::open(with).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let to = place(&folder);
        let put = |ring: &[u8]| restore(&to, &next, &mut rows.as_slice(), &mut &*ring, later(), || ());
        assert!(matches!(put(&old_ring), Err(BackupError::NotOurs)));
        assert_eq!(put(&ring).unwrap().erased, 1);
    })
    .await;
}

/// A program that was open before the change asks for the master key again.
#[tokio::test]
async fn who_was_open_before_the_master_key_changed_finds_the_new_one() {
    let h = house().await;
    let id = h.sheet("leeft").await;
    h.add(id, "wordt gewist").await;
    let next = Key::from_bytes([43; 32]);
    let mut with = opening(&h.database);
    let again = next.clone();
    (with.clock, with.node) = (h.clock.clone(), "2".into());
    with.again = Some(Arc::new(move || vec![master(), again.clone()]));
    let other = blocking(move || Vault::open(with).unwrap()).await;
    h.vault.change_master(next).await.unwrap();
    let desk = other.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    gone(&h, id).await;
    assert_eq!(h.texts(id).await, ["leeft"]);
}
