//! What a reader reads of an agenda, and who sits at its tables.

use crate::{
    advice::ReadAdvice,
    case::{ReadCase, pages::at_meeting},
    meeting::{About, Event, Meeting, Point, seated},
    running,
    table::Unanswered,
    triage::ReadTriage,
    weighing::ReadWeighing,
};
use kernel::{Date, DossierId, Note, PersonId, Refusal, Say, day_month_year};
use std::collections::BTreeMap;
use vault::{Act, Card, Dossier, Error, Persons, Row, Standing, Tier};
use web::{Ask, Trouble, Visit};

/// So many tables are offered for an agenda, what cannot wait and what is due first.
const OFFERED: usize = 200;

/// An item that its reader reads.
pub(super) struct Shown<'a> {
    pub(super) point: &'a Point,
    /// Where it is below the meeting. Nothing counts in it: a number would tell of items that are not shown.
    pub(super) key: String,
    /// What its table is called and asks; none of a subject.
    pub(super) row: Option<Row>,
}

impl Shown<'_> {
    /// Whether its reader may know who else is expected for it: at a table as there, of a subject not.
    pub(super) fn tells_who(&self) -> bool {
        self.row.as_ref().is_some_and(|row| !row.there.sits.is_empty())
    }

    /// Whether what its table asks cannot wait.
    pub(super) fn is_urgent(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.there.urgent)
    }

    /// What it is called.
    pub(super) fn title(&self) -> String {
        match (&self.point.item.about, &self.row) {
            (About::Subject { text }, _) => text.to_string(),
            (About::Table { .. }, Some(row)) => row.label.title.to_string(),
            (About::Table { .. }, None) => String::new(),
        }
    }
}

/// The items of which this reader reads anything, in their order: those at whose table they sit today and for which they do not leave the room, and
/// every subject.
pub(super) async fn shown<'a>(ask: &Ask, meeting: &'a Meeting) -> Result<Vec<Shown<'a>>, Trouble> {
    let ids: Vec<DossierId> = meeting.points().filter_map(Point::table).map(|(_, id)| id).collect();
    let mut rows = ask.vault.tell_tables(&ask.actor, ids).await?;
    let mut all = Vec::new();
    for point in meeting.points() {
        let (key, row) = if let Some((_, id)) = point.table() {
            let Some(row) = rows.remove(&id) else { continue };
            (id.to_string(), Some(row))
        } else {
            (format!("onderwerp-{}", meeting.subject_number(point.item.no)), None)
        };
        if !point.is_out(&ask.actor.person) {
            all.push(Shown { point, key, row });
        }
    }
    Ok(all)
}

/// Who sits at a table and can be expected; nothing where the asker does not sit there.
async fn sits_at(ask: &Ask, (kind, id): (&str, DossierId), day: Date) -> Result<Option<Persons>, Trouble> {
    match kind {
        "weighing" => persons::<ReadWeighing>(ask, id, day, |card| card).await,
        "advice" => persons::<ReadAdvice>(ask, id, day, |card| card).await,
        "case" => persons::<ReadCase>(ask, id, day, |card| card).await,
        "triage" => persons::<ReadTriage>(ask, id, day, at_triage).await,
        _ => Ok(None),
    }
}

/// Who submitted it is not at the triage for that.
fn at_triage(mut card: Card) -> Card {
    card.seats.retain(|seat| seat.tier != Tier::Owner);
    card
}

