//! Dossiers that go with their seats: once the days of every seat are over nobody reads them any more, and the clock of the house destroys them.
//! It decides nothing: the last day stands in the dossier, and who sat there put it off or did not.

use crate::{
    doors::{
        keeping::Error,
        vault::{Inner, Vault},
    },
    engine::{
        book,
        ledger::{self, ReadError, Stand},
        store::{Connection, Row, StoreError, Value},
    },
};
use kernel::{Date, DossierId, local_day};
use std::sync::Arc;

/// As what it stands in the book.
const ACT: &str = "clock.destroy";
/// So many are looked up at once, and so many of a kind destroyed in one go.
const AT_ONCE: u16 = 100;
/// From behind this one on.
const LEFT: &str = "SELECT d.id FROM dossier d WHERE d.kind = $1 AND d.destroyed IS NULL AND d.seq > 0 AND d.id > $3 AND NOT EXISTS \
                    (SELECT 1 FROM seat s WHERE s.dossier = d.id AND (s.last IS NULL OR s.last >= $2)) ORDER BY d.id LIMIT $4";

impl Vault {
    /// How many dossiers go with their seats and have none left, as far as they are looked up at once.
    ///
    /// # Errors
    /// What the store says.
    pub async fn left_by_all(&self) -> Result<u64, StoreError> {
        let mut all = 0;
        for kind in self.go_with_their_seats() {
            all += self.without_seats(kind, None).await?.len() as u64;
        }
        Ok(all)
    }

    /// Destroys them, each with its line in the book. Gives how many. One that stays, because it does not open or its events say that somebody has
    /// a seat, keeps nothing behind it from going.
    ///
    /// # Errors
    /// What the store says; those that were destroyed by then stay so.
    pub async fn destroy_left_by_all(&self) -> Result<u64, StoreError> {
        let mut all = 0;
        for kind in self.go_with_their_seats() {
            let (mut gone, mut after) = (0, None);
            while gone < u64::from(AT_ONCE) {
                let found = self.without_seats(kind, after).await?;
                let Some(last) = found.last().copied() else { break };
                after = Some(last);
                for id in found {
                    gone += u64::from(self.destroy_left((id, kind)).await?);
                }
            }
            all += gone;
        }
        Ok(all)
    }

    /// Destroys this one, if it has indeed no seat left. Gives whether it went.
    async fn destroy_left(&self, (id, kind): (DossierId, &'static str)) -> Result<bool, StoreError> {
        let (inner, today) = (Arc::clone(&self.0), local_day(self.now()));
        let stands = move |conn: &mut dyn Connection| Ok(left(conn, &inner, id, kind, today)?);
        let Some(stand) = self.read_again(stands).await.map_err(stored)? else { return Ok(false) };
        let line = book::Line { dossier: Some(id), ..self.system_line(ACT, String::new()) };
        match self.clone().destroy((id, kind), stand, line).await {
            Ok(()) => Ok(true),
            // Something happened in it meanwhile: it is looked at again.
            Err(Error::Stale) => Ok(false),
            Err(why) => Err(stored(why)),
        }
    }

    fn go_with_their_seats(&self) -> Vec<&'static str> {
        self.0.kinds.iter().filter(|kind| kind.goes_with_its_seats).map(|kind| kind.name).collect()
    }

    /// The next of this kind that have no seat left by their rows, from behind this one on.
    async fn without_seats(&self, kind: &'static str, after: Option<DossierId>) -> Result<Vec<DossierId>, StoreError> {
        let today = local_day(self.now()).to_string();
        let after = after.map_or_else(Vec::new, |id| id.bytes().to_vec());
        let look = move |conn: &mut dyn Connection| {
            let values: [Value; 4] = [kind.into(), today.into(), after.into(), i64::from(AT_ONCE).into()];
            let id = |row: &Row| DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"));
            conn.query(LEFT, &values)?.iter().map(id).collect()
        };
        self.0.store.read(look).await
    }
}

/// How it stands, where it has indeed no seat left: which seats there are is not taken on trust but folded anew.
fn left(
    conn: &mut dyn Connection,
    inner: &Inner,
    id: DossierId,
    kind: &str,
    today: Date,
) -> Result<Option<Stand>, StoreError> {
    let opened = match ledger::read(conn, &inner.keys, id) {
        Ok(Some(opened)) => opened,
        Err(ReadError::Store(why)) => return Err(why),
        // Gone already; or it does not open, and `verify` tells of it.
        Ok(None) | Err(ReadError::Sealed) => return Ok(None),
    };
    let card = inner.kinds.iter().find(|one| one.name == kind).and_then(|one| (one.restate)(&opened).ok());
    let left = card.is_some_and(|card| card.seats.iter().all(|seat| seat.days.is_some_and(|(_, last)| last < today)));
    Ok(left.then_some(opened.stand))
}

fn stored(why: Error) -> StoreError {
    match why {
        Error::Store(why) => why,
        other @ (Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long) => {
            StoreError::Engine(other.to_string())
        }
    }
}
