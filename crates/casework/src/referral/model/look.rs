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

    /// The items that this organisation reads here on this day: who gave something that, as long as they were shared who sent it what might go, and who
    /// receives it what goes. What was never sent nobody else reads after its last day.
    #[must_use]
    pub fn items_for(&self, agency: &AgencyId, today: Date) -> Vec<&Enclosed> {
        let (sender, receiver) = (self.is_sender(agency), self.is_receiver(agency));
        let stays = self.sent.is_some() || !self.is_over(today);
        let shared = |item: &Enclosed| stays && item.is_shared(today) && (sender || (receiver && self.goes(item)));
        self.items.iter().filter(|item| item.agency == *agency || shared(item)).collect()
    }

    /// Why something does not go along, as long as it was not sent: for who sends it, and who said so. What it was is erased.
    #[must_use]
    pub fn refused_for(&self, agency: &AgencyId) -> Vec<&Answered> {
        let (unsent, sender) = (self.sent.is_none(), self.is_sender(agency));
        let reads = |said: &&Answered| unsent && said.reply.reason().is_some() && (sender || said.by.agency == *agency);
        self.said.values().filter(reads).collect()
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
