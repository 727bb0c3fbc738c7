//! The process director writes one page of advice; mayor, police and prosecutor decide on it in a written round.

use super::in_days;
use crate::pages::Visit;

/// Gives where the advice is.
pub(super) fn written(visit: &Visit<'_>, weighing: &str) -> String {
    visit.come_as("procesregisseur-nhn");
    visit.follow(weighing);
    visit.press("Advies schrijven", "Write the advice");
    visit.keep_to_form("/advies");
    visit.pick("Wel een integrale aanpak", "An integral approach");
    visit.write("Waarom?", "Why?", "Drie partijen zien hetzelfde, en alleen redt niemand het.");
    visit.write("Wat had er ook gekund?", "What else was possible?", "Niets doen.\nAlleen zorg.");
    visit.write("Wie moet er aan tafel", "Who should sit at the table", "Reclassering: kent hem van eerder toezicht.");
    visit.write("Wat zijn de eerste stappen?", "What are the first steps?", "Een gesprek thuis.");
    visit.tick("Er zijn geen voorwaarden", "There are no conditions");
    visit.tick("Niemand ziet het anders", "Nobody sees it otherwise");
    visit.write(
        "Wat verwacht u van elkaar?",
        "What do you expect of each other?",
        "Binnen een week een eerste overleg.",
    );
    visit.write("Wanneer kijkt u hier weer naar?", "When will you look at this again?", &in_days(60));
    visit.press("Advies bewaren", "Save the advice");
    let path = visit.browser.path();
    visit.press("Voorleggen aan de driehoek", "Submit to the triangle");
    visit.browser.picture("advice");
    visit.leave();
    path.split(['?', '#']).next().unwrap_or_default().to_owned()
}

pub(super) fn decided(visit: &Visit<'_>, advice: &str) {
    for person in ["burgemeester-hoorn", "politie-nh", "om-nh"] {
        visit.come_as(person);
        visit.follow(advice);
        visit.keep_to_form("/besluit");
        visit.pick("Ik besluit: een integrale aanpak", "My decision: an integral approach");
        visit.press("Besluiten en ondertekenen", "Decide and sign");
        visit.browser.picture(&format!("decided-{person}"));
        visit.leave();
    }
}
