//! A calibration as who leads it sees it: the addresses of the tables, who has handed in, and the readings once they are open. What a
//! table read is not on this page before that.

use super::{
    beside::{Beside, beside},
    figures::{fewest, seed},
    steps,
};
use crate::places;
use crate::{
    asking::{Asking, History, asking, history, why},
    calibration::{
        Calibration, Seats, State,
        acts::{AddTable, AgreeLesson, CloseCalibration, NoteTalk, OpenReadings, ReadCalibration, StartCalibration},
        texts,
    },
};
use askama::Template;
use kernel::{Date, Lang, Note, Say, ShownDay, day_month_year};
use schemars::JsonSchema;
use serde::Serialize;
use web::{Filled, Html, Page, Trouble, Visit};

#[derive(Serialize, JsonSchema)]
struct TableRow {
    name: String,
    variant: String,
    address: String,
    /// How it reads.
    how: String,
    handed_in: String,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CalibrationLine")]
struct Line {
    on: ShownDay,
    text: String,
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "calibration/pages/read.html")]
pub(super) struct Read {
    #[serde(skip)]
    lang: Lang,
    here: String,
    title: String,
    reference: String,
    state: String,
    #[serde(skip)]
    state_says: Say,
    #[serde(skip)]
    next: Say,
    signal: String,
    signal_at: String,
    code: String,
    tables: Vec<TableRow>,
    running: bool,
    /// Whether the addresses lead anywhere yet.
    joinable: bool,
    start: Option<Html>,
    open: Option<Html>,
    close: Option<Html>,
    lesson: Option<Html>,
    asked: Vec<Asking>,
    beside: Option<Beside>,
    notes: Vec<Line>,
    lessons: Vec<Line>,
    #[serde(flatten)]
    history: History,
    #[serde(skip)]
    why: Vec<Say>,
}

pub(super) async fn show(visit: Visit<ReadCalibration>, filled: Filled) -> Result<Page<Read>, Trouble> {
    let (Some(preparation), Some(signal)) = (visit.dossier().preparation().cloned(), visit.dossier().signal()) else {
        return Err(Trouble::Denied);
    };
    let (one, lang, here) = (visit.dossier(), visit.ask.lang, places::CALIBRATIONS.of(visit.id()));
    let least = fewest(&visit.ask.vault).await?;
    let tables = rows(&visit, &preparation.code).await?;
    let shown = |form: web::FormSpec| form.html(&visit.ask, &filled, Some(visit.seq()));
    let button = |may: bool, last: &str, says: Say| may.then(|| shown(steps::button(&here, last, says)));
    let body = Read {
        lang,
        title: preparation.title.to_string(),
        reference: preparation.reference.to_string(),
        state: one.state().word().to_owned(),
        state_says: one.state().says(),
        next: texts::next(one.state()),
        signal: signal.title.to(lang).to_owned(),
        signal_at: places::CALIBRATIONS.under("signalen", &format!("/{}", signal.name)),
        code: preparation.code.clone(),
        joinable: one.state() == State::Open,
        running: matches!(one.state(), State::Prepared | State::Open),
        start: button(visit.may::<StartCalibration>(), "lezen", Say::of("Laat de tafels lezen", "Let the tables read")),
        open: button(
            visit.may::<OpenReadings>(),
            "openen",
            Say::of("Open alle lezingen tegelijk", "Open all readings at once"),
        ),
        close: button(
            visit.may::<CloseCalibration>(),
            "sluiten",
            Say::of("Sluit de weegijking af", "Close the calibration"),
        ),
        lesson: visit.may::<AgreeLesson>().then(|| shown(steps::lesson_form(&here))),
        asked: asked(&visit, &filled, &here),
        beside: beside(one, least, seed(visit.id()), lang),
        notes: lines(one.notes()),
        lessons: lines(one.lessons()),
        history: history(&visit, &here).await?,
        why: why(&visit),
        tables,
        here,
    };
    let title = Say::made(preparation.title.to_string(), preparation.title.to_string());
    Ok(Page::of(&visit.ask, title, body))
}

fn lines(of: &[(Date, Note)]) -> Vec<Line> {
    of.iter().map(|(on, text)| Line { on: day_month_year(*on), text: text.to_string() }).collect()
}

fn asked(visit: &Visit<ReadCalibration>, filled: &Filled, here: &str) -> Vec<Asking> {
    let mut all = Vec::new();
    if visit.may::<NoteTalk>() {
        let says = Say::of("Iets van het gesprek opschrijven", "Write down something of the talk");
        all.push(asking(visit, filled, &format!("{here}/gesprek"), says, &steps::note_form(here)));
    }
    if visit.may::<AddTable>() {
        let says = Say::of("Nog een tafel toevoegen", "Add another table");
        all.push(asking(visit, filled, &format!("{here}/tafel"), says, &steps::table_form(here)));
    }
    all
}

/// Whether a table handed in, and how many of its places did; never what.
async fn rows(visit: &Visit<ReadCalibration>, code: &str) -> Result<Vec<TableRow>, Trouble> {
    let (one, lang) = (visit.dossier(), visit.ask.lang);
    let mut all = Vec::new();
    for (table, tickets) in steps::tickets(one) {
        let mut given = 0;
        if one.state() == State::Open {
            for ticket in &tickets {
                given += usize::from(visit.seen.slip_of(&table.box_name(), ticket).await?.is_some());
            }
        }
        all.push(TableRow {
            name: table.name.to_string(),
            variant: table.variant.says().to(lang).to_owned(),
            address: places::by_ticket(places::TABLES, code, &table.ticket),
            how: how(table.seats).to(lang).to_owned(),
            handed_in: handed_in(one, table.no, given, tickets.len()).to(lang).to_owned(),
        });
    }
    Ok(all)
}

fn how(seats: Seats) -> Say {
    match seats {
        Seats::Together => Say::of("samen", "together"),
        Seats::Apart { places } => {
            Say::made(format!("eerst apart, {places} plaatsen"), format!("first alone, {places} places"))
        }
    }
}

fn handed_in(one: &Calibration, table: u16, given: usize, of: usize) -> Say {
    match one.state() {
        State::Prepared => Say::of("nog niet begonnen", "not begun yet"),
        State::Open if of > 1 => {
            Say::made(format!("{given} van {of} ingeleverd"), format!("{given} of {of} handed in"))
        }
        State::Open if given == 1 => Say::of("ingeleverd", "handed in"),
        State::Open => Say::of("nog niet ingeleverd", "not handed in yet"),
        State::Opened | State::Closed if one.spoken().iter().any(|(t, _)| t.no == table) => {
            Say::of("ligt hieronder", "lies below")
        }
        State::Opened | State::Closed => {
            Say::of("niet ingeleverd, of door te weinig mensen", "not handed in, or by too few people")
        }
    }
}
