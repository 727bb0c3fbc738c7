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

fn table_id(n: u8) -> DossierId {
    DossierId::new(1, [n; 10])
}

fn table(n: u8) -> About {
    About::Table { kind: "weighing".into(), id: table_id(n) }
}

fn said(present: Vec<PersonId>, outcome: Outcome, read_back: bool) -> Holding {
    Holding { present, outcome, read_back, reason: None }
}

fn when(on: &str, weeks: Option<u32>) -> When {
    When { day: day(on), start: word("10.30"), place: word("Kamer Vuurtoren"), weeks, hand_in: None }
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
    story.happens(&story.meeting.hold(3, said(vec![person("marit")], Outcome::Done, true), false).unwrap());
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
    let tried = story.meeting.hold(1, said(vec![marit.clone(), ruben.clone()], Outcome::Done, true), false);
    assert_eq!(tried.unwrap_err().field.unwrap(), "present");
    assert!(
        story.meeting.hold(2, said(vec![marit.clone()], Outcome::Done, true), false).is_err(),
        "who sits at another table is not there for this one"
    );
    assert!(story.meeting.hold(2, said(vec![ruben.clone()], Outcome::Done, true), false).is_ok());
    story.happens(&story.meeting.let_back(1, &ruben).unwrap());
    story.happens(&story.meeting.hold(1, said(vec![marit, ruben], Outcome::Later, true), false).unwrap());
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
    let tried = story.meeting.hold(1, said(vec![person("marit")], Outcome::Done, true), false);
    assert!(story.meeting.end(None).is_err() && tried.is_err());
    story.happens(&story.meeting.begin(day("08-09-2026")).unwrap());
    assert!(story.meeting.cancel(word("Griep.")).is_err(), "it began");
    story.happens(&story.meeting.hold(1, said(vec![person("marit")], Outcome::Done, true), false).unwrap());
    story.happens(&story.meeting.hold(2, said(Vec::new(), Outcome::Later, true), false).unwrap());
    let left: Vec<u32> = story.meeting.carried().map(|point| point.item.no).collect();
    assert_eq!(left, [2, 3]);
    story.happens(&story.meeting.end(None).unwrap());
    assert!(story.meeting.card().tasks.is_empty() && story.meeting.card().due.is_none());
    assert!(story.meeting.put(vec![(table(9), Persons::default())], 5).is_err(), "it is over");
}

#[test]
fn an_item_is_talked_about_step_by_step_and_read_back_before_the_next() {
    let mut story = Story::planned();
    let (marit, ruben, tarik) = (person("marit"), person("ruben"), person("tarik"));
    assert!(story.meeting.open_item(1).is_err(), "it has not begun");
    story.happens(&Event::Begun);
    assert!(story.meeting.phase(1, Phase::Judgement).is_err(), "it is not on the table");
    story.happens(&story.meeting.open_item(1).unwrap());
    assert!(story.meeting.open_item(2).is_err() && story.meeting.open_item(1).is_err(), "one at a time");
    story.happens(&story.meeting.phase(1, Phase::Judgement).unwrap());
    assert!(story.meeting.phase(1, Phase::Judgement).is_err() && story.meeting.phase(1, Phase::Picture).is_ok());
    for prompt in [Prompt::Against, Prompt::Otherwise, Prompt::Against] {
        story.happens(&story.meeting.prompt(1, prompt).unwrap());
    }
    assert_eq!(
        story.meeting.now().unwrap().talk.asked,
        [Prompt::Otherwise, Prompt::Against],
        "each once, the last last"
    );
    assert!(story.meeting.counter(1, &tarik, true).is_err(), "who does not sit there has no voice there");
    story.happens(&story.meeting.counter(1, &marit, true).unwrap());
    assert!(story.meeting.counter(1, &ruben, false).is_err(), "nobody gives back what another has");
    story.happens(&story.meeting.counter(1, &marit, false).unwrap());
    let tried = story.meeting.hold(1, said(vec![marit.clone()], Outcome::Done, false), false);
    assert_eq!(tried.unwrap_err().field.unwrap(), "read-back");
    assert!(
        story.meeting.hold(1, said(vec![marit.clone()], Outcome::Later, false), false).is_ok(),
        "what goes on later is not final"
    );
    story.happens(&story.meeting.hold(1, said(vec![marit], Outcome::Done, true), false).unwrap());
    assert!(story.meeting.now().is_none() && story.meeting.open_item(1).is_err() && story.meeting.open_item(2).is_ok());
}

