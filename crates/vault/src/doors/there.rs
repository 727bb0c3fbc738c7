//! What a list tells of a table beside its card: who sits there, and whom it waits for.

use crate::engine::{
    dossier::{Row, Tier},
    people::{Actor, Role},
    rules::is_third,
    store::{Connection, Row as Stored, StoreError, Value},
    there::{AskedThere, There},
};
use kernel::{Date, DossierId};
use std::collections::BTreeMap;

/// So many dossiers are asked after at once.
const AT_ONCE: usize = 50;

/// Of a task `t` whether it is asked on this day and is to be done: one condition for whatever looks over tables. What is only to be read
/// keeps no table waiting.
macro_rules! to_do {
    ($today:literal) => {
        concat!("t.since <= ", $today, " AND t.act NOT LIKE '%.read-%'")
    };
}
pub(super) use to_do;

/// What is asked at tables now.
const ASKED_AT: &str = concat!(
    "SELECT t.dossier, t.act, t.agency, t.due, t.urgent, t.meets, t.role, t.person FROM task t WHERE ",
    to_do!("$1"),
    " AND t.dossier IN (\
     $2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,\
     $24,$25,$26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38,$39,$40,$41,$42,$43,$44,$45,$46,$47,$48,$49,$50,$51) ORDER BY t.dossier, t.n"
);

/// Who sits at a table, read from a card's stored seats.
pub(super) fn sitting(stored: &str) -> impl Iterator<Item = (&str, Tier)> {
    stored.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let ("s", agency, tier) = (words.next()?, words.next()?, words.next()?) else { return None };
        Some((agency, Tier::ALL.into_iter().find(|t| t.word() == tier)?))
    })
}

/// What is asked, by dossier, from rows of [`ASKED_AT`].
pub(super) fn by_dossier(rows: &[Stored]) -> Result<BTreeMap<DossierId, There>, StoreError> {
    let mut found: BTreeMap<DossierId, There> = BTreeMap::new();
    for row in rows {
        let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
        let there = found.entry(id).or_default();
        there.urgent |= row.int(4)? != 0;
        there.asked.push(AskedThere {
            act: row.text(1)?.to_owned(),
            of: row.text(2)?.parse().map_err(|_| StoreError::Shape("an organisation"))?,
            due: row.text_or_null(3)?.map(str::parse).transpose().map_err(|_| StoreError::Shape("a day"))?,
            meets: row.int(5)? != 0,
            urgent: row.int(4)? != 0,
            role: row.text_or_null(6)?.and_then(Role::from_word),
            person: row.text_or_null(7)?.map(str::parse).transpose().map_err(|_| StoreError::Shape("a person"))?,
        });
    }
    Ok(found)
}

/// Fills in what stands at the tables of these rows, for who reads them: each with the seats of its card, or nothing where the asker only
/// knows that it is there. An incidental third party is told what is asked of itself, and the day of that (PAR-05).
pub(super) fn fill(
    conn: &mut dyn Connection,
    actor: &Actor,
    today: Date,
    rows: Vec<(Row, Option<String>)>,
) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<DossierId> = rows.iter().filter(|(_, seats)| seats.is_some()).map(|(row, _)| row.id).collect();
    let mut asked: BTreeMap<DossierId, There> = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        let last = some.last().into_iter().cycle();
        let places = some.iter().chain(last).take(AT_ONCE).map(|id| Value::from(id.bytes().as_slice()));
        let values: Vec<Value> = std::iter::once(today.to_string().into()).chain(places).collect();
        asked.append(&mut by_dossier(&conn.query(ASKED_AT, &values)?)?);
    }
    let told = |(mut row, seats): (Row, Option<String>)| {
        let Some(seats) = seats else { return row };
        row.there = asked.remove(&row.id).unwrap_or_default();
        if is_third(&row.seats) {
            row.there.asked.retain(|one| one.of == actor.agency.id);
            row.there.urgent = row.there.asked.iter().any(|one| one.urgent);
            row.due = row.there.asked.iter().filter_map(|one| one.due).min();
        } else {
            for agency in sitting(&seats).filter_map(|(agency, _)| agency.parse().ok()) {
                if !row.there.sits.contains(&agency) {
                    row.there.sits.push(agency);
                }
            }
        }
        row
    };
    Ok(rows.into_iter().map(told).collect())
}
