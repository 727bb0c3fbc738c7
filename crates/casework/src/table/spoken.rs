//! What was asked and answered along the way, in words.

use kernel::{Date, Note, local_day};
use serde::{Deserialize, Serialize};
use vault::{Author, Stamp};

/// Something that somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// Who.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What.
    pub text: Note,
    /// Whether it is a question of who was asked.
    pub asks: bool,
}

impl Spoken {
    /// As somebody says it with an event.
    #[must_use]
    pub fn now(stamp: &Stamp, text: &Note, asks: bool) -> Self {
        Self { by: stamp.author(), on: local_day(stamp.at), text: text.clone(), asks }
    }
}
