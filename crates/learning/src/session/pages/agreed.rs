//! The agreements of a session, as they stand on a page.

use crate::session::{Agreement, Sends, Session};
use kernel::{Lang, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::Html;

/// An agreement with the button to take it back.
#[derive(Serialize, JsonSchema)]
pub(super) struct AgreementShown {
    pub(super) what: String,
    pub(super) who: String,
    pub(super) by: ShownDay,
    pub(super) under: Option<String>,
    pub(super) back: Option<Html>,
}

/// What was agreed.
pub(super) fn agreements(session: &Session, lang: Lang) -> Vec<AgreementShown> {
    let heads = session.steps().iter().find(|s| s.kind.sends() == Sends::Notes && !s.items.is_empty());
    let under = |n: usize| heads.and_then(|s| s.items.get(n)).map(|w| w.to(lang).to_owned());
    let one = |a: &Agreement| AgreementShown {
        what: a.what.to_string(),
        who: a.who.to_string(),
        by: day_month_year(a.by),
        under: a.under.and_then(under),
        back: None,
    };
    session.agreements().iter().map(one).collect()
}
