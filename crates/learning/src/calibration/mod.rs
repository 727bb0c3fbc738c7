//! Calibration (weegijking): several tables read the same invented signal on the criteria of the real weighing, each before it knows
//! what the others read. Then the readings lie side by side: where do they differ, and why? Nobody's reading is right or wrong.

mod acts;
mod agreement;
mod alpha;
mod card;
pub mod library;
mod model;
mod opening;
mod pages;
mod reading;
mod texts;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
mod tests;

pub use acts::*;
pub use agreement::{Agreement, FEWEST_TABLES, agreement, same, swapped};
pub use alpha::{Answers, Coded, Interval, Level, alpha, interval};
pub use library::Variant;
pub use model::{Calibration, Event, How, Place, Preparation, Seats, State, Table};
pub use opening::open_readings;
pub use reading::{Answer, MERGED_FROM, OfFive, Points, Reading, Said, TableReading};

/// Who may do what, each with its ground.
pub const POLICY: &str = include_str!("policy.cedar");

/// Puts the pages in the house.
pub fn rooms(house: &mut web::Rooms) {
    pages::rooms(house);
}
