//! A history, an attempt, and what should come of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop")]

use super::*;
use kernel::{Date, DossierId, Line, Note, PersonId, Refusal, Timestamp};
use vault::{Dossier, Label, Stamp, Tier};

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    kernel::parse_day(text).unwrap()
}

fn today() -> Date {
    day("01-04-2026")
}

fn session() -> DossierId {
    DossierId::new(1, [9; 10])
}

fn opening() -> Opening {
    Opening {
        reference: line("A-2026-0001"),
        number: 7,
        text: note("Zeg aan het begin van elk overleg wat je van elkaar verwacht."),
        theme: line("verwachtingen"),
        addressees: ["zvh-nhn", "politie-nh"].map(|id| id.parse().unwrap()).to_vec(),
        houses: ["nhn", "kennemerland"].map(|id| id.parse().unwrap()).to_vec(),
        evaluation: None,
        source: line("procesevaluatie"),
        team: "onderzoek".parse().unwrap(),
    }
}

fn undertaking() -> Undertaking {
    Undertaking {
        owner: "zvh-nhn".parse().unwrap(),
        group: Some(line("werkgroep overleg")),
        due: day("01-10-2026"),
        plan: note("een vaste ronde op de agenda"),
    }
}

fn after(events: impl IntoIterator<Item = Event>) -> Recommendation {
    let mut one = Recommendation::default();
    for (seq, event) in (1..).zip(events) {
        let stamp = Stamp {
            seq,
            at: "2026-04-01T08:00:00Z".parse::<Timestamp>().unwrap(),
            who: "evaluator".parse::<PersonId>().unwrap(),
            agency: "onderzoek".parse().unwrap(),
            called: vault::Called::default(),
            act: "recommendation.test".into(),
        };
        one.apply(&event, &stamp);
    }
    one
}

fn made() -> Event {
    Recommendation::make(opening()).unwrap()
}

fn taken_up() -> Recommendation {
    after([made(), Event::TakenUp { undertaking: undertaking() }])
}

fn why(refused: Result<Event, Refusal>) -> String {
    refused.unwrap_err().why.en.into_owned()
}

#[test]
fn a_recommendation_has_a_number_a_house_and_somebody_it_is_for() {
    let field = |change: fn(&mut Opening)| {
        let mut opening = opening();
        change(&mut opening);
        Recommendation::make(opening).unwrap_err().field.unwrap_or_default()
    };
    assert_eq!(field(|o| o.number = 0), "number");
    assert_eq!(field(|o| o.houses.clear()), "houses");
    assert_eq!(field(|o| o.addressees.clear()), "addressees");
}

#[test]
fn everybody_may_find_it_and_whom_it_is_for_is_asked() {
    let card = after([made()]).card();
    let tiers: Vec<Tier> = card.seats.iter().map(|seat| seat.tier).collect();
    assert_eq!(tiers, [Tier::Team, Tier::Reader, Tier::Addressee, Tier::Addressee]);
    let asked: Vec<(&str, &str)> = card.tasks.iter().map(|task| (task.agency.as_str(), task.act)).collect();
    assert_eq!(asked, [("zvh-nhn", "recommendation.take-up"), ("politie-nh", "recommendation.take-up")]);
    assert_eq!(card.due, Some(day("31-05-2026")));
}

#[test]
fn directions_come_by_hand_or_from_a_session_and_no_sentence_stands_twice() {
    let by_hand = after([made()]).add_direction(note("Een vaste ronde"), None).unwrap();
    let one = after([made(), by_hand]);
    assert_eq!(one.add_direction(note(" een  VASTE ronde"), None).unwrap_err().field.as_deref(), Some("text"));
    let ideas = ["Een vaste ronde", "Een kaartje op tafel", "een kaartje op tafel"].map(note).to_vec();
    let events = one.add_directions(ideas, session()).unwrap();
    assert_eq!(events.len(), 1, "what stands there is left out");
    let Event::DirectionAdded { direction } = &events[0] else { unreachable!("a direction") };
    assert_eq!(direction.session, Some(session()));
}

