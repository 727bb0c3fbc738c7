//! What who submitted it does after that: taking it back, answering what was asked first, and reading what came of it.

use super::informed::Knows;
use crate::places;
use crate::triage::door::opened_by;
use crate::triage::{AnswerMore, HearOutcome, Withdraw};
use kernel::{Note, Refusal};
use vault::Desk;
use web::{Ask, Form, Reader, Redirect, Trouble};

/// Why it is taken back.
pub(super) struct TakesBack(Note);

impl Form for TakesBack {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

/// What is added.
pub(super) struct Adds(Note);

impl Form for Adds {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

/// Takes it back; its words are erased.
pub(super) async fn withdraw(desk: Desk<Withdraw>, _: Ask, form: TakesBack) -> Result<Redirect, Trouble> {
    let (event, erased) = desk.dossier().withdraw(desk.agency(), form.0, desk.today())?;
    let to = places::TRIAGES.of(desk.id());
    desk.commit_erasing(vec![event], erased).await?;
    Ok(Redirect::to(to))
}

/// Adds what was asked first; it goes to the triage that comes next by then.
pub(super) async fn add(desk: Desk<AnswerMore>, ask: Ask, form: Adds) -> Result<Redirect, Trouble> {
    const CLOSED: Refusal = Refusal::of(
        "Dit huis heeft nu geen triage. Bel de procesregisseur.",
        "This house has no triage now. Call the process director.",
    );
    let triage = desk.dossier();
    let house = &triage.about().ok_or(Trouble::Denied)?.house;
    let round = opened_by(&ask.vault, house).ok_or(CLOSED)?.rhythm.next(desk.now()).day;
    let event = triage.add(desk.agency(), form.0, round)?;
    let to = places::TRIAGES.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

/// Says, having read what came of it, what the person knows.
pub(super) async fn hear(desk: Desk<HearOutcome>, _: Ask, form: Knows) -> Result<Redirect, Trouble> {
    let event = desk.dossier().hear(desk.agency(), form.0, desk.today())?;
    // Nobody may read it any more after this.
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WORK))
}
