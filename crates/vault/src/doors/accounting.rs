//! What somebody did, for who accounts for it to the organisation that designated them (Wgpga art. 17). The book may be read for the own
//! control of an organisation (Wgpga art. 14 lid 2), and here everybody reads their own lines of it: acts and no looks, words and no content.

use crate::{
    doors::{keeping::Error, vault::Vault},
    engine::{
        act::ActInfo,
        book::{self, Purpose},
        people::{Actor, Role},
    },
};
use jiff::civil::Time;
use kernel::{Date, DossierId, Timestamp, moment_of};

/// Something that somebody did.
#[derive(Debug, Clone)]
pub struct Did {
    /// When.
    pub at: Timestamp,
    /// Which act.
    pub act: ActInfo,
    /// On which dossier.
    pub dossier: DossierId,
}

impl Vault {
    /// What this person did for their organisation from a day on, from new to old, at most so much. A line in the book, with the purpose.
    ///
    /// # Errors
    /// [`Error::Denied`] for who came by a code, or is not designated any more; what the store says.
    pub async fn own_acts(&self, actor: &Actor, since: Date, most: u32) -> Result<Vec<Did>, Error> {
        if actor.role == Role::Bearer || !actor.designated {
            return Err(Error::Denied);
        }
        self.enter(vec![self.reading(actor, None, "own".to_owned(), Purpose::Control)]).await?;
        let (person, agency) = (actor.person.to_string(), actor.agency.id.to_string());
        let from = moment_of(since, Time::midnight()).as_microsecond();
        let lines =
            self.0.store.read(move |conn| book::done_by(conn, (&person, &agency), from, i64::from(most))).await?;
        let did = |line: book::Entry| {
            let (act, dossier) = (self.0.rules.act(&line.act)?, line.dossier?.parse().ok()?);
            Some(Did { at: line.at, act: act.clone(), dossier })
        };
        Ok(lines.into_iter().filter_map(did).collect())
    }
}
