//! What one's own organisation provided in a case, on which ground and to whom (PRV-17): for who keeps its own register of what it supplied
//! (Wpg art. 32, Wjsg art. 39j). When the case is closed nobody reads it any more, so closing leads here first.

use super::head::{Head, Part};
use crate::case::{Item, ReadCase};
use crate::referral::{Based, ReadReferral};
use askama::Template;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
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
    /// To which other table it went along, with a yes of this organisation.
    along: Vec<Along>,
}

/// That it went along to another table.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ProvidedAlong")]
struct Along {
    to: String,
    on: ShownDay,
    ground: Option<Say>,
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

/// What of one's own went along with a referral, by its number here: as far as the reader sits there for it.
async fn along(visit: &Visit<ReadCase>) -> Result<BTreeMap<u32, Vec<Along>>, Trouble> {
    let (ask, me) = (&visit.ask, &visit.ask.actor.agency.id);
    let mut all: BTreeMap<u32, Vec<Along>> = BTreeMap::new();
    for one in visit.dossier().referrals().iter() {
        if !ask.vault.may_on::<ReadReferral>(&ask.actor, one.to.id).await? {
            continue;
        }
        let seen = ask.vault.look::<ReadReferral>(&ask.actor, one.to.id).await?;
        let referral = seen.dossier();
        let Some(sent) = referral.sent() else { continue };
        for item in referral.given_by(me) {
            let ground = referral.said_of(item, me).and_then(|said| said.ground.as_ref()).map(Based::says);
            let to = ask.directory.agency_name(&one.to.to);
            all.entry(item.item).or_default().push(Along { to, on: day_month_year(sent), ground });
        }
    }
    Ok(all)
}

pub(super) async fn show(visit: Visit<ReadCase>, _: Filled) -> Result<Page<ProvidedPage>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let (lang, me) = (ask.lang, &ask.actor.agency.id);
    let mut along = along(&visit).await?;
    let mut provided = |item: &Item| Provided {
        no: item.no,
        day: day_month_year(item.day),
        category: item.gift.category.says().to(lang).to_owned(),
        text: item.gift.text.to_string(),
        ground: item.gift.ground.says().to(lang).to_owned(),
        to: case.reached(item, ask.today).into_iter().map(|agency| ask.directory.agency_name(agency)).collect(),
        until: item.gift.until.map(day_month_year),
        along: along.remove(&item.no).unwrap_or_default(),
    };
    let body = ProvidedPage {
        lang,
        head: Head::of(&visit, Part::Giving),
        organisation: ask.directory.agency_name(me),
        provided: case.given_by(me).into_iter().map(&mut provided).collect(),
    };
    let reference = &body.head.reference;
    let title = Say::made(format!("{} in {reference}", TITLE.nl), format!("{} in {reference}", TITLE.en));
    Ok(Page::of(ask, title, body))
}
