//! A question, what a table says to it, and what who asked may find of it.

use super::*;
use kernel::{AgencyId, PersonId};
use vault::{Called, Card, Dossier, Named, Persons, Stamp, Tier};

fn agency(id: &str) -> AgencyId {
    id.parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn stamp(seq: u64, who: &str, of: &str) -> Stamp {
    Stamp {
        seq,
        at: "2026-02-03T09:00:00Z".parse().unwrap(),
        who: person(who),
        agency: agency(of),
        act: "enquiry.test".into(),
        called: Called::default(),
    }
}

fn question() -> Question {
    let day = "2026-01-01".parse().unwrap();
    let sits = |of: &str| (agency(of), vec![Named::since(person(of), day)]);
    Question {
        reference: "N-00ff00".parse().unwrap(),
        asker: person("expert-nh"),
        agency: agency("cter-nh"),
        reason: "Een nieuwe melding.".parse().unwrap(),
        about: kernel::DossierId::new(1, [7; 10]),
        kind: "case".parse().unwrap(),
        called: "C-2026-0001".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        asked: vec![agency("gemeente-hoorn"), agency("politie-nh")],
        persons: [sits("gemeente-hoorn"), sits("politie-nh")].into_iter().collect(),
        outside: None,
    }
}

fn outside() -> Outside {
    let line = |text: &str| text.parse().unwrap();
    Outside {
        house: line("Huis West"),
        key: line("casustafel-huis+AAAA"),
        number: line("0123456789abcdef"),
        name: line("Wil West"),
        function: line("beleidsmedewerker"),
        agency: line("Gemeente West"),
    }
}

#[test]
fn somebody_of_another_house_never_sits_here_and_the_answer_waits_by_the_number_of_their_question() {
    let mut enquiry = Enquiry::default();
    let put = Event::Put { question: Box::new(Question { outside: Some(outside()), ..question() }) };
    enquiry.apply(&put, &stamp(1, "buurhuis", "buurhuis"));
    let claim = Outside::claim("casustafel-huis+AAAA", "0123456789abcdef");
    assert_eq!(enquiry.card().claims.len(), 2);
    let answer = enquiry.answer(&agency("politie-nh"), "Wij bellen u.".parse().unwrap()).unwrap();
    enquiry.apply(&answer, &stamp(2, "politie-nh", "politie-nh"));
    assert_eq!(enquiry.state(), State::Answered);
    assert!(enquiry.card().claims == [claim] && enquiry.card().tasks.is_empty());
    assert!(!sits(&enquiry) && of(&enquiry.card(), "cter-nh") == NO && enquiry.take(&agency("cter-nh")).is_err());
}

fn after(events: &[(Event, &str, &str)]) -> Enquiry {
    let mut enquiry = Enquiry::default();
    let put = Event::Put { question: Box::new(question()) };
    enquiry.apply(&put, &stamp(1, "expert-nh", "cter-nh"));
    for ((event, who, of), seq) in events.iter().zip(2..) {
        enquiry.apply(event, &stamp(seq, who, of));
    }
    enquiry
}

fn of<'a>(card: &'a Card, who: &str) -> (Vec<Tier>, Vec<&'a str>) {
    let seats = card.seats.iter().filter(|s| s.agency.as_str() == who).map(|s| s.tier).collect();
    (seats, card.tasks.iter().filter(|t| t.agency.as_str() == who).map(|t| t.act).collect())
}

fn sits(enquiry: &Enquiry) -> bool {
    let named: &Persons = &enquiry.named;
    named.sits(&agency("cter-nh"), &person("expert-nh"), "2026-02-03".parse().unwrap())
}

const NO: (Vec<Tier>, Vec<&str>) = (Vec::new(), Vec::new());

#[test]
fn who_asked_sits_nowhere_until_somebody_answers_and_no_longer_than_until_it_is_read() {
    let asked = after(&[]);
    assert_eq!(of(&asked.card(), "cter-nh"), NO);
    assert!(!sits(&asked) && asked.take(&agency("cter-nh")).is_err());
    assert_eq!(of(&asked.card(), "politie-nh"), (vec![Tier::Consulted], vec!["enquiry.answer"]));
    let answer = asked.answer(&agency("politie-nh"), "Wij bellen u.".parse().unwrap()).unwrap();
    let answered = after(&[(answer.clone(), "politie-nh", "politie-nh")]);
    assert!(sits(&answered));
    assert_eq!(of(&answered.card(), "cter-nh"), (vec![Tier::Filer], vec!["enquiry.take-reply"]));
    assert_eq!(answered.card().tasks[0].person, Some(person("expert-nh")), "of nobody else there");
    assert!(answered.answer(&agency("gemeente-hoorn"), "Ook wij.".parse().unwrap()).is_err(), "once");
    assert!(answered.take(&agency("politie-nh")).is_err(), "who asked");
    let taken = answered.take(&agency("cter-nh")).unwrap();
    let taken = after(&[(answer, "politie-nh", "politie-nh"), (taken, "expert-nh", "cter-nh")]);
    assert_eq!((of(&taken.card(), "cter-nh"), taken.state()), (NO, State::Taken));
}

#[test]
fn who_asked_finds_nothing_when_the_whole_table_does_not_answer() {
    let no = |enquiry: &Enquiry, who: &str| enquiry.decline(&agency(who), "Loopt een onderzoek.".parse().unwrap());
    let first = no(&after(&[]), "politie-nh").unwrap();
    let one = after(&[(first.clone(), "politie-nh", "politie-nh")]);
    assert_eq!((one.state(), of(&one.card(), "politie-nh").1.len()), (State::Asked, 0));
    assert!(no(&one, "politie-nh").is_err() && one.answer(&agency("politie-nh"), "Toch.".parse().unwrap()).is_err());
    assert!(one.may_answer(&agency("gemeente-hoorn")) && !one.may_answer(&agency("school-hoorn")));
    let second = no(&one, "gemeente-hoorn").unwrap();
    let both = after(&[(first, "politie-nh", "politie-nh"), (second, "gemeente-hoorn", "gemeente-hoorn")]);
    assert_eq!((both.state(), both.declined().len()), (State::Unanswered, 2));
    assert_eq!(of(&both.card(), "cter-nh"), NO);
    assert!(both.card().tasks.is_empty() && !sits(&both));
}

#[test]
fn one_person_has_one_open_question_at_a_table() {
    let open = after(&[]).card().claims;
    assert_eq!(open.len(), 1);
    let answer = Event::Answered { text: "Wij bellen u.".parse().unwrap() };
    assert!(after(&[(answer, "politie-nh", "politie-nh")]).card().claims.is_empty());
}

#[test]
fn an_enquiry_holds_no_name_and_no_number_of_the_person() {
    let card = after(&[]).card();
    assert!(card.findable.is_empty() && card.label.summary.is_none());
    assert_eq!(card.label.title, card.reference, "a title of words would stand there in one language");
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/enquiry.jsonl");
    let sits = vec![Named::since(person("eerste"), "2026-02-01".parse().unwrap())];
    let one_of_each = [
        Event::Put { question: Box::new(question()) },
        Event::Put { question: Box::new(Question { outside: Some(outside()), ..question() }) },
        Event::Declined { reason: "Er loopt een onderzoek.".parse().unwrap() },
        Event::Answered { text: "Wij bellen u.".parse().unwrap() },
        Event::Taken,
        Event::PersonsNamed { named: Persons::only(agency("politie-nh"), sits) },
    ];
    crate::samples::hold(FILE, &one_of_each);
}
