//! Who may be named, and in whose place.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::naming::{deputise, name};
use kernel::{Date, PersonId};
use vault::{Colleague, Named, Role};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn colleague(id: &str, role: Role, until: Option<&str>) -> Colleague {
    Colleague {
        person: person(id),
        agency: "politie-nh".parse().unwrap(),
        role,
        name: "Iemand Verzonnen".parse().unwrap(),
        function: "wijkagent".parse().unwrap(),
        until: until.map(day),
    }
}

const FROM: &str = "2026-11-01";

#[test]
fn whoever_stays_keeps_the_day_they_were_named_and_who_is_new_gets_one() {
    let all = [colleague("een", Role::Police, None), colleague("twee", Role::Police, None)];
    let all: Vec<&Colleague> = all.iter().collect();
    let first = name(&[], &[person("een"), person("een")], (day("2026-01-01"), None), &all).unwrap();
    assert_eq!(first, [Named::since(person("een"), day("2026-01-01"))], "named twice is named once");
    let both = name(&first, &[person("een"), person("twee")], (day(FROM), Some(day("2026-12-01"))), &all).unwrap();
    let second = Named { until: Some(day("2026-12-01")), ..Named::since(person("twee"), day(FROM)) };
    assert_eq!(both, [first[0].clone(), second.clone()]);
    assert_eq!(name(&both, &[person("twee")], (day(FROM), None), &all).unwrap(), [second]);
    let again = name(&both, &[person("twee")], (day("2027-01-01"), None), &all).unwrap();
    assert_eq!(again, [Named::since(person("twee"), day("2027-01-01"))], "whose days are over is named anew");
}

#[test]
fn nobody_of_another_organisation_without_designation_or_who_guards_is_named() {
    let all = [
        colleague("toezicht", Role::PrivacyOfficer, None),
        colleague("weg", Role::Police, Some("2026-10-31")),
        colleague("een", Role::Police, None),
    ];
    let all: Vec<&Colleague> = all.iter().collect();
    for no in ["toezicht", "weg", "vreemde"] {
        assert!(name(&[], &[person("een"), person(no)], (day(FROM), None), &all).is_err(), "{no}");
    }
    assert!(
        name(&[], &[person("een")], (day(FROM), Some(day("2026-10-31"))), &all).is_err(),
        "the last day is before the first"
    );
}

#[test]
fn a_deputy_stands_in_for_who_sits_and_goes_with_them_and_no_deputy_has_a_deputy() {
    let all: Vec<Colleague> = ["een", "twee", "drie"].map(|id| colleague(id, Role::Police, None)).into();
    let all: Vec<&Colleague> = all.iter().collect();
    let sits = [Named::since(person("een"), day("2026-01-01"))];
    let days = (day(FROM), day("2026-11-30"));
    let with = deputise(&sits, &person("twee"), &person("een"), days, &all).unwrap();
    assert_eq!(with.len(), 2);
    assert_eq!(
        deputise(&with, &person("twee"), &person("een"), days, &all).unwrap().len(),
        2,
        "said again is said once"
    );
    assert!(deputise(&with, &person("drie"), &person("twee"), days, &all).is_err(), "of a deputy");
    assert!(deputise(&with, &person("drie"), &person("drie"), days, &all).is_err(), "of who does not sit there");
    assert!(deputise(&with, &person("een"), &person("een"), days, &all).is_err(), "of oneself");
    assert!(deputise(&sits, &person("twee"), &person("een"), (days.1, days.0), &all).is_err());
    assert!(name(&with, &[], (day(FROM), None), &all).unwrap().is_empty(), "the deputy goes with who left");
}
