//! About the work: evaluations, sessions, calibration, recommendations. There is no person in it, and nothing in it can name a dossier
//! about a person. It gives no verdict on people or organisations, and nothing that comes out of it ranks. Every feature is one
//! folder, and arrows between features go down.

mod asking;
pub mod calibration;
mod chart;
pub mod counters;
mod crowding;
mod directory;
mod entrance;
pub mod evaluation;
mod fields;
#[cfg(test)]
mod folding;
mod listing;
mod naming;
mod numbering;
pub mod observation;
mod pairs;
mod places;
mod promise;
pub mod questionnaire;
pub mod recommendation;
#[cfg(test)]
#[path = "../../../tests/rig.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test may stop, and uses a part of it")]
mod rig;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod samples;
pub mod session;

use std::sync::{Arc, LazyLock};
use vault::{ActInfo, Kind, RuleError, Rulebook};

/// The table of contents: one line per feature.
pub fn rooms(house: &mut web::Rooms) {
    entrance::rooms(house);
    promise::rooms(house);
    calibration::rooms(house);
    counters::rooms(house);
    recommendation::rooms::<session::ReadNote, evaluation::acts::ReadEvaluation>(house);
    questionnaire::rooms(house);
    observation::rooms(house);
    evaluation::rooms(house);
    session::rooms(house);
}

/// The kinds of dossier.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<calibration::Calibration>(),
        Kind::of::<recommendation::Recommendation>(),
        Kind::of::<questionnaire::Questionnaire>(),
        Kind::of::<observation::Observation>(),
        Kind::of::<evaluation::Evaluation>(),
        Kind::of::<session::Session>(),
    ]
}

/// Every act of every feature.
pub const ACTS: &[&[ActInfo]] = &[
    calibration::ACTS,
    counters::ACTS,
    recommendation::ACTS,
    questionnaire::ACTS,
    observation::ACTS,
    evaluation::ACTS,
    session::ACTS,
];

/// The rules of every feature.
pub const POLICIES: &[&str] = &[
    calibration::POLICY,
    counters::POLICY,
    recommendation::POLICY,
    questionnaire::POLICY,
    observation::POLICY,
    evaluation::POLICY,
    session::POLICY,
];

/// The rules of this side alone, validated: for its tests, which read them once.
///
/// # Errors
/// The first policy or act that does not fit.
pub fn rulebook() -> Result<Arc<Rulebook>, RuleError> {
    static BOOK: LazyLock<Result<Arc<Rulebook>, RuleError>> =
        LazyLock::new(|| Rulebook::build(ACTS, POLICIES).map(Arc::new));
    BOOK.clone()
}
