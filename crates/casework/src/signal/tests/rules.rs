//! Who may do what, asked of the rules themselves.

use super::*;
use std::sync::LazyLock;
use vault::{Question, Role, Rulebook};

fn rules() -> &'static Rulebook {
    static RULES: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::build(&[acts::ACTS], &[POLICY]).unwrap());
    &RULES
}

fn asks(act: &'static str, role: Role, agency: AgencyKind, state: &str, seats: &[Tier]) -> bool {
    let question = Question {
        act,
        kind: Signal::KIND,
        state: state.to_owned(),
        role,
        agency,
        designated: true,
        seats: seats.iter().copied().collect(),
        home: true,
        mandate: true,
    };
    rules().ask(&question).is_yes()
}

#[test]
fn the_rules_are_valid_and_name_every_act() {
    assert_eq!(rules().acts().len(), acts::ACTS.len());
    assert_eq!(rules().list_act("signal").unwrap().name, "signal.list");
}

#[test]
fn without_a_seat_nobody_reads() {
    for role in Role::ALL {
        for agency in AgencyKind::ALL {
            assert!(!asks("signal.read", role, agency, "registered", &[]), "{role:?} {agency:?}");
            assert!(!asks("signal.list", role, agency, "registered", &[]), "{role:?} {agency:?}");
        }
    }
}

#[test]
fn who_guards_keeps_or_studies_the_work_reads_no_signal() {
    let outside =
        [Role::PrivacyOfficer, Role::Legality, Role::Evaluator, Role::Keeper, Role::Guest, Role::ProcessDirector];
    for role in outside {
        // Who sits somewhere else may name who sits here, and reads nothing for it. A place of one's own passes on by who has it.
        let seated = |act: &str| act.ends_with("-persons") || act == "signal.hand-over";
        for act in acts::ACTS.iter().filter(|act| role != Role::ProcessDirector || !seated(act.name)) {
            let yes = asks(act.name, role, AgencyKind::Municipality, "registered", &Tier::ALL);
            assert!(!yes, "{role:?} {}", act.name);
        }
    }
}

#[test]
fn an_ended_designation_opens_nothing() {
    for act in acts::ACTS {
        let question = Question {
            act: act.name,
            kind: Signal::KIND,
            state: "registered".into(),
            role: Role::Expert,
            agency: AgencyKind::Municipality,
            designated: false,
            seats: Tier::ALL.into_iter().collect(),
            home: true,
            mandate: true,
        };
        assert!(!rules().ask(&question).is_yes(), "{}", act.name);
    }
}

#[test]
fn only_the_owner_sees_a_shielded_reporter() {
    for tier in Tier::ALL {
        let yes = asks("signal.reveal-reporter", Role::Expert, AgencyKind::Municipality, "registered", &[tier]);
        assert_eq!(yes, tier == Tier::Owner, "{tier:?}");
    }
}

#[test]
fn the_owner_proposes_and_the_second_answers() {
    let owner = |act| asks(act, Role::Expert, AgencyKind::Municipality, "registered", &[Tier::Owner]);
    assert!(owner("signal.propose-screen-out") && owner("signal.file") && owner("signal.add-fact"));
    let second = |act| asks(act, Role::Police, AgencyKind::Police, "screening", &[Tier::Second]);
    assert!(second("signal.confirm-screen-out") && second("signal.refuse-screen-out") && second("signal.read"));
    assert!(!second("signal.propose-screen-out") && !second("signal.file"));
    assert!(!asks("signal.confirm-screen-out", Role::Expert, AgencyKind::Municipality, "screening", &[Tier::Owner]));
}

#[test]
fn what_is_screened_out_is_not_filed() {
    assert!(!asks("signal.file", Role::Expert, AgencyKind::Municipality, "screened-out", &[Tier::Owner]));
}
