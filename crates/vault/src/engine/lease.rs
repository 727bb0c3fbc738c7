//! What only one may do at a time among all nodes and programs at one store: whoever does it holds a lease, and loses it after a while.
//! So nobody waits for ever for a node that died.
//!
//! The end of a lease is by the clock of who took it, and clocks differ. One that has ended by one's own clock is over. One that ends later
//! than it could have been given for was written by a clock that runs ahead: it is over when it was seen unchanged for as long as it is given
//! for, which needs no clock but one's own. Either may oust somebody who is alive and at work; so who works on the log holds the lease within
//! each transaction, and an act of the clock does no harm when two do it.

use crate::engine::store::{Connection, StoreError, Value};
use kernel::Timestamp;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// The leases of others that end later than they can, as this process saw them last: of whom, until when, and since when it sees that.
#[derive(Debug, Default)]
pub(crate) struct Seen(Mutex<BTreeMap<String, (String, i64, i64)>>);

impl Seen {
    /// Whether it has been seen like this for so long. A clock that was put back begins anew.
    fn is_over(&self, name: &str, (holder, until): (&str, i64), now: i64, length: i64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.get(name) {
            Some((by, end, since)) if by == holder && *end == until && *since <= now => now - since >= length,
            _ => {
                seen.insert(name.to_owned(), (holder.to_owned(), until, now));
                false
            }
        }
    }
}

/// Takes a lease for so many seconds, or makes one's own last longer. Gives whether it is held now; not while another has it. Everybody asks
/// for a lease of this name for the same time.
pub(crate) fn take(
    conn: &mut dyn Connection,
    seen: &Seen,
    name: &str,
    holder: &str,
    now: Timestamp,
    seconds: i64,
) -> Result<bool, StoreError> {
    const TAKE: &str = "INSERT INTO lease (name, node, until) VALUES ($1, $2, $3) ON CONFLICT (name) \
                        DO UPDATE SET node = excluded.node, until = excluded.until \
                        WHERE lease.node = excluded.node OR lease.until <= $4";
    const LOOK: &str = "SELECT node, until FROM lease WHERE name = $1";
    const OUST: &str = "UPDATE lease SET node = $1, until = $2 WHERE name = $3 AND node = $4 AND until = $5";
    let (now, length) = (now.as_microsecond(), seconds.saturating_mul(1_000_000));
    let until = now + length;
    if conn.exec(TAKE, &[name.into(), holder.into(), until.into(), now.into()])? == 1 {
        return Ok(true);
    }
    let Some(row) = conn.first(LOOK, &[name.into()])? else { return Ok(false) };
    let (by, end) = (row.text(0)?, row.int(1)?);
    if end <= until || !seen.is_over(name, (by, end), now, length) {
        return Ok(false);
    }
    let values: [Value; 5] = [holder.into(), until.into(), name.into(), by.into(), end.into()];
    Ok(conn.exec(OUST, &values)? == 1)
}

/// Within a transaction: makes sure until its end that the lease is still one's own, and that nobody takes it meanwhile.
pub(crate) fn hold(
    conn: &mut dyn Connection,
    name: &str,
    holder: &str,
    now: Timestamp,
    seconds: i64,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE lease SET until = $1 WHERE name = $2 AND node = $3 AND until > $4";
    let now = now.as_microsecond();
    let values: [Value; 4] = [(now + seconds.saturating_mul(1_000_000)).into(), name.into(), holder.into(), now.into()];
    Ok(conn.exec(SQL, &values)? == 1)
}

/// Lets one's own lease go.
pub(crate) fn let_go(conn: &mut dyn Connection, name: &str, holder: &str) -> Result<(), StoreError> {
    conn.exec("DELETE FROM lease WHERE name = $1 AND node = $2", &[name.into(), holder.into()]).map(drop)
}
