//! Taking the plan along on paper: on which ground an organisation does, and then the paper.

use super::head::{Head, Part, is_third};
use crate::case::{Event, ReadCase, StateTaking};
use crate::outgoing::{Statement, Taking};
use crate::places::CASES;
use askama::Template;
use kernel::{Lang, Say, ShownDay};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Filled, Page, Redirect, Trouble, Visit};

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "case/pages/taking.html")]
pub(super) struct TakingPage {
    #[serde(skip)]
    lang: Lang,
    #[serde(skip)]
    head: Head,
    #[serde(skip)]
    back: String,
    /// Since when the reader's organisation takes it along.
    since: Option<ShownDay>,
    #[serde(skip)]
    taking: Taking,
}

/// Shows it.
pub(super) async fn show(visit: Visit<ReadCase>, filled: Filled) -> Result<Page<TakingPage>, Trouble> {
    if is_third(&visit) || !visit.may::<StateTaking>() {
        return Err(Trouble::Denied);
    }
    let ask = &visit.ask;
    let back = CASES.under(visit.id(), &format!("/{}", Part::Plan.path()));
    let papers = vec![(format!("{back}/plan.pdf"), Say::of("Het plan (pdf)", "The plan (pdf)"))];
    let to = format!("{back}/meenemen");
    let taking = Taking::of((ask, &filled), &visit.dossier().outgoing, to, (papers, false), visit.seq());
    let since = taking.since.as_ref().map(|(on, _)| *on);
    let body = TakingPage { lang: ask.lang, head: Head::of(&visit, Part::Plan), back, since, taking };
    Ok(Page::of(ask, Say::of("Het plan op papier", "The plan on paper"), body))
}

/// States on which ground it goes along.
pub(super) async fn state(desk: Desk<StateTaking>, _: Ask, statement: Statement) -> Result<Redirect, Trouble> {
    let to = CASES.under(desk.id(), &format!("/{}/meenemen", Part::Plan.path()));
    let statement = statement.without_thirds()?;
    desk.commit(vec![Event::TakingStated { statement }]).await?;
    Ok(Redirect::to(to))
}
