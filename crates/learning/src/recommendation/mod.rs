//! Recommendation: what an evaluation advises, to whom, and what became of it. It is numbered, gets solution directions, an owner, a
//! day and a trace of what was done, and it is looked at again later. Everybody who is logged in may read it: that nobody could see
//! what became of earlier ones is the very thing it is to mend. It is about the work; there is no person in it and no order of merit.

pub mod acts;
mod card;
mod event;
mod model;
mod pages;
mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use acts::{ACTS, AddDirection, MakeRecommendation};
pub use card::Listing;
pub use event::{Direction, Event, Measured, Opening, Remeasurement, Step, Undertaking};
pub use model::{Progress, Recommendation};
pub use words::State;

/// Who may do what, each with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

pub(crate) use pages::open_ones;

/// Puts the pages in the house. `S` is the act of reading the result of a session, from which directions come, `E` that of reading the
/// evaluation it comes from: what leads there is for who may read that only.
pub fn rooms<S: vault::Act, E: vault::Act>(house: &mut web::Rooms) {
    house.kind::<Recommendation>(crate::places::RECOMMENDATIONS.list());
    pages::rooms::<S, E>(house);
}
