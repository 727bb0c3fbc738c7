//! Who may be named, and in whose place.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use super::{
    naming::{deputise, name},
    passing::{Days, Passing, Whose},
};
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
        login: None,
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

fn own(id: &str, from: &str) -> Named {
    Named::since(person(id), day(from))
}

fn until(named: Named, last: &str) -> Named {
    Named { until: Some(day(last)), ..named }
}

fn in_place_of(named: Named, place: &str) -> Named {
    Named { deputy_for: Some(person(place)), ..named }
}

const TODAY: &str = "2026-11-01";

/// Who sits after somebody hands over to somebody, from a day, and until one for who is away.
fn passed(before: &[Named], whose: &str, to: &str, from: &str, last: Option<&str>) -> Option<Vec<Named>> {
    let days = last.map_or(Days::From(day(from)), |last| Days::Within(day(from), day(last)));
    Passing { whose: Whose::Of(&person(whose)), to: &person(to), days }.at(before, day(TODAY))
}

#[test]
fn whoever_leaves_is_followed_in_every_place_they_had() {
    let before = [
        until(own("een", "2026-01-01"), "2026-12-31"),
        in_place_of(until(own("een", "2026-10-01"), "2026-11-20"), "drie"),
        own("drie", "2026-01-01"),
    ];
    let after = passed(&before, "een", "twee", TODAY, None).unwrap();
    let follows = [own("drie", "2026-01-01"), until(own("twee", TODAY), "2026-12-31")];
    // A place of one's own holds for all the days of the other one.
    assert_eq!(after[..2], follows);
    assert_eq!(after.len(), 2);
    let deputy_only = [before[1].clone(), before[2].clone()];
    let after = passed(&deputy_only, "een", "twee", TODAY, None).unwrap();
    assert_eq!(after[1], in_place_of(until(own("twee", TODAY), "2026-11-20"), "drie"), "and never for a deputy");
    assert_eq!(passed(&deputy_only, "een", "drie", TODAY, None).unwrap(), [own("drie", "2026-01-01")]);
}

#[test]
fn whoever_leaves_on_a_day_to_come_sits_until_the_day_before() {
    let before = [own("een", "2026-01-01")];
    let after = passed(&before, "een", "twee", "2026-11-09", None).unwrap();
    assert_eq!(after, [until(own("een", "2026-01-01"), "2026-11-08"), own("twee", "2026-11-09")]);
    let begins_later = [own("een", "2027-01-01")];
    assert_eq!(passed(&begins_later, "een", "twee", TODAY, None).unwrap(), [own("twee", "2027-01-01")]);
}

#[test]
fn whoever_follows_and_sits_there_already_sits_once() {
    let sits = [own("een", "2026-01-01"), own("twee", "2026-02-01")];
    assert_eq!(passed(&sits, "een", "twee", TODAY, None).unwrap(), [own("twee", "2026-02-01")]);
    let for_now = [own("een", "2026-01-01"), until(own("twee", "2026-02-01"), "2026-11-30")];
    assert_eq!(passed(&for_now, "een", "twee", TODAY, None).unwrap(), [own("twee", "2026-02-01")], "and longer");
    // Who stood in becomes who sits; and somebody named twice leaves twice.
    let stood_in = [own("een", "2026-01-01"), in_place_of(until(own("twee", "2026-10-01"), "2026-12-01"), "een")];
    assert_eq!(passed(&stood_in, "een", "twee", TODAY, None).unwrap(), [own("twee", TODAY)]);
    let twice = [until(own("een", "2026-01-01"), "2026-11-10"), until(own("een", "2026-11-05"), "2026-12-01")];
    assert_eq!(passed(&twice, "een", "twee", TODAY, None).unwrap(), [until(own("twee", TODAY), "2026-12-01")]);
}

