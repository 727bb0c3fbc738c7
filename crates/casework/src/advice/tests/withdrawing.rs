//! Who sent an advice back withdraws that, and the round goes on.

use super::*;

#[test]
fn who_sent_it_back_withdraws_the_remark_and_what_the_others_decided_stands() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(HOORN, Choice::Approve).decides(POLICE, Choice::Return);
    assert_eq!(triangle.advice.state(), State::Returned);
    let tries = |t: &Triangle, who: &str| {
        t.advice.withdraw_remark(&agency(who), &person(&format!("p-{who}")), note("Het gesprek is er geweest."))
    };
    for other in [HOORN, OM, HOUSE] {
        assert!(tries(&triangle, other).is_err(), "{other} did not send it back");
    }
    let withdrawn = tries(&triangle, POLICE).unwrap();
    triangle.happens("p-politie-nh", POLICE, &withdrawn);
    let advice = &triangle.advice;
    assert_eq!((advice.state(), advice.has_decided(&agency(HOORN))), (State::Round, true));
    assert!(!advice.has_decided(&agency(POLICE)) && advice.ended().is_none());
    let kept = &advice.round().unwrap().withdrawn[0];
    assert_eq!(
        (kept.vote.reason.as_ref(), &kept.reason),
        (Some(&note("Hierom.")), &note("Het gesprek is er geweest."))
    );
    assert_eq!(triangle.tasks(DecideAdvice::INFO.name).len(), 2);
    assert!(triangle.tasks(RedraftAdvice::INFO.name).is_empty());
    triangle.decides(POLICE, Choice::Approve).decides(OM, Choice::Approve);
    assert_eq!(triangle.advice.state(), State::Approved);
}

#[test]
fn a_remark_that_was_worked_into_the_text_is_not_withdrawn() {
    let mut triangle = Triangle::in_round(Mode::Three);
    triangle.decides(POLICE, Choice::Return);
    triangle.rewrites(text(Advise::Integral));
    let late = triangle.advice.withdraw_remark(&agency(POLICE), &person("p-politie-nh"), note("Toch niet."));
    assert!(late.is_err());
}
