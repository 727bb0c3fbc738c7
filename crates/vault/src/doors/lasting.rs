//! Dossiers of which the last day has passed: destroyed by the clock of the house, whether somebody thinks of it or not. Which states have a last
//! day, a kind says once ([`Dossier::LASTS`]); what a card says of it is not taken on trust but folded anew.
//!
//! [`Dossier::LASTS`]: crate::engine::dossier::Dossier::LASTS

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

/// The act in the book.
const ACT: &str = "clock.destroy";

/// A dossier whose day has passed, as it stood when that was seen.
struct Passed {
    id: DossierId,
    kind: &'static str,
    stand: Stand,
}

impl Vault {
    /// How many dossiers there are of which the last day has passed.
    ///
    /// # Errors
    /// What the store says.
    pub async fn dossiers_passed(&self) -> Result<u64, StoreError> {
        Ok(self.passed().await?.len() as u64)
    }

    /// Destroys them, each with its line in the book. Gives how many.
    ///
    /// # Errors
    /// What the store says; those that were destroyed by then are gone.
    pub async fn destroy_passed(&self) -> Result<u64, StoreError> {
        let mut gone = 0;
        for passed in self.passed().await? {
            let line = book::Line { dossier: Some(passed.id), ..self.system_line(ACT, String::new()) };
            match self.clone().destroy((passed.id, passed.kind), passed.stand, line).await {
                Ok(()) => gone += 1,
                // Somebody changed it meanwhile: it may have been given another day.
                Err(Error::Stale) => {}
                Err(Error::Store(why)) => return Err(why),
                Err(Error::Denied | Error::Refused(_) | Error::Claimed | Error::Long) => {
                    return Err(StoreError::Shape("a dossier that can be destroyed"));
                }
            }
        }
        Ok(gone)
    }

    async fn passed(&self) -> Result<Vec<Passed>, StoreError> {
        let (inner, today) = (Arc::clone(&self.0), local_day(self.now()));
        let look = move |conn: &mut dyn Connection| Ok(all(conn, &inner, today)?);
        self.read_again(look).await.map_err(|why| match why {
            Error::Store(e) => e,
            Error::Denied | Error::Refused(_) | Error::Stale | Error::Claimed | Error::Long => {
                StoreError::Shape("a last day")
            }
        })
    }
}

fn all(conn: &mut dyn Connection, inner: &Inner, today: Date) -> Result<Vec<Passed>, StoreError> {
    const SQL: &str = "SELECT dossier FROM card WHERE kind = $1 AND state = $2 AND due < $3 ORDER BY dossier";
    let mut found = Vec::new();
    for kind in inner.kinds.iter().filter(|kind| !kind.lasts.is_empty()) {
        for state in kind.lasts {
            let values: [Value; 3] = [kind.name.into(), (*state).into(), today.to_string().into()];
            for row in conn.query(SQL, &values)? {
                let id = DossierId::from_bytes(row.bytes(0)?).ok_or(StoreError::Shape("an id"))?;
                let opened = match ledger::read(conn, &inner.keys, id) {
                    Ok(Some(opened)) => opened,
                    Err(ReadError::Store(e)) => return Err(e),
                    // Gone already; or it does not open, and `verify` tells of it.
                    Ok(None) | Err(ReadError::Sealed) => continue,
                };
                let Ok(card) = (kind.restate)(&opened) else { continue };
                if kind.lasts.contains(&card.state) && card.due.is_some_and(|last| last < today) {
                    found.push(Passed { id, kind: kind.name, stand: opened.stand });
                }
            }
        }
    }
    Ok(found)
}
