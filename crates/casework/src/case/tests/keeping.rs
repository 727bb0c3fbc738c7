//! What becomes of an agreement: kept, not kept, or let go, and who may say so.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;

const STAY: &str = "gemeente-hoorn";
const KEEPER: &str = "politie-nh";

/// A case in which the municipality expects something of the police by 10 September, on the first.
fn asked() -> Case {
    let mut case = opened();
    let what = Agreement::asked(agency(KEEPER), word("Belt de ouders."), day("10-09-2026"), today());
    then!(case, case.make_agreement(None, &agency(STAY), what).unwrap());
    case
}

fn accepted() -> Case {
    let mut case = asked();
    then!(case, case.accept_agreement(1, &agency(KEEPER), today()).unwrap());
    case
}

fn stands(case: &Case) -> AgreementStands {
    case.agreement_stands(&case.agreements[0])
}

fn late() -> Date {
    day("11-09-2026")
}

#[test]
fn that_a_day_has_passed_makes_an_agreement_late_and_never_broken() {
    let case = accepted();
    let agreement = &case.agreements[0];
    assert!(!agreement.is_late(day("10-09-2026")) && agreement.is_late(late()));
    assert_eq!(stands(&case), AgreementStands::Accepted);
}

#[test]
fn who_must_keep_it_says_that_it_was_not_kept_and_who_asked_only_once_the_day_has_passed() {
    let mut case = accepted();
    let says = |case: &Case, who: &str, on: Date| case.break_agreement(1, &agency(who), on, word("Bleef liggen."));
    assert!(says(&asked(), KEEPER, late()).is_err(), "nobody promised anything yet");
    assert!(says(&case, "om-nh", late()).is_err());
    assert!(says(&case, STAY, day("10-09-2026")).is_err());
    assert!(says(&case, STAY, late()).is_ok() && says(&case, KEEPER, today()).is_ok());
    then!(case, says(&case, KEEPER, today()).unwrap());
    assert_eq!(stands(&case), AgreementStands::Broken);
    assert!(says(&case, STAY, late()).is_err(), "it was said");
    assert!(case.card().tasks.iter().all(|t| t.act != "case.complete-agreement"), "it is asked no more");
    assert!(case.stalls(day("01-10-2026")).all(|stall| !matches!(stall, Stall::Late(_))));
    // It can be kept afterwards, and then it was.
    then!(case, case.complete_agreement(1, &agency(KEEPER), late(), word("Toch gebeld.")).unwrap());
    assert_eq!((stands(&case), &case.agreements[0].unkept), (AgreementStands::Kept, &None));
    assert!(says(&case, KEEPER, late()).is_err());
}

#[test]
fn who_asked_may_say_that_it_was_kept_too() {
    let mut case = accepted();
    assert!(case.complete_agreement(1, &agency("om-nh"), late(), word("Gezien.")).is_err());
    then!(case, case.complete_agreement(1, &agency(STAY), late(), word("De ouders zeiden het.")).unwrap());
    assert_eq!(stands(&case), AgreementStands::Kept);
}

#[test]
fn only_who_asked_lets_it_go_and_then_nobody_is_kept_to_it() {
    let lets_go = |case: &Case, who: &str| case.release_agreement(1, &agency(who), today(), word("Al gebeld."));
    for mut case in [asked(), accepted()] {
        assert!(lets_go(&case, KEEPER).is_err() && lets_go(&case, "om-nh").is_err());
        then!(case, lets_go(&case, STAY).unwrap());
        assert_eq!(stands(&case), AgreementStands::Released);
        assert!(
            case.card().tasks.iter().all(|t| !["case.accept-agreement", "case.complete-agreement"].contains(&t.act))
        );
        assert!(lets_go(&case, STAY).is_err());
        assert!(case.complete_agreement(1, &agency(KEEPER), today(), word("Gebeld.")).is_err());
        assert!(case.accept_agreement(1, &agency(KEEPER), today()).is_err());
        assert!(!case.agreements[0].is_late(late()));
        assert_eq!(case.unanswered_for(&agency(STAY), late()).count(), 0);
    }
    // What one promised of one's own accord nobody asked for.
    let mut case = opened();
    let own = Agreement::asked(agency(STAY), word("Belt de school."), day("10-09-2026"), today());
    then!(case, case.make_agreement(None, &agency(STAY), own).unwrap());
    assert!(lets_go(&case, STAY).is_err());
    assert!(case.break_agreement(1, &agency(STAY), today(), word("Vergeten.")).is_ok());
}

