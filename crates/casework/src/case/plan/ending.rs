//! How an agreement ends: kept, not kept, or let go. People say it, with what they have to say of it; that a day has passed says nothing but that.

use super::{Agreement, AgreementStands, Ending, Unkept};
use crate::case::authors::Deed;
use crate::case::correcting::Text;
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Note, PersonId, Refusal};
use vault::{Named, Promise};

/// What is said of an agreement that was kept, broken or let go.
pub(in crate::case) const OVER: Refusal =
    Refusal::of("Deze afspraak is al voorbij.", "This agreement is already over.");
const NOBODYS: Refusal = Refusal::of(
    "Alleen wie de afspraak moet nakomen of wie erom vroeg, kan dit zeggen.",
    "Only whoever must keep the agreement or whoever asked for it can say this.",
);
const KEPT: Refusal = Refusal::of("Deze afspraak is al nagekomen.", "This agreement has already been kept.");
const LET_GO: Refusal = Refusal::of("Deze afspraak is losgelaten.", "This agreement has been let go.");

impl Case {
    /// How far it is with what was expected.
    #[must_use]
    pub fn agreement_stands(&self, agreement: &Agreement) -> AgreementStands {
        match (&agreement.done, agreement.unkept.as_ref().map(|it| it.how), agreement.accepted) {
            (Some(_), _, _) => AgreementStands::Kept,
            (None, Some(Ending::Broken), _) => AgreementStands::Broken,
            (None, Some(Ending::Released), _) => AgreementStands::Released,
            (None, None, Some(_)) => AgreementStands::Accepted,
            (None, None, None) if self.declined(agreement.no).is_some() => AgreementStands::Declined,
            (None, None, None) => AgreementStands::Asked,
        }
    }

    /// Whether this organisation asked for it, or answers for what was asked by who left.
    #[must_use]
    pub fn asked_for(&self, agreement: &Agreement, agency: &AgencyId, today: Date) -> bool {
        self.answers_for(&Text::Agreement(agreement.clone()), agency, today)
    }

    /// Who must keep it or who asked for it says that it was kept, and how; also of one that was said not to be.
    ///
    /// # Errors
    /// A sentence when it is neither of these, it was not accepted, or it was kept or let go.
    pub fn complete_agreement(&self, no: u32, agency: &AgencyId, day: Date, how: Note) -> Result<Event, Refusal> {
        self.accepted_of(no, agency, day)?;
        self.toward(Some(Purpose::Execute), Event::AgreementDone { no, day, how })
    }

    /// Who must keep it says that it is not kept, or who asked for it, once its day has passed.
    ///
    /// # Errors
    /// A sentence when it is neither of these, it was not accepted or has ended, or the day of who must keep it has not passed yet.
    pub fn break_agreement(&self, no: u32, agency: &AgencyId, day: Date, reason: Note) -> Result<Event, Refusal> {
        let agreement = self.accepted_of(no, agency, day)?;
        if agreement.unkept.is_some() {
            return Err(Refusal::of(
                "Er is al gezegd dat deze afspraak niet is nagekomen.",
                "It has already been said that this agreement was not kept.",
            ));
        }
        if &agreement.agency != agency && !agreement.is_late(day) {
            return Err(Refusal::of(
                "De dag van deze afspraak is nog niet voorbij. Tot dan kan alleen wie hem moet nakomen dit zeggen.",
                "The day of this agreement has not passed yet. Until then only whoever must keep it can say this.",
            ));
        }
        self.toward(Some(Purpose::Execute), Event::AgreementBroken { no, day, reason })
    }

