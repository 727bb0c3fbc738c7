//! What an organisation gave and to whom, as it keeps it in its own register (PRV-17).

use super::*;
use std::collections::{BTreeMap, BTreeSet};

const EVERYBODY: [&str; 10] = [
    "cter-nh",
    "gemeente-hoorn",
    "gemeente-medemblik",
    "politie-nh",
    "om-nh",
    "zvh-nhn",
    "reclassering",
    "rvdk",
    "school-hoorn",
    "ggz-nhn",
];

/// Who read what, on any day until now.
type Readers = BTreeMap<u32, BTreeSet<AgencyId>>;

fn looked(case: &Case, on: Date, readers: &mut Readers) {
    for reader in EVERYBODY.map(agency) {
        for item in case.items_for(&reader, on) {
            readers.entry(item.no).or_default().insert(reader.clone());
        }
    }
}

#[test]
fn the_register_names_exactly_who_could_read_an_item_those_that_left_as_well() {
    let mut case = opened();
    let mut readers = Readers::new();
    let begins = today();
    let on = |days: i64| begins.checked_add(jiff::Span::new().days(days)).unwrap();
    let probation = || participant("reclassering", AgencyKind::Probation, Ground::Probation);
    let_in(&mut case, probation());
    let_in(&mut case, participant("rvdk", AgencyKind::ChildProtection, Ground::ChildProtection));
    let_in(&mut case, third("school-hoorn", AgencyKind::School, on(5)));
    let_in(&mut case, third("ggz-nhn", AgencyKind::Care, on(5)));
    then!(case, case.declare(&agency("school-hoorn")).unwrap());
    let all = gives(&mut case, "rvdk", gift("Voor iedereen."));
    let two_days = gives(&mut case, "rvdk", Gift { until: Some(on(2)), ..gift("Twee dagen.") });
    let narrow = Audience::Named { agencies: vec![agency("politie-nh")] };
    let thirds = vec![agency("school-hoorn"), agency("ggz-nhn")];
    let few = gives(&mut case, "rvdk", Gift { audience: narrow, thirds, ..gift("Voor weinigen.") });
    looked(&case, on(0), &mut readers);
    case.happens(case.end_participation(&agency("reclassering"), word("Klaar."), on(3)).unwrap(), on(3));
    let after = gives(&mut case, "rvdk", gift("Na de reclassering."));
    case.items.iter_mut().find(|item| item.no == after).unwrap().day = on(4);
    looked(&case, on(4), &mut readers);
    let stay = (word("medemblik"), word("nhn"), agency("gemeente-medemblik"));
    case.happens(case.move_stay(stay, Explicit::default(), on(6)).unwrap(), on(6));
    looked(&case, on(7), &mut readers);

    for item in case.given_by(&agency("rvdk")) {
        let mut read = readers[&item.no].clone();
        read.remove(&agency("rvdk"));
        assert_eq!(case.reached(item, on(7)), read.iter().collect(), "{}", item.no);
    }
    let reached = |no| case.reached(case.items.iter().find(|item| item.no == no).unwrap(), on(7));
    for (no, who, expected) in [
        (all, "reclassering", true),
        (all, "gemeente-hoorn", true),
        (all, "gemeente-medemblik", true),
        (all, "school-hoorn", false),
        (two_days, "gemeente-medemblik", false),
        (few, "school-hoorn", true),
        (few, "ggz-nhn", false),
        (few, "gemeente-hoorn", false),
        (after, "reclassering", false),
        (after, "gemeente-hoorn", true),
    ] {
        assert_eq!(reached(no).contains(&agency(who)), expected, "{no} {who}");
    }
}
