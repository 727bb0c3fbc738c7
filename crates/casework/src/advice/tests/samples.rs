//! Events that were ever written stay readable: one of each lies in `tests/samples/advice.jsonl`.

use super::*;
use vault::{Named, Persons};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/advice.jsonl");

fn one_of_each() -> Vec<Event> {
    let (agency, person) = (agency(HOORN), person("burgemeester-hoorn"));
    let named = agency.clone();
    let reason = Some(note("Eerst nog een gesprek."));
    let terms = Some(kernel::Terms::default());
    let urgent = Basis { acute: true, terms, ..basis(true) };
    vec![
        Event::Begun { basis: Box::new(urgent), mode: Mode::Three, text: Box::new(text(Advise::Integral)) },
        Event::Begun { basis: Box::new(basis(true)), mode: Mode::Three, text: Box::new(text(Advise::Integral)) },
        Event::Drafted { text: Box::new(text(Advise::NoIntegral)) },
        Event::Issued { deadline: day("2026-03-10") },
        Event::Decided { agency, person: person.clone(), text: 1, choice: Choice::Return, reason },
        Event::Recalled { reason: note("De dag klopte niet.") },
        Event::Restated {
            was: Box::new(restating::said("Bram van Teststra")),
            now: Box::new(restating::said("Bram Anders")),
            reason: Some(note("De naam klopte niet.")),
            reporter: false,
            told: vec![(named.clone(), person.clone())],
        },
        Event::RemarkWithdrawn {
            agency: named.clone(),
            person: person.clone(),
            reason: note("Het gesprek is er geweest."),
        },
        Event::CaseOpened { case: DossierId::new(3, [3; 10]) },
        Event::TakingStated {
            statement: crate::outgoing::Statement {
                ground: crate::outgoing::Ground::OtherLaw,
                law: Some("Wet forensische zorg art. 2.3".parse().unwrap()),
            },
        },
        Event::PersonsNamed { named: Persons::only(named, vec![Named::since(person.clone(), day("2026-02-01"))]) },
    ]
}

#[test]
fn every_event_ever_written_is_read_as_it_was_meant() {
    crate::samples::hold(FILE, &one_of_each());
}
