//! Whoever goes to work for another organisation, or comes to guard or train, leaves the tables where they sat: an event in each dossier,
//! written by the house before the account is changed, so that nobody sits again by themselves who comes back.

use crate::{
    doors::{
        handing::SITS,
        keeping::{Draft, Error},
        people::NewAccount,
        vault::Vault,
    },
    engine::{
        book::{self, SYSTEM},
        dossier::{Called, Stamp},
        ledger,
        people::Role,
        store::{Connection, StoreError, Value},
    },
};
use kernel::{AgencyId, DossierId, PersonId, local_day};
use std::{borrow::Cow, sync::Arc};

/// The act in the book.
const ACT: &str = "account.unseat";
/// How often a dossier is tried that others change at the same moment.
const TRIES: usize = 5;
const BUSY: StoreError = StoreError::Told(
    "a table where this person sits was changed at the same moment, again and again; nothing of the account was changed: try again",
);

impl Vault {
    /// Takes the places away of those whose organisation changes with these accounts, or who can sit nowhere from now on. Whoever is stopped
    /// halfway has accounts as they were, and goes on where it stopped.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn unseat(&self, accounts: &[NewAccount]) -> Result<(), StoreError> {
        const BEFORE: &str = "SELECT agency, role FROM account WHERE id = $1 AND closed = 0";
        let asked: Vec<PersonId> = accounts.iter().map(|a| a.person.clone()).collect();
        let before = move |conn: &mut dyn Connection| {
            let one = |person: &PersonId| {
                let row = conn.first(BEFORE, &[person.as_str().into()])?;
                row.map(|row| Ok((row.text(0)?.to_owned(), Role::from_word(row.text(1)?)))).transpose()
            };
            asked.iter().map(one).collect::<Result<Vec<_>, StoreError>>()
        };
        for (account, before) in accounts.iter().zip(self.0.store.read(before).await?) {
            let Some((agency, role)) = before else { continue };
            let leaves = agency != account.agency.as_str() || (role.is_some_and(Role::sits) && !account.role.sits());
            if leaves && let Ok(agency) = agency.parse::<AgencyId>() {
                self.leave(&agency, &account.person).await?;
            }
        }
        Ok(())
    }

    /// Takes the places of a person for an organisation away, dossier by dossier.
    async fn leave(&self, agency: &AgencyId, person: &PersonId) -> Result<(), StoreError> {
        let today = local_day(self.now()).to_string();
        let values: [Value; 4] =
            [agency.as_str().into(), ledger::DESK.into(), person.as_str().into(), today.as_str().into()];
        let read = move |conn: &mut dyn Connection| {
            let rows = conn.query(SITS, &values)?;
            rows.iter().map(|row| Ok(DossierId::from_bytes(row.bytes(0)?))).collect::<Result<Vec<_>, StoreError>>()
        };
        for id in self.0.store.read(read).await?.into_iter().flatten() {
            let mut tries = 0;
            while !self.leave_one(id, agency, person).await? {
                tries += 1;
                if tries == TRIES {
                    return Err(BUSY);
                }
            }
        }
        Ok(())
    }

    /// One dossier. Gives whether it was done, or nothing was to be done.
    async fn leave_one(&self, id: DossierId, agency: &AgencyId, person: &PersonId) -> Result<bool, StoreError> {
        let stamp = Stamp {
            seq: 0,
            at: self.now(),
            who: PersonId::fixed(SYSTEM),
            agency: AgencyId::fixed(SYSTEM),
            act: Cow::Borrowed(ACT),
            called: Called::default(),
        };
        let (inner, agency, person) = (Arc::clone(&self.0), agency.clone(), person.clone());
        let made = self
            .read_again(move |conn| {
                let Some(opened) = ledger::read(conn, &inner.keys, id)? else { return Ok(None) };
                let Some(kind) = inner.kinds.iter().find(|kind| kind.name == opened.kind) else { return Ok(None) };
                Ok((kind.unseat)((&inner.keys, &*inner.random), (id, &opened), (&agency, &person), &stamp)?)
            })
            .await;
        let change = match made {
            Ok(Some(change)) => change,
            // Destroyed, or they left meanwhile; or damaged, of which `verify` tells and which opens to nobody.
            Ok(None) | Err(Error::Store(StoreError::Damaged)) => return Ok(true),
            Err(Error::Store(e)) => return Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => return Ok(false),
        };
        let line = book::Line { dossier: Some(id), ..self.system_line(ACT, String::new()) };
        let draft = Draft { change: Ok(change), id, line, full: false, erased: Vec::new(), emptied: Vec::new() };
        match self.keep(vec![draft]).await {
            Ok(()) => Ok(true),
            Err(Error::Store(e)) => Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => Ok(false),
        }
    }
}
