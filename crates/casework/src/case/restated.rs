//! Whom a case is about is put right when the signal that it came of is: keys on what was not decided yet fall, and who read the wrong name is
//! told.

mod steps;

use super::opening::{Subject, SubjectKind};
use crate::table::{Reader, Told};
use crate::weighing;
use kernel::{Date, Note};
use serde::{Deserialize, Serialize};
use vault::Author;

/// That it was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRestated {
    /// About whom it is.
    pub subject: Subject,
    /// Why.
    pub reason: Option<Note>,
    /// Who read the case before, and is told.
    pub told: Vec<Reader>,
}

/// The old beside the new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectBefore {
    /// What it said.
    pub was: Subject,
    /// What it says since.
    pub now: Subject,
    /// Why.
    pub reason: Option<Note>,
    /// By whom.
    pub by: Author,
    /// When.
    pub on: Date,
}

/// Everything that was put right of whom a case is about, and who is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restatings {
    /// The first one first.
    pub all: Vec<SubjectBefore>,
    /// Who is told.
    pub told: Told,
}

impl From<weighing::Subject> for Subject {
    fn from(about: weighing::Subject) -> Self {
        let kind = if about.organisation { SubjectKind::Legal } else { SubjectKind::Natural };
        Self { kind, name: about.name, born: about.born, bsn: about.bsn }
    }
}
