//! Adding to a view that was handed in, after what it rests on was put right or added to. The view itself stays what it was.

use crate::places;
use crate::weighing::{AddToView, ReadWeighing};
use kernel::{Note, Say};
use vault::Act;
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// What is added.
pub(crate) struct Added(Note);

impl Form for Added {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

/// The form.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<super::form::FormPage>, Trouble> {
    const LEAD: Say = Say::of(
        "Wat u inleverde blijft staan. Wat u hier schrijft, komt eronder, met uw naam en de dag.",
        "What you handed in stays. What you write here comes below it, with your name and the day.",
    );
    if !visit.may::<AddToView>() {
        return Err(Trouble::Denied);
    }
    visit.dossier().may_add_to_view(&visit.ask.actor.agency.id)?;
    let at = places::WEIGHINGS.under(visit.id(), "/zienswijze/aanvullen");
    let form = FormSpec::to(at, Say::of("Aanvullen", "Add")).field(Field::note(
        "text",
        Say::of("Wat verandert dit aan uw zienswijze?", "What does this change about your view?"),
    ));
    Ok(super::form::page(&visit, &filled, AddToView::INFO.says, &LEAD, &form))
}

/// Adds it.
pub(crate) async fn act(desk: vault::Desk<AddToView>, _: Ask, form: Added) -> Result<Redirect, Trouble> {
    let event = desk.dossier().add_to_view(desk.agency(), &desk.actor().person, form.0)?;
    let id = desk.id();
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(places::WEIGHINGS.of(id)))
}
