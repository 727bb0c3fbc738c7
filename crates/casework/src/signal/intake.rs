//! What is written down when a signal arrives. Facts one by one; the reporter's reading of them apart, because a signal is never an
//! accusation.

use super::words::{Ideology, ReporterKind};
use kernel::{AgencyId, Born, Bsn, Date, HouseId, Line, MunicipalityId, Note, Observed, Refusal, Say, Terms, happened};
use serde::{Deserialize, Serialize};

/// Whom it is about (REG-05). Rights of the AVG are for natural persons only, so a legal person has no birth date and no BSN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Subject {
    /// A human being.
    Person {
        /// The name, or what is known of it.
        name: Line,
        /// Date of birth, as far as it is known.
        birth: Option<Born>,
        /// Citizen service number (Wgpga art. 4 under b).
        bsn: Option<Bsn>,
    },
    /// A foundation, association or company.
    Organisation {
        /// Its name.
        name: Line,
    },
    /// Somebody whose name is not known yet, such as whoever puts up stickers or writes under another name.
    Unnamed {
        /// What one calls it until then: the sticker, the account.
        described: Line,
    },
}

impl Subject {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &Line {
        match self {
            Self::Person { name, .. } | Self::Organisation { name } | Self::Unnamed { described: name } => name,
        }
    }

    /// Whether it is a legal person.
    #[must_use]
    pub fn is_organisation(&self) -> bool {
        match self {
            Self::Person { .. } | Self::Unnamed { .. } => false,
            Self::Organisation { .. } => true,
        }
    }

    /// Whether it is not known yet who it is.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        match self {
            Self::Unnamed { .. } => true,
            Self::Person { .. } | Self::Organisation { .. } => false,
        }
    }

    /// Date of birth, of a natural person of whom it is known.
    #[must_use]
    pub fn birth(&self) -> Option<Born> {
        match self {
            Self::Person { birth, .. } => *birth,
            Self::Organisation { .. } | Self::Unnamed { .. } => None,
        }
    }

    /// Whether this can be whom a signal that came in on this day is about.
    ///
    /// # Errors
    /// A sentence when the day of birth lies in the future, or after the signal came in.
    pub fn check(&self, received: Date, today: Date) -> Result<(), Refusal> {
        let Some(birth) = self.birth() else { return Ok(()) };
        happened(birth.earliest(), today).map_err(|r| r.at("birth"))?;
        if received < birth.earliest() {
            return Err(Refusal::of(
                "De geboortedatum ligt na de dag waarop het signaal binnenkwam. Kijk beide na.",
                "The date of birth is after the day on which the signal came in. Check both.",
            )
            .at("birth"));
        }
        Ok(())
    }

    /// Changes the number of a natural person; nobody else has one.
    pub(super) fn set_bsn(&mut self, number: Option<Bsn>) {
        match self {
            Self::Person { bsn, .. } => *bsn = number,
            Self::Organisation { .. } | Self::Unnamed { .. } => {}
        }
    }

    /// Citizen service number, of a natural person of whom it is known.
    #[must_use]
    pub fn bsn(&self) -> Option<&Bsn> {
        match self {
            Self::Person { bsn, .. } => bsn.as_ref(),
            Self::Organisation { .. } | Self::Unnamed { .. } => None,
        }
    }
}

/// Who raised it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporter {
    /// What they are to the person, or do for a living.
    pub kind: ReporterKind,
    /// Only the agency that keeps the signal may know who it is.
    pub shielded: bool,
    /// Name.
    pub name: Option<Line>,
    /// How to call back.
    pub contact: Option<Line>,
}

/// The participant that brought the signal, and whom to call there (Wgpga art. 4 under d).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Which participant.
    pub agency: AgencyId,
    /// Name and how to reach them.
    pub contact: Line,
}

/// Everything that is written down at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// What it was called in the register it was taken over from.
    pub register_reference: Option<Line>,
    /// The day it came in.
    pub received: Date,
    /// Where the person stays.
    pub municipality: MunicipalityId,
    /// In whose region that is.
    pub house: HouseId,
    /// The agency of the municipality of stay, whose mayor directs (Wgpga art. 2 lid 1).
    pub stay: AgencyId,
    /// The agency that keeps it.
    pub owner: AgencyId,
    /// Which participant brought it.
    pub brought: Brought,
    /// Who raised it.
    pub reporter: Reporter,
    /// How it came in.
    pub channel: Line,
    /// Whom it is about.
    pub subject: Subject,
    /// What was seen, one by one.
    pub facts: Vec<Observed>,
    /// What the reporter makes of it.
    pub reading: Option<Note>,
    /// What is suspected; an empty list says that nobody was asked.
    pub ideologies: Vec<Ideology>,
    /// Somebody may come to harm before the next meeting.
    pub acute: bool,
    /// Anything else.
    pub remark: Option<Note>,
    /// The terms that held when it came in. What began before there were any has the usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

impl Intake {
    /// How long each step may take for this signal.
    #[must_use]
    pub fn terms(&self) -> Terms {
        self.terms.unwrap_or_default()
    }

    /// Whether this can be registered today.
    ///
    /// # Errors
    /// A sentence when there is no fact, or a day lies in the future.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        if self.facts.is_empty() {
            return Err(Refusal::of(
                "Schrijf ten minste één feit op: wat is er gezien of gehoord?",
                "Write down at least one fact: what was seen or heard?",
            )
            .at("facts.0.what"));
        }
        happened(self.received, today).map_err(|r| r.at("received"))?;
        self.subject.check(self.received, today)?;
        (1..).zip(&self.facts).try_for_each(|(n, fact): (usize, &Observed)| {
            check_fact(fact, today).map_err(|refusal| {
                Say::made(format!("Feit {n}: {}", refusal.why.nl), format!("Fact {n}: {}", refusal.why.en)).into()
            })
        })
    }
}

/// Whether this fact can be written down today.
///
/// # Errors
/// A sentence when its day lies in the future.
pub(super) fn check_fact(fact: &Observed, today: Date) -> Result<(), Refusal> {
    fact.on.map_or(Ok(()), |on| happened(on, today)).map_err(|r| r.at("on"))
}
