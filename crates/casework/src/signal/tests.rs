//! A history, an attempt, and what should come of it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop")]

use super::*;
use crate::table::Explicit;
use kernel::{AgencyId, Date, DossierId, Line, Observed, PersonId, Timestamp};
use vault::{Agency, AgencyKind, Card, Dossier, Findable, Stamp, Tier};

mod import;
mod mergers;
mod pages;
mod region;
mod rules;
mod take;

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn today() -> Date {
    day("01-04-2026")
}

fn agency(id: &str, kind: AgencyKind) -> Agency {
    let municipalities = ["hoorn", "alkmaar", "haarlem"];
    Agency {
        id: id.parse().unwrap(),
        kind,
        name: line(id),
        house: "nhn".parse().unwrap(),
        municipalities: municipalities.iter().map(|m| m.parse().unwrap()).collect(),
        office: vault::Office::open(),
    }
}

fn experts() -> Agency {
    agency("cter-nh", AgencyKind::Municipality)
}

fn police() -> Agency {
    agency("politie-nh", AgencyKind::Police)
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn fact(text: &str) -> Observed {
    Observed {
        text: text.parse().unwrap(),
        on: Some(day("30-03-2026")),
        observer: None,
        first_hand: true,
        expression: None,
    }
}

fn intake() -> Intake {
    Intake {
        register_reference: Some(line("NH-2026-900")),
        received: day("31-03-2026"),
        municipality: "hoorn".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        stay: "gemeente-hoorn".parse().unwrap(),
        owner: "cter-nh".parse().unwrap(),
        brought: Brought { agency: "cter-nh".parse().unwrap(), contact: line("Anne de Wit, 0229") },
        reporter: Reporter {
            kind: ReporterKind::School,
            shielded: true,
            name: Some(line("mentor van klas 3b")),
            contact: None,
        },
        channel: line("telefoon"),
        subject: Subject::Person {
            name: line("Joris Verzonnen"),
            birth: Some(day("14-03-2009").into()),
            bsn: Some("999993276".parse().unwrap()),
        },
        facts: vec![fact("tekent een verboden teken in zijn schrift")],
        reading: Some("denkt aan een groep".parse().unwrap()),
        ideologies: vec![Ideology::Unknown],
        acute: false,
        remark: None,
        terms: None,
    }
}

fn stamp(seq: u64, who: &str, agency: &str) -> Stamp {
    Stamp {
        seq,
        at: "2026-04-01T08:00:00Z".parse::<Timestamp>().unwrap(),
        who: person(who),
        agency: agency.parse().unwrap(),
        called: vault::Called::default(),
        act: "signal.test".into(),
    }
}

/// A signal to which these events happened, by the expert unless told otherwise.
fn after(events: impl IntoIterator<Item = Event>) -> Signal {
    let mut signal = Signal::default();
    for (seq, event) in (1..).zip(events) {
        signal.apply(&event, &stamp(seq, "expert-nh", "cter-nh"));
    }
    signal
}

fn registered() -> Event {
    Event::Registered { reference: line("S-26-0001"), intake: Box::new(intake()) }
}

fn proposed() -> Event {
    Event::ScreenOutProposed {
        reason: "geen gedrag in de zin van de wet".parse().unwrap(),
        second: police().id,
        explicit: Explicit::default(),
    }
}

fn trio() -> [AgencyId; 3] {
    ["gemeente-hoorn", "politie-nh", "om-nh"].map(|id| id.parse().unwrap())
}

fn weighing() -> DossierId {
    DossierId::new(1, [7; 10])
}

fn tiers(card: &Card) -> Vec<(&str, Tier)> {
    card.seats.iter().map(|seat| (seat.agency.as_str(), seat.tier)).collect()
}

#[test]
fn a_signal_without_a_fact_is_not_registered() {
    let expert = person("expert-nh");
    let (agency, mut bare) = (experts(), intake());
    bare.facts.clear();
    let by = By { person: &expert, agency: &agency };
    assert_eq!(Signal::register(bare, line("S-1"), by, today()).unwrap_err().field.as_deref(), Some("facts.0.what"));
    assert!(Signal::register(intake(), line("S-1"), by, today()).is_ok());
}

#[test]
fn nothing_was_seen_or_received_tomorrow() {
    let expert = person("expert-nh");
    let agency = experts();
    let by = By { person: &expert, agency: &agency };
    let refused = Signal::register(intake(), line("S-1"), by, day("30-03-2026")).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("received"));
    let mut late = fact("wordt morgen gezien");
    late.on = Some(day("02-04-2026"));
    assert_eq!(after([registered()]).add_fact(late, &experts().id, today()).unwrap_err().field.as_deref(), Some("on"));
}

