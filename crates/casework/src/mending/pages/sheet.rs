//! A page of forms by which something is put right, each folded away until one wants it.

use crate::places;
use crate::signal::acts::CorrectSignal;
use askama::Template;
use kernel::{Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Version};
use web::{Ask, Filled, FormSpec, Html, Page, Trouble, Visit};

/// A form with what it is about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MendingForm")]
pub(super) struct Sheet {
    title: Say,
    open: bool,
    form: Html,
}

impl Sheet {
    pub(super) fn of((ask, filled, seq): (&Ask, &Filled, Version), at: &str, title: Say, form: &FormSpec) -> Self {
        Self { title, open: filled.is_for(at), form: form.html(ask, filled, Some(seq)) }
    }

    /// The one thing that a page is for: not folded away.
    pub(super) fn open(self) -> Self {
        Self { open: true, ..self }
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "mending/pages/page.html")]
pub(super) struct Mend {
    #[serde(skip)]
    lang: Lang,
    back: String,
    reference: String,
    #[serde(skip)]
    title: Say,
    forms: Vec<Sheet>,
    /// Where other things are put right, with what they are.
    elsewhere: Vec<(String, Say)>,
}

/// A page with these forms.
pub(super) fn with<A: Act<On = crate::signal::Signal>>(
    visit: &Visit<A>,
    title: Say,
    forms: Vec<Sheet>,
    elsewhere: Vec<(String, Say)>,
) -> Result<Page<Mend>, Trouble> {
    if !visit.may::<CorrectSignal>() {
        return Err(Trouble::Denied);
    }
    let reference = visit.dossier().reference().map(ToString::to_string).unwrap_or_default();
    let back = places::SIGNALS.of(visit.id());
    let body = Mend { lang: visit.ask.lang, back, reference, title: title.clone(), forms, elsewhere };
    Ok(Page::of(&visit.ask, title, body))
}
