//! Whoever goes to work for another organisation, or comes to guard or train, leaves the tables where they sat, and its office: an event in
//! each dossier, written by the house before the account is changed, so that nobody has by themselves what they had who comes back.

use crate::{
    doors::{
        handing::SITS,
        keeping::{Draft, Error},
        list::stored_day,
        people::NewAccount,
        vault::Vault,
    },
    engine::{
        book::{self, SYSTEM},
        directory::stored_agency,
        dossier::{Called, Stamp},
        ledger,
        office::Leaving,
        people::Role,
        store::{Connection, StoreError, Value},
    },
};
use kernel::{AgencyId, Date, DossierId, PersonId, local_day};
use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

/// The act in the book.
const ACT: &str = "account.unseat";
/// How often a dossier is tried that others change at the same moment.
const TRIES: usize = 5;
const BUSY: StoreError = StoreError::Told(
    "a table where this person sits was changed at the same moment, again and again; nothing of the account was changed: try again",
);

/// An account as it was.
struct Before {
    agency: String,
    role: Option<Role>,
    until: Option<Date>,
}

impl Vault {
    /// Takes the places and the office away of those whose organisation changes with these accounts, or who can sit nowhere from now on; and
    /// the office of who is designated again after a designation that ended. Whoever is stopped halfway has accounts as they were, and
    /// goes on where it stopped.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn unseat(&self, accounts: &[NewAccount]) -> Result<(), StoreError> {
        const BEFORE: &str = "SELECT agency, role, until FROM account WHERE id = $1 AND closed = 0";
        let asked: Vec<PersonId> = accounts.iter().map(|a| a.person.clone()).collect();
        let before = move |conn: &mut dyn Connection| {
            let one = |person: &PersonId| {
                let Some(row) = conn.first(BEFORE, &[person.as_str().into()])? else { return Ok(None) };
                let until = row.text_or_null(2)?.map(stored_day).transpose()?;
                Ok(Some(Before { agency: row.text(0)?.to_owned(), role: Role::from_word(row.text(1)?), until }))
            };
            asked.iter().map(one).collect::<Result<Vec<_>, StoreError>>()
        };
        let today = local_day(self.now());
        for (account, before) in accounts.iter().zip(self.0.store.read(before).await?) {
            let Some(Before { agency, role, until }) = before else { continue };
            let Ok(from) = agency.parse::<AgencyId>() else { continue };
            if from != account.agency || (role.is_some_and(Role::sits) && !account.role.sits()) {
                self.leave(&from, &account.person).await?;
                self.leave_office(&from, &account.person, Leaving::Wholly).await?;
            } else if until.is_some_and(|until| until < today) {
                self.leave_office(&from, &account.person, Leaving::ForAGap).await?;
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
            self.leave_surely(id, (agency, person, Leaving::Wholly)).await?;
        }
        Ok(())
    }

    /// Takes away what a person has of the office of an organisation: where it was arranged, or in the directory where it never was.
    pub(crate) async fn leave_office(
        &self,
        agency: &AgencyId,
        person: &PersonId,
        how: Leaving,
    ) -> Result<(), StoreError> {
        const OFFICES: &str = "SELECT dossier FROM seat WHERE holder = $1 AND kind = $2 AND person = ''";
        let kinds: Vec<&'static str> = self.0.kinds.iter().filter(|kind| kind.arranges).map(|kind| kind.name).collect();
        let of = agency.to_string();
        let read = move |conn: &mut dyn Connection| {
            let mut found = Vec::new();
            for kind in &kinds {
                for row in conn.query(OFFICES, &[of.as_str().into(), (*kind).into()])? {
                    found.extend(DossierId::from_bytes(row.bytes(0)?));
                }
            }
            Ok(found)
        };
        for id in self.0.store.read(read).await? {
            self.leave_surely(id, (agency, person, how)).await?;
        }
        let directory = self.directory_now().await?;
        if directory.agency(agency).and_then(|known| known.office.without(person, how)).is_none() {
            return Ok(());
        }
        // What is left is made of what is stored when it is written: somebody may have arranged something since.
        let (inner, id, person) = (Arc::clone(&self.0), agency.clone(), person.clone());
        let change = move |conn: &mut dyn Connection| {
            let stored = stored_agency(conn, &inner.keys, id.as_str())?;
            let left = stored.and_then(|stored| stored.office.without(&person, how));
            left.map_or(Ok(()), |office| office.put(conn, &id))
        };
        self.0.store.write(self.administered("office.set", "agency", agency.to_string(), change)).await?;
        self.reload_directory().await
    }

    async fn leave_surely(&self, id: DossierId, who: (&AgencyId, &PersonId, Leaving)) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            if self.leave_one(id, who).await? {
                return Ok(());
            }
        }
        Err(BUSY)
    }

    /// One dossier. Gives whether it was done, or nothing was to be done.
    async fn leave_one(
        &self,
        id: DossierId,
        (agency, person, how): (&AgencyId, &PersonId, Leaving),
    ) -> Result<bool, StoreError> {
        // One moment for the event and its line: `verify` holds them against each other.
        let at = self.now();
        let stamp = Stamp {
            seq: 0,
            at,
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
                Ok((kind.unseat)((&inner.keys, &*inner.random), (id, &opened), (&agency, &person, how), &stamp)?)
            })
            .await;
        let change = match made {
            Ok(Some(change)) => change,
            // Destroyed, or they left meanwhile; or damaged, of which `verify` tells and which opens to nobody.
            Ok(None) | Err(Error::Store(StoreError::Damaged)) => return Ok(true),
            Err(Error::Store(e)) => return Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => return Ok(false),
        };
        let line = book::Line { at, dossier: Some(id), ..self.system_line(ACT, String::new()) };
        let draft = Draft {
            change: Ok(change),
            id,
            heard: BTreeSet::from([id]),
            line,
            full: false,
            clashes: false,
            erased: Vec::new(),
            emptied: Vec::new(),
        };
        match self.keep(vec![draft]).await {
            Ok(()) => Ok(true),
            Err(Error::Store(e)) => Err(e),
            Err(Error::Denied | Error::Stale | Error::Claimed | Error::Long | Error::Refused(_)) => Ok(false),
        }
    }
}
