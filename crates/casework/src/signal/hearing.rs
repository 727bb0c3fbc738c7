//! What reaches a signal of what happens later: that the three wait for a name, and that the reporter may hear that it was dealt with. Who
//! keeps the signal knows who reported it, and nobody else needs to.

use super::{event::Event, model::Signal, words::State};
use kernel::{AgencyId, Note, Refusal};

impl Signal {
    /// The three wait for who it is about.
    ///
    /// # Errors
    /// A sentence when that is known, or was asked before.
    pub fn ask_name(&self) -> Result<Event, Refusal> {
        let unnamed = self.intake().is_some_and(|intake| intake.subject.is_unnamed());
        if !unnamed || self.name_asked.is_some() || self.state() != State::Filed {
            return Err(Refusal::of("Hier wacht niemand op een naam.", "Nobody is waiting for a name here."));
        }
        Ok(Event::NameAsked)
    }

    /// The reporter may hear that it was dealt with; nothing where nobody knows who that is or how to reach them.
    #[must_use]
    pub fn reporter_to_hear(&self, text: Option<Note>) -> Option<Event> {
        let reporter = &self.intake()?.reporter;
        (reporter.name.is_some() || reporter.contact.is_some()).then_some(Event::ReporterToHear { text })
    }

    /// Whether the reporter is to be told by this organisation, with what the table wrote for that. Nobody but who keeps it reads that.
    #[must_use]
    pub fn to_hear(&self, agency: &AgencyId) -> Option<Option<&Note>> {
        let (_, text) = self.to_hear.as_ref().filter(|_| self.owner() == Some(agency))?;
        Some(text.as_ref())
    }
}
