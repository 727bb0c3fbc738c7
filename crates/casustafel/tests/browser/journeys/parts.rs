//! The page of parts: every part of a page in every state it knows, looked at once; and the form on it, sent empty and well.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
};

#[test]
fn every_part_is_looked_at_in_every_state() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, "parts", Language::Dutch, Script::On);
    visit.come_as("gemeente-hoorn");
    visit.go("/onderdelen");
    visit.reads("Elk onderdeel van een pagina", "Each part of a page");
    // Looking in a long list says what it finds, and what was chosen stays there to be chosen, whatever is looked for.
    let list = ("Waar was het? Een lange lijst", "Where was it? A long list");
    visit.elect(list.0, list.1, "Gemeente Waterkant-3");
    visit.write("Zoek in deze lijst", "Look in this list", "WATERKÁNT-5");
    visit.reads("Gevonden: 1", "Found: 1");
    visit.write("Zoek in deze lijst", "Look in this list", "nergens");
    visit.reads("Niemand in deze lijst heet zo.", "Nobody in this list has that name.");
    visit.elect(list.0, list.1, "Gemeente Waterkant-3");
    visit.press("Versturen", "Send");
    visit.reads("Er is niets verstuurd, en wat u schreef staat er nog.", "Nothing was sent");
    visit.write("Wat zag u?", "What did you see?", "Drie messen.");
    visit.write("Wanneer?", "When?", "01-12-2026");
    visit.press("Versturen", "Send");
    visit.reads("Elk onderdeel van een pagina", "Each part of a page");
    visit.leave();
}
