//! The declaration of an incidental third party. Before it, this page is all there is: what the case is called and what it is about
//! stand nowhere on it (PAR-06).

use super::given::{agreed, done};
use super::sheet::{Asking, Sheet};
use crate::case::{Declare, ReadDeclaration};
use crate::places;
use askama::Template;
use kernel::{DossierId, Lang, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, Page, Reader, Redirect, Trouble, Visit};

/// What a third party declares (Wgpga art. 3 lid 4).
const PROMISE: Say = Say::of(
    "Ik lees dit alleen voor deze casus, bewaar niets langer dan nodig is, vertel het niet verder en houd mij aan de AVG.",
    "I read this for this case only, keep nothing longer than needed, tell nobody and comply with the GDPR.",
);

/// Where it is made.
pub(super) fn declared_at(id: DossierId) -> String {
    format!("{}/verklaring", places::CASES.of(id))
}

/// The declaration, made.
pub(super) struct Promise;

impl Form for Promise {
    fn check(read: &mut Reader) -> Option<Self> {
        agreed(read, "promise").then_some(Self)
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/declare.html")]
pub(super) struct Declaration {
    #[serde(skip)]
    lang: Lang,
    id: String,
    why: Vec<String>,
    #[serde(skip)]
    form: Asking,
}

pub(super) async fn show(visit: Visit<ReadDeclaration>, filled: Filled) -> Result<Page<Declaration>, Trouble> {
    let ask = &visit.ask;
    let form = Sheet::to(declared_at(visit.id()), Say::of("Verklaring afgeven", "Make the declaration"))
        .titled(Say::of("Eerst uw verklaring", "First your declaration"))
        .open()
        .field(Field::tick("promise", PROMISE));
    let body = Declaration {
        lang: ask.lang,
        id: visit.id().to_string(),
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
        form: form.html(ask, &filled, Some(visit.seq())),
    };
    Ok(Page::of(ask, Say::of("Verklaring van een derde", "Declaration of a third party"), body))
}

pub(super) async fn act(desk: Desk<Declare>, _: Ask, _: Promise) -> Result<Redirect, Trouble> {
    let event = desk.dossier().declare(desk.agency())?;
    // Between its declaration and its first day there is nothing to read.
    if !desk.dossier().is_within_days(desk.agency(), desk.today()) {
        desk.commit(vec![event]).await?;
        return Ok(Redirect::to("/"));
    }
    done(desk, event, "").await
}
