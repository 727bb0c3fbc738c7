//! What came in at a door and waits for somebody to decide, and where the door is.

use super::open;
use crate::places;
use crate::reporting::{CloseDoor, Outcome, ReadDoor, Settled, State};
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Visit};

pub(super) struct Closes(Note);

impl Form for Closes {
    fn check(read: &mut Reader) -> Option<Self> {
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        reason.map(Self)
    }
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportLine")]
struct Waits {
    no: u32,
    at: String,
    receipt: String,
    on: ShownDay,
    seen: String,
}

/// What is left of a report that was decided on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReportSettled")]
struct Decided {
    receipt: Option<String>,
    came: Option<ShownDay>,
    on: ShownDay,
    what: Say,
    /// Why it was laid aside.
    reason: Option<String>,
    by: AuthorSays,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "reporting/pages/door.html")]
pub(super) struct DoorPage {
    #[serde(skip)]
    lang: Lang,
    municipality: String,
    state: String,
    /// Where one reports, as long as it is open.
    address: Option<String>,
    call: String,
    waiting: Vec<Waits>,
    /// What was decided last.
    settled: Vec<Decided>,
    #[serde(skip)]
    persons: String,
    #[serde(skip)]
    close: Option<Html>,
}

/// So much of a report stands in the list.
const BEGINNING: usize = 120;

pub(super) async fn show(visit: Visit<ReadDoor>, filled: Filled) -> Result<Page<DoorPage>, Trouble> {
    let (ask, door) = (&visit.ask, visit.dossier());
    let opening = door.opening().ok_or(Trouble::Denied)?;
    let here = places::DOORS.of(visit.id());
    let beginning = |text: &str| match text.char_indices().nth(BEGINNING) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    };
    let waits = |report: &crate::reporting::Report| Waits {
        no: report.no,
        at: format!("{here}/melding/{}", report.no),
        receipt: report.receipt.to_string(),
        on: day_month_year(report.on),
        seen: beginning(report.seen.as_str()),
    };
    let decided = |one: &Settled| {
        let (what, reason) = match &one.outcome {
            Outcome::TakenUp { .. } => (Say::of("vastgelegd als signaal", "registered as a signal"), None),
            Outcome::LaidAside { reason } => (Say::of("terzijde gelegd", "laid aside"), Some(reason.to_string())),
        };
        Decided {
            receipt: one.receipt.as_ref().map(ToString::to_string),
            came: one.came.map(day_month_year),
            on: day_month_year(one.on),
            what,
            reason,
            by: AuthorSays::of(ask, &one.by),
        }
    };
    let close = || {
        FormSpec::to(format!("{here}/sluiten"), Say::of("Meldpagina sluiten", "Close the reporting page"))
            .field(Field::note("reason", Say::of("Waarom?", "Why?")))
            .secondary()
            .ends(Say::of(
                "Niemand kan hier dan nog iets melden. Wat wacht, blijft tot u erover besliste.",
                "Nobody can report anything here after that. What waits stays until you decided on it.",
            ))
    };
    let body = DoorPage {
        lang: ask.lang,
        municipality: ask.directory.municipality_name(&opening.municipality),
        state: door.state().says().to(ask.lang).to_owned(),
        address: (door.state() == State::Open).then(|| open::address(ask, door)).flatten(),
        call: opening.call.to_string(),
        waiting: door.waiting().map(waits).collect(),
        settled: door.settled().map(decided).collect(),
        persons: format!("{here}/personen"),
        close: visit.may::<CloseDoor>().then(|| close().html(ask, &filled, Some(visit.seq()))),
    };
    Ok(Page::of(ask, Say::of("Meldpagina", "Reporting page"), body))
}

pub(super) async fn close(desk: Desk<CloseDoor>, _: Ask, form: Closes) -> Result<Redirect, Trouble> {
    let to = places::DOORS.of(desk.id());
    let event = desk.dossier().close(form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