    /// Who asked for it lets it go: nobody is kept to it any longer.
    ///
    /// # Errors
    /// A sentence when another asked for it, who must keep it asked nobody but itself, or it was kept or let go.
    pub fn release_agreement(&self, no: u32, agency: &AgencyId, day: Date, reason: Note) -> Result<Event, Refusal> {
        let agreement = self.agreement(no)?;
        if !self.asked_for(agreement, agency, day) {
            return Err(Refusal::of(
                "Alleen wie om de afspraak vroeg, kan hem loslaten.",
                "Only whoever asked for the agreement can let it go.",
            ));
        }
        if self.is_own_word(agreement) {
            return Err(Refusal::of(
                "Uw organisatie zegde dit zelf toe. Zeg dat het niet is nagekomen, of trek de afspraak in.",
                "Your organisation promised this itself. Say that it was not kept, or withdraw the agreement.",
            ));
        }
        match (&agreement.done, &agreement.unkept) {
            (Some(_), _) => Err(KEPT),
            (None, Some(Unkept { how: Ending::Released, .. })) => Err(LET_GO),
            (None, Some(Unkept { how: Ending::Broken, .. }) | None) => {
                self.toward(Some(Purpose::Adjust), Event::AgreementReleased { no, day, reason })
            }
        }
    }

    /// Whether who must keep it wrote it down itself: there is nobody who asked.
    #[must_use]
    pub fn is_own_word(&self, agreement: &Agreement) -> bool {
        self.authors.of(agreement.no, Deed::Made).is_some_and(|by| by.agency == agreement.agency)
    }

    /// What was expected and is not answered, or late: it comes back whenever the table meets, for who reads it.
    pub fn unanswered_for(&self, agency: &AgencyId, today: Date) -> impl Iterator<Item = &Agreement> {
        self.agreements_for(agency).filter(move |a| a.is_open() && (a.accepted.is_none() || a.is_late(today)))
    }

    /// The persons of whom something can be expected on this day: who was named and sits here.
    pub fn sitting(&self, day: Date) -> impl Iterator<Item = (&AgencyId, &PersonId)> {
        let here = move |(agency, named): &(&AgencyId, &Named)| named.counts_on(day) && self.sits_on(agency, day);
        self.named.all().filter(here).map(|(agency, named)| (agency, &named.person))
    }

    /// The same for a list over many cases.
    pub(in crate::case) fn promise(&self, agreement: &Agreement) -> Promise {
        let maker = self.authors.of(agreement.no, Deed::Made);
        Promise {
            no: agreement.no,
            agency: agreement.agency.clone(),
            person: agreement.person.clone(),
            asker: maker.map(|by| by.agency.clone()),
            asked_by: maker.map(|by| by.person.clone()),
            stands: self.agreement_stands(agreement).word(),
            running: agreement.is_open(),
            due: agreement.due,
            what: agreement.what.clone(),
        }
    }

    pub(in crate::case) fn take_unkept(&mut self, no: u32, how: Ending, (day, reason): (Date, &Note)) {
        self.declined.remove(&no);
        if let Some(agreement) = self.agreements.iter_mut().find(|a| a.no == no) {
            agreement.unkept = Some(Unkept { how, day, reason: reason.clone() });
        }
    }

    fn agreement(&self, no: u32) -> Result<&Agreement, Refusal> {
        self.agreements.iter().find(|a| a.no == no).ok_or(NOBODYS)
    }

    /// One that was accepted and can still be kept, for who must keep it and who asked for it.
    fn accepted_of(&self, no: u32, agency: &AgencyId, today: Date) -> Result<&Agreement, Refusal> {
        let agreement = self.agreement(no)?;
        if &agreement.agency != agency && !self.asked_for(agreement, agency, today) {
            return Err(NOBODYS);
        }
        match (self.agreement_stands(agreement), &agreement.accepted) {
            (AgreementStands::Kept, _) => Err(KEPT),
            (AgreementStands::Released, _) => Err(LET_GO),
            (AgreementStands::Accepted | AgreementStands::Broken, Some(_)) => Ok(agreement),
            (
                AgreementStands::Asked
                | AgreementStands::Declined
                | AgreementStands::Accepted
                | AgreementStands::Broken,
                _,
            ) => Err(Refusal::of("Neem de afspraak eerst aan.", "Accept the agreement first.")),
        }
    }
}
