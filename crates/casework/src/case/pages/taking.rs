//! Taking papers of a case along: on which ground an organisation does, and then the papers that there are.

use super::head::{Head, Part, is_third};
use super::scaling::latest_answer;
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
    let back = CASES.of(visit.id());
    let papers = papers(&visit, &back);
    let to = format!("{back}/meenemen");
    let taking = Taking::of((ask, &filled), &visit.dossier().outgoing, to, (papers, false), visit.seq());
    let since = taking.since.as_ref().map(|(on, _)| *on);
    let body = TakingPage { lang: ask.lang, head: Head::of(&visit, Part::Table), back, since, taking };
    Ok(Page::of(ask, Say::of("Op papier meenemen", "Take along on paper"), body))
}

/// The papers of this case as it stands.
fn papers(visit: &Visit<ReadCase>, at: &str) -> Vec<(String, Say)> {
    let (ask, case) = (&visit.ask, visit.dossier());
    let mut papers = vec![
        (format!("{at}/plan/plan.pdf"), Say::of("Het plan (pdf)", "The plan (pdf)")),
        (format!("{at}/overdracht/overdracht.pdf"), Say::of("Het overdrachtsblad (pdf)", "The hand-over sheet (pdf)")),
    ];
    papers.extend(latest_answer(ask, case).map(|no| {
        let says = Say::of("Het laatste antwoord op op- of afschalen (pdf)", "The latest answer on scaling (pdf)");
        (format!("{at}/opschalen/blad/{no}/opschalen.pdf"), says)
    }));
    papers.extend(case.closing.is_some().then(|| {
        let says = Say::of("Wat de tafel bij het afsluiten zegt (pdf)", "What the table says on closing (pdf)");
        (format!("{at}/afsluiten/afsluiten.pdf"), says)
    }));
    papers
}

/// Where papers of the case are taken along, for who may.
pub(super) fn way(visit: &Visit<ReadCase>) -> Option<String> {
    visit.may::<StateTaking>().then(|| CASES.under(visit.id(), "/meenemen"))
}

/// States on which ground it goes along.
pub(super) async fn state(desk: Desk<StateTaking>, _: Ask, statement: Statement) -> Result<Redirect, Trouble> {
    let to = CASES.under(desk.id(), "/meenemen");
    let statement = statement.without_thirds()?;
    desk.commit(vec![Event::TakingStated { statement }]).await?;
    Ok(Redirect::to(to))
}
