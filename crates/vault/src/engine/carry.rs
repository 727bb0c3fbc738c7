//! Naming persons where a house of version 2 knew organisations only: whoever works for an organisation that sits at a table becomes one of
//! its named persons there, so that everybody sees what they saw. Dossier by dossier, each an event and a line in the book; whoever is
//! stopped halfway goes on where it stopped.

use crate::engine::{
    book::{self, Outcome, SYSTEM},
    directory::Directory,
    dossier::{Called, Stamp},
    keys::{self, Keys, Random},
    kind::{self, Kind},
    ledger::{self, Because, Change, ReadError, Written},
    store::{Connection, StoreError},
};
use kernel::{AgencyId, DossierId, PersonId, Timestamp};
use std::borrow::Cow;

/// The act in the book.
const ACT: &str = "house.name-persons";

/// When persons were named because the house was brought over, as the book tells.
pub(crate) fn carried_at(conn: &mut dyn Connection) -> Result<Option<i64>, StoreError> {
    const SQL: &str = "SELECT MAX(at) FROM book WHERE act = $1 AND person = $2";
    conn.first(SQL, &[ACT.into(), SYSTEM.into()])?.map_or(Ok(None), |row| row.int_or_null(0))
}

/// With what and when persons are named.
pub(crate) struct Carrying<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) random: &'a dyn Random,
    pub(crate) directory: &'a Directory,
    pub(crate) node: &'a str,
    pub(crate) now: Timestamp,
}

impl Carrying<'_> {
    /// Goes over every dossier that was begun before the house was brought over from version 2; once.
    pub(crate) fn all(&self, conn: &mut dyn Connection, kinds: &[Kind]) -> Result<(), StoreError> {
        const SINCE: &str = "SELECT MAX(at) FROM book WHERE act = 'house.migrate' AND person = $1";
        const DONE: &str = "SELECT value FROM meta WHERE name = 'persons'";
        const SET: &str = "INSERT INTO meta (name, value) VALUES ('persons', '1') ON CONFLICT (name) DO NOTHING";
        if conn.first(DONE, &[])?.is_some() {
            return Ok(());
        }
        let mut named = 0_u64;
        if let Some(before) = conn.first(SINCE, &[SYSTEM.into()])?.map_or(Ok(None), |row| row.int_or_null(0))? {
            for kind in kinds.iter().filter(|kind| kind.by_person) {
                for id in kind::ids(conn, Some(kind.name))? {
                    named += u64::from(self.one(conn, kind, (id, before))?);
                }
            }
        }
        if named > 0 {
            tracing::info!(dossiers = named, "whoever worked for an organisation that sits was named as who sits");
        }
        conn.exec(SET, &[]).map(drop)
    }

    /// One dossier, in a transaction of its own. Gives whether somebody was named.
    fn one(&self, conn: &mut dyn Connection, kind: &Kind, (id, before): (DossierId, i64)) -> Result<bool, StoreError> {
        let opened = match ledger::read(conn, self.keys, id) {
            Ok(Some(opened)) => opened,
            // Destroyed, or damaged: `verify` tells of it.
            Ok(None) | Err(ReadError::Sealed) => return Ok(false),
            Err(ReadError::Store(e)) => return Err(e),
        };
        let begun = opened.events.first().map_or(self.now, |entry| entry.stamp.at);
        if begun.as_microsecond() >= before {
            return Ok(false);
        }
        let stamp = Stamp {
            called: Called::default(),
            seq: 0,
            at: self.now,
            who: PersonId::fixed(SYSTEM),
            agency: AgencyId::fixed(SYSTEM),
            act: Cow::Borrowed(ACT),
        };
        let Ok(Some(change)) = (kind.name_persons)((self.keys, self.random), (id, &opened), self.directory, &stamp)
        else {
            return Ok(false);
        };
        conn.begin()?;
        let kept = self.keep(conn, id, &change);
        if !matches!(kept, Ok(true)) {
            drop(conn.say("ROLLBACK"));
        }
        kept
    }

    fn keep(&self, conn: &mut dyn Connection, id: DossierId, change: &Change) -> Result<bool, StoreError> {
        let line = book::Line {
            at: self.now,
            person: SYSTEM.into(),
            agency: SYSTEM.into(),
            act: ACT,
            dossier: Some(id),
            outcome: Outcome::Act,
            ground: String::new(),
            detail: String::new(),
            trace: keys::hex(&keys::fresh::<8>(self.random)),
            stands: None,
        };
        // Another node that goes over the same dossiers was first.
        let Written::Kept(stands) = ledger::write(conn, (self.keys, self.random), change, (&[], &Because::of(&line)))?
        else {
            return Ok(false);
        };
        let line = book::Line { stands: Some(stands), ..line };
        book::Head::hold(conn, self.keys, self.node)?.write(conn, self.keys, self.node, &[line])?;
        conn.say("COMMIT")?;
        Ok(true)
    }
}
