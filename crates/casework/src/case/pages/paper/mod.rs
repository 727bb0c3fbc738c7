//! The papers of a case, each for one reader who sits there: the plan, the hand-over sheet, the sheet of one question on scaling, and what the table
//! says when it closes.

mod closing;
mod pack;
mod plan;
mod scaling;
mod sheet;

pub(super) use closing::closing;
pub(super) use pack::pack;
pub(super) use plan::plan;
pub(super) use scaling::scaling;
pub(super) use sheet::{begin, file};
