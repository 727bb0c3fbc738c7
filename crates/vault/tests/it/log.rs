//! The log of checkpoints: it only grows, one node numbers it, and whoever kept a checkpoint sees everything that was changed under it.

use crate::house::{House, *};
use kernel::DossierId;
use std::{sync::atomic::Ordering, time::Duration};
use vault::*;

const SOON: Duration = Duration::from_secs(20);

/// A checkpoint, made now.
async fn made(vault: &Vault) -> Checkpoint {
    vault.checkpoint(SOON).await.unwrap().unwrap()
}

/// The same as somebody keeps it outside the house.
async fn kept(vault: &Vault) -> KeptNote {
    KeptNote { name: "bewaard".into(), text: made(vault).await.note }
}

/// What is wrong with a store beside a checkpoint that was kept.
async fn against(vault: &Vault, kept: &KeptNote) -> Vec<String> {
    let (vault, kept) = (vault.clone(), kept.clone());
    let verify = move || vault.verify_against(&[kept], Duration::from_secs(600), || ()).unwrap().wrong;
    tokio::task::spawn_blocking(verify).await.unwrap()
}

/// Another program at the store of this house.
async fn beside(h: &House) -> Vault {
    let mut with = opening(&h.database);
    with.node = "2".into();
    with.clock = h.clock.clone();
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

/// The store as it is now, elsewhere: what somebody puts back later, or what a machine that was stolen holds.
async fn copy(h: &House) -> Vault {
    let (vault, clock) = (h.vault.clone(), h.clock.clone());
    let work = move || {
        let folder = tempfile::tempdir().unwrap();
        let to = place(&folder);
        vault.move_to(&to, || ()).unwrap();
        let _kept = folder.keep();
        let mut with = opening(&to);
        with.clock = clock;
        Vault::open(with).unwrap()
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

/// A house with dossiers of one and of three events, one of them with an event that was erased, and one that was destroyed.
async fn lived_in() -> (House, DossierId) {
    let h = house().await;
    let gone = h.sheet("vernietigd").await;
    h.vault.open_desk::<CloseSheet>(&h.hoorn, gone).await.unwrap().destroy().await.unwrap();
    h.sheet("ander").await;
    let id = h.sheet("een").await;
    h.add(id, "twee").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    h.texts(id).await;
    (h, id)
}

fn witness(h: &House) -> Witness {
    Witness::fresh("politie-nh", &h.vault.checkpoint_key().unwrap(), &SystemRandom).unwrap()
}

/// What a witness does with the newest checkpoint, beside what it kept.
async fn sign(vault: &Vault, witness: &Witness, kept: Option<&str>) -> Result<Witnessed, WitnessError> {
    let newest = vault.newest_checkpoint().await.unwrap().unwrap().note;
    let looked = witness.look(kept, &newest)?;
    let proof = match looked.needs() {
        Some((from, to)) => vault.proof(from, to).await.unwrap().unwrap().join("\n"),
        None => String::new(),
    };
    witness.sign(looked, &proof, vault.now())
}

#[tokio::test]
async fn everything_that_happened_before_the_log_began_is_under_the_first_checkpoint_and_each_later_one_follows() {
    let (h, id) = lived_in().await;
    let first = made(&h.vault).await;
    assert!(first.fresh);
    assert_eq!(h.vault.outside_checkpoint().await.unwrap(), None);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
    // Lines, events and marks, and the line of the checkpoint itself.
    let found = h.verify().await;
    assert_eq!(first.size, found.lines + found.events + 2);
    // Where nothing happens no more of them are made.
    assert!(!made(&h.vault).await.fresh);
    let witness = witness(&h);
    let mut kept = sign(&h.vault, &witness, None).await.unwrap().note;
    for n in 0..5 {
        h.add(id, "meer").await;
        let newer = made(&h.vault).await;
        // The line, its event, and the line of the checkpoint.
        assert_eq!((newer.size, newer.fresh), (first.size + 3 * (n + 1), true));
        kept = sign(&h.vault, &witness, Some(&kept)).await.unwrap().note;
    }
    let kept = KeptNote { name: "getuige".into(), text: kept };
    assert_eq!(against(&h.vault, &kept).await, Vec::<String>::new());
    let line = &h.book(1).await[0];
    assert_eq!((line.act.as_str(), line.person.as_str()), ("clock.checkpoint", "casustafel"));
    assert!(h.vault.proof(0, 3).await.unwrap().is_none());
    assert!(h.vault.proof(3, 10_000).await.unwrap().is_none());
}

#[tokio::test]
async fn what_goes_into_the_log_in_many_groups_is_whole_and_what_is_forgotten_later_leaves_its_leaves() {
    let h = house().await;
    let id = h.sheet("groot").await;
    for _ in 0..4 {
        let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
        desk.commit((0..300).map(|n| SheetEvent::Added(note(&n.to_string()))).collect()).await.unwrap();
    }
    let before = kept(&h.vault).await;
    assert_eq!(against(&h.vault, &before).await, Vec::<String>::new());
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 700 }], vec![700]).await.unwrap();
    assert_eq!(against(&h.vault, &before).await, Vec::<String>::new());
    let between = kept(&h.vault).await;
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().destroy().await.unwrap();
    kept(&h.vault).await;
    for note in [before, between] {
        assert_eq!(against(&h.vault, &note).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_nodes_at_work_one_at_a_time_numbers_the_log() {
    let h = house().await;
    let other = beside(&h).await;
    let mut at_work = Vec::new();
    for (n, vault) in [h.vault.clone(), other.clone()].into_iter().enumerate() {
        let (actor, owner) = (h.hoorn.clone(), h.hoorn.agency.id.clone());
        let writing = vault.clone();
        at_work.push(tokio::spawn(async move {
            for m in 0..30 {
                let desk = writing.begin::<BeginSheet>(&actor).await.unwrap();
                let text = note(&format!("{n} {m}"));
                let begun = SheetEvent::Begun { owner: owner.clone(), text, bsn: None, register: None };
                desk.commit(vec![begun]).await.unwrap();
            }
        }));
        at_work.push(tokio::spawn(async move {
            for _ in 0..10 {
                // Somebody else may be at it for long: then it is made there.
                drop(vault.checkpoint(Duration::from_millis(50)).await);
            }
        }));
    }
    for one in at_work {
        one.await.unwrap();
    }
    let last = kept(&other).await;
    assert_eq!(h.vault.outside_checkpoint().await.unwrap(), None);
    assert_eq!(against(&h.vault, &last).await, Vec::<String>::new());
    let found = h.verify().await;
    assert_eq!(h.vault.newest_checkpoint().await.unwrap().unwrap().size, found.lines + found.events);
}

/// Killed in the middle: its lease is still there, and so is half of a group of leaves or none of it.
#[tokio::test]
async fn the_lease_of_a_node_that_was_killed_passes_on() {
    let (h, _) = lived_in().await;
    let until = (h.vault.now().as_second() + 60) * 1_000_000;
    h.behind(&format!("INSERT INTO lease (name, node, until) VALUES ('log', '7/gone', {until})")).await;
    assert_eq!(h.vault.checkpoint(Duration::ZERO).await.unwrap(), None);
    assert!(!h.vault.claim("log", 60).await.unwrap());
    h.clock.0.fetch_add(61, Ordering::SeqCst);
    let note = kept(&h.vault).await;
    assert_eq!(against(&h.vault, &note).await, Vec::<String>::new());
}

/// Its clock ran ahead by an hour, or by a day: nobody waits for that. Whoever sees its lease unchanged for as long as it was given for
/// takes it; and while it changes it is another's, whatever the clocks say.
#[tokio::test]
async fn the_lease_of_a_node_whose_clock_ran_ahead_lasts_no_longer_than_any_other() {
    let (h, _) = lived_in().await;
    for ahead in [3_600, 86_400] {
        let until = |s: i64| (h.vault.now().as_second() + ahead + s) * 1_000_000;
        let first = until(60);
        h.behind(&format!("INSERT INTO lease (name, node, until) VALUES ('log', '7/gone', {first})")).await;
        assert_eq!(h.vault.checkpoint(Duration::ZERO).await.unwrap(), None, "it may be alive");
        h.clock.0.fetch_add(50, Ordering::SeqCst);
        let renewed = until(60);
        h.behind(&format!("UPDATE lease SET until = {renewed} WHERE name = 'log'")).await;
        assert!(!h.vault.claim("log", 60).await.unwrap());
        h.clock.0.fetch_add(50, Ordering::SeqCst);
        assert!(!h.vault.claim("log", 60).await.unwrap(), "it was alive fifty seconds ago");
        h.clock.0.fetch_add(10, Ordering::SeqCst);
        assert!(h.vault.checkpoint(Duration::ZERO).await.unwrap().is_some());
    }
}

/// Two that live, one of them an hour ahead: at any moment one holds it, and who was ousted learns that before it writes.
#[tokio::test]
async fn of_two_nodes_with_clocks_an_hour_apart_both_live_and_nothing_is_numbered_twice() {
    let (h, id) = lived_in().await;
    let mut with = opening(&h.database);
    with.node = "2".into();
    let ahead = std::sync::Arc::new(StandingClock((h.vault.now().as_second() + 3_600).into()));
    with.clock = ahead.clone();
    let other = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    let (mut here, mut there) = (0, 0);
    for _ in 0..8 {
        h.add(id, "nog een").await;
        let (a, b) = tokio::join!(h.vault.checkpoint(Duration::ZERO), other.checkpoint(Duration::ZERO));
        here += u32::from(a.unwrap().is_some());
        there += u32::from(b.unwrap().is_some());
        h.clock.0.fetch_add(30, Ordering::SeqCst);
        ahead.0.fetch_add(30, Ordering::SeqCst);
    }
    assert!(here + there >= 8, "{here} {there}");
    let note = kept(&h.vault).await;
    assert_eq!(against(&h.vault, &note).await, Vec::<String>::new());
}

/// A clock on which each step takes an hour, as for a program that was stopped in between.
#[derive(Debug)]
struct Stopped(std::sync::atomic::AtomicI64);

impl Clock for Stopped {
    fn now(&self) -> kernel::Timestamp {
        kernel::Timestamp::from_second(self.0.fetch_add(3_600, Ordering::SeqCst)).unwrap()
    }
}

#[tokio::test]
async fn who_lost_the_lease_in_between_writes_nothing_more() {
    let (h, _) = lived_in().await;
    let mut with = opening(&h.database);
    with.node = "2".into();
    with.clock = std::sync::Arc::new(Stopped(h.vault.now().as_second().into()));
    let slow = tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap();
    let before = h.vault.outside_checkpoint().await.unwrap();
    assert_eq!(slow.checkpoint(Duration::ZERO).await.unwrap(), None);
    assert_eq!(h.vault.outside_checkpoint().await.unwrap(), before, "not a leaf");
    assert_eq!(slow.newest_checkpoint().await.unwrap(), None);
    let note = kept(&h.vault).await;
    assert_eq!(against(&h.vault, &note).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_lease_is_one_s_own_until_it_ends_or_is_let_go() {
    let h = house().await;
    let other = beside(&h).await;
    assert!(h.vault.claim("proef", 60).await.unwrap());
    assert!(h.vault.claim("proef", 60).await.unwrap(), "it lasts longer");
    assert!(!other.claim("proef", 60).await.unwrap());
    other.release("proef").await.unwrap();
    assert!(!other.claim("proef", 60).await.unwrap(), "nobody lets go what is another's");
    h.vault.release("proef").await.unwrap();
    assert!(other.claim("proef", 60).await.unwrap());
    h.clock.0.fetch_add(60, Ordering::SeqCst);
    assert!(h.vault.claim("proef", 60).await.unwrap(), "over");
}

/// What somebody does who can write to the store, and puts right behind it what can be put right without a key.
const THREE: &str = "(SELECT id FROM dossier WHERE seq = 3)";

/// The lines of the table in SECURITY.md, each with what is done.
fn tampering() -> Vec<(&'static str, Vec<String>)> {
    let of = |sql: &[&str]| sql.iter().map(|s| s.replace("THREE", THREE)).collect::<Vec<_>>();
    vec![
        (
            "the last event cut",
            of(&[
                "UPDATE dossier SET head = (SELECT link FROM event WHERE dossier = THREE AND seq = 2) WHERE seq = 3",
                "DELETE FROM event WHERE dossier = THREE AND seq = 3",
                "UPDATE dossier SET seq = 2 WHERE seq = 3",
            ]),
        ),
        ("an event emptied", of(&["UPDATE event SET key = NULL, body = NULL WHERE dossier = THREE AND seq = 1"])),
        (
            "a dossier deleted, with what the book tells of it",
            of(&[
                "DELETE FROM event WHERE dossier = THREE",
                "DELETE FROM mark WHERE dossier = THREE",
                "DELETE FROM card WHERE dossier = THREE",
                "DELETE FROM seat WHERE dossier = THREE",
                "DELETE FROM task WHERE dossier = THREE",
                "DELETE FROM known WHERE dossier = THREE",
                "DELETE FROM claim WHERE dossier = THREE",
                "DELETE FROM dossier WHERE seq = 3",
            ]),
        ),
        ("a destruction invented", of(&["UPDATE dossier SET key = NULL, destroyed = 5 WHERE seq = 3"])),
        (
            "the book cut",
            of(&[
                "DELETE FROM book WHERE n > 4",
                "UPDATE book_head SET n = 4, link = (SELECT link FROM book WHERE n = 4)",
            ]),
        ),
        (
            "the book cut, and the log with it",
            of(&[
                "DELETE FROM book WHERE n > 4",
                "UPDATE book_head SET n = 4, link = (SELECT link FROM book WHERE n = 4)",
                "DELETE FROM leaf WHERE n >= (SELECT MIN(n) FROM leaf WHERE line > 4)",
                "DELETE FROM tree",
                "DELETE FROM checkpoint",
            ]),
        ),
        (
            "a mark removed",
            of(&["DELETE FROM mark WHERE dossier = THREE", "UPDATE dossier SET marks = 0, mark = NULL"]),
        ),
        ("a leaf changed", of(&["UPDATE leaf SET hash = (SELECT hash FROM leaf WHERE n = 1) WHERE n = 0"])),
        ("a leaf removed", of(&["DELETE FROM leaf WHERE n = 2"])),
        ("the last leaf removed", of(&["DELETE FROM leaf WHERE n = (SELECT MAX(n) FROM leaf)"])),
        (
            "two leaves swapped",
            of(&[
                "UPDATE leaf SET n = -1 WHERE n = 3",
                "UPDATE leaf SET n = 3 WHERE n = 4",
                "UPDATE leaf SET n = 4 WHERE n = -1",
            ]),
        ),
        (
            "the tree changed",
            of(&["UPDATE tree SET hash = (SELECT hash FROM leaf WHERE n = 1) WHERE level = 2 AND n = 0"]),
        ),
        ("a node of the tree removed", of(&["DELETE FROM tree WHERE level = 1 AND n = 1"])),
        ("the tree put elsewhere", of(&["UPDATE tree SET n = n + 1000 WHERE level = 1"])),
        ("the row of a checkpoint removed", of(&["DELETE FROM checkpoint"])),
        (
            "the note of a checkpoint changed",
            of(&["UPDATE checkpoint SET note = REPLACE(note, 'casustafel/', 'casustafel/0')"]),
        ),
        ("the whole log removed", of(&["DELETE FROM leaf", "DELETE FROM tree", "DELETE FROM checkpoint"])),
    ]
}

#[tokio::test]
async fn of_the_table_of_tampering_nothing_goes_unnoticed_beside_a_checkpoint() {
    for (told, sql) in tampering() {
        let (h, _) = lived_in().await;
        let note = kept(&h.vault).await;
        assert_eq!(against(&h.vault, &note).await, Vec::<String>::new(), "{told}");
        for sql in &sql {
            assert!(h.behind(sql).await > 0 || sql.starts_with("DELETE"), "{told}: {sql} does nothing");
        }
        let wrong = against(&h.vault, &note).await;
        assert!(!wrong.is_empty(), "{told}: not noticed");
    }
}

/// Not noticed by anything in the store, for the whole of it is sound.
#[tokio::test]
async fn yesterday_s_store_put_back_is_sound_by_itself_and_noticed_beside_a_checkpoint() {
    let (h, id) = lived_in().await;
    let early = kept(&h.vault).await;
    let yesterday = copy(&h).await;
    h.add(id, "van vandaag").await;
    let today = kept(&h.vault).await;
    assert_eq!(against(&yesterday, &early).await, Vec::<String>::new());
    let wrong = against(&yesterday, &today).await;
    assert!(wrong.len() == 1 && wrong[0].contains("put back to an earlier day"), "{wrong:?}");
    // Nor when so much happens in it afterwards that its log is longer again.
    let witness = witness(&h);
    let signed = sign(&h.vault, &witness, None).await.unwrap().note;
    let said = sign(&yesterday, &witness, Some(&signed)).await.unwrap_err();
    assert!(matches!(said, WitnessError::Shorter { .. }), "{said}");
    for n in 0..4 {
        let desk = yesterday.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
        desk.commit(vec![SheetEvent::Added(note(&format!("anders {n}")))]).await.unwrap();
    }
    let later = made(&yesterday).await;
    assert!(later.size > made(&h.vault).await.size);
    let said = sign(&yesterday, &witness, Some(&signed)).await.unwrap_err();
    assert!(matches!(said, WitnessError::DoesNotFollow { .. }), "{said}");
    let wrong = against(&yesterday, &today).await;
    assert!(wrong.iter().any(|w| w.contains("not what was signed")), "{wrong:?}");
}

/// Whoever has the store and every key can make a house that is sound in itself: one that went another way, of the same length.
#[tokio::test]
async fn a_house_that_was_written_anew_with_its_own_keys_is_not_the_one_that_was_signed() {
    let (h, id) = lived_in().await;
    let anew = copy(&h).await;
    let witness = witness(&h);
    h.add(id, "zoals het was").await;
    let note = kept(&h.vault).await;
    let signed = sign(&h.vault, &witness, None).await.unwrap().note;
    let desk = anew.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Added(self::note("zoals het nooit was"))]).await.unwrap();
    let other = kept(&anew).await;
    assert_eq!(against(&anew, &other).await, Vec::<String>::new());
    assert_eq!(other.text.lines().nth(1), note.text.lines().nth(1), "as many leaves");
    let wrong = against(&anew, &note).await;
    assert!(wrong.iter().any(|w| w.contains("not what was signed")), "{wrong:?}");
    let said = sign(&anew, &witness, Some(&signed)).await.unwrap_err();
    assert!(matches!(said, WitnessError::Other { .. }), "{said}");
}

/// A number that is far away does not make the walk long.
#[tokio::test]
async fn a_leaf_that_somebody_writes_in_is_noticed_wherever_it_is() {
    for n in ["-5", "1000000000000", "9223372036854775000"] {
        let (h, _) = lived_in().await;
        let note = kept(&h.vault).await;
        let sql = format!(
            "INSERT INTO leaf (n, node, line, what, dossier, place, hash) SELECT {n}, 'x', 1, 0, NULL, 1, hash FROM leaf WHERE n = 0"
        );
        h.behind(&sql).await;
        assert!(!against(&h.vault, &note).await.is_empty(), "{n}");
    }
}

#[tokio::test]
async fn what_was_forgotten_while_somebody_reads_is_erased_by_the_clock() {
    let (h, id) = lived_in().await;
    let Database::Sqlite(path) = h.database.clone() else { return };
    assert_eq!(h.vault.to_be_erased().await.unwrap(), 0);
    let reader = rusqlite::Connection::open(path).unwrap();
    reader.execute_batch("BEGIN; SELECT COUNT(*) FROM event").unwrap();
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 3 }], vec![3]).await.unwrap();
    assert_eq!(h.vault.to_be_erased().await.unwrap(), 1);
    assert!(!h.vault.erase_again().await);
    reader.execute_batch("ROLLBACK").unwrap();
    assert!(h.vault.erase_again().await);
    assert_eq!(h.vault.to_be_erased().await.unwrap(), 0);
}

