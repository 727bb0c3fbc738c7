//! Taking part or not, and who of the three is at the table because of it.

use super::{Joining, Said};
use crate::case::model::{Case, Event};
use crate::case::opening::Trio;
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Note, PersonId, Refusal};
use vault::Author;

const NOT_ASKED: Refusal = Refusal::of(
    "Aan uw organisatie is hier niet gevraagd of zij meedoet.",
    "Your organisation was not asked here whether it takes part.",
);

impl Case {
    /// Takes part, by the key of this organisation alone.
    ///
    /// # Errors
    /// A sentence when it was not asked, or said so before.
    pub fn join(&self, agency: &AgencyId, person: &PersonId) -> Result<Event, Refusal> {
        self.is_asked(agency)?;
        self.toward(Some(Purpose::Execute), Event::Joined { agency: agency.clone(), person: person.clone() })
    }

    /// Does not take part; the others read why.
    ///
    /// # Errors
    /// As [`Case::join`].
    pub fn decline(&self, agency: &AgencyId, person: &PersonId, reason: Note) -> Result<Event, Refusal> {
        self.is_asked(agency)?;
        let (agency, person) = (agency.clone(), person.clone());
        self.toward(Some(Purpose::Execute), Event::Declined { agency, person, reason })
    }

    fn is_asked(&self, agency: &AgencyId) -> Result<(), Refusal> {
        self.begun()?;
        if self.is_waited_for(agency) { Ok(()) } else { Err(NOT_ASKED) }
    }

    /// Whether this organisation was asked to take part and has not said anything yet.
    #[must_use]
    pub fn is_waited_for(&self, agency: &AgencyId) -> bool {
        self.joining(agency).is_some_and(|j| j.said.is_none())
    }

    /// How this one of the three came to take part, where it was asked.
    #[must_use]
    pub fn joining(&self, agency: &AgencyId) -> Option<&Joining> {
        self.joining.iter().find(|j| &j.agency == agency)
    }

    /// Those of the three who take part.
    #[must_use]
    pub fn takers(&self) -> Vec<&AgencyId> {
        let all = self.trio().map(Trio::all).into_iter().flatten();
        all.filter(|agency| self.joining(agency).is_none_or(Joining::has_joined)).collect()
    }

    /// Whose keys decide: those of the three who take part, and those who are asked and have not said anything, for nobody decides who sits
    /// here before they did.
    #[must_use]
    pub fn deciders(&self) -> Vec<AgencyId> {
        let all = self.trio().map(Trio::all).into_iter().flatten();
        all.filter(|agency| !self.joining(agency).is_some_and(Joining::has_declined)).cloned().collect()
    }

    /// One organisation alone is no table: it can close the case, and decide on nobody else.
    pub(in crate::case) fn must_be_a_table(&self) -> Result<(), Refusal> {
        if self.deciders().len() > 1 {
            return Ok(());
        }
        Err(Refusal::of(
            "Politie en OM doen niet mee. Eén organisatie is geen tafel: u kunt deze casus alleen afsluiten.",
            "Police and OM do not take part. One organisation is not a table: you can only close this case.",
        ))
    }

    pub(in crate::case) fn has_said(&mut self, by: Author, why: Option<&Note>, on: Date) {
        if let Some(joining) = self.joining.iter_mut().find(|j| j.agency == by.agency) {
            joining.said = Some(Said { by, on, declined: why.cloned() });
        }
        // Others decide now: nothing that was half agreed stays agreed.
        self.fresh_keys();
    }
}
