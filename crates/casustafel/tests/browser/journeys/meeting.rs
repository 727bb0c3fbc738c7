//! A meeting from planning to the next one, by keyboard alone: tables are put on the agenda, who sits there says whether they come and finds their own
//! items only, and it is held item by item.

use super::job::in_days;
use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
    phones::hears,
};

const CHAIR: &str = "procesregisseur-nhn";

#[test]
fn a_meeting_is_held_in_dutch_with_script() {
    held("meeting-nl", Language::Dutch, Script::On);
}

#[test]
fn a_meeting_is_held_in_english_without_script() {
    held("meeting-en-plain", Language::English, Script::Off);
}

fn held(name: &str, language: Language, script: Script) {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, name, language, script);
    let at = planned(&visit);
    // Who sits at the case and at no weighing reads one item, and nothing of who is weighed.
    visit.come_as("reclassering");
    visit.press_in_row("Overleg van vandaag");
    visit.pick("Ik doe op afstand mee", "I am joining remotely");
    visit.press("Laten weten", "Let them know");
    visit.browser.reads("Een vaste plek na jaren zwerven");
    visit.browser.reads_not("Nooitgezien");
    visit.browser.picture("guest");
    visit.leave();

    visit.come_as(CHAIR);
    visit.go(&at);
    visit.press("Overleg beginnen", "Begin the meeting");
    // The first item is on the table at once; what was recorded is read back before the next one.
    visit.browser.reads("Wessel Nooitgezien");
    visit.press("Naar oordeel", "To judgement");
    visit.browser.reads(visit.says("Wat pleit ertegen?", "What speaks against it?"));
    visit.looks_right();
    visit.browser.picture("talk");
    // Nobody is there because they said so, and nothing is dealt with because nobody said otherwise.
    visit.tick("Ruben Dijkgraaf", "Ruben Dijkgraaf");
    visit.pick("Besproken", "Dealt with");
    visit.tick("Wat is vastgelegd, is voorgelezen", "What was recorded has been read back");
    visit.press("Punt afronden", "Complete the item");
    visit.pick("Naar het volgende overleg", "Moved to the next meeting");
    visit.press("Punt afronden", "Complete the item");
    visit.browser.reads(visit.says("Er ligt niets op tafel.", "Nothing is on the table."));
    visit.press("Hele overleg", "Whole meeting");
    visit.browser.picture("held");
    visit.press("Overleg sluiten", "End the meeting");
    visit.reads("Dit overleg is gehouden", "This meeting has been held");
    visit.looks_right();
    visit.browser.picture("closed");
    visit.press("het volgende overleg", "the next meeting");
    // The next one of its series has what was put off, and nothing else.
    visit.browser.reads("Een vaste plek na jaren zwerven");
    visit.browser.reads_not("Nooitgezien");
    visit.browser.picture("next");
    visit.leave();
}

/// What one writes or leads is seen by the others at that table without anybody pressing a button there; who does not sit there sees nothing move.
#[test]
fn the_screens_of_a_meeting_follow_what_is_on_the_table() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let come = |name: &str, who: &str| {
        let visit = Visit::begin(&house, name, Language::Dutch, Script::On);
        visit.come_as(who);
        visit
    };
    let chair = come("live-chair", CHAIR);
    chair.press("Overleggen", "Meetings");
    chair.press("Weegtafel", "Weegtafel");
    let at = chair.browser.path().split(['?', '#']).next().unwrap_or_default().to_owned();
    let (marit, ruben, guest) =
        (come("live-marit", "gemeente-hoorn"), come("live-ruben", "politie-nh"), come("live-guest", "rvdk"));
    for visit in [&marit, &ruben, &guest] {
        visit.go(&format!("{at}/nu"));
    }
    chair.press("Overleg beginnen", "Begin the meeting");
    // The first item is urgent and still sealed: each writes apart. The second is judged together.
    chair.pick("Naar het volgende overleg", "Moved to the next meeting");
    let asks = "Dit punt heeft spoed. Waarom kan het wachten?";
    chair.write(asks, asks, "De wijkagent is er vandaag niet.");
    chair.press("Punt afronden", "Complete the item");
    chair.browser.reads("Karel Papierwoud");
    for visit in [&marit, &ruben] {
        hears(visit, "Wat wij nu opschrijven");
        visit.looks_right();
    }
    guest.browser.reads("Er ligt nu niets van u op tafel.");
    chair.press("Naar oordeel", "To judgement");
    hears(&marit, "Wat pleit ertegen?");
    marit.keep_to_form("/meeschrijven/3");
    marit.write("Wat weegt u samen af?", "What do you weigh up together?", "Er verandert veel tegelijk.");
    marit.press("Bewaren", "Save");
    hears(&ruben, "Laatst geschreven door");
    ruben.press("Ik neem de tegenstem", "I take the opposing voice");
    hears(&chair, "Ruben Dijkgraaf");
    ruben.browser.picture("written-along");
    guest.browser.reads("Er ligt nu niets van u op tafel.");
    guest.browser.picture("nothing-moves");
    chair.browser.picture("talk");
}

/// Gives where it is.
fn planned(visit: &Visit<'_>) -> String {
    visit.come_as(CHAIR);
    visit.press("Overleggen", "Meetings");
    visit.press("Overleg plannen", "Plan a meeting");
    visit.keep_to_form("/overleggen/nieuw");
    visit.pick("Casusoverleg", "Case conference");
    visit.write("Hoe heet het?", "What is it called?", "Overleg van vandaag");
    visit.write("Op welke dag?", "On which day?", &in_days(0));
    visit.write("Hoe laat?", "At what time?", "9.00");
    visit.write("Waar, en hoe", "Where, and how", "Kamer Vuurtoren");
    visit.write("Om de hoeveel weken?", "Every how many weeks?", "3");
    visit.press("Plannen", "Plan");
    let path = visit.browser.path();
    let at = path.split(['?', '#']).next().unwrap_or_default().to_owned();
    visit.keep_to_form("/agenda");
    visit.browser.tick("Wessel Nooitgezien (");
    visit.browser.tick("Een vaste plek na jaren zwerven (");
    visit.write("Hoeveel minuten per punt?", "How many minutes per item?", "20");
    visit.press("Op de agenda zetten", "Put on the agenda");
    visit.browser.reads("Wessel Nooitgezien");
    visit.browser.picture("agenda");
    visit.leave();
    at
}
