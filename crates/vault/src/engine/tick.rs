//! Counts of the process per house and quarter. They are written in the transaction of what they count, hold no key back to it, and
//! outlive it: destroying a dossier leaves them as they are (EVA-11). What leaves this room has its small numbers taken out.

use crate::engine::{
    keys::{self, Keys},
    store::{Connection, StoreError, Value},
};
use kernel::{
    HouseId, Timestamp,
    counters::{Measure, Quarter},
    local_day,
};
use std::collections::{BTreeMap, BTreeSet};

/// One thing to count, in the shape it is stored in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tick {
    house: String,
    quarter: String,
    name: &'static str,
    /// The days it took, or `NO_DAYS`.
    days: i64,
}

/// What stands for days where none are known: a key of the table cannot be empty.
const NO_DAYS: i64 = -1;

impl Tick {
    pub(crate) fn of(house: &HouseId, at: Timestamp, measure: Measure) -> Self {
        Self {
            house: house.to_string(),
            quarter: Quarter::of(local_day(at)).to_string(),
            name: measure.what.word(),
            days: measure.days.map_or(NO_DAYS, i64::from),
        }
    }
}

/// Counts, in the transaction of what happened.
pub(crate) fn write(conn: &mut dyn Connection, keys: &Keys, ticks: &[Tick]) -> Result<(), StoreError> {
    const LOCK: &str =
        "INSERT INTO meta (name, value) VALUES ($1, '') ON CONFLICT (name) DO UPDATE SET value = meta.value";
    const ADD: &str = "INSERT INTO measure (house, quarter, name, days, n) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (house, quarter, name, days) DO UPDATE SET n = measure.n + excluded.n";
    let mut sums: BTreeMap<&Tick, i64> = BTreeMap::new();
    for tick in ticks {
        *sums.entry(tick).or_default() += 1;
    }
    let places: BTreeSet<(&str, &str)> = sums.keys().map(|tick| (tick.house.as_str(), tick.quarter.as_str())).collect();
    let mut sound = Vec::new();
    for (house, quarter) in places {
        // Whoever counts in the same house and quarter waits here, so that the digest below sees every count.
        conn.exec(LOCK, &[guard_name(house, quarter).into()])?;
        // What somebody else changed is counted on, for the work goes on, and never signed again, so that it stays noticed.
        if is_sound(conn, keys, house, quarter)? {
            sound.push((house, quarter));
        }
    }
    for (tick, n) in sums {
        let values: [Value; 5] =
            [tick.house.as_str().into(), tick.quarter.as_str().into(), tick.name.into(), tick.days.into(), n.into()];
        conn.exec(ADD, &values)?;
    }
    sound.into_iter().try_for_each(|(house, quarter)| guard(conn, keys, house, quarter))
}

fn guard_name(house: &str, quarter: &str) -> String {
    format!("guard-measure/{quarter}/{house}")
}

/// The keyed digest of what a house counted in a quarter.
fn digest(conn: &mut dyn Connection, keys: &Keys, house: &str, quarter: &str) -> Result<String, StoreError> {
    const SQL: &str = "SELECT name, days, n FROM measure WHERE house = $1 AND quarter = $2";
    let mut rows = Vec::new();
    for row in conn.query(SQL, &[house.into(), quarter.into()])? {
        rows.push(format!("{} {} {}", row.text(0)?, row.int(1)?, row.int(2)?));
    }
    // Engines sort text in ways of their own.
    rows.sort();
    let parts: Vec<&[u8]> =
        [house, quarter].into_iter().chain(rows.iter().map(String::as_str)).map(str::as_bytes).collect();
    Ok(keys::hex(&keys.guard.digest(&parts)))
}

/// Whether the counts of a house in a quarter are as this program left them; where nothing was signed yet there must be none.
fn is_sound(conn: &mut dyn Connection, keys: &Keys, house: &str, quarter: &str) -> Result<bool, StoreError> {
    const ANY: &str = "SELECT COUNT(*) FROM measure WHERE house = $1 AND quarter = $2";
    let row = conn.first("SELECT value FROM meta WHERE name = $1", &[guard_name(house, quarter).into()])?;
    match row.map(|row| row.text(0).map(str::to_owned)).transpose()?.filter(|stored| !stored.is_empty()) {
        Some(stored) => Ok(stored == digest(conn, keys, house, quarter)?),
        None => Ok(conn.first(ANY, &[house.into(), quarter.into()])?.map_or(Ok(0), |row| row.int(0))? == 0),
    }
}

fn guard(conn: &mut dyn Connection, keys: &Keys, house: &str, quarter: &str) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    let digest = digest(conn, keys, house, quarter)?;
    conn.exec(SQL, &[guard_name(house, quarter).into(), digest.into()]).map(drop)
}

fn places(conn: &mut dyn Connection) -> Result<Vec<(String, String)>, StoreError> {
    let rows = conn.query("SELECT DISTINCT house, quarter FROM measure", &[])?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))).collect()
}

/// Writes every digest anew, after a move or a restore.
pub(crate) fn guard_all(conn: &mut dyn Connection, keys: &Keys) -> Result<(), StoreError> {
    places(conn)?.into_iter().try_for_each(|(house, quarter)| guard(conn, keys, &house, &quarter))
}

/// What was changed by something else than this program.
pub(crate) fn verify(conn: &mut dyn Connection, keys: &Keys) -> Result<Vec<String>, StoreError> {
    let mut stored: BTreeMap<String, String> = BTreeMap::new();
    for row in conn.query("SELECT name, value FROM meta WHERE name LIKE 'guard-measure/%'", &[])? {
        stored.insert(row.text(0)?.to_owned(), row.text(1)?.to_owned());
    }
    let mut wrong = Vec::new();
    for (house, quarter) in places(conn)? {
        let digest = digest(conn, keys, &house, &quarter)?;
        if stored.remove(&guard_name(&house, &quarter)) != Some(digest) {
            wrong.push(format!("measure: the counts of {house} in {quarter} were changed by something else"));
        }
    }
    wrong.extend(stored.into_keys().map(|name| format!("measure: the counts under {name} are gone")));
    Ok(wrong)
}
