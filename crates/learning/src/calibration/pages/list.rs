//! The calibrations that one's organisation leads.

use crate::calibration::{
    State,
    acts::{ListCalibrations, PrepareCalibration},
};
use crate::places;
use askama::Template;
use kernel::Choice as _;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Cursor, Row, Wanted};
use web::{Ask, Page, Trouble};

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CalibrationItem")]
struct Item {
    address: String,
    reference: String,
    title: String,
    state: String,
    #[serde(skip)]
    says: Say,
    opened: ShownDay,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "calibration/pages/list.html")]
pub(super) struct List {
    #[serde(skip)]
    lang: Lang,
    may_prepare: bool,
    total: u64,
    items: Vec<Item>,
    next: Option<String>,
}

/// Understands `na`, the next page.
pub(super) async fn show(ask: Ask) -> Result<Page<List>, Trouble> {
    let after = ask.query.first("na").map(str::parse::<Cursor>).transpose()?;
    let wanted = Wanted { after, limit: 50, ..Wanted::default() };
    let listed = ask.vault.list::<ListCalibrations>(&ask.actor, wanted).await?;
    let body = List {
        lang: ask.lang,
        may_prepare: ask.vault.may_begin::<PrepareCalibration>(&ask.actor).is_yes(),
        total: listed.total,
        items: listed.rows.into_iter().map(item).collect(),
        next: listed.next.map(|cursor| places::CALIBRATIONS.asked(&[("na", &cursor.to_string())])),
    };
    Ok(Page::of(&ask, Say::of("Weegijkingen", "Calibrations"), body))
}

fn item(row: Row) -> Item {
    Item {
        address: places::CALIBRATIONS.of(row.id),
        reference: row.reference,
        title: row.label.title.to_string(),
        says: State::of_word(&row.state).unwrap_or(State::Prepared).says(),
        state: row.state,
        opened: day_month_year(row.opened),
    }
}
