//! Learning evaluation: a question about how people work together, and everything that answers it - questionnaire, talks, observation,
//! findings with what they rest on, recommendations, a report that everybody can read, and measuring again a year later. It gives no
//! verdict on a person or an organisation, and there is no field for one.

pub mod acts;
mod card;
mod event;
mod learning;
mod model;
mod pages;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use acts::ACTS;
pub use event::{Advised, Event, Evidence, Figure, Finding, FollowUp, Opening, Report};
pub use model::{Evaluation, Planned};
pub use words::{Side, Source, State, Step, Table};

/// Who may do what, each with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Evaluation>(crate::places::EVALUATIONS.list());
    pages::rooms(house);
}
