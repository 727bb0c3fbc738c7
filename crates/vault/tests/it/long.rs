//! Long histories: opened from a sealed snapshot, shown in pages, and not longer than a ceiling. A snapshot is never needed for truth.

use crate::house::{House, *};
use proptest::prelude::*;
use std::{collections::BTreeSet, time::Duration};
use vault::*;

impl House {
    /// Adds so many lines in a few changes.
    async fn lengthen(&self, id: kernel::DossierId, lines: usize) {
        let all: Vec<usize> = (0..lines).collect();
        for some in all.chunks(500) {
            let desk = self.vault.open_desk::<AddLine>(&self.hoorn, id).await.unwrap();
            let events = some.iter().map(|n| SheetEvent::Added(note(&format!("regel {n}")))).collect();
            desk.commit(events).await.unwrap();
        }
    }

    /// How many snapshots there are from this event on.
    async fn snapshots(&self, from: u64) -> u64 {
        self.behind(&format!("UPDATE snapshot SET seq = seq WHERE seq >= {from}")).await
    }

    /// Looks until there is a snapshot from this event on: it is written behind the look.
    async fn until_snapshot(&self, id: kernel::DossierId, from: u64) {
        for _ in 0..1_000 {
            self.texts(id).await;
            if self.snapshots(from).await > 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no snapshot was kept");
    }

    async fn state(&self, id: kernel::DossierId) -> String {
        format!("{:?}", self.vault.look::<ReadSheet>(&self.hoorn, id).await.unwrap().dossier())
    }
}

/// What is not there is not read: with all events before the snapshot gone, looking and adding go on as if nothing happened.
#[tokio::test]
async fn opening_and_adding_at_four_thousand_events_read_only_what_came_after_the_snapshot() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 3_999).await;
    h.until_snapshot(id, 4_000).await;
    for n in 0..30 {
        h.add(id, &format!("daarna {n}")).await;
    }
    assert_eq!(h.behind("DELETE FROM event WHERE seq < 4000").await, 3_999);
    let texts = h.texts(id).await;
    assert_eq!((texts.len(), texts[0].as_str(), texts[4_029].as_str()), (4_030, "een", "daarna 29"));
    h.add(id, "en verder").await;
    assert_eq!(h.texts(id).await.len(), 4_031);
    // What opening does not notice by itself, verifying does; and refolding does not make it up.
    assert!(!h.verify().await.wrong.is_empty());
    h.behind("DELETE FROM snapshot").await;
    assert!(matches!(h.vault.look::<ReadSheet>(&h.hoorn, id).await, Err(Error::Store(StoreError::Damaged))));
}

/// The other half: an event after the snapshot is read and checked as ever.
#[tokio::test]
async fn what_came_after_the_snapshot_is_checked_at_every_opening() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 99).await;
    h.until_snapshot(id, 100).await;
    h.add(id, "daarna").await;
    h.add(id, "en daarna").await;
    h.behind("UPDATE event SET body = (SELECT body FROM event WHERE seq = 101) WHERE seq = 102").await;
    assert!(matches!(h.vault.look::<ReadSheet>(&h.hoorn, id).await, Err(Error::Store(StoreError::Damaged))));
}

#[tokio::test]
async fn a_snapshot_of_another_place_time_dossier_or_program_is_passed_over() {
    let h = house().await;
    let (one, two) = (h.sheet("een").await, h.sheet("twee").await);
    h.lengthen(one, 99).await;
    h.lengthen(two, 119).await;
    h.until_snapshot(one, 100).await;
    h.until_snapshot(two, 120).await;
    let (first, second) = (h.state(one).await, h.state(two).await);
    for changed in [
        "UPDATE snapshot SET seq = 90 WHERE seq = 100",
        "UPDATE snapshot SET body = (SELECT s.body FROM snapshot s WHERE s.seq = 120) WHERE seq < 120",
        "UPDATE snapshot SET seq = 4000 WHERE seq < 120",
        "UPDATE snapshot SET fold = fold + 1",
        "UPDATE snapshot SET fold = -1",
        "DELETE FROM snapshot",
    ] {
        assert!(h.behind(changed).await > 0, "{changed}");
        assert_eq!((h.state(one).await, h.state(two).await), (first.clone(), second.clone()), "{changed}");
        assert_eq!(h.verify().await.wrong, Vec::<String>::new(), "{changed}");
    }
}

