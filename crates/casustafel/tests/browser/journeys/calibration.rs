//! A calibration from beginning to end: who leads prepares it, two tables read the same invented signal on phones without an account,
//! and then the readings lie side by side on every screen, without anybody pressing anything.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
};

const LEADER: &str = "flexteam";

/// The heading of each criterion, in both languages.
const CRITERIA: [(&str, &str); 5] = [
    ("Bereidheid tot geweld", "Readiness for violence"),
    ("Aanhangen van de ideologie", "Adherence to the ideology"),
    ("Sociale relaties", "Social relations"),
    ("Zich rekenen tot een extremistische groep", "Identification with an extremist group"),
    ("Zelfredzaamheid en weerbaarheid", "Self-reliance and resilience"),
];

#[test]
fn two_tables_are_calibrated_in_dutch() {
    calibrate("calibration-nl", Language::Dutch);
}

#[test]
fn two_tables_are_calibrated_in_english() {
    calibrate("calibration-en", Language::English);
}

fn calibrate(name: &str, language: Language) {
    if !wanted() {
        return;
    }
    let house = House::open();
    let leader = Visit::begin(&house, name, language, Script::On);
    leader.come_as(LEADER);
    leader.go("/weegijkingen");
    leader.press("Verzonnen signalen", "Invented signals");
    leader.press("Stickers op het station", "Stickers at the station");
    leader.press("Hiermee oefenen", "Practise with this one");
    leader.write("Hoe heet deze weegijking?", "What is this calibration called?", "Oefening op dinsdag");
    leader.browser.write(leader.says("Welke tafels doen mee?", "Which tables take part?"), "Noord\nZuid");
    leader.press("Voorbereiden", "Prepare");
    leader.press("Laat de tafels lezen", "Let the tables read");
    let page = leader.browser.path();
    leader.browser.picture("tables");
    let tables: Vec<String> = leader.links().into_iter().filter(|path| path.starts_with("/weegijking/")).collect();
    assert_eq!(tables.len(), 2, "{tables:?}");

    let north = Visit::begin(&house, &format!("{name}-north"), language, Script::On);
    read(&north, &tables[0], true);
    leader.reads("nog niet ingeleverd", "not handed in yet");
    let south = Visit::begin(&house, &format!("{name}-south"), language, Script::Off);
    read(&south, &tables[1], false);
    south.browser.reads_not("Noord las dit");

    leader.go(&page);
    leader.press("Open alle lezingen tegelijk", "Open all readings at once");
    leader.reads("Hier lezen de tafels verschillend.", "Here the tables read differently.");
    leader.browser.reads("Noord las dit");
    leader.browser.picture("side-by-side");
    // The screen of the table changes of itself; without a script it is asked again.
    north.browser.reads("Zuid las dit");
    south.go(&tables[1]);
    south.browser.reads("Noord las dit");
    leader.write(
        "Wat spreken wij af voor de volgende weging?",
        "What do we agree on for the next weighing?",
        "Wij noemen eerst het feit.",
    );
    leader.press("Afspreken", "Agree");
    leader.press("Sluit de weegijking af", "Close the calibration");
    leader.reads("Deze weegijking is klaar.", "This calibration is done.");
}

/// One table reads and hands in.
fn read(table: &Visit<'_>, address: &str, concern: bool) {
    table.browser.go(&table.house.at(address));
    if table.says("nl", "en") == "en" {
        table.browser.press("English");
    }
    table.looks_right();
    let (points, reason) = if concern {
        (table.says("Dit geeft reden tot zorg", "This gives reason for concern"), "Noord las dit zo.")
    } else {
        (table.says("Dit geeft geen reden tot zorg", "This gives no reason for concern"), "Zuid las dit zo.")
    };
    for (nl, en) in CRITERIA {
        table.browser.pick(points);
        let label = if table.says("nl", "en") == "nl" {
            format!("Waarom? Op welk feit rust dit ({nl})?")
        } else {
            format!("Why? Which fact does it rest on ({en})?")
        };
        table.browser.write(&label, reason);
    }
    table.browser.picture("reading");
    table.press("Lezing inleveren", "Hand in the reading");
    table.reads("Uw lezing is ingeleverd.", "Your reading is in.");
}