#[test]
fn a_school_reports_but_does_not_register() {
    let guest = person("mentor");
    let school = agency("school-hoorn", AgencyKind::School);
    let mut theirs = intake();
    theirs.owner = school.id.clone();
    assert!(Signal::register(theirs, line("S-1"), By { person: &guest, agency: &school }, today()).is_err());
}

#[test]
fn a_new_signal_lies_with_its_owner_and_is_due_in_fourteen_days() {
    let card = after([registered()]).card();
    assert_eq!((card.state, card.facet), ("registered", "open"));
    assert_eq!(tiers(&card), [("cter-nh", Tier::Owner), ("gemeente-hoorn", Tier::Stay)]);
    assert_eq!((card.tasks[0].act, card.due), ("signal.file", Some(day("15-04-2026"))));
    assert_eq!(card.claims, ["register:cter-nh:NH-2026-900"]);
    assert_eq!(card.findable.len(), 2);
}

#[test]
fn the_reference_says_nothing_of_a_person_and_the_sealed_title_is_the_name() {
    let card = after([registered()]).card();
    assert!(!card.reference.as_str().contains("Verzonnen"));
    assert_eq!(card.label.title.as_str(), "Joris Verzonnen");
}

#[test]
fn a_legal_person_has_no_number_and_cannot_be_found_by_one() {
    let mut about = intake();
    about.subject = Subject::Organisation { name: line("Stichting Verzonnen") };
    let signal = after([Event::Registered { reference: line("S-2"), intake: Box::new(about) }]);
    assert!(signal.card().findable.is_empty());
    let found = after([registered()]).card().findable;
    assert!(found.iter().any(|f| matches!(f, Findable::Bsn(_))));
}

#[test]
fn screening_out_asks_another_core_partner() {
    let signal = after([registered()]);
    let expert = person("expert-nh");
    let agency_ = experts();
    let by = By { person: &expert, agency: &agency_ };
    let reason = || "is een geloofspraktijk".parse().unwrap();
    assert!(signal.propose_screen_out((reason(), Explicit::default()), &agency_, by).is_err());
    assert!(
        signal.propose_screen_out((reason(), Explicit::default()), &agency("ggz-nhn", AgencyKind::Care), by).is_err()
    );
    assert!(signal.propose_screen_out((reason(), Explicit::default()), &police(), by).is_ok());
    let officer = person("politie-nh");
    let other = police();
    assert!(
        signal
            .propose_screen_out((reason(), Explicit::default()), &agency_, By { person: &officer, agency: &other })
            .is_err()
    );
}

#[test]
fn the_second_partner_has_a_seat_only_while_asked() {
    let asked = after([registered(), proposed()]);
    assert!(tiers(&asked.card()).contains(&("politie-nh", Tier::Second)));
    assert_eq!(asked.card().tasks[0].agency.as_str(), "politie-nh");
    let done = after([registered(), proposed(), Event::ScreenOutConfirmed { remark: None }]);
    assert!(!tiers(&done.card()).contains(&("politie-nh", Tier::Second)));
    assert!(done.card().tasks.is_empty());
}

