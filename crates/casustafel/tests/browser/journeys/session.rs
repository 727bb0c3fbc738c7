//! A pressure cooker in five browsers: somebody who leads, the screen on the wall, and three phones. What happens on one is seen on the
//! others without anybody pressing a button there.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
};
use std::{
    thread,
    time::{Duration, Instant},
};

/// Presses a button on the console and lets the others hear of it.
fn lead(visit: &Visit<'_>, session: &str, form: &str, dutch: &'static str, english: &'static str) {
    visit.go(session);
    visit.keep_to_form(form);
    visit.press(dutch, english);
}

/// Waits until a page that nobody touches says this, and looks at it as a whole.
fn hears(visit: &Visit<'_>, dutch: &'static str, english: &'static str) {
    let (words, began) = (visit.says(dutch, english), Instant::now());
    while !visit.browser.text().contains(words) {
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "“{words}” did not come by itself: {}",
            visit.browser.text()
        );
        thread::sleep(Duration::from_millis(100));
    }
    visit.looks_right();
}

fn vote(phone: &Visit<'_>) {
    for place in 0..5 {
        // Each statement is a group of round buttons of its own.
        let script = format!("document.querySelector('input[name=s{place}]').checked = true");
        phone.browser.good(phone.browser.driver.execute(&script, &[]));
    }
    phone.press("Versturen", "Send");
    phone.reads("Uw antwoord is binnen.", "Your answer is in.");
}

fn played(name: &str, language: Language) {
    if !wanted() {
        return;
    }
    let house = House::open();
    let leader = Visit::begin(&house, name, language, Script::On);
    leader.come_as("flexteam");
    leader.go("/sessies");
    leader.press("Sessie plannen", "Plan a session");
    leader.browser.picture("forms");
    leader.press("Snelkookpan voor een team", "Pressure cooker for one team");
    leader.write("Op welke dag?", "On what day?", "31-12-2035");
    leader.press("Sessie plannen", "Plan the session");
    let session = leader.browser.path().split('?').next().unwrap_or_default().to_owned();
    let screen_at = leader.links().into_iter().find(|path| path.starts_with("/scherm/")).expect("a screen");
    let code = screen_at.rsplit('/').next().expect("a code").to_owned();
    leader.browser.picture("planned");

    let screen = Visit::begin(&house, &format!("{name}-screen"), language, Script::On);
    let query = leader.says("taal=nl", "taal=en");
    screen.go(&format!("{screen_at}?{query}"));
    screen.reads("Wij beginnen zo.", "We begin soon.");
    let phones: Vec<Visit<'_>> =
        (0..3).map(|n| Visit::begin(&house, &format!("{name}-phone{n}"), language, Script::On)).collect();
    for phone in &phones {
        phone.go(&format!("/meedoen?{query}"));
        phone.write("Code", "Code", &code.to_lowercase());
        phone.press("Verder", "Continue");
        phone.press("Meedoen", "Join");
        phone.reads("U bent binnen.", "You are in.");
    }
    hears(&screen, "3 telefoons binnen", "3 phones in");
    screen.browser.picture("welcome");

    lead(&leader, &session, "/beginnen", "Sessie beginnen", "Start the session");
    hears(&screen, "Waarom wij hier zitten", "Why we are here");
    hears(&phones[0], "Waarom wij hier zitten", "Why we are here");
    lead(&leader, &session, "/volgende", "Volgende stap", "Next step");
    lead(&leader, &session, "/volgende", "Volgende stap", "Next step");
    for phone in &phones {
        hears(phone, "Hoe staan wij ervoor?", "Where do we stand?");
    }
    phones[0].browser.picture("statements");
    for phone in &phones {
        vote(phone);
    }
    hears(&screen, "3 antwoorden", "3 answers");
    screen.browser.picture("statements");
    // Three is fewer than five: nobody sees a count.
    lead(&leader, &session, "/sluiten", "Antwoorden sluiten", "Close the answers");
    hears(&screen, "Er zijn minder dan vijf antwoorden.", "There are fewer than five answers.");
    leader.browser.picture("console");
}

#[test]
fn a_pressure_cooker_is_played_in_dutch() {
    played("session-nl", Language::Dutch);
}

#[test]
fn a_pressure_cooker_is_played_in_english() {
    played("session-en", Language::English);
}
