//! How a case begins and who directs it.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;

/// REG-01: law and purpose have no default and no absence.
#[test]
fn a_case_without_law_or_purpose_cannot_be_written() {
    let whole = serde_json::to_value(Case::open(opening()).unwrap()).unwrap();
    for part in ["regime", "purpose", "municipality", "kind"] {
        let mut torn = whole.clone();
        torn.as_object_mut().unwrap().remove(part);
        assert!(serde_json::from_value::<Event>(torn).is_err(), "{part}");
    }
}

#[test]
fn a_case_about_radicalisation_falls_under_its_own_law() {
    assert_eq!(field(Case::open(Opening { regime: Regime::WgsZvh, ..opening() })), "regime");
    assert_eq!(field(Case::open(Opening { kind: CaseKind::Complex, ..opening() })), "regime");
    assert!(Case::open(wgs()).is_ok());
}

/// REG-05
#[test]
fn an_organisation_has_no_birthday_and_needs_no_notice() {
    let mut about = opening();
    about.subject.kind = SubjectKind::Legal;
    assert_eq!(field(Case::open(about.clone())), "subject_kind");
    about.subject.born = None;
    about.subject.bsn = None;
    assert!(!about.subject.is_informed());
    let case = with(about);
    assert!(case.card().findable.is_empty());
    assert!(case.destroy_by().is_some(), "the clock of destruction runs for an organisation too");
}

/// REG-04
#[test]
fn the_owner_follows_the_municipality_of_stay() {
    let mut case = opened();
    let owner = |c: &Case| c.card().seats.iter().find(|s| s.tier == vault::Tier::Owner).unwrap().agency.clone();
    assert_eq!(owner(&case), agency("gemeente-hoorn"));
    then!(case, case.propose_participant(None, third("school-hoorn", AgencyKind::School, today()), today()).unwrap());
    then!(case, case.turn_participation_key(1, &agency("politie-nh"), &word("politie-nh")).unwrap());
    then!(
        case,
        case.move_stay((word("medemblik"), word("nhn"), agency("gemeente-medemblik")), Explicit::default(), today())
            .unwrap()
    );
    assert_eq!(owner(&case), agency("gemeente-medemblik"));
    assert_eq!(case.card().municipality.as_str(), "medemblik");
    assert!(!case.sits(&agency("gemeente-hoorn")));
    assert!(!case.pending[0].keys.is_turned(&agency("politie-nh")), "a half-agreed proposal starts over");
    assert_eq!(
        field(case.move_stay((word("medemblik"), word("nhn"), agency("x")), Explicit::default(), today())),
        "municipality"
    );
}

/// REG-03
#[test]
fn a_switched_case_is_only_read() {
    let mut case = with(wgs());
    then!(case, case.switch(None, Explicit::default(), today()).unwrap());
    assert_eq!(case.card().state, "switched");
    assert_eq!(case.ended, Some(today()));
    assert!(case.remark(None, &agency("politie-nh"), today(), word("nog iets")).is_err());
    assert!(opened().switch(None, Explicit::default(), today()).is_err());
}

/// AUT-01: the state is the same whatever the day, and AUT-02: the list is filtered by kind of case only.
#[test]
fn no_clock_moves_a_case_and_no_list_sorts_by_belief() {
    let case = opened();
    assert_eq!(case.card().state, "open");
    assert_eq!(case.card().facet, "cter");
    let facets: Vec<&str> = CaseKind::ALL.iter().map(|k| k.word()).collect();
    assert!(SpecialKind::ALL.iter().all(|s| !facets.contains(&s.word())));
}

#[test]
fn three_keys_need_three_organisations() {
    let mut odd = opening();
    odd.trio.police = odd.trio.stay.clone();
    assert!(Case::open(odd).is_err());
}
