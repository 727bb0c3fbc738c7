//! What only one may do at a time among all nodes and programs at one store: whoever does it holds a lease, and loses it after a while.
//! So nobody waits for ever for a node that died.

use crate::engine::store::{Connection, StoreError, Value};
use kernel::Timestamp;

/// No lease is given for longer than this, in seconds. One that ends later was written by a clock that ran ahead, and counts as over.
pub(crate) const LONGEST: i64 = 2 * 3600;

fn micros(seconds: i64) -> i64 {
    seconds.clamp(0, LONGEST).saturating_mul(1_000_000)
}

/// Takes a lease for so many seconds, or makes one's own last longer. Gives whether it is held now; not while another has it.
pub(crate) fn take(
    conn: &mut dyn Connection,
    name: &str,
    holder: &str,
    now: Timestamp,
    seconds: i64,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO lease (name, node, until) VALUES ($1, $2, $3) ON CONFLICT (name) \
                       DO UPDATE SET node = excluded.node, until = excluded.until \
                       WHERE lease.node = excluded.node OR lease.until <= $4 OR lease.until > $5";
    let now = now.as_microsecond();
    let values: [Value; 5] =
        [name.into(), holder.into(), (now + micros(seconds)).into(), now.into(), (now + micros(LONGEST)).into()];
    Ok(conn.exec(SQL, &values)? == 1)
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
    let values: [Value; 4] = [(now + micros(seconds)).into(), name.into(), holder.into(), now.into()];
    Ok(conn.exec(SQL, &values)? == 1)
}

/// Lets one's own lease go.
pub(crate) fn let_go(conn: &mut dyn Connection, name: &str, holder: &str) -> Result<(), StoreError> {
    conn.exec("DELETE FROM lease WHERE name = $1 AND node = $2", &[name.into(), holder.into()]).map(drop)
}
