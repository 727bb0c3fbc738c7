//! The screen on the wall: whatever it hangs on, what is on it fills it and nothing has to be scrolled for, for nobody can.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
    phones::{Console, hears},
};
use serde_json::Value;

/// What does not go on the window: how much of the page is above or below it, and which texts are cut off.
const OVER: &str =
    "const cut = [...document.querySelectorAll('.beamer h1, .wall li, .bars li, .clock__do, .clock__items li, .code')]
      .filter(e => { const r = e.getBoundingClientRect();
        return r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || r.top < -1 || r.left < -1; });
    return [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth,
      cut.map(e => e.textContent.slice(0, 40)), document.querySelectorAll('.wall li').length]";

fn fits(screen: &Visit<'_>, what: &str) -> i64 {
    let mut notes = 0;
    for size in [(1280, 720), (1920, 1080), (3840, 2160), (1280, 1024)] {
        screen.browser.good(screen.browser.driver.sized(Some(size)));
        let found = screen.browser.good(screen.browser.driver.execute(OVER, &[]));
        let none = found[2].as_array().is_some_and(Vec::is_empty);
        if found[0].as_i64().is_none_or(|n| n > 0) || found[1].as_i64().is_none_or(|n| n > 0) || !none {
            screen.browser.stop(&format!("{what} does not fit in {size:?}: {found}"));
        }
        notes = found[3].as_i64().unwrap_or_default();
        if size == (1920, 1080) {
            let taken = screen.browser.good(screen.browser.driver.picture(false));
            screen.browser.keep(&format!("{what}.png"), &taken);
        }
    }
    // On a phone it may be scrolled, but only down.
    screen.browser.good(screen.browser.driver.sized(Some((320, 640))));
    screen.looks_right();
    screen.browser.good(screen.browser.driver.sized(None));
    notes
}

#[test]
fn what_a_room_of_twenty_five_wrote_is_on_one_screen_and_follows_who_leads() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let leader = Visit::begin(&house, "wall", Language::Dutch, Script::On);
    leader.come_as("flexteam");
    leader.go("/sessies");
    leader.press("Onrust in de Verzonnen Wijk", "Onrust in de Verzonnen Wijk");
    let console = Console::of(&leader);
    leader.looks_right();
    leader.browser.picture("console");
    let screen = Visit::begin(&house, "wall-screen", Language::Dutch, Script::On);
    screen.go(&format!("/scherm/{}?taal=nl", console.code));
    screen.reads("3 keer gezegd", "said 3 times");
    // Twenty-five people, of whom three wrote the same.
    assert_eq!(fits(&screen, "notes"), 23);
    // One note large, by itself; and back.
    let press = "document.querySelector('input[name=briefje]').form.requestSubmit()";
    leader.browser.good(leader.browser.driver.execute(press, &[]));
    screen.browser.awaits("one note, large", || {
        screen.browser.good(screen.browser.driver.execute("return !!document.querySelector('.lifted')", &[]))
            == Value::Bool(true)
    });
    fits(&screen, "lifted");
    // The next steps, each with its clock, without anybody touching the screen.
    console.does("/volgende", &[]);
    hears(&screen, "klaar om");
    for _ in 0..3 {
        console.does("/volgende", &[]);
        screen.browser.awaits("the next step", || screen.browser.text().contains("klaar om"));
        fits(&screen, "step");
    }
}

#[test]
fn what_was_being_typed_stays_on_the_phone_when_the_room_goes_on_and_over_a_reload() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let leader = Visit::begin(&house, "kept", Language::Dutch, Script::On);
    leader.come_as("procesregisseur-nhn");
    leader.go("/sessies");
    leader.press("Werksessie: zorg en veiligheid in één avond", "Werksessie: zorg en veiligheid in één avond");
    let console = Console::of(&leader);
    let phone = crate::phones::Phone::new(&house, "kept", Language::Dutch, 0);
    let visit = &phone.visit;
    visit.browser.go(&house.at(&format!("/meedoen/{}?taal=nl", console.code)));
    visit.sends(&format!("/meedoen/{}", console.code), &[]);
    visit.sends("/naam", &[("naam", "Noor")]);
    let typed = "De wijkagent is drie keer gewisseld";
    let write = "const area = document.querySelector('textarea'); area.value = 'De wijkagent is drie keer gewisseld';
        area.dispatchEvent(new Event('input', {bubbles: true})); return area.name";
    visit.browser.good(visit.browser.driver.execute(write, &[]));
    let area = "const area = document.querySelector('textarea'); return area ? area.value : ''";
    let here = visit.browser.good(visit.browser.driver.execute("return location.href", &[]));
    visit.browser.go(here.as_str().unwrap_or_default());
    visit.browser.awaits("what was typed, after a reload", || {
        visit.browser.good(visit.browser.driver.execute(area, &[])).as_str() == Some(typed)
    });
    // The facilitator goes on while somebody is typing.
    console.does("/volgende", &[]);
    phone.hears("De zaal ging verder. Uw tekst is er nog");
    phone.hears(typed);
    visit.looks_right();
    visit.browser.picture("unsent");
    visit.press("Stuur hem alsnog", "Send it after all");
    assert_eq!(visit.browser.good(visit.browser.driver.execute(area, &[])).as_str(), Some(typed));
    visit.press("Versturen", "Send");
    visit.reads("Uw briefje is alsnog binnen.", "Your note is in after all.");
    assert!(!visit.browser.text().contains("De zaal ging verder"), "it is not offered twice");
}