/// A log that somebody changed is not grown into one that looks sound: nothing is signed over it.
#[tokio::test]
async fn a_log_that_does_not_follow_from_the_last_checkpoint_is_not_signed() {
    let (h, id) = lived_in().await;
    made(&h.vault).await;
    h.behind("UPDATE tree SET hash = (SELECT hash FROM leaf WHERE n = 1) WHERE level = (SELECT MAX(level) FROM tree)")
        .await;
    h.add(id, "later").await;
    assert!(matches!(h.vault.checkpoint(SOON).await, Err(StoreError::Told(_))));
    // Nor does the lease stay behind.
    assert!(h.vault.claim("log", 60).await.unwrap());
}

#[tokio::test]
async fn only_a_named_witness_s_signature_is_kept_and_it_stands_on_the_checkpoint() {
    let (h, _) = lived_in().await;
    let (politie, gemeente) = (witness(&h), witness(&h));
    made(&h.vault).await;
    let signed = sign(&h.vault, &politie, None).await.unwrap();
    let size = h.vault.newest_checkpoint().await.unwrap().unwrap().size;
    assert_eq!(h.vault.keep_cosignature(size, &signed.line).await.unwrap(), Cosigned::Refused, "nobody named it");
    let agency = "politie-nh".parse().unwrap();
    h.vault.set_witness(&agency, &politie.key()).await.unwrap().unwrap();
    assert!(h.vault.set_witness(&agency, &h.vault.checkpoint_key().unwrap()).await.unwrap().is_err());
    assert_eq!(h.book(1).await[0].act, "house.witness");
    let other = sign(&h.vault, &gemeente, None).await.unwrap();
    for (size, line) in [(size, other.line.as_str()), (size + 1, &signed.line), (size, "x"), (u64::MAX, &signed.line)] {
        assert_eq!(h.vault.keep_cosignature(size, line).await.unwrap(), Cosigned::Refused, "{size} {line}");
    }
    for _ in 0..2 {
        assert_eq!(h.vault.keep_cosignature(size, &signed.line).await.unwrap(), Cosigned::Kept);
    }
    let there = h.vault.newest_checkpoint().await.unwrap().unwrap().note;
    assert_eq!(there, signed.note, "once");
    let note = KeptNote { name: "getuige".into(), text: there };
    assert_eq!(against(&h.vault, &note).await, Vec::<String>::new());
    // Somebody who can write to the store names no witness.
    h.behind("UPDATE witness SET agency = 'gemeente-hoorn'").await;
    assert!(h.vault.keep_cosignature(size, &signed.line).await.is_err());
    assert!(h.verify().await.wrong.iter().any(|w| w.starts_with("witness:")));
}

