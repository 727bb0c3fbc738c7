//! A page that holds one form and one sentence on what it is for.

use super::words::reference;
use crate::places;
use crate::weighing::ReadWeighing;
use kernel::{Lang, Say};
use web::{Filled, FormSpec, Html, Page, Visit};

#[derive(askama::Template, serde::Serialize, schemars::JsonSchema)]
#[template(path = "weighing/pages/form.html")]
pub(crate) struct FormPage {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    title: String,
    lead: String,
    form: Html,
}

/// The page with this form.
pub(super) fn page(
    visit: &Visit<ReadWeighing>,
    filled: &Filled,
    title: Say,
    lead: &Say,
    form: &FormSpec,
) -> Page<FormPage> {
    let lang = visit.ask.lang;
    let body = FormPage {
        lang,
        back: places::WEIGHINGS.of(visit.id()),
        reference: reference(visit.dossier()),
        title: title.to(lang).to_owned(),
        lead: lead.to(lang).to_owned(),
        form: form.html(&visit.ask, filled, Some(visit.seq())),
    };
    Page::of(&visit.ask, title, body)
}
