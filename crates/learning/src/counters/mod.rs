//! What crossed from the work with persons: how many and how long, in which house and which quarter, never who. And the mirror: of the
//! decisions that were taken, how many carried what makes them explicit. Small numbers were taken out before they came here, and
//! nothing in here puts one house above another.

mod acts;
pub(crate) mod pages;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

pub use acts::{ACTS, Counters, ReadCounters};

/// Who may read which counts, each with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    pages::rooms(house);
}
