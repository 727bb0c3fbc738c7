//! The minutes on paper, as a plan: of each item that the reader attended who was there, what came of it and what was agreed. What is said stays at
//! the table; the agreements are read there, as this reader reads them, with a line in that table's own book.

use super::{NOT_BEGUN, agenda::called, day, headed, name, planned};
use crate::case::{Case, ReadCase};
use crate::meeting::{
    Meeting, State, TakePaper,
    pages::{
        read,
        tables::{self, Shown},
    },
};
use kernel::{Date, day_month_year};
use paper::{Document, Table};
use vault::Error;
use web::{Ask, Download, Trouble, Visit};

/// Prints them.
pub(in crate::meeting::pages) async fn minutes(visit: Visit<TakePaper>) -> Result<Download, Trouble> {
    let (ask, meeting) = (&visit.ask, visit.dossier());
    let (plan, on) = (planned(meeting)?, meeting.began.ok_or(NOT_BEGUN)?);
    let (shown, leads) = (tables::shown(ask, meeting).await?, read::leads(&visit));
    let both = |nl, en| ask.lang.both(nl, en);
    let mut document = headed(&visit, both("Verslag", "Minutes"), day(on, ask.lang))?;
    if meeting.state() == State::Running {
        document.note(both("Concept: dit overleg is nog niet gesloten.", "Draft: this meeting was not closed yet."));
    }
    document.chapter(both("Wat er is besproken", "What was discussed"));
    let attended: Vec<&Shown<'_>> = shown.iter().filter(|one| attended(ask, one, leads)).collect();
    if attended.is_empty() {
        document.paragraph(both(
            "Er is geen punt besproken waar u bij was.",
            "No item was discussed at which you were present.",
        ));
    }
    for one in attended {
        item(&mut document, (ask, meeting), one, (on, leads)).await?;
    }
    let left: Vec<String> = shown.iter().filter(|one| leads && one.point.held.is_none()).map(Shown::title).collect();
    if !left.is_empty() {
        document.chapter(both("Niet aan de orde gekomen", "Not reached")).bullets(left);
    }
    web::print(name("verslag", plan), document).await
}

/// Whether the reader was there for it; who chairs it was there throughout.
fn attended(ask: &Ask, one: &Shown<'_>, leads: bool) -> bool {
    one.point.held.as_ref().is_some_and(|(present, _)| leads || present.contains(&ask.actor.person))
}

async fn item(
    document: &mut Document,
    (ask, meeting): (&Ask, &Meeting),
    one: &Shown<'_>,
    (on, leads): (Date, bool),
) -> Result<(), Trouble> {
    let both = |nl: &str, en: &str| ask.lang.both(nl, en).to_owned();
    let Some((present, outcome)) = &one.point.held else { return Ok(()) };
    document.section(one.title());
    let mut about = Vec::new();
    if one.row.is_some() {
        let called = called(ask, one);
        let which = called.rsplit('\n').next().unwrap_or_default().to_owned();
        about.push((both("Tafel", "Table"), which));
    }
    about.push((both("Wat ermee is gebeurd", "What happened to it"), outcome.says().to(ask.lang).to_owned()));
    if leads || one.tells_who() {
        let who = |person| {
            let (name, agency) = tables::called(ask, person);
            format!("{name}, {agency}")
        };
        let there: Vec<String> = present.iter().map(who).collect();
        let nobody = || both("Niemand aangetekend", "Nobody noted");
        about.push((
            both("Wie erbij was", "Who was there"),
            Some(there.join("\n")).filter(|all| !all.is_empty()).unwrap_or_else(nobody),
        ));
    }
    let lacks = read::core_lacks(ask, meeting, one.point);
    if !lacks.is_empty() {
        about.push((both("Wie ontbrak", "Who was missing"), lacks.join(", ")));
    }
    document.pairs(about);
    let agreed = agreed(ask, one, on).await?;
    if let Some(table) = agreed {
        document.table(table);
    }
    Ok(())
}

/// What was agreed at that table on that day, as this reader reads it there.
async fn agreed(ask: &Ask, one: &Shown<'_>, on: Date) -> Result<Option<Table>, Trouble> {
    let Some(("case", id)) = one.point.table() else { return Ok(None) };
    let seen = match ask.vault.look::<ReadCase>(&ask.actor, id).await {
        Ok(seen) => seen,
        Err(Error::Denied) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    Ok(table(ask, seen.dossier(), on))
}

fn table(ask: &Ask, case: &Case, on: Date) -> Option<Table> {
    let both = |nl, en| ask.lang.both(nl, en);
    let head = [both("Wie", "Who"), both("Wat is afgesproken", "What was agreed"), both("Uiterlijk", "By")];
    let mut table = Table::new(head);
    for one in case.agreements_for(&ask.actor.agency.id).filter(|one| one.made == on) {
        let what = match one.accepted {
            Some(_) => one.what.to_string(),
            None => format!("{}\n({})", one.what, both("nog niet aangenomen", "not accepted yet")),
        };
        table.push([ask.directory.agency_name(&one.agency), what, day_month_year(one.due).into()]);
    }
    (!table.rows.is_empty()).then_some(table)
}
