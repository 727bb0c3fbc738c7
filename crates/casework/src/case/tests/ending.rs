//! Closing shields.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;

fn close(case: &mut Case) {
    then!(case, case.propose_closing(closing(case)).unwrap());
    for (a, p) in KEYS {
        assert_ne!(case.state, State::Closed);
        then!(case, case.turn_closing_key(&agency(a), &word(p), today()).unwrap());
    }
}

/// CAS-05, and what RET-06 needs: nothing of the person is left outside the sealed dossier.
#[test]
fn the_third_key_closes_and_nobody_sees_anything() {
    let mut case = planned();
    assert_eq!(case.items_for(&agency("om-nh"), today()).len(), 1);
    close(&mut case);
    let card = case.card();
    assert_eq!(card.state, "closed");
    assert!(card.seats.is_empty() && card.tasks.is_empty() && card.findable.is_empty() && card.claims.is_empty());
    assert_eq!(card.label.title, card.reference);
    assert!(card.label.summary.is_none());
    for who in ["gemeente-hoorn", "politie-nh", "om-nh", "reclassering", "zvh-nhn"] {
        assert!(case.items_for(&agency(who), today()).is_empty());
        assert!(case.factors_for(&agency(who), today()).is_empty());
    }
    assert!(case.remark(Some(Purpose::Execute), &agency("om-nh"), today(), word("x")).is_err());
}

/// CAS-11
#[test]
fn closing_tells_of_every_goal_why_and_who_keeps_an_eye() {
    let case = planned();
    assert_eq!(field(case.propose_closing(Closing { goals: Vec::new(), ..closing(&case) })), "goals");
    assert_eq!(field(case.propose_closing(Closing { watcher: agency("school-hoorn"), ..closing(&case) })), "watcher");
    let whole = serde_json::to_value(closing(&case)).unwrap();
    for part in ["decision", "residual", "watcher", "feedback"] {
        let mut torn = whole.clone();
        torn.as_object_mut().unwrap().remove(part);
        assert!(serde_json::from_value::<Closing>(torn).is_err(), "{part}");
    }
}

#[test]
fn a_key_on_closing_turns_on_what_still_fits_only() {
    let turned =
        |case: &Case, on: &str| case.turn_closing_key(&agency("gemeente-hoorn"), &word("anna"), day(on)).map(drop);
    let mut case = planned();
    then!(case, case.propose_closing(closing(&case)).unwrap());
    assert!(turned(&case, "30-11-2026").is_ok());
    assert!(turned(&case, "01-12-2026").unwrap_err().why.en.contains("day"), "nobody would keep an eye");
    let factors = case.plan.goals[0].factors.clone();
    then!(case, case.set_goal(Goal::new(word("Nog een."), word("Te zien."), factors)).unwrap());
    assert!(turned(&case, "01-09-2026").is_err(), "of that goal nothing was told");

    let mut case = planned();
    then!(case, case.propose_closing(Closing { watcher: agency("reclassering"), ..closing(&case) }).unwrap());
    assert!(turned(&case, "01-09-2026").is_ok());
    then!(case, case.end_participation(&agency("reclassering"), word("Toezicht voorbij."), today()).unwrap());
    assert!(turned(&case, "01-09-2026").unwrap_err().why.en.contains("table"), "who left keeps no eye");
}

/// The clocks of the two laws start at different moments.
#[test]
fn five_years_run_from_the_last_or_from_the_first_processing() {
    let (mut one, mut other) = (opened(), with(wgs()));
    for case in [&mut one, &mut other] {
        let event = case.remark(None, &agency("om-nh"), day("01-10-2026"), word("x")).unwrap();
        case.happens(event, day("01-10-2026"));
    }
    assert_eq!(one.destroy_by(), Some(day("01-10-2031")));
    assert_eq!(other.destroy_by(), Some(day("01-09-2031")));
}

#[test]
fn a_closed_case_has_a_rule_that_forbids_everything() {
    assert!(POLICY.contains("forbid (principal, action, resource is Case)"));
    for act in ACTS.iter() {
        assert!(POLICY.contains(&format!("\"{}\"", act.name)), "{} is in no rule", act.name);
    }
}

/// Every event ever written stays readable, to the letter.
#[test]
fn every_event_has_a_sample_that_is_still_read() {
    let samples = include_str!("../../../tests/samples/case.jsonl");
    let mut case = Case::default();
    for (seq, line) in (1..).zip(samples.lines()) {
        let written: serde_json::Value = serde_json::from_str(line).unwrap();
        let event: Event = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_value(&event).unwrap(), written);
        assert!(!Case::tell(&event).en.is_empty());
        case.apply(&event, &stamp(seq, today()));
    }
    crate::samples::every_variant::<Event>(samples);
    assert_eq!(case.card().reference, word("C-2026-0001"));
}