#[test]
fn nobody_confirms_their_own_proposal() {
    let signal = after([registered(), proposed()]);
    let (expert, officer) = (person("expert-nh"), person("politie-nh"));
    let (ours, theirs) = (experts(), police());
    assert!(signal.confirm_screen_out(None, By { person: &expert, agency: &ours }).is_err());
    assert!(signal.confirm_screen_out(None, By { person: &expert, agency: &theirs }).is_err());
    assert!(signal.confirm_screen_out(None, By { person: &officer, agency: &theirs }).is_ok());
}

#[test]
fn nobody_answers_for_the_partner_that_was_asked() {
    let signal = after([registered(), proposed()]);
    let stranger = person("gemeente-hoorn");
    for other in [agency("gemeente-hoorn", AgencyKind::Municipality), agency("om-nh", AgencyKind::Prosecution)] {
        let by = By { person: &stranger, agency: &other };
        assert!(signal.confirm_screen_out(None, by).is_err(), "{}", other.id);
        assert!(signal.refuse_screen_out("wij kennen hem".parse().unwrap(), by).is_err(), "{}", other.id);
    }
}

#[test]
fn a_refused_proposal_opens_the_signal_again() {
    let refused = Event::ScreenOutRefused { reason: "wij kennen hem wel".parse().unwrap() };
    let signal = after([registered(), proposed(), refused]);
    assert_eq!(signal.state(), State::Registered);
    assert!(signal.asked().is_none());
    assert!(signal.add_fact(fact("nieuw gezien"), &experts().id, today()).is_ok());
    assert_eq!(signal.screenings.len(), 1);
}

#[test]
fn a_screened_out_signal_stays_readable_and_takes_nothing_new() {
    let signal = after([registered(), proposed(), Event::ScreenOutConfirmed { remark: None }]);
    assert_eq!(signal.card().state, "screened-out");
    assert!(signal.add_fact(fact("nieuw"), &experts().id, today()).is_err());
    let expert = person("expert-nh");
    let agency = experts();
    assert!(signal.file(&police().id, &trio(), weighing(), By { person: &expert, agency: &agency }).is_err());
    assert!(signal.intake().is_some());
}

#[test]
fn filing_goes_to_one_of_three_and_only_by_a_participant() {
    let signal = after([registered()]);
    let expert = person("expert-nh");
    let ours = experts();
    let by = By { person: &expert, agency: &ours };
    let house = agency("zvh-nhn", AgencyKind::SafetyHouse);
    assert!(signal.file(&house.id, &trio(), weighing(), by).is_err());
    assert!(signal.file(&police().id, &trio(), weighing(), By { person: &expert, agency: &house }).is_err());
    for addressee in &trio() {
        assert!(signal.file(addressee, &trio(), weighing(), by).is_ok());
    }
}

#[test]
fn nothing_is_filed_without_a_fact_or_twice() {
    let mut bare = intake();
    bare.facts.clear();
    let empty = after([Event::Registered { reference: line("S-3"), intake: Box::new(bare) }]);
    let expert = person("expert-nh");
    let ours = experts();
    let by = By { person: &expert, agency: &ours };
    assert!(empty.file(&police().id, &trio(), weighing(), by).is_err());
    let filed = after([registered()]).file(&police().id, &trio(), weighing(), by).unwrap();
    let signal = after([registered(), filed]);
    assert_eq!(signal.card().facet, "filed");
    assert!(tiers(&signal.card()).contains(&("cter-nh", Tier::Filer)));
    assert!(signal.file(&police().id, &trio(), weighing(), by).is_err());
}

#[test]
fn a_signal_ends_only_after_it_was_filed() {
    assert!(after([registered()]).end(line("fits")).is_err());
    let filed = Event::Filed { to: police().id, by: experts().id, weighing: weighing() };
    let signal = after([registered(), filed.clone()]);
    let ended = after([registered(), filed, signal.end(line("fits")).unwrap()]);
    assert_eq!(ended.state(), State::Ended);
    assert!(ended.end(line("fits")).is_err());
}

