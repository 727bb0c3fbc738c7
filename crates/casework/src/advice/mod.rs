//! The integral advice and the authority triangle: one page goes to mayor, public prosecutor and police chief, and they decide, in a
//! meeting or in a written round.
//!
//! The advice says; the triangle decides; who writes holds no key. From a weighing without agreement a case can never be opened here
//! (Wgpga art. 5 lid 5).

mod acts;
mod card;
mod model;
pub(crate) mod pages;
mod text;
pub mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use model::{Advice, Basis, Event, Mode, Recalled, Round, State, Vote, Withdrawn, Writer};
pub use text::{AdviceText, Advise, Choice, End};

/// Who may do what with an advice, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Advice>(crate::places::ADVICES.list());
    pages::rooms(house);
}
