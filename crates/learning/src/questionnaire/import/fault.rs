//! Something in a file of questions that does not fit.

use kernel::Say;
use serde::Serialize;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where: a line of a table, the code of a question; empty for the file as a whole.
    pub at: String,
    /// What is the matter and what would help.
    pub says: Say,
}

impl Fault {
    pub(super) fn of(at: impl Into<String>, says: Say) -> Self {
        Self { at: at.into(), says }
    }
}