#[test]
fn nothing_is_dealt_with_by_nobody_and_what_is_urgent_waits_with_a_reason_only() {
    let mut story = Story::planned();
    story.happens(&Event::Begun);
    let nobody = story.meeting.hold(1, said(Vec::new(), Outcome::Done, true), false);
    assert_eq!(nobody.unwrap_err().field.unwrap(), "present");
    let later = |reason: Option<&str>| Holding { reason: reason.map(word), ..said(Vec::new(), Outcome::Later, false) };
    assert_eq!(story.meeting.hold(1, later(None), true).unwrap_err().field.unwrap(), "reason");
    assert!(story.meeting.hold(1, later(None), false).is_ok(), "what is not urgent may wait");
    story.happens(&story.meeting.hold(1, later(Some("De wijkagent is ziek.")), true).unwrap());
    assert_eq!(story.meeting.points().next().unwrap().waits.as_ref().unwrap().as_str(), "De wijkagent is ziek.");
    // Dealt with after all, nothing of why it would wait is left.
    let done = Holding { reason: Some(word("Oud.")), ..said(vec![person("marit")], Outcome::Done, true) };
    story.happens(&story.meeting.hold(1, done, true).unwrap());
    assert!(story.meeting.points().next().unwrap().waits.is_none());
}

#[test]
fn what_is_done_with_an_item_is_heard_at_its_table_and_nowhere_else() {
    let story = Story::planned();
    let heard = |event: Event| story.meeting.heard_at(&event);
    let of = |n| table_id(n);
    assert_eq!(heard(Event::Opened { no: 1 }), Some(of(1)));
    assert_eq!(heard(Event::SatOut { no: 2, person: person("ruben"), reason: None }), Some(of(2)));
    assert_eq!(heard(Event::Opened { no: 3 }), None, "a subject is of everybody");
    assert_eq!(heard(Event::Begun), None);
    assert_eq!(story.meeting.tables_for(&person("ruben")), [of(1), of(2)]);
}

#[test]
fn the_chair_is_a_person_and_goes_with_their_place() {
    let mut story = Story::planned();
    let leads = |story: &Story| -> Vec<String> {
        let seats = story.meeting.card().seats;
        seats.iter().filter(|s| s.tier == Tier::Director).map(|s| s.person.as_ref().unwrap().to_string()).collect()
    };
    let invited = seated(&[("zvh-nhn", "sanne")]);
    story.happens(&Event::Reinvited { invited: vec![(1, invited)] });
    assert_eq!(leads(&story), ["procesregisseur"], "a colleague at one of the tables is invited as anybody");
    let now = |all: Vec<Named>| Event::PersonsNamed { named: Persons::only(agency("zvh-nhn"), all) };
    let away = Named { until: Some(day("03-09-2026")), ..Named::since(person("procesregisseur"), today()) };
    let back = Named::since(person("procesregisseur"), day("20-09-2026"));
    let deputy = Named {
        from: day("04-09-2026"),
        until: Some(day("19-09-2026")),
        deputy_for: Some(person("procesregisseur")),
        ..Named::since(person("gijs"), today())
    };
    story.happens(&now(vec![away, back, deputy, Named::since(person("sanne"), today())]));
    assert_eq!(leads(&story), ["gijs", "procesregisseur"]);
    assert_eq!(story.meeting.chair().unwrap().1, &person("gijs"), "who stands in on the day");
    story.happens(&now(vec![Named::since(person("sanne"), today()), Named::since(person("yara"), today())]));
    assert_eq!(leads(&story), ["yara"], "whoever came in their place");
    assert!(story.meeting.sit_out(1, &person("yara"), None).is_err(), "who chairs does not leave the room");
}

#[test]
fn who_left_the_room_for_an_item_does_not_come_back_with_it() {
    let mut story = Story::planned();
    let ruben = person("ruben");
    story.happens(&story.meeting.sit_out(1, &ruben, Some(word("Mijn neef."))).unwrap());
    story.happens(&story.meeting.take_off(1, word("Later.")).unwrap());
    let again = seated(&[("politie-nh", "ruben"), ("om-nh", "hilde")]);
    for event in story.meeting.put(vec![(table(1), again)], 15).unwrap() {
        story.happens(&event);
    }
    let point = story.meeting.points().find(|point| point.item.about == table(1)).unwrap();
    assert!(point.is_out(&ruben) && !story.meeting.expected_for(point).iter().any(|(_, who)| *who == ruben));
    let twice = vec![(table(7), Persons::default()), (table(7), Persons::default())];
    assert_eq!(story.meeting.put(twice, 5).unwrap_err().field.unwrap(), "tables");
}

#[test]
fn whom_their_organisation_took_off_the_meeting_does_not_come_for_an_item() {
    let mut story = Story::planned();
    story.happens(&Event::PersonsNamed {
        named: Persons::only(agency("politie-nh"), vec![Named::since(person("fenna"), today())]),
    });
    let point = story.meeting.points().next().unwrap();
    let expected: Vec<String> = story.meeting.expected_for(point).iter().map(|(_, who)| who.to_string()).collect();
    assert_eq!(expected, ["marit", "hilde"]);
}

