//! That a meeting is not held, for who would have come: reading it is all that is asked.

use crate::meeting::ReadCancellation;
use kernel::{Lang, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Page, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "meeting/pages/cancelled.html")]
pub(super) struct CancelledPage {
    #[serde(skip)]
    lang: Lang,
    title: String,
    day: ShownDay,
    start: String,
    reason: String,
    here: String,
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadCancellation>, _: Filled) -> Result<Page<CancelledPage>, Trouble> {
    let meeting = visit.dossier();
    let (Some(plan), Some(reason)) = (meeting.plan(), meeting.cancelled()) else { return Err(Trouble::Denied) };
    let body = CancelledPage {
        lang: visit.ask.lang,
        title: plan.title.to_string(),
        day: day_month_year(plan.when.day),
        start: plan.when.start.to_string(),
        reason: reason.to_string(),
        here: crate::places::MEETINGS.of(visit.id()),
    };
    Ok(Page::of(&visit.ask, Say::of("Dit overleg gaat niet door", "This meeting is cancelled"), body))
}
