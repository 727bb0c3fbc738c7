//! Proposing that an organisation takes part, the keys on it, its declaration and its end.

use super::{Member, Pending, Proposal, Sought, Standing, fits, standing};
use crate::case::model::{Case, Event};
use crate::case::purpose::Purpose;
use kernel::{AgencyId, Date, Note, PersonId, Refusal};
use vault::AgencyKind;

impl Case {
    /// What sort of organisation it is, as far as it may contribute; the director guards the process and contributes nothing.
    #[must_use]
    pub fn kind_of(&self, agency: &AgencyId) -> Option<AgencyKind> {
        let opening = self.opening.as_ref()?;
        if agency == &opening.trio.stay || opening.support.as_ref() == Some(agency) {
            return Some(AgencyKind::Municipality);
        }
        if opening.trio.has(agency) && !self.takers().contains(&agency) {
            return None;
        }
        if agency == &opening.trio.police {
            return Some(AgencyKind::Police);
        }
        if agency == &opening.trio.prosecution {
            return Some(AgencyKind::Prosecution);
        }
        self.member(agency).map(|m| m.proposal.kind)
    }

    /// Proposes that one organisation takes part.
    ///
    /// # Errors
    /// A sentence when it already sits here, is not on the list of the law, or a ground is missing.
    pub fn propose_participant(
        &self,
        purpose: Option<Purpose>,
        proposal: Proposal,
        today: Date,
    ) -> Result<Event, Refusal> {
        self.proposal_fits(&proposal, today)?;
        self.must_be_a_table()?;
        self.must_be_confirmed(today)?;
        if self.pending.iter().any(|p| p.proposal.agency == proposal.agency) {
            return Err(Refusal::of(
                "Er ligt al een voorstel voor deze organisatie.",
                "There is already a proposal for this organisation.",
            )
            .at("agency"));
        }
        let proposal = Proposal { no: self.next(), ..proposal };
        self.toward(purpose, Event::ParticipationProposed(proposal))
    }

    /// Changes a proposal; every key goes back.
    ///
    /// # Errors
    /// A sentence when there is no such proposal, or it does not fit the law.
    pub fn reword_participant(&self, proposal: Proposal, today: Date) -> Result<Event, Refusal> {
        let pending = self.pending(proposal.no)?;
        if pending.proposal.agency != proposal.agency {
            return Err(Refusal::of(
                "Een voorstel gaat over één organisatie. Maak een nieuw voorstel.",
                "A proposal is about one organisation. Make a new one.",
            )
            .at("agency"));
        }
        self.proposal_fits(&proposal, today)?;
        self.toward(pending.purpose, Event::ParticipationReworded(proposal))
    }

    /// Turns one of the three keys on a proposal; the third lets the organisation in.
    ///
    /// # Errors
    /// A sentence when this organisation holds no key here, or turned it.
    pub fn turn_participation_key(&self, no: u32, agency: &AgencyId, person: &PersonId) -> Result<Event, Refusal> {
        let pending = self.pending(no)?;
        pending.keys.may_turn(agency, person)?;
        let (agency, person) = (agency.clone(), person.clone());
        self.toward(pending.purpose, Event::ParticipationKeyTurned { no, agency, person, greets: true })
    }

    /// A third party declares that it treats what it reads as the law asks; before that it reads nothing (PAR-06).
    ///
    /// # Errors
    /// A sentence when it is no third party here, or has declared.
    pub fn declare(&self, agency: &AgencyId) -> Result<Event, Refusal> {
        match self.member(agency) {
            Some(m) if m.is_third() && !m.declared => {
                self.toward(Some(Purpose::Execute), Event::Declared { agency: agency.clone() })
            }
            _ => Err(Refusal::of("Hier is geen verklaring nodig.", "No declaration is needed here.")),
        }
    }

    /// Whether this is a day on which the organisation was let in to take part; its first day may be to come.
    #[must_use]
    pub fn is_within_days(&self, agency: &AgencyId, today: Date) -> bool {
        self.member(agency).is_some_and(|m| m.proposal.from <= today && m.until().is_none_or(|last| today <= last))
    }

    /// Ends the taking part of one organisation. What it gave stays its own; what others gave it no longer reads.
    ///
    /// # Errors
    /// A sentence for one of the three, or an organisation that does not take part.
    pub fn end_participation(&self, agency: &AgencyId, reason: Note, day: Date) -> Result<Event, Refusal> {
        if self.trio().is_some_and(|t| t.has(agency)) {
            return Err(Refusal::of(
                "Gemeente, politie en OM blijven aan tafel zolang de casus loopt.",
                "Municipality, police and OM stay at the table as long as the case is open.",
            ));
        }
        if self.member(agency).is_none() {
            return Err(
                Refusal::of("Deze organisatie doet niet mee.", "This organisation does not take part.").at("agency")
            );
        }
        self.toward(Some(Purpose::Adjust), Event::ParticipationEnded { agency: agency.clone(), reason, day })
    }

    /// The organisation as it takes part now, apart from the trio.
    #[must_use]
    pub fn member(&self, agency: &AgencyId) -> Option<&Member> {
        self.members.iter().find(|m| &m.proposal.agency == agency && m.ended.is_none())
    }

    /// Who are joint controllers: never a third party, never a private party (REG-06, PAR-08).
    #[must_use]
    pub fn controllers(&self) -> Vec<&AgencyId> {
        let Some(opening) = &self.opening else { return Vec::new() };
        let let_in = self
            .members
            .iter()
            .filter(|m| m.ended.is_none() && !m.is_third())
            .filter(|m| standing(m.proposal.kind, opening.regime) == Some(Standing::Controller));
        self.takers().into_iter().chain(let_in.map(|m| &m.proposal.agency)).collect()
    }

    /// A proposal that waits for keys.
    pub(in crate::case) fn pending(&self, no: u32) -> Result<&Pending, Refusal> {
        self.pending
            .iter()
            .find(|p| p.proposal.no == no)
            .ok_or(Refusal::of("Dit voorstel is er niet meer.", "This proposal is no longer there."))
    }

    fn proposal_fits(&self, proposal: &Proposal, today: Date) -> Result<(), Refusal> {
        let opening = self.begun()?;
        proposal.explicit.check(today)?;
        // One of the three that was asked, or said that it does not take part, comes by its own key or not at all.
        if self.sits(&proposal.agency) || opening.trio.has(&proposal.agency) {
            return Err(Refusal::of(
                "Deze organisatie zit al aan tafel.",
                "This organisation already sits at the table.",
            )
            .at("agency"));
        }
        match &proposal.sought {
            Sought::Participant { ground, elsewhere } => {
                fits(proposal.kind, opening.regime, *ground)?;
                let other = proposal.kind == AgencyKind::Municipality;
                if other && elsewhere.is_none() {
                    return Err(Refusal::of(
                        "Zeg waarom deze andere gemeente nodig is: merkbare gevolgen, of iemand die daar woont.",
                        "Say why this other municipality is needed: effects felt there, or someone living there.",
                    )
                    .at("elsewhere"));
                }
                Ok(())
            }
            Sought::Third { until, .. } if *until < proposal.from || *until < today => {
                Err(Refusal::of("De einddatum ligt te vroeg.", "The end date is too early.").at("until"))
            }
            Sought::Third { .. } => Ok(()),
        }
    }
}
