//! Boxes whose last moment has passed by themselves: shut by the clock of the house, whether somebody goes on or not.

use crate::{
    doors::{
        keeping::Error,
        vault::{Inner, Vault},
    },
    engine::{
        drawers, forget,
        keys::Keys,
        kind::Kind,
        ledger::{self, Opened, ReadError},
        store::{Connection, Row, StoreError, Verdict},
    },
};
use kernel::{DossierId, Timestamp};
use std::{collections::BTreeSet, sync::Arc, time::Duration};

/// What was on its way when the time was up still gets in.
const GRACE: Duration = Duration::from_secs(10);

/// The boxes of one dossier that are over, with where it stood when that was seen.
struct Over {
    id: DossierId,
    seq: i64,
    boxes: Vec<String>,
}

impl Vault {
    /// How many boxes take nothing any more, for their time is up, and are not shut.
    ///
    /// # Errors
    /// What the store says.
    pub async fn boxes_over(&self) -> Result<u64, StoreError> {
        Ok(self.over().await?.iter().map(|over| over.boxes.len() as u64).sum())
    }

    /// Shuts them: what is in them is sealed anew, and nothing tells any more in which order or when it came. Gives how many.
    ///
    /// # Errors
    /// What the store says; those that were shut by then stay so.
    pub async fn shut_boxes_over(&self) -> Result<u64, StoreError> {
        let mut shut = 0;
        for over in self.over().await? {
            let (inner, now, boxes) = (Arc::clone(&self.0), self.now(), over.boxes.len() as u64);
            let work = move |conn: &mut dyn Connection, _: &mut _| shut_all(conn, &inner, &over, now);
            if self.0.store.write_or_undo(work).await? {
                shut += boxes;
            }
        }
        if shut > 0 {
            self.clean().await;
        }
        Ok(shut)
    }

    async fn over(&self) -> Result<Vec<Over>, StoreError> {
        let (inner, now) = (Arc::clone(&self.0), self.now() - GRACE);
        let look = move |conn: &mut dyn Connection| {
            let mut all = Vec::new();
            for id in with_open_boxes(conn)? {
                let kind_of = |opened: &Opened| inner.kinds.iter().find(|kind| kind.name == opened.kind);
                match over_of(conn, &inner.keys, id, kind_of, now) {
                    Ok(over) => all.extend(over),
                    Err(ReadError::Store(e)) => return Err(Error::Store(e)),
                    // `verify` tells of it.
                    Err(ReadError::Sealed) => {}
                }
            }
            Ok(all)
        };
        self.read_again(look).await.map_err(|why| match why {
            Error::Store(e) => e,
            Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long => {
                StoreError::Shape("a box")
            }
        })
    }
}

/// The dossiers that have a box which takes slips.
fn with_open_boxes(conn: &mut dyn Connection) -> Result<Vec<DossierId>, StoreError> {
    const SQL: &str = "SELECT DISTINCT dossier FROM box WHERE shut IS NULL AND key IS NOT NULL";
    let id = |row: &Row| DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"));
    conn.query(SQL, &[])?.iter().map(id).collect()
}

fn over_of<'a>(
    conn: &mut dyn Connection,
    keys: &Keys,
    id: DossierId,
    kind_of: impl Fn(&Opened) -> Option<&'a Kind>,
    now: Timestamp,
) -> Result<Option<Over>, ReadError> {
    const OPEN: &str = "SELECT name FROM box WHERE dossier = $1 AND shut IS NULL AND key IS NOT NULL";
    let Some(opened) = ledger::read(conn, keys, id)? else { return Ok(None) };
    let Some(kind) = kind_of(&opened) else { return Ok(None) };
    let over: BTreeSet<String> = (kind.over)(&opened, now)?.into_iter().collect();
    if over.is_empty() {
        return Ok(None);
    }
    let rows = conn.query(OPEN, &[id.bytes().as_slice().into()])?;
    let names = rows.iter().map(|row| row.text(0).map(str::to_owned)).collect::<Result<Vec<_>, _>>()?;
    let boxes: Vec<String> = names.into_iter().filter(|name| over.contains(name)).collect();
    let seq = i64::try_from(opened.stand.seq).unwrap_or(i64::MAX);
    Ok((!boxes.is_empty()).then_some(Over { id, seq, boxes }))
}

/// All of one dossier, if nothing happened in it since: it may have been given more time.
fn shut_all(
    conn: &mut dyn Connection,
    inner: &Inner,
    over: &Over,
    now: Timestamp,
) -> Result<Verdict<bool>, StoreError> {
    const HOLD: &str = "UPDATE dossier SET seq = seq WHERE id = $1 AND seq = $2 AND destroyed IS NULL";
    // Before the dossier, as whoever turns a slice does.
    forget::note(conn, &inner.keys, over.id, now)?;
    if conn.exec(HOLD, &[over.id.bytes().as_slice().into(), over.seq.into()])? == 0 {
        return Ok(Verdict::Undo(false));
    }
    for of in &over.boxes {
        drawers::shut(conn, (&*inner.keys, &*inner.random), (over.id, of), now.as_microsecond())?;
    }
    Ok(Verdict::Keep(true))
}
