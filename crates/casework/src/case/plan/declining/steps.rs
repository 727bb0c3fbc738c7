//! Saying no to an agreement or an intervention as it stands.

use super::{Declined, Declining};
use crate::case::model::{Case, Event};
use crate::case::plan::OVER;
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Refusal};
use vault::Stamp;

impl Case {
    /// Does not take on an agreement as it stands; or, where it was accepted, asks for another day.
    ///
    /// # Errors
    /// A sentence when it is another's, was declined or has ended, or neither a reason nor another day is given.
    pub fn decline_agreement(&self, agency: &AgencyId, said: Declining) -> Result<Event, Refusal> {
        let mine = self.agreement_of(said.no, agency)?;
        if !mine.is_open() {
            return Err(OVER);
        }
        if mine.accepted.is_some() && self.is_own_word(mine) {
            return Err(Refusal::of(
                "Uw organisatie zegde dit zelf toe. Verbeter de dag in de afspraak.",
                "Your organisation promised this itself. Correct the day in the agreement.",
            ));
        }
        let accepted = mine.accepted.filter(|_| said.another.is_none());
        self.may_decline(accepted, mine.due, &said)?;
        self.toward(Some(Purpose::Execute), Event::AgreementDeclined(said))
    }

    /// Does not take on an intervention as it stands.
    ///
    /// # Errors
    /// A sentence when it is another's, was accepted or declined, or neither a reason nor another day is given.
    pub fn decline_intervention(&self, agency: &AgencyId, said: Declining) -> Result<Event, Refusal> {
        let mine = self.intervention_of(said.no, agency)?;
        self.may_decline(mine.accepted, mine.due, &said)?;
        self.toward(Some(Purpose::Adjust), Event::InterventionDeclined(said))
    }

    /// What was said instead of yes to the agreement or intervention of this number.
    #[must_use]
    pub fn declined(&self, no: u32) -> Option<&Declined> {
        self.declined.get(&no)
    }

    pub(in crate::case) fn take_declining(&mut self, said: &Declining, stamp: &Stamp) {
        self.declined.insert(said.no, Declined { said: said.clone(), by: stamp.author() });
    }

    fn may_decline(&self, accepted: Option<Date>, due: Date, said: &Declining) -> Result<(), Refusal> {
        if accepted.is_some() {
            return Err(Refusal::of(
                "Dit is al aangenomen. Bespreek het met wie het vroeg.",
                "This has already been accepted. Talk it over with whoever asked for it.",
            ));
        }
        if self.declined.contains_key(&said.no) {
            return Err(Refusal::of(
                "Uw organisatie heeft al gezegd dat zij dit zo niet aanneemt. Wie het vroeg, antwoordt.",
                "Your organisation has already said that it does not accept this as it stands. Whoever asked will answer.",
            ));
        }
        match (&said.reason, said.another) {
            (None, None) => {
                Err(Refusal::of("Geef een reden of noem een andere dag.", "Give a reason or name another day.")
                    .at("reason"))
            }
            (_, Some(day)) if day == due => {
                Err(Refusal::of("Dat is dezelfde dag.", "That is the same day.").at("another"))
            }
            (_, Some(day)) => kernel::planned(day, said.day).map_err(|no| no.at("another")),
            (Some(_), None) => Ok(()),
        }
    }
}