/// A witness that takes another key leaves its older signature where it stands, so a checkpoint can fill up. One signature more than is
/// read again would make it useless to everybody.
#[tokio::test]
async fn a_checkpoint_takes_as_many_signatures_as_can_be_read_again_and_says_so_of_the_next() {
    let (h, _) = lived_in().await;
    made(&h.vault).await;
    let (size, agency) = (h.vault.newest_checkpoint().await.unwrap().unwrap().size, "politie-nh".parse().unwrap());
    let mut last = Cosigned::Kept;
    for n in 1..=100 {
        let witness = witness(&h);
        h.vault.set_witness(&agency, &witness.key()).await.unwrap().unwrap();
        let signed = sign(&h.vault, &witness, None).await;
        if n == 100 {
            assert_eq!(
                signed.unwrap_err(),
                WitnessError::Full,
                "nor does the witness keep what it could not read again"
            );
            let line = line_of(&h, &witness).await;
            last = h.vault.keep_cosignature(size, &line).await.unwrap();
        } else {
            assert_eq!(h.vault.keep_cosignature(size, &signed.unwrap().line).await.unwrap(), Cosigned::Kept, "{n}");
        }
    }
    assert_eq!(last, Cosigned::Full);
    let there = h.vault.newest_checkpoint().await.unwrap().unwrap().note;
    assert_eq!(there.lines().filter(|line| line.starts_with('\u{2014}')).count(), 100);
    let note = KeptNote { name: "vol".into(), text: there };
    assert_eq!(against(&h.vault, &note).await, Vec::<String>::new(), "it is still read");
}

