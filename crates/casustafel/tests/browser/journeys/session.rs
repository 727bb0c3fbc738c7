//! A pressure cooker in five browsers: somebody who leads, the screen on the wall, and three phones. What happens on one is seen on the
//! others without anybody pressing a button there.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
    phones::{Console, Phone, hears},
};

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
    leader.press("Pressure cooker voor de eenheid", "Pressure cooker for the regional unit");
    leader.write("Op welke dag?", "On what day?", "31-12-2035");
    leader.press("Sessie plannen", "Plan the session");
    let console = Console::of(&leader);
    leader.browser.picture("planned");

    let screen = Visit::begin(&house, &format!("{name}-screen"), language, Script::On);
    screen.go(&format!("/scherm/{}?{}", console.code, leader.says("taal=nl", "taal=en")));
    screen.reads("Wij beginnen zo.", "We begin soon.");
    let shows = |dutch: &'static str, english: &'static str| {
        hears(&screen, screen.says(dutch, english));
        screen.looks_right();
    };
    let phones: Vec<Phone<'_>> = (0..3).map(|n| Phone::new(&house, name, language, n)).collect();
    phones.iter().for_each(|phone| phone.comes_in(&console.code));
    shows("3 aan tafel", "3 at the table");
    screen.browser.picture("welcome");

    console.does("/beginnen", &[]);
    shows("Waarom wij hier zitten", "Why we are here");
    phones[0].hears(leader.says("Waarom wij hier zitten", "Why we are here"));
    console.does("/volgende", &[]);
    console.does("/volgende", &[]);
    for phone in &phones {
        phone.hears(leader.says("Hoe staan wij ervoor?", "Where do we stand?"));
    }
    phones[0].visit.looks_right();
    phones[0].visit.browser.picture("statements");
    phones.iter().for_each(Phone::answers);
    phones[0].visit.looks_right();
    shows("3 van 3 telefoons stuurden iets", "3 of 3 phones sent something");
    screen.browser.picture("statements");
    // Three is fewer than five: nobody sees a count.
    console.does("/sluiten", &[]);
    shows("Er zijn minder dan vijf antwoorden.", "There are fewer than five answers.");
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
