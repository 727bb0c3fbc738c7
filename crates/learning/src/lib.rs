//! About the work: evaluations, sessions, calibration, recommendations. There is no person in it, and nothing in it can name a dossier
//! about a person. It gives no verdict on people or organisations, and nothing that comes out of it ranks. Every feature is one
//! folder, and arrows between features go down.

pub mod calibration;
pub mod counters;
pub mod evaluation;
pub mod observation;
pub mod questionnaire;
pub mod recommendation;
pub mod session;

use vault::{ActInfo, Kind, RuleError, Rulebook};

/// The table of contents: one line per feature.
pub fn rooms(_house: &mut web::Rooms) {}

/// The kinds of dossier.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![]
}

/// Every act of every feature.
pub const ACTS: [&[ActInfo]; 0] = [];

/// The rules of every feature.
pub const POLICIES: [&str; 0] = [];

/// The rules of this side alone, validated: for its tests.
///
/// # Errors
/// The first policy or act that does not fit.
pub fn rulebook() -> Result<Rulebook, RuleError> {
    Rulebook::build(&ACTS, &POLICIES)
}