#[test]
fn who_said_yes_may_ask_for_another_day_and_keeps_the_first_until_who_asked_takes_it() {
    let mut case = accepted();
    let said = |reason: Option<&str>, another: Option<&str>| Declining {
        no: 1,
        reason: reason.map(word),
        another: another.map(day),
        day: today(),
    };
    let decline = |case: &Case, said| case.decline_agreement(&agency(KEEPER), said);
    assert!(decline(&case, said(Some("Druk."), None)).is_err(), "what was promised is not taken back");
    then!(case, decline(&case, said(Some("Druk."), Some("15-09-2026"))).unwrap());
    assert_eq!((stands(&case), case.agreements[0].due), (AgreementStands::Accepted, day("10-09-2026")));
    let ask = case.card().tasks;
    assert!(ask.iter().any(|t| t.act == "case.correct" && t.agency == agency(STAY) && t.thing == Some(1)));
    let now = Agreement { due: day("15-09-2026"), ..case.agreements[0].clone() };
    let taken = case.correct(Text::Agreement(now), word("Dat kan."), Vec::new(), (&agency(STAY), today())).unwrap();
    then!(case, taken);
    assert_eq!((stands(&case), case.agreements[0].due), (AgreementStands::Accepted, day("15-09-2026")));
}

#[test]
fn one_person_is_asked_only_who_sits_there_for_that_organisation() {
    let mut case = opened();
    let of = |person: &str| Agreement {
        person: Some(word(person)),
        ..Agreement::asked(agency(KEEPER), word("Belt."), day("10-09-2026"), today())
    };
    let ask = |case: &Case, person: &str| case.make_agreement(None, &agency(STAY), of(person));
    assert_eq!(field(ask(&case, "politie-nh")), "person", "nobody was named");
    let named = vault::Named::since(word("politie-nh"), today());
    then!(case, Event::PersonsNamed { named: [(agency(KEEPER), vec![named])].into_iter().collect() });
    assert_eq!(field(ask(&case, "om-nh")), "person");
    then!(case, ask(&case, "politie-nh").unwrap());
    let task = case.card().tasks.into_iter().find(|t| t.act == "case.accept-agreement").unwrap();
    assert_eq!(task.person, Some(word("politie-nh")));
}

#[test]
fn what_is_not_answered_or_late_comes_back_for_who_reads_it() {
    let mut case = asked();
    let back = |case: &Case, who: &str, on: Date| case.unanswered_for(&agency(who), on).count();
    assert_eq!((back(&case, STAY, today()), back(&case, "om-nh", today())), (1, 1));
    then!(case, case.accept_agreement(1, &agency(KEEPER), today()).unwrap());
    assert_eq!((back(&case, STAY, day("10-09-2026")), back(&case, STAY, late())), (0, 1));
    then!(case, case.break_agreement(1, &agency(KEEPER), late(), word("Bleef liggen.")).unwrap());
    assert_eq!(back(&case, STAY, late()), 0, "it was answered");
}

#[test]
fn a_list_over_all_cases_is_told_of_what_runs_and_of_a_case_that_was_closed_nothing() {
    let mut case = accepted();
    let [promise] = case.promises().try_into().unwrap();
    assert_eq!((promise.no, promise.stands, promise.running, promise.due), (1, "accepted", true, day("10-09-2026")));
    assert_eq!((promise.agency, promise.asker), (agency(KEEPER), Some(agency(STAY))));
    case.state = State::Closed;
    assert!(case.promises().is_empty());
}
