//! On which ground an organisation takes the advice along on paper.

use crate::advice::{Event, ReadAdvice, StateTaking};
use crate::outgoing::{Statement, Taking};
use crate::places::ADVICES;
use kernel::Say;
use vault::Desk;
use web::{Ask, Filled, Redirect, Trouble, Visit};

/// What stands on its page about taking it along.
pub(super) fn taking(visit: &Visit<ReadAdvice>, filled: &Filled) -> Option<Taking> {
    let at = |rest: &str| ADVICES.under(visit.id(), rest);
    let papers = vec![(at("/advies.pdf"), Say::of("Als document (pdf)", "As a document (pdf)"))];
    let outgoing = &visit.dossier().outgoing;
    visit
        .may::<StateTaking>()
        .then(|| Taking::of((&visit.ask, filled), outgoing, at("/meenemen"), (papers, false), visit.seq()))
}

/// States on which ground it goes along.
pub(super) async fn state(desk: Desk<StateTaking>, _: Ask, statement: Statement) -> Result<Redirect, Trouble> {
    let to = ADVICES.under(desk.id(), "#taking");
    let statement = statement.without_thirds()?;
    desk.commit(vec![Event::TakingStated { statement }]).await?;
    Ok(Redirect::to(to))
}
