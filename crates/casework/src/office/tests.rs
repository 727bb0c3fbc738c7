//! Who may hold an office and who may give what mandate.

use super::*;
use crate::samples;
use kernel::{AgencyId, Date, Line, Note, PersonId, Timestamp};
use vault::{Author, Called, Colleague, Dossier, Leaving, Mandate, NamingDesk, Office, Right, Role, Stamp};

const TODAY: &str = "2026-03-02";

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
        name: format!("Naam van {id}").parse().unwrap(),
        function: "functie".parse().unwrap(),
        until: until.map(day),
        login: None,
    }
}

fn force() -> Vec<Colleague> {
    let weg = colleague("weg", Role::Police, Some("2026-03-01"));
    let toezicht = colleague("toezicht", Role::PrivacyOfficer, None);
    let rest = ["chef", "agent", "tweede"].map(|id| colleague(id, Role::Police, None));
    [weg, toezicht].into_iter().chain(rest).collect()
}

fn stamp(who: &str, on: &str) -> Stamp {
    let at: Timestamp = format!("{on}T09:00:00Z").parse().unwrap();
    let called = Called { name: format!("Naam van {who}").parse().unwrap(), ..Called::default() };
    Stamp { seq: 1, at, who: person(who), agency: "politie-nh".parse().unwrap(), act: "test".into(), called }
}

fn set_up() -> Event {
    Event::SetUp {
        agency: "politie-nh".parse().unwrap(),
        name: "Politie Noord-Holland".parse().unwrap(),
        house: "nhn".parse().unwrap(),
        reference: "B-2026-0001".parse().unwrap(),
        office: Office::open(),
        carried: None,
    }
}

/// With a chief whom a second person confirmed.
fn held() -> Arranged {
    let (mut office, all) = (Arranged::default(), force());
    let all: Vec<&Colleague> = all.iter().collect();
    office.apply(&set_up(), &stamp("beheer", TODAY));
    let named = office.name_holder(&person("chef"), &all, day(TODAY)).unwrap();
    office.apply(&named, &stamp("beheer", TODAY));
    let confirmed = office.answer(&[person("agent")], true, None).unwrap();
    office.apply(&confirmed, &stamp("agent", TODAY));
    office
}

fn mandate(to: &str, acts: &[&str], from: &str, until: &str) -> Mandate {
    Mandate {
        to: person(to),
        acts: acts.iter().map(|act| (*act).to_owned()).collect(),
        decision: "P-12".parse().unwrap(),
        from: day(from),
        until: day(until),
    }
}

const KEYS: [&str; 2] = ["weighing.turn-key", "advice.decide"];

fn give(office: &Arranged, by: &str, mandate: Mandate) -> Result<Event, kernel::Refusal> {
    let all = force();
    let all: Vec<&Colleague> = all.iter().collect();
    office.give(&person(by), mandate, (&KEYS, &all), day(TODAY))
}

