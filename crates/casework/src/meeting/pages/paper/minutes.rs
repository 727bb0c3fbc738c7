//! The minutes on paper, as a plan: of each item that the reader attended who was there, what came of it and what was agreed. What is said stays at
//! the table; the agreements are read there, as this reader reads them, with a line in that table's own book.

use super::head::{NOT_BEGUN, day, headed, name, planned, which};
use crate::board;
use crate::case::{Answered, Case, ReadCase};
use crate::meeting::{
    Coming, Meeting, State, TakePaper,
    pages::{
        tables::{self, Shown},
        told,
    },
};
use kernel::{Date, DossierId, PersonId, day_month_year};
use paper::{Document, Table};
use vault::{Error, Seen};
use web::{Ask, Download, Trouble, Visit};

/// Prints them.
pub(in crate::meeting::pages) async fn minutes(visit: Visit<TakePaper>) -> Result<Download, Trouble> {
    let (ask, meeting) = (&visit.ask, visit.dossier());
    let (plan, on) = (planned(meeting)?, meeting.began.ok_or(NOT_BEGUN)?);
    let (shown, leads) = (tables::shown(ask, meeting).await?, told::leads(&visit));
    let both = |nl, en| ask.lang.both(nl, en);
    let mut document = headed(&visit, both("Verslag", "Minutes"), day(on, ask.lang))?;
    if meeting.state() == State::Running {
        document.note(both("Concept: dit overleg is nog niet gesloten.", "Draft: this meeting was not closed yet."));
    }
    document.chapter(both("Wat er is besproken", "What was discussed"));
    document.paragraph(both(
        "Een oordeel of besluit staat aan de tafel waar het is genomen, en niet in dit verslag. Van een casus staat hier wat die dag is afgesproken.",
        "A judgement or decision is at the table where it was made, and not in these minutes. Of a case what was agreed on that day is here.",
    ));
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
    let mut about: Vec<(String, String)> =
        which(ask, one).map(|which| (both("Tafel", "Table"), which)).into_iter().collect();
    about.push((both("Wat ermee is gebeurd", "What happened to it"), outcome.says().to(ask.lang).to_owned()));
    if let Some(((kind, _), row)) = one.point.table().zip(one.row.as_ref()).filter(|_| one.tells_who()) {
        about.push((
            both("Stand van de tafel", "Status of the table"),
            board::says(kind, &row.state).to(ask.lang).to_owned(),
        ));
    }
    if leads || one.tells_who() {
        let who = |person: &PersonId| {
            let (name, agency) = tables::called(ask, person);
            let remote = meeting.answer_of(person).is_some_and(|answer| answer.coming == Coming::Remote);
            let remote = if remote {
                both(" (zei op afstand mee te doen)", " (said they would join remotely)")
            } else {
                String::new()
            };
            format!("{name}, {agency}{remote}")
        };
        let there: Vec<String> = present.iter().map(who).collect();
        let there = if there.is_empty() { both("niemand aangetekend", "nobody noted") } else { there.join("; ") };
        about.push((both("Wie erbij was", "Who was there"), there));
        if let Some(person) = &one.point.talk.counter {
            about.push((both("Wie de tegenstem had", "Who had the opposing voice"), tables::called(ask, person).0));
        }
        if let Some(why) = &one.point.waits {
            about.push((both("Waarom het kan wachten", "Why it can wait"), why.to_string()));
        }
    }
    if one.point.talk.began.is_some() && one.point.table().is_some() {
        let read_back = if one.point.talk.read_back { both("ja", "yes") } else { both("nee", "no") };
        about.push((both("Voorgelezen wat is vastgelegd", "Read back what was recorded"), read_back));
    }
    let lacks = told::core_lacks(ask, meeting, one.point);
    if !lacks.is_empty() {
        about.push((both("Wie ontbrak", "Who was missing"), lacks.join(", ")));
    }
    let seen = match one.point.table() {
        Some(("case", id)) => case(ask, id).await?,
        Some(_) | None => None,
    };
    let case = seen.as_ref().map(Seen::dossier);
    about.extend(case.and_then(|case| plan(ask, case, on)));
    about.extend(case.into_iter().flat_map(|case| scaled(ask, case, on)));
    document.pairs(about);
    if let Some(table) = case.and_then(|case| agreed(ask, case, on)) {
        document.table(table);
    }
    Ok(())
}

/// A case as this reader reads it, with a line in its own book.
async fn case(ask: &Ask, id: DossierId) -> Result<Option<Seen<ReadCase>>, Trouble> {
    match ask.vault.look::<ReadCase>(&ask.actor, id).await {
        Ok(seen) => Ok(Some(seen)),
        Err(Error::Denied) => Ok(None),
        Err(why) => Err(why.into()),
    }
}

/// What the three decided on its plan on that day; not for a third party.
fn plan(ask: &Ask, case: &Case, on: Date) -> Option<(String, String)> {
    let third = case.is_third(&ask.actor.agency.id);
    let agreed = case.plan.agreed.iter().rfind(|agreed| agreed.on == on && !third)?;
    let outcome = agreed.decision.outcome.says();
    let review = agreed.decision.review.map(|day| {
        format!("; {} {}", ask.lang.both("opnieuw bekijken op", "to be looked at again on"), day_month_year(day))
    });
    let says = format!("{}{}", outcome.to(ask.lang), review.unwrap_or_default());
    Some((ask.lang.both("Besluit over het plan", "Decision on the plan").to_owned(), says))
}

/// What was answered on how the help is organised on that day; not for a third party.
fn scaled(ask: &Ask, case: &Case, on: Date) -> Vec<(String, String)> {
    let third = case.is_third(&ask.actor.agency.id);
    let here = case.scaling().answered.iter().filter(|one| one.on == on && !third);
    let says = |one: &Answered| {
        let (to, outcome) = (one.asked.asking.to.says(), one.answer.decision.outcome.says());
        let about = ask.lang.both("Op- en afschalen", "Scaling up and down").to_owned();
        (about, format!("{}: {}", to.to(ask.lang), outcome.to(ask.lang)))
    };
    here.map(says).collect()
}

/// What was agreed there on that day, as far as this reader reads it.
fn agreed(ask: &Ask, case: &Case, on: Date) -> Option<Table> {
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
