//! Every recommendation of every house, and what became of it. In the order in which they were made: there is no order of merit.

use crate::{
    directory,
    recommendation::{
        Listing, State,
        acts::{ListRecommendations, MakeRecommendation},
    },
};
use askama::Template;
use kernel::{DossierId, HouseId, Lang, Say, day_month_year};
use serde::Serialize;
use vault::{Row, Wanted};
use web::{Ask, Page, Trouble};

#[derive(Serialize)]
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
    due: Option<String>,
    late: bool,
}

#[derive(Serialize)]
struct Tab {
    address: String,
    says: Say,
    here: bool,
}

#[derive(Template, Serialize)]
#[template(path = "recommendation/pages/list.html")]
struct List {
    #[serde(skip)]
    lang: Lang,
    tabs: Vec<Tab>,
    /// The house whose recommendations are shown, when it is one.
    house: Option<String>,
    may_make: bool,
    items: Vec<Item>,
}

/// Every recommendation that may be listed; of one state and one house when asked.
pub(super) async fn rows(ask: &Ask, facet: Option<&str>) -> Result<Vec<Row>, Trouble> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let wanted = Wanted { facet: facet.map(str::to_owned), since: None, after, limit: 500, everyone: true };
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

/// Understands `soort` (the state) and `huis` (a house).
pub(super) async fn show(ask: Ask) -> Result<Page, Trouble> {
    let facet = ask.query.first("soort").and_then(State::of_word);
    let house: Option<HouseId> = ask.query.first("huis").and_then(|word| word.parse().ok());
    let house = house.filter(|id| ask.directory.house(id).is_some());
    let rows = rows(&ask, facet.map(State::word)).await?;
    let for_house = |listing: &Listing| house.as_ref().is_none_or(|house| listing.houses.contains(house));
    let listed = rows.into_iter().filter_map(|row| Some((Listing::of(&row.label)?, row)));
    let items =
        listed.filter(|(listing, _)| for_house(listing)).map(|(listing, row)| item(&ask, listing, row)).collect();
    let address = |facet: Option<State>| {
        let pairs = [("soort", facet.map(State::word)), ("huis", house.as_ref().map(HouseId::as_str))];
        let given: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        if given.is_empty() { "/aanbevelingen".to_owned() } else { format!("/aanbevelingen?{}", web::encode(&given)) }
    };
    let all = Tab { address: address(None), says: Say::of("Alle", "All"), here: facet.is_none() };
    let one = |state: &State| Tab { address: address(Some(*state)), says: state.says(), here: facet == Some(*state) };
    let body = List {
        lang: ask.lang,
        tabs: std::iter::once(all).chain(State::ALL.iter().map(one)).collect(),
        house: house.as_ref().map(|id| directory::house_name(&ask.directory, id)),
        may_make: ask.vault.may_begin::<MakeRecommendation>(&ask.actor).is_yes(),
        items,
    };
    Ok(Page::of(&ask, Say::of("Aanbevelingen", "Recommendations"), body))
}

fn item(ask: &Ask, listing: Listing, row: Row) -> Item {
    let state = State::of_word(&row.state).unwrap_or(State::Open);
    let due = row.due.filter(|_| state == State::TakenUp);
    Item {
        address: super::at(row.id),
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
