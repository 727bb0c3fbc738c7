//! The expert takes over a register, reads the signal, adds what the reporter saw and files it.

use super::{BSN, NAME};
use crate::pages::Visit;
use std::fs;

pub(super) fn taken_over(visit: &Visit<'_>) {
    let register = format!(
        "Kenmerk;Ontvangen op;Gemeente;Soort melder;Naam betrokkene;Geboortedatum;BSN;Feiten\r\n\
         REIS-1;02-03-2026;Hoorn;School;{NAME};05-06-2004;{BSN};\"01-03-2026 | deelt filmpjes van een aanslag | ja\"\r\n"
    );
    let path = visit.house.folder().join("register.csv");
    fs::write(&path, register).expect("a register");
    visit.come_as("expert-nh");
    visit.press("Signalen", "Signals");
    visit.press("Register overnemen", "Take over a register");
    visit
        .browser
        .give_file(visit.says("Rekenblad of CSV-bestand", "Spreadsheet or CSV file"), path.to_str().expect("a path"));
    visit.press("Bestand bekijken", "View the file");
    visit.reads("Er is nog niets vastgelegd", "Nothing has been registered yet");
    visit.press("1 overnemen", "Take over 1");
    visit.reads("Er is één signaal overgenomen.", "One signal was taken over.");
    visit.browser.picture("list");
}

/// Gives where the weighing is.
pub(super) fn filed(visit: &Visit<'_>) -> String {
    visit.press_in_row(NAME);
    visit.browser.reads(NAME);
    // The number is shown to who asks for it, and that is written down.
    visit.browser.reads_not(BSN);
    visit.browser.unfold(visit.says("Feit toevoegen", "Add a fact"));
    visit.write("Wat is er gezien of gehoord?", "What was seen or heard?", "Zegt op school dat er iets gaat gebeuren.");
    visit.write("Wanneer?", "When?", "02-03-2026");
    visit.write("Wie nam het waar?", "Who observed it?", "Mentor");
    visit.tick("De melder zag of hoorde het zelf", "The reporter saw or heard it personally");
    visit.press("Feit toevoegen", "Add the fact");
    visit.browser.reads("Zegt op school dat er iets gaat gebeuren.");
    visit.browser.picture("signal");
    visit.press("Signaal aanmelden", "File the signal");
    visit.pick("de burgemeester", "the mayor");
    visit.write("Wie kunnen zij bellen?", "Whom can they call?", "Expert CTER, 0200-000000");
    visit.press("Aanmelden", "File");
    let path = visit.browser.path();
    visit.leave();
    let id = path.split(['/', '?']).nth(2).expect("the id of the weighing").to_owned();
    assert!(path.starts_with("/wegingen/"), "{path}");
    format!("/wegingen/{id}")
}

/// Somebody else writes a signal down by hand.
pub(super) fn registered(visit: &Visit<'_>) {
    visit.come_as("expert-nh-2");
    visit.press("Signalen", "Signals");
    visit.press("Signaal vastleggen", "Register a signal");
    visit.keep_to_form("/signalen/nieuw");
    visit.write("Naam", "Name", "Ezra Testerduin");
    visit.elect("Gemeente van verblijf", "Municipality of stay", "Alkmaar");
    visit.write("Wat is er gezien of gebeurd?", "What was seen", "Hangt posters op van een verboden groep.");
    visit.write("Wat denkt de melder zelf?", "What does the reporter think?", "Dat hij wil opvallen.");
    visit.elect("Wie meldt dit?", "Who is reporting this?", "School");
    visit.write("Hoe kwam het binnen?", "How did it come in?", "Telefoon");
    visit.press("Vastleggen", "Register");
    visit.browser.reads("Ezra Testerduin");
    visit.leave();
}
