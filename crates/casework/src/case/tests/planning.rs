//! Factors, goals, interventions, agreements, reviews.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;

#[test]
fn a_judgement_carries_no_factor() {
    let mut case = opened();
    let said = gives(&mut case, "gemeente-hoorn", Gift { nature: Nature::Judgement, ..gift("Lijkt somber.") });
    let factor =
        |facts| Factor { no: 0, kind: FactorKind::Risk, domain: LifeDomain::Mind.into(), text: word("Somber."), facts };
    assert_eq!(field(case.add_factor(None, &agency("om-nh"), today(), factor(vec![said]))), "facts");
    assert_eq!(field(case.add_factor(None, &agency("om-nh"), today(), factor(Vec::new()))), "facts");
}

/// CAS-02
#[test]
fn an_intervention_has_a_participant_who_accepted_it_and_a_power_of_its_own() {
    let mut case = planned();
    let whole = serde_json::to_value(intervention(&case)).unwrap();
    for part in ["power", "agency", "effect", "due"] {
        let mut torn = whole.clone();
        torn.as_object_mut().unwrap().remove(part);
        assert!(serde_json::from_value::<Intervention>(torn).is_err(), "{part}");
    }
    let stranger = Intervention { agency: agency("school-hoorn"), ..intervention(&case) };
    assert_eq!(field(case.add_intervention(&agency("gemeente-hoorn"), today(), stranger)), "agency");
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    let guest = Intervention { agency: agency("school-hoorn"), ..intervention(&case) };
    assert_eq!(field(case.add_intervention(&agency("gemeente-hoorn"), today(), guest)), "agency");
}

#[test]
fn no_key_turns_while_somebody_has_not_accepted() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    carried(&mut case);
    then!(case, case.add_intervention(&agency("gemeente-hoorn"), today(), intervention(&case)).unwrap());
    then!(case, case.draft_plan(decision(PlanOutcome::Carry), today()).unwrap());
    assert!(case.turn_plan_key(&agency("om-nh"), &word("om-nh")).is_err());
    let no = case.plan.interventions.last().unwrap().no;
    assert!(case.accept_intervention(no, &agency("om-nh"), today()).is_err());
    then!(case, case.accept_intervention(no, &agency("reclassering"), today()).unwrap());
    assert!(case.turn_plan_key(&agency("om-nh"), &word("om-nh")).is_ok());
}

#[test]
fn a_changed_plan_needs_fresh_keys() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    carried(&mut case);
    then!(case, case.draft_plan(decision(PlanOutcome::Carry), today()).unwrap());
    then!(case, case.turn_plan_key(&agency("om-nh"), &word("om-nh")).unwrap());
    let mine = Intervention { agency: agency("gemeente-hoorn"), ..intervention(&case) };
    then!(case, case.add_intervention(&agency("gemeente-hoorn"), today(), mine).unwrap());
    assert!(case.plan.draft.as_ref().unwrap().keys.people().next().is_none());
}

#[test]
fn the_third_key_makes_the_plan_and_says_who_agreed() {
    let case = planned();
    assert_eq!(case.state, State::Planned);
    assert_eq!(case.plan.agreed.last().unwrap().decision.by.len(), 3);
    assert_eq!(case.next_look(), Some(day("01-11-2026")));
    assert!(case.card().tasks.iter().any(|t| t.act == "case.review" && t.due == Some(day("01-11-2026"))));
}

#[test]
fn a_plan_names_another_option_and_a_day_to_look_again() {
    let mut case = opened();
    let bare = Decision { options: Vec::new(), ..decision(PlanOutcome::Watch) };
    assert_eq!(field(case.draft_plan(bare, today())), "options");
    let endless = Decision { review: None, ..decision(PlanOutcome::Watch) };
    assert_eq!(field(case.draft_plan(endless, today())), "review");
    for day in [day("31-08-2026"), today()] {
        let past = Decision { review: Some(day), ..decision(PlanOutcome::Watch) };
        assert_eq!(field(case.draft_plan(past, today())), "review", "{day}");
    }
    assert!(case.draft_plan(decision(PlanOutcome::Carry), today()).is_err(), "nothing to carry out");
    then!(case, case.draft_plan(decision(PlanOutcome::Watch), today()).unwrap());
    assert!(case.turn_plan_key(&agency("om-nh"), &word("om-nh")).is_ok(), "doing nothing is an outcome too");
}

/// CAS-03
#[test]
fn after_the_plan_everything_has_one_of_four_purposes() {
    let mut case = planned();
    let who = agency("gemeente-hoorn");
    assert_eq!(field(case.remark(None, &who, today(), word("Gebeld."))), "purpose");
    assert_eq!(field(case.contribute(None, &who, today(), gift("Nieuw."))), "purpose");
    let event = case.remark(Some(Purpose::Execute), &who, today(), word("Gebeld.")).unwrap();
    assert!(matches!(event, Event::Toward { purpose: Purpose::Execute, .. }));
    then!(case, event);
    assert_eq!(Purpose::ALL.len(), 4);
    assert!(serde_json::from_str::<Purpose>("\"other\"").is_err());
}

