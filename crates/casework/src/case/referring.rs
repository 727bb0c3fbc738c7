//! What a case refers to another kind of table, and what it hears of that. What is written for the other table stands in the referral and not here.

use super::contribution::Item;
use super::model::{Case, Event};
use super::purpose::Purpose;
use crate::referral::{Came, Referrals, Referred};
use kernel::{AgencyId, Date, DossierId, Refusal};
use vault::Persons;

impl Case {
    /// What was referred, the first one first.
    #[must_use]
    pub fn referrals(&self) -> &Referrals {
        &self.referrals
    }

    /// Which persons sit here, by organisation.
    #[must_use]
    pub fn named(&self) -> &Persons {
        &self.named
    }

    /// What of the table this organisation may ask to go along: what it reads itself and so do the others who send it, the municipality of
    /// stay and who guards the process, of who can still be asked, and of which nobody says that it is not right.
    #[must_use]
    pub fn referable_items(&self, own: &AgencyId, today: Date) -> Vec<&Item> {
        let all = self.shared_by_senders(own, today).into_iter();
        all.filter(|item| !self.is_in_doubt(item.no)).collect()
    }

    /// What is not among those for no other reason than that somebody says that it is not right.
    #[must_use]
    pub fn doubted_items(&self, own: &AgencyId, today: Date) -> Vec<&Item> {
        self.shared_by_senders(own, today).into_iter().filter(|item| self.is_in_doubt(item.no)).collect()
    }

    fn shared_by_senders(&self, own: &AgencyId, today: Date) -> Vec<&Item> {
        let Some(opening) = &self.opening else { return Vec::new() };
        let others = [&opening.trio.stay, &opening.director].map(|agency| self.items_for(agency, today));
        let read = |item: &&Item| others.iter().all(|seen| seen.iter().any(|one| one.no == item.no));
        let mine = self.items_for(own, today).into_iter();
        mine.filter(|item| self.sits_on(&item.agency, today)).filter(read).collect()
    }

    /// Whether something may be referred on this day.
    ///
    /// # Errors
    /// A sentence when the case does not run, or nobody said that it is needed.
    pub fn may_refer(&self, today: Date) -> Result<(), Refusal> {
        self.begun()?;
        self.must_be_confirmed(today)
    }

    /// Keeps that something was referred.
    ///
    /// # Errors
    /// As [`Case::may_refer`].
    pub fn refer(&self, kept: Referred, today: Date) -> Result<Event, Refusal> {
        self.may_refer(today)?;
        self.toward(Some(Purpose::Execute), Event::Referred(kept))
    }

    /// Hears what came of it.
    ///
    /// # Errors
    /// A sentence when the case does not run, or it is no referral of this case.
    pub fn hear_referral(&self, id: DossierId, came: Came) -> Result<Event, Refusal> {
        self.toward(Some(Purpose::Execute), Event::Referred(self.referrals.hear(id, came)?))
    }
}
