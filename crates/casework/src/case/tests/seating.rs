//! Who takes part.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;

#[test]
fn the_trio_sits_from_the_start_and_the_process_director_is_no_controller() {
    let case = opened();
    assert_eq!(case.controllers().len(), 3);
    assert!(!case.controllers().contains(&&agency("zvh-nhn")));
    assert!(case.sits_on(&agency("zvh-nhn"), today()));
}

/// PAR-01
#[test]
fn mental_health_care_is_refused_as_participant_and_let_in_as_third_party() {
    let mut case = opened();
    let as_participant = participant("ggz-nhn", AgencyKind::Care, Ground::Treatment);
    let refused = case.propose_participant(None, as_participant, today()).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("agency"));
    assert!(refused.why.nl.contains("incidentele derde"));
    let_in(&mut case, third("ggz-nhn", AgencyKind::Care, day("01-12-2026")));
    assert!(case.is_third(&agency("ggz-nhn")));
    assert!(!case.controllers().contains(&&agency("ggz-nhn")));
}

/// PAR-02
#[test]
fn a_ground_of_another_kind_of_organisation_is_refused() {
    let case = opened();
    let tried =
        case.propose_participant(None, participant("rvdk", AgencyKind::ChildProtection, Ground::Probation), today());
    assert_eq!(field(tried), "ground");
    for kind in AgencyKind::ALL {
        for ground in Ground::list(kind, Regime::Wgpga) {
            assert!(fits(kind, Regime::Wgpga, ground).is_ok());
        }
    }
    assert!(!VERSION.is_empty());
}

/// PAR-03
#[test]
fn another_municipality_needs_one_of_two_reasons() {
    let case = opened();
    let bare = participant("gemeente-enkhuizen", AgencyKind::Municipality, Ground::MayorOrder);
    assert_eq!(field(case.propose_participant(None, bare.clone(), today())), "elsewhere");
    let elsewhere = Elsewhere { ground: ElsewhereGround::SocialRelation, explanation: word("Zijn broer woont daar.") };
    let sought = Sought::Participant { ground: Ground::MayorOrder, elsewhere: Some(elsewhere) };
    assert!(case.propose_participant(None, Proposal { sought, ..bare }, today()).is_ok());
}

/// PAR-10 and PAR-04
#[test]
fn two_keys_let_nobody_in() {
    let mut case = opened();
    then!(case, case.propose_participant(None, third("school-hoorn", AgencyKind::School, today()), today()).unwrap());
    for (a, p) in &KEYS[..2] {
        then!(case, case.turn_participation_key(1, &agency(a), &word(p)).unwrap());
    }
    assert!(case.member(&agency("school-hoorn")).is_none());
    assert!(case.turn_participation_key(1, &agency("school-hoorn"), &word("school-hoorn")).is_err());
    assert!(!case.card().seats.iter().any(|s| s.agency == agency("school-hoorn")));
    then!(case, case.turn_participation_key(1, &agency("om-nh"), &word("om-nh")).unwrap());
    assert!(case.member(&agency("school-hoorn")).is_some());
}

#[test]
fn a_changed_proposal_needs_fresh_keys() {
    let mut case = opened();
    then!(case, case.propose_participant(None, third("school-hoorn", AgencyKind::School, today()), today()).unwrap());
    then!(case, case.turn_participation_key(1, &agency("om-nh"), &word("om-nh")).unwrap());
    let longer = Proposal { no: 1, ..third("school-hoorn", AgencyKind::School, day("01-12-2026")) };
    then!(case, case.reword_participant(longer, today()).unwrap());
    assert!(case.pending[0].keys.people().next().is_none());
}

/// PAR-04
#[test]
fn a_third_party_has_a_last_day_and_then_sees_nothing() {
    let mut case = opened();
    assert_eq!(
        field(case.propose_participant(None, third("x", AgencyKind::School, day("01-08-2026")), today())),
        "until"
    );
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    gives(&mut case, "gemeente-hoorn", Gift { thirds: vec![agency("school-hoorn")], ..gift("Voor de school.") });
    assert_eq!(case.items_for(&agency("school-hoorn"), day("30-09-2026")).len(), 1);
    assert!(case.items_for(&agency("school-hoorn"), day("01-10-2026")).is_empty());
}

