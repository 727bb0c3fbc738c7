//! Bringing a store to the version of this program, one process at a time, by steps that are the same as the day they were taken.

use super::{Connection, StoreError, schema::STEPS};
use crate::engine::cipher;
use sha2::{Digest as _, Sha256};

/// The version this program writes: how many steps lead to it. A store of a newer version is refused at start.
#[expect(clippy::cast_possible_wrap, reason = "a handful of steps")]
pub(crate) const VERSION: i64 = STEPS.len() as i64;

const OTHER: StoreError = StoreError::Told(
    "the tables of this store were made by other steps than this program knows: use the program that made them, or one after it",
);

/// The version of the store, or 0 for an empty one.
pub(crate) fn version(conn: &mut dyn Connection) -> Result<i64, StoreError> {
    if !conn.has_table("meta")? {
        return Ok(0);
    }
    let row = conn.first("SELECT value FROM meta WHERE name = 'version'", &[])?;
    row.map_or(Ok(0), |r| r.text(0)?.parse().map_err(|_| StoreError::Shape("a version")))
}

/// Under which name the digest of a step is kept, and that digest.
fn mark(n: usize, step: &str) -> (String, String) {
    (format!("step-{}", n + 1), cipher::hex(&Sha256::digest(step.as_bytes())))
}

/// How many of the steps up to this version are not written down; an error when one that is was another.
fn unmarked(conn: &mut dyn Connection, version: i64) -> Result<usize, StoreError> {
    let mut missing = 0;
    for (n, step) in STEPS.iter().enumerate().take(usize::try_from(version).unwrap_or(0)) {
        let (name, digest) = mark(n, step);
        match conn.first("SELECT value FROM meta WHERE name = $1", &[name.into()])? {
            Some(row) if row.text(0)? == digest => {}
            Some(_) => return Err(OTHER),
            None => missing += 1,
        }
    }
    Ok(missing)
}

/// Brings the store up to version `to`, all or nothing; of several that try at once each waits for the one before. `check` hears the
/// version that was found and may refuse before anything is changed; `after` hears each step of an older store when its tables are there.
/// Gives the version that was found.
pub(crate) fn migrate<E: From<StoreError>>(
    conn: &mut dyn Connection,
    to: i64,
    mut check: impl FnMut(&mut dyn Connection, i64) -> Result<(), E>,
    mut after: impl FnMut(&mut dyn Connection, i64) -> Result<(), E>,
) -> Result<i64, E> {
    // Nearly always there is nothing to do, and then nobody who writes is waited for.
    let found = version(conn)?;
    if found > 0 {
        check(conn, found)?;
        if found >= to && unmarked(conn, to)? == 0 {
            return Ok(found);
        }
    }
    conn.begin()?;
    let done = climb(conn, to, &mut check, &mut after).and_then(|found| {
        conn.say("COMMIT")?;
        Ok(found)
    });
    if done.is_err() {
        // After some failures the engine has rolled back by itself; a second time does no harm.
        drop(conn.say("ROLLBACK"));
    }
    done
}

fn climb<E: From<StoreError>>(
    conn: &mut dyn Connection,
    to: i64,
    check: &mut impl FnMut(&mut dyn Connection, i64) -> Result<(), E>,
    after: &mut impl FnMut(&mut dyn Connection, i64) -> Result<(), E>,
) -> Result<i64, E> {
    const SET: &str =
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    conn.lock_migrations()?;
    // Only now: somebody else may have been there while this one waited.
    conn.batch("CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)")?;
    let found = version(conn)?;
    check(conn, found)?;
    unmarked(conn, found)?;
    let count = usize::try_from(to).unwrap_or(usize::MAX);
    for (n, step) in (1..).zip(STEPS.iter().take(count)) {
        if n > found {
            conn.batch(step)?;
            if found > 0 {
                after(conn, n)?;
            }
        }
    }
    for (n, step) in STEPS.iter().enumerate().take(count) {
        let (name, digest) = mark(n, step);
        conn.exec(SET, &[name.into(), digest.into()])?;
    }
    conn.exec(SET, &["version".into(), to.max(found).to_string().into()])?;
    Ok(found)
}
