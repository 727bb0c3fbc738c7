//! How it goes with a goal while the work goes on, what may happen, and when nobody says anything.

use super::*;
use crate::case::{MeasureGoal, Moment, Rhythm, Scenario};
use vault::{Dossier, Role};

fn now(goal: u32, trend: Trend, why: &str) -> GoalNow {
    GoalNow { goal, trend, why: word(why) }
}

/// A planned case of which the goal is said every month.
fn measured() -> (Case, u32) {
    let mut case = planned();
    let factors = vec![case.factors[0].no];
    let goal = Goal::new(word("Heeft een dagritme."), word("Staat om acht uur op."), factors);
    let goal = Goal { baseline: Some(word("Slaapt tot de middag.")), rhythm: Some(Rhythm::Month), ..goal };
    then!(case, case.set_goal(Goal { set: Some(today()), ..goal }).unwrap());
    let no = case.plan.goals.last().unwrap().no;
    (case, no)
}

fn looked(goals: Vec<GoalNow>) -> Review {
    Review {
        no: 0,
        day: today(),
        goals,
        necessary: true,
        necessity: word("Zonder tafel valt het stil."),
        proportionate: true,
        proportion: word("Licht genoeg."),
        next: Next::Continue,
        again: Some(day("01-12-2026")),
        voice: None,
        explicit: Explicit::default(),
    }
}

#[test]
fn what_is_said_of_a_goal_between_and_at_a_look_back_is_one_line_from_old_to_new() {
    let (mut case, goal) = measured();
    then!(case, case.measure_goal(now(goal, Trend::Better, "Drie dagen op tijd op."), today()).unwrap());
    let goals = case.plan.goals.iter().map(|g| now(g.no, Trend::Same, "Als de vorige keer.")).collect();
    then!(case, case.review(looked(goals)).unwrap());
    then!(case, case.measure_goal(now(goal, Trend::Worse, "Deze week niet."), today()).unwrap());
    let said: Vec<Trend> = case.moments(goal).into_iter().map(|(.., now)| now.trend).collect();
    assert_eq!(said, [Trend::Better, Trend::Same, Trend::Worse]);
    let other = case.plan.goals[0].no;
    assert_eq!(case.moments(other).len(), 1, "what is said of one goal is not said of another");
}

#[test]
fn it_is_asked_of_the_case_director_a_month_after_it_was_said_last() {
    let (mut case, goal) = measured();
    let asked = |case: &Case| {
        let card = case.card();
        let of = |task: &&vault::Task| task.act == <MeasureGoal as vault::Act>::INFO.name;
        let mut tasks = card.tasks.iter().filter(of);
        let task = tasks.next().cloned();
        assert!(tasks.next().is_none(), "one goal has a rhythm");
        task
    };
    let task = asked(&case).unwrap();
    assert_eq!((task.agency.as_str(), task.role), ("gemeente-hoorn", Some(Role::CaseDirector)));
    assert_eq!((task.thing, task.due), (Some(goal), Some(today().saturating_add(jiff::Span::new().months(1)))));
    let later = today().saturating_add(jiff::Span::new().days(20));
    then!(case, case.measure_goal(now(goal, Trend::Better, "Op tijd."), later).unwrap());
    assert_eq!(asked(&case).unwrap().due, Some(later.saturating_add(jiff::Span::new().months(1))));
}

#[test]
fn nothing_is_asked_of_a_goal_without_a_rhythm_or_before_the_three_agreed() {
    assert!(planned().plan.goals.iter().all(|g| planned().next_moment(g).is_none()));
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    carried(&mut case);
    let factors = vec![case.factors[0].no];
    let goal =
        Goal { rhythm: Some(Rhythm::Fortnight), set: Some(today()), ..Goal::new(word("A."), word("B."), factors) };
    then!(case, case.set_goal(goal).unwrap());
    assert!(case.plan.goals.iter().all(|g| case.next_moment(g).is_none()));
}

