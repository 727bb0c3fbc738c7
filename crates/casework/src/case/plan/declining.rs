//! Not taking on what was asked: with a reason, another day, or both. It goes back to who asked, who takes the other day, asks otherwise,
//! asks once more with a reason, or withdraws it.

mod steps;

use kernel::{Date, Note};
use serde::{Deserialize, Serialize};
use vault::Author;

/// What an organisation says instead of yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declining {
    /// Of which agreement or intervention.
    pub no: u32,
    /// Why not.
    pub reason: Option<Note>,
    /// By which day it would.
    pub another: Option<Date>,
    /// When it was said.
    pub day: Date,
}

/// The same, with who said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// What was said.
    pub said: Declining,
    /// Who said it.
    pub by: Author,
}
