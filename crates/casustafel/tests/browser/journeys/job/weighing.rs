//! Municipality, police and prosecution each write a view nobody else sees, and then turn three keys on one text.

use super::in_days;
use crate::pages::Visit;

/// Who weighs, with a word that stands in their view only.
const THREE: [(&str, &str); 3] =
    [("gemeente-hoorn", "gemeentewoord"), ("politie-nh", "politiewoord"), ("om-nh", "parketwoord")];

const CRITERIA: [(&str, &str); 5] = [
    ("Bereidheid tot geweld", "Readiness for violence"),
    ("Aanhangen van de ideologie", "Adherence to the ideology"),
    ("Sociale relaties", "Social relations"),
    ("Zich rekenen tot een extremistische groep", "Identification with an extremist group"),
    ("Zelfredzaamheid en weerbaarheid", "Self-reliance and resilience"),
];

pub(super) fn views_are_handed_in(visit: &Visit<'_>, weighing: &str) {
    for (n, (person, word)) in THREE.into_iter().enumerate() {
        visit.come_as(person);
        visit.follow(weighing);
        for (_, other) in &THREE[..n] {
            // Somebody else has handed in, and it is sealed.
            visit.browser.reads_not(other);
        }
        visit.press("Zienswijze schrijven", "Write your view");
        for (dutch, english) in CRITERIA {
            visit.write(dutch, english, &format!("Wat wij zien: {word}."));
        }
        visit.write("Hoe hangt dit samen?", "How does this fit together?", "De feiten wijzen dezelfde kant op.");
        visit.tick("Er ontbreekt niets", "Nothing is missing");
        visit.write("Wat kan het nog meer zijn?", "What else could it be?", "Stoer doen voor vrienden.");
        visit.write(
            "Waar neigt u nu naar, en waarom?",
            "Which way do you lean for now, and why?",
            "Samen optrekken helpt.",
        );
        visit.press("Zienswijze verzegelen en inleveren", "Seal and hand in the view");
        visit.browser.reads(word);
        visit.leave();
    }
}

pub(super) fn three_keys_are_turned(visit: &Visit<'_>, weighing: &str) {
    visit.come_as("procesregisseur-nhn");
    visit.follow(weighing);
    for (_, word) in THREE {
        visit.browser.reads(word);
    }
    visit.browser.picture("views");
    visit.press("Oordeel schrijven of veranderen", "Write or change the judgement");
    visit.write("Op welke feiten rust dit?", "Which facts does this rest on?", "De filmpjes en wat de mentor hoorde.");
    for (dutch, english) in CRITERIA {
        visit.write(dutch, english, "Zoals wij het samen zien.");
    }
    visit.write("Wat weegt u samen af?", "What do you weigh up together?", "Ernst tegen jeugd; het geheel geeft zorg.");
    visit.write("Wat kan het nog meer zijn?", "What else could it be?", "Stoer doen voor vrienden.");
    visit.write("Welke andere uitkomsten", "Which other outcomes", "Niets doen.\nAlleen zorg.");
    visit.pick("Past: integrale aanpak overwegen", "Fits: consider an integral approach");
    visit.write("Waarom is dit niet zwaarder dan nodig?", "Why is this no more than needed?", "Het begint met praten.");
    visit.write(
        "Waarom is iets lichters niet genoeg?",
        "Why is something lighter not enough?",
        "School alleen redt het niet.",
    );
    visit.tick("Er ontbreekt niets", "Nothing is missing");
    visit.tick("Niemand ziet het anders", "Nobody sees it otherwise");
    visit.write("Wat verwacht u nu van elkaar?", "What do you expect of each other now?", "Snel een advies.");
    visit.write("Wanneer kijkt u hier weer naar?", "When will you look at this again?", &in_days(40));
    visit.press("Oordeel op tafel leggen", "Put the judgement on the table");
    visit.leave();
    for (person, _) in THREE {
        visit.come_as(person);
        visit.follow(weighing);
        visit.tick("Mijn organisatie stemt in", "My organisation agrees");
        visit.press("Sleutel omdraaien", "Turn the key");
        visit.browser.picture(&format!("key-{person}"));
        visit.leave();
    }
}
