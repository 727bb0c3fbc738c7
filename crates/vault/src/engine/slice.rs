//! Slices of the key ring as the store knows them: which generation of a slice wraps what, and turning a slice, so that what was forgotten
//! under an older generation opens nowhere any more.

use crate::engine::{
    keys::{Key, Keys, Random},
    ring::{FIRST, KeyError, SLICES, Whose, slice_of},
    store::{Connection, StoreError, Value},
};
use kernel::{DossierId, Timestamp};
use std::time::Duration;

/// A key under its slice, as it lies in the store.
#[derive(Debug, Clone)]
pub(crate) struct Wrapped {
    pub(crate) bytes: Vec<u8>,
    pub(crate) generation: i64,
}

fn column(n: usize) -> Value {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

/// The generation of a slice, and when it was turned last; nobody turns it until the transaction ends. A ring that is not the one of this
/// store is refused before anything is wrapped or dropped by it.
fn held(conn: &mut dyn Connection, keys: &Keys, n: usize) -> Result<(i64, i64), StoreError> {
    const HOLD: &str = "INSERT INTO slice (n, generation, turned, mark) VALUES ($1, $2, 0, $3) ON CONFLICT (n) \
                        DO UPDATE SET generation = slice.generation RETURNING generation, turned, mark";
    let first = keys.ring.mark(n, FIRST).unwrap_or_default();
    let row = conn.first(HOLD, &[column(n), FIRST.into(), first.into()])?.ok_or(StoreError::Shape("a slice"))?;
    let generation = row.int(0)?;
    if keys.ring.mark(n, generation).as_deref() != Some(row.bytes(2)?) {
        return Err(BEHIND);
    }
    Ok((generation, row.int(1)?))
}

/// Holds the slice of a dossier until the transaction ends. Gives its generation: nothing of the dossier is wrapped under a later one.
pub(crate) fn hold(conn: &mut dyn Connection, keys: &Keys, id: DossierId) -> Result<i64, StoreError> {
    Ok(held(conn, keys, slice_of(id))?.0)
}

/// Puts every slice at this generation of the ring.
pub(crate) fn set_all(conn: &mut dyn Connection, keys: &Keys, generation: i64) -> Result<(), StoreError> {
    const SET: &str = "INSERT INTO slice (n, generation, turned, mark) VALUES ($1, $2, 0, $3)";
    conn.exec("DELETE FROM slice", &[])?;
    for n in 0..SLICES {
        let mark = keys.ring.mark(n, generation).ok_or(BEHIND)?;
        conn.exec(SET, &[column(n), generation.into(), mark.into()])?;
    }
    Ok(())
}

/// Wraps a key under the present generation of its slice, in the transaction that writes it.
pub(crate) fn wrap(
    conn: &mut dyn Connection,
    keys: &Keys,
    random: &dyn Random,
    whose: Whose<'_>,
    key: &Key,
) -> Result<Wrapped, StoreError> {
    let generation = hold(conn, keys, whose.0)?;
    let bytes = keys.ring.wrap(random, whose, generation, key).map_err(|_| BEHIND)?;
    Ok(Wrapped { bytes, generation })
}

const BEHIND: StoreError = StoreError::Told(
    "the key ring of this node is not the one of this store: it lacks a key that the store asks for, or has another. All nodes share one file",
);

/// How many slices there are of which the ring does not have the generation that the store asks for: one of the two is of another day.
pub(crate) fn lacking(conn: &mut dyn Connection, keys: &Keys) -> Result<usize, StoreError> {
    let mut count = 0;
    for row in conn.query("SELECT n, generation, mark FROM slice", &[])? {
        let n = usize::try_from(row.int(0)?).unwrap_or(usize::MAX);
        count += usize::from(keys.ring.mark(n, row.int(1)?).as_deref() != Some(row.bytes(2)?));
    }
    Ok(count)
}

/// What came of turning a slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turned {
    /// Nothing lives under an older generation than this one.
    To(i64),
    /// It was turned a moment ago: later.
    Later,
}

/// What turning needs beside the store.
pub(crate) struct Turning<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) random: &'a dyn Random,
    pub(crate) now: Timestamp,
    /// How long a slice rests after it was turned.
    pub(crate) rest: Duration,
}

