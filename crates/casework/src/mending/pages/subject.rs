//! Whom it is about: name and date of birth, and on a page of its own the number.

use super::{
    follow::{keep, reason},
    sheet::{self, Mend, Sheet},
};
use crate::places;
use crate::signal::{
    Change, Intake, Subject,
    acts::{CorrectSignal, RevealBsn},
    pages::register::BIRTH,
};
use kernel::{Born, Bsn, Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Page, Reader, Redirect, Trouble, Visit};

/// Whom it is about after all.
pub(super) struct Person {
    name: Line,
    birth: Option<Born>,
    reason: Note,
}

impl Form for Person {
    fn check(read: &mut Reader) -> Option<Self> {
        let name = read.must("name");
        let birth = read.may::<Born>("birth");
        let reason = read.must("reason");
        Some(Self { name: name?, birth: birth?, reason: reason? })
    }
}

pub(super) fn person_form(at: &str, intake: &Intake) -> FormSpec {
    let name = match &intake.subject {
        Subject::Person { .. } | Subject::Organisation { .. } => Say::of("Naam", "Name"),
        Subject::Unnamed { .. } => Say::of("Omschrijving", "Description"),
    };
    let form = FormSpec::to(format!("{at}/persoon"), Say::of("Verbeteren", "Correct"))
        .field(Field::line("name", name).value(intake.subject.name().as_str()));
    let form = match &intake.subject {
        Subject::Person { birth, .. } => {
            let born = Field::line("birth", Say::of("Geboortedatum", "Date of birth")).optional().hint(BIRTH);
            form.field(born.value(birth.map(|birth| birth.to_string()).unwrap_or_default()))
        }
        Subject::Organisation { .. } | Subject::Unnamed { .. } => form,
    };
    form.field(reason()).secondary()
}

/// Puts name and date of birth right.
pub(super) async fn person(desk: Desk<CorrectSignal>, ask: Ask, form: Person) -> Result<Redirect, Trouble> {
    let subject = match &desk.dossier().intake().ok_or(Trouble::Denied)?.subject {
        Subject::Person { bsn, .. } => Subject::Person { name: form.name, birth: form.birth, bsn: bsn.clone() },
        Subject::Organisation { .. } => Subject::Organisation { name: form.name },
        Subject::Unnamed { .. } => Subject::Unnamed { described: form.name },
    };
    keep(desk, &ask, Change::Subject { subject }, form.reason).await
}

/// The number after all.
pub(super) struct Number {
    bsn: Option<Bsn>,
    reason: Note,
}

impl Form for Number {
    fn check(read: &mut Reader) -> Option<Self> {
        let bsn = read.may("bsn");
        let reason = read.must("reason");
        Some(Self { bsn: bsn?, reason: reason? })
    }
}

/// The number as it stands, to be put right: opening this is in the book as showing it is.
pub(super) async fn show_number(visit: Visit<RevealBsn>, filled: Filled) -> Result<Page<Mend>, Trouble> {
    let subject = &visit.dossier().intake().ok_or(Trouble::Denied)?.subject;
    let at = places::SIGNALS.under(visit.id(), "/verbeteren/bsn");
    let title = Say::of("Het BSN verbeteren", "Correct the BSN");
    let number = subject.bsn().map(|bsn| bsn.reveal().to_owned()).unwrap_or_default();
    let form = FormSpec::to(at.clone(), Say::of("Verbeteren", "Correct"))
        .field(Field::bsn("bsn", Say::of("BSN", "BSN")).value(number).optional().hint(Say::of(
            "Is het nummer toch niet bekend? Maak dit leeg.",
            "Is the number not known after all? Leave this empty.",
        )))
        .field(reason());
    let sheet = Sheet::of((&visit.ask, &filled, visit.seq()), &at, Say::of("BSN", "BSN"), &form).open();
    sheet::with(&visit, title, vec![sheet], Vec::new())
}

/// Puts the number right; what it found before it finds no more.
pub(super) async fn number(desk: Desk<CorrectSignal>, ask: Ask, form: Number) -> Result<Redirect, Trouble> {
    keep(desk, &ask, Change::Number { bsn: form.bsn }, form.reason).await
}
