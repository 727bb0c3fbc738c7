//! Where a case stands.

use serde::{Deserialize, Serialize};

/// Where a case stands. Destroyed has no state: then there is no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum State {
    /// Nothing has happened yet.
    #[default]
    Unopened,
    /// Forming: who sits here, what do we know, what do we want.
    Open,
    /// There is a plan that the trio agreed on.
    Planned,
    /// Runs on under the other law; this one is only read (REG-03).
    Switched,
    /// Closed and shielded: nobody reads it (CAS-05).
    Closed,
}

impl State {
    /// The word in the rules.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unopened => "none",
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Switched => "switched",
            Self::Closed => "closed",
        }
    }
}
