//! Who may do what, asked of the rules themselves.

use super::*;
use std::{collections::BTreeSet, sync::LazyLock};
use vault::{AgencyKind, Question, Role, Rulebook};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::build(&[ACTS], &[POLICY]).unwrap());

fn may(act: &'static str, role: Role, agency: AgencyKind, seats: &[Tier], state: State) -> bool {
    BOOK.ask(&Question {
        act,
        kind: Weighing::KIND,
        state: state.word().to_owned(),
        role,
        agency,
        designated: true,
        seats: seats.iter().copied().collect::<BTreeSet<_>>(),
        home: true,
        mandate: true,
    })
    .is_yes()
}

const KEYS: [&str; 2] = ["weighing.turn-key", "weighing.disagree"];

#[test]
fn the_three_hold_keys_and_the_process_director_the_expert_and_the_case_director_do_not() {
    for act in KEYS {
        for (role, kind) in [
            (Role::Mayor, AgencyKind::Municipality),
            (Role::Official, AgencyKind::Municipality),
            (Role::Police, AgencyKind::Police),
            (Role::Prosecutor, AgencyKind::Prosecution),
        ] {
            assert!(may(act, role, kind, &[Tier::Trio], State::Open));
            assert!(!may(act, role, kind, &[], State::Open));
            assert!(!may(act, role, kind, &[Tier::Trio], State::Analysing));
        }
        assert!(!may(act, Role::ProcessDirector, AgencyKind::SafetyHouse, &[Tier::Director], State::Open));
        assert!(!may(act, Role::Expert, AgencyKind::Municipality, &[Tier::Filer], State::Open));
        assert!(!may(act, Role::CaseDirector, AgencyKind::Municipality, &[Tier::Trio], State::Open));
    }
}

#[test]
fn without_a_valid_designation_nobody_does_anything() {
    for act in ACTS {
        for state in State::ALL {
            let asked = Question {
                act: act.name,
                kind: Weighing::KIND,
                state: state.word().to_owned(),
                role: Role::Official,
                agency: AgencyKind::Municipality,
                designated: false,
                seats: Tier::ALL.into_iter().collect(),
                home: true,
                mandate: true,
            };
            assert!(!BOOK.ask(&asked).is_yes(), "{}", act.name);
        }
    }
}

#[test]
fn a_consulted_organisation_sees_its_question_and_nothing_else() {
    for act in ACTS {
        let may = may(act.name, Role::Partner, AgencyKind::Probation, &[Tier::Consulted], State::Analysing);
        let question = [ReadQuestion::INFO.name, AnswerQuestion::INFO.name, OpenWeighing::INFO.name];
        // A place of one's own passes on, and shows nothing; nor does what follows from putting the signal right, which has no page.
        let own = question.contains(&act.name) || [HandOver::INFO.name, RestateFiling::INFO.name].contains(&act.name);
        assert_eq!(may, own, "{}", act.name);
    }
}

#[test]
fn the_filer_sees_the_notice_and_not_the_weighing() {
    let filer = |act, state| may(act, Role::Expert, AgencyKind::Municipality, &[Tier::Filer], state);
    for state in State::ALL {
        assert!(!filer(ReadWeighing::INFO.name, state));
        assert!(filer(ReadNotice::INFO.name, state));
    }
    assert!(!filer(TakeNotice::INFO.name, State::Analysing) && !filer(TakeNotice::INFO.name, State::NoAgreement));
    assert!(filer(TakeNotice::INFO.name, State::DoesNotFit) && filer(TakeNotice::INFO.name, State::Fits));
}

#[test]
fn oversight_evaluator_and_keeper_read_no_content_whatever_seat_they_had() {
    for role in [Role::PrivacyOfficer, Role::Legality, Role::Evaluator, Role::Keeper, Role::Guest, Role::CaseDirector] {
        for state in State::ALL {
            assert!(!may(ReadWeighing::INFO.name, role, AgencyKind::Oversight, &Tier::ALL, state));
        }
    }
}
