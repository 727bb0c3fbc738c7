//! What was forgotten and may still be found somewhere: kept until it is true that it cannot, also over a restart. Forgotten is what has
//! lost its key on the ring, and of which no copy is left in journals and free pages of the store.

use crate::engine::{
    keys::Keys,
    slice::{self, Turned, Turning},
    store::{Connection, StoreError, Value},
};
use kernel::{DossierId, Timestamp};

/// Notes that something of this dossier was forgotten, in the transaction that does so.
pub(crate) fn note(conn: &mut dyn Connection, keys: &Keys, id: DossierId, at: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO forget (dossier, slice, generation, since) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (dossier, since) DO UPDATE SET generation = excluded.generation";
    let generation = slice::hold(conn, keys, id)?;
    let n: i64 = id.bytes().last().map_or(0, |b| i64::from(*b));
    conn.put(SQL, &[id.bytes().as_slice().into(), n.into(), generation.into(), at.as_microsecond().into()])
}

/// Whether something of it may still be found.
pub(crate) fn is_pending(conn: &mut dyn Connection, id: DossierId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT since FROM forget WHERE dossier = $1 LIMIT 1";
    Ok(conn.first(SQL, &[id.bytes().as_slice().into()])?.is_some())
}

/// Whether anything is left to be erased.
fn is_any(conn: &mut dyn Connection) -> Result<bool, StoreError> {
    Ok(conn.first("SELECT since FROM forget LIMIT 1", &[])?.is_some())
}

/// The slices in which something was forgotten, each with the latest generation that may open it.
fn slices(conn: &mut dyn Connection) -> Result<Vec<(usize, i64)>, StoreError> {
    const SQL: &str = "SELECT slice, MAX(generation) FROM forget GROUP BY slice ORDER BY slice";
    let pair = |row: &crate::engine::store::Row| Ok((usize::try_from(row.int(0)?).unwrap_or(0), row.int(1)?));
    conn.query(SQL, &[])?.iter().map(pair).collect()
}

/// Makes what was forgotten gone: turns the slices it lies in, and leaves no copy in journals and free pages. Gives whether nothing is
/// left to be erased.
pub(crate) fn clean(conn: &mut dyn Connection, turning: &Turning<'_>) -> Result<bool, StoreError> {
    const DONE: &str = "DELETE FROM forget WHERE slice = $1 AND generation < $2";
    let mut gone = Vec::new();
    for (n, generation) in slices(conn)? {
        if let Turned::To(next) = turning.turn(conn, n, generation)? {
            gone.push([Value::from(i64::try_from(n).unwrap_or(i64::MAX)), next.into()]);
        }
    }
    if !gone.is_empty() && conn.scrub()? {
        for slice in &gone {
            conn.exec(DONE, slice)?;
        }
    }
    Ok(!is_any(conn)?)
}
