//! The office of an organisation: who holds it, who turns its keys by mandate, and who is its desk. The directory takes over what is said
//! here, and the rules ask it for every key.
//!
//! It holds nothing about a case: everybody with an account reads whose key may be turned by whom (Awb art. 10:5 and 3:42).

mod acts;
mod card;
mod model;
mod pages;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use model::{Arranged, Event, GivenMandate, Proposed, State};

/// Who may do what here, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Arranged>(crate::places::OFFICES.list());
    pages::rooms(house);
}
