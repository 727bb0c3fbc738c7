//! A history, an attempt, and what should come of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]

use super::*;
use kernel::{Date, Note};
use vault::{Dossier, Stamp, Tier};

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn opening() -> Opening {
    Opening {
        reference: "O-2026-0001".parse().unwrap(),
        meeting: "Weging, maart".parse().unwrap(),
        on: day("30-03-2026"),
        house: "nhn".parse().unwrap(),
        table: ["zvh-nhn", "politie-nh"].map(|id| id.parse().unwrap()).to_vec(),
        team: "onderzoek".parse().unwrap(),
        evaluation: None,
    }
}

fn moment(mark: Mark) -> Moment {
    Moment {
        topic: "tweede bespreekpunt".parse().unwrap(),
        marks: Look::ALL.iter().map(|look| (*look, mark)).collect(),
        note: Some(note("het besluit werd herhaald")),
    }
}

fn after(events: impl IntoIterator<Item = Event>) -> Observation {
    let mut one = Observation::default();
    for (seq, event) in (1..).zip(events) {
        let stamp = Stamp {
            seq,
            at: "2026-04-01T08:00:00Z".parse().unwrap(),
            who: "evaluator".parse().unwrap(),
            agency: "onderzoek".parse().unwrap(),
            called: vault::Called::default(),
            act: "observation.test".into(),
        };
        one.apply(&event, &stamp);
    }
    one
}

fn begun() -> Event {
    Observation::begin(opening(), day("01-04-2026")).unwrap()
}

fn discussed(on: &str) -> Event {
    Event::Discussed { on: day(on), remarks: note("zo was het") }
}

#[test]
fn every_look_is_marked_at_every_moment() {
    let mut thin = moment(Mark::Yes);
    thin.marks.remove(&Look::Ground);
    assert!(after([begun()]).note(thin).is_err());
    assert!(after([begun()]).note(moment(Mark::NotApplicable)).is_ok());
}

#[test]
fn it_counts_only_after_the_table_discussed_it() {
    let events = [begun(), Event::Noted { moment: moment(Mark::Yes) }, Event::Shared];
    let one = after(events.clone());
    assert_eq!(one.counts(), None);
    let one = after(events.into_iter().chain([discussed("01-04-2026")]));
    let counts = one.counts().unwrap();
    assert_eq!(counts.len(), 4);
    assert_eq!(counts[0].marks, [(Mark::Yes, 1), (Mark::Partly, 0), (Mark::No, 0), (Mark::NotApplicable, 0)]);
}

#[test]
fn the_table_gets_it_once_and_it_does_not_change_afterwards() {
    assert!(after([begun()]).share().is_err(), "nothing was seen");
    let shared = after([begun(), Event::Noted { moment: moment(Mark::No) }, Event::Shared]);
    assert!(shared.note(moment(Mark::Yes)).is_err() && shared.strike(0).is_err() && shared.share().is_err());
    let tiers: Vec<Tier> = shared.card().seats.iter().map(|seat| seat.tier).collect();
    assert_eq!(tiers, [Tier::Team, Tier::Invited, Tier::Invited]);
    assert_eq!(shared.card().tasks.len(), 2);
}

#[test]
fn days_fit() {
    let late = Opening { on: day("02-04-2026"), ..opening() };
    assert_eq!(Observation::begin(late, day("01-04-2026")).unwrap_err().field.as_deref(), Some("on"));
    let shared = after([begun(), Event::Noted { moment: moment(Mark::No) }, Event::Shared]);
    for on in ["31-03-2026", "03-04-2026"] {
        assert_eq!(shared.discuss(day(on), note("x"), day("02-04-2026")).unwrap_err().field.as_deref(), Some("on"));
    }
    assert!(shared.discuss(day("02-04-2026"), note("x"), day("02-04-2026")).is_ok());
    assert!(after([begun()]).discuss(day("01-04-2026"), note("x"), day("01-04-2026")).is_err());
}

#[test]
fn there_is_no_place_for_who_said_what() {
    let text = serde_json::to_string(&Event::Noted { moment: moment(Mark::Yes) }).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut names: Vec<&str> = value["moment"].as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["marks", "note", "topic"]);
}

#[test]
fn what_was_ever_written_stays_readable() {
    let samples = include_str!("../../tests/samples/observation.jsonl");
    let mut told = std::collections::BTreeSet::new();
    for line in samples.lines() {
        let event: Event = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), serde_json::from_str::<serde_json::Value>(line).unwrap());
        told.insert(Observation::tell(&event).en.into_owned());
    }
    assert_eq!(told.len(), kernel::names::<Event>("t").len(), "each is told in its own words: {told:?}");
    crate::samples::every_variant::<Event>(samples);
}