#[tokio::test]
async fn what_was_erased_is_in_no_snapshot_and_does_not_come_back_with_an_old_one() {
    let h = house().await;
    let id = h.sheet("blijft").await;
    h.add(id, "verdwijnt").await;
    h.lengthen(id, 98).await;
    h.until_snapshot(id, 100).await;
    h.behind("CREATE TABLE kept AS SELECT * FROM snapshot").await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    assert_eq!(h.snapshots(0).await, 0, "it went in the same transaction");
    h.behind("INSERT INTO snapshot (dossier, seq, fold, body) SELECT dossier, seq, fold, body FROM kept").await;
    assert!(!h.texts(id).await.contains(&"verdwijnt".to_owned()));
    h.behind("DROP TABLE kept").await;
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn destroying_and_emptying_take_the_snapshot_away() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 99).await;
    h.until_snapshot(id, 100).await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit_emptying(vec![SheetEvent::Added(note("leeg"))], vec!["stap".into()]).await.unwrap();
    assert_eq!(h.snapshots(0).await, 0);
    h.until_snapshot(id, 101).await;
    h.vault.open_desk::<CloseSheet>(&h.hoorn, id).await.unwrap().destroy().await.unwrap();
    assert_eq!(h.snapshots(0).await, 0);
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn who_is_refused_makes_no_snapshot() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 99).await;
    h.behind("DELETE FROM snapshot").await;
    // The guest has a seat and may not close: the dossier is opened to ask the rule, and the rule says no.
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    desk.commit(vec![SheetEvent::Invited(h.police.agency.id.clone())]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    h.behind("DELETE FROM snapshot").await;
    for _ in 0..5 {
        assert_eq!(h.vault.open_desk::<CloseSheet>(&h.police, id).await.unwrap_err(), Error::Denied);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(h.snapshots(0).await, 0);
    h.until_snapshot(id, 101).await;
}

#[tokio::test]
async fn a_snapshot_that_says_something_else_than_the_events_is_found_by_verifying() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 99).await;
    h.until_snapshot(id, 100).await;
    // Emptied behind the program's back: the events say less than what was folded from them.
    h.behind("UPDATE event SET body = NULL, key = NULL WHERE seq = 50").await;
    let wrong = h.verify().await.wrong;
    assert!(wrong.iter().any(|w| w.contains("its snapshot is not what its events say")), "{wrong:?}");
}

/// Histories by chance: what a look shows is the same from a snapshot, from the first event, after reindexing and after erasing.
#[tokio::test]
async fn a_state_is_the_same_from_a_snapshot_from_the_first_event_after_reindexing_and_after_erasing() {
    for seed in 0..4_u64 {
        let h = house().await;
        let id = h.sheet("begin").await;
        let (mut chance, mut there, mut seq) = (seed + 1, BTreeSet::new(), 1);
        let mut next = |below: usize| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(chance >> 33).unwrap() % below
        };
        for _ in 0..40 {
            let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
            if next(4) == 0 && !there.is_empty() {
                let gone: u64 = *there.iter().nth(next(there.len())).unwrap();
                there.remove(&gone);
                desk.commit_erasing(vec![SheetEvent::Withdrawn { seq: gone }], vec![gone]).await.unwrap();
                seq += 1;
            } else {
                let more = 1 + next(30) as u64;
                there.extend(seq + 1..=seq + more);
                let line = |n| SheetEvent::Added(note(&format!("{seed} {n}")));
                desk.commit((0..more).map(line).collect()).await.unwrap();
                seq += more;
            }
        }
        h.until_snapshot_or_short(id).await;
        let shown = h.state(id).await;
        let wanted: Vec<u64> = std::iter::once(1).chain(there).collect();
        let lines = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().dossier().lines.clone();
        assert_eq!(lines.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), wanted, "seed {seed}");
        h.vault.reindex(|| ()).await.unwrap();
        assert_eq!(h.state(id).await, shown, "seed {seed}, after reindexing");
        assert_eq!(h.verify().await.wrong, Vec::<String>::new(), "seed {seed}");
        h.behind("DELETE FROM snapshot").await;
        assert_eq!(h.state(id).await, shown, "seed {seed}, from the first event");
    }
}

