//! Taking part or not: what police and OM read before they turn their own key. Nothing of the table stands here.

use super::sheet::{Asking, Sheet};
use crate::case::{DeclineCase, JoinCase, ReadInvitation, standing};
use crate::case::{Ground, Standing};
use crate::places;
use crate::table::key_form::{Agrees, agreed};
use askama::Template;
use kernel::{DossierId, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Act, Desk};
use web::{Ask, Field, Filled, Form, Page, Reader, Redirect, Trouble, Visit};

/// Why it does not take part.
pub(super) struct Declining(Note);

impl Form for Declining {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("reason").map(Self)
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/join.html")]
pub(super) struct Invitation {
    #[serde(skip)]
    lang: Lang,
    id: String,
    reference: String,
    by: String,
    on: Option<ShownDay>,
    law: Say,
    kind: Say,
    about: String,
    born: Option<kernel::Born>,
    cause: String,
    purpose: String,
    /// For which statutory tasks this organisation can take part.
    tasks: Vec<Say>,
    controller: bool,
    why: Vec<String>,
    #[serde(skip)]
    forms: Vec<Asking>,
}

fn at(id: DossierId, rest: &str) -> String {
    format!("{}/meedoen/{rest}", places::CASES.of(id))
}

pub(super) async fn show(visit: Visit<ReadInvitation>, filled: Filled) -> Result<Page<Invitation>, Trouble> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let own = &ask.actor.agency;
    let opening = case.opening.as_ref().filter(|_| case.is_waited_for(&own.id)).ok_or(Trouble::Denied)?;
    let join =
        Sheet::to(at(visit.id(), "sleutel"), Say::of("Sleutel omdraaien: wij doen mee", "Turn the key: we take part"))
            .field(agreed(Say::of(
                "Ik las waarvoor wij worden gevraagd. Mijn organisatie doet mee.",
                "I read what we are asked for. My organisation takes part.",
            )));
    let decline = Sheet::to(at(visit.id(), "niet"), Say::of("Wij doen niet mee", "We do not take part"))
        .titled(Say::of("Niet meedoen", "Do not take part"))
        .field(Field::note("reason", Say::of("Waarom niet?", "Why not?")).hint(Say::of(
            "De tafel leest dit. Schrijf hier niets over de persoon.",
            "The table reads this. Write nothing about the person here.",
        )))
        .secondary();
    let body = Invitation {
        lang: ask.lang,
        id: visit.id().to_string(),
        reference: opening.reference.to_string(),
        by: ask.directory.agency_name(&opening.trio.stay),
        on: case.opened.map(day_month_year),
        law: opening.regime.says(),
        kind: opening.kind.says(),
        about: opening.subject.name.to_string(),
        born: opening.subject.born,
        cause: opening.summary.to_string(),
        purpose: opening.purpose.to_string(),
        tasks: Ground::list(own.kind, opening.regime).into_iter().map(Ground::says).collect(),
        controller: standing(own.kind, opening.regime) == Some(Standing::Controller),
        why: visit.seen.why().grounds.iter().map(|g| format!("{} ({})", g.says.to(ask.lang), g.law)).collect(),
        forms: [join, decline].iter().map(|form| form.html(ask, &filled, Some(visit.seq()))).collect(),
    };
    Ok(Page::of(ask, JoinCase::INFO.says, body))
}

pub(super) async fn act(desk: Desk<JoinCase>, ask: Ask, _: Agrees) -> Result<Redirect, Trouble> {
    let event = desk.dossier().join(desk.agency(), &ask.actor.person)?;
    super::given::done(desk, event, "").await
}

/// After it the organisation has no seat here any more, so it goes home.
pub(super) async fn decline(desk: Desk<DeclineCase>, ask: Ask, form: Declining) -> Result<Redirect, Trouble> {
    let event = desk.dossier().decline(desk.agency(), &ask.actor.person, form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to("/"))
}
