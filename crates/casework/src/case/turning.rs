//! That a case goes on elsewhere: with another municipality of stay, or under the other law. Who decided it, and how explicitly.

mod steps;

use crate::table::Explicit;
use kernel::Date;
use serde::{Deserialize, Serialize};
use vault::Author;

kernel::words! {
    /// What changed.
    pub enum TurnOf {
        Stay = "stay", "andere gemeente van verblijf", "another municipality of stay";
        Law = "law", "verder onder de Wgpga", "on under the Wgpga";
    }
}

/// One such decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTurn {
    /// What changed.
    pub what: TurnOf,
    /// When.
    pub on: Date,
    /// Who decided it.
    pub by: Author,
    /// On which ground, with what expectation and until when.
    #[serde(default, skip_serializing_if = "Explicit::is_empty")]
    pub explicit: Explicit,
}
