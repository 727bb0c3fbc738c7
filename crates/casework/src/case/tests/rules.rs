//! Who may do what, asked of the rules themselves.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use std::sync::LazyLock;
use vault::{Act, Question, Role, Rulebook, Sort, Tier};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::build(&[ACTS], &[POLICY]).unwrap());

const STATES: [&str; 5] = ["none", "open", "planned", "switched", "closed"];

fn asked(act: &'static str, role: Role, agency: AgencyKind, seats: &[Tier], state: &str) -> bool {
    let seats = seats.iter().copied().collect();
    let question = Question {
        act,
        kind: Case::KIND,
        state: state.to_owned(),
        role,
        agency,
        designated: true,
        seats,
        home: true,
        mandate: true,
    };
    BOOK.ask(&question).is_yes()
}

/// CAS-05
#[test]
fn nobody_does_anything_with_a_closed_case() {
    for act in ACTS {
        for role in Role::ALL {
            assert!(!asked(act.name, role, AgencyKind::Municipality, &Tier::ALL, "closed"), "{} {role:?}", act.name);
        }
    }
}

/// CAS-01: default deny.
#[test]
fn without_a_seat_one_opens_and_lists_and_nothing_else() {
    for act in ACTS {
        for role in Role::ALL {
            for state in STATES {
                let may = asked(act.name, role, AgencyKind::Municipality, &[], state);
                let first =
                    matches!(act.sort, Sort::Create | Sort::List) && (state == "none" || act.sort == Sort::Create);
                // It goes with putting the signal right, shows nothing and has no page.
                let follows = act.sort == Sort::Follow && ["open", "planned"].contains(&state);
                assert!(!may || first || follows, "{} {role:?} {state}", act.name);
            }
        }
    }
}

#[test]
fn oversight_evaluation_and_keeping_read_no_case() {
    for role in [Role::PrivacyOfficer, Role::Legality, Role::Evaluator, Role::Keeper] {
        for act in [ReadCase::INFO.name, ListCases::INFO.name, Contribute::INFO.name] {
            for state in STATES {
                assert!(!asked(act, role, AgencyKind::Oversight, &Tier::ALL, state));
            }
        }
    }
}

#[test]
fn a_switched_case_is_read_and_not_changed() {
    // Whoever may read it may still be named to, and may leave.
    let named = [NamePersons::INFO.name, HandOver::INFO.name];
    for act in ACTS.iter().filter(|a| a.sort == Sort::Change && !named.contains(&a.name)) {
        for role in Role::ALL {
            assert!(!asked(act.name, role, AgencyKind::Municipality, &Tier::ALL, "switched"), "{}", act.name);
        }
    }
    assert!(asked(ReadCase::INFO.name, Role::Police, AgencyKind::Police, &[Tier::Participant], "switched"));
}

/// PAR-10
#[test]
fn keys_are_turned_by_the_three_and_by_nobody_else() {
    for act in [TurnParticipationKey::INFO.name, TurnPlanKey::INFO.name, TurnClosingKey::INFO.name] {
        assert!(asked(act, Role::Mayor, AgencyKind::Municipality, &[Tier::Trio], "open"));
        assert!(asked(act, Role::Prosecutor, AgencyKind::Prosecution, &[Tier::Trio], "planned"));
        for (role, seat) in [
            (Role::ProcessDirector, Tier::Director),
            (Role::CaseDirector, Tier::CaseDirector),
            (Role::CaseDirector, Tier::Trio),
            (Role::Expert, Tier::Stay),
            (Role::Partner, Tier::Participant),
            (Role::Guest, Tier::Third),
        ] {
            assert!(!asked(act, role, AgencyKind::Other, &[seat], "open"), "{act} {role:?}");
        }
    }
}

#[test]
fn a_third_party_answers_and_keeps_its_own_agreements() {
    let third = |act| asked(act, Role::Guest, AgencyKind::Care, &[Tier::Third], "open");
    assert!([ReadCase::INFO.name, Contribute::INFO.name, AcceptAgreement::INFO.name].into_iter().all(third));
    let yet = |act| asked(act, Role::Guest, AgencyKind::Care, &[Tier::Undeclared], "open");
    let may: Vec<&str> = ACTS.iter().map(|a| a.name).filter(|name| yet(name)).collect();
    assert_eq!(
        may,
        [ReadDeclaration::INFO.name, Declare::INFO.name, HandOver::INFO.name],
        "before its declaration nothing but that, and leaving it to a colleague (PAR-06)"
    );
    assert!(
        ![
            AddNote::INFO.name,
            AddFactor::INFO.name,
            AskContribution::INFO.name,
            ReviewCase::INFO.name,
            EvaluateAgreements::INFO.name,
            GiveFeedback::INFO.name
        ]
        .into_iter()
        .any(third)
    );
}

/// P14: guarding the process and doing the work are two things.
#[test]
fn the_process_director_contributes_nothing() {
    let director = |act| asked(act, Role::ProcessDirector, AgencyKind::SafetyHouse, &[Tier::Director], "planned");
    assert!(director(ReviewCase::INFO.name) && director(AskContribution::INFO.name));
    assert!(!director(Contribute::INFO.name) && !director(ReportProgress::INFO.name));
}

#[test]
fn whatever_a_case_asks_of_somebody_leads_to_where_it_is_done() {
    let samples = include_str!("../../../tests/samples/case.jsonl");
    let (mut case, mut asked) = (Case::default(), std::collections::BTreeSet::new());
    for (seq, sample) in (1..).zip(samples.lines()) {
        case.apply(&serde_json::from_str(sample).unwrap(), &stamp(seq, today()));
        asked.extend(case.card().tasks.into_iter().map(|task| task.act));
    }
    assert!(asked.len() > 8, "{asked:?}");
    let id = kernel::DossierId::new(1, [1; 10]);
    let lost: Vec<_> = asked.into_iter().filter(|act| work_at(act, id, None).is_none()).collect();
    assert!(lost.is_empty(), "no place in `work_at` for {lost:?}");
}