/// CAS-04
#[test]
fn a_case_without_a_plan_has_a_day_to_look_again() {
    let case = opened();
    assert_eq!(case.next_look(), Some(day("27-10-2026")));
    assert_eq!(case.card().due, Some(day("27-10-2026")));
    assert!(case.card().tasks.iter().any(|t| t.act == "case.draft-plan"));
}

#[test]
fn an_agreement_binds_when_who_must_keep_it_accepts() {
    let mut case = opened();
    let made = Agreement {
        no: 0,
        agency: agency("politie-nh"),
        what: word("Belt de ouders."),
        due: day("10-09-2026"),
        made: today(),
        accepted: None,
        done: None,
        person: None,
        unkept: None,
    };
    then!(case, case.make_agreement(None, &agency("gemeente-hoorn"), made.clone()).unwrap());
    assert!(case.card().tasks.iter().any(|t| t.act == "case.accept-agreement"));
    assert!(case.accept_agreement(1, &agency("om-nh"), today()).is_err());
    assert!(case.complete_agreement(1, &agency("politie-nh"), today(), word("Gedaan.")).is_err());
    then!(case, case.accept_agreement(1, &agency("politie-nh"), today()).unwrap());
    then!(case, case.complete_agreement(1, &agency("politie-nh"), today(), word("Gedaan.")).unwrap());
    assert!(case.agreements[0].done.is_some());
    then!(case, case.make_agreement(None, &agency("politie-nh"), made).unwrap());
    assert_eq!(case.agreements[1].accepted, Some(today()), "one's own promise is accepted at once");
}

#[test]
fn a_review_speaks_of_every_goal_and_an_unneeded_case_cannot_go_on() {
    let mut case = planned();
    let goal = case.plan.goals[0].no;
    let review = Review {
        no: 0,
        day: today(),
        goals: vec![GoalNow { goal, trend: Trend::Better, why: word("Werkt twee dagen.") }],
        necessary: true,
        necessity: word("Nog zorgen."),
        proportionate: true,
        proportion: word("Lichte inzet."),
        voice: None,
        next: Next::Continue,
        again: Some(day("01-12-2026")),
        explicit: Explicit::default(),
    };
    assert_eq!(field(case.review(Review { goals: Vec::new(), ..review.clone() })), "goals");
    assert_eq!(field(case.review(Review { necessary: false, ..review.clone() })), "next");
    assert_eq!(field(case.review(Review { proportionate: false, ..review.clone() })), "next");
    assert_eq!(field(case.review(Review { again: None, ..review.clone() })), "again");
    then!(case, case.call_director(today(), word("Het staat stil.")).unwrap());
    assert!(case.call_director(today(), word("Weer.")).is_err());
    then!(case, case.review(review).unwrap());
    assert!(case.called.is_none());
    assert_eq!(case.next_look(), Some(day("01-12-2026")));
}

/// A look back on the plan of [`planned`], after which the table looks again on this day.
fn looked(case: &Case, again: &str) -> Review {
    Review {
        no: 0,
        day: today(),
        goals: case
            .plan
            .goals
            .iter()
            .map(|g| GoalNow { goal: g.no, trend: Trend::Same, why: word("Rustig.") })
            .collect(),
        necessary: true,
        necessity: word("Nog zorgen."),
        proportionate: true,
        proportion: word("Lichte inzet."),
        voice: None,
        next: Next::Adjust,
        again: Some(day(again)),
        explicit: Explicit::default(),
    }
}

#[test]
fn looking_again_sooner_than_planned_counts_until_a_new_plan_says_otherwise() {
    let mut case = planned();
    assert_eq!(case.next_look(), Some(day("01-11-2026")));
    then!(case, case.review(looked(&case, "01-10-2026")).unwrap());
    assert_eq!(case.next_look(), Some(day("01-10-2026")), "sooner than the plan had it");
    assert!(case.card().tasks.iter().any(|t| t.act == "case.review" && t.due == Some(day("01-10-2026"))));
    then!(case, case.draft_plan(decision(PlanOutcome::Watch), today()).unwrap());
    for who in ["gemeente-hoorn", "politie-nh", "om-nh"] {
        then!(case, case.turn_plan_key(&agency(who), &word(who)).unwrap());
    }
    assert_eq!(case.next_look(), Some(day("01-11-2026")), "agreed after that look, on the same day");
}

#[test]
fn nothing_is_planned_in_the_past_or_absurdly_far() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    carried(&mut case);
    let with = |due: &str| Intervention { due: day(due), agency: agency("gemeente-hoorn"), ..intervention(&case) };
    let add = |due: &str| case.add_intervention(&agency("gemeente-hoorn"), today(), with(due));
    assert!(add("31-08-2026").unwrap_err().why.nl.contains("31-08-2026 is al geweest"));
    assert!(add("01-09-2046").unwrap_err().why.nl.contains("meer dan tien jaar"));
    assert_eq!(field(add("31-08-2026")), "due");
    assert!(add(&kernel::day_month_year(today()).to_string()).is_ok(), "today is still to come");
}
