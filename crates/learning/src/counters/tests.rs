//! Who may read which counts.

use super::*;
use vault::{Act, AgencyKind, Dossier, Question, Role, Rulebook};

fn may(role: Role, state: &str, home: bool) -> bool {
    let rules = Rulebook::build(&[ACTS], &[POLICY]).unwrap();
    let question = Question {
        act: ReadCounters::INFO.name,
        kind: Counters::KIND,
        state: state.to_owned(),
        role,
        agency: AgencyKind::Other,
        designated: true,
        seats: [].into(),
        home,
        mandate: true,
    };
    rules.ask(&question).is_yes()
}

#[test]
fn a_process_director_reads_the_own_house_and_no_other() {
    assert!(may(Role::ProcessDirector, "house", true));
    assert!(!may(Role::ProcessDirector, "house", false) && !may(Role::ProcessDirector, "all", false));
    assert!(may(Role::ProcessDirector, "region", true) && !may(Role::ProcessDirector, "region", false));
}

#[test]
fn who_evaluates_or_supervises_reads_all_and_who_works_on_dossiers_reads_none() {
    for role in Role::ALL {
        let every = [Role::Evaluator, Role::Legality, Role::PrivacyOfficer].contains(&role);
        assert_eq!(may(role, "house", false), every, "{role:?}");
        for together in ["region", "all"] {
            assert_eq!(may(role, together, false), every || role == Role::Flexteam, "{role:?} {together}");
        }
        assert!(!may(role, "none", true), "{role:?}: there is no dossier of counts");
    }
}

/// EVA-08, EVA-10: no word of the counts is one of a person, an order or a verdict.
#[test]
fn no_counter_names_a_person_or_gives_a_verdict() {
    for what in kernel::counters::Counter::ALL {
        let says = what.says();
        for word in ["naam", "beste", "slechtste", "score", "rang", "fout", "best", "worst", "name"] {
            let text = format!("{} {} {}", what.word(), says.nl, says.en).to_lowercase();
            assert!(!text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word), "{word} in {text}");
        }
    }
}