#[test]
fn a_session_does_not_put_more_under_it_than_anybody_can_read() {
    let ideas: Vec<Note> = (0..61).map(|n| note(&format!("idee {n}"))).collect();
    assert!(after([made()]).add_directions(ideas, session()).is_err());
}

#[test]
fn taking_up_says_who_what_and_when() {
    let one = after([made()]);
    let late = Undertaking { due: day("31-03-2026"), ..undertaking() };
    assert_eq!(one.take_up(late, today()).unwrap_err().field.as_deref(), Some("due"));
    let one = after([made(), one.take_up(undertaking(), today()).unwrap()]);
    assert_eq!((one.state(), one.due()), (State::TakenUp, Some(day("01-10-2026"))));
    let card = one.card();
    assert_eq!((card.tasks.len(), card.tasks[0].agency.as_str()), (1, "zvh-nhn"));
    assert!(card.seats.iter().any(|seat| seat.tier == Tier::Owner));
    assert!(why(one.take_up(undertaking(), today())).contains("taken up already"));
}

#[test]
fn progress_and_done_need_somebody_who_does_it() {
    let one = after([made()]);
    for refused in [one.progress(note("iets")), one.finish(note("klaar")), one.give_day(today(), note("x"), today())] {
        assert!(why(refused).contains("Nobody has taken"));
    }
}

#[test]
fn not_taking_it_up_is_an_answer_that_everybody_can_read() {
    let one = after([made(), Event::NotTakenUp { reason: note("past niet bij onze taak") }]);
    assert_eq!(one.state(), State::NotTakenUp);
    assert_eq!(one.timeline.len(), 1);
    assert!(one.card().tasks.is_empty(), "nobody is asked any more");
    assert!(one.add_direction(note("toch"), None).is_err());
    let one = after([
        made(),
        Event::NotTakenUp { reason: note("past niet bij onze taak") },
        one.reopen(note("de taak is veranderd")).unwrap(),
    ]);
    assert_eq!((one.state(), one.undertaking), (State::Open, None));
}

#[test]
fn another_day_has_a_reason_and_lies_ahead() {
    let one = taken_up();
    assert_eq!(one.give_day(day("01-10-2026"), note("x"), today()).unwrap_err().field.as_deref(), Some("due"));
    assert_eq!(one.give_day(day("01-03-2026"), note("x"), today()).unwrap_err().field.as_deref(), Some("due"));
    let moved = one.give_day(day("01-12-2026"), note("de agenda was vol"), today()).unwrap();
    let one = after([made(), Event::TakenUp { undertaking: undertaking() }, moved]);
    assert_eq!(one.due(), Some(day("01-12-2026")));
    assert_eq!(one.timeline.len(), 2);
}

#[test]
fn what_is_done_stays_readable_and_can_be_looked_at_again() {
    let done = taken_up().finish(note("de ronde staat op elke agenda")).unwrap();
    let one = after([made(), Event::TakenUp { undertaking: undertaking() }, done]);
    assert_eq!((one.state(), one.due()), (State::Done, None));
    let measured = |text: &str, n: u8| Measured { text: note(text), results: Some(DossierId::new(1, [n; 10])) };
    let pair = |n| Remeasurement { then: measured("weinig", 1), now: measured("vaker", n), on: today() };
    assert_eq!(one.remeasure(pair(1), today()).unwrap_err().field.as_deref(), Some("now-results"));
    let late = Remeasurement { on: day("02-04-2026"), ..pair(2) };
    assert_eq!(one.remeasure(late, today()).unwrap_err().field.as_deref(), Some("on"));
    assert!(one.remeasure(pair(2), today()).is_ok());
}

#[test]
fn a_list_reads_back_what_the_card_wrote() {
    let card = after([made()]).card();
    let listing = Listing::of(&card.label).unwrap();
    assert_eq!(listing.theme, "verwachtingen");
    assert_eq!(listing.houses, opening().houses);
    assert_eq!(listing.addressees, opening().addressees);
    assert_eq!(Listing::of(&Label { title: line("x"), summary: Some(note("los")), called: None, urgent: false }), None);
}