#[test]
fn a_goal_that_is_not_there_is_not_measured_and_one_that_was_is_not_withdrawn() {
    let (mut case, goal) = measured();
    assert_eq!(case.measure_goal(now(999, Trend::Same, "Niets."), today()).unwrap_err().field.as_deref(), Some("goal"));
    then!(case, case.measure_goal(now(goal, Trend::Same, "Als eerst."), today()).unwrap());
    let stay = agency("gemeente-hoorn");
    let no = case.take_out(goal, word("Toch niet."), Vec::new(), (&stay, today())).unwrap_err();
    assert!(no.why.en.contains("Something rests on this"), "{}", no.why.en);
}

#[test]
fn a_scenario_rests_on_the_plan_and_takes_the_keys_off_it() {
    let mut case = planned();
    let (factor, step) = (case.factors[0].no, case.plan.interventions[0].no);
    let may = Scenario {
        no: 0,
        text: word("Verliest zijn werk."),
        factors: vec![factor],
        signs: word("Komt te laat."),
        steps: vec![step],
        then: word("De gemeente belt de werkgever."),
    };
    assert!(case.add_scenario(Scenario { factors: Vec::new(), ..may.clone() }).is_err());
    let none = case.add_scenario(Scenario { steps: vec![999], ..may.clone() }).unwrap_err();
    assert_eq!(none.field.as_deref(), Some("steps"));
    then!(case, case.add_scenario(may.clone()).unwrap());
    let stay = agency("gemeente-hoorn");
    let out = |no| case.take_out(no, word("Niet nodig."), Vec::new(), (&stay, today()));
    assert!(out(step).is_err(), "a scenario rests on it");
    let it = case.plan.scenarios[0].clone();
    let now = Text::Scenario(Scenario { signs: word("Meldt zich ziek."), ..it.clone() });
    then!(case, case.correct(now, word("Beter."), Vec::new(), (&stay, today())).unwrap());
    assert_eq!(case.plan.scenarios[0].signs, word("Meldt zich ziek."));
    then!(case, case.take_out(it.no, word("Voorbij."), Vec::new(), (&stay, today())).unwrap());
    assert!(case.plan.scenarios.is_empty());
}

/// A planned case that lapses unless somebody says within ninety days that it is needed.
fn lapsing() -> Case {
    planned_under(Opening { terms: Some(kernel::CaseTerms { confirm: Some(90), ..Default::default() }), ..opening() })
}

fn after(days: i64) -> Date {
    today().saturating_add(jiff::ToSpan::days(days))
}

#[test]
fn who_was_let_in_reads_no_case_that_nobody_said_is_still_needed() {
    let case = lapsing();
    let (partner, police) = (agency("reclassering"), agency("politie-nh"));
    assert!(case.sits_on(&partner, after(90)) && !case.sits_on(&partner, after(91)));
    assert!(case.sits_on(&police, after(91)) && case.sits_on(&agency("zvh-nhn"), after(91)), "somebody can look back");
    let seat = case.card().seats.into_iter().find(|seat| seat.agency == partner).unwrap();
    assert_eq!(seat.days.map(|(_, last)| last), Some(after(90)), "the store shows it to nobody after that day");
}

#[test]
fn a_look_back_that_says_it_is_needed_gives_the_table_back_what_it_read() {
    let mut case = lapsing();
    let goals: Vec<GoalNow> = case.plan.goals.iter().map(|g| now(g.no, Trend::Same, "Gelijk.")).collect();
    let late = Review { day: after(100), again: Some(after(150)), ..looked(goals.clone()) };
    let over = Review { necessary: false, next: Next::Close, again: None, ..late.clone() };
    let mut closing = lapsing();
    then!(closing, closing.review(over).unwrap());
    assert!(!closing.sits_on(&agency("reclassering"), after(101)), "a case that is to be closed is not confirmed");
    then!(case, case.review(late).unwrap());
    assert!(case.sits_on(&agency("reclassering"), after(190)) && !case.sits_on(&agency("reclassering"), after(191)));
}