async fn persons<A: Act>(
    ask: &Ask,
    id: DossierId,
    day: Date,
    of: fn(Card) -> Card,
) -> Result<Option<Persons>, Trouble> {
    let seen = match ask.vault.look::<A>(&ask.actor, id).await {
        Ok(seen) => seen,
        Err(Error::Denied) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    // Who sits for their organisation and does not read this sort of table, such as a case director at a weighing, is not asked to it.
    let reads = |person: &PersonId| ask.directory.colleague(person).is_some_and(|who| seen.reads(who));
    Ok(Some(seated(&of(seen.dossier().card()), day, reads)))
}

/// The tables that could come on the agenda, as choices: what cannot wait first, then what is due first.
pub(super) async fn offered(ask: &Ask, meeting: &Meeting) -> Result<Vec<(String, Say)>, Trouble> {
    let there: Vec<DossierId> = meeting.points().filter_map(Point::table).map(|(_, id)| id).collect();
    let mut ready: Vec<Standing> = Vec::new();
    for list in running::lists(ask).chain(running::triages(ask)) {
        ready.extend(ask.vault.standing(&ask.actor, list).await?);
    }
    ready.retain(|table| !there.contains(&table.id));
    ready.sort_by_key(|table| (!table.urgent, table.due.is_none(), table.due, table.id));
    ready.truncate(OFFERED);
    let rows = ask.vault.tell_tables(&ask.actor, ready.iter().map(|table| table.id).collect()).await?;
    let says = |table: &Standing| {
        let (row, kind) = (rows.get(&table.id)?, ask.kinds.says(&table.kind)?);
        let line = |kind: &str, by: &str| match table.due {
            Some(due) => format!("{} ({kind}, {by} {})", row.label.title, day_month_year(due)),
            None => format!("{} ({kind})", row.label.title),
        };
        Some((format!("{}:{}", table.kind, table.id), Say::made(line(&kind.nl, "uiterlijk"), line(&kind.en, "by"))))
    };
    Ok(ready.iter().filter_map(says).collect())
}

/// What was chosen among them.
///
/// # Errors
/// A sentence when one is no table, or the asker does not sit there.
pub(super) async fn chosen(ask: &Ask, words: &[String], day: Date) -> Result<Vec<(About, Persons)>, Trouble> {
    const NOT_THERE: Refusal = Refusal::of("Kies een tafel uit de lijst.", "Choose a table from the list.");
    let mut all = Vec::new();
    for word in words {
        let found = word.split_once(':').and_then(|(kind, id)| Some((kind, id.parse::<DossierId>().ok()?)));
        let (kind, id) = found.ok_or(NOT_THERE.at("tables"))?;
        let persons = sits_at(ask, (kind, id), day).await?.ok_or(NOT_THERE.at("tables"))?;
        all.push((About::Table { kind: kind.to_owned(), id }, persons));
    }
    Ok(all)
}

/// Who of these is known by which name and organisation.
pub(super) fn called(ask: &Ask, person: &PersonId) -> (String, String) {
    let known = ask.directory.colleague(person);
    let name = known.map_or_else(|| person.to_string(), |one| one.name.to_string());
    (name, known.map(|one| ask.directory.agency_name(&one.agency)).unwrap_or_default())
}

/// The same tables, each with who sits there now.
pub(super) async fn anew(ask: &Ask, meeting: &Meeting) -> Result<BTreeMap<u32, Persons>, Trouble> {
    let mut all = BTreeMap::new();
    let day = meeting.plan().map(|plan| plan.when.day).unwrap_or_default();
    for point in meeting.points() {
        if let Some(table) = point.table()
            && let Some(persons) = sits_at(ask, table, day).await?
        {
            all.insert(point.item.no, persons);
        }
    }
    Ok(all)
}

/// Takes off the agenda what is no longer a table at which who leads sits: it was closed or destroyed, or they left it.
pub(super) async fn gone(ask: &Ask, meeting: &Meeting) -> Result<Vec<Event>, Trouble> {
    const WHY: Say = Say::of("Deze tafel is er niet meer.", "This table is no longer there.");
    let there = anew(ask, meeting).await?;
    let reason: Note = WHY.to(ask.lang).parse().map_err(Trouble::Refused)?;
    let gone = meeting
        .points()
        .filter(|point| point.table().is_some() && point.held.is_none() && !there.contains_key(&point.item.no));
    Ok(gone.map(|point| Event::TakenOff { no: point.item.no, reason: reason.clone() }).collect())
}

/// A table as its reader sees it; nothing for who may not read it.
pub(super) async fn visit<A: Act>(ask: &Ask, id: DossierId) -> Result<Option<Visit<A>>, Trouble> {
    match ask.vault.look::<A>(&ask.actor, id).await {
        Ok(seen) => Ok(Some(Visit { seen, ask: ask.clone() })),
        Err(Error::Denied) => Ok(None),
        Err(why) => Err(why.into()),
    }
}

/// What is expected at the table of an item and is not answered, or late, for who reads that table; nothing where it is no case, or was held.
pub(super) async fn unanswered(ask: &Ask, point: &Point, back: &str) -> Result<Vec<Unanswered>, Trouble> {
    match point.table().filter(|_| point.held.is_none()) {
        Some(("case", id)) => {
            Ok(visit::<ReadCase>(ask, id).await?.map(|visit| at_meeting::unanswered(&visit, back)).unwrap_or_default())
        }
        Some(_) | None => Ok(Vec::new()),
    }
}