impl House {
    /// Gives a snapshot that is being written a moment to be there; where the rest is short none is due.
    async fn until_snapshot_or_short(&self, id: kernel::DossierId) {
        self.texts(id).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn event() -> impl Strategy<Value = SheetEvent> {
    prop_oneof![
        6 => "[a-zé€ ]{1,12}x".prop_map(|text| SheetEvent::Added(note(&text))),
        1 => Just(SheetEvent::Invited("politie-nh".parse().unwrap())),
        2 => (1..60_u64).prop_map(|seq| SheetEvent::Withdrawn { seq }),
        1 => Just(SheetEvent::Closed),
    ]
}

fn stamp(seq: u64) -> Stamp {
    Stamp {
        seq,
        at: kernel::Timestamp::from_second(1_770_000_000 + i64::try_from(seq).unwrap()).unwrap(),
        who: "hoorn".parse().unwrap(),
        agency: "gemeente-hoorn".parse().unwrap(),
        called: Called::default(),
        act: "sheet.add".into(),
    }
}

fn folded(from: Sheet, events: &[(Stamp, SheetEvent)]) -> Sheet {
    events.iter().fold(from, |mut state, (stamp, event)| {
        state.apply(event, stamp);
        state
    })
}

proptest! {
    /// Wherever it is cut: written down and read back, and folded on, it is the same state.
    #[test]
    fn a_state_that_was_written_down_goes_on_as_if_it_was_not(events in prop::collection::vec(event(), 1..60), cut in 0..60_usize) {
        let all: Vec<(Stamp, SheetEvent)> = (1..).map(stamp).zip(events).collect();
        let cut = cut.min(all.len());
        let written = serde_json::to_vec(&folded(Sheet::default(), &all[..cut])).unwrap();
        let on = folded(serde_json::from_slice(&written).unwrap(), &all[cut..]);
        prop_assert_eq!(format!("{on:?}"), format!("{:?}", folded(Sheet::default(), &all)));
    }
}

#[tokio::test]
async fn a_history_comes_in_pages_the_latest_first() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 59).await;
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    let (mut before, mut numbers) = (None, Vec::new());
    for expected in [25, 25, 10] {
        let page = seen.history(before).await.unwrap();
        assert_eq!(page.moments.len(), expected);
        numbers.extend(page.moments.iter().map(|(stamp, _)| stamp.seq));
        before = page.older;
    }
    assert_eq!((numbers, before), ((1..=60).rev().collect::<Vec<u64>>(), None));
    let first = seen.history(Some(2)).await.unwrap();
    assert_eq!(first.moments[0].1.as_ref().unwrap().en, "Begun.");
    // What happens after the look is not of it.
    h.add(id, "daarna").await;
    assert_eq!(seen.history(None).await.unwrap().moments[0].0.seq, 60);
}

#[tokio::test]
async fn single_events_of_one_act_are_read_back_when_asked_for() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 9).await;
    let seen = h.vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap();
    let text = |event, _: &Stamp| match event {
        SheetEvent::Added(text) => Some(text.to_string()),
        SheetEvent::Begun { .. }
        | SheetEvent::Invited(_)
        | SheetEvent::Withdrawn { .. }
        | SheetEvent::Shut
        | SheetEvent::Filed(..)
        | SheetEvent::Judged(..)
        | SheetEvent::Unfiled(_)
        | SheetEvent::Closed => None,
    };
    let page = seen.earlier::<AddLine, _>(8, 3, text).await.unwrap();
    assert_eq!((page.moments, page.older), (vec!["regel 5".to_owned(), "regel 4".into(), "regel 3".into()], Some(5)));
    let rest = seen.earlier::<AddLine, _>(5, 3, text).await.unwrap();
    assert_eq!((rest.moments.len(), rest.older), (3, None), "the first event is by another act");
}

