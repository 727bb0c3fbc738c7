//! A meeting: on which day tables come together, in which order and for how long, who is expected at which item, and who was there. A series of
//! them, each after so many weeks, with what was not dealt with carried over.
//!
//! It holds nothing of what lies on a table: an item is the number of a dossier, and whoever reads the agenda reads of it what they read at that
//! dossier, and of an item at which they do not sit nothing at all: no gap, no number, no count. What is said and decided is kept where
//! it belongs, in the dossier itself, with its secrecy and its last day.

mod acts;
mod agenda;
mod card;
mod event;
mod live;
mod model;
mod pages;
mod plan;
mod start;
mod steps;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use agenda::{About, Holding, Item, Outcome, Point, seated};
pub use event::Event;
pub use live::{Phase, Prompt, Talk};
pub use model::Meeting;
pub use plan::{Answer, Coming, Plan, Sort, State, When};
pub use start::Start;

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Meeting>(crate::places::MEETINGS.list());
    pages::rooms(house);
}
