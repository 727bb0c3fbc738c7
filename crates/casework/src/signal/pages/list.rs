//! The signals of the own tables, from new to old. Narrowed by what has to be done only; never by who somebody is (AUT-02).

use crate::signal::{
    acts::{ImportSignals, KnownHere, ListSignals, RegisterSignal},
    words::State,
};
use askama::Template;
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use vault::Wanted;
use web::{Ask, Page, Trouble};

/// A tab above the list.
#[derive(Serialize)]
struct Tab {
    word: &'static str,
    says: Say,
    here: bool,
}

/// A row.
#[derive(Serialize)]
struct Line {
    address: String,
    reference: String,
    title: String,
    municipality: String,
    state: Say,
    opened: String,
    due: Option<String>,
    late: bool,
}

#[derive(Template, Serialize)]
#[template(path = "signal/pages/list.html")]
struct List {
    #[serde(skip)]
    lang: Lang,
    taken: Option<u64>,
    tabs: Vec<Tab>,
    rows: Vec<Line>,
    total: u64,
    next: Option<String>,
    may_register: bool,
    may_import: bool,
    may_ask: bool,
}

const TABS: [(&str, Say); 4] = [
    ("", Say::of("Alle", "All")),
    ("open", Say::of("Open", "Open")),
    ("filed", Say::of("Aangemeld", "Filed")),
    ("done", Say::of("Klaar", "Done")),
];

pub(super) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let facet = ask.query.first("soort").unwrap_or_default();
    let facet = TABS.iter().map(|(word, _)| *word).find(|word| *word == facet).unwrap_or_default();
    let wanted = Wanted {
        facet: (!facet.is_empty()).then(|| facet.to_owned()),
        after: ask.query.first("na").map(str::parse).transpose()?,
        limit: 50,
        ..Wanted::default()
    };
    let listed = ask.vault.list::<ListSignals>(&ask.actor, wanted).await?;
    let rows = listed
        .rows
        .iter()
        .map(|row| Line {
            address: super::at(row.id),
            reference: row.reference.clone(),
            title: row.label.title.to_string(),
            municipality: row
                .municipality
                .parse()
                .map_or_else(|_| row.municipality.clone(), |id| ask.directory.municipality_name(&id)),
            state: State::meant_by(&row.state).unwrap_or(State::Registered).says(),
            opened: day_month_year(row.opened),
            due: row.due.map(day_month_year),
            late: row.due.is_some_and(|due| due < ask.today),
        })
        .collect();
    let body = List {
        lang: ask.lang,
        taken: ask.query.first("overgenomen").and_then(|n| n.parse().ok()),
        tabs: TABS.into_iter().map(|(word, says)| Tab { word, says, here: word == facet }).collect(),
        rows,
        total: listed.total,
        next: listed.next.map(|cursor| format!("/signalen?soort={facet}&na={cursor}")),
        may_register: ask.vault.may_begin::<RegisterSignal>(&ask.actor).is_yes(),
        may_import: ask.vault.may_begin::<ImportSignals>(&ask.actor).is_yes(),
        may_ask: ask.vault.may_begin::<KnownHere>(&ask.actor).is_yes(),
    };
    Ok(Page::of(&ask, Say::of("Signalen", "Signals"), body))
}
