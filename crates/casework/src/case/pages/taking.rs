//! On which ground an organisation takes the plan along on paper.

use super::head::Part;
use crate::case::{Event, ReadCase, StateTaking};
use crate::outgoing::{Statement, Taking};
use crate::places::CASES;
use kernel::Say;
use vault::Desk;
use web::{Ask, Filled, Redirect, Trouble, Visit};

/// What stands on the page of the plan about taking it along, once there is something in it.
pub(super) fn taking(visit: &Visit<ReadCase>, filled: &Filled) -> Option<Taking> {
    let case = visit.dossier();
    let at = |rest: &str| CASES.under(visit.id(), rest);
    let papers = vec![(at("/plan/plan.pdf"), Say::of("Het plan (pdf)", "The plan (pdf)"))];
    let some = !case.plan.goals.is_empty() || case.plan.draft.is_some();
    (some && visit.may::<StateTaking>())
        .then(|| Taking::of((&visit.ask, filled), &case.outgoing, at("/plan/meenemen"), papers, visit.seq()))
}

/// States on which ground it goes along.
pub(super) async fn state(desk: Desk<StateTaking>, _: Ask, statement: Statement) -> Result<Redirect, Trouble> {
    let to = CASES.under(desk.id(), &format!("/{}#taking", Part::Plan.path()));
    desk.commit(vec![Event::TakingStated { statement }]).await?;
    Ok(Redirect::to(to))
}
