//! Who read something: to tell them when it turns out to be wrong (AVG art. 19), and to stop telling who has read that.
//!
//! The book is asked for nothing else than the integrity of what is in a dossier (Wgpga art. 14 lid 2): which persons who sit there today
//! looked at it. Each time it is asked is a line of the book itself.

use crate::{
    doors::{desk::Desk, keeping::Error, tasks::Asked, vault::Vault},
    engine::{
        act::{Act, Sort},
        book::Purpose,
        dossier::{Dossier, Seat},
        people::Actor,
        store::{Connection, StoreError, Value},
        tier::Tier,
    },
};
use kernel::{AgencyId, Date, DossierId, PersonId};
use std::collections::BTreeSet;

/// Who looked at a dossier by an act.
const LOOKED: &str = "SELECT DISTINCT person, agency FROM book WHERE dossier = $1 AND act = $2 AND outcome = 'look'";

/// Whether somebody looked by an act after this event happened.
const SINCE: &str = "SELECT b.n FROM book b JOIN event e ON e.dossier = b.dossier AND e.seq = $4 \
                     WHERE b.dossier = $1 AND b.act = $2 AND b.person = $3 AND b.outcome = 'look' AND b.at > e.at LIMIT 1";

impl<A: Act> Desk<A> {
    /// Who of those who sit here today read this dossier by the act `L`, without whoever acts now: those who must hear that something in
    /// it was wrong. In the order of their organisations.
    ///
    /// # Errors
    /// What the store says.
    pub async fn readers<L: Act<On = A::On>>(&self) -> Result<Vec<(AgencyId, PersonId)>, Error> {
        let (vault, id, actor) = (&self.open.vault, self.id(), self.actor());
        let ground = self.open.permit.answer.names();
        vault.enter(vec![vault.reading(actor, Some(id), ground, Purpose::Security)]).await?;
        let values: [Value; 2] = [id.bytes().as_slice().into(), L::REF.name.into()];
        let read = move |conn: &mut dyn Connection| {
            let mut all = BTreeSet::new();
            for row in conn.query(LOOKED, &values)? {
                let shape = || StoreError::Shape("who looked");
                all.insert((row.text(1)?.parse().map_err(|_| shape())?, row.text(0)?.parse().map_err(|_| shape())?));
            }
            Ok(all)
        };
        let all: BTreeSet<(AgencyId, PersonId)> = vault.0.store.read(read).await?;
        // In the book stands for whom somebody read it; their organisation may have gone over into another since.
        let directory = vault.directory_now().await?;
        let all: BTreeSet<(AgencyId, PersonId)> =
            all.into_iter().map(|(agency, person)| (directory.agency_after(&agency), person)).collect();
        let (card, today) = (self.dossier().card(), self.today());
        let sits = |(agency, person): &(AgencyId, PersonId)| {
            card.persons.as_ref().is_none_or(|persons| persons.sits(agency, person, today))
                && card.seats.iter().any(|seat| seat.agency == *agency && comes_back(seat, today))
        };
        Ok(all.into_iter().filter(sits).filter(|(_, person)| *person != actor.person).collect())
    }
}

/// Whether who has this seat reads there, or may read there again: a participant whose days are over gets them back as soon as somebody says that the
/// dossier is still needed, and is then told as well.
fn comes_back(seat: &Seat, today: Date) -> bool {
    seat.counts_on(today) || seat.tier == Tier::Participant
}

impl Vault {
    /// Takes out what was asked to be read and was read since: a task whose act is a look is done by looking, and its number is that of the
    /// event that is to be read.
    pub(super) async fn without_read<T: Send + 'static>(
        &self,
        actor: &Actor,
        tasks: Vec<(T, Asked)>,
    ) -> Result<Vec<(T, Asked)>, Error> {
        let looks = |asked: &Asked| self.0.rules.act(&asked.act).is_some_and(|info| info.sort == Sort::Look);
        let to_read: Vec<(DossierId, String, u32)> = tasks
            .iter()
            .filter(|(_, asked)| looks(asked))
            .filter_map(|(_, asked)| Some((asked.id, asked.act.clone(), asked.thing?)))
            .collect();
        if to_read.is_empty() {
            return Ok(tasks);
        }
        let person = actor.person.to_string();
        let read = move |conn: &mut dyn Connection| {
            let mut done = BTreeSet::new();
            for (id, act, thing) in &to_read {
                let values: [Value; 4] = [
                    id.bytes().as_slice().into(),
                    act.as_str().into(),
                    person.as_str().into(),
                    i64::from(*thing).into(),
                ];
                if conn.first(SINCE, &values)?.is_some() {
                    done.insert((*id, act.clone(), *thing));
                }
            }
            Ok(done)
        };
        let done = self.0.store.read(read).await?;
        let over = |asked: &Asked| asked.thing.is_some_and(|no| done.contains(&(asked.id, asked.act.clone(), no)));
        Ok(tasks.into_iter().filter(|(_, asked)| !over(asked)).collect())
    }
}
