//! Taking part by one's own key. Where three judged together before, they sit at the case that comes of it; where nobody did, as under the
//! WGS, the municipality opens the case and police and OM each say for themselves whether they take part. Before that they read what the
//! case is for and about whom, and nothing of the table.

mod steps;

use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};
use vault::Author;

/// How one of the three came to take part, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// Which organisation.
    pub agency: AgencyId,
    /// What it said; nothing while it is asked.
    pub said: Option<Said>,
}

/// What an organisation said when it was asked to take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who said it, as they were called that day.
    pub by: Author,
    /// When.
    pub on: Date,
    /// Why it does not take part; nothing when it does.
    pub declined: Option<Note>,
}

impl Joining {
    /// Asked, and silent as yet.
    #[must_use]
    pub fn asked(agency: AgencyId) -> Self {
        Self { agency, said: None }
    }

    /// Whether it takes part.
    #[must_use]
    pub fn has_joined(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.declined.is_none())
    }

    /// Whether it said that it does not take part.
    #[must_use]
    pub fn has_declined(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.declined.is_some())
    }
}
