//! What who leads a calibration does with it: another table, let them read, open, write down, end.

use super::prepare::{places, places_field};
use crate::calibration::{
    Calibration, How, Table, Variant,
    acts::{AddTable, AgreeLesson, CloseCalibration, NoteTalk, OpenReadings, StartCalibration},
    open_readings,
};
use crate::places;
use kernel::{Line, Note, Say};
use vault::Desk;
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble};

/// Another table.
pub(super) struct NewTable {
    name: Line,
    variant: Variant,
    how: How,
    places: Option<u16>,
}

impl Form for NewTable {
    fn check(read: &mut Reader) -> Option<Self> {
        let name = read.must("tables");
        let variant = read.choice("variant");
        let how = read.choice("how");
        let places = places(read);
        Some(Self { name: name?, variant: variant?, how: how?, places: places? })
    }
}

pub(super) async fn add_table(desk: Desk<AddTable>, ask: Ask, form: NewTable) -> Result<Redirect, Trouble> {
    let seats = form.how.seats(form.places);
    let event = desk.dossier().add_table(form.name, form.variant, seats, ask.vault.ticket())?;
    let to = places::CALIBRATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn table_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/tafel"), Say::of("Toevoegen", "Add"))
        .field(Field::line("tables", Say::of("Hoe heet de tafel?", "What is the table called?")))
        .field(
            Field::choice_of::<Variant>("variant", Say::of("Welke versie leest zij?", "Which version does it read?"))
                .value(Variant::A.word()),
        )
        .field(
            Field::choice_of::<How>("how", Say::of("Hoe leest zij?", "How does it read?")).value(How::Together.word()),
        )
        .field(places_field())
        .secondary()
}

pub(super) async fn start(desk: Desk<StartCalibration>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().start()?;
    let to = places::CALIBRATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn open(desk: Desk<OpenReadings>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let to = places::CALIBRATIONS.of(desk.id());
    open_readings(desk).await?;
    Ok(Redirect::to(to))
}

/// A few sentences.
pub(super) struct Written(Note);

impl Form for Written {
    fn check(read: &mut Reader) -> Option<Self> {
        read.must("text").map(Self)
    }
}

pub(super) async fn note(desk: Desk<NoteTalk>, _: Ask, form: Written) -> Result<Redirect, Trouble> {
    let event = desk.dossier().note(form.0)?;
    let to = places::CALIBRATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn agree(desk: Desk<AgreeLesson>, _: Ask, form: Written) -> Result<Redirect, Trouble> {
    let event = desk.dossier().agree(form.0)?;
    let to = places::CALIBRATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) async fn close(desk: Desk<CloseCalibration>, _: Ask, (): ()) -> Result<Redirect, Trouble> {
    let event = desk.dossier().close()?;
    let to = places::CALIBRATIONS.of(desk.id());
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}

pub(super) fn note_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/gesprek"), Say::of("Opschrijven", "Write down"))
        .field(
            Field::note("text", Say::of("Wat kwam er in het gesprek naar voren?", "What came up in the talk?"))
                .hint(Say::of("Over het lezen, niet over wie iets las.", "About the reading, not about who read it.")),
        )
        .secondary()
}

pub(super) fn lesson_form(at: &str) -> FormSpec {
    FormSpec::to(format!("{at}/les"), Say::of("Afspreken", "Agree")).field(Field::note(
        "text",
        Say::of("Wat spreken wij af voor de volgende weging?", "What do we agree on for the next weighing?"),
    ))
}

/// A button that does one thing.
pub(super) fn button(at: &str, last: &str, says: Say) -> FormSpec {
    FormSpec::to(format!("{at}/{last}"), says)
}

/// Whether a table has all the readings it can have, and how many it has.
pub(super) fn tickets(one: &Calibration) -> Vec<(&Table, Vec<String>)> {
    one.tables().iter().map(|t| (t, t.tickets())).collect()
}
