//! Looking back on agreements, and what the results were worth.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use vault::Task;

fn agreed(case: &mut Case, who: &str) -> u32 {
    let made = Agreement {
        no: 0,
        agency: agency(who),
        what: word("Belt de ouders."),
        due: day("10-09-2026"),
        made: today(),
        accepted: None,
        done: None,
        person: None,
        unkept: None,
    };
    then!(case, case.make_agreement(Some(Purpose::Execute), &agency("gemeente-hoorn"), made).unwrap());
    case.agreements.last().unwrap().no
}

fn evaluation(of: u32) -> Evaluation {
    Evaluation {
        no: 0,
        day: today(),
        present: vec![agency("politie-nh"), agency("zvh-nhn"), agency("politie-nh")],
        expected: word("Dat ieder belt bij nieuws."),
        happened: word("Wij belden te laat."),
        well: None,
        better: Some(word("Eerder bellen.")),
        agreements: vec![OfAgreement { agreement: of, text: word("De ouders waren blij.") }],
    }
}

/// EVA-01: in the case, before its end, and together.
#[test]
fn the_table_looks_back_on_its_agreements_as_long_as_the_case_runs() {
    let mut case = planned();
    assert!(case.evaluate(evaluation(1), today()).is_err(), "nothing was agreed");
    let no = agreed(&mut case, "politie-nh");
    let whole = evaluation(no);
    let alone = |present| Evaluation { present, ..whole.clone() };
    for present in [vec![], vec![agency("politie-nh"); 2], vec![agency("politie-nh"), agency("school-hoorn")]] {
        assert_eq!(field(case.evaluate(alone(present), today())), "present");
    }
    for wrong in [day("02-09-2026"), day("31-08-2026")] {
        assert_eq!(field(case.evaluate(Evaluation { day: wrong, ..whole.clone() }, today())), "day");
    }
    assert_eq!(field(case.evaluate(Evaluation { better: None, ..whole.clone() }, today())), "well");
    assert!(case.evaluate(evaluation(99), today()).is_err(), "no such agreement");
    let event = case.evaluate(whole.clone(), today()).unwrap();
    assert!(matches!(event, Event::Toward { purpose: Purpose::Evaluate, .. }), "CAS-03");
    then!(case, event);
    assert_eq!(case.evaluations[0].present, [agency("politie-nh"), agency("zvh-nhn")]);

    then!(case, case.propose_closing(closing(&case)).unwrap());
    for (a, p) in KEYS {
        assert!(case.evaluate(whole.clone(), today()).is_ok());
        then!(case, case.turn_closing_key(&agency(a), &word(p), today()).unwrap());
    }
    assert!(case.evaluate(whole, today()).is_err(), "shielded (Wgpga art. 6 lid 3)");
}

/// EVA-01: what is counted is all that leaves a case, and of this nothing is.
#[test]
fn nothing_of_a_look_back_or_of_feedback_is_counted() {
    let mut case = planned_under(wgs());
    let no = agreed(&mut case, "politie-nh");
    for event in [case.evaluate(evaluation(no), today()).unwrap(), case.give_feedback(feedback("om-nh")).unwrap()] {
        let mut after = case.clone();
        after.happens(event.clone(), today());
        assert!(after.measures(&case, &event, &stamp(1, today())).is_empty());
    }
}

fn feedback(who: &str) -> Feedback {
    Feedback {
        no: 0,
        agency: agency(who),
        day: today(),
        effective: word("De overlast stopte."),
        usable: word("Het plan was helder."),
        follow_up: FollowUp::Given,
    }
}

/// Who is asked for feedback, from when and by when.
fn asked(case: &Case) -> Vec<(String, Date, Date)> {
    let tasks = case.card().tasks;
    let mut asked: Vec<_> = tasks
        .iter()
        .filter(|t| t.act == "case.give-feedback")
        .map(|t: &Task| (t.agency.to_string(), t.since, t.due.unwrap()))
        .collect();
    asked.sort();
    asked
}

fn of(who: &str, since: &str, due: &str) -> (String, Date, Date) {
    (who.to_owned(), day(since), day(due))
}

/// EVA-04: a year after the first results, then a year after what was said last; a month ahead.
#[test]
fn each_who_received_the_results_owes_feedback_every_year() {
    let mut case = planned_under(wgs());
    let all = ["gemeente-hoorn", "om-nh", "politie-nh", "reclassering"];
    // The house hears it, and the experts act for the municipality.
    assert_eq!(asked(&case), all.map(|who| of(who, "01-08-2027", "01-09-2027")));

    let event = case.give_feedback(Feedback { day: day("15-08-2027"), ..feedback("reclassering") }).unwrap();
    case.happens(event, day("15-08-2027"));
    let given = asked(&case);
    assert_eq!(given[..3], all.map(|who| of(who, "01-08-2027", "01-09-2027"))[..3], "the others owe it still");
    assert_eq!(given[3], of("reclassering", "15-07-2028", "15-08-2028"));

    // Who comes later has its own year, from its own first day.
    let late = Proposal {
        from: day("01-10-2027"),
        ..participant("rvdk", AgencyKind::ChildProtection, Ground::ChildProtection)
    };
    let_in(&mut case, late);
    assert!(asked(&case).contains(&of("rvdk", "01-09-2028", "01-10-2028")));
    // Who leaves cannot reach the case any more.
    then!(case, case.end_participation(&agency("reclassering"), word("Toezicht voorbij."), today()).unwrap());
    assert!(asked(&case).iter().all(|(who, ..)| who != "reclassering"));
    assert!(case.give_feedback(feedback("reclassering")).is_err());
}

#[test]
fn who_received_nothing_owes_no_feedback() {
    let mut case = with(wgs());
    assert!(asked(&case).is_empty(), "there is no plan, so there are no results");
    assert!(case.give_feedback(feedback("om-nh")).is_err());
    case = planned_under(wgs());
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    for who in ["school-hoorn", "zvh-nhn", "cter-nh", "gemeente-enkhuizen"] {
        assert!(asked(&case).iter().all(|(agency, ..)| agency != who), "{who}");
        assert!(case.give_feedback(feedback(who)).is_err(), "{who}");
    }
    // The person moves: the new municipality has the plan from that day on, the old one no longer.
    let moved = case
        .move_stay((word("enkhuizen"), word("nhn"), agency("gemeente-enkhuizen")), Explicit::default(), today())
        .unwrap();
    case.happens(moved, day("01-12-2026"));
    assert_eq!(asked(&case)[0], of("gemeente-enkhuizen", "01-11-2027", "01-12-2027"));
    assert!(case.recipient(&agency("gemeente-hoorn")).is_none());
}

/// The Wgpga has no article like WGS 1.7(4), and a case that goes over to it leaves the duty behind (WGS art. 2.31 lid 13).
#[test]
fn the_other_law_asks_no_feedback() {
    let wgpga = planned();
    assert!(asked(&wgpga).is_empty());
    assert!(wgpga.give_feedback(feedback("politie-nh")).is_err());
    let mut switched = planned_under(wgs());
    then!(switched, switched.give_feedback(feedback("om-nh")).unwrap());
    then!(switched, switched.switch(None, Explicit::default(), today()).unwrap());
    assert!(asked(&switched).is_empty() && switched.recipients.is_empty());
    assert!(switched.give_feedback(feedback("politie-nh")).is_err());
    assert_eq!(switched.feedback.len(), 1, "what was said is read");
}
