//! The one list of observations, of questionnaires and of evaluations: those at which one sits, from new to old.

use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Wanted};
use web::{Ask, Page, Place, Trouble};

/// What a kind of work says of its list.
pub(crate) struct Listing {
    /// Where it is.
    pub(crate) place: Place,
    /// What it is called.
    pub(crate) title: Say,
    /// A sentence on what is in it.
    pub(crate) lead: Say,
    /// What the button says by which one begins.
    pub(crate) begin: Say,
    /// What a state is called, by its word.
    pub(crate) state: fn(&str) -> Say,
    /// Whether it tells programs the word of the state, and people that the day is that of the beginning.
    pub(crate) told: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LearningItem")]
struct Item {
    address: String,
    reference: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip)]
    says: Say,
    opened: ShownDay,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "listing.html")]
pub(crate) struct List {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    place: Place,
    #[serde(skip)]
    lead: Say,
    #[serde(skip)]
    begin: Say,
    #[serde(skip)]
    told: bool,
    may_begin: bool,
    items: Vec<Item>,
    next: Option<String>,
}

/// Shows it; `L` asks for the list, `B` begins one. Understands `na` (the next page).
pub(crate) async fn show<L: Act, B: Act>(ask: Ask, listing: Listing) -> Result<Page<List>, Trouble> {
    let after = ask.query.first("na").map(str::parse).transpose()?;
    let wanted = Wanted { facet: None, since: None, after, limit: 50, everyone: false, calm: false };
    let listed = ask.vault.list::<L>(&ask.actor, wanted).await?;
    let item = |row: vault::Row| Item {
        address: listing.place.of(row.id),
        says: (listing.state)(&row.state),
        reference: row.reference,
        title: row.label.title.to_string(),
        state: listing.told.then_some(row.state),
        opened: day_month_year(row.opened),
    };
    let next = |cursor: vault::Cursor| listing.place.asked(&[("na", cursor.to_string().as_str())]);
    let body = List {
        lang: ask.lang,
        may_begin: ask.vault.may_begin::<B>(&ask.actor).is_yes(),
        next: listed.next.map(next),
        items: listed.rows.into_iter().map(item).collect(),
        place: listing.place,
        lead: listing.lead,
        begin: listing.begin,
        told: listing.told,
    };
    Ok(Page::of(&ask, listing.title, body))
}
