//! Putting tables on the agenda, and inviting who sits there.

use super::tables;
use crate::meeting::{About, PutOnAgenda, ReadMeeting, Reinvite};
use crate::places::MEETINGS;
use kernel::{Line, Say};
use vault::{Desk, Persons};
use web::{Ask, Field, Form, FormSpec, Reader, Redirect, Trouble, Visit};

/// The usual time of an item.
const USUAL: &str = "15";

/// What comes on the agenda, each for so many minutes.
pub(super) struct Put {
    tables: Vec<String>,
    subject: Option<Line>,
    minutes: u32,
}

/// So many minutes, as somebody typed them.
pub(super) fn minutes(read: &mut Reader) -> Option<u32> {
    let typed = read.must::<Line>("minutes")?;
    let minutes = typed.as_str().parse().ok();
    if minutes.is_none() {
        read.wrong(
            "minutes",
            Say::of("Schrijf een aantal minuten, zoals 15.", "Write a number of minutes, such as 15."),
        );
    }
    minutes
}

impl Form for Put {
    fn check(read: &mut Reader) -> Option<Self> {
        let (tables, subject, minutes) = (read.many("tables"), read.may::<Line>("subject"), minutes(read));
        let subject = subject?;
        if tables.is_empty() && subject.is_none() {
            read.wrong(
                "tables",
                Say::of("Kies een tafel, of schrijf een onderwerp.", "Choose a table, or write a subject."),
            );
            return None;
        }
        Some(Self { tables, subject, minutes: minutes? })
    }
}

/// The form on the page of a meeting.
pub(super) async fn form(visit: &Visit<ReadMeeting>) -> Result<FormSpec, Trouble> {
    let offered = tables::offered(&visit.ask, visit.dossier()).await?;
    let form = FormSpec::to(MEETINGS.under(visit.id(), "/agenda"), Say::of("Op de agenda zetten", "Put on the agenda"));
    let tables = Field::choices("tables", Say::of("Welke tafels?", "Which tables?"), offered)
        .hint(Say::of(
            "Wie daar aan tafel zit, wordt voor dat punt uitgenodigd en leest van de agenda alleen dat.",
            "Whoever sits there is invited for that item, and reads only that of the agenda.",
        ))
        .sometimes();
    let subject = Field::line("subject", Say::of("Of een onderwerp zonder personen", "Or a subject without persons"))
        .sometimes()
        .hint(Say::of(
            "Iedereen die is uitgenodigd leest dit. Schrijf hier geen namen.",
            "Everybody who is invited reads this. Do not write names here.",
        ));
    let minutes =
        Field::line("minutes", Say::of("Hoeveel minuten per punt?", "How many minutes per item?")).value(USUAL);
    Ok(form.secondary().field(tables).field(subject).field(minutes))
}

/// Puts them there.
pub(super) async fn put(desk: Desk<PutOnAgenda>, ask: Ask, form: Put) -> Result<Redirect, Trouble> {
    let day = desk.dossier().plan().map(|plan| plan.when.day).unwrap_or_default();
    let mut all = tables::chosen(&ask, &form.tables, day).await?;
    all.extend(form.subject.map(|text| (About::Subject { text }, Persons::default())));
    let events = desk.dossier().put(all, form.minutes)?;
    let id = desk.id();
    desk.commit(events).await?;
    Ok(Redirect::to(MEETINGS.under(id, "#agenda")))
}

/// Invites who sits there now.
pub(super) async fn reinvite(desk: Desk<Reinvite>, ask: Ask, (): ()) -> Result<Redirect, Trouble> {
    let now = tables::anew(&ask, desk.dossier()).await?;
    let mut events = tables::gone(&ask, desk.dossier()).await?;
    match desk.dossier().reinvite(now.into_iter().collect()) {
        Ok(event) => events.push(event),
        Err(no) if events.is_empty() => return Err(no.into()),
        Err(_) => {}
    }
    let id = desk.id();
    desk.commit(events).await?;
    Ok(Redirect::to(MEETINGS.of(id)))
}
