//! An independent review: somebody who sits at no table here looks whether a table was careful, reads an extract without names that the three
//! agreed to, and gives a reasoned opinion with recommendations; the three answer each of these
//! ([ADR 38](../../../../docs/adr/0038-a-reviewer-reads-what-three-let-go.md)).
//!
//! It is a dossier of its own and no seat at the case: whoever reviews reads this alone. Nobody is given a mark here, neither a person nor a table.

mod acts;
mod card;
mod extract;
mod kept;
mod model;
mod opinion;
pub(crate) mod pages;
mod texts;
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use extract::{Entry, Extract, Named, Part, Party, Passage, Sort, kind_says};
pub use kept::{Overseeings, Overseen, Oversight};
pub use model::{About, Event, Review, Reviewer, State, Text};
pub use opinion::{Answer, Answered, Follow, Opinion};
pub(crate) use texts::why_asked;
pub use words::{Hidden, Masks};

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Review>(crate::places::REVIEWS.list());
    pages::rooms(house);
}

/// Where this task leads, when that is not the top of the review itself.
pub(crate) fn work_at(act: &str, id: kernel::DossierId, thing: Option<u32>) -> Option<String> {
    if act == <RewordReview as vault::Act>::INFO.name {
        return Some(crate::places::REVIEWS.under(id, "/tekst"));
    }
    let no = thing.filter(|_| act == <AnswerReview as vault::Act>::INFO.name)?;
    Some(crate::places::REVIEWS.under(id, &format!("#recommendation-{no}")))
}