/// The signature of a witness under the newest checkpoint as the house alone signed it.
async fn line_of(h: &House, witness: &Witness) -> String {
    let mut note = h.vault.newest_checkpoint().await.unwrap().unwrap().note;
    let text = note.find('\u{2014}').unwrap();
    note.truncate(text + note[text..].find('\n').unwrap() + 1);
    witness.sign(witness.look(None, &note).unwrap(), "", h.vault.now()).unwrap().line
}

#[tokio::test]
async fn no_more_witnesses_are_named_than_can_sign_one_checkpoint() {
    let h = house().await;
    let (house, agency) = (h.vault.checkpoint_key().unwrap(), "politie-nh".parse().unwrap());
    let named = |n: usize| Witness::fresh(&format!("getuige-{n}"), &house, &SystemRandom).unwrap().key();
    for n in 1..=99 {
        h.vault.set_witness(&agency, &named(n)).await.unwrap().unwrap();
    }
    assert!(matches!(h.vault.set_witness(&agency, &named(100)).await, Err(StoreError::Told(_))));
    assert_eq!(h.vault.witnesses().await.unwrap().len(), 99);
    h.vault.set_witness(&agency, &named(7)).await.unwrap().unwrap();
}

#[tokio::test]
async fn the_log_goes_along_with_a_house_that_moves_and_goes_on_there() {
    let (h, id) = lived_in().await;
    let witness = witness(&h);
    made(&h.vault).await;
    let signed = sign(&h.vault, &witness, None).await.unwrap().note;
    let moved = copy(&h).await;
    let desk = moved.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Added(note("verhuisd"))]).await.unwrap();
    made(&moved).await;
    let signed = sign(&moved, &witness, Some(&signed)).await.unwrap().note;
    assert_eq!(against(&moved, &KeptNote { name: "x".into(), text: signed }).await, Vec::<String>::new());
}

