//! Every recommendation of every house, and what became of it. In the order in which they were made: there is no order of merit.

use crate::places;
use crate::{
    directory,
    recommendation::{
        Listing, State,
        acts::{ListRecommendations, MakeRecommendation},
    },
};
use askama::Template;
use kernel::Choice as _;
use kernel::{DossierId, HouseId, Lang, Line, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Row, Wanted};
use web::{Ask, Page, Trouble};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecommendationItem")]
struct Item {
    address: String,
    reference: String,
    title: String,
    theme: String,
    houses: Vec<String>,
    addressees: Vec<String>,
    state: String,
    #[serde(skip)]
    says: Say,
    due: Option<ShownDay>,
    late: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecommendationTab")]
struct Tab {
    address: String,
    says: Say,
    here: bool,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "recommendation/pages/list.html")]
pub(super) struct List {
    #[serde(skip)]
    lang: Lang,
    tabs: Vec<Tab>,
    /// The house or region whose recommendations are shown, when not all are.
    area: Option<Say>,
    may_make: bool,
    items: Vec<Item>,
}

/// Every recommendation that may be listed; of one state and one house when asked.
pub(super) async fn rows(ask: &Ask, facet: Option<&str>) -> Result<Vec<Row>, Trouble> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let wanted =
            Wanted { facet: facet.map(str::to_owned), since: None, after, limit: 500, everyone: true, calm: false };
        let listed = ask.vault.list::<ListRecommendations>(&ask.actor, wanted).await?;
        rows.extend(listed.rows);
        after = listed.next;
        if after.is_none() {
            return Ok(rows);
        }
    }
}

/// The recommendations that a direction can still be put under, by number and first words: of these, or of all when none is named.
pub(crate) async fn open_ones(ask: &Ask, wanted: &[DossierId]) -> Result<Vec<(DossierId, Say)>, Trouble> {
    let mut found = Vec::new();
    for state in [State::Open, State::TakenUp] {
        found.extend(rows(ask, Some(state.word())).await?);
    }
    found.retain(|row| wanted.is_empty() || wanted.contains(&row.id));
    found.sort_by_key(|row| (wanted.iter().position(|id| *id == row.id), std::cmp::Reverse((row.opened, row.id))));
    let says = |row: Row| (row.id, Say::made(row.label.title.to_string(), row.label.title.to_string()));
    Ok(found.into_iter().map(says).collect())
}

/// A house or a region.
struct Area {
    /// What stands behind the question mark of an address.
    query: (&'static str, String),
    name: Say,
    houses: Vec<HouseId>,
}

/// The one that the address names.
fn area(ask: &Ask) -> Option<Area> {
    if let Some(house) = ask.query.first("huis").and_then(|id| ask.directory.house(&id.parse().ok()?)) {
        let name = house.name.to_string();
        let query = ("huis", house.id.to_string());
        return Some(Area { query, name: Say::same(name), houses: vec![house.id.clone()] });
    }
    let region: Line = ask.query.first("regio")?.parse().ok()?;
    let houses: Vec<HouseId> = ask.directory.houses_of(&region).map(|h| h.id.clone()).collect();
    let query = ("regio", region.to_string());
    (!houses.is_empty()).then(|| Area { query, name: directory::region_says(&region), houses })
}

/// Understands `soort` (the state), and `huis` or `regio`.
pub(super) async fn show(ask: Ask) -> Result<Page<List>, Trouble> {
    let facet = ask.query.first("soort").and_then(State::of_word);
    let area = area(&ask);
    let rows = rows(&ask, facet.map(State::word)).await?;
    let wanted = |listing: &Listing| area.as_ref().is_none_or(|area| listing.is_for(&area.houses));
    let listed = rows.into_iter().filter_map(|row| Some((Listing::of(&row.label)?, row)));
    let items = listed.filter(|(listing, _)| wanted(listing)).map(|(listing, row)| item(&ask, listing, row)).collect();
    let address = |facet: Option<State>| {
        let state = facet.map(|state| ("soort", state.word()));
        let by = area.as_ref().map(|Area { query: (name, word), .. }| (*name, word.as_str()));
        let given: Vec<(&str, &str)> = state.into_iter().chain(by).collect();
        places::RECOMMENDATIONS.asked(&given)
    };
    let all = Tab { address: address(None), says: Say::of("Alle", "All"), here: facet.is_none() };
    let one = |state: &State| Tab { address: address(Some(*state)), says: state.says(), here: facet == Some(*state) };
    let body = List {
        lang: ask.lang,
        tabs: std::iter::once(all).chain(State::ALL.iter().map(one)).collect(),
        area: area.as_ref().map(|area| area.name.clone()),
        may_make: ask.vault.may_begin::<MakeRecommendation>(&ask.actor).is_yes(),
        items,
    };
    Ok(Page::of(&ask, Say::of("Aanbevelingen", "Recommendations"), body))
}

fn item(ask: &Ask, listing: Listing, row: Row) -> Item {
    let state = State::of_word(&row.state).unwrap_or(State::Open);
    let due = row.due.filter(|_| state == State::TakenUp);
    Item {
        address: places::RECOMMENDATIONS.of(row.id),
        reference: row.reference,
        title: row.label.title.to_string(),
        theme: listing.theme,
        houses: listing.houses.iter().map(|id| directory::house_name(&ask.directory, id)).collect(),
        addressees: listing.addressees.iter().map(|id| ask.directory.agency_name(id)).collect(),
        state: row.state,
        says: state.says(),
        due: due.map(day_month_year),
        late: due.is_some_and(|due| due < ask.today),
    }
}