#[test]
fn who_would_have_come_is_told_that_it_is_not_held() {
    let mut story = Story::planned();
    let no = Answer { agency: agency("om-nh"), coming: Coming::Absent, reason: None };
    story.happens(&story.meeting.answer(&person("hilde"), no).unwrap());
    story.happens(&story.meeting.cancel(word("Griep.")).unwrap());
    assert_eq!(story.asked("meeting.read-cancellation"), ["tarik", "marit", "ruben"]);
    assert!(story.asked("meeting.answer").is_empty() && story.asked("meeting.begin").is_empty());
}

#[test]
fn how_often_it_comes_back_changes_nothing_for_who_comes() {
    let mut story = Story::planned();
    let yes = Answer { agency: agency("om-nh"), coming: Coming::Remote, reason: None };
    story.happens(&story.meeting.answer(&person("hilde"), yes).unwrap());
    story.happens(&story.meeting.replan(when("08-09-2026", Some(4)), today()).unwrap());
    assert!(story.meeting.answer_of(&person("hilde")).is_some());
}

#[test]
fn everything_is_handed_in_so_many_days_before_and_that_day_moves_with_its_series() {
    let with = |on: &str, hand_in| When { hand_in, ..when(on, Some(1)) };
    assert_eq!(with("08-09-2026", Some(5)).hand_in_by(), Some(day("03-09-2026")));
    assert_eq!(with("15-09-2026", Some(5)).hand_in_by(), Some(day("10-09-2026")));
    assert_eq!(with("08-09-2026", None).hand_in_by(), None);
    assert_eq!(with("08-09-2026", Some(61)).check(today()).unwrap_err().field.as_deref(), Some("hand_in"));
    with("08-09-2026", Some(60)).check(today()).unwrap();
    let mut story = Story::planned();
    let yes = Answer { agency: agency("om-nh"), coming: Coming::Present, reason: None };
    story.happens(&story.meeting.answer(&person("hilde"), yes).unwrap());
    story.happens(&story.meeting.replan(with("08-09-2026", Some(5)), today()).unwrap());
    assert!(story.meeting.answer_of(&person("hilde")).is_some(), "nobody is asked anew for it");
}

#[test]
fn expected_is_who_reads_the_table_and_sits_there_on_the_day() {
    let all = seated(&[("gemeente-hoorn", "marit"), ("politie-nh", "ruben"), ("school", "juf")]);
    let mut named: Vec<(AgencyId, Vec<Named>)> = all.all().map(|(a, n)| (a.clone(), vec![n.clone()])).collect();
    named[0].1.push(Named::since(person("sanne"), today()));
    let seat = |of: &str, tier| vault::Seat::of(agency(of), tier);
    let card = vault::Card {
        seats: vec![
            seat("gemeente-hoorn", Tier::Trio),
            seat("politie-nh", Tier::Trio),
            seat("school", Tier::Third).on(today(), day("07-09-2026")),
        ],
        persons: Some(named.into_iter().collect()),
        ..vault::Card::blank()
    };
    let who = |on: &str| -> Vec<String> {
        // A case director sits for the municipality, and reads no weighing.
        let expected = super::seated(&card, day(on), |person| person.as_str() != "sanne");
        expected.all().map(|(_, named)| named.person.to_string()).collect()
    };
    assert_eq!(who("07-09-2026"), ["marit", "ruben", "juf"]);
    assert_eq!(who("08-09-2026"), ["marit", "ruben"], "the seat of a third party ends with its days");
}

/// Whoever reads that the agenda changed may not learn that there was an item, nor which.
#[test]
fn whatever_happens_to_the_agenda_has_one_sentence() {
    let why: Note = word("Reden.");
    let all = [
        Event::Put { item: Item { no: 1, about: table(1), minutes: 5 }, invited: Persons::default(), out: Vec::new() },
        Event::Raised { no: 2, before: 1 },
        Event::Timed { no: 1, minutes: 5 },
        Event::TakenOff { no: 1, reason: why },
        Event::Reinvited { invited: Vec::new() },
        Event::SatOut { no: 1, person: person("ruben"), reason: None },
        Event::LetBack { no: 1, person: person("ruben") },
        Event::Opened { no: 1 },
        Event::Phased { no: 1, phase: Phase::Decision },
        Event::Prompted { no: 1, prompt: Prompt::Known },
        Event::Countered { no: 1, person: None },
        Event::Held { no: 1, present: Vec::new(), outcome: Outcome::Done, read_back: false, reason: None },
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
