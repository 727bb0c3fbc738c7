//! What the college of the municipality of stay supplies to the three; by the municipality itself, or by the expert that filed.

use crate::places;
use crate::weighing::{Category, ReadWeighing, SupplyToTrio};
use kernel::{Note, Say};
use vault::Act;
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// One thing, of one kind, with why it is needed.
pub(crate) struct SupplyForm {
    category: Category,
    text: Note,
    necessity: Note,
}

impl Form for SupplyForm {
    fn check(read: &mut Reader) -> Option<Self> {
        let category = read.choice("category");
        let text = read.must("text");
        let necessity = read.must("necessity");
        Some(Self { category: category?, text: text?, necessity: necessity? })
    }
}

pub(super) fn form(address: String) -> FormSpec {
    FormSpec::to(address, Say::of("Aanvullen", "Add"))
        .field(Field::choice_of::<Category>(
            "category",
            Say::of("Wat voor gegeven is het?", "What kind of information is it?"),
        ))
        .field(Field::note("text", Say::of("Wat is het?", "What is it?")).mindful())
        .field(Field::note(
            "necessity",
            Say::of("Waarom is dit nodig om te kunnen wegen?", "Why is this needed for the weighing?"),
        ))
}

pub(super) const LEAD: Say = Say::of(
    "Alleen wat gemeente, politie en OM nodig hebben om de aanmelding te wegen.",
    "Only what municipality, police and OM need to weigh the filing.",
);

/// The form for the municipality of stay.
pub(crate) async fn show(visit: Visit<ReadWeighing>, filled: Filled) -> Result<Page<super::form::FormPage>, Trouble> {
    if !visit.may::<SupplyToTrio>() {
        return Err(Trouble::Denied);
    }
    let form = form(places::WEIGHINGS.under(visit.id(), "/aanvullen"));
    Ok(super::form::page(&visit, &filled, SupplyToTrio::INFO.says, &LEAD, &form))
}

async fn supply(desk: vault::Desk<SupplyToTrio>, form: SupplyForm) -> Result<(), Trouble> {
    let event = desk.dossier().supply(desk.agency(), form.category, form.necessity, form.text)?;
    Ok(desk.commit(vec![event]).await?)
}

/// Supplies, as the municipality of stay.
pub(crate) async fn act(desk: vault::Desk<SupplyToTrio>, _: Ask, form: SupplyForm) -> Result<Redirect, Trouble> {
    let to = places::WEIGHINGS.of(desk.id());
    supply(desk, form).await?;
    Ok(Redirect::to(to))
}

/// Supplies, as who works for the college and weighs nothing.
pub(crate) async fn act_for_college(
    desk: vault::Desk<SupplyToTrio>,
    _: Ask,
    form: SupplyForm,
) -> Result<Redirect, Trouble> {
    let to = places::WEIGHINGS.under(desk.id(), "/college");
    supply(desk, form).await?;
    Ok(Redirect::to(to))
}

/// Supplies, as the one that filed it and reads nothing of the weighing.
pub(crate) async fn act_as_filer(
    desk: vault::Desk<SupplyToTrio>,
    _: Ask,
    form: SupplyForm,
) -> Result<Redirect, Trouble> {
    let to = places::WEIGHINGS.under(desk.id(), "/bericht");
    supply(desk, form).await?;
    Ok(Redirect::to(to))
}
