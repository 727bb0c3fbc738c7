//! Events that were ever written stay readable: one of each lies in `tests/samples/weighing.jsonl`.

use super::*;
use crate::referral::{Came, Referred, ReferredTo, Table};
use vault::{Named, Persons};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/weighing.jsonl");

fn named(who: &str) -> Event {
    let sits = Named::since(person("eerste"), day("2026-02-01"));
    let stands_in = Named {
        until: Some(day("2026-03-01")),
        deputy_for: Some(person("eerste")),
        ..Named::since(person("tweede"), day("2026-02-10"))
    };
    Event::PersonsNamed { named: Persons::only(agency(who), vec![sits, stands_in]) }
}

/// As it is filed since there are terms, and as it cannot wait.
fn urgent() -> Filing {
    Filing { acute: true, terms: Some(kernel::Terms::default()), ..filing() }
}

fn handed() -> ReferredTo {
    ReferredTo {
        id: DossierId::new(4, [4; 10]),
        table: Table::LocalTeam,
        to: agency("ggz-nhn"),
        answer_by: day("2026-02-17"),
        until: day("2026-05-03"),
    }
}

fn proposed(who: &str) -> Event {
    let way = Settled { how: Settle::End, why: note("Er is niets nieuws.") };
    Event::WayProposed { agency: agency(who), person: person(&format!("p-{who}")), way }
}

fn one_of_each() -> Vec<Event> {
    let by = |who: &str| (agency(who), person(&format!("p-{who}")));
    let handed_in = |who: &str| {
        let (agency, person) = by(who);
        Event::ViewHandedIn { agency, person, view: Box::new(view()) }
    };
    let (hoorn, hoorn_person) = by(HOORN);
    let (om, om_person) = by(OM);
    let settled = Settled { how: Settle::Repeat { due: day("2026-04-01") }, why: note("Er is nieuwe informatie.") };
    vec![
        Event::Opened { filing: Box::new(filing()), due: day("2026-02-24") },
        Event::Opened { filing: Box::new(urgent()), due: day("2026-02-06") },
        Event::Consulted { agency: agency("reclassering"), question: note("Is er toezicht?"), due: day("2026-02-10") },
        Event::Answered { place: 0, answer: Answer::NothingKnown },
        Event::Supplied {
            category: Category::Health,
            necessity: note("Nodig om te wegen."),
            text: note("Er is hulp."),
        },
        handed_in(HOORN),
        handed_in(POLICE),
        handed_in(OM),
        Event::Jotted {
            part: JotPart::Facts,
            text: "F1. Stickers op 30 januari (jongerenwerker, zelf gezien).".parse().ok(),
        },
        Event::Jotted { part: JotPart::Expectation, text: "De politie vraagt het na.".parse().ok() },
        Event::Jotted { part: JotPart::Expectation, text: None },
        Event::Drafted { judgement: Box::new(judgement(Outcome::Fits)) },
        Event::KeyTurned { agency: hoorn, person: hoorn_person, text: 1 },
        Event::Disagreed { agency: om, person: om_person, text: 1, reason: note("Te weinig feiten.") },
        Event::Settled(settled),
        Event::UrgentSeen { agency: agency(POLICE) },
        proposed(HOORN),
        Event::WayAgreed { agency: agency(POLICE), person: person("p-politie-nh"), proposal: 1 },
        Event::WayDropped { agency: agency(OM), person: person("p-om-nh"), proposal: 1, why: note("Nog een keer.") },
        Event::NoticeTaken,
        Event::Advised { advice: DossierId::new(2, [2; 10]) },
        Event::CaseOpened { case: DossierId::new(3, [3; 10]) },
        Event::CaseClosed { case: DossierId::new(3, [3; 10]) },
        Event::NotFollowed,
        Event::Handed(Referred::Begun(handed())),
        Event::Handed(Referred::Heard { id: DossierId::new(4, [4; 10]), came: Came::TakenOn }),
        named(HOORN),
        Event::ViewAdded {
            agency: agency(HOORN),
            person: person("p-gemeente-hoorn"),
            text: note("Dit verandert niets."),
        },
        Event::Restated {
            now: Box::new(restated()),
            reason: Some(note("De naam klopte niet.")),
            reporter: false,
            told: vec![(agency(OM), person("tweede"))],
            told_college: Vec::new(),
        },
        Event::Restated {
            now: Box::new(Restated { acute: true, ..restated() }),
            reason: None,
            reporter: true,
            told: Vec::new(),
            told_college: vec![(agency(HOORN), person("derde"))],
        },
    ]
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    crate::samples::hold(FILE, &one_of_each());
}
