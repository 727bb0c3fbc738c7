//! A question to another house, what comes of it, and what may be done with that.

use super::*;
use kernel::{AgencyId, Date, PersonId};
use vault::{Act as _, Called, Dossier, FoundBy, Named, Persons, Stamp};

fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn question() -> Question {
    Question {
        reference: "E-00ff00".parse().unwrap(),
        house: "Huis Oost".parse().unwrap(),
        key: "casustafel-huis+AAAA".parse().unwrap(),
        about: kernel::DossierId::new(1, [7; 10]),
        called: "C-2026-0001".parse().unwrap(),
        reason: "Een nieuwe melding.".parse().unwrap(),
        asker: person("gemeente-hoorn"),
        agency: agency("gemeente-hoorn"),
        region: "nhn".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
    }
}

fn shown() -> Shown {
    Shown { day: day("2026-02-03"), value: "AAAA".into(), by: Some(FoundBy::NameAndBirth) }
}

fn reply() -> Event {
    let line = |text: &str| text.parse().unwrap();
    Event::Answered {
        reply: Box::new(Reply {
            text: "Wij bellen u.".parse().unwrap(),
            name: line("Ooske Oost"),
            function: line("procesregisseur"),
            agency: line("Huis Oost"),
            on: day("2026-02-04"),
        }),
    }
}

fn contact() -> Event {
    Event::ContactAsked { number: "0123456789abcdef".parse().unwrap() }
}

fn after(events: &[Event]) -> Beyond {
    let mut beyond = Beyond::default();
    let asked = Event::Asked { question: Box::new(question()) };
    for (event, seq) in std::iter::once(&asked).chain(events).zip(1..) {
        let stamp = Stamp {
            seq,
            at: "2026-02-03T09:00:00Z".parse().unwrap(),
            who: person("gemeente-hoorn"),
            agency: agency("gemeente-hoorn"),
            act: "beyond.test".into(),
            called: Called::default(),
        };
        beyond.apply(event, &stamp);
    }
    beyond
}

fn heard(hit: bool) -> Event {
    Event::Heard { hit: hit.then(shown) }
}

#[test]
fn contact_is_asked_for_after_a_hit_only_once_and_within_a_week() {
    let number = || "0123456789abcdef".parse().unwrap();
    let asks = |beyond: &Beyond, today: &str| beyond.ask_contact(number(), day(today));
    assert!(asks(&after(&[]), "2026-02-03").is_err() && asks(&after(&[heard(false)]), "2026-02-03").is_err());
    let hit = after(&[heard(true)]);
    assert_eq!(asks(&hit, "2026-02-10"), Ok(contact()));
    assert!(asks(&hit, "2026-02-11").is_err());
    for later in
        [vec![contact()], vec![contact(), Event::Arrived], vec![contact(), Event::NotThere], vec![Event::Taken]]
    {
        let events = [vec![heard(true)], later].concat();
        assert!(asks(&after(&events), "2026-02-03").is_err(), "{events:?}");
    }
}

#[test]
fn who_asked_is_asked_to_decide_or_to_read_and_to_nobody_is_told_while_it_is_under_way() {
    let tasks = |events: &[Event]| -> Vec<&'static str> {
        let card = after(events).card();
        assert!(card.tasks.iter().all(|task| task.person == Some(person("gemeente-hoorn"))));
        card.tasks.iter().map(|task| task.act).collect()
    };
    let arrived = [heard(true), contact(), Event::Arrived];
    assert!(tasks(&[]).is_empty() && tasks(&arrived[..2]).is_empty() && tasks(&arrived).is_empty());
    assert_eq!(tasks(&[heard(false)]), ["beyond.take"]);
    assert_eq!(tasks(&[heard(true)]), ["beyond.contact"]);
    assert_eq!(tasks(&[heard(true), contact(), Event::NotThere]), ["beyond.take"]);
    assert_eq!(tasks(&[arrived.as_slice(), &[reply()]].concat()), ["beyond.take"]);
    assert!(tasks(&[heard(false), Event::Taken]).is_empty());
}

#[test]
fn what_shows_a_hit_is_kept_no_longer_in_the_state_than_until_it_was_shown() {
    assert!(after(&[heard(true), contact()]).hit().is_some());
    for end in [Event::Arrived, Event::NotThere, Event::Taken] {
        assert!(after(&[heard(true), contact(), end]).hit().is_none());
    }
}

#[test]
fn a_question_holds_no_name_and_no_number_and_lapses_when_nobody_answers() {
    let card = after(&[heard(true)]).card();
    assert!(card.findable.is_empty() && card.label.title == card.reference);
    // A hit can be shown for a week, and that is the day in My work.
    assert_eq!((card.tasks[0].act, card.tasks[0].due), (AskContact::REF.name, after(&[heard(true)]).shown_until()));
    assert!(card.due.is_some() && card.due == card.tasks[0].due);
    let lapses = |events: &[Event], on: &str, after_it: &str| {
        let beyond = after(events);
        assert!(!beyond.has_lapsed(day(on)) && beyond.has_lapsed(day(after_it)), "{events:?}");
        assert!(beyond.take(day(after_it)).is_ok());
    };
    lapses(&[], "2026-02-10", "2026-02-11");
    lapses(&[heard(true), contact()], "2026-02-10", "2026-02-11");
    lapses(&[heard(true), contact(), Event::Arrived], "2026-04-04", "2026-04-05");
    assert!(after(&[]).take(day("2026-02-03")).is_err(), "nothing is there to read yet");
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/beyond.jsonl");
    let sits = vec![Named::since(person("eerste"), day("2026-02-01"))];
    let one_of_each = [
        Event::Asked { question: Box::new(question()) },
        heard(false),
        heard(true),
        Event::Heard { hit: Some(Shown { by: None, ..shown() }) },
        contact(),
        Event::Arrived,
        reply(),
        Event::Taken,
        Event::NotThere,
        Event::PersonsNamed { named: Persons::only(agency("gemeente-hoorn"), sits) },
    ];
    crate::samples::hold(FILE, &one_of_each);
}
