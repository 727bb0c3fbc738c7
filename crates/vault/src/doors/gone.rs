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
        store::{Connection, StoreError, Value},
    },
};
use kernel::{Date, DossierId, local_day};
use std::sync::Arc;

/// As what it stands in the book.
const ACT: &str = "clock.destroy";
/// So many are looked up at once.
const AT_ONCE: i64 = 100;
const LEFT: &str = "SELECT d.id FROM dossier d WHERE d.kind = $1 AND d.destroyed IS NULL AND d.seq > 0 AND NOT EXISTS \
                    (SELECT 1 FROM seat s WHERE s.dossier = d.id AND (s.last IS NULL OR s.last >= $2)) ORDER BY d.id LIMIT $3";

impl Vault {
    /// How many dossiers go with their seats and have none left, as far as they are destroyed at once.
    ///
    /// # Errors
    /// What the store says.
    pub async fn left_by_all(&self) -> Result<u64, StoreError> {
        Ok(self.without_seats().await?.len() as u64)
    }

    /// Destroys them, each with its line in the book. Gives how many.
    ///
    /// # Errors
    /// What the store says; those that were destroyed by then stay so.
    pub async fn destroy_left_by_all(&self) -> Result<u64, StoreError> {
        let mut gone = 0;
        for (id, kind) in self.without_seats().await? {
            let (inner, today) = (Arc::clone(&self.0), local_day(self.now()));
            let stands = move |conn: &mut dyn Connection| Ok(left(conn, &inner, id, kind, today)?);
            let Some(stand) = self.read_again(stands).await.map_err(stored)? else { continue };
            let line = book::Line { dossier: Some(id), ..self.system_line(ACT, String::new()) };
            match self.clone().destroy((id, kind), stand, line).await {
                Ok(()) => gone += 1,
                // Something happened in it meanwhile: it is looked at again.
                Err(Error::Stale) => {}
                Err(why) => return Err(stored(why)),
            }
        }
        Ok(gone)
    }

    async fn without_seats(&self) -> Result<Vec<(DossierId, &'static str)>, StoreError> {
        let kinds: Vec<&'static str> =
            self.0.kinds.iter().filter(|kind| kind.goes_with_its_seats).map(|kind| kind.name).collect();
        let today = local_day(self.now()).to_string();
        let look = move |conn: &mut dyn Connection| {
            let mut all = Vec::new();
            for kind in &kinds {
                let values: [Value; 3] = [(*kind).into(), today.as_str().into(), AT_ONCE.into()];
                for row in conn.query(LEFT, &values)? {
                    all.push((DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?, *kind));
                }
            }
            Ok(all)
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
