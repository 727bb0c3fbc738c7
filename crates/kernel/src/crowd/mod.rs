//! What a group may be told of how it answered, in one rule for sessions, questionnaires, calibrations and reports
//! ([ADR 39](../../../../docs/adr/0039-what-a-group-may-be-told-about-itself.md)).
//!
//! The promise: **whoever reads what is shown, knows how many took part and which of them answered, and adds their own answer, finds for
//! every other who answered at least two answers that fit.** It is about one who looks along and not about several together. In full:
//!
//! 1. *A bar to get over.* Fewer people than the bar, or fewer of them with an answer, and nothing is told.
//! 2. *A small group speaks in words.* Below [`SMALL`] people: where more than half of who answered stand, if anywhere, and whether both
//!    ends of a scale have at least two. No number, no share, no cell.
//! 3. *A larger group has bars.* Cells are put together until none holds one to four people; then shares and the number of answers are
//!    told. If all who answered end in one bar, there are no bars and the group speaks in words; so who all said the same are *most*.
//! 4. *Side by side.* Parts of a group, and two moments, have the same bars, looking at all of them; else all speak in words, or there
//!    is no split.
//!
//! A count goes in as answers and comes out as words or a [`Share`]. A number can be stored and read back, and nothing else.

mod bands;
mod bars;
mod order;
mod tally;
mod told;
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may stop")]
mod tests;

pub use bands::{Spread, Words};
pub use bars::{Bar, Share};
pub use order::mixed;
pub use tally::{Cell, FLOOR, Order, SMALL, Tally};
pub use told::{Told, beside, split};
pub use words::{answers_say, compared, too_few_say};
