//! Taking over a register in two steps: look first, row by row, then choose. Nothing is ever half imported.

use crate::places;
use crate::signal::{
    acts::ImportSignals,
    import::{self, Choose, Keeper, Preview, places, take_over, taken_before},
};
use askama::Template;
use kernel::{Lang, Refusal, Say};
use serde::Serialize;
use std::sync::Arc;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Html, Page, Reader, Redirect, Trouble, Upload, aside};

/// The file.
pub(super) struct File(Upload);

impl Form for File {
    fn check(read: &mut Reader) -> Option<Self> {
        read.file("register").map(Self)
    }
}

/// What is chosen after looking. The text travels along, and is read and checked again as if it were new.
pub(super) struct Choice {
    text: String,
    choose: Choose,
}

impl Form for Choice {
    fn check(read: &mut Reader) -> Option<Self> {
        let text = read.text("text").to_owned();
        let choose = read.choice("choose");
        Some(Self { text, choose: choose? })
    }
}

/// A row as it is shown before taking over.
#[derive(Serialize)]
struct PreviewRow {
    number: usize,
    reference: String,
    name: String,
    facts: usize,
    good: bool,
    before: bool,
    problems: Vec<(Option<&'static str>, Say)>,
    hints: Vec<Say>,
}

#[derive(Template, Serialize)]
#[template(path = "signal/pages/overtake.html")]
struct Overtake {
    #[serde(skip)]
    lang: Lang,
    /// The upload, or the choice after looking.
    form: Option<Html>,
    looked: bool,
    fresh: usize,
    before: usize,
    wrong: usize,
    ignored: Vec<String>,
    missing: Vec<&'static str>,
    rows: Vec<PreviewRow>,
}

const TITLE: Say = Say::of("Register overnemen", "Take over a register");

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page, Trouble> {
    let form = FormSpec::to(places::SIGNALS.of("overnemen"), Say::of("Bestand bekijken", "Look at the file")).field(
        Field::file("register", Say::of("CSV-bestand", "CSV file")).hint(Say::of(
            "Hooguit 500 kB. Er wordt nog niets vastgelegd: u ziet eerst per rij wat er gebeurt.",
            "At most 500 kB. Nothing is registered yet: first you see row by row what will happen.",
        )),
    );
    let body = Overtake {
        lang: ask.lang,
        form: Some(form.html(&ask, &filled, None)),
        looked: false,
        fresh: 0,
        before: 0,
        wrong: 0,
        ignored: Vec::new(),
        missing: Vec::new(),
        rows: Vec::new(),
    };
    Ok(Page::of(&ask, TITLE, body))
}

/// Reads the file for who asks, beside the threads that answer.
async fn read(ask: &Ask, bytes: impl AsRef<[u8]> + Send + 'static) -> Result<Result<Preview, Refusal>, Trouble> {
    let (actor, directory, today) = (ask.actor.clone(), Arc::clone(&ask.directory), ask.today);
    let work = move || {
        let keeper = Keeper { agency: &actor.agency, contact: &actor.name };
        import::read(bytes.as_ref(), places(&directory), today, keeper)
    };
    aside(ask, work).await
}

pub(super) async fn preview(ask: Ask, file: File) -> Result<Page, Trouble> {
    let preview = read(&ask, file.0.bytes).await?.map_err(|refusal| refusal.at("register"))?;
    look(ask, &preview, &Filled::default()).await
}

/// The choice again, when something was to be mended; without a file there is nothing to choose.
pub(super) async fn again(ask: Ask, filled: Filled) -> Result<Page, Trouble> {
    let text = filled.values().first("text").unwrap_or_default().to_owned();
    match read(&ask, text).await? {
        Ok(preview) => look(ask, &preview, &filled).await,
        Err(_) => show(ask, filled).await,
    }
}

async fn look(ask: Ask, preview: &Preview, filled: &Filled) -> Result<Page, Trouble> {
    let known = taken_before(&ask.vault, &ask.actor, preview).await?;
    let (good, wrong) = (preview.good().count(), preview.wrong().count());
    let fresh = good.saturating_sub(known.len());
    let body = Overtake {
        lang: ask.lang,
        form: (fresh > 0).then(|| choice(preview, fresh, wrong).html(&ask, filled, None)),
        looked: true,
        fresh,
        before: known.len(),
        wrong,
        ignored: preview.ignored.clone(),
        missing: preview.missing.iter().map(|column| column.heading()).collect(),
        rows: preview.rows.iter().map(|row| line(row, &known)).collect(),
    };
    Ok(Page::of(&ask, TITLE, body))
}

fn choice(preview: &Preview, fresh: usize, wrong: usize) -> FormSpec {
    let submit = Say::made(format!("{fresh} overnemen"), format!("Take over {fresh}"));
    let form = FormSpec::to(places::SIGNALS.of("overnemen/kiezen"), submit)
        .field(Field::hidden("text", preview.text.as_str()));
    if wrong == 0 {
        form.field(Field::hidden("choose", web::Choice::word(Choose::AllOrNothing)))
    } else {
        form.field(Field::choice_of::<Choose>("choose", Say::of("Wat neemt u over?", "What do you take over?")))
    }
}

fn line(row: &import::Row, known: &[usize]) -> PreviewRow {
    let (name, facts) = match &row.read {
        Ok(intake) => (intake.subject.name().to_string(), intake.facts.len()),
        Err(_) => (String::new(), 0),
    };
    let problems = row.read.as_ref().err().into_iter().flatten();
    PreviewRow {
        number: row.number,
        reference: row.reference.as_ref().map(ToString::to_string).unwrap_or_default(),
        name,
        facts,
        good: row.read.is_ok(),
        before: known.contains(&row.number),
        problems: problems.map(|p| (p.column.map(import::Column::heading), p.why.clone())).collect(),
        hints: row.hints.clone(),
    }
}

pub(super) async fn act(desk: Desk<ImportSignals>, ask: Ask, form: Choice) -> Result<Redirect, Trouble> {
    // Every row gets a desk of its own; this one only proved that the file may be taken over.
    drop(desk);
    let preview = read(&ask, form.text).await??;
    let taken = take_over(&ask.vault, &ask.actor, &preview, form.choose).await?;
    Ok(Redirect::to(places::SIGNALS.asked(&[("overgenomen", &taken.made.len().to_string())])))
}
