//! Observation: what somebody saw in a meeting, moment by moment. Whether a decision, its ground, an expectation, an alternative was
//! spoken - never who spoke. It is given to the table, and counts only after the table said what it thinks of it.

pub mod acts;
mod card;
mod event;
mod model;
mod pages;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use acts::ACTS;
pub use event::{Event, Moment, Opening, Remark};
pub use model::{Count, Observation};
pub use words::{Look, Mark, Side, State};

/// Who may do what, each with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Observation>(crate::places::OBSERVATIONS.list());
    pages::rooms(house);
}
