//! What of a review is read, and by whom.

use super::{About, Review, State, Text};
use crate::review::opinion::{Answered, Opinion};
use crate::table::Spoken;
use crate::table::{Declined, Keys};
use jiff::ToSpan;
use kernel::{AgencyId, Date};
use vault::Author;

/// So many days after the day on which an opinion was asked who reviews still reads the extract.
const GRACE: i32 = 28;
/// So many months after an opinion, or after the day it was asked for, it is kept.
const KEPT: i32 = 3;
/// So many months after it was withdrawn who asked reads that.
const TOLD: i32 = 1;

impl Review {
    /// The case, and who asks.
    #[must_use]
    pub fn about(&self) -> Option<&About> {
        self.about.as_ref()
    }

    /// When it was begun.
    #[must_use]
    pub fn begun(&self) -> Option<Date> {
        self.begun
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// What is asked, with the extract.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        self.text.as_ref()
    }

    /// The number of the text that lies there: a key turns on what was read.
    #[must_use]
    pub fn text_no(&self) -> u32 {
        self.texts
    }

    /// Who wrote it, and when.
    #[must_use]
    pub fn written(&self) -> Option<&(Author, Date)> {
        self.written.as_ref()
    }

    /// The keys on it.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Why one of the three does not agree with it.
    #[must_use]
    pub fn objections(&self) -> &[Declined] {
        &self.objections
    }

    /// Why who was asked does not do it.
    #[must_use]
    pub fn declined(&self) -> Option<&Declined> {
        self.declined.as_ref()
    }

    /// What was asked and answered.
    #[must_use]
    pub fn talk(&self) -> &[Spoken] {
        &self.talk
    }

    /// What was agreed by telephone; not for who reviews.
    #[must_use]
    pub fn noted(&self) -> &[Spoken] {
        &self.noted
    }

    /// The opinion, and when it was given.
    #[must_use]
    pub fn opinion(&self) -> Option<&(Opinion, Date)> {
        self.opinion.as_ref()
    }

    /// Whether it stands at the case.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.taken
    }

    /// What the three answered.
    #[must_use]
    pub fn answers(&self) -> &[Answered] {
        &self.answers
    }

    /// Why it was withdrawn.
    #[must_use]
    pub fn withdrawn(&self) -> Option<&Declined> {
        self.withdrawn.as_ref()
    }

    /// The recommendations that this organisation, if it is one of the three, has not answered.
    #[must_use]
    pub fn unanswered_by(&self, agency: &AgencyId) -> Vec<u32> {
        let holds = self.about.as_ref().is_some_and(|about| about.trio.contains(agency));
        let Some((opinion, _)) = self.opinion.as_ref().filter(|_| holds) else { return Vec::new() };
        let stays = self.about.as_ref().is_some_and(|about| about.trio.first() == Some(agency));
        let is = |one: &AgencyId| one == agency || (stays && self.before.contains(one));
        let said = |no: &u32| self.answers.iter().any(|one| is(&one.agency) && one.answer.no == *no);
        opinion.numbers().filter(|no| !said(no)).collect()
    }

    /// The last day on which who reviews reads it.
    #[must_use]
    pub fn read_until(&self) -> Option<Date> {
        match (&self.opinion, &self.text) {
            (Some(_), _) => self.kept_until(),
            (None, Some(text)) => text.until.checked_add(GRACE.days()).ok().map(|last| self.capped(last)),
            (None, None) => None,
        }
    }

    /// The last day on which anybody reads it; after it the clock of the house destroys it.
    #[must_use]
    pub fn kept_until(&self) -> Option<Date> {
        let last = match (&self.withdrawn, &self.opinion, &self.text) {
            (Some(withdrawn), ..) => withdrawn.on.checked_add(TOLD.months()),
            (None, Some((_, on)), _) => on.checked_add(KEPT.months()),
            (None, None, Some(text)) => text.until.checked_add(KEPT.months()),
            (None, None, None) => return self.begun,
        };
        last.ok().map(|last| self.capped(last))
    }

    /// Nor longer than its case may exist.
    fn capped(&self, last: Date) -> Date {
        self.about.as_ref().and_then(|about| about.case_until).map_or(last, |case| case.min(last))
    }

    /// Whether an opinion is waited for longer than was asked.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        let waits = matches!(self.state, State::Sent | State::Reading);
        waits && self.text.as_ref().is_some_and(|text| text.until < today)
    }
}

/// The last day on which a review of which an opinion is asked by this day can be running.
pub(in crate::review) fn last_of(until: Date) -> Date {
    until.saturating_add(KEPT.months())
}
