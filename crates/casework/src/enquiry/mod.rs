//! Enquiry: a question about a person that hit a dossier elsewhere, put to the persons who sit there (ACC-03). They read who asks and why,
//! and answer or not. Whoever asked learns of it only when somebody answers; until then, and when nobody does, for them it never was.
//!
//! It is a dossier of its own and no event of the one that was hit: a stranger's question must not make the clock of the law run on there,
//! nor can who asked be given a seat at it. It holds no name and no number of the person: whoever is asked knows who it is about.

mod acts;
mod card;
mod model;
mod pages;
mod put;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use model::{Enquiry, Event, Outside, Question, Reply, State};
pub use put::{put, put_all, put_of};

use vault::Act as _;

/// Who may do what with an enquiry, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Enquiry>(crate::places::ENQUIRIES.list());
    pages::rooms(house);
}

/// Where this task leads, when that is not the enquiry itself.
pub(crate) fn work_at(act: &str, id: kernel::DossierId) -> Option<String> {
    (act == TakeReply::INFO.name).then(|| crate::places::ENQUIRIES.under(id, "/reactie"))
}