#[test]
fn a_shielded_reporter_is_known_to_the_owner_only() {
    let signal = after([registered()]);
    assert!(signal.reporter_known_to(&experts().id));
    assert!(!signal.reporter_known_to(&police().id));
    // Nor who wrote something down, where the page says what happened meanwhile.
    assert!(signal.shows_who(&experts().id) && !signal.shows_who(&police().id));
}

#[test]
fn who_saw_it_stays_with_the_owner_when_the_reporter_is_shielded() {
    let mut seen = intake();
    seen.facts[0].observer = Some(line("mentor van klas 3b"));
    let signal = |intake| after([Event::Registered { reference: line("S-4"), intake: Box::new(intake) }]);
    assert!(signal(seen.clone()).facts_to_share().all(|fact| fact.observer.is_none()));
    seen.reporter.shielded = false;
    assert!(signal(seen).facts_to_share().all(|fact| fact.observer.is_some()));
}

#[test]
fn an_event_is_told_without_what_it_said() {
    let told: String = [registered(), proposed()].iter().map(|event| Signal::tell(event).nl.into_owned()).collect();
    assert!(told.contains("vastgelegd") && !told.contains("Verzonnen") && !told.contains("zin van de wet"));
}

#[test]
fn a_refusal_starts_the_clock_again_and_a_fact_does_not() {
    let mut signal = after([registered(), proposed()]);
    let later = |seq| Stamp { at: "2026-04-10T08:00:00Z".parse().unwrap(), ..stamp(seq, "politie-nh", "politie-nh") };
    signal.apply(&Event::ScreenOutRefused { reason: "nee".parse().unwrap() }, &later(3));
    assert_eq!(signal.card().due, Some(day("24-04-2026")));
    let mut signal = after([registered()]);
    signal.apply(&Event::FactAdded { fact: fact("gezien") }, &later(2));
    assert_eq!(signal.card().due, Some(day("15-04-2026")));
}

#[test]
fn every_event_ever_written_stays_readable() {
    let samples = include_str!("../../tests/samples/signal.jsonl");
    let events: Vec<Event> = samples.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (event, sample) in events.iter().zip(samples.lines()) {
        assert_eq!(serde_json::to_string(event).unwrap(), sample, "written as it was read");
    }
    crate::samples::every_variant::<Event>(samples);
    let signal = after(events);
    assert_eq!((signal.state(), signal.facts.len(), signal.screenings.len()), (State::Ended, 2, 2));
}

#[test]
fn a_question_about_a_person_needs_a_reason_and_is_exact() {
    let reason = || Some("nieuw signaal over dezelfde persoon".parse().unwrap());
    let number = || Some("999993276".parse().unwrap());
    assert_eq!(Question::of(number(), None, None, None).unwrap_err().field.as_deref(), Some("reason"));
    assert_eq!(Question::of(None, Some(line("Joris")), None, reason()).unwrap_err().field.as_deref(), Some("birth"));
    assert_eq!(Question::of(None, None, None, reason()).unwrap_err().field.as_deref(), Some("bsn"));
    assert!(Question::of(number(), None, None, reason()).is_ok());
}

#[test]
fn a_signal_is_counted_when_it_comes_and_when_it_ends_and_never_in_between() {
    use kernel::counters::{Counter, Measure};
    let on =
        |event: &Event| after([registered()]).measures(&Signal::default(), event, &stamp(9, "expert-nh", "cter-nh"));
    assert_eq!(on(&registered()), [Measure::of(Counter::SignalRegistered)]);
    assert_eq!(on(&Event::FactAdded { fact: fact("gezien") }), []);
    assert_eq!(on(&proposed()), []);
    let ended = on(&Event::ScreenOutConfirmed { remark: None });
    assert_eq!(ended.iter().map(|m| (m.what, m.days)).collect::<Vec<_>>(), [(Counter::SignalScreenedOut, Some(1))]);
    let refused = Event::ScreenOutRefused { reason: "nee".parse().unwrap() };
    assert_eq!(on(&refused), [Measure::of(Counter::ScreenOutRefused)]);
}
