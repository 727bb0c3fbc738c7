//! Questionnaire: short questions to many people, without a way back from an answer to who gave it. Anonymity is chosen before it
//! opens and never changes; results are made once, by a rule that lets nobody be found by subtracting; the answers are destroyed.

pub mod acts;
mod answers;
mod card;
mod event;
pub mod import;
mod library;
mod model;
mod pages;
mod question;
mod results;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use acts::ACTS;
pub use answers::{Answer, Answers, Kept, Sheet};
pub use event::{Event, Opening, Review};
pub use model::{ANSWERS, BEGINNINGS, DRAFTS, Questionnaire, ToReview};
pub(crate) use pages::last;
pub use question::{Asks, OnlyIf, Question};
pub use results::{
    Bar, Cell, Group, LOWEST_THRESHOLD, OfVersion, OwnWords, Results, Table, USUAL_THRESHOLD, answers_to,
};
pub use words::{Anonymity, Judged, Sort, State};

/// Who may do what, each with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Questionnaire>(crate::places::QUESTIONNAIRES.list());
    pages::rooms(house);
}
