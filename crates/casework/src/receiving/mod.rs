//! A case that another house hands over: somebody of the municipality brings the sealed file in, reads what it is, and takes it over or does not.
//! What is taken over becomes a case of its own, in which nothing of the old keys counts; what lay in the file is erased here with the answer
//! ([ADR 33](../../../../docs/adr/0033-a-case-goes-to-another-house.md)).

mod acts;
mod card;
mod model;
mod pages;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use model::{About, Event, Reception, State};

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Reception>(crate::places::RECEPTIONS.list());
    pages::rooms(house);
}
