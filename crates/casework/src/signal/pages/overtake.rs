//! Taking over a register: look first, row by row, then choose. What is not certain of the file is asked in between. Nothing is ever half
//! imported.

use crate::places;
use crate::signal::{
    acts::ImportSignals,
    import::{self, Choose, Column, Keeper, Preview, WANTED, places, remembered, take_over, taken_before},
};
use askama::Template;
use kernel::{Lang, Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use tables::Doubt;
use vault::Desk;
use web::{Ask, Field, Filled, Form, FormSpec, Handed, Html, Page, ReadAs, Reader, Redirect, Trouble, aside};

/// The file, or the one that goes along with how it is to be read.
pub(super) struct File(Handed);

impl Form for File {
    fn check(read: &mut Reader) -> Option<Self> {
        Handed::read(read, "register", import::MOST_BYTES).map(Self)
    }
}

/// What is chosen after looking. The file goes along, and is read and checked again as if it were new.
pub(super) struct Choice {
    file: Handed,
    choose: Choose,
}

impl Form for Choice {
    fn check(read: &mut Reader) -> Option<Self> {
        let file = Handed::read(read, "register", import::MOST_BYTES);
        let choose = read.choice("choose");
        Some(Self { file: file?, choose: choose? })
    }
}

/// A row as it is shown before taking over.
#[derive(Serialize, JsonSchema)]
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

#[derive(Template, Serialize, JsonSchema)]
#[template(path = "signal/pages/overtake.html")]
pub(super) struct Overtake {
    #[serde(skip)]
    lang: Lang,
    /// The upload, or the choice after looking.
    form: Option<Html>,
    looked: bool,
    /// What is to be answered before the rows can be read.
    asked: Vec<Say>,
    fresh: usize,
    before: usize,
    wrong: usize,
    ignored: Vec<String>,
    missing: Vec<&'static str>,
    rows: Vec<PreviewRow>,
    /// How the file was read.
    read_as: Option<ReadAs>,
    /// To have it read in another way.
    otherwise: Option<Html>,
}

const TITLE: Say = Say::of("Register overnemen", "Take over a register");

pub(super) async fn show(ask: Ask, filled: Filled) -> Result<Page<Overtake>, Trouble> {
    // What was wished of a file could not be done: the file is still there, so it is shown as it was before.
    if let Some(file) = Handed::again(filled.values(), import::MOST_BYTES)
        && let Ok(preview) = read(&ask, &file.unmatched()).await?
    {
        return look(ask, &file.unmatched(), &preview, &filled).await;
    }
    let form = FormSpec::to(places::SIGNALS.of("overnemen"), Say::of("Bestand bekijken", "View the file")).field(
        Field::file("register", Say::of("Rekenblad of CSV-bestand", "Spreadsheet or CSV file")).hint(Say::of(
            "XLSX, ODS, XLS of CSV, hooguit 500 kB en 2.000 rijen. Er wordt nog niets vastgelegd: u ziet eerst per rij wat er gebeurt.",
            "XLSX, ODS, XLS or CSV, at most 500 kB and 2,000 rows. Nothing is registered yet: first you see what will happen, row by row.",
        )),
    );
    let body = Overtake {
        lang: ask.lang,
        form: Some(form.html(&ask, &filled, None)),
        looked: false,
        asked: Vec::new(),
        fresh: 0,
        before: 0,
        wrong: 0,
        ignored: Vec::new(),
        missing: Vec::new(),
        rows: Vec::new(),
        read_as: None,
        otherwise: None,
    };
    Ok(Page::of(&ask, TITLE, body))
}

/// Reads the file for who asks, beside the threads that answer.
async fn read(ask: &Ask, file: &Handed) -> Result<Result<Preview, Refusal>, Trouble> {
    let (actor, directory, today) = (ask.actor.clone(), Arc::clone(&ask.directory), ask.today);
    let mut file = file.clone();
    file.wish.remembered = remembered(&ask.vault, &ask.actor.agency.id).await.map_err(vault::Error::Store)?;
    let work = move || {
        let keeper = Keeper { agency: &actor.agency, contact: &actor.name };
        import::read(&file.bytes, &file.wish, places(&directory), today, keeper)
    };
    aside(ask, work).await
}

pub(super) async fn preview(ask: Ask, file: File) -> Result<Page<Overtake>, Trouble> {
    let preview = read(&ask, &file.0).await?.map_err(|refusal| refusal.at("register"))?;
    look(ask, &file.0, &preview, &Filled::default()).await
}

/// The choice again, when something was to be mended; without a file there is nothing to choose.
pub(super) async fn again(ask: Ask, filled: Filled) -> Result<Page<Overtake>, Trouble> {
    if let Some(file) = Handed::again(filled.values(), import::MOST_BYTES)
        && let Ok(preview) = read(&ask, &file).await?
    {
        return look(ask, &file, &preview, &filled).await;
    }
    show(ask, filled).await
}

async fn look(ask: Ask, file: &Handed, preview: &Preview, filled: &Filled) -> Result<Page<Overtake>, Trouble> {
    let known = taken_before(&ask.vault, &ask.actor, preview).await?;
    let (good, wrong) = (preview.good().count(), preview.wrong().count());
    let fresh = good.saturating_sub(known.len());
    let asked: Vec<Say> = preview.table.doubts.iter().map(question).collect();
    let names: Vec<Say> = Column::ALL.into_iter().map(Column::says).collect();
    let submit = if asked.is_empty() { Say::of("Zo lezen", "Read it like this") } else { Say::of("Verder", "Go on") };
    let otherwise = FormSpec::to(places::SIGNALS.of("overnemen"), submit);
    let otherwise = file.otherwise(otherwise, &preview.table, &WANTED, &names);
    let otherwise = if asked.is_empty() { otherwise.secondary() } else { otherwise };
    let body = Overtake {
        lang: ask.lang,
        form: (fresh > 0).then(|| choice(file, fresh, wrong).html(&ask, filled, None)),
        looked: true,
        fresh,
        before: known.len(),
        wrong,
        ignored: preview.ignored.clone(),
        missing: preview.missing.iter().map(|column| column.heading()).collect(),
        rows: preview.rows.iter().map(|row| line(row, &known)).collect(),
        read_as: Some(ReadAs::of(&preview.table)),
        otherwise: Some(otherwise.html(&ask, filled, None)),
        asked,
    };
    Ok(Page::of(&ask, TITLE, body))
}

/// What somebody reads above the question.
fn question(doubt: &Doubt) -> Say {
    match doubt {
        Doubt::Letters(_) => Say::of(
            "De letters van dit bestand zijn op meer manieren te lezen. Kies de regel die klopt.",
            "The letters of this file can be read in more than one way. Choose the line that is right.",
        ),
        Doubt::Sheet => Say::of(
            "Er zijn meer tabbladen met een register. Kies het tabblad dat u wilt overnemen.",
            "There are several sheets with a register. Choose the one you want to take over.",
        ),
        Doubt::Columns(missing) => {
            let names = missing.iter().filter_map(|n| WANTED.get(*n)).map(tables::Wanted::name);
            let names = names.collect::<Vec<_>>().join(", ");
            Say::made(
                format!(
                    "Deze kolommen staan onder een andere naam in uw bestand: {names}. Wijs ze aan; uw organisatie hoeft dat maar één keer te doen."
                ),
                format!(
                    "These columns have another name in your file: {names}. Match them; your organisation has to do so only once."
                ),
            )
        }
    }
}

fn choice(file: &Handed, fresh: usize, wrong: usize) -> FormSpec {
    let submit = Say::made(format!("{fresh} overnemen"), format!("Take over {fresh}"));
    let form = file.along(FormSpec::to(places::SIGNALS.of("overnemen/kiezen"), submit));
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
        problems: problems.map(|p| (p.column.map(Column::heading), p.why.clone())).collect(),
        hints: row.hints.clone(),
    }
}

pub(super) async fn act(desk: Desk<ImportSignals>, ask: Ask, form: Choice) -> Result<Redirect, Trouble> {
    // Every row gets a desk of its own; this one only proved that the file may be taken over.
    drop(desk);
    let preview = read(&ask, &form.file).await??;
    let taken = take_over(&ask.vault, &ask.actor, &preview, form.choose).await?;
    if !form.file.wish.columns.is_empty() {
        import::remember(&ask.vault, &ask.actor.agency.id, &preview.table).await.map_err(vault::Error::Store)?;
    }
    Ok(Redirect::to(places::SIGNALS.asked(&[("overgenomen", &taken.made.len().to_string())])))
}
