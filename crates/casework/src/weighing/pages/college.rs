//! What who works for the college of the municipality of stay sees of a weighing: about whom it is, and what they supplied themselves
//! (Wgpga art. 5 lid 7). Neither the facts nor what anybody else supplied.

use super::{filed::SupplyLine, supply, words::reference};
use crate::places;
use crate::weighing::{ReadSupply, Restating, SupplyToTrio};
use kernel::{Born, Lang, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Act;
use web::{Filled, Html, Page, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "weighing/pages/college.html")]
pub(crate) struct CollegePage {
    #[serde(skip)]
    lang: Lang,
    reference: String,
    name: String,
    born: Option<Born>,
    /// What it said before it was put right, the latest first, with the day.
    before: Vec<Before>,
    /// While the three still write their views.
    form: Option<Html>,
    supplies: Vec<SupplyLine>,
}

/// What it said of whom it is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CollegeReadBefore")]
struct Before {
    name: String,
    born: Option<Born>,
    until: ShownDay,
}

/// Shows it.
pub(crate) async fn show(visit: Visit<ReadSupply>, filled: Filled) -> Result<Page<CollegePage>, Trouble> {
    let (ask, weighing) = (&visit.ask, visit.dossier());
    let about = &weighing.filing().ok_or(Trouble::Denied)?.subject;
    let form = || supply::form(places::WEIGHINGS.under(visit.id(), "/college"));
    let body = CollegePage {
        lang: ask.lang,
        reference: reference(weighing),
        name: about.name.to_string(),
        born: about.born,
        before: weighing.restatings().iter().rev().filter(|r| r.is_of_person()).map(before).collect(),
        form: visit.may::<SupplyToTrio>().then(|| form().html(ask, &filled, Some(visit.seq()))),
        supplies: weighing.supplied_by(&ask.actor.person).map(|s| SupplyLine::of(ask, s)).collect(),
    };
    Ok(Page::of(ask, SupplyToTrio::INFO.says, body))
}

fn before(restating: &Restating) -> Before {
    let was = &restating.was.subject;
    Before { name: was.name.to_string(), born: was.born, until: day_month_year(restating.on) }
}
