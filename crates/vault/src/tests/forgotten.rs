//! (event, label, slip, dossier) x (live page, dead row, log, copy of the store): what ADR 9 says of each.

use super::{House, *};
use std::sync::atomic::Ordering;

const WORDS: [&str; 2] = ["Klarinetspeler", "Vuurtorenwachter"];

async fn slip(h: &House, n: usize, body: &str) {
    let desk = h.vault.desk_by_code::<AddLine>("ABC234").await.unwrap();
    let slip = Slip { into: "stap".into(), ticket: format!("{n:032x}"), keep: Keep::Once, body: body.into() };
    desk.hand_in(slip).await.unwrap();
}

async fn coded(h: &House) -> DossierId {
    let desk = h.vault.begin::<BeginSheet>(&h.hoorn).await.unwrap();
    let (id, owner) = (desk.id(), h.hoorn.agency.id.clone());
    let register = Some(code_claim("ABC234"));
    desk.commit(vec![SheetEvent::Begun { owner, text: note(WORDS[0]), bsn: None, register }]).await.unwrap();
    h.add(id, WORDS[1]).await;
    id
}

async fn erase(h: &House, id: DossierId) {
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
}

/// Event, dead row, log and copy: what was kept of it before opens with nothing that is left; what lives goes on.
#[tokio::test]
async fn an_erased_event_opens_with_nothing_that_is_left() {
    let h = house().await;
    let id = coded(&h).await;
    let before = kept(&h, id).await;
    assert!(before.event(&ring(&h), 2).unwrap().contains(WORDS[1]), "as long as it lives it opens");
    erase(&h, id).await;
    gone(&h, id).await;
    let left = ring(&h);
    assert!(before.opened(&left).is_none() && before.event(&left, 2).is_none());
    // Not under another generation either: whoever has the bytes may call them what they like.
    for generation in 0..6 {
        let same = Kept { key: (before.key.0.clone(), generation), ..kept(&h, id).await };
        assert!(same.opened(&left).is_none(), "generation {generation}");
    }
    let now = kept(&h, id).await;
    assert!(now.event(&left, 1).unwrap().contains(WORDS[0]) && now.event(&left, 2).is_none());
    // The title of the card was the first line, which lives; it is sealed under the new key.
    assert_eq!(h.texts(id).await, [WORDS[0]]);
    assert_eq!(h.vault.list::<ListSheets>(&h.hoorn, Wanted::default()).await.unwrap().rows.len(), 1);
    h.add(id, "en verder").await;
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_destroyed_dossier_opens_with_nothing_that_is_left_and_its_neighbours_do() {
    let h = house().await;
    let (id, other) = (coded(&h).await, h.sheet("blijft").await);
    slip(&h, 1, "antwoord").await;
    let before = kept(&h, id).await;
    assert!(before.of_box(&ring(&h), "stap").is_some());
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().destroy().await.unwrap();
    gone(&h, id).await;
    let left = ring(&h);
    assert!(before.opened(&left).is_none() && before.of_box(&left, "stap").is_none());
    assert_eq!(h.texts(other).await, ["blijft"]);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

const FILED: &[u8] = b"Muziekleraar met een kornet";

async fn file(h: &House, id: DossierId, no: u32) {
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    let told = vec![SheetEvent::Filed(no, FileDigest::of(FILED))];
    desk.commit_filing(told, vec![(no, FILED.to_vec())]).await.unwrap();
}

/// Taken away, rejected by the scanner, or gone with its dossier: dead row, log and copy of a file open with nothing that is left. What
/// lives beside it goes on under the new key.
#[tokio::test]
async fn a_file_that_is_taken_away_opens_with_nothing_that_is_left() {
    let h = house().await;
    let id = coded(&h).await;
    for no in 1..=3 {
        file(&h, id, no).await;
    }
    let mut before = kept(&h, id).await;
    assert_eq!(before.file(&ring(&h), 1).unwrap(), FILED, "as long as it lives it opens");
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    let came = desk.dossier().filed[0].3;
    desk.commit_erasing(vec![SheetEvent::Unfiled(1)], vec![came]).await.unwrap();
    gone(&h, id).await;
    let left = ring(&h);
    assert!((1..=3).all(|no| before.file(&left, no).is_none()), "nor does what was kept of those that live");
    before = kept(&h, id).await;
    assert!(before.file(&left, 1).is_none() && before.file(&left, 2).unwrap() == FILED);
    let waiting = h.vault.file_next().await.unwrap().unwrap();
    h.vault.file_scanned(&waiting, Scanned::Infected).await.unwrap();
    gone(&h, id).await;
    assert!(before.file(&ring(&h), 2).is_none());
    before = kept(&h, id).await;
    assert_eq!(before.file(&ring(&h), 3).unwrap(), FILED);
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().destroy().await.unwrap();
    gone(&h, id).await;
    assert!(before.file(&ring(&h), 3).is_none());
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

/// The order in which slips came in, and which ticket brought which, were in the log and in dead rows as long as the key was there.
#[tokio::test]
async fn a_box_that_was_shut_keeps_its_answers_and_nothing_opens_it_as_it_grew() {
    let h = house().await;
    let id = coded(&h).await;
    for n in 0..12 {
        slip(&h, n, &format!("antwoord {n:02}")).await;
    }
    let before = kept(&h, id).await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Shut]).await.unwrap();
    gone(&h, id).await;
    assert!(before.of_box(&ring(&h), "stap").is_none());
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    assert_eq!(seen.slips("stap").await.unwrap().len(), 12);
    assert!(!seen.has_used("stap", &format!("{:032x}", 3)).await.unwrap(), "which tickets were used is forgotten");
    // In one row, written at one moment.
    let database = h.database.clone();
    let rows = tokio::task::spawn_blocking(move || {
        let mut conn = database.connect().unwrap();
        conn.query("SELECT drawer FROM slip", &[]).unwrap().len()
    });
    assert_eq!(rows.await.unwrap(), 1);
    let desk = h.vault.desk_by_code::<AddLine>("ABC234").await.unwrap();
    let late = Slip { into: "stap".into(), ticket: "f".repeat(32), keep: Keep::Once, body: b"laat".to_vec() };
    assert_eq!(desk.hand_in(late).await, Err(Error::Stale));
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn an_emptied_box_opens_with_nothing_that_is_left() {
    let h = house().await;
    let id = coded(&h).await;
    slip(&h, 1, "antwoord").await;
    let before = kept(&h, id).await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_emptying(vec![SheetEvent::Added(note("geleegd"))], vec!["stap".into()]).await.unwrap();
    gone(&h, id).await;
    assert!(before.of_box(&ring(&h), "stap").is_none());
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

/// The files of either engine, with their dead rows and logs, hold no word at any time; and after destroying no key that opens what they
/// hold of the dossier. What SQLite held of it is gone from its files; PostgreSQL leaves sealed bytes behind, for which there is no key.
#[tokio::test]
async fn the_raw_files_hold_neither_a_word_nor_a_key_that_opens() {
    let h = house().await;
    let id = coded(&h).await;
    file(&h, id, 1).await;
    let (before, old_ring) = (kept(&h, id).await, std::fs::read(h.database.ring()).unwrap());
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().destroy().await.unwrap();
    gone(&h, id).await;
    let database = h.database.clone();
    let folder = tokio::task::spawn_blocking(move || match &database {
        Database::Sqlite(path) => path.parent().unwrap().to_owned(),
        Database::Postgres { .. } => {
            let mut conn = database.connect().unwrap();
            // What is still in memory is written too, which may be what all tests before this one wrote.
            conn.batch("SET statement_timeout = 0").unwrap();
            conn.batch("CHECKPOINT").unwrap();
            let row = conn.first("SELECT current_setting('data_directory')", &[]).unwrap().unwrap();
            row.text(0).unwrap().into()
        }
    });
    let folder = folder.await.unwrap();
    let all: Vec<_> = files(&folder).into_iter().chain([h.database.ring()]).collect();
    let holds = |bytes: &[u8]| {
        let with = |path: &&std::path::PathBuf| {
            std::fs::read(path).is_ok_and(|file| memchr::memmem::find(&file, bytes).is_some())
        };
        all.iter().filter(with).count()
    };
    assert!(all.len() > 2, "there are files to look at");
    for word in WORDS.map(str::as_bytes).into_iter().chain([FILED]) {
        assert_eq!(holds(word), 0, "{}", String::from_utf8_lossy(word));
    }
    assert_eq!(holds(&old_ring[8..]), 0, "the ring as it was");
    if matches!(h.database, Database::Sqlite(_)) {
        assert_eq!(holds(&before.key.0), 0, "the wrapped key");
        assert_eq!(holds(&before.events[0].2), 0, "a body");
        assert_eq!(holds(&before.files[0].2), 0, "a file");
    }
    assert!(before.opened(&ring(&h)).is_none());
}

/// A slice is turned once in a while and not for everything that is forgotten; until then it says so.
#[tokio::test]
async fn what_is_forgotten_just_after_a_slice_was_turned_is_being_erased_until_it_rested() {
    let h = house().await;
    let id = coded(&h).await;
    slip(&h, 1, "antwoord").await;
    let mut with = opening(&h.database);
    (with.clock, with.rest) = (h.clock.clone(), std::time::Duration::from_secs(60));
    with.node = "2".into();
    let slow = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    erase(&h, id).await;
    gone(&h, id).await;
    let desk = slow.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_emptying(vec![SheetEvent::Added(note("geleegd"))], vec!["stap".into()]).await.unwrap();
    assert!(slow.is_being_erased(id).await.unwrap());
    h.clock.0.fetch_add(61, Ordering::SeqCst);
    gone(&h, id).await;
}

/// Whoever reads and writes while slices turn notices nothing; also at another node, which finds the ring changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_notices_that_a_slice_turns() {
    let h = house().await;
    let mut ids = Vec::new();
    for n in 0..12 {
        let id = h.sheet(&format!("blad {n}")).await;
        h.add(id, "wordt gewist").await;
        ids.push(id);
    }
    let mut with = opening(&h.database);
    (with.clock, with.node) = (h.clock.clone(), "2".into());
    let other = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    let reading: Vec<_> = [h.vault.clone(), other]
        .into_iter()
        .map(|vault| {
            let (ids, hoorn) = (ids.clone(), h.hoorn.clone());
            tokio::spawn(async move {
                for _ in 0..6 {
                    for id in &ids {
                        vault.look::<ReadSheet>(&hoorn, *id).await.unwrap();
                    }
                    assert_eq!(vault.list::<ListSheets>(&hoorn, Wanted::default()).await.unwrap().rows.len(), 12);
                }
            })
        })
        .collect();
    for id in &ids {
        erase(&h, *id).await;
    }
    for one in reading {
        one.await.unwrap();
    }
    for id in ids {
        gone(&h, id).await;
        assert_eq!(h.texts(id).await.len(), 1);
    }
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}
