//! Bringing a store to the version of this program, one process at a time, by steps that are the same as the day they were taken.

use super::{Link, StoreError, schema::STEPS};
use crate::engine::cipher;
use sha2::{Digest as _, Sha256};

/// The version this program writes: how many steps lead to it. A store of a newer version is refused at start.
#[expect(clippy::cast_possible_wrap, reason = "a handful of steps")]
pub(crate) const VERSION: i64 = STEPS.len() as i64;

const OTHER: StoreError = StoreError::Told(
    "the tables of this store were made by other steps than this program knows: use the program that made them, or one after it",
);

/// The version of the store, or 0 for an empty one.
pub(crate) fn version(link: &mut dyn Link) -> Result<i64, StoreError> {
    if !link.has_table("meta")? {
        return Ok(0);
    }
    let row = link.first("SELECT value FROM meta WHERE name = 'version'", &[])?;
    row.map_or(Ok(0), |r| r.text(0)?.parse().map_err(|_| StoreError::Shape("a version")))
}

/// Under which name the digest of a step is kept, and that digest.
fn mark(n: usize, step: &str) -> (String, String) {
    (format!("step-{}", n + 1), cipher::hex(&Sha256::digest(step.as_bytes())))
}

/// How many of the steps up to this version are not written down; an error when one that is was another.
fn unmarked(link: &mut dyn Link, version: i64) -> Result<usize, StoreError> {
    let mut missing = 0;
    for (n, step) in STEPS.iter().enumerate().take(usize::try_from(version).unwrap_or(0)) {
        let (name, digest) = mark(n, step);
        match link.first("SELECT value FROM meta WHERE name = $1", &[name.into()])? {
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
    link: &mut dyn Link,
    to: i64,
    mut check: impl FnMut(&mut dyn Link, i64) -> Result<(), E>,
    mut after: impl FnMut(&mut dyn Link, i64) -> Result<(), E>,
) -> Result<i64, E> {
    // Nearly always there is nothing to do, and then nobody who writes is waited for.
    let found = version(link)?;
    if found > 0 {
        check(link, found)?;
        if found >= to && unmarked(link, to)? == 0 {
            return Ok(found);
        }
    }
    link.begin()?;
    let done = climb(link, to, &mut check, &mut after).and_then(|found| {
        link.say("COMMIT")?;
        Ok(found)
    });
    if done.is_err() {
        // After some failures the engine has rolled back by itself; a second time does no harm.
        drop(link.say("ROLLBACK"));
    }
    done
}

fn climb<E: From<StoreError>>(
    link: &mut dyn Link,
    to: i64,
    check: &mut impl FnMut(&mut dyn Link, i64) -> Result<(), E>,
    after: &mut impl FnMut(&mut dyn Link, i64) -> Result<(), E>,
) -> Result<i64, E> {
    const SET: &str =
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    link.lock_migrations()?;
    // Only now: somebody else may have been there while this one waited.
    link.batch("CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)")?;
    let found = version(link)?;
    check(link, found)?;
    unmarked(link, found)?;
    let count = usize::try_from(to).unwrap_or(usize::MAX);
    for (n, step) in (1..).zip(STEPS.iter().take(count)) {
        if n > found {
            link.batch(step)?;
            if found > 0 {
                after(link, n)?;
            }
        }
    }
    for (n, step) in STEPS.iter().enumerate().take(count) {
        let (name, digest) = mark(n, step);
        link.exec(SET, &[name.into(), digest.into()])?;
    }
    link.exec(SET, &["version".into(), to.max(found).to_string().into()])?;
    Ok(found)
}