/// A house that goes on without a checkpoint says so when somebody brings one.
#[tokio::test]
async fn what_lies_outside_for_longer_than_it_may_is_told() {
    let (h, id) = lived_in().await;
    let note = kept(&h.vault).await;
    for _ in 0..3 {
        h.clock.0.fetch_add(400, Ordering::SeqCst);
        h.add(id, "erna").await;
    }
    let wrong = against(&h.vault, &note).await;
    assert!(wrong.len() == 1 && wrong[0].contains("3 line(s) of the book"), "{wrong:?}");
    assert_eq!(h.vault.outside_checkpoint().await.unwrap().unwrap().lines, 3);
    made(&h.vault).await;
    assert_eq!(against(&h.vault, &note).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_has_run_out_is_counted_and_deleted_and_what_lives_stays() {
    let h = house().await;
    let token = h.vault.session_open(&h.hoorn.person, SessionSort::Token, kernel::Lang::Nl).await.unwrap();
    h.vault.session_open(&h.hoorn.person, SessionSort::Browser, kernel::Lang::Nl).await.unwrap();
    assert!(!h.vault.run_out().await.unwrap().is_any());
    h.clock.0.fetch_add(3 * 86_400, Ordering::SeqCst);
    let expected = RunOut { sessions: 1, ..RunOut::default() };
    assert_eq!(h.vault.run_out().await.unwrap(), expected);
    assert_eq!(h.vault.lapse().await.unwrap(), expected);
    assert!(!h.vault.run_out().await.unwrap().is_any());
    assert!(h.vault.session(&token).await.unwrap().is_some());
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}
