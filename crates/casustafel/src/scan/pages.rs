//! How it stands with documents, for who keeps the house: numbers and moments, and nothing of any of them.

use askama::Template;
use kernel::{Lang, Say, ShownMoment, local_minute};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Ask, Page, Rooms, Trouble};

/// Where it is.
pub(crate) const STATE: &str = "/beheer/documenten";

/// Puts it in the house.
pub(crate) fn rooms(house: &mut Rooms) {
    house.mine(STATE, "the vault asks whether it is who keeps the house, and writes it in the book", show);
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "scan/state.html")]
struct DocumentsOfTheHouse {
    #[serde(skip)]
    lang: Lang,
    /// Whether documents are taken in.
    on: bool,
    /// Whether there is a scanner.
    scanned: bool,
    /// How many wait for it.
    waiting: u64,
    /// Since when the one that waits longest does.
    since: Option<ShownMoment>,
    /// Why it waits, as far as it was tried.
    trouble: Option<Say>,
    /// In how many malware was found, ever.
    found: u64,
    /// When last.
    last: Option<ShownMoment>,
}

async fn show(ask: Ask) -> Result<Page<DocumentsOfTheHouse>, Trouble> {
    let (state, rules) = (ask.vault.file_state(&ask.actor).await?, ask.vault.file_rules());
    let body = DocumentsOfTheHouse {
        lang: ask.lang,
        on: rules.on,
        scanned: rules.scanned,
        waiting: state.waiting,
        since: state.since.map(local_minute),
        trouble: state.trouble.map(vault::ScanTrouble::says),
        found: state.found,
        last: state.found_at.map(local_minute),
    };
    Ok(Page::of(&ask, Say::of("De documenten van het huis", "The documents of the house"), body))
}
