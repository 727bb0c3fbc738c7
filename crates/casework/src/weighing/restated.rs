//! What of an aanmelding can turn out to be wrong, and what is kept when it is put right.

use super::filing::Subject;
use crate::table::Reader;
use kernel::{AgencyId, Date, HouseId, MunicipalityId, Note, Observed};
use serde::{Deserialize, Serialize};
use vault::Author;

/// Everything of the aanmelding that can turn out to be wrong, as the signal says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restated {
    /// The municipality of stay.
    pub municipality: MunicipalityId,
    /// The house in whose region it lies.
    pub house: HouseId,
    /// Municipality of stay, police, OM; in this order.
    pub trio: [AgencyId; 3],
    /// The agency of the house.
    pub director: AgencyId,
    /// About whom.
    pub subject: Subject,
    /// The observed facts, in the places in which they were filed.
    pub facts: Vec<Observed>,
    /// The places of those that were withdrawn, from nought.
    pub withdrawn: Vec<usize>,
    /// How the reporter reads them.
    pub reading: Option<Note>,
    /// Whether the signal says that it cannot wait.
    pub acute: bool,
}

/// Why it says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// A fact came to it.
    Added,
    /// What was wrong is about the reporter: why could say who that is, so nobody at the table reads it.
    Reporter,
    /// What who put it right wrote.
    Reason(Note),
}

impl Because {
    /// The reason, and whether it is kept back for the reporter, as they are stored.
    #[must_use]
    pub fn stored(&self) -> (Option<Note>, bool) {
        match self {
            Self::Added => (None, false),
            Self::Reporter => (None, true),
            Self::Reason(reason) => (Some(reason.clone()), false),
        }
    }

    /// As it was stored. Before it was kept apart, one sentence stood for the reporter.
    #[must_use]
    pub fn read(reason: Option<&Note>, reporter: bool) -> Self {
        const BEFORE: &str = "De gegevens van de melder zijn verbeterd.";
        match reason {
            _ if reporter => Self::Reporter,
            Some(reason) if reason.as_str() == BEFORE => Self::Reporter,
            Some(reason) => Self::Reason(reason.clone()),
            None => Self::Added,
        }
    }
}

/// Who is told at the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldThere {
    /// Who read the weighing.
    pub table: Vec<Reader>,
    /// Who read, for the college, whom it is about.
    pub college: Vec<Reader>,
}

/// A correction as it reached the table: what it said, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restating {
    /// What it said.
    pub was: Restated,
    /// What it says since.
    pub now: Restated,
    /// Why; none where only a fact came to it, or where it is about the reporter.
    pub reason: Option<Note>,
    /// Whether it is about the reporter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reporter: bool,
    /// By whom.
    pub by: Author,
    /// When.
    pub on: Date,
    /// Whether it was decided by then: the judgement, or the decision on the advice, stays what it was.
    pub over: bool,
    /// Whether the three had not agreed by then, and it was not over: only what lay before them on how to go on falls.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stuck: bool,
}

impl Restating {
    /// Why, as far as who reads it may know.
    #[must_use]
    pub fn because(&self) -> Because {
        Because::read(self.reason.as_ref(), self.reporter)
    }

    /// Whether it says of somebody else whom it is about, or when they were born.
    #[must_use]
    pub fn is_of_person(&self) -> bool {
        self.was.is_other_person(&self.now)
    }
}

impl Restated {
    /// Whether the other names somebody else, or another day of birth.
    #[must_use]
    pub fn is_other_person(&self, other: &Self) -> bool {
        (&self.subject.name, self.subject.born, self.subject.unnamed)
            != (&other.subject.name, other.subject.born, other.subject.unnamed)
    }
}
