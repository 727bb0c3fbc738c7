//! What came in at a door and waits for somebody to decide, and where the door is.

use super::open;
use crate::places;
use crate::reporting::{CloseDoor, GoOn, LayAside, OpenDoor, Outcome, ReadDoor, Report, Settled, State};
use crate::table::AuthorSays;
use askama::Template;
use kernel::{Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Sure, Trouble, Visit};

/// Reports that are laid aside together, and why.
pub(super) struct Several {
    reports: BTreeSet<u32>,
    reason: Note,
}

impl Form for Several {
    fn check(read: &mut Reader) -> Option<Self> {
        // What is no number is no report that waits.
        let reports = read.many("reports").iter().map(|no| no.parse().unwrap_or(0)).collect();
        let (reason, sure) = (read.must("reason"), read.sure());
        sure?;
        Some(Self { reports, reason: reason? })
    }
}

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
    aside: Option<Html>,
    /// Where it is nearly full.
    #[serde(skip)]
    go_on: Option<Html>,
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
    let waits = |report: &Report| Waits {
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
    let name = |report: &Report| {
        let says = format!("{}, {}: {}", report.receipt, day_month_year(report.on), beginning(report.seen.as_str()));
        (report.no.to_string(), Say::made(says.clone(), says))
    };
    let html = |form: FormSpec| form.html(ask, &filled, Some(visit.seq()));
    let aside = || {
        FormSpec::to(format!("{here}/terzijde"), Say::of("Terzijde leggen", "Lay aside"))
            .field(
                Field::choices(
                    "reports",
                    Say::of("Welke meldingen?", "Which reports?"),
                    door.waiting().map(name).collect(),
                )
                .required(),
            )
            .field(super::report::why())
            .secondary()
            .ends(super::report::ERASED)
    };
    let go_on = || {
        FormSpec::to(format!("{here}/verder"), Say::of("Verdergaan op een nieuwe pagina", "Go on with a new page")).ends(Say::of(
            "Deze pagina sluit. Een nieuwe krijgt hetzelfde adres en dezelfde mensen. Wat hier nog wacht, blijft hier tot u erover besliste.",
            "This page closes. A new one gets the same address and the same people. What still waits here stays here until you decided on it.",
        ))
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
        aside: (visit.may::<LayAside>() && door.waiting().nth(1).is_some()).then(|| html(aside())),
        go_on: (visit.may::<GoOn>() && visit.seen.room().is_some()).then(|| html(go_on())),
        close: visit.may::<CloseDoor>().then(|| html(close())),
    };
    Ok(Page::of(ask, Say::of("Meldpagina", "Reporting page"), body))
}

pub(super) async fn aside(desk: Desk<LayAside>, _: Ask, form: Several) -> Result<Redirect, Trouble> {
    let to = places::DOORS.of(desk.id());
    let (events, erased) = desk.dossier().lay_aside(&form.reports, &form.reason)?;
    desk.commit_erasing(events, erased).await?;
    Ok(Redirect::to(to))
}

/// The address leads to a fresh page from the moment that this one is closed: both in one transaction.
pub(super) async fn go_on(desk: Desk<GoOn>, ask: Ask, _: Sure) -> Result<Redirect, Trouble> {
    let begun = ask.vault.begin::<OpenDoor>(&ask.actor).await?;
    let (id, reference) = (begun.id(), open::reference(begun.id())?);
    let (closed, opened) = desk.dossier().go_on_as(reference.clone())?;
    desk.commit_with(vec![closed], vec![begun.draft(opened)]).await?;
    Ok(Redirect::to(places::DOORS.of(id)).with(id, reference))
}

pub(super) async fn close(desk: Desk<CloseDoor>, _: Ask, form: Closes) -> Result<Redirect, Trouble> {
    let to = places::DOORS.of(desk.id());
    let event = desk.dossier().close(form.0)?;
    desk.commit(vec![event]).await?;
    Ok(Redirect::to(to))
}
