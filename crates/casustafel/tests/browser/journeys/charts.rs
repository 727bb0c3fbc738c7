//! Charts for who sees differently and on paper: in the colours that somebody chose for everything, and printed. Each bar must stand
//! out from what it lies on, be as long as it was drawn, and have its figures in a table.

use crate::{
    browser::Script,
    house::{House, wanted},
    pages::{Language, Visit},
};
use serde_json::{Value, json};

/// For every bar on the page: whether its fill and its line can be seen on the background, and where it begins and ends.
const BARS: &str = "
const seen = c => { const m = c.match(/[\\d.]+/g)?.map(Number) ?? []; return c !== 'none' && (m[3] ?? 1) > 0 ? m.slice(0, 3) : null; };
const far = (a, b) => !!a && !!b && a.reduce((sum, v, n) => sum + Math.abs(v - b[n]), 0) > 90;
const paper = seen(getComputedStyle(document.documentElement).backgroundColor)
  ?? seen(getComputedStyle(document.body).backgroundColor) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255]);
return [...document.querySelectorAll('main svg rect')].filter(r => !r.closest('defs')).map(r => {
  const style = getComputedStyle(r), ground = seen(getComputedStyle(r.ownerSVGElement).backgroundColor) ?? paper;
  return {fill: style.fill, filled: far(seen(style.fill), ground), lined: far(seen(style.stroke), ground),
    table: !!r.closest('figure, table')?.matches('table, :has(table)'),
    drawn: r.getAttribute('fill') ?? '', where: r.outerHTML.slice(0, 200)}; });";

#[test]
fn charts_are_seen_in_chosen_colours_and_on_paper() {
    if !wanted() {
        return;
    }
    let house = House::open();
    let visit = Visit::begin(&house, "charts", Language::Dutch, Script::On);
    visit.come_as("evaluator");
    visit.go("/tellingen?huis=nhn");
    a_bar_is_told(&visit);
    looked_at(&visit, "mirror");
    visit.go("/vragenlijsten");
    visit.press_in_row("Zo weegt u samen");
    visit.reads("44 antwoorden", "44 answers");
    looked_at(&visit, "results");
    visit.leave();
    visit.come_as("flexteam");
    visit.go("/sessies");
    visit.press_in_row("onrust rond de Verzonnen Markt");
    visit.press("De uitkomst lezen", "Read the result");
    looked_at(&visit, "counts");
}

/// A bar of the mirror as its page draws it, put in a cell: in the demonstration too little happened for one to be told.
fn a_bar_is_told(visit: &Visit<'_>) {
    const PAGE: &str = include_str!("../../../../learning/src/counters/pages/year.html");
    let drawn = PAGE.split("<svg class=\"bar\"").nth(1).and_then(|rest| rest.split("</svg>").next()).expect("a bar");
    let bar = json!(format!("<svg class=\"bar\"{drawn}</svg>").replace("{{ bar }}", "70"));
    let script = format!("document.querySelector('main table tbody td').insertAdjacentHTML('beforeend', {bar})");
    visit.browser.good(visit.browser.driver.execute(&script, &[]));
}

/// The page that is open: as it is, in chosen colours dark and light, and as it is printed.
fn looked_at(visit: &Visit<'_>, name: &str) {
    for (word, media, forced, scheme) in [
        ("plain", "screen", "none", "light"),
        ("dark", "screen", "active", "dark"),
        ("light", "screen", "active", "light"),
        ("print", "print", "none", "light"),
    ] {
        let features = [("forced-colors", forced), ("prefers-color-scheme", scheme)]
            .map(|(feature, value)| json!({"name": feature, "value": value}));
        devtools(visit, "Emulation.setEmulatedMedia", &json!({"media": media, "features": features}));
        bars_are_seen(visit, &format!("{name}, {word}"));
        whole_picture(visit, &format!("{name}-{word}"));
    }
    let printed = devtools(visit, "Page.printToPDF", &json!({"printBackground": false}));
    // A PDF in base64 begins so.
    assert!(printed["data"].as_str().is_some_and(|pdf| pdf.starts_with("JVBERi0")), "{name} is printed");
    visit.browser.keep(&format!("{name}.pdf"), printed["data"].as_str().unwrap_or_default());
    devtools(visit, "Emulation.setEmulatedMedia", &json!({"media": "", "features": []}));
}

fn devtools(visit: &Visit<'_>, command: &str, with: &Value) -> Value {
    visit.browser.good(visit.browser.driver.tell(command, with))
}

fn bars_are_seen(visit: &Visit<'_>, which: &str) {
    let found = visit.browser.good(visit.browser.driver.execute(BARS, &[]));
    let bars = found.as_array().map_or(&[][..], Vec::as_slice);
    assert!(!bars.is_empty(), "{which}: there are bars");
    for bar in bars {
        let patterned = bar["fill"].as_str().is_some_and(|fill| fill.starts_with("url("));
        let stands_out = bar["lined"] == true || (!patterned && bar["filled"] == true);
        assert!(stands_out, "{which}: a bar is not seen: {bar}");
        assert!(bar["drawn"] != "none" || bar["fill"] == "none", "{which}: what is only a line is filled: {bar}");
        assert_eq!(bar["table"], true, "{which}: its figures stand in a table: {bar}");
    }
}

/// A picture of the page from top to bottom, for people to look at.
fn whole_picture(visit: &Visit<'_>, name: &str) {
    let taken = visit.browser.good(visit.browser.driver.picture(true));
    visit.browser.keep(&format!("{name}.png"), &taken);
}
