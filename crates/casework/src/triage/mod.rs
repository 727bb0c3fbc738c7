//! The triage of a complex case under the WGS: an organisation submits somebody, and once a week those who sit at the triage of the house say how
//! they see it. Municipality of stay, police and OM decide with three keys on one text: a case, more to be asked first, elsewhere, or nothing. It is
//! there only in a house that opened it. Nothing in here adds the answers up: people decide
//! ([ADR 36](../../../../docs/adr/0036-triage-is-a-door-that-a-house-opens.md)).

mod acts;
mod card;
mod door;
mod model;
pub(crate) mod pages;
mod ruling;
mod steps;
mod submission;
mod texts;
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use door::{about, is_there_for, opened_by};
pub use model::{Event, Triage};
pub use ruling::{Objection, Ruling, Text, View};
pub use submission::{About, Answered, Answers, Informed, Person, Submission, Wished, takes_part};
pub use words::{Criterion, Fit, Mark, NotYet, Outcome, State};

use vault::Act as _;

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Triage>(crate::places::TRIAGES.list());
    pages::rooms(house);
}

/// Where the work of this act is done, when that is not at the head of the page.
pub(crate) fn work_at(act: &str, id: kernel::DossierId) -> Option<String> {
    if act == OpenFromTriage::INFO.name {
        return Some(crate::places::case_from_triage(id));
    }
    let places = [
        (SaySeen::INFO, "#view"),
        (DraftRuling::INFO, "/besluit"),
        (TurnKey::INFO, "#keys"),
        (AnswerMore::INFO, "#more"),
        (HearOutcome::INFO, "#hear"),
    ];
    let rest = places.iter().find(|(info, _)| info.name == act)?.1;
    Some(crate::places::TRIAGES.under(id, rest))
}
