//! What one's own organisation provided in a case, on which ground and to whom (PRV-17): for who keeps its own register of what it supplied
//! (Wpg art. 32, Wjsg art. 39j). When the case is closed nobody reads it any more, so closing leads here first.

use super::head::{Head, Part};
use crate::case::{Item, ReadCase};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

const TITLE: Say = Say::of("Wat uw organisatie verstrekte", "What your organisation provided");

/// Something that was provided.
#[derive(Serialize, JsonSchema)]
struct Provided {
    no: u32,
    day: ShownDay,
    category: String,
    text: String,
    ground: String,
    /// The organisations that could read it.
    to: Vec<String>,
    until: Option<ShownDay>,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/provided.html")]
pub(super) struct ProvidedPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    organisation: String,
    provided: Vec<Provided>,
}

pub(super) async fn show(visit: Visit<ReadCase>, _: Filled) -> Result<Page<ProvidedPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (lang, me) = (ask.lang, &ask.actor.agency.id);
    let provided = |item: &Item| Provided {
        no: item.no,
        day: day_month_year(item.day),
        category: item.gift.category.says().to(lang).to_owned(),
        text: item.gift.text.to_string(),
        ground: item.gift.ground.says().to(lang).to_owned(),
        to: case.reached(item, ask.today).into_iter().map(|agency| ask.directory.agency_name(agency)).collect(),
        until: item.gift.until.map(day_month_year),
    };
    let body = ProvidedPage {
        lang,
        head: Head::of(&visit, Part::Giving),
        organisation: ask.directory.agency_name(me),
        provided: case.given_by(me).into_iter().map(provided).collect(),
    };
    let reference = &body.head.reference;
    let title = Say::made(format!("{} in {reference}", TITLE.nl), format!("{} in {reference}", TITLE.en));
    Ok(Page::of(ask, title, body))
}
