//! What another house hands over: who reads it, what is asked, and that nothing of it is left once it is answered.

use super::*;
use crate::case::{Package, PackedName};
use kernel::{AgencyId, Date, DossierId, PersonId};
use serde_json::json;
use vault::{Called, Dossier, Named, Persons, Stamp, Tier};

fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn stamp(seq: u64, of: &str) -> Stamp {
    Stamp {
        seq,
        at: "2026-02-03T09:00:00Z".parse().unwrap(),
        who: of.parse::<PersonId>().unwrap(),
        agency: agency(of),
        act: "reception.test".into(),
        called: Called::default(),
    }
}

fn name() -> PackedName {
    PackedName {
        name: "Anne Verzonnen".parse().unwrap(),
        function: "ambtenaar".parse().unwrap(),
        organisation: "Gemeente Hoorn".parse().unwrap(),
    }
}

fn package() -> Package {
    let by = json!({ "name": "Bo Elders", "function": "regisseur", "organisation": "Gemeente Elders" });
    let written = json!({
        "version": 1, "id": "0123456789abcdef0123456789abcdef", "sent": "2026-02-02", "municipality": "Hoorn", "ground": "stay",
        "from": { "house": "Huis Elders", "municipality": "Elders", "organisation": "Gemeente Elders", "by": by },
        "why": "Is daar gaan wonen.", "regime": "wgpga", "kind": "cter", "title": "Een casus", "summary": "Zorgen.", "purpose": "Rust.",
        "subject": { "kind": "natural", "name": "Bram Verzonnen", "born": "2004-03-02", "bsn": null },
        "items": [{
            "text": "Gezien bij de brug.", "nature": "fact", "kind": "school", "category": "e", "necessity": "Nodig.",
            "from": { "house": "Huis Elders", "organisation": "School Elders", "day": "2026-01-05" },
        }],
        "goals": [], "agreements": [], "decision": null,
    });
    Package::read(written.to_string().as_bytes()).unwrap()
}

fn about() -> About {
    About {
        meant: None,
        reference: "H-00ff00".parse().unwrap(),
        id: "0123456789abcdef0123456789abcdef".into(),
        house: "Huis Elders".parse().unwrap(),
        key: "casustafel-huis-1:daar".into(),
        municipality: "hoorn".parse().unwrap(),
        of: "nhn".parse().unwrap(),
        stay: agency("gemeente-hoorn"),
        director: agency("zvh-nhn"),
        on: day("2026-02-03"),
    }
}

fn brought() -> Reception {
    let mut reception = Reception::default();
    let event = Event::Brought { about: Box::new(about()), package: Box::new(package()) };
    reception.apply(&event, &stamp(1, "gemeente-hoorn"));
    reception
}

fn case() -> DossierId {
    DossierId::new(3, [3; 10])
}

#[test]
fn the_municipality_is_asked_and_who_guards_the_process_reads_along() {
    let card = brought().card();
    let seats: Vec<(&str, Tier)> = card.seats.iter().map(|seat| (seat.agency.as_str(), seat.tier)).collect();
    assert_eq!(seats, [("gemeente-hoorn", Tier::Owner), ("zvh-nhn", Tier::Director)]);
    let asked: Vec<(&str, &str)> = card.tasks.iter().map(|task| (task.agency.as_str(), task.act)).collect();
    assert_eq!(asked, [("gemeente-hoorn", "reception.accept")]);
    assert_eq!(card.due, Some(day("2026-02-17")));
    assert!(card.findable.is_empty() && card.label.summary.is_none() && card.label.title == card.reference);
}

#[test]
fn once_it_is_answered_nothing_of_the_person_is_left_with_or_without_what_was_brought() {
    for answer in [
        |it: &Reception| it.accept(name(), case()).unwrap(),
        |it: &Reception| it.decline(name(), "Hier niet bekend.".parse().unwrap()).unwrap(),
    ] {
        let mut with = brought();
        let event = answer(&with);
        assert!(!serde_json::to_string(&event).unwrap().contains("Bram"));
        with.apply(&event, &stamp(2, "gemeente-hoorn"));
        let mut without = Reception::default();
        without.apply(&event, &stamp(2, "gemeente-hoorn"));
        assert_eq!(with, without, "the event that held it is erased");
        assert!(with.package().is_none() && with.card().tasks.is_empty());
        assert_eq!(with.card().claims, brought().card().claims, "the same file does not come in again");
        assert_eq!(with.receipt().unwrap().is_accepted(), with.state() == State::Accepted);
        assert!(!String::from_utf8(with.receipt().unwrap().written()).unwrap().contains("Bram"));
        assert!(with.accept(name(), case()).is_err() && with.decline(name(), "Nee.".parse().unwrap()).is_err(), "once");
    }
}

#[test]
fn a_reason_is_no_longer_than_fits_in_what_goes_back() {
    let long = "x".repeat(601).parse().unwrap();
    assert_eq!(brought().decline(name(), long).unwrap_err().field.as_deref(), Some("reason"));
    assert!(brought().decline(name(), "x".repeat(600).parse().unwrap()).is_ok());
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/reception.jsonl");
    let sits = vec![Named::since("eerste".parse().unwrap(), day("2026-02-01"))];
    let one_of_each = [
        Event::Brought { about: Box::new(about()), package: Box::new(package()) },
        Event::PersonsNamed { named: Persons::only(agency("gemeente-hoorn"), sits) },
        Event::Declined { about: Box::new(about()), by: name(), reason: "Hier niet bekend.".parse().unwrap() },
        Event::Accepted { about: Box::new(about()), by: name(), case: case() },
    ];
    crate::samples::hold(FILE, &one_of_each);
}
