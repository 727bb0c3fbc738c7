//! What can become of a reporter's door.

use super::*;
use crate::samples::every_variant;
use kernel::{Note, PersonId};
use vault::{Called, Dossier, Stamp, Tier};

fn stamp(seq: u64) -> Stamp {
    Stamp {
        seq,
        at: "2026-02-03T09:00:00Z".parse().unwrap(),
        who: "iemand".parse::<PersonId>().unwrap(),
        agency: "gemeente-hoorn".parse().unwrap(),
        act: "reporting.test".into(),
        called: Called::default(),
    }
}

fn opened() -> Door {
    let opening = Opening {
        reference: "M-00ff00".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        keeper: "gemeente-hoorn".parse().unwrap(),
        code: "K7QFABCD".to_owned(),
        call: "Meldlijn, 0229 000000".parse().unwrap(),
    };
    let mut door = Door::default();
    door.apply(&Event::Opened { opening: Box::new(opening) }, &stamp(1));
    door
}

fn told(seen: &str) -> Report {
    Report {
        no: 0,
        receipt: "AB23CD45".parse().unwrap(),
        on: "2026-02-03".parse().unwrap(),
        seen: seen.parse().unwrap(),
        reading: None,
        about: None,
        kind: crate::signal::ReporterKind::Citizen,
        name: None,
        contact: None,
    }
}

fn reason() -> Note {
    "Een grap.".parse().unwrap()
}

#[test]
fn every_event_was_written_once_and_is_read_still() {
    every_variant::<Event>(include_str!("../../tests/samples/reporting.jsonl"));
}

#[test]
fn every_report_is_a_task_until_it_is_decided_and_is_decided_once() {
    let mut door = opened();
    for (seq, seen) in [(2, "Een sticker."), (3, "Een filmpje.")] {
        let event = door.report_in(told(seen)).unwrap();
        door.apply(&event, &stamp(seq));
    }
    let about = |door: &Door| door.card().tasks.iter().map(|task| task.thing).collect::<Vec<_>>();
    assert_eq!(about(&door), [Some(1), Some(2)]);
    let (settled, came_in) = door.settle(1, Outcome::LaidAside { reason: reason() }).unwrap();
    assert_eq!(came_in, 2);
    door.apply(&settled, &stamp(4));
    assert_eq!(about(&door), [Some(2)]);
    assert!(door.card().tasks.iter().all(|task| task.role == Some(vault::Role::Official)), "only who may decide");
    let left: Vec<_> = door.settled().map(|one| (one.receipt.as_ref().unwrap().to_string(), one.came)).collect();
    assert_eq!(left, [("AB23CD45".to_owned(), Some("2026-02-03".parse().unwrap()))]);
    assert!(door.settle(1, Outcome::LaidAside { reason: reason() }).is_err());
    // A number is given once, also when the event that had it was erased.
    let mut erased = opened();
    erased.apply(&settled, &stamp(4));
    let third = erased.report_in(told("Een derde.")).unwrap();
    assert!(matches!(third, Event::Reported { report } if report.no == 2));
}

#[test]
fn a_closed_door_takes_nothing_in_and_what_waits_there_is_still_decided() {
    let mut door = opened();
    assert_eq!(door.card().claims, ["code:K7QFABCD"]);
    let event = door.report_in(told("Een sticker.")).unwrap();
    door.apply(&event, &stamp(2));
    let closed = door.close(reason()).unwrap();
    door.apply(&closed, &stamp(3));
    assert!(
        door.card().claims.is_empty() && door.report_in(told("Nog een.")).is_err() && door.close(reason()).is_err()
    );
    assert!(door.settle(1, Outcome::LaidAside { reason: reason() }).is_ok());
    assert_eq!(door.card().seats.iter().map(|seat| seat.tier).collect::<Vec<_>>(), [Tier::Owner]);
}

#[test]
fn a_door_does_not_fill_the_house() {
    let mut door = opened();
    for seq in 0..MOST_WAITING {
        let event = door.report_in(told("Onzin.")).unwrap();
        door.apply(&event, &stamp(seq as u64 + 2));
    }
    let refused = door.report_in(told("Echt waar.")).unwrap_err();
    assert!(refused.why.nl.contains("Bel"), "{}", refused.why.nl);
}
