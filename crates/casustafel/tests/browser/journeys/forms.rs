//! Every form of session that ships, from its first step to the result note: who leads goes through the programme at the console, three
//! phones answer whatever a step asks. Half of the forms in Dutch, half in English, so that both run at once.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
    phones::{Console, Phone},
};
use kernel::Lang;
use learning::session::{Kind, Sends, Step, Template, Voice, library};
use std::collections::BTreeSet;

#[test]
fn every_other_form_of_session_is_played_in_dutch() {
    play("forms-nl", Language::Dutch, 0);
}

#[test]
fn the_other_forms_of_session_are_played_in_english() {
    play("forms-en", Language::English, 1);
}

fn play(name: &str, language: Language, first: usize) {
    if !wanted() {
        return;
    }
    let house = House::open();
    let leader = Visit::begin(&house, name, language, Script::On);
    leader.come_as("flexteam");
    let phones: Vec<Phone<'_>> = (0..3).map(|n| Phone::new(&house, name, language, n)).collect();
    let mut seen = BTreeSet::new();
    for template in library().iter().skip(first).step_by(2) {
        one(&leader, &phones, template, &mut seen);
    }
}

/// Plays one form. Each kind of step is looked at as a whole the first time that it is seen.
fn one(leader: &Visit<'_>, phones: &[Phone<'_>], template: &Template, seen: &mut BTreeSet<Kind>) {
    let lang = if leader.says("nl", "en") == "nl" { Lang::Nl } else { Lang::En };
    leader.go(&format!("/sessies/nieuw?vorm={}", template.id));
    leader.does("/sessies/nieuw", &[("on", "31-12-2035")]);
    let console = Console::of(leader);
    phones.iter().for_each(|phone| phone.comes_in(&console.code));
    let steps = template.steps();
    for (place, step) in steps.iter().enumerate() {
        console.sends(if place == 0 { "/beginnen" } else { "/volgende" }, &[]);
        for phone in phones {
            phone.hears(step.title.to(lang));
            if step.kind.sends() != Sends::Nothing {
                phone.answers();
            }
        }
        leads(&console, step);
        if seen.insert(step.kind) {
            leader.looks_right();
            phones[0].visit.looks_right();
        }
    }
    leader.browser.go(&leader.house.at(&console.at));
    leader.does("/einde", &[("sure", "ja")]);
    assert_eq!(leader.here(), format!("{}/uitkomst", console.at));
    told(leader, phones, &steps);
    phones.iter().for_each(|phone| phone.hears(leader.says("Dank voor het meedoen", "Thank you for taking part")));
}

/// What who leads does in a step besides going on.
fn leads(console: &Console<'_, '_>, step: &Step) {
    match step.kind {
        Kind::Notes | Kind::Perspective if step.voice == Some(Voice::Named) => console.sends("/tonen", &[]),
        Kind::Sort if console.offers("/stapel") => piles(console),
        Kind::Inject => console.sends("/gebeurtenis", &[("text", "De telefoon gaat.")]),
        Kind::Agree => {
            console.sends("/afspraak", &[("what", "Wij bellen elke week."), ("who", "Gemeente"), ("by", "31-12-2035")]);
        }
        Kind::Introduction
        | Kind::Reflection
        | Kind::Statements
        | Kind::Pair
        | Kind::Notes
        | Kind::Sort
        | Kind::Choose
        | Kind::Cards
        | Kind::Perspective
        | Kind::LookBack => {}
    }
}

/// Puts the first two notes together, where there are notes that may be read.
fn piles(console: &Console<'_, '_>) {
    let script = "return [...document.querySelectorAll('input[name=marks]')].slice(0, 2).map(e => e.value)";
    let browser = &console.leader.browser;
    let marks = browser.good(browser.driver.execute(script, &[]));
    let mut answers = vec![("name", "Eerder bellen")];
    answers.extend(marks.as_array().into_iter().flatten().filter_map(|m| Some(("marks", m.as_str()?))));
    assert!(answers.len() > 1, "a form to put notes together has notes");
    console.sends("/stapel", &answers);
}

/// The note says what was shared with a name, and keeps what too few said without one.
fn told(leader: &Visit<'_>, phones: &[Phone<'_>], steps: &[Step]) {
    let text = leader.browser.text();
    let notes = |voice| steps.iter().any(|s| s.kind.sends() == Sends::Notes && s.voice == Some(voice));
    for phone in phones {
        assert_eq!(text.contains(phone.words()), notes(Voice::Named), "{}: {text}", phone.words());
    }
    let few = leader.says("minder dan vijf antwoorden", "fewer than five answers");
    assert_eq!(text.contains(few), steps.iter().any(Step::is_anonymous), "{text}");
    assert!(text.contains("Wij bellen elke week."), "{text}");
}
