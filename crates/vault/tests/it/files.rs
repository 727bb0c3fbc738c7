//! Files of dossiers: given out to nobody before they were checked, held against what the events say, and carried wherever a house goes.

use crate::house::{House, *};
use kernel::DossierId;
use vault::*;

pub(crate) const BYTES: &[u8] = b"Vuurtorenwachter van dienst";

/// Adds a file to a sheet, in quarantine.
pub(crate) async fn files(h: &House, id: DossierId, no: u32, bytes: &[u8]) {
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    let event = SheetEvent::Filed(no, FileDigest::of(bytes));
    desk.commit_filing(vec![event], vec![(no, bytes.to_vec())]).await.unwrap();
}

/// The scanner looks at the one that waits.
pub(crate) async fn judged(h: &House, how: Scanned) {
    let waiting = h.vault.file_next().await.unwrap().unwrap();
    h.vault.file_scanned(&waiting, how).await.unwrap();
}

async fn read(vault: &Vault, who: &Actor, id: DossierId, no: u32) -> Option<Vec<u8>> {
    vault.look::<ReadSheet>(who, id).await.unwrap().file(no).await.unwrap()
}

#[tokio::test]
async fn a_file_is_given_out_once_it_was_checked_and_to_the_scanner_alone_before() {
    let h = house().await;
    let id = h.sheet("blad").await;
    files(&h, id, 1, BYTES).await;
    assert_eq!(read(&h.vault, &h.hoorn, id, 1).await, None);
    assert_eq!(h.vault.file_next().await.unwrap().unwrap().bytes, BYTES);
    judged(&h, Scanned::Clean).await;
    assert_eq!(read(&h.vault, &h.hoorn, id, 1).await.unwrap(), BYTES);
    assert_eq!(read(&h.vault, &h.hoorn, id, 2).await, None);
    assert!(h.vault.file_next().await.unwrap().is_none());
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn what_something_was_found_in_is_gone_with_what_told_of_it() {
    let h = house().await;
    let id = h.sheet("blad").await;
    files(&h, id, 1, BYTES).await;
    judged(&h, Scanned::Infected).await;
    assert_eq!(read(&h.vault, &h.hoorn, id, 1).await, None);
    assert_eq!(h.texts(id).await, ["blad"]);
    let found = h.verify().await;
    assert_eq!(found.wrong, Vec::<String>::new());
    assert_eq!(found.events, 3, "its place in the chain stays");
}

#[tokio::test]
async fn events_that_tell_of_other_files_than_come_are_not_kept() {
    let h = house().await;
    let id = h.sheet("blad").await;
    let told = |no| vec![SheetEvent::Filed(no, FileDigest::of(BYTES))];
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    assert!(desk.commit(told(1)).await.is_err(), "without its bytes");
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    assert!(desk.commit_filing(told(1), vec![(2, BYTES.to_vec())]).await.is_err(), "with those of another");
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    assert!(desk.commit_filing(Vec::new(), vec![(1, BYTES.to_vec())]).await.is_err(), "that nothing tells of");
    assert_eq!(h.verify().await.events, 1);
}

/// Whoever can write to the store cannot let a file out of quarantine, change it, or take it away unnoticed.
#[tokio::test]
async fn what_is_changed_behind_the_back_of_the_program_is_noticed() {
    for (change, told) in [
        ("UPDATE file SET waits = 0", "file 1 is not in the hands of the scanner as its events say"),
        ("DELETE FROM file", "file 1 is not there"),
        ("UPDATE file SET no = 7", "file 7 is in none of its events"),
        ("UPDATE file SET body = key", "file 1 does not open"),
    ] {
        let h = house().await;
        let id = h.sheet("blad").await;
        files(&h, id, 1, BYTES).await;
        h.behind(change).await;
        assert_eq!(read(&h.vault, &h.hoorn, id, 1).await, None, "{change}");
        let wrong = h.verify().await.wrong;
        assert!(wrong.iter().any(|w| w.ends_with(told)), "{change}: {wrong:?}");
    }
}

#[tokio::test]
async fn a_file_that_was_swapped_for_another_is_not_given_out() {
    let h = house().await;
    let id = h.sheet("blad").await;
    files(&h, id, 1, BYTES).await;
    files(&h, id, 2, b"iets anders").await;
    judged(&h, Scanned::Clean).await;
    judged(&h, Scanned::Clean).await;
    h.behind("UPDATE file SET no = no + 10").await;
    h.behind("UPDATE file SET no = 13 - no").await;
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    for no in [1, 2] {
        assert!(seen.file(no).await.is_err(), "{no}");
    }
    assert!(!h.verify().await.wrong.is_empty());
}

#[tokio::test]
async fn a_backup_and_a_move_carry_files_and_what_waited_waits_there() {
    let h = house().await;
    let id = h.sheet("blad").await;
    // As large as a house takes them: one row of a backup.
    let large = vec![7; LARGEST_FILE];
    files(&h, id, 1, &large).await;
    judged(&h, Scanned::Clean).await;
    files(&h, id, 2, BYTES).await;
    let (vault, folder) = (h.vault.clone(), tempfile::tempdir().unwrap());
    let to = folder.path().to_owned();
    let opened = tokio::task::spawn_blocking(move || {
        let (mut rows, mut ring) = (Vec::new(), Vec::new());
        vault.back_up(&mut rows, &mut ring, || ()).unwrap();
        assert!(!rows.windows(BYTES.len()).any(|part| part == BYTES));
        let restored = Database::Sqlite(to.join("restored.db"));
        let now = kernel::Timestamp::from_second(1_770_000_500).unwrap();
        restore(&restored, &master(), &mut rows.as_slice(), &mut ring.as_slice(), now, || ()).unwrap();
        let moved = Database::Sqlite(to.join("moved.db"));
        vault.move_to(&moved, || ()).unwrap();
        [restored, moved].map(|database| Vault::open(opening(&database)).unwrap())
    });
    for vault in opened.await.unwrap() {
        assert!(read(&vault, &h.hoorn, id, 1).await.is_some_and(|bytes| bytes == large));
        assert_eq!(vault.file_next().await.unwrap().unwrap().bytes, BYTES);
        let wrong = tokio::task::spawn_blocking(move || vault.verify(|| ()).unwrap().wrong).await.unwrap();
        assert_eq!(wrong, Vec::<String>::new());
    }
    drop(folder);
}

#[tokio::test]
async fn of_two_that_look_at_the_same_file_one_verdict_counts() {
    let h = house().await;
    let id = h.sheet("blad").await;
    files(&h, id, 1, BYTES).await;
    let [one, other] = [h.vault.file_next().await.unwrap().unwrap(), h.vault.file_next().await.unwrap().unwrap()];
    h.vault.file_scanned(&one, Scanned::Clean).await.unwrap();
    h.vault.file_scanned(&other, Scanned::Infected).await.unwrap();
    assert_eq!(read(&h.vault, &h.hoorn, id, 1).await.unwrap(), BYTES);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}