#[test]
fn a_holder_is_confirmed_by_a_second_person_and_holds_nothing_before() {
    let (mut office, all) = (Arranged::default(), force());
    let all: Vec<&Colleague> = all.iter().collect();
    office.apply(&set_up(), &stamp("beheer", TODAY));
    assert_eq!((office.state(), office.as_office().holder), (State::Vacant, None));
    for no in ["weg", "toezicht", "vreemde"] {
        assert!(office.name_holder(&person(no), &all, day(TODAY)).is_err(), "{no}");
    }
    office.apply(&office.name_holder(&person("chef"), &all, day(TODAY)).unwrap(), &stamp("beheer", TODAY));
    assert_eq!((office.state(), office.as_office().holder), (State::Waiting, None));
    for no in ["chef", "beheer"] {
        assert!(office.answer(&[person(no)], true, None).is_err(), "{no} is no second person");
    }
    assert!(office.answer(&[person("agent"), person("chef")], true, None).is_err(), "one human under two accounts");
    assert!(office.answer(&[person("agent")], false, None).is_err(), "a refusal has a reason");
    let mut refused = office.clone();
    let no: Note = "Zij is waarnemend.".parse().unwrap();
    refused.apply(&office.answer(&[person("agent")], false, Some(no)).unwrap(), &stamp("agent", TODAY));
    assert_eq!((refused.state(), refused.as_office().holder), (State::Vacant, None));
    assert!(refused.answer(&[person("agent")], true, None).is_err(), "nobody waits");
    office.apply(&office.answer(&[person("agent")], true, None).unwrap(), &stamp("agent", TODAY));
    assert_eq!((office.state(), office.as_office().holder), (State::Held, Some(person("chef"))));
    assert!(office.name_holder(&person("chef"), &all, day(TODAY)).is_err(), "holds it already");
    // Until a successor is confirmed, who held the office holds it.
    office.apply(&office.name_holder(&person("tweede"), &all, day(TODAY)).unwrap(), &stamp("beheer", TODAY));
    assert_eq!(office.as_office().holder, Some(person("chef")));
}

#[test]
fn only_the_office_holder_gives_a_mandate_to_a_colleague_for_keys_that_there_are() {
    let office = held();
    let year = ("2026-03-02", "2027-03-01");
    let fits = mandate("agent", &KEYS, year.0, year.1);
    assert!(give(&office, "chef", fits.clone()).is_ok());
    for (by, no, why) in [
        ("agent", fits.clone(), "who got one gives none"),
        ("beheer", fits.clone(), "nor who keeps the house"),
        ("chef", mandate("chef", &KEYS, year.0, year.1), "oneself"),
        ("chef", mandate("weg", &KEYS, year.0, year.1), "who left yesterday"),
        ("chef", mandate("vreemde", &KEYS, year.0, year.1), "of elsewhere"),
        ("chef", mandate("agent", &[], year.0, year.1), "for nothing"),
        ("chef", mandate("agent", &["office.give-mandate"], year.0, year.1), "to give mandates"),
        ("chef", mandate("agent", &KEYS, year.1, year.0), "the wrong way round"),
        ("chef", mandate("agent", &KEYS, "2026-01-01", "2026-03-01"), "over before it is given"),
        ("chef", mandate("agent", &KEYS, year.0, "2032-03-03"), "longer than six years"),
    ] {
        assert!(give(&office, by, no).is_err(), "{why}");
    }
}

#[test]
fn a_mandate_counts_from_its_first_to_its_last_day_for_its_keys_and_until_it_is_withdrawn() {
    let mut office = held();
    let given = give(&office, "chef", mandate("agent", &KEYS[..1], "2026-03-05", "2026-03-31")).unwrap();
    office.apply(&given, &stamp("chef", TODAY));
    let right =
        |office: &Arranged, who: &str, act: &str, on: &str| office.as_office().right(&person(who), act, day(on));
    let by_decision = Some(Right::Mandate("P-12".parse().unwrap()));
    for (on, there) in [("2026-03-04", false), ("2026-03-05", true), ("2026-03-31", true), ("2026-04-01", false)] {
        assert_eq!(right(&office, "agent", KEYS[0], on), by_decision.clone().filter(|_| there), "{on}");
    }
    assert_eq!(right(&office, "agent", KEYS[1], "2026-03-10"), None, "another key");
    assert_eq!(right(&office, "tweede", KEYS[0], "2026-03-10"), None, "another person");
    assert_eq!(right(&office, "chef", KEYS[1], "2030-01-01"), Some(Right::Holder), "the office needs none");
    let may: Vec<_> = office.as_office().who_may(KEYS[0], day("2026-03-10")).cloned().collect();
    assert_eq!(may, [person("chef"), person("agent")]);
    let why = || "Ander werk.".parse::<Note>().unwrap();
    assert!(
        office.withdraw(&person("agent"), 1, why()).is_err() && office.withdraw(&person("chef"), 2, why()).is_err()
    );
    office.apply(&office.withdraw(&person("chef"), 1, why()).unwrap(), &stamp("chef", "2026-03-10"));
    assert_eq!(right(&office, "agent", KEYS[0], "2026-03-10"), None);
    assert!(office.withdraw(&person("chef"), 1, why()).is_err(), "once");
    assert_eq!(office.mandates.len(), 1, "what was withdrawn stays readable");
}

