//! What who asked reads once somebody answered: the answer and who gave it. At which table they sit it does not say.

use super::read::{Told, author};
use crate::enquiry::{ReadReply, TakeReply};
use crate::places;
use kernel::{Lang, Say, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Filled, FormSpec, Html, Page, Redirect, Trouble, Visit};

#[derive(askama::Template, Serialize, JsonSchema)]
#[template(path = "enquiry/pages/reply.html")]
pub(super) struct ReplyPage {
    #[serde(skip)]
    lang: Lang,
    /// When it was asked, and why: so that who asked knows which question this is about.
    reason: String,
    reply: Told,
    take: Html,
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadReply>, filled: Filled) -> Result<Page<ReplyPage>, Trouble> {
    let (ask, enquiry) = (&visit.ask, visit.dossier());
    let (Some(question), Some(reply)) = (enquiry.question(), enquiry.reply()) else { return Err(Trouble::Denied) };
    let take = FormSpec::to(places::ENQUIRIES.under(visit.id(), "/reactie/gelezen"), Say::of("Gelezen", "Read"));
    let body = ReplyPage {
        lang: ask.lang,
        reason: question.reason.to_string(),
        reply: Told { by: author(ask, &reply.by), on: day_month_year(reply.on), text: reply.text.to_string() },
        take: take.html(ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(ask, TakeReply::INFO.says, body))
}

/// Takes note. After it who asked has no seat here any more.
pub(super) async fn take(desk: Desk<TakeReply>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().take(desk.agency())?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to("/"))
}
