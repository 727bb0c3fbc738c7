//! Scaling up and down: a question that rests on something, an answer by who may, and never a move by itself.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::*;
use vault::{Act, Role, Task};

fn name(agency: &AgencyId) -> String {
    agency.to_string()
}

/// Up one phase, on the first agreement.
fn up(case: &Case) -> Asking {
    Asking {
        no: 0,
        from: case.phase(),
        to: Phase::Raised,
        trigger: Trigger::Capacity,
        rests_on: vec![case.agreements.first().unwrap().no],
        question: word("Wie maakt plek vrij?"),
        stays: word("Elke week contact."),
        day: today(),
        due: day("04-09-2026"),
        acute: false,
        skips: None,
        power: None,
    }
}

fn down(case: &Case) -> Asking {
    Asking { to: Phase::Together, trigger: Trigger::GoalsMet, due: day("14-09-2026"), ..up(case) }
}

fn answer(outcome: Outcome) -> ScalingAnswer {
    let criteria = Criteria { up: vec![word("Nieuwe zorg.")], down: vec![word("Zes weken rust.")] };
    let help = Help { what: word("Een dag meer."), who: agency("reclassering"), until: day("01-11-2026") };
    ScalingAnswer {
        decision: decision(outcome),
        criteria: Some(criteria),
        help: Some(help),
        table: Some(word("Levensloop")),
        written: None,
    }
}

