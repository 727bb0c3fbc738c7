//! What of a referral each reads: who sent it all of it, who receives it what goes, and who gave something that and what it is asked for.

use super::{Answered, Ended, Referral};
use crate::referral::{Enclosed, TakenOn};
use crate::table::{Declined, Spoken};
use kernel::{AgencyId, Date};
use vault::Author;

impl Referral {
    /// When it was written.
    #[must_use]
    pub fn begun(&self) -> Option<Date> {
        self.begun
    }

    /// When it went.
    #[must_use]
    pub fn sent(&self) -> Option<Date> {
        self.sent
    }

    /// By when an answer is asked.
    #[must_use]
    pub fn answer_by(&self) -> Option<Date> {
        self.answer_by
    }

    /// The items that this organisation reads here: who sent it and who gave something read what might go, who receives it what goes.
    #[must_use]
    pub fn items_for(&self, agency: &AgencyId) -> Vec<&Enclosed> {
        let (sender, receiver) = (self.is_sender(agency), self.is_receiver(agency));
        let reads = |item: &&Enclosed| sender || item.agency == *agency || (receiver && self.goes(item));
        self.items.iter().filter(reads).collect()
    }

    /// What was said to the going along of an item, for who may read that: who sent it, and who gave it.
    #[must_use]
    pub fn said_of(&self, item: &Enclosed, agency: &AgencyId) -> Option<&Answered> {
        self.said.get(&item.no).filter(|_| self.is_sender(agency) || item.agency == *agency)
    }

    /// What was asked back and answered, for who sent it and who receives it.
    #[must_use]
    pub fn talk_for(&self, agency: &AgencyId) -> &[Spoken] {
        if self.is_sender(agency) || self.is_receiver(agency) { &self.talk } else { &[] }
    }

    /// What was agreed by telephone, and why it went on: for who sent it.
    #[must_use]
    pub fn noted_for(&self, agency: &AgencyId) -> Vec<&Spoken> {
        if self.is_sender(agency) { self.reminded.iter().chain(&self.prolonged).collect() } else { Vec::new() }
    }

    /// Who takes it on.
    #[must_use]
    pub fn taken_on(&self) -> Option<&(TakenOn, Author, Date)> {
        self.taken_on.as_ref()
    }

    /// Who does not, and why.
    #[must_use]
    pub fn declined(&self) -> Option<&Declined> {
        self.declined.as_ref()
    }

    /// That it ended before its last day.
    #[must_use]
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.as_ref()
    }
}
