//! About a person: signal, weighing, advice, case; who speaks for an organisation there; and questions about a person that were put to
//! a table elsewhere. Every feature is one folder, and arrows between features go down.

mod accounting;
pub mod advice;
pub mod beyond;
pub mod board;
pub mod case;
pub mod days;
pub mod enquiry;
#[cfg(test)]
mod folding;
mod leaving;
pub mod meeting;
mod mending;
pub mod office;
pub mod outgoing;
mod overview;
pub mod parts;
mod places;
pub mod promises;
pub mod receiving;
pub mod referral;
mod referring;
pub mod reporting;
pub mod review;
pub mod reviewing;
#[cfg(test)]
#[path = "../../../tests/rig.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a test may stop, and uses a part of it")]
mod rig;
mod running;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod samples;
mod seating;
mod sheets;
pub mod signal;
pub mod table;
pub mod triage;
pub mod watching;
pub mod weighing;
pub mod work;

use std::sync::{Arc, LazyLock};
use vault::{ActInfo, Kind, RuleError, Rulebook};

/// The table of contents: one line per feature.
pub fn rooms(house: &mut web::Rooms) {
    work::rooms(house);
    board::rooms(house);
    days::rooms(house);
    promises::rooms(house);
    office::rooms(house);
    enquiry::rooms(house);
    watching::rooms(house);
    referral::rooms(house);
    reporting::rooms(house);
    review::rooms(house);
    signal::rooms(house);
    weighing::rooms(house);
    advice::rooms(house);
    triage::rooms(house);
    case::rooms(house);
    beyond::rooms(house);
    referring::rooms(house);
    reviewing::rooms(house);
    receiving::rooms(house);
    meeting::rooms(house);
    leaving::rooms(house);
    accounting::rooms(house);
    mending::rooms(house);
}

/// The kinds of dossier.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::of::<office::Arranged>(),
        Kind::of::<enquiry::Enquiry>(),
        Kind::of::<watching::Watch>(),
        Kind::of::<referral::Referral>(),
        Kind::of::<review::Review>(),
        Kind::of::<reporting::Door>(),
        Kind::of::<signal::Signal>(),
        Kind::of::<weighing::Weighing>(),
        Kind::of::<advice::Advice>(),
        Kind::of::<triage::Triage>(),
        Kind::of::<case::Case>(),
        Kind::of::<beyond::Beyond>(),
        Kind::of::<receiving::Reception>(),
        Kind::of::<meeting::Meeting>(),
    ]
}

/// Every act of every feature.
pub const ACTS: [&[ActInfo]; 14] = [
    office::ACTS,
    enquiry::ACTS,
    watching::ACTS,
    referral::ACTS,
    review::ACTS,
    reporting::ACTS,
    signal::acts::ACTS,
    weighing::ACTS,
    advice::ACTS,
    triage::ACTS,
    case::ACTS,
    beyond::ACTS,
    receiving::ACTS,
    meeting::ACTS,
];

/// The rules of every feature.
pub const POLICIES: [&str; 14] = [
    office::POLICY,
    enquiry::POLICY,
    watching::POLICY,
    referral::POLICY,
    review::POLICY,
    reporting::POLICY,
    signal::POLICY,
    weighing::POLICY,
    advice::POLICY,
    triage::POLICY,
    case::POLICY,
    beyond::POLICY,
    receiving::POLICY,
    meeting::POLICY,
];

/// The rules of every feature, validated; a process reads them once, however many houses it opens.
///
/// # Errors
/// The first policy or act that does not fit.
pub fn rulebook() -> Result<Arc<Rulebook>, RuleError> {
    static BOOK: LazyLock<Result<Arc<Rulebook>, RuleError>> =
        LazyLock::new(|| Rulebook::build(&ACTS, &POLICIES).map(Arc::new));
    BOOK.clone()
}
