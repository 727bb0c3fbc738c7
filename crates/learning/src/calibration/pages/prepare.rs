//! Preparing a calibration: which signal, which tables, and whether they get two versions.

use crate::places;
use crate::{
    calibration::{Calibration, How, Preparation, State, acts::PrepareCalibration, library},
    crowding, numbering,
};
use askama::Template;
use kernel::{Lang, Line, Prose, Refusal, Say, Slug, reference::Row};
use schemars::JsonSchema;
use serde::Serialize;
use vault::{Desk, Tier};
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble};

/// The form, read and of the right shape.
pub(super) struct Prepared {
    title: Line,
    signal: Slug,
    tables: Vec<Line>,
    swap: bool,
    how: How,
    places: Option<u16>,
}

/// A whole number that may be left out.
pub(super) fn places(read: &mut Reader) -> Option<Option<u16>> {
    let text = read.may::<Line>("places")?;
    let Some(text) = text else { return Some(None) };
    if let Ok(number) = text.as_str().parse() {
        return Some(Some(number));
    }
    read.wrong("places", Say::of("Schrijf een getal, zoals 6.", "Write a number, such as 6."));
    None
}

impl Form for Prepared {
    fn check(read: &mut Reader) -> Option<Self> {
        let title = read.must("title");
        let signal = read.must("signal");
        let names = read.must::<Prose>("tables");
        let swap = read.tick("swap");
        let how = read.choice("how");
        let places = places(read);
        let lines = names.map(|names| {
            let lines = names.as_str().lines().map(str::trim).filter(|l| !l.is_empty());
            lines.map(str::parse).collect::<Result<Vec<Line>, Refusal>>()
        });
        let tables = match lines {
            Some(Ok(tables)) => Some(tables),
            Some(Err(refusal)) => {
                read.wrong("tables", refusal.why);
                None
            }
            None => None,
        };
        Some(Self { title: title?, signal: signal?, tables: tables?, swap, how: how?, places: places? })
    }
}

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "calibration/pages/prepare.html")]
pub(super) struct Prepare {
    #[serde(skip)]
    lang: Lang,
    form: Html,
}

fn form(ask: &Ask) -> FormSpec {
    let signals = library::all().iter().map(|s| {
        let with = |title: &str, difficulty: &str| format!("{title} ({difficulty})");
        let says = Say::made(with(&s.title.nl, &s.difficulty.says().nl), with(&s.title.en, &s.difficulty.says().en));
        (s.name, says)
    });
    let mut signal = Field::choice("signal", Say::of("Welk signaal?", "Which signal?"), signals.collect());
    if let Some(chosen) = ask.query.first("signaal") {
        signal = signal.value(chosen);
    }
    FormSpec::to(places::CALIBRATIONS.of(places::NEW), Say::of("Voorbereiden", "Prepare"))
        .field(Field::line("title", Say::of("Hoe heet deze weegijking?", "What is this calibration called?")))
        .field(signal)
        .field(Field::note("tables", Say::of("Welke tafels doen mee?", "Which tables take part?")).hint(Say::of(
            "Eén naam per regel, minstens twee. Geen namen van personen.",
            "One name on each line, at least two. No names of persons.",
        )))
        .field(Field::tick(
            "swap",
            Say::of(
                "Geef de helft van de tafels de versie met een andere ideologie, om en om",
                "Give half of the tables the version with another ideology, in turn",
            ),
        ))
        .field(
            Field::choice_of::<How>("how", Say::of("Hoe lezen de tafels?", "How do the tables read?"))
                .value(How::Together.word()),
        )
        .field(places_field())
}

pub(super) fn places_field() -> Field {
    Field::line("places", Say::of("Plaatsen per tafel", "Places at each table"))
        .hint(Say::of(
            "Alleen als ieder eerst apart leest: 5 tot en met 12.",
            "Only when each first reads alone: 5 to 12.",
        ))
        .sometimes()
}

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Prepare>, Trouble> {
    let body = Prepare { lang: ask.lang, form: form(&ask).html(&ask, &filled, None) };
    Ok(Page::of(&ask, Say::of("Weegijking voorbereiden", "Prepare a calibration"), body))
}

pub(super) async fn act(desk: Desk<PrepareCalibration>, ask: Ask, form: Prepared) -> Result<Redirect, Trouble> {
    let seats = form.how.seats(form.places);
    let tables = Calibration::first_tables(form.tables, form.swap, seats, || ask.vault.ticket())?;
    let preparation = Preparation {
        reference: Line::default(),
        title: form.title,
        signal: form.signal,
        house: ask.actor.agency.house.clone(),
        facilitator: ask.actor.agency.id.clone(),
        code: ask.vault.code(),
        on: desk.today(),
    };
    let open = [State::Prepared, State::Open, State::Opened].map(State::word);
    crowding::is_room(&desk, Tier::Facilitator, open).await?;
    // Checked before a number is given out, so that a form that comes back costs none.
    Calibration::prepare(preparation.clone())?;
    let reference = numbering::next(&ask.vault, Row::Calibration, desk.today()).await?;
    let begun = Calibration::prepare(Preparation { reference: reference.clone(), ..preparation })?;
    let id = desk.id();
    desk.commit([vec![begun], tables].concat()).await?;
    Ok(Redirect::to(places::CALIBRATIONS.of(id)).with(id, reference))
}
