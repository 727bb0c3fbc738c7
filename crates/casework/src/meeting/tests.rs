//! A history, an attempt, and what should come of it.

use super::*;
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal, Timestamp};
use std::str::FromStr;
use vault::{Called, Dossier, Named, Persons, Stamp, Tier};

fn word<T: FromStr<Err = Refusal>>(text: &str) -> T {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn today() -> Date {
    day("01-09-2026")
}

fn agency(text: &str) -> AgencyId {
    word(text)
}

fn person(text: &str) -> PersonId {
    word(text)
}

/// Who sits at a table: each organisation with one person.
fn seated(all: &[(&str, &str)]) -> Persons {
    all.iter().map(|(of, who)| (agency(of), vec![Named::since(person(who), today())])).collect()
}

fn table(n: u8) -> About {
    About::Table { kind: "weighing".into(), id: DossierId::new(1, [n; 10]) }
}

fn when(on: &str, weeks: Option<u32>) -> When {
    When { day: day(on), start: word("10.30"), place: word("Kamer Vuurtoren"), weeks }
}

struct Story {
    meeting: Meeting,
    seq: u64,
}

impl Story {
    fn happens(&mut self, event: &Event) {
        self.seq += 1;
        let stamp = Stamp {
            seq: self.seq,
            at: Timestamp::from_second(1_788_264_000).unwrap(),
            who: person("procesregisseur"),
            agency: agency("zvh-nhn"),
            act: "meeting.put".into(),
            called: Called::default(),
        };
        self.meeting.apply(event, &stamp);
    }

    /// Planned for a day in September, with two weighings and a subject on the agenda.
    fn planned() -> Self {
        let mut story = Self { meeting: Meeting::default(), seq: 0 };
        let plan = Plan {
            reference: word("V-abcdef"),
            sort: Sort::Weighing,
            title: word("Weegtafel"),
            when: when("08-09-2026", Some(3)),
            house: word("nhn"),
            after: None,
        };
        story.happens(&Event::Planned { plan: Box::new(plan) });
        let first = seated(&[("gemeente-hoorn", "marit"), ("politie-nh", "ruben"), ("om-nh", "hilde")]);
        let second = seated(&[("gemeente-alkmaar", "tarik"), ("politie-nh", "ruben"), ("om-nh", "hilde")]);
        let subject = About::Subject { text: word("Wat gaat beter?") };
        let all = vec![(table(1), first), (table(2), second), (subject, Persons::default())];
        for event in story.meeting.put(all, 15).unwrap() {
            story.happens(&event);
        }
        story
    }

    fn asked(&self, act: &str) -> Vec<String> {
        let tasks = self.meeting.card().tasks;
        tasks
            .iter()
            .filter(|task| task.act == act)
            .filter_map(|task| task.person.as_ref())
            .map(ToString::to_string)
            .collect()
    }

    fn order(&self) -> Vec<u32> {
        self.meeting.points().map(|point| point.item.no).collect()
    }
}

#[test]
fn who_sits_at_a_table_on_the_agenda_is_expected_and_asked_once() {
    let story = Story::planned();
    assert_eq!(story.asked("meeting.answer"), ["tarik", "marit", "hilde", "ruben"]);
    assert_eq!(story.asked("meeting.begin"), ["procesregisseur"]);
    let card = story.meeting.card();
    let seats: Vec<_> = card.seats.iter().map(|seat| (seat.agency.to_string(), seat.tier)).collect();
    assert_eq!(seats[0], ("zvh-nhn".into(), Tier::Director));
    assert!(seats[1..].iter().all(|(_, tier)| *tier == Tier::Expected) && seats.len() == 5, "{seats:?}");
    assert!(card.seats[1..].iter().all(|seat| seat.days.is_some()), "it is read back for a while and no longer");
    assert!(card.tasks.iter().any(|task| task.meets && task.due == Some(day("08-09-2026"))));
}

#[test]
fn an_agenda_takes_a_table_once_for_a_time_that_can_be() {
    let story = Story::planned();
    let nobody = Persons::default;
    assert_eq!(story.meeting.put(vec![(table(1), nobody())], 15).unwrap_err().field.unwrap(), "tables");
    for minutes in [0, 241] {
        assert_eq!(story.meeting.put(vec![(table(9), nobody())], minutes).unwrap_err().field.unwrap(), "minutes");
    }
    let many = (10..110).map(|n| (table(n), nobody())).collect();
    assert!(story.meeting.put(many, 15).is_err(), "a hundred in all");
}

#[test]
fn what_was_dealt_with_stays_where_it_is_and_the_rest_changes_places() {
    let mut story = Story::planned();
    assert!(
        story.meeting.raise(1, 2).is_err() && story.meeting.raise(2, 2).is_err() && story.meeting.raise(9, 1).is_err()
    );
    story.happens(&story.meeting.raise(3, 1).unwrap());
    assert_eq!(story.order(), [3, 1, 2]);
    story.happens(&Event::Begun);
    story.happens(&story.meeting.hold(3, vec![person("marit")], Outcome::Done).unwrap());
    assert!(story.meeting.raise(2, 3).is_err() && story.meeting.take_off(3, word("Toch niet.")).is_err());
    story.happens(&story.meeting.take_off(1, word("Bleek niet nodig.")).unwrap());
    assert_eq!(story.order(), [3, 2]);
    assert!(!story.meeting.card().seats.iter().any(|seat| seat.agency == agency("gemeente-hoorn")), "expected no more");
    assert!(story.meeting.put(vec![(table(1), Persons::default())], 5).is_ok(), "it may come back");
}

#[test]
fn who_leaves_the_room_for_an_item_was_not_there() {
    let mut story = Story::planned();
    story.happens(&story.meeting.sit_out(1, &person("ruben"), Some(word("Mijn neef."))).unwrap());
    assert!(story.meeting.sit_out(1, &person("ruben"), None).is_err());
    story.happens(&Event::Begun);
    let (ruben, marit) = (person("ruben"), person("marit"));
    let tried = story.meeting.hold(1, vec![marit.clone(), ruben.clone()], Outcome::Done);
    assert_eq!(tried.unwrap_err().field.unwrap(), "present");
    assert!(
        story.meeting.hold(2, vec![marit.clone()], Outcome::Done).is_err(),
        "who sits at another table is not there for this one"
    );
    assert!(story.meeting.hold(2, vec![ruben.clone()], Outcome::Done).is_ok());
    story.happens(&story.meeting.let_back(1, &ruben).unwrap());
    story.happens(&story.meeting.hold(1, vec![marit, ruben], Outcome::Later).unwrap());
    assert!(story.meeting.let_back(1, &person("ruben")).is_err());
}

#[test]
fn another_day_asks_everybody_anew() {
    let mut story = Story::planned();
    let yes = Answer { agency: agency("om-nh"), coming: Coming::Remote, reason: None };
    assert!(story.meeting.answer(&person("marit"), yes.clone()).is_err(), "nobody answers for another organisation");
    story.happens(&story.meeting.answer(&person("hilde"), yes).unwrap());
    assert_eq!(story.asked("meeting.answer"), ["tarik", "marit", "ruben"]);
    assert!(story.meeting.replan(when("08-09-2026", Some(3)), today()).is_err(), "nothing is different");
    assert!(story.meeting.replan(when("31-08-2026", Some(3)), today()).is_err(), "that day has passed");
    assert!(story.meeting.replan(when("09-09-2026", Some(27)), today()).is_err());
    story.happens(&story.meeting.replan(when("09-09-2026", None), today()).unwrap());
    assert_eq!(story.asked("meeting.answer").len(), 4);
    assert_eq!(story.meeting.moved(), 1, "a calendar takes it for a newer one");
}

#[test]
fn an_organisation_may_send_others_and_who_sits_there_by_now_is_invited_anew() {
    let mut story = Story::planned();
    let fenna = Persons::only(agency("politie-nh"), vec![Named::since(person("fenna"), today())]);
    story.happens(&Event::PersonsNamed { named: fenna });
    assert!(story.meeting.is_expected(&agency("politie-nh"), &person("fenna")));
    assert!(!story.meeting.is_expected(&agency("politie-nh"), &person("ruben")));
    let now = seated(&[("gemeente-hoorn", "bas"), ("politie-nh", "ruben"), ("om-nh", "hilde")]);
    assert!(story.meeting.reinvite(vec![]).is_err());
    story.happens(&story.meeting.reinvite(vec![(1, now)]).unwrap());
    assert!(story.meeting.is_expected(&agency("gemeente-hoorn"), &person("bas")));
    assert!(!story.meeting.is_expected(&agency("gemeente-hoorn"), &person("marit")));
}

#[test]
fn a_meeting_begins_on_its_day_and_what_was_left_goes_to_the_next() {
    let mut story = Story::planned();
    assert!(story.meeting.begin(today()).is_err(), "it is not today");
    assert!(story.meeting.end(None).is_err() && story.meeting.hold(1, Vec::new(), Outcome::Done).is_err());
    story.happens(&story.meeting.begin(day("08-09-2026")).unwrap());
    assert!(story.meeting.cancel(word("Griep.")).is_err(), "it began");
    story.happens(&story.meeting.hold(1, vec![person("marit")], Outcome::Done).unwrap());
    story.happens(&story.meeting.hold(2, Vec::new(), Outcome::Later).unwrap());
    let left: Vec<u32> = story.meeting.carried().map(|point| point.item.no).collect();
    assert_eq!(left, [2, 3]);
    story.happens(&story.meeting.end(None).unwrap());
    assert!(story.meeting.card().tasks.is_empty() && story.meeting.card().due.is_none());
    assert!(story.meeting.put(vec![(table(9), Persons::default())], 5).is_err(), "it is over");
}

/// Whoever reads that the agenda changed may not learn that there was an item, nor which.
#[test]
fn whatever_happens_to_the_agenda_has_one_sentence() {
    let why: Note = word("Reden.");
    let all = [
        Event::Put { item: Item { no: 1, about: table(1), minutes: 5 }, invited: Persons::default() },
        Event::Raised { no: 2, before: 1 },
        Event::Timed { no: 1, minutes: 5 },
        Event::TakenOff { no: 1, reason: why },
        Event::Reinvited { invited: Vec::new() },
        Event::SatOut { no: 1, person: person("ruben"), reason: None },
        Event::LetBack { no: 1, person: person("ruben") },
        Event::Held { no: 1, present: Vec::new(), outcome: Outcome::Done },
    ];
    assert!(all.iter().all(|event| Meeting::tell(event).nl == "Agenda bijgewerkt"));
}

/// Every event ever written stays readable, to the letter.
#[test]
fn every_event_has_a_sample_that_is_still_read() {
    let samples = include_str!("../../tests/samples/meeting.jsonl");
    let mut story = Story { meeting: Meeting::default(), seq: 0 };
    for line in samples.lines() {
        let written: serde_json::Value = serde_json::from_str(line).unwrap();
        let event: Event = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), written);
        assert!(!Meeting::tell(&event).en.is_empty());
        story.happens(&event);
    }
    crate::samples::every_variant::<Event>(samples);
}
