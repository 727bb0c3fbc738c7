//! The papers of a meeting, each for one reader: the agenda and the minutes, with the items at whose table they sit and no trace of another.

mod agenda;
mod head;
mod minutes;

pub(super) use agenda::agenda;
pub(super) use minutes::minutes;