#[test]
fn the_table_looks_again_before_what_it_says_has_lapsed() {
    let case = lapsing();
    let goals: Vec<GoalNow> = case.plan.goals.iter().map(|g| now(g.no, Trend::Same, "Gelijk.")).collect();
    let look = |days| case.review(Review { again: Some(after(days)), ..looked(goals.clone()) });
    assert_eq!(look(91).unwrap_err().field.as_deref(), Some("again"));
    look(90).unwrap();
    let plan = |days| case.draft_plan(Decision { review: Some(after(days)), ..decision(PlanOutcome::Carry) }, today());
    assert_eq!(plan(91).unwrap_err().field.as_deref(), Some("review"));
    plan(90).unwrap();
}

#[test]
fn while_a_case_has_lapsed_its_texts_are_put_right_for_who_reads_no_more_and_nobody_is_asked_anew() {
    let mut case = lapsing();
    let text = Agreement::asked(agency("politie-nh"), word("Belt."), after(80), today());
    then!(case, case.make_agreement(Some(Purpose::Execute), &agency("reclassering"), text).unwrap());
    let no = case.agreements.last().unwrap().no;
    let text = case.mendable(no).unwrap();
    let stay = agency("gemeente-hoorn");
    assert!(case.answers_for(&text, &stay, after(91)));
    let question = Request {
        no: 0,
        agency: agency("reclassering"),
        question: word("Komt hij nog?"),
        necessity: word("Voor het plan."),
        since: after(91),
        due: after(99),
    };
    let asked = case.ask(Some(Purpose::Execute), Request { since: after(80), ..question.clone() });
    assert!(asked.is_ok(), "as long as it is confirmed");
    assert!(case.ask(Some(Purpose::Execute), question).unwrap_err().why.en.contains("Look back first"));
    let proposal = participant("rvdk", AgencyKind::ChildProtection, Ground::ChildProtection);
    let let_in = |on| case.propose_participant(Some(Purpose::Execute), Proposal { from: on, ..proposal.clone() }, on);
    let_in(after(90)).unwrap();
    assert!(let_in(after(91)).unwrap_err().why.en.contains("Look back first"));
    let pending = closing(&case);
    let watched = Closing { watcher: agency("reclassering"), watch: None, ..pending };
    then!(case, case.propose_closing(watched).unwrap());
    case.turn_closing_key(&stay, &word("gemeente-hoorn"), after(91)).unwrap();
}

#[test]
fn what_was_said_of_a_goal_is_put_right_and_withdrawn() {
    let (mut case, goal) = measured();
    then!(case, case.measure_goal(now(goal, Trend::Same, "Als eerst."), today()).unwrap());
    let stay = agency("gemeente-hoorn");
    let was = case.plan.moments[0].clone();
    let fixed = Moment { now: now(goal, Trend::Better, "Drie dagen."), ..was.clone() };
    then!(case, case.correct(Text::Moment(fixed), word("Verkeerd."), Vec::new(), (&stay, today())).unwrap());
    assert_eq!(case.moments(goal).last().unwrap().2.trend, Trend::Better);
    let other = Moment { now: now(999, Trend::Better, "Elders."), ..was.clone() };
    assert!(case.correct(Text::Moment(other), word("Anders."), Vec::new(), (&stay, today())).is_err());
    then!(case, case.take_out(was.no, word("Van iemand anders."), Vec::new(), (&stay, today())).unwrap());
    assert!(case.moments(goal).is_empty());
    case.take_out(goal, word("Niet nodig."), Vec::new(), (&stay, today())).unwrap();
}

#[test]
fn a_case_that_began_before_that_was_kept_lapses_for_nobody() {
    assert!(planned().sits_on(&agency("reclassering"), after(4000)));
}
