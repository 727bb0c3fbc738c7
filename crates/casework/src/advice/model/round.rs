//! One time that an advice lies before who decides on it.

use crate::advice::text::{Choice, End};
use crate::table::Decision;
use kernel::{Date, Note};
use serde::{Deserialize, Serialize};
use vault::Author;

/// What one signatory decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Who, for whom.
    pub by: Author,
    /// What.
    pub choice: Choice,
    /// Why; always there when it deviates from the advice or asks for something.
    pub reason: Option<Note>,
    /// When.
    pub on: Date,
}

/// One written round.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    /// The text it was about, as its place among the texts.
    pub text: usize,
    /// When it was issued.
    pub issued: Date,
    /// By whom.
    pub by: Author,
    /// By when they decide.
    pub deadline: Date,
    /// What they decided.
    pub votes: Vec<Vote>,
    /// How it ended.
    pub end: Option<Decision<End>>,
    /// Who took it back, why and when.
    #[serde(default)]
    pub recalled: Option<Recalled>,
    /// When what they had decided fell, as what it rests on was put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fell: Option<Date>,
    /// What was sent back in it and withdrawn, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawn>,
}

/// A remark with which it was sent back, and that was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// What was sent back.
    pub vote: Vote,
    /// Who withdrew it, for the same organisation.
    pub by: Author,
    /// Why.
    pub reason: Note,
    /// When.
    pub on: Date,
}

/// A round that was taken back before it was decided.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recalled {
    /// By whom.
    pub by: Author,
    /// Why.
    pub reason: Note,
    /// When.
    pub on: Date,
}
