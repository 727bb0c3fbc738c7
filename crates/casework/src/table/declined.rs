//! That an organisation does not do what it was asked, in its own words.

use kernel::{Date, Note, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Stamp};

/// Who does not, since when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// Who said so.
    pub by: Author,
    /// When.
    pub on: Date,
    /// Why.
    pub reason: Note,
}

impl Declined {
    /// As somebody says it with an event.
    #[must_use]
    pub fn now(stamp: &Stamp, reason: &Note) -> Self {
        Self { by: stamp.author(), on: local_day(stamp.at), reason: reason.clone() }
    }
}
