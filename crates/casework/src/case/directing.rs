//! Who directs: the case director of the municipality of stay and the process director of the house. Each organisation chooses its own from
//! its own people, may choose another later, and who is chosen says that they take it on.
//!
//! Who was named when a case was opened, before this was asked, was never asked to confirm and is not asked now.

mod steps;

use kernel::{Date, PersonId, Refusal, Say};
use serde::{Deserialize, Serialize};
use vault::{Author, Colleague, Role};

/// What somebody directs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The case, for the municipality of stay.
    Case,
    /// The process, for the house.
    Process,
}

impl Direction {
    /// What who does it is called.
    #[must_use]
    pub fn says(self) -> Say {
        match self {
            Self::Case => Say::of("casusregisseur", "case director"),
            Self::Process => Say::of("procesregisseur", "process director"),
        }
    }

    /// Whether this role can do it.
    #[must_use]
    pub fn suits(self, role: Role) -> bool {
        match self {
            Self::Case => matches!(role, Role::CaseDirector | Role::Official),
            Self::Process => role == Role::ProcessDirector,
        }
    }
}

/// Somebody who was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Who.
    pub person: PersonId,
    /// Who chose them.
    pub by: Author,
    /// When.
    pub on: Date,
    /// When they said that they take it on.
    pub taken: Option<Date>,
}

/// Who was chosen for either, since it is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directors {
    /// For the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Chosen>,
    /// For the process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<Chosen>,
}

const NOT_ONE_OF_YOURS: Refusal = Refusal::of(
    "Kies iemand van uw eigen organisatie die de regie kan nemen.",
    "Choose somebody in your own organisation who can take the lead.",
);

/// What is said when one person would have both.
pub(super) const TWO_PEOPLE: Refusal = Refusal::of(
    "Casusregie en procesregie horen bij twee mensen.",
    "Case direction and process direction belong to two people.",
);

/// Whether this is somebody of these colleagues who can direct on this day.
///
/// # Errors
/// A sentence when it is not.
pub fn can_direct(
    direction: Direction,
    colleagues: &[&Colleague],
    person: &PersonId,
    day: Date,
) -> Result<(), Refusal> {
    let suits = |c: &&Colleague| c.person == *person && direction.suits(c.role) && c.can_sit(day);
    if colleagues.iter().any(suits) { Ok(()) } else { Err(NOT_ONE_OF_YOURS) }
}
