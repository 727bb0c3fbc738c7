//! The board of who guards the process: every table of the house where they sit, by where it stands; what is late, what lies still, what has
//! no plan and what has no day to look again. It counts tables and never people.

mod line;
mod state;

pub(crate) use state::says;

use crate::{case::OverseeTables, places::BOARD, running, sheets::Sheet};
use askama::Template;
use kernel::{Lang, Say};
use line::{Line, Why};
use schemars::JsonSchema;
use serde::Serialize;
use state::State;
use std::collections::BTreeMap;
use vault::Standing;
use web::{Ask, Page, Trouble};

/// Puts the page in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.list::<OverseeTables, _>(BOARD.list(), show);
}

/// So many tables stand on one page.
const MOST: usize = 50;

/// A way to narrow the board, with how many tables it leaves.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BoardTab")]
struct Tab {
    address: String,
    says: Say,
    count: usize,
    #[serde(skip)]
    here: bool,
}

/// How many tables of one kind are in one state.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BoardCount")]
struct Count {
    kind: Say,
    state: Say,
    count: usize,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "board/page.html")]
struct Board {
    #[serde(skip)]
    lang: Lang,
    /// How many tables run.
    running: usize,
    tabs: Vec<Tab>,
    counts: Vec<Count>,
    tables: Vec<Line>,
    /// Which page this is, from 1.
    page: usize,
    /// How many there are.
    pages: usize,
    #[serde(skip)]
    before: Option<String>,
    #[serde(skip)]
    after: Option<String>,
}

/// Shows it. Understands `waarom` (what to narrow to) and `blad` (the page).
async fn show(ask: Ask) -> Result<Page<Board>, Trouble> {
    ask.vault.opens_list::<OverseeTables>(&ask.actor).await?;
    let mut running: Vec<(Standing, State)> = Vec::new();
    for list in running::lists(&ask).chain(running::referrals(&ask)) {
        let tables = ask.vault.standing(&ask.actor, list).await?;
        running.extend(tables.into_iter().map(|table| {
            let state = State::of(&table, ask.today);
            (table, state)
        }));
    }
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (table, _) in &running {
        *counts.entry((&table.kind, &table.state)).or_default() += 1;
    }
    let count = |((kind, word), count): ((&str, &str), usize)| {
        Some(Count { kind: ask.kinds.says(kind)?.clone(), state: says(kind, word), count })
    };
    let counts = counts.into_iter().filter_map(count).collect();
    let asked = ask.query.first("waarom").unwrap_or_default();
    let why = Why::ALL.into_iter().find(|why| why.word() == asked).unwrap_or(Why::Attention);
    let tabs = Why::ALL.into_iter().map(|one| Tab {
        address: at(one, 1),
        says: one.says(),
        count: running.iter().filter(|(_, state)| one.takes(*state)).count(),
        here: one == why,
    });
    let tabs = tabs.collect();
    let total = running.len();
    running.retain(|(_, state)| why.takes(*state));
    // What cannot wait first, then the soonest due; what lies still longest before the rest.
    running.sort_by_key(|(table, state)| (!state.urgent, table.due.is_none(), table.due, table.last, table.id));
    let sheet = Sheet::of(&ask, running.len(), MOST);
    let (before, after) = sheet.beside(|page| at(why, page));
    let shown: Vec<_> = sheet.cut(running).collect();
    let body = Board {
        lang: ask.lang,
        running: total,
        tabs,
        counts,
        tables: line::told(&ask, shown).await?,
        page: sheet.page,
        pages: sheet.pages,
        before,
        after,
    };
    Ok(Page::of(&ask, Say::of("Alle tafels van het huis", "All tables in the house"), body))
}

fn at(why: Why, page: usize) -> String {
    let page = if page > 1 { format!("&blad={page}") } else { String::new() };
    format!("{BOARD}?waarom={}{page}", why.word())
}