#[test]
fn who_gave_a_mandate_is_asked_a_month_before_it_ends_unless_another_follows() {
    let mut office = held();
    let given = give(&office, "chef", mandate("agent", &KEYS, TODAY, "2026-12-31")).unwrap();
    office.apply(&given, &stamp("chef", TODAY));
    let tasks = office.card().tasks;
    assert_eq!((tasks.len(), tasks[0].since, tasks[0].due), (1, day("2026-12-01"), Some(day("2026-12-31"))));
    assert_eq!(tasks[0].person, Some(person("chef")));
    let next = give(&office, "chef", mandate("agent", &KEYS, "2027-01-01", "2027-12-31")).unwrap();
    office.apply(&next, &stamp("chef", TODAY));
    assert_eq!(office.card().tasks.iter().map(|t| t.due).collect::<Vec<_>>(), [Some(day("2027-12-31"))]);
}

#[test]
fn whoever_leaves_has_no_office_no_mandate_and_no_desk_and_over_a_gap_no_office() {
    let (mut office, all) = (held(), force());
    let all: Vec<&Colleague> = all.iter().collect();
    office.apply(&give(&office, "chef", mandate("agent", &KEYS, TODAY, "2027-01-01")).unwrap(), &stamp("chef", TODAY));
    let desk = NamingDesk { persons: vec![person("agent"), person("tweede")], automatic: false };
    office.apply(&office.set_desk(&[person("beheer")], desk, (&all, day(TODAY))).unwrap(), &stamp("beheer", TODAY));
    assert_eq!(office.leaves(&person("vreemde"), Leaving::Wholly), None);
    assert_eq!(office.leaves(&person("agent"), Leaving::ForAGap), None, "what has a last day of its own goes on");
    let before = office.as_office();
    for (who, how) in [("chef", Leaving::ForAGap), ("chef", Leaving::Wholly), ("agent", Leaving::Wholly)] {
        let mut left = office.clone();
        left.apply(&office.leaves(&person(who), how).unwrap(), &stamp("casustafel", TODAY));
        // The directory says the same where no dossier does.
        assert_eq!(Some(left.as_office()), before.without(&person(who), how), "{who}");
        assert_eq!(left.leaves(&person(who), how), None, "once");
    }
    let mut left = office.clone();
    left.apply(&office.leaves(&person("chef"), Leaving::ForAGap).unwrap(), &stamp("casustafel", TODAY));
    assert_eq!((left.state(), left.as_office().right(&person("chef"), KEYS[0], day(TODAY))), (State::Vacant, None));
    assert!(left.as_office().right(&person("agent"), KEYS[0], day(TODAY)).is_some(), "a mandate is of the office");
    // Who waits for it as well.
    let named = office.name_holder(&person("tweede"), &all, day(TODAY)).unwrap();
    office.apply(&named, &stamp("beheer", TODAY));
    assert!(office.can_take_office(&all, day(TODAY)).is_ok() && office.can_take_office(&[], day(TODAY)).is_err());
    office.apply(&office.leaves(&person("tweede"), Leaving::ForAGap).unwrap(), &stamp("casustafel", TODAY));
    assert_eq!(office.state(), State::Held);
}

#[test]
fn a_desk_is_of_its_own_people_and_never_nobody() {
    let (office, all) = (held(), force());
    let all: Vec<&Colleague> = all.iter().collect();
    let set = |persons: &[&str], automatic| {
        let persons = persons.iter().map(|p| person(p)).collect();
        office.set_desk(&[person("beheer")], NamingDesk { persons, automatic }, (&all, day(TODAY)))
    };
    assert!(set(&["agent"], false).is_ok() && set(&[], true).is_ok());
    assert!(set(&[], false).is_err() && set(&["toezicht"], true).is_err() && set(&["weg"], false).is_err());
}

