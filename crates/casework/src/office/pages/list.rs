//! The organisations that arranged who signs for them: one's own, and the others by name.

use crate::office::{ListOffices, SetUpOffice, State};
use crate::places;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Tier, Wanted};
use web::{Ask, Page, Trouble};

/// More organisations than a region has.
const MOST: u32 = 500;

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OfficeOrganisation")]
struct Organisation {
    address: String,
    name: String,
    state: Say,
    held: bool,
    own: bool,
}

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "office/pages/list.html")]
pub(crate) struct ListPage {
    #[serde(skip)]
    lang: Lang,
    organisations: Vec<Organisation>,
    #[serde(skip)]
    set_up: Option<(String, Say)>,
}

pub(crate) async fn show(ask: Ask) -> Result<Page<ListPage>, Trouble> {
    let wanted = Wanted { facet: None, since: None, after: None, limit: MOST, everyone: true, calm: false };
    let listed = ask.vault.list::<ListOffices>(&ask.actor, wanted).await?;
    let says = |word: &str| State::ALL.iter().find(|s| s.word() == word).map_or(Say::of("-", "-"), |s| s.says());
    let organisation = |row: vault::Row| Organisation {
        address: places::OFFICES.of(row.id),
        name: row.label.title.to_string(),
        state: says(&row.state),
        held: row.state == State::Held.word(),
        own: row.seats.contains(&Tier::Owner),
    };
    let mut organisations: Vec<Organisation> = listed.rows.into_iter().map(organisation).collect();
    organisations.sort_by(|a, b| (!a.own, &a.name).cmp(&(!b.own, &b.name)));
    let sets_up = ask.vault.may_begin::<SetUpOffice>(&ask.actor).is_yes();
    let body = ListPage {
        lang: ask.lang,
        organisations,
        set_up: sets_up.then(|| (places::OFFICES.of(places::NEW), SetUpOffice::INFO.says)),
    };
    Ok(Page::of(&ask, Say::of("Wie tekent voor welke organisatie?", "Who signs for which organisation?"), body))
}
