//! On which ground an organisation takes papers of a meeting along.

use crate::meeting::{Event, ReadMeeting, State, StateTaking};
use crate::outgoing::{Statement, Taking};
use crate::places::MEETINGS;
use kernel::Say;
use vault::Desk;
use web::{Ask, Filled, Redirect, Trouble, Visit};

/// What stands on its page about taking papers along: the agenda until it was held, and the minutes from when it began.
pub(super) fn taking(visit: &Visit<ReadMeeting>, filled: &Filled) -> Option<Taking> {
    const AGENDA: Say = Say::of("Mijn agenda (pdf)", "My agenda (pdf)");
    const MINUTES: Say = Say::of("Mijn verslag (pdf)", "My minutes (pdf)");
    let at = |rest: &str| MEETINGS.under(visit.id(), rest);
    let (agenda, minutes) = ((at("/agenda.pdf"), AGENDA), (at("/verslag.pdf"), MINUTES));
    let papers = match visit.dossier().state() {
        State::Planned => vec![agenda],
        State::Running | State::Held => vec![agenda, minutes],
        State::Cancelled => Vec::new(),
    };
    let outgoing = &visit.dossier().outgoing;
    visit
        .may::<StateTaking>()
        .then(|| Taking::of((&visit.ask, filled), outgoing, at("/meenemen"), (papers, true), visit.seq()))
}

/// States on which ground they go along.
pub(super) async fn state(desk: Desk<StateTaking>, _: Ask, statement: Statement) -> Result<Redirect, Trouble> {
    let to = MEETINGS.under(desk.id(), "#taking");
    desk.commit(vec![Event::TakingStated { statement }]).await?;
    Ok(Redirect::to(to))
}