/// A planned case with an agreement of the police, in which the four are somebody's or somebody sees to it.
fn table() -> Case {
    let mut case = planned();
    let agreement = Agreement {
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
    then!(case, case.make_agreement(Some(Purpose::Execute), &agency("politie-nh"), agreement).unwrap());
    case
}

fn said(mut case: Case) -> Case {
    let stay = agency("gemeente-hoorn");
    for duty in Duty::ALL {
        then!(case, case.leave_duty_open(duty, stay.clone(), day("20-09-2026"), today()).unwrap());
    }
    case
}

fn asked(mut case: Case, asking: impl Fn(&Case) -> Asking) -> (Case, u32) {
    then!(case, case.ask_scaling(&agency("reclassering"), asking(&case), name).unwrap());
    let no = case.scaling().waiting.last().unwrap().asking.no;
    (case, no)
}

fn taken_over(mut case: Case) -> Case {
    let points = vec![word("Schuld loopt op."), word("Vriend komt vrij.")];
    then!(case, case.offer_handover(agency("reclassering"), points, word("Wijkteam")).unwrap());
    then!(case, case.answer_handover(&agency("reclassering"), &[0, 1], None).unwrap());
    case
}

fn why(tried: Result<Event, Refusal>) -> String {
    tried.unwrap_err().why.nl.into_owned()
}

fn of(case: &Case, act: &str) -> Vec<Task> {
    case.card().tasks.into_iter().filter(|task| task.act == act).collect()
}

#[test]
fn a_question_rests_on_something_its_asker_reads_and_comes_once_in_a_direction() {
    let case = table();
    let who = agency("reclassering");
    let tries = |asking: Asking| field(case.ask_scaling(&who, asking, name));
    assert_eq!(tries(Asking { to: Phase::Directed, ..up(&case) }), "to");
    assert_eq!(tries(Asking { rests_on: Vec::new(), ..up(&case) }), "rests_on");
    assert_eq!(tries(Asking { rests_on: vec![999], ..up(&case) }), "rests_on");
    assert_eq!(tries(Asking { trigger: Trigger::GoalsMet, ..up(&case) }), "trigger");
    assert_eq!(tries(Asking { due: day("16-09-2026"), ..up(&case) }), "due", "eleven working days");
    assert_eq!(tries(Asking { due: day("31-08-2026"), ..up(&case) }), "due");
    let skips = Asking { to: Phase::Authorities, ..up(&case) };
    assert_eq!(tries(skips.clone()), "skips");
    let said = Some(word("Er is vannacht iets gebeurd."));
    assert_eq!(
        tries(Asking { skips: said.clone(), ..skips.clone() }),
        "to",
        "only what cannot wait leaves a phase out"
    );
    assert!(case.ask_scaling(&who, Asking { skips: said, acute: true, ..skips }, name).is_ok());
    let (case, no) = asked(case, up);
    let again = why(case.ask_scaling(&agency("politie-nh"), up(&case), name));
    assert_eq!(again, "Er wacht al een vraag op antwoord (sinds 01-09-2026). Vul die aan.");
    assert!(case.add_to_scaling(no, &agency("politie-nh"), word("Ook de huur.")).is_ok());
    assert!(case.add_to_scaling(999, &agency("politie-nh"), word("Ook de huur.")).is_err());
}

#[test]
fn under_the_wgs_the_power_that_is_asked_of_the_authorities_is_named() {
    let mut case = with(wgs());
    gives(&mut case, "gemeente-hoorn", gift("Woont alleen."));
    let asking = |case: &Case, power| Asking {
        to: Phase::Authorities,
        rests_on: vec![case.items_for(&agency("gemeente-hoorn"), today())[0].no],
        acute: true,
        skips: Some(word("Nu.")),
        power,
        ..up_on(case)
    };
    assert_eq!(field(case.ask_scaling(&agency("gemeente-hoorn"), asking(&case, None), name)), "power");
    let named = Some(word("Een gebiedsverbod."));
    assert!(case.ask_scaling(&agency("gemeente-hoorn"), asking(&case, named), name).is_ok());
}

fn up_on(case: &Case) -> Asking {
    Asking { rests_on: Vec::new(), ..Asking { no: 0, from: case.phase(), ..up(&table()) } }
}

#[test]
fn the_process_director_answers_what_stays_below_and_the_help_moves_with_the_four_said() {
    let mut case = table();
    let director = agency("zvh-nhn");
    case = taken_over(case);
    let (mut case, no) = asked(case, down);
    assert_eq!(of(&case, AnswerScaling::INFO.name)[0].role, Some(Role::ProcessDirector));
    let moves = || answer(Outcome::Moves);
    assert_eq!(
        why(case.answer_scaling(no, &agency("politie-nh"), answer(Outcome::Stays), today(), name)),
        "Hierop antwoordt de procesregisseur."
    );
    assert_eq!(
        why(case.answer_scaling(no, &director, moves(), today(), name)),
        "Vul alle vier in, of zeg wie het regelt en wanneer."
    );
    case = said(case);
    let silent = ScalingAnswer { criteria: None, ..moves() };
    assert_eq!(field(case.answer_scaling(no, &director, silent, today(), name)), "up");
    then!(case, case.answer_scaling(no, &director, moves(), today(), name).unwrap());
    assert_eq!((case.phase(), case.phase_since()), (Phase::Together, Some(today())));
    assert!(case.scaling().waiting.is_empty() && case.handover().is_none());
    let last = case.scaling().answered.back().unwrap();
    assert!(
        last.handover.as_ref().unwrap().is_taken() && last.answer.help.is_none(),
        "only what belongs to the answer"
    );
    assert_eq!(case.criteria().down.len(), 1);
    assert_eq!(of(&case, ReadScaling::INFO.name).len(), 0, "who answered themselves knows it");
    assert!(case.answer_scaling(no, &director, moves(), today(), name).is_err(), "once");
}

#[test]
fn help_that_comes_beside_it_says_what_of_whom_and_until_when() {
    let (mut case, no) = asked(taken_over(table()), down);
    let director = agency("zvh-nhn");
    let tries = |answer: ScalingAnswer| field(case.answer_scaling(no, &director, answer, today(), name));
    assert_eq!(tries(ScalingAnswer { help: None, ..answer(Outcome::Helped) }), "help_what");
    let help = |who: &str, until: &str| Some(Help { what: word("Een dag."), who: agency(who), until: day(until) });
    assert_eq!(
        tries(ScalingAnswer { help: help("school-hoorn", "01-11-2026"), ..answer(Outcome::Helped) }),
        "help_who"
    );
    assert_eq!(tries(ScalingAnswer { help: help("om-nh", "01-08-2026"), ..answer(Outcome::Helped) }), "help_until");
    assert_eq!(tries(ScalingAnswer { table: None, ..answer(Outcome::OtherTable) }), "table");
    let none = answer(Outcome::Stays);
    let without = ScalingAnswer { decision: Decision { options: Vec::new(), ..none.decision.clone() }, ..none.clone() };
    assert_eq!(tries(without), "options");
    then!(case, case.answer_scaling(no, &director, answer(Outcome::Helped), today(), name).unwrap());
    assert_eq!(case.phase(), Phase::Directed);
    assert!(case.handover().is_some_and(Handover::is_taken), "what was offered stays as it stays");
}

#[test]
fn three_keys_on_one_text_scale_up_and_a_changed_text_or_an_addition_asks_for_them_again() {
    let (mut case, no) = asked(said(table()), up);
    assert!(case.turn_scaling_key(no, &agency("om-nh"), &word("om-nh"), name).is_err(), "nothing to agree with");
    then!(case, case.answer_scaling(no, &agency("zvh-nhn"), answer(Outcome::Moves), today(), name).unwrap());
    assert_eq!(of(&case, TurnScalingKey::INFO.name).len(), 3);
    let turn = |case: &Case, (a, p): (&str, &str)| case.turn_scaling_key(no, &agency(a), &word(p), name);
    then!(case, turn(&case, KEYS[0]).unwrap());
    assert!(turn(&case, KEYS[0]).is_err() && turn(&case, ("reclassering", "reclassering")).is_err());
    then!(case, case.add_to_scaling(no, &agency("reclassering"), word("Ook de huur.")).unwrap());
    for key in KEYS {
        assert_eq!(case.phase(), Phase::Directed);
        then!(case, turn(&case, key).unwrap());
    }
    assert_eq!(case.phase(), Phase::Raised);
    let last = case.scaling().answered.back().unwrap();
    assert_eq!((last.by.len(), last.answer.decision.by.len(), last.asked.added.len()), (3, 3, 1));
}

#[test]
fn the_triangle_says_on_which_day_it_decided_in_writing() {
    let acute = |case: &Case| Asking {
        to: Phase::Authorities,
        acute: true,
        skips: Some(word("Er is vannacht iets gebeurd.")),
        ..up(case)
    };
    let (case, no) = asked(said(table()), acute);
    let on = |written| ScalingAnswer { written, ..answer(Outcome::Moves) };
    let tries = |answer| case.answer_scaling(no, &agency("om-nh"), answer, today(), name);
    for wrong in [None, Some(day("31-08-2026")), Some(day("02-09-2026"))] {
        assert_eq!(field(tries(on(wrong))), "written");
    }
    assert!(tries(on(Some(today()))).is_ok());
    assert!(of(&case, AnswerScaling::INFO.name)[0].urgent);
}

#[test]
fn nothing_goes_back_without_somebody_who_took_over_every_point() {
    let mut case = table();
    let who = agency("reclassering");
    let nobody = "Nog niemand neemt het over. Bied het eerst aan.";
    assert_eq!(why(case.ask_scaling(&who, down(&case), name)), nobody);
    let points = || vec![word("Schuld loopt op."), word("Vriend komt vrij.")];
    assert_eq!(field(case.offer_handover(agency("school-hoorn"), points(), word("Wijkteam"))), "to");
    assert_eq!(field(case.offer_handover(who.clone(), Vec::new(), word("Wijkteam"))), "points");
    then!(case, case.offer_handover(who.clone(), points(), word("Wijkteam")).unwrap());
    assert_eq!(of(&case, AnswerHandover::INFO.name)[0].agency, who);
    assert_eq!(why(case.ask_scaling(&who, down(&case), name)), nobody);
    assert_eq!(field(case.answer_handover(&who, &[1], None)), "points");
    assert!(case.answer_handover(&agency("om-nh"), &[0, 1], None).is_err());
    let both = case.answer_handover(&who, &[0, 1], Some(word("Geen mensen.")));
    assert_eq!(field(both), "points", "taken over, or not");
    let mut refused = case.clone();
    then!(refused, refused.answer_handover(&who, &[], Some(word("Geen mensen."))).unwrap());
    assert_eq!(why(refused.ask_scaling(&who, down(&refused), name)), nobody);
    then!(case, case.answer_handover(&who, &[0, 1], None).unwrap());
    assert!(case.ask_scaling(&who, down(&case), name).is_ok());
}

#[test]
fn an_agreement_that_would_have_no_owner_stops_it_and_is_named() {
    let mut case = taken_over(table());
    let agreement = Agreement { agency: agency("zvh-nhn"), ..case.agreements[0].clone() };
    then!(case, case.make_agreement(Some(Purpose::Execute), &agency("politie-nh"), agreement).unwrap());
    let no = why(case.ask_scaling(&agency("reclassering"), down(&case), name));
    assert!(
        no.starts_with("Deze afspraken hebben straks geen eigenaar: zvh-nhn: Belt de ouders. (uiterlijk 10-09-2026). ")
    );
    // What was declined is nobody's to keep, and does not stand in the way.
    let made = case.agreements.last().unwrap().no;
    let said = Declining { no: made, reason: Some(word("Dit kan niet.")), another: None, day: today() };
    then!(case, case.decline_agreement(&agency("zvh-nhn"), said).unwrap());
    assert!(case.ask_scaling(&agency("reclassering"), down(&case), name).is_ok());
}

#[test]
fn an_answer_moves_only_from_where_the_help_stood_when_it_was_asked() {
    let (case, back) = asked(taken_over(said(table())), down);
    let (mut case, no) = asked(case, up);
    let director = agency("zvh-nhn");
    let moves = || answer(Outcome::Moves);
    let mut lower = case.clone();
    then!(case, case.answer_scaling(no, &director, moves(), today(), name).unwrap());
    for (who, person) in KEYS {
        then!(case, case.turn_scaling_key(no, &agency(who), &word(person), name).unwrap());
    }
    assert_eq!(case.phase(), Phase::Raised);
    // What the three decided is not undone by who answered alone before; nor does what was taken over for that still count.
    assert_eq!(field(case.answer_scaling(back, &director, moves(), today(), name)), "outcome");
    assert!(case.handover().is_none());
    then!(case, case.answer_scaling(back, &director, answer(Outcome::Stays), today(), name).unwrap());
    assert_eq!(case.phase(), Phase::Raised);
    // The other way round: with keys on it already.
    then!(lower, lower.answer_scaling(no, &director, moves(), today(), name).unwrap());
    let key = |case: &Case, (who, person): (&str, &str)| case.turn_scaling_key(no, &agency(who), &word(person), name);
    then!(lower, key(&lower, KEYS[0]).unwrap());
    then!(lower, lower.answer_scaling(back, &director, moves(), today(), name).unwrap());
    assert_eq!(lower.phase(), Phase::Together);
    assert_eq!(field(key(&lower, KEYS[1])), "outcome");
}

#[test]
fn a_question_rests_on_what_everybody_reads_and_where_nothing_lies_there_on_its_cause() {
    let mut case = with(wgs());
    let who = agency("gemeente-hoorn");
    assert!(case.ask_scaling(&who, up_on(&case), name).is_ok(), "nothing lies there yet");
    let narrow = gives(
        &mut case,
        "gemeente-hoorn",
        Gift { audience: Audience::Named { agencies: vec![agency("om-nh")] }, ..gift("Nauw.") },
    );
    assert!(case.ask_scaling(&who, up_on(&case), name).is_ok(), "nor for everybody");
    let on = |rests_on| Asking { rests_on, ..up_on(&case) };
    assert_eq!(field(case.ask_scaling(&who, on(vec![narrow]), name)), "rests_on");
    let open = gives(&mut case, "gemeente-hoorn", gift("Woont alleen."));
    let on = |rests_on| Asking { rests_on, ..up_on(&case) };
    assert_eq!(field(case.ask_scaling(&who, on(Vec::new()), name)), "rests_on");
    assert_eq!(field(case.ask_scaling(&who, on(vec![open, narrow]), name)), "rests_on");
    assert!(case.ask_scaling(&who, on(vec![open]), name).is_ok());
}

#[test]
fn a_third_party_knows_of_its_own_question_alone_and_gives_nothing_back() {
    let mut case = table();
    let school = agency("school-hoorn");
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    then!(case, case.declare(&school).unwrap());
    let own = gives(&mut case, "school-hoorn", gift("Komt niet meer."));
    let (case, _) = asked(case, up);
    let asks = |case: &Case| Asking { rests_on: vec![own], ..up(case) };
    assert!(case.scaling_waits(&school, true).is_none());
    assert!(case.ask_scaling(&school, asks(&case), name).is_ok());
    assert!(case.scaling_waits(&agency("om-nh"), true).is_some());
    let down = Asking { rests_on: vec![own], ..down(&case) };
    assert_eq!(why(case.ask_scaling(&school, down, name)), "Teruggeven doen de deelnemers van deze tafel.");
}

#[test]
fn a_responsibility_is_taken_on_by_the_organisation_itself_or_somebody_sees_to_it() {
    let mut case = table();
    let (operational, police) = (Duty::Operational, agency("politie-nh"));
    assert_eq!(
        field(case.name_duty(Duty::Case, police.clone(), word("Iemand"))),
        "how",
        "who directs is chosen elsewhere"
    );
    assert_eq!(field(case.name_duty(operational, agency("school-hoorn"), word("Iemand"))), "agency");
    let stay = agency("gemeente-hoorn");
    assert_eq!(field(case.leave_duty_open(operational, police.clone(), day("20-09-2026"), today())), "sees");
    assert_eq!(field(case.leave_duty_open(operational, stay.clone(), day("31-08-2026"), today())), "by");
    then!(case, case.name_duty(operational, police.clone(), word("teamleiders")).unwrap());
    assert_eq!(of(&case, AnswerDuty::INFO.name)[0].agency, police);
    assert!(case.answer_duty(operational, &stay, None).is_err());
    let mut no = case.clone();
    then!(no, no.answer_duty(operational, &police, Some(word("Geen mensen."))).unwrap());
    assert_eq!(of(&no, NameDuty::INFO.name)[0].agency, stay, "whoever proposed it sees to it again");
    then!(case, case.answer_duty(operational, &police, None).unwrap());
    assert!(case.answer_duty(operational, &police, None).is_err() && of(&case, AnswerDuty::INFO.name).is_empty());
    assert!(matches!(case.stand(operational), Stand::Said(Holding::Named { accepted: Some(_), .. })));
    // Nobody directs yet, and who comes to direct ends that.
    then!(case, case.leave_duty_open(Duty::Case, stay.clone(), day("20-09-2026"), today()).unwrap());
    assert_eq!(of(&case, NameDuty::INFO.name).len(), 1);
    for event in case.choose_director(&stay, word("casusregisseur-hoorn"), today()).unwrap() {
        then!(case, event.clone());
    }
    assert!(of(&case, NameDuty::INFO.name).is_empty() && matches!(case.stand(Duty::Case), Stand::Directs(..)));
    assert!(case.leave_duty_open(Duty::Case, stay, day("20-09-2026"), today()).is_err());
    let both = case.choose_director(&agency("zvh-nhn"), word("casusregisseur-hoorn"), today()).unwrap_err();
    assert_eq!(both.why.nl, "Casusregie en procesregie horen bij twee mensen.");
}

#[test]
fn a_late_answer_of_the_three_is_asked_of_the_director_and_nothing_moves() {
    let (mut case, no) = asked(said(table()), up);
    assert_eq!(of(&case, AnswerScaling::INFO.name)[0].due, Some(day("04-09-2026")));
    then!(case, case.answer_scaling(no, &agency("om-nh"), answer(Outcome::Moves), today(), name).unwrap());
    let late = of(&case, AnswerScaling::INFO.name);
    assert_eq!((late[0].since, late[0].role), (day("05-09-2026"), Some(Role::ProcessDirector)));
    assert_eq!(case.phase(), Phase::Directed);
}

#[test]
fn another_municipality_of_stay_begins_with_fresh_keys() {
    let (mut case, no) = asked(said(table()), up);
    then!(case, case.answer_scaling(no, &agency("om-nh"), answer(Outcome::Moves), today(), name).unwrap());
    then!(case, case.turn_scaling_key(no, &agency("om-nh"), &word("om-nh"), name).unwrap());
    then!(
        case,
        case.move_stay((word("medemblik"), word("nhn"), agency("gemeente-medemblik")), Explicit::default(), today())
            .unwrap()
    );
    let keys = &case.scaling().waiting[0].draft.as_ref().unwrap().keys;
    assert!(keys.turned().is_empty() && keys.needed().contains(&agency("gemeente-medemblik")));
}

#[test]
fn a_case_in_which_nothing_happens_is_asked_of_its_director_from_a_day_and_not_again_right_after_a_look() {
    let case =
        with(Opening { terms: Some(kernel::CaseTerms { still: 10, late: 3, ..Default::default() }), ..opening() });
    let from = |case: &Case| of(case, AskScaling::INFO.name).first().map(|task| task.since);
    assert_eq!(from(&case), Some(day("11-09-2026")));
    assert!(case.stalls(day("10-09-2026")).next().is_none());
    assert_eq!(case.stalls(day("11-09-2026")).collect::<Vec<_>>(), [Stall::Quiet(today())]);
    // A late agreement calls sooner; looking back gives as many days again.
    let mut case = table();
    assert_eq!(from(&case), Some(day("17-09-2026")));
    assert!(case.stalls(day("17-09-2026")).eq([Stall::Late(day("10-09-2026"))]));
    let review = Review {
        no: 0,
        day: day("16-09-2026"),
        goals: case.plan.goals.iter().map(|g| GoalNow { goal: g.no, trend: Trend::Same, why: word("Nog.") }).collect(),
        necessary: true,
        necessity: word("Ja."),
        proportionate: true,
        proportion: word("Ja."),
        voice: None,
        next: Next::Continue,
        again: Some(day("20-09-2026")),
        explicit: Explicit::default(),
    };
    case.happens(case.review(review).unwrap(), day("16-09-2026"));
    assert_eq!(from(&case), Some(day("23-09-2026")));
    assert!(case.stalls(day("27-09-2026")).eq([Stall::Late(day("10-09-2026")), Stall::Unlooked(day("20-09-2026"))]));
    // Who called the director, or asked for help, has told.
    let mut called = case.clone();
    then!(called, called.call_director(today(), word("Het zit vast.")).unwrap());
    assert_eq!((from(&called), called.stalls(day("01-12-2026")).count()), (None, 0));
    assert_eq!(from(&asked(case, up).0), None);
}

#[test]
fn a_case_closes_when_the_help_was_given_back_or_says_why_not() {
    let case = said(table());
    let silent = || Closing { scaled: None, ..closing(&case) };
    let no = case.propose_closing(silent()).unwrap_err();
    assert_eq!(no.field.as_deref(), Some("scaled"));
    assert!(no.why.nl.contains("Geef eerst terug, of zeg waarom de casus nu zo sluit."), "{}", no.why.nl);
    assert!(case.propose_closing(closing(&case)).is_ok());
    let (mut back, no) = asked(taken_over(case.clone()), down);
    then!(back, back.answer_scaling(no, &agency("zvh-nhn"), answer(Outcome::Moves), today(), name).unwrap());
    let mut closes = back.clone();
    then!(closes, closes.propose_closing(silent()).unwrap());
    assert!(closes.turn_closing_key(&agency("om-nh"), &word("om-nh"), today()).is_ok());
    // Scaled up again since: the proposal says nothing of it.
    let again = |case: &Case| Asking { to: Phase::Directed, ..up(case) };
    let (mut closes, no) = asked(closes, again);
    then!(closes, closes.answer_scaling(no, &agency("zvh-nhn"), answer(Outcome::Moves), today(), name).unwrap());
    assert!(closes.turn_closing_key(&agency("om-nh"), &word("om-nh"), today()).unwrap_err().field.is_none());
}
