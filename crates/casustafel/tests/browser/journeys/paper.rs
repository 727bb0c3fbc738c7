//! A page that somebody prints from the screen: what is folded there stays folded, of what cannot be done on paper no heading is left, and below it
//! stands who printed it and what. And somebody who was logged out in another tab is told beside what they type that it is kept no more.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
    pictures::base64,
};
use serde_json::json;
use std::{
    io::Write as _,
    process::{Command, Stdio},
};

/// What of the page is there when it is printed: the text of what is drawn.
const PRINTED: &str = "
const drawn = e => { const b = e.getClientRects(); return b.length > 0 && e.checkVisibility({contentVisibilityAuto: true}); };
const folded = e => { const d = e.closest('details:not([open]):not(.prints)'); return d && !e.closest('summary'); };
return [...document.querySelectorAll('summary, h2, .prose, .print-only')].filter(e => drawn(e) && !folded(e)).map(e => e.textContent).join('\\n');";

/// Logs out as another tab of the same browser does.
const LOGS_OUT: &str = "
const body = new URLSearchParams({_csrf: document.querySelector('form[action=\"/uitloggen\"] [name=_csrf]').value});
return fetch('/uitloggen', {method: 'POST', body, redirect: 'manual'}).then(() => true);";

/// What each sheet of a PDF says.
fn sheets(pdf: &[u8]) -> Vec<String> {
    let (input, output) = (Stdio::piped(), Stdio::piped());
    let mut tool = Command::new("pdftotext").args(["-", "-"]).stdin(input).stdout(output).spawn().expect("pdftotext");
    tool.stdin.take().expect("its input").write_all(pdf).expect("it reads");
    let text = tool.wait_with_output().expect("it ends").stdout;
    let text = String::from_utf8_lossy(&text);
    text.split('\u{C}').filter(|sheet| !sheet.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn what_is_folded_on_the_screen_is_folded_on_paper_and_who_printed_it_stands_below() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, "paper", Language::Dutch, Script::On);
    visit.come_as("gemeente-hoorn");
    visit.go("/zaken");
    visit.press_in_row("Een lijst met namen op school");
    visit.press("Bijdragen en vragen", "Contributions and questions");
    let tell = |command: &str, with: serde_json::Value| visit.browser.good(visit.browser.driver.tell(command, &with));
    tell("Emulation.setEmulatedMedia", json!({"media": "print", "features": []}));
    let printed = visit.browser.good(visit.browser.driver.execute(PRINTED, &[]));
    let printed = printed.as_str().unwrap_or_default();
    assert!(printed.contains("Open dit alleen als u het nodig hebt."), "that it is there is told: {printed}");
    assert!(!printed.contains("Waarom ziet u") && !printed.contains("Iets inbrengen"), "{printed}");
    assert!(printed.contains("Afgedrukt door Marit Havenaar") && printed.contains("Kenmerk: "), "{printed}");
    let pdf = tell("Page.printToPDF", json!({"printBackground": false}));
    let pdf = pdf["data"].as_str().unwrap_or_default();
    visit.browser.keep("contributions.pdf", pdf);
    let sheets = sheets(&base64(pdf));
    assert!(sheets.len() > 1, "more than one sheet, or the foot shows nothing");
    for (sheet, no) in sheets.iter().zip(1..) {
        assert!(sheet.contains("Afgedrukt door Marit Havenaar"), "sheet {no}: {sheet}");
    }
    tell("Emulation.setEmulatedMedia", json!({"media": "", "features": []}));
    visit.browser.reads("Iets inbrengen");
}

#[test]
fn who_was_logged_out_elsewhere_is_told_beside_what_they_type_that_it_is_kept_no_more() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, "logged-out", Language::Dutch, Script::On);
    visit.come_as("gemeente-hoorn");
    visit.go("/zaken");
    visit.press_in_row("Een vaste plek na jaren zwerven");
    visit.press("Afspraken en notities", "Agreements and notes");
    visit.browser.unfold("Een notitie schrijven");
    visit.keep_to_form("/notitie");
    let asks = "Wat is er gebeurd of besproken?";
    visit.write(asks, asks, "Hij slaapt weer thuis.");
    visit.browser.reads("nog niet verstuurd.");
    visit.browser.good(visit.browser.driver.execute_later(LOGS_OUT, &[]));
    visit.write(asks, asks, "Hij slaapt weer thuis, zegt zijn zus.");
    visit.browser.reads("U bent uitgelogd. Wat u nu typt, wordt niet bewaard.");
    visit.browser.reads_not("nog niet verstuurd.");
    visit.browser.picture("told");
    // Sent all the same, every word comes back to be copied, and logging in leads back to the page.
    visit.press("Notitie bewaren", "Save the note");
    visit.browser.reads("Wat u nu verstuurde, is niet aangekomen");
    visit.browser.reads("Hij slaapt weer thuis, zegt zijn zus.");
    visit.browser.picture("not-sent");
    visit.logs_in("gemeente-hoorn");
    assert!(visit.here().ends_with("/afspraken"), "{}", visit.here());
    visit.browser.reads("Wat u schreef staat weer in het formulier.");
}