/// PAR-06
#[test]
fn a_third_party_reads_nothing_before_its_declaration() {
    let mut case = opened();
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    gives(&mut case, "gemeente-hoorn", Gift { thirds: vec![agency("school-hoorn")], ..gift("Voor de school.") });
    assert!(case.items_for(&agency("school-hoorn"), today()).is_empty());
    assert!(case.card().tasks.iter().any(|t| t.act == "case.declare"));
    let seats = |case: &Case| -> Vec<_> {
        let own = case.card().seats.into_iter().filter(|s| s.agency == agency("school-hoorn"));
        own.map(|s| (s.tier, s.days.map(|(_, last)| last))).collect()
    };
    assert_eq!(seats(&case), [(vault::Tier::Undeclared, Some(day("30-09-2026")))]);
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    assert_eq!(case.items_for(&agency("school-hoorn"), today()).len(), 1);
    assert_eq!(seats(&case), [(vault::Tier::Third, Some(day("30-09-2026")))]);
    assert!(case.declare(&agency("school-hoorn")).is_err());
}

/// PAR-08
#[test]
fn under_the_other_law_care_takes_part_without_being_a_controller() {
    let mut case = with(wgs());
    let_in(&mut case, participant("ggz-nhn", AgencyKind::Care, Ground::Treatment));
    assert!(!case.is_third(&agency("ggz-nhn")));
    assert!(!case.controllers().contains(&&agency("ggz-nhn")));
    assert_eq!(standing(AgencyKind::Probation, Regime::Wgpga), Some(Standing::Controller));
    assert_eq!(standing(AgencyKind::SafetyHouse, Regime::WgsZvh), None);
}

/// PAR-09
#[test]
fn under_the_other_law_third_parties_come_by_the_same_three_keys() {
    let mut case = with(wgs());
    let_in(&mut case, third("school-hoorn", AgencyKind::School, day("30-09-2026")));
    assert!(case.is_third(&agency("school-hoorn")));
}

#[test]
fn who_leaves_loses_the_seat_and_the_trio_cannot_leave() {
    let mut case = opened();
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    gives(&mut case, "gemeente-hoorn", gift("Iets."));
    then!(case, case.end_participation(&agency("reclassering"), word("Toezicht voorbij."), today()).unwrap());
    assert!(case.items_for(&agency("reclassering"), today()).is_empty());
    assert!(!case.card().seats.iter().any(|s| s.agency == agency("reclassering")));
    assert!(case.end_participation(&agency("om-nh"), word("Druk."), today()).is_err());
    let_in(&mut case, participant("reclassering", AgencyKind::Probation, Ground::Probation));
    assert!(case.sits(&agency("reclassering")), "coming back is a new decision");
}

#[test]
fn the_table_looks_again_on_the_day_that_was_agreed_when_somebody_was_let_in() {
    let mut case = opened();
    let soon = day("10-09-2026");
    let explicit = Explicit { review: Some(soon), ..Explicit::default() };
    let asked = participant("reclassering", AgencyKind::Probation, Ground::Probation);
    let past = Explicit { review: Some(today()), ..Explicit::default() };
    assert_eq!(
        field(case.propose_participant(Some(Purpose::Adjust), Proposal { explicit: past, ..asked.clone() }, today())),
        "review"
    );
    let usual = case.next_look().unwrap();
    assert!(soon < usual);
    let_in(&mut case, Proposal { explicit, ..asked });
    assert_eq!(case.next_look(), Some(soon));
    then!(case, case.end_participation(&agency("reclassering"), word("Toezicht voorbij."), today()).unwrap());
    assert_eq!(case.next_look(), Some(usual), "who left is not looked at again");
}
