//! Taking part by one's own key.
#![allow(clippy::unwrap_used, reason = "a test may stop")]
use super::*;
use vault::Tier;

fn asked() -> Case {
    with(Opening { asked: vec![agency("politie-nh"), agency("om-nh")], ..wgs() })
}

fn tiers(case: &Case, who: &str) -> Vec<Tier> {
    case.card().seats.into_iter().filter(|s| s.agency == agency(who)).map(|s| s.tier).collect()
}

#[test]
fn police_and_om_sit_only_once_they_turned_their_own_key() {
    let mut case = asked();
    assert_eq!((tiers(&case, "politie-nh"), tiers(&case, "om-nh")), (vec![Tier::Asked], vec![Tier::Asked]));
    assert!(!case.sits_on(&agency("politie-nh"), today()) && case.kind_of(&agency("politie-nh")).is_none());
    assert!(!case.controllers().contains(&&agency("politie-nh")));
    then!(case, case.join(&agency("politie-nh"), &word("politie-nh")).unwrap());
    assert_eq!(tiers(&case, "politie-nh"), [Tier::Trio, Tier::Participant]);
    assert!(case.controllers().contains(&&agency("politie-nh")));
    assert!(case.join(&agency("politie-nh"), &word("politie-nh")).is_err(), "once");
    assert!(case.join(&agency("reclassering"), &word("reclassering")).is_err(), "who was not asked");
}

#[test]
fn who_does_not_take_part_holds_no_key_and_one_organisation_decides_on_nobody_else() {
    let mut case = asked();
    let probation = || participant("reclassering", AgencyKind::Probation, Ground::Probation);
    then!(case, case.propose_participant(None, probation(), today()).unwrap());
    then!(case, case.turn_participation_key(1, &agency("gemeente-hoorn"), &word("burgemeester-hoorn")).unwrap());
    then!(case, case.decline(&agency("om-nh"), &word("om-nh"), word("Geen strafzaak.")).unwrap());
    assert!(tiers(&case, "om-nh").is_empty());
    let keys = &case.pending[0].keys;
    assert_eq!(keys.needed(), [agency("gemeente-hoorn"), agency("politie-nh")]);
    assert!(!keys.is_turned(&agency("gemeente-hoorn")), "others decide now, so it starts over");
    then!(case, case.decline(&agency("politie-nh"), &word("politie-nh"), word("Niets bekend.")).unwrap());
    assert!(
        case.propose_participant(
            None,
            participant("rvdk", AgencyKind::ChildProtection, Ground::ChildProtection),
            today()
        )
        .is_err()
    );
    assert!(
        case.propose_participant(None, participant("politie-nh", AgencyKind::Police, Ground::Police), today()).is_err()
    );
}

#[test]
fn a_case_that_was_opened_before_anybody_was_asked_is_read_as_it_was() {
    let stored = serde_json::to_value(Case::open(wgs()).unwrap()).unwrap();
    assert!(stored.get("asked").is_none());
    let case = with(wgs());
    assert_eq!(tiers(&case, "om-nh"), [Tier::Trio, Tier::Participant]);
}
