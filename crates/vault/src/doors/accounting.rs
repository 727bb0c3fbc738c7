//! What somebody did, for who accounts for it to the organisation that designated them (Wgpga art. 17). The book may be read for the own
//! control of an organisation (Wgpga art. 14 lid 2), and here everybody reads their own lines of it: acts and no looks, words and no content.

use crate::{
    doors::{keeping::Error, vault::Vault},
    engine::{
        act::ActInfo,
        book::{self, Purpose},
        people::{Actor, Role},
        store::Connection,
        succession,
    },
};
use jiff::civil::Time;
use kernel::{Date, DossierId, Timestamp, moment_of};
use std::{cmp::Reverse, collections::BTreeSet};

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
    /// What this person did for their organisation, and for those that went over into it, from a day on, from new to old, at most so much. A line in the book, with the purpose.
    ///
    /// # Errors
    /// [`Error::Denied`] for who came by a code, or is not designated any more; what the store says.
    pub async fn own_acts(&self, actor: &Actor, since: Date, most: u32) -> Result<Vec<Did>, Error> {
        if actor.role == Role::Bearer || !actor.designated {
            return Err(Error::Denied);
        }
        self.enter(vec![self.reading(actor, None, "own".to_owned(), Purpose::Control)]).await?;
        let person = actor.person.to_string();
        let from = moment_of(since, Time::midnight()).as_microsecond();
        // What they did for an organisation that went over into theirs, they did under its id.
        let directory = self.directory();
        let agencies: BTreeSet<String> = succession::all_before(&directory.successions, &actor.agency.id);
        let read = move |conn: &mut dyn Connection| {
            let of = |agency: &String| book::done_by(conn, (&person, agency), from, i64::from(most));
            agencies.iter().map(of).collect::<Result<Vec<_>, _>>()
        };
        let mut lines: Vec<book::Entry> = self.0.store.read(read).await?.into_iter().flatten().collect();
        lines.sort_by_key(|line| Reverse((line.at, line.n)));
        lines.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let did = |line: book::Entry| {
            let (act, dossier) = (self.0.rules.act(&line.act)?, line.dossier?.parse().ok()?);
            Some(Did { at: line.at, act: act.clone(), dossier })
        };
        Ok(lines.into_iter().filter_map(did).collect())
    }
}
