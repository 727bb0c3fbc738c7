//! What a weighing that ended hands over to another kind of table: the words that are written for it, and nothing of what was weighed.

use super::{Event, NOT_NOW, State, Weighing};
use crate::referral::{Came, Referrals, Referred};
use kernel::{DossierId, Refusal};
use vault::Persons;

impl Weighing {
    /// What was handed over, the first one first.
    #[must_use]
    pub fn referrals(&self) -> &Referrals {
        &self.referrals
    }

    /// Which persons sit here, by organisation.
    #[must_use]
    pub fn named(&self) -> &Persons {
        &self.named
    }

    /// Whether three keys said that it belongs elsewhere.
    ///
    /// # Errors
    /// A sentence when they did not.
    pub fn may_hand_over(&self) -> Result<(), Refusal> {
        match self.state {
            State::CareNeeded | State::OtherTable => Ok(()),
            State::Analysing
            | State::Open
            | State::Fits
            | State::DoesNotFit
            | State::CriminalTrack
            | State::NoAgreement
            | State::Referred
            | State::Ended
            | State::NotFollowed => Err(NOT_NOW),
        }
    }

    /// Keeps that something was handed over.
    ///
    /// # Errors
    /// As [`Weighing::may_hand_over`].
    pub fn refer(&self, kept: Referred) -> Result<Event, Refusal> {
        self.may_hand_over()?;
        Ok(Event::Handed(kept))
    }

    /// Hears what came of it.
    ///
    /// # Errors
    /// A sentence when it is no referral of this weighing.
    pub fn hear_referral(&self, id: DossierId, came: Came) -> Result<Event, Refusal> {
        Ok(Event::Handed(self.referrals.hear(id, came)?))
    }
}