#[tokio::test]
async fn who_comes_late_is_told_what_happened_also_before_the_snapshot() {
    let h = house().await;
    let id = h.sheet("een").await;
    h.lengthen(id, 199).await;
    h.until_snapshot(id, 200).await;
    let desk = h.vault.open_desk::<AddLine>(&h.hoorn, id).await.unwrap();
    assert_eq!(desk.told_since(197).await.unwrap().len(), 3);
    assert_eq!(desk.told_since(1).await.unwrap().len(), 100, "the last hundred");
    assert!(desk.told_since(200).await.unwrap().is_empty());
}

async fn house_with_ceiling(h: &House, ceiling: u64) -> Vault {
    let mut with = opening(&h.database);
    (with.ceiling, with.clock) = (ceiling, h.clock.clone());
    tokio::task::spawn_blocking(move || Vault::open(with).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_dossier_takes_no_more_than_its_ceiling_warns_before_it_and_can_still_end() {
    let h = house().await;
    let id = h.sheet("een").await;
    let vault = house_with_ceiling(&h, 40).await;
    h.lengthen(id, 34).await;
    assert_eq!(vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().room(), None);
    h.add(id, "bijna").await;
    assert_eq!(vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().room(), Some(4));
    let desk = || vault.open_desk::<AddLine>(&h.hoorn, id);
    let lines = |n: usize| (0..n).map(|n| SheetEvent::Added(note(&format!("{n}")))).collect::<Vec<_>>();
    assert_eq!(desk().await.unwrap().commit(lines(5)).await, Err(Error::Long));
    desk().await.unwrap().commit(lines(4)).await.unwrap();
    assert_eq!(desk().await.unwrap().commit(lines(1)).await, Err(Error::Long));
    assert_eq!(vault.look::<ReadSheet>(&h.hoorn, id).await.unwrap().seq(), 40, "what is refused is not written");
    // Taking back is never refused, nor is what ends it.
    desk().await.unwrap().commit_erasing(vec![SheetEvent::Withdrawn { seq: 2 }], vec![2]).await.unwrap();
    desk().await.unwrap().commit(vec![SheetEvent::Closed]).await.unwrap();
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn the_book_is_read_for_a_named_purpose_by_who_watches_and_that_is_in_the_book() {
    let h = house().await;
    let id = h.sheet("een").await;
    let watcher = |role| Actor { role, ..h.texel.clone() };
    let read = |actor: Actor, purpose| {
        let vault = h.vault.clone();
        async move { vault.book_latest(&actor, purpose, 10).await }
    };
    // Who judges from outside is kept from who sits at which table, and the whole book tells that.
    for role in [Role::Official, Role::Evaluator, Role::Flexteam, Role::Partner, Role::ProcessDirector, Role::Legality]
    {
        assert_eq!(read(watcher(role), Purpose::Control).await.unwrap_err(), Error::Denied, "{role:?}");
    }
    let former = Actor { designated: false, ..watcher(Role::Keeper) };
    assert_eq!(read(former, Purpose::Security).await.unwrap_err(), Error::Denied);
    let lines = read(watcher(Role::PrivacyOfficer), Purpose::Legality).await.unwrap();
    assert_eq!(
        (lines[0].act.as_str(), lines[0].outcome.as_str(), lines[0].person.as_str()),
        ("book.read", "list", "texel")
    );
    assert_eq!((lines[1].act.as_str(), lines[1].outcome.as_str()), ("book.read", "refused"));
    let of = h.vault.book_of::<ReadSheet>(&h.hoorn, id, Purpose::Court).await.unwrap();
    assert_eq!(of[0].act, "book.read");
    assert_eq!(h.vault.book_of::<ReadSheet>(&h.texel, id, Purpose::Court).await.unwrap_err(), Error::Denied);
    for word in ["legality", "court"] {
        let kept = format!("UPDATE book SET detail = detail WHERE act = 'book.read' AND detail = 'purpose={word}'");
        assert_eq!(h.behind(&kept).await, 1, "{word}");
    }
    assert_eq!(h.verify().await.wrong, Vec::<String>::new());
}