impl Turning<'_> {
    /// Turns a slice past the generation `gone`, in a transaction of its own. Whoever stops it halfway leaves nothing that does not open.
    pub(crate) fn turn(&self, conn: &mut dyn Connection, n: usize, gone: i64) -> Result<Turned, StoreError> {
        let ring = &self.keys.ring;
        // Before anything is wrapped under it, and dropped after everything is.
        ring.add(self.random, n, gone + 1).map_err(|e| StoreError::Engine(e.to_string()))?;
        conn.begin()?;
        let turned = self.wrap_anew(conn, n, gone).and_then(|turned| {
            conn.say("COMMIT")?;
            Ok(turned)
        });
        if turned.is_err() {
            drop(conn.say("ROLLBACK"));
        }
        if let Turned::To(next) = turned? {
            ring.drop_before(n, next).map_err(|e| StoreError::Engine(e.to_string()))?;
            return Ok(Turned::To(next));
        }
        Ok(Turned::Later)
    }

    fn wrap_anew(&self, conn: &mut dyn Connection, n: usize, gone: i64) -> Result<Turned, StoreError> {
        const MOVE: &str = "UPDATE slice SET generation = $1, turned = $2, mark = $3 WHERE n = $4";
        let (generation, turned) = held(conn, self.keys, n)?;
        if generation > gone {
            return Ok(Turned::To(generation));
        }
        let now = self.now.as_microsecond();
        let rest = i64::try_from(self.rest.as_micros()).unwrap_or(i64::MAX);
        // A clock that went back does not make anybody wait.
        if (0..rest).contains(&now.saturating_sub(turned)) {
            return Ok(Turned::Later);
        }
        let next = gone + 1;
        let mark = self.keys.ring.mark(n, next).ok_or(BEHIND)?;
        conn.exec(MOVE, &[next.into(), now.into(), mark.into(), column(n)])?;
        self.dossiers(conn, n, next)?;
        self.boxes(conn, n, next)?;
        Ok(Turned::To(next))
    }

    fn anew(
        &self,
        whose: Whose<'_>,
        (wrapped, before): (&[u8], i64),
        next: i64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        match self.keys.ring.unwrap(whose, before, wrapped) {
            Ok(key) => self.keys.ring.wrap(self.random, whose, next, &key).map(Some).map_err(|_| BEHIND),
            // Changed by something else than this program: `verify` tells of it, and it opens no less than before.
            Err(KeyError::Changed) => Ok(None),
            // Of a house that was taken over with it shut: no ring ever had its key.
            Err(KeyError::Turned) if before < FIRST => Ok(None),
            // Not skipped: the file may not have been read, and what is skipped is lost when the old generation goes.
            Err(KeyError::Turned) => Err(BEHIND),
        }
    }

    fn dossiers(&self, conn: &mut dyn Connection, n: usize, next: i64) -> Result<(), StoreError> {
        const LIVING: &str = "SELECT id, key, epoch FROM dossier WHERE substr(id, 16, 1) = $1 AND key IS NOT NULL";
        const SET: &str = "UPDATE dossier SET key = $1, epoch = $2 WHERE id = $3 AND key IS NOT NULL";
        for row in conn.query(LIVING, &[last_byte(n)])? {
            let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
            if let Some(wrapped) = self.anew((id, ""), (row.bytes(1)?, row.int(2)?), next)? {
                conn.put(SET, &[wrapped.into(), next.into(), row.bytes(0)?.into()])?;
            }
        }
        Ok(())
    }

    fn boxes(&self, conn: &mut dyn Connection, n: usize, next: i64) -> Result<(), StoreError> {
        const LIVING: &str =
            "SELECT dossier, name, key, epoch FROM box WHERE substr(dossier, 16, 1) = $1 AND key IS NOT NULL";
        const SET: &str = "UPDATE box SET key = $1, epoch = $2 WHERE dossier = $3 AND name = $4 AND key IS NOT NULL";
        for row in conn.query(LIVING, &[last_byte(n)])? {
            let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
            if let Some(wrapped) = self.anew((id, row.text(1)?), (row.bytes(2)?, row.int(3)?), next)? {
                conn.put(SET, &[wrapped.into(), next.into(), row.bytes(0)?.into(), row.text(1)?.into()])?;
            }
        }
        Ok(())
    }
}

/// The last byte of the ids in a slice.
fn last_byte(n: usize) -> Value {
    vec![u8::try_from(n).unwrap_or(u8::MAX)].into()
}
