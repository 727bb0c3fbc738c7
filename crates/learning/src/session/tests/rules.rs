//! Who may do what, asked of the rules themselves.

use super::*;
use std::{collections::BTreeSet, sync::LazyLock};
use vault::{AgencyKind, Question, Role, Rulebook};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::build(&[ACTS], &[POLICY]).unwrap());

fn asks(act: &'static str, role: Role, designated: bool, seats: &[Tier], state: &str) -> bool {
    BOOK.ask(&Question {
        act,
        kind: Session::KIND,
        state: state.to_owned(),
        role,
        agency: AgencyKind::Other,
        designated,
        seats: seats.iter().copied().collect::<BTreeSet<_>>(),
        home: true,
        mandate: true,
    })
    .is_yes()
}

const LEADERS: [Role; 3] = [Role::Flexteam, Role::ProcessDirector, Role::Evaluator];
const LEADING: [&str; 4] = ["session.lead", "session.arrange", "session.end", "session.hand-over"];

#[test]
fn those_who_lead_do_so_while_it_runs_and_nobody_else_does() {
    for act in LEADING {
        for role in Role::ALL {
            let leads = LEADERS.contains(&role);
            assert_eq!(asks(act, role, true, &[Tier::Facilitator], "running"), leads, "{act} {role:?}");
            assert!(!asks(act, role, true, &[Tier::Invited], "running"), "{act} {role:?}");
            assert!(!asks(act, role, false, &[Tier::Facilitator], "running"), "{act} {role:?}");
            assert!(!asks(act, role, true, &[Tier::Facilitator], "closed"), "{act} {role:?}");
        }
    }
}

#[test]
fn who_holds_a_code_answers_only_while_it_runs() {
    for state in State::ALL {
        let answers = asks("session.answer", Role::Bearer, false, &[Tier::Bearer], state.word());
        assert_eq!(answers, state == State::Running, "{state:?}");
        let looks = asks("session.join", Role::Bearer, false, &[Tier::Bearer], state.word());
        assert_eq!(looks, [State::Planned, State::Running, State::Closed].contains(&state), "{state:?}");
    }
}

#[test]
fn who_holds_a_code_does_nothing_else_at_all() {
    for act in ACTS.iter().filter(|a| !["session.join", "session.come-in", "session.answer"].contains(&a.name)) {
        for state in State::ALL {
            assert!(!asks(act.name, Role::Bearer, false, &[Tier::Bearer], state.word()), "{}", act.name);
        }
    }
}

#[test]
fn who_is_invited_reads_and_changes_nothing() {
    for role in Role::ALL.into_iter().filter(|r| !LEADERS.contains(r)) {
        for act in ACTS.iter().filter(|a| a.sort == vault::Sort::Change) {
            for state in State::ALL {
                assert!(!asks(act.name, role, true, &[Tier::Invited], state.word()), "{} {role:?}", act.name);
            }
        }
    }
    assert!(asks("session.read", Role::Official, true, &[Tier::Invited], "closed"));
    for role in [Role::Keeper, Role::PrivacyOfficer, Role::Legality] {
        assert!(!asks("session.read", role, true, &[Tier::Invited, Tier::Facilitator], "closed"), "{role:?}");
    }
}

#[test]
fn without_a_seat_nobody_reads() {
    for role in Role::ALL {
        for state in State::ALL {
            assert!(!asks("session.read", role, true, &[], state.word()), "{role:?}");
        }
    }
}

#[test]
fn the_note_is_read_once_it_is_there_and_directions_go_on_from_who_leads() {
    for state in State::ALL {
        let (over, began) = ([State::Closed, State::Emptied].contains(&state), state == State::Running);
        for role in Role::ALL {
            let (leads, word) = (LEADERS.contains(&role), state.word());
            assert_eq!(asks("session.read-note", role, true, &[Tier::Facilitator], word), leads && over, "{role:?}");
            assert_eq!(asks("session.pass-on", role, true, &[Tier::Facilitator], word), leads && (over || began));
            assert!(!asks("session.pass-on", role, true, &[Tier::Invited], word), "{role:?}");
        }
        assert_eq!(asks("session.read-note", Role::Police, true, &[Tier::Invited], state.word()), over);
    }
}