#[test]
fn a_keeper_does_not_put_themself_at_a_desk_under_another_designation() {
    let (mut office, all) = (held(), force());
    let all: Vec<&Colleague> = all.iter().collect();
    let set = |office: &Arranged, by: &str, persons: &[&str]| {
        let persons = persons.iter().map(|p| person(p)).collect();
        office.set_desk(&[person("beheer"), person(by)], NamingDesk { persons, automatic: false }, (&all, day(TODAY)))
    };
    assert!(set(&office, "agent", &["tweede", "agent"]).is_err(), "one human, two accounts");
    let other = set(&office, "iemand", &["agent"]).unwrap();
    office.apply(&other, &stamp("beheer", TODAY));
    assert!(set(&office, "agent", &["tweede", "agent"]).is_ok(), "whom another put there stays");
}

#[test]
fn a_desk_is_asked_to_check_who_was_named_when_the_house_was_brought_over() {
    let (mut office, all) = (Arranged::default(), force());
    let all: Vec<&Colleague> = all.iter().collect();
    let Event::SetUp { agency, name, house, reference, office: before, .. } = set_up() else { return };
    let carried = Some(day(TODAY));
    office.apply(&Event::SetUp { agency, name, house, reference, office: before, carried }, &stamp("beheer", TODAY));
    assert!(office.card().tasks.is_empty() && office.check(&person("agent")).is_err(), "there is no desk to ask");
    let desk = NamingDesk { persons: vec![person("agent"), person("tweede")], automatic: true };
    office.apply(&office.set_desk(&[person("beheer")], desk, (&all, day(TODAY))).unwrap(), &stamp("beheer", TODAY));
    let asked: Vec<_> = office.card().tasks.into_iter().filter_map(|t| t.person).collect();
    assert_eq!(asked, [person("agent"), person("tweede")]);
    assert!(office.check(&person("chef")).is_err());
    office.apply(&office.check(&person("agent")).unwrap(), &stamp("agent", TODAY));
    assert!(office.card().tasks.is_empty() && office.check(&person("agent")).is_err());
}

#[test]
fn every_event_ever_stored_is_read() {
    let line = |text: &str| -> Line { text.parse().unwrap() };
    let one_of_each = [
        set_up(),
        Event::HolderNamed { person: person("chef"), name: line("Annemiek Stuurman"), function: line("Politiechef") },
        Event::HolderConfirmed,
        Event::PersonsChecked,
        Event::HolderRefused { reason: "Zij is waarnemend.".parse().unwrap() },
        Event::DeskSet { desk: NamingDesk { persons: vec![person("agent")], automatic: false } },
        Event::MandateGiven {
            mandate: mandate("agent", &KEYS, TODAY, "2027-03-01"),
            name: line("Ruben Dijkgraaf"),
            function: line("Informatiecoördinator"),
        },
        Event::MandateWithdrawn { no: 1, reason: "Ander werk.".parse().unwrap() },
        Event::PersonLeft { person: person("agent") },
        Event::HolderLapsed { person: person("chef") },
    ];
    samples::hold("tests/samples/office.jsonl", &one_of_each);
}

#[test]
fn an_author_is_kept_as_they_were_called_that_day() {
    let mut office = held();
    office.apply(&give(&office, "chef", mandate("agent", &KEYS, TODAY, "2027-01-01")).unwrap(), &stamp("chef", TODAY));
    let Author { person: who, agency, called } = &office.mandates[0].by;
    assert_eq!((who, agency), (&person("chef"), &"politie-nh".parse::<AgencyId>().unwrap()));
    assert_eq!(called.name.as_str(), "Naam van chef");
}
