//! What an advice rests on is put right: what was not decided falls, what was decided stays and says what became different.

use super::*;
use crate::weighing::{Because, Restated, Subject};

/// What the filing says under this name.
pub(super) fn said(name: &str) -> Restated {
    let basis = basis(true);
    Restated {
        municipality: basis.municipality,
        house: basis.house,
        trio: basis.trio,
        director: basis.director,
        subject: Subject { name: name.parse().unwrap(), ..basis.subject },
        facts: vec![kernel::Observed {
            text: note("Plakte stickers."),
            on: None,
            observer: Some("MERKWAARNEMER".parse().unwrap()),
            first_hand: true,
            expression: None,
        }],
        withdrawn: Vec::new(),
        reading: None,
        acute: false,
    }
}

fn puts_right(triangle: &mut Triangle) {
    let because = Because::Reason(note("De naam klopte niet."));
    let told = vec![(agency(OM), person("p-om-nh"))];
    let (was, now) = (said("Bram van Teststra"), said("Bram Anders"));
    let event = triangle.advice.restate((&was, &now), &because, told).unwrap();
    assert!(
        !serde_json::to_string(&event).unwrap().contains("MERKWAARNEMER"),
        "who saw it is read in the weighing only"
    );
    triangle.happens("expert-nh", "cter-nh", &event);
}

#[test]
fn signatures_of_a_round_fall_when_the_filing_is_put_right_and_are_read_as_they_were() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve);
    puts_right(&mut triangle);
    let advice = &triangle.advice;
    assert_eq!(advice.state(), State::Round);
    assert_eq!(advice.basis().unwrap().subject.name.as_str(), "Bram Anders");
    assert_eq!(advice.card().label.called.unwrap().as_str(), "Bram Anders");
    assert!(!advice.has_decided(&agency(HOORN)) && advice.round().unwrap().votes.is_empty());
    assert_eq!(triangle.tasks(DecideAdvice::INFO.name).len(), 3, "all three are asked again");
    assert_eq!(triangle.tasks(ReadRestatings::INFO.name).len(), 1);
    let earlier: Vec<_> = triangle.advice.earlier().collect();
    assert_eq!((earlier.len(), earlier[0].votes.len(), earlier[0].fell), (1, 2, Some(today())));
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve).decides(OM, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Approved);
    assert!(triangle.advice.decided_on().is_none(), "they decided on what is so");
}

#[test]
fn what_was_decided_stays_and_says_what_it_said_then() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Approve).decides(OM, Choice::Approve);
    puts_right(&mut triangle);
    let advice = &triangle.advice;
    assert_eq!((advice.state(), advice.round().unwrap().votes.len()), (State::Approved, 3));
    assert!(advice.restatings()[0].over);
    assert_eq!(advice.decided_on().unwrap().subject.name.as_str(), "Bram van Teststra");
    assert_eq!(advice.basis().unwrap().subject.name.as_str(), "Bram Anders", "a case that opens now is about them");
}

#[test]
fn nothing_happens_to_an_advice_when_nothing_of_it_changed() {
    let triangle = Triangle::begun(Mode::Three, true, Advise::Integral);
    let (was, now) = (said("Bram van Teststra"), said("Bram van Teststra"));
    let hidden = Restated { facts: vec![kernel::Observed { observer: None, ..now.facts[0].clone() }], ..now };
    assert!(triangle.advice.restate((&was, &hidden), &Because::Reporter, Vec::new()).is_none());
}
