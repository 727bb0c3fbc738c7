//! What is asked of who keeps an eye, what it says to it, and what of it anybody may find.

use super::*;
use kernel::{AgencyId, Date, PersonId};
use vault::{Author, Called, Card, Dossier, Named, Persons, Stamp, Tier};

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
        act: "watch.test".into(),
        called: Called::default(),
    }
}

fn terms(until: &str) -> Terms {
    Terms {
        what: "Spanning in het portiek.".parse().unwrap(),
        until: day(until),
        call: "Procesregie, 0229-000000".parse().unwrap(),
    }
}

fn agreement() -> Agreement {
    let by = stamp(1, "zvh-nhn").author();
    Agreement {
        reference: "O-00ff00".parse().unwrap(),
        table: "C-2026-0001".parse().unwrap(),
        terms: terms("2026-08-01"),
        from: day("2026-02-03"),
        watcher: agency("reclassering"),
        named_by: Author { called: Called::default(), ..by },
        could: ["gemeente-hoorn", "politie-nh", "reclassering"].map(agency).into(),
        house: "nhn".parse().unwrap(),
        municipality: "hoorn".parse().unwrap(),
        persons: Persons::only(
            agency("reclassering"),
            vec![Named::since("reclassering".parse().unwrap(), day("2026-01-01"))],
        ),
    }
}

fn after(events: &[(Event, &str)]) -> Watch {
    let mut watch = Watch::default();
    watch.apply(&Event::Begun { agreement: Box::new(agreement()) }, &stamp(1, "om-nh"));
    for ((event, of), seq) in events.iter().zip(2..) {
        watch.apply(event, &stamp(seq, of));
    }
    watch
}

fn of<'a>(card: &'a Card, who: &str) -> (Vec<Tier>, Vec<&'a str>) {
    let seats = card.seats.iter().filter(|s| s.agency.as_str() == who).map(|s| s.tier).collect();
    (seats, card.tasks.iter().filter(|t| t.agency.as_str() == who).map(|t| t.act).collect())
}

const NO: (Vec<Tier>, Vec<&str>) = (Vec::new(), Vec::new());

#[test]
fn who_is_asked_says_yes_and_who_asked_reads_it() {
    let asked = after(&[]);
    assert_eq!(of(&asked.card(), "reclassering"), (vec![Tier::Asked], vec!["watch.confirm"]));
    assert_eq!(of(&asked.card(), "zvh-nhn"), (vec![Tier::Owner], vec![]));
    assert_eq!(of(&asked.card(), "politie-nh"), NO, "that it sat at the table gives no seat");
    assert!(asked.confirm(&agency("politie-nh")).is_err() && asked.take_answer(&agency("zvh-nhn")).is_err());
    let yes = (asked.confirm(&agency("reclassering")).unwrap(), "reclassering");
    let done = after(std::slice::from_ref(&yes));
    assert_eq!(of(&done.card(), "reclassering"), (vec![Tier::Participant], vec![]));
    assert_eq!(of(&done.card(), "zvh-nhn"), (vec![Tier::Owner], vec!["watch.take-answer"]));
    assert!(done.take_answer(&agency("reclassering")).is_err() && done.confirm(&agency("reclassering")).is_err());
    let read = (done.take_answer(&agency("zvh-nhn")).unwrap(), "zvh-nhn");
    let read = after(&[yes, read]);
    assert!(read.card().tasks.is_empty() && read.take_answer(&agency("zvh-nhn")).is_err());
}

#[test]
fn who_cannot_says_why_and_another_of_the_table_is_asked() {
    let no = after(&[]).decline(&agency("reclassering"), "Geen toezicht meer.".parse().unwrap()).unwrap();
    let no = (no, "reclassering");
    let declined = after(std::slice::from_ref(&no));
    assert_eq!(of(&declined.card(), "reclassering"), NO);
    assert_eq!(of(&declined.card(), "zvh-nhn").1, ["watch.ask-another"]);
    for (who, whom) in [("zvh-nhn", "reclassering"), ("zvh-nhn", "school-hoorn"), ("politie-nh", "politie-nh")] {
        assert!(declined.ask_another(&agency(who), agency(whom)).is_err(), "{who} {whom}");
    }
    let other = (declined.ask_another(&agency("zvh-nhn"), agency("politie-nh")).unwrap(), "zvh-nhn");
    let asked = after(&[no, other]);
    assert_eq!(of(&asked.card(), "politie-nh"), (vec![Tier::Asked], vec!["watch.confirm"]));
    assert_eq!((of(&asked.card(), "reclassering"), asked.declined().len()), (NO, 1));
}

#[test]
fn nobody_reads_it_after_its_last_day_or_once_it_stopped() {
    let yes = (Event::Confirmed, "reclassering");
    let done = after(std::slice::from_ref(&yes));
    let days = Some((day("2026-02-03"), day("2026-08-01")));
    assert!(!done.card().seats.is_empty() && done.card().seats.iter().all(|seat| seat.days == days));
    let stops = |watch: &Watch, who: &str| watch.end(&agency(who), "Niet meer nodig.".parse().unwrap());
    assert!(stops(&done, "politie-nh").is_err() && stops(&after(&[]), "reclassering").is_err());
    assert!(stops(&done, "zvh-nhn").is_ok());
    let over = after(&[yes, (stops(&done, "reclassering").unwrap(), "reclassering")]);
    assert!(over.card().seats.is_empty() && over.card().tasks.is_empty() && stops(&over, "zvh-nhn").is_err());
}

#[test]
fn it_holds_no_name_and_lasts_no_longer_than_a_year() {
    let card = after(&[]).card();
    assert!(card.findable.is_empty() && card.label.summary.is_none() && card.label.called.is_none());
    assert_eq!(card.label.title, card.reference, "a title of words would stand there in one language");
    let today = day("2026-02-03");
    for (until, fits) in [("2026-02-03", false), ("2026-02-04", true), ("2027-02-03", true), ("2027-02-04", false)] {
        assert_eq!(terms(until).check(today).is_ok(), fits, "{until}");
    }
    assert_eq!(terms("2028-01-01").check(today).unwrap_err().field.as_deref(), Some("watch_until"));
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/watch.jsonl");
    let sits = vec![Named::since("eerste".parse().unwrap(), day("2026-02-01"))];
    let one_of_each = [
        Event::Begun { agreement: Box::new(agreement()) },
        Event::Declined { reason: "Geen toezicht meer.".parse().unwrap() },
        Event::AskedAnother { watcher: agency("politie-nh") },
        Event::Confirmed,
        Event::AnswerTaken,
        Event::PersonsNamed { named: Persons::only(agency("politie-nh"), sits) },
        Event::Ended { reason: "Niet meer nodig.".parse().unwrap() },
    ];
    crate::samples::hold(FILE, &one_of_each);
}
