//! Turning a key on the text that was read, or saying why not.

use crate::places;
use crate::table::key_form::{Objection, Turned, objecting, turning};
use crate::weighing::{Disagree, ReadWeighing, TurnKey};
use kernel::Say;
use web::{Ask, Filled, Html, Redirect, Trouble, Visit};

/// The number of the text that stands on the page.
fn number(visit: &Visit<ReadWeighing>) -> Option<u32> {
    visit.dossier().text().and_then(|text| u32::try_from(text.number).ok())
}

pub(super) fn turn_form(visit: &Visit<ReadWeighing>, filled: &Filled) -> Html {
    let agrees = Say::of(
        "Mijn organisatie stemt in met de hele tekst hierboven.",
        "My organisation agrees with the whole text above.",
    );
    turning(places::WEIGHINGS.under(visit.id(), "/sleutel"), number(visit), agrees).html(
        &visit.ask,
        filled,
        Some(visit.seq()),
    )
}

pub(super) fn disagree_form(visit: &Visit<ReadWeighing>, filled: &Filled) -> Html {
    let hint = Say::of(
        "Als alle drie hebben geantwoord en niet iedereen instemt, komt er geen casusoverleg.",
        "Once all three have answered and not everybody agrees, there will be no case conference.",
    );
    objecting(places::WEIGHINGS.under(visit.id(), "/niet-instemmen"), number(visit), hint).html(
        &visit.ask,
        filled,
        Some(visit.seq()),
    )
}

/// Turns the key.
pub(crate) async fn turn(desk: vault::Desk<TurnKey>, ask: Ask, form: Turned) -> Result<Redirect, Trouble> {
    let event = desk.dossier().turn_key(desk.agency(), &desk.actor().person, form.0 as usize)?;
    let id = desk.id();
    let below = super::file::ends_signal(&ask, desk.dossier(), &event).await?;
    desk.commit_with(vec![event], below).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}

/// Says why not.
pub(crate) async fn disagree(desk: vault::Desk<Disagree>, _: Ask, form: Objection) -> Result<Redirect, Trouble> {
    let event = desk.dossier().disagree(desk.agency(), &desk.actor().person, form.text as usize, form.reason)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
