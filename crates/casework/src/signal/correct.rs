//! Putting right what was written down: each with a reason, the old value beside the new one (AVG art. 5 lid 1 onder d en art. 16). Who is
//! responsible for the signal does it, at any time; who read the wrong value is told (AVG art. 19).

use super::{
    change::{Change, Correction, Withdrawal},
    event::Event,
    intake::{Subject, check_fact},
    model::{By, Signal},
    texts,
};
use crate::table::Reader;
use kernel::{Date, Note, Observed, Refusal};
use vault::Stamp;

const NOTHING: Refusal = Refusal::of(
    "U hebt niets veranderd. Pas aan wat niet klopt.",
    "You have not changed anything. Change what is not right.",
);
const NO_FACT: Refusal = Refusal::of("Dit feit bestaat niet.", "There is no such fact.");
const WITHDRAWN: Refusal = Refusal::of("Dit feit is ingetrokken.", "This fact has been withdrawn.");
const KNOWN: Refusal =
    Refusal::of("Het is al bekend over wie dit signaal gaat.", "It is already known who this signal is about.");
const NO_PERSON: Refusal = Refusal::of(
    "Een BSN hoort bij een persoon van wie de naam bekend is.",
    "A BSN belongs to a person whose name is known.",
);

impl Signal {
    /// Puts something right, and tells who read it.
    ///
    /// # Errors
    /// A sentence when somebody else keeps the signal, nothing changes, there is no such fact, or a day lies in the future.
    pub fn correct(
        &self,
        change: Change,
        reason: Note,
        told: Vec<Reader>,
        (by, today): (By<'_>, Date),
    ) -> Result<Event, Refusal> {
        if self.owner() != Some(&by.agency.id) {
            return Err(texts::ONLY_OWNER);
        }
        let was = self.as_it_is(&change).ok_or(NO_FACT)?;
        if was == change {
            return Err(NOTHING);
        }
        match &change {
            Change::Fact { place, fact } => {
                self.must_stand(*place)?;
                check_fact(fact, today)?;
            }
            Change::Withdrawn { place } => self.must_stand(*place)?,
            Change::Subject { subject } => self.may_be_about(subject, today)?,
            Change::Number { bsn } => {
                let subject = self.intake().map(|intake| &intake.subject);
                let person = subject.is_some_and(|who| !who.is_organisation() && !who.is_unnamed());
                if bsn.is_some() && !person {
                    return Err(NO_PERSON.at("bsn"));
                }
            }
            Change::Place { .. }
            | Change::Reading { .. }
            | Change::Urgency { .. }
            | Change::Ideologies { .. }
            | Change::Channel { .. }
            | Change::Contact { .. }
            | Change::Reporter { .. } => {}
        }
        Ok(Event::Corrected { change: Box::new(change), reason, told })
    }

    /// Says who it is, of somebody whose name was not known yet.
    ///
    /// # Errors
    /// A sentence when somebody else keeps the signal, it was known already, no name is given, or a day lies in the future.
    pub fn identify(
        &self,
        subject: Subject,
        reason: Note,
        told: Vec<Reader>,
        (by, today): (By<'_>, Date),
    ) -> Result<Event, Refusal> {
        if self.owner() != Some(&by.agency.id) {
            return Err(texts::ONLY_OWNER);
        }
        if subject.is_unnamed() || !self.intake().is_some_and(|intake| intake.subject.is_unnamed()) {
            return Err(KNOWN);
        }
        self.may_be_about(&subject, today)?;
        Ok(Event::Identified { subject, reason, told })
    }

    fn may_be_about(&self, subject: &Subject, today: Date) -> Result<(), Refusal> {
        self.intake().map_or(Ok(()), |intake| subject.check(intake.received, today))
    }

    fn must_stand(&self, place: usize) -> Result<(), Refusal> {
        match self.facts.get(place) {
            None => Err(NO_FACT),
            Some(kept) if kept.withdrawn.is_some() => Err(WITHDRAWN),
            Some(_) => Ok(()),
        }
    }

    /// What it says now of what a change is about; none when there is no such thing.
    fn as_it_is(&self, change: &Change) -> Option<Change> {
        let intake = self.intake()?;
        Some(match change {
            Change::Subject { .. } => Change::Subject { subject: intake.subject.clone() },
            Change::Number { .. } => Change::Number { bsn: intake.subject.bsn().cloned() },
            Change::Place { .. } => Change::Place {
                municipality: intake.municipality.clone(),
                house: intake.house.clone(),
                stay: intake.stay.clone(),
            },
            Change::Reading { .. } => Change::Reading { reading: intake.reading.clone() },
            Change::Urgency { .. } => Change::Urgency { acute: intake.acute },
            Change::Ideologies { .. } => Change::Ideologies { ideologies: intake.ideologies.clone() },
            Change::Channel { .. } => Change::Channel { channel: intake.channel.clone() },
            Change::Contact { .. } => Change::Contact { contact: intake.brought.contact.clone() },
            Change::Reporter { .. } => Change::Reporter { reporter: intake.reporter.clone() },
            Change::Fact { place, .. } | Change::Withdrawn { place } => {
                Change::Fact { place: *place, fact: self.facts.get(*place)?.fact.clone() }
            }
        })
    }

    /// What of the facts the three have or had: each that was not withdrawn before the signal was filed, and whether it is withdrawn since.
    /// With a shielded reporter the names of who saw it stay behind.
    #[must_use]
    pub fn facts_with_the_three(&self) -> Vec<(Observed, bool)> {
        let shielded = self.intake().is_some_and(|intake| intake.reporter.shielded);
        let filed = self.facts.iter().filter(|kept| !kept.withdrawn.as_ref().is_some_and(|w| w.unfiled));
        filed
            .map(|kept| {
                let observer = kept.fact.observer.clone().filter(|_| !shielded);
                (Observed { observer, ..kept.fact.clone() }, kept.withdrawn.is_some())
            })
            .collect()
    }

    pub(super) fn take_correction(&mut self, change: &Change, reason: &Note, told: &[Reader], stamp: &Stamp) {
        let Some(was) = self.as_it_is(change) else { return };
        let (by, on) = (stamp.author(), kernel::local_day(stamp.at));
        let unfiled = self.filing.is_none();
        let Some((_, intake)) = &mut self.opening else { return };
        match change {
            Change::Subject { subject } => intake.subject = subject.clone(),
            Change::Number { bsn } => intake.subject.set_bsn(bsn.clone()),
            Change::Place { municipality, house, stay } => {
                let before = std::mem::replace(&mut intake.stay, stay.clone());
                (intake.municipality, intake.house) = (municipality.clone(), house.clone());
                // What was filed with the mayor of the one is with the mayor of the other.
                if let Some(filing) = self.filing.as_mut().filter(|filing| filing.to == before) {
                    filing.to = stay.clone();
                }
            }
            Change::Reading { reading } => intake.reading = reading.clone(),
            Change::Urgency { acute } => intake.acute = *acute,
            Change::Ideologies { ideologies } => intake.ideologies.clone_from(ideologies),
            Change::Channel { channel } => intake.channel = channel.clone(),
            Change::Contact { contact } => intake.brought.contact = contact.clone(),
            Change::Reporter { reporter } => intake.reporter = reporter.clone(),
            Change::Fact { place, fact } => {
                if let Some(kept) = self.facts.get_mut(*place) {
                    kept.fact = fact.clone();
                }
            }
            Change::Withdrawn { place } => {
                if let Some(kept) = self.facts.get_mut(*place) {
                    kept.withdrawn = Some(Withdrawal { reason: reason.clone(), by: by.clone(), on, unfiled });
                }
            }
        }
        self.corrections.push(Correction { was, now: change.clone(), reason: reason.clone(), by, on });
        self.told.tell(told, stamp);
    }

    /// Everything that was put right, the first one first.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// Whether what is said of a fact is not what was first written down.
    #[must_use]
    pub fn is_mended(&self, at: usize) -> bool {
        let of = |change: &Change| match change {
            Change::Fact { place, .. } => *place == at,
            Change::Subject { .. }
            | Change::Number { .. }
            | Change::Place { .. }
            | Change::Reading { .. }
            | Change::Urgency { .. }
            | Change::Ideologies { .. }
            | Change::Channel { .. }
            | Change::Contact { .. }
            | Change::Reporter { .. }
            | Change::Withdrawn { .. } => false,
        };
        self.corrections.iter().any(|correction| of(&correction.now))
    }
}