#[test]
fn a_recommendation_for_two_houses_counts_for_both_and_once_together() {
    let row = |recommendation: &Recommendation| {
        let card = recommendation.card();
        vault::Row {
            id: session(),
            reference: card.reference.to_string(),
            state: card.state.to_owned(),
            facet: card.facet.to_owned(),
            municipality: String::new(),
            opened: card.opened,
            due: card.due,
            label: card.label,
            seats: std::collections::BTreeSet::new(),
            there: vault::There::default(),
        }
    };
    let rows = [row(&after([made()])), row(&taken_up())];
    let count = |houses: Option<&str>, today| {
        let houses = houses.map(|ids| ids.split(' ').map(|id| id.parse().unwrap()).collect::<Vec<_>>());
        serde_json::to_value(pages::count(&rows, houses.as_deref(), today)).unwrap()
    };
    for house in [Some("nhn"), Some("kennemerland"), Some("nhn kennemerland"), None] {
        assert_eq!(count(house, today())["all"], 2);
        assert_eq!((&count(house, today())["open"], &count(house, today())["taken_up"]), (&1.into(), &1.into()));
    }
    assert_eq!(count(Some("zaanstreek-waterland"), today())["all"], 0);
    assert_eq!(count(None, day("02-10-2026"))["late"], 1);
}

#[test]
fn who_may_what() {
    use vault::{AgencyKind, Question, Role, Rulebook};
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    let may = |act: &'static str, role: Role, seats: &[Tier], state: &str| {
        let question = Question {
            act,
            kind: "recommendation",
            state: state.into(),
            role,
            agency: AgencyKind::SafetyHouse,
            designated: true,
            seats: seats.iter().copied().collect(),
            home: true,
            mandate: true,
        };
        rules.ask(&question).is_yes()
    };
    let everybody = [Tier::Reader];
    for role in [Role::Police, Role::Expert, Role::Guest, Role::Flexteam, Role::Legality] {
        assert!(may("recommendation.read", role, &everybody, "open"), "{role:?} reads");
        assert!(may("recommendation.list", role, &[], "none"), "{role:?} lists");
    }
    for role in [Role::Keeper, Role::PrivacyOfficer, Role::Bearer] {
        assert!(!may("recommendation.read", role, &everybody, "open"), "{role:?} does not read");
    }
    assert!(may("recommendation.add-direction", Role::Flexteam, &everybody, "open"), "from a session");
    assert!(!may("recommendation.add-direction", Role::Police, &everybody, "open"));
    assert!(may("recommendation.add-direction", Role::Police, &[Tier::Reader, Tier::Addressee], "open"));
    assert!(may("recommendation.take-up", Role::ProcessDirector, &[Tier::Addressee], "open"));
    assert!(!may("recommendation.take-up", Role::Evaluator, &[Tier::Team], "open"), "who advises does not decide");
    assert!(!may("recommendation.finish", Role::Police, &everybody, "taken-up"));
    assert!(!may("recommendation.remeasure", Role::Evaluator, &everybody, "done"));
    assert!(may("recommendation.remeasure", Role::Evaluator, &[Tier::Team, Tier::Reader], "done"));
}

#[test]
fn what_was_ever_written_stays_readable() {
    let samples = include_str!("../../tests/samples/recommendation.jsonl");
    let told: std::collections::BTreeSet<String> = samples
        .lines()
        .map(|line| {
            let event: Event = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_value(&event).unwrap(), serde_json::from_str::<serde_json::Value>(line).unwrap());
            Recommendation::tell(&event).en.into_owned()
        })
        .collect();
    assert_eq!(told.len(), kernel::names::<Event>("t").len(), "each is told in its own words: {told:?}");
    crate::samples::every_variant::<Event>(samples);
}
