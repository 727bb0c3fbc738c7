//! That somebody from outside looks how careful the table was. What goes to who does that stands in the review and not here; what they find is read here.

use super::model::{Case, Event};
use super::purpose::Purpose;
use crate::review::{Overseeings, Overseen};
use kernel::{AgencyId, Date, Refusal};

impl Case {
    /// The independent reviews, and who may do none of them.
    #[must_use]
    pub fn overseen(&self) -> &Overseeings {
        &self.overseen
    }

    /// Whether an organisation sits or ever sat here, directs it or supports it.
    #[must_use]
    pub fn ever_had(&self, agency: &AgencyId) -> bool {
        self.sits(agency)
            || self.members.iter().any(|member| member.proposal.agency == *agency)
            || self.opening.as_ref().is_some_and(|opening| opening.director == *agency)
            || self.named.of(agency).is_some()
    }

    /// Whether an independent review may be asked for on this day.
    ///
    /// # Errors
    /// A sentence when the case does not run, somebody has yet to say whether they take part, or one is waited for.
    pub fn may_ask_review(&self, today: Date) -> Result<(), Refusal> {
        self.begun()?;
        if self.waited_for().next().is_some() {
            return Err(Refusal::of(
                "Politie of OM zei nog niet of zij meedoen. Daarna kan de tafel om een toets vragen.",
                "Police or OM have not yet said whether they take part. After that the table can ask for a review.",
            ));
        }
        if self.overseen.waiting(today).is_none() {
            return Ok(());
        }
        Err(Refusal::of(
            "Er loopt al een onafhankelijke toets van deze casus. Wacht op het oordeel, of trek die in.",
            "An independent review of this case is already under way. Wait for the opinion, or withdraw it.",
        ))
    }

    /// Keeps that one was asked for.
    ///
    /// # Errors
    /// As [`Case::may_ask_review`].
    pub fn ask_review(&self, asked: Overseen, today: Date) -> Result<Event, Refusal> {
        self.may_ask_review(today)?;
        self.toward(Some(Purpose::Evaluate), Event::Overseen(asked))
    }

    /// Hears what comes of it.
    ///
    /// # Errors
    /// A sentence when the case does not run, or it is no review of this case.
    pub fn hear_review(&self, what: Overseen) -> Result<Event, Refusal> {
        self.toward(Some(Purpose::Evaluate), Event::Overseen(self.overseen.hear(what)?))
    }
}
