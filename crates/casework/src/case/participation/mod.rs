//! Who takes part: a decision of the trio, one organisation at a time, with three keys (PAR-02..04, PAR-10).
//! Nobody is added by one organisation alone, and no third party without an end date.

mod grounds;

pub use grounds::{ElsewhereGround, Ground, Standing, VERSION, fits, standing};

use super::model::{Case, Event, Purpose};
use crate::table::Keys;
use kernel::{AgencyId, Date, Note, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use vault::AgencyKind;

/// As what an organisation would take part, with what the law asks for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Sought {
    /// As participant, for a statutory task of its own.
    Participant {
        /// The task.
        ground: Ground,
        /// For a municipality other than that of stay: why it.
        elsewhere: Option<Elsewhere>,
    },
    /// As incidental third party (Wgpga art. 3 lid 3, WGS art. 2.31 lid 9).
    Third {
        /// The expertise that is needed.
        expertise: Note,
        /// Its statutory or public task.
        task: Note,
        /// The last day.
        until: Date,
    },
}

/// Why another municipality takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Which of the two grounds.
    pub ground: ElsewhereGround,
    /// In words.
    pub explanation: Note,
}

/// A proposal to let one organisation take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its number within the case.
    pub no: u32,
    /// Who would take part.
    pub agency: AgencyId,
    /// What sort of organisation it is.
    pub kind: AgencyKind,
    /// As what.
    pub sought: Sought,
    /// Why this case needs it.
    pub necessity: Note,
    /// From which day.
    pub from: Date,
}

/// A proposal with its keys.
#[derive(Debug, Clone)]
pub struct Pending {
    /// What is proposed.
    pub proposal: Proposal,
    /// Whose keys are turned.
    pub keys: Keys,
    /// Since when it waits.
    pub since: Date,
    /// For which of the four purposes, once there is a plan.
    pub purpose: Option<Purpose>,
}

/// An organisation that the trio let in.
#[derive(Debug, Clone)]
pub struct Member {
    /// What was decided, with its grounds.
    pub proposal: Proposal,
    /// Since when.
    pub since: Date,
    /// When and why it ended.
    pub ended: Option<(Date, Note)>,
    /// Whether a third party signed its declaration (PAR-06).
    pub declared: bool,
}

impl Member {
    /// Whether it is an incidental third party.
    #[must_use]
    pub fn is_third(&self) -> bool {
        matches!(self.proposal.sought, Sought::Third { .. })
    }

    /// The last day of a third party.
    #[must_use]
    pub fn until(&self) -> Option<Date> {
        match self.proposal.sought {
            Sought::Third { until, .. } => Some(until),
            Sought::Participant { .. } => None,
        }
    }

    /// Whether it takes part on this day. A third party only after its declaration.
    #[must_use]
    pub fn valid_on(&self, day: Date) -> bool {
        let in_time = self.proposal.from <= day && self.until().is_none_or(|last| day <= last);
        self.ended.is_none() && in_time && (!self.is_third() || self.declared)
    }
}

impl Case {
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
        if self.pending.iter().any(|p| p.proposal.agency == proposal.agency) {
            return Err(Refusal::of(
                "Er ligt al een voorstel voor deze organisatie.",
                "There already is a proposal for this organisation.",
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
        self.toward(pending.purpose, Event::ParticipationKeyTurned { no, agency, person })
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
                "Municipality, police and OM stay at the table as long as the case runs.",
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
        opening.trio.all().into_iter().chain(let_in.map(|m| &m.proposal.agency)).collect()
    }

    /// A proposal that waits for keys.
    pub(super) fn pending(&self, no: u32) -> Result<&Pending, Refusal> {
        self.pending
            .iter()
            .find(|p| p.proposal.no == no)
            .ok_or(Refusal::of("Dit voorstel is er niet meer.", "This proposal is no longer there."))
    }

    fn proposal_fits(&self, proposal: &Proposal, today: Date) -> Result<(), Refusal> {
        let opening = self.begun()?;
        if self.sits(&proposal.agency) {
            return Err(
                Refusal::of("Deze organisatie zit al aan tafel.", "This organisation already sits here.").at("agency")
            );
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
