//! Something in a file of questions that cannot be taken over as it is.

use kernel::{Refusal, Say};
use schemars::JsonSchema;
use serde::Serialize;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// Where: a row of a table, the code of a question; empty for the file as a whole.
    pub at: String,
    /// What is the matter and what would help.
    pub says: Say,
    /// Whether what it is about is left out as a whole. Otherwise it comes in without what is named here.
    pub left: bool,
}

impl Fault {
    /// This is left out.
    pub(super) fn left(at: impl Into<String>, says: Say) -> Self {
        Self { at: at.into(), says, left: true }
    }

    /// This comes in without something.
    pub(super) fn without(at: impl Into<String>, says: Say) -> Self {
        Self { at: at.into(), says, left: false }
    }

    /// The same, out of a refusal: left out.
    pub(super) fn of(at: impl Into<String>, refusal: Refusal) -> Self {
        Self::left(at, refusal.why)
    }
}