#[test]
fn whoever_is_away_is_replaced_within_those_days_and_stays() {
    let before = [until(own("een", "2026-01-01"), "2026-11-20")];
    let after = passed(&before, "een", "twee", "2026-11-10", Some("2026-11-30")).unwrap();
    let deputy = in_place_of(until(own("twee", "2026-11-10"), "2026-11-20"), "een");
    assert_eq!(after, [before[0].clone(), deputy.clone()], "no longer than whose place it is");
    assert_eq!(passed(&after, "een", "twee", "2026-11-10", Some("2026-11-30")), None, "said again changes nothing");
    let longer = passed(&after, "een", "twee", "2026-11-05", Some("2026-11-12")).unwrap();
    assert_eq!(longer[1..], [in_place_of(until(own("twee", "2026-11-05"), "2026-11-20"), "een")]);
    // The deputy is away as well: whoever comes stands in for who is away, and not for a deputy.
    let again = passed(&after, "twee", "drie", "2026-11-12", Some("2026-11-14")).unwrap();
    assert_eq!(again[2], in_place_of(until(own("drie", "2026-11-12"), "2026-11-14"), "een"));
    let sits = [own("een", "2026-01-01"), own("twee", "2026-01-01")];
    assert_eq!(passed(&sits, "een", "twee", TODAY, Some("2026-11-30")), None, "who sits there needs not stand in");
    let nobodys = Passing { whose: Whose::Nobodys, to: &person("twee"), days: Days::From(day(TODAY)) };
    assert_eq!(nobodys.at(&[], day(TODAY)).unwrap(), [own("twee", TODAY)]);
}

#[test]
fn handing_over_replaces_oneself_and_nobody_else() {
    let people = ["een", "twee", "drie", "vier"];
    let spans = [("2026-01-01", None), ("2026-10-01", Some("2026-11-15")), ("2026-11-10", Some("2026-12-10"))];
    let mut kinds = Vec::new();
    for (n, (from, last)) in spans.into_iter().enumerate() {
        for (m, who) in people.into_iter().enumerate() {
            let sits = last.map_or(own(who, from), |last| until(own(who, from), last));
            kinds.push(sits.clone());
            kinds.push(in_place_of(sits, people[(m + n + 1) % 4]));
        }
    }
    let mut tried = 0;
    for a in &kinds {
        for b in &kinds {
            for c in kinds.iter().step_by(3) {
                let before = [a.clone(), b.clone(), c.clone()];
                for (from, last) in [(TODAY, None), ("2026-11-12", None), ("2026-11-05", Some("2026-11-25"))] {
                    let Some(after) = passed(&before, "een", "twee", from, last) else { continue };
                    let another = |n: &&Named| {
                        let leaves = n.deputy_for == Some(person("een"));
                        n.person != person("een") && n.person != person("twee") && !leaves
                    };
                    let of = |all: &[Named]| all.iter().filter(another).cloned().collect::<Vec<_>>();
                    assert_eq!(of(&before), of(&after), "{before:?}");
                    let mut when = day("2026-09-01");
                    while when < day("2027-01-10") {
                        let sat =
                            |all: &[Named], who: &str| all.iter().any(|n| n.person == person(who) && n.counts_on(when));
                        let gained = sat(&after, "twee") && !sat(&before, "twee");
                        assert!(!gained || (sat(&before, "een") && when >= day(from)), "{when} {before:?} {after:?}");
                        assert!(!sat(&after, "een") || sat(&before, "een"), "{when} {before:?} {after:?}");
                        when = when.checked_add(jiff::Span::new().days(5)).unwrap();
                    }
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

#[test]
fn places_pass_from_today_on_to_somebody_else_who_can_sit() {
    let all = [
        colleague("een", Role::Police, None),
        colleague("twee", Role::Police, Some("2026-11-20")),
        colleague("toezicht", Role::PrivacyOfficer, None),
    ];
    let all: Vec<&Colleague> = all.iter().collect();
    let no = |to: &str, days: Days| {
        let passing = Passing { whose: Whose::Of(&person("een")), to: &person(to), days };
        passing.check(&all, day(TODAY)).err().and_then(|refusal| refusal.field)
    };
    let now = Days::From(day(TODAY));
    assert_eq!(no("twee", now), None);
    for to in ["een", "toezicht", "vreemde"] {
        assert_eq!(no(to, now).as_deref(), Some("to"), "{to}");
    }
    assert_eq!(no("twee", Days::From(day("2026-10-31"))).as_deref(), Some("from"));
    assert_eq!(no("twee", Days::Within(day("2026-11-09"), day("2026-11-08"))).as_deref(), Some("until"));
    let longer = Days::Within(day(TODAY), day("2026-11-30"));
    assert_eq!(no("twee", longer).as_deref(), Some("to"), "their own designation ends before");
}
