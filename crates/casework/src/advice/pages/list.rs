//! The advices at whose table one sits. Filtered by where they stand; never by anything about a person (AUT-02).

use super::at;
use crate::advice::{ListAdvices, State};
use kernel::{Lang, Say, day_month_year};
use serde::Serialize;
use vault::{Cursor, Wanted};
use web::{Ask, Page, Trouble};

#[derive(Serialize)]
struct Line {
    address: String,
    reference: String,
    municipality: String,
    state: String,
    opened: String,
    due: Option<String>,
    late: bool,
}

#[derive(Serialize)]
struct Facet {
    word: &'static str,
    says: String,
    chosen: bool,
}

#[derive(askama::Template, Serialize)]
#[template(path = "advice/pages/list.html")]
struct ListPage {
    #[serde(skip)]
    lang: Lang,
    total: u64,
    facets: Vec<Facet>,
    rows: Vec<Line>,
    next: Option<String>,
}

fn facets() -> [(&'static str, Say); 5] {
    [
        ("", Say::of("Alle", "All")),
        ("at-the-table", Say::of("Aan tafel", "At the table")),
        ("round", Say::of("Bij de driehoek", "With the triangle")),
        ("approved", Say::of("Integrale aanpak", "Integral approach")),
        ("done", Say::of("Klaar", "Done")),
    ]
}

/// Shows them, from new to old.
pub(crate) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let asked = ask.query.first("staat").unwrap_or_default();
    let chosen = facets().into_iter().map(|(word, _)| word).find(|w| *w == asked).unwrap_or_default();
    let after = ask.query.first("na").and_then(|c| c.parse::<Cursor>().ok());
    let facet = (!chosen.is_empty()).then(|| chosen.to_owned());
    let listed =
        ask.vault.list::<ListAdvices>(&ask.actor, Wanted { facet, after, limit: 50, ..Wanted::default() }).await?;
    let state = |word: &str| State::ALL.into_iter().find(|s| s.word() == word).map(State::says);
    let body = ListPage {
        lang: ask.lang,
        total: listed.total,
        facets: facets()
            .into_iter()
            .map(|(word, says)| Facet { word, says: says.to(ask.lang).to_owned(), chosen: word == chosen })
            .collect(),
        rows: listed
            .rows
            .into_iter()
            .map(|row| Line {
                address: at(row.id, ""),
                reference: row.reference,
                municipality: row
                    .municipality
                    .parse()
                    .map_or(row.municipality, |m| ask.directory.municipality_name(&m)),
                state: state(&row.state).map(|s| s.to(ask.lang).to_owned()).unwrap_or_default(),
                opened: day_month_year(row.opened),
                late: row.due.is_some_and(|d| d < ask.today),
                due: row.due.map(day_month_year),
            })
            .collect(),
        next: listed.next.map(|c| format!("/adviezen?{}", web::encode(&[("staat", chosen), ("na", &c.to_string())]))),
    };
    Ok(Page::of(&ask, Say::of("Adviezen", "Advices"), body))
}
