//! The main job from beginning to end, by keyboard alone: a register is taken over, a signal filed, weighed by three, decided
//! on by three, and the case opened, worked on and closed. In both languages, with script and without.

mod advice;
mod case;
mod signal;
mod weighing;

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
};
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeSet;

/// The person it is about. Nobody is called so; the number is from the range for tests.
const NAME: &str = "Quirijn Testerweel";
const BSN: &str = "999996046";

#[test]
fn the_main_job_in_dutch_with_script() {
    do_the_job("job-nl", Language::Dutch, Script::On);
}

#[test]
fn the_main_job_in_dutch_without_script() {
    do_the_job("job-nl-plain", Language::Dutch, Script::Off);
}

#[test]
fn the_main_job_in_english_with_script() {
    do_the_job("job-en", Language::English, Script::On);
}

#[test]
fn the_main_job_in_english_without_script() {
    do_the_job("job-en-plain", Language::English, Script::Off);
}

/// Ten people, each of whom is logged out in the middle of every form, and loses no word.
#[test]
fn the_main_job_with_a_session_that_ends_in_every_form() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, "job-interrupted", Language::Dutch, Script::On);
    visit.is_interrupted_in_every_form();
    signal::registered(&visit);
    do_with(&visit, case::the_council_answers);
    let left = visit.interruptions();
    let people: BTreeSet<&str> = left.iter().map(|form| form.person.as_str()).collect();
    assert_eq!(people.len(), 10, "{people:?}");
    assert!(left.len() >= 30, "so many forms: {}", left.len());
}

fn do_the_job(name: &str, language: Language, script: Script) {
    if wanted() {
        let house = House::open();
        do_with(&Visit::begin(&house, name, language, script), |_, _| ());
    }
}

/// The job, with something more while the case runs.
fn do_with(visit: &Visit<'_>, more: impl FnOnce(&Visit<'_>, &str)) {
    signal::taken_over(visit);
    let weighing = signal::filed(visit);
    weighing::views_are_handed_in(visit, &weighing);
    weighing::three_keys_are_turned(visit, &weighing);
    let advice = advice::written(visit, &weighing);
    advice::decided(visit, &advice);
    let case = case::opened(visit, &advice);
    case::a_partner_is_let_in(visit, &case);
    case::the_partner_contributes(visit, &case);
    more(visit, &case);
    case::a_plan_is_agreed(visit, &case);
    case::closed(visit, &case);
    nothing_leaked(visit);
}

/// A day from now, in the Netherlands, as people write it.
#[allow(clippy::disallowed_methods, reason = "the program that is tested here runs on the clock of the machine")]
pub(crate) fn in_days(days: i32) -> String {
    (kernel::local_day(Timestamp::now()) + days.days()).strftime("%d-%m-%Y").to_string()
}

/// Nothing of the person stands in an address or in what the program wrote on its output (SPC-05).
fn nothing_leaked(visit: &Visit<'_>) {
    let said = visit.house.said();
    for word in [NAME, "Testerweel", BSN] {
        assert!(!said.contains(word), "the log says {word}");
        let slug = word.to_lowercase();
        let path = visit.visited().into_iter().find(|p| p.contains(word) || p.to_lowercase().contains(&slug));
        assert!(path.is_none(), "an address says {word}: {path:?}");
    }
}
