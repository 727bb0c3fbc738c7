//! Keeping an eye after a case was closed: an organisation that sat at the table is asked what to mind, until when, and whom to call. It says
//! whether it does that, and reads that agreement and nothing of the case; after its last day nobody reads it.
//!
//! It is a dossier of its own and no event of the case: that is shielded with the last key (Wgpga art. 6 lid 3), and a seat at it would open
//! what is closed. It holds no name: who is asked sat at the table.

mod acts;
mod begin;
mod card;
mod model;
mod pages;
mod terms;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use begin::Asking;
pub use model::{Agreement, Event, State, Watch};
pub use terms::Terms;

/// Who may do what with it, each rule with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    house.kind::<Watch>(crate::places::WATCHES.list());
    pages::rooms(house);
}
