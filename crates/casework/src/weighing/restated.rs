//! What of an aanmelding can turn out to be wrong, and what is kept when it is put right.

use super::filing::Subject;
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

/// A correction as it reached the table: what it said, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restating {
    /// What it said.
    pub was: Restated,
    /// What it says since.
    pub now: Restated,
    /// Why; none where only a fact came to it.
    pub reason: Option<Note>,
    /// By whom.
    pub by: Author,
    /// When.
    pub on: Date,
    /// Whether the weighing was over by then: its judgement stays what it was.
    pub over: bool,
}
