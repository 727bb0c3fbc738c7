//! Putting right, or withdrawing, what was written down in a case: factor, goal, intervention, agreement, note, question, proposal. Who is
//! responsible for it does so, with a reason; the old stands beside the new, and who read the old is told
//! ([ADR 21](../../../../../docs/adr/0021-what-was-wrong-is-told-to-who-read-it.md)).
//!
//! The old text is in the event and not in the state, so that a case that runs for years opens no slower for what was put right in it.

mod reading;
mod steps;
mod taking;

use super::contribution::Request;
use super::participation::Proposal;
use super::plan::{Agreement, Factor, Goal, Intervention, Moment, Scenario};
use super::remarks::Remark;
use crate::table::Reader;
use kernel::{Note, Say};
use serde::{Deserialize, Serialize};

/// Something of a case that can be put right, as it says it. Numbers are given out once in a case, so the number tells which it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "says", rename_all = "kebab-case")]
pub enum Text {
    /// What raises concern or gives hold.
    Factor(Factor),
    /// What is to be reached.
    Goal(Goal),
    /// How it went with a goal.
    Moment(Moment),
    /// What may happen.
    Scenario(Scenario),
    /// What one organisation does.
    Intervention(Intervention),
    /// Who does what by when.
    Agreement(Agreement),
    /// What was written along the way.
    Note(Remark),
    /// What an organisation was asked.
    Question(Request),
    /// Who was proposed to take part.
    Proposal(Proposal),
}

/// What was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What it said.
    pub was: Text,
    /// What it says now; nothing where it was withdrawn.
    pub now: Option<Text>,
    /// Why.
    pub reason: Note,
    /// Who read what was wrong, and is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Reader>,
}

impl Text {
    /// Its number within the case.
    #[must_use]
    pub fn no(&self) -> u32 {
        match self {
            Self::Factor(it) => it.no,
            Self::Goal(it) => it.no,
            Self::Moment(it) => it.no,
            Self::Scenario(it) => it.no,
            Self::Intervention(it) => it.no,
            Self::Agreement(it) => it.no,
            Self::Note(it) => it.no,
            Self::Question(it) => it.no,
            Self::Proposal(it) => it.no,
        }
    }

    /// The word with which two who act on the same at once are told apart.
    pub(super) fn touched(&self) -> &'static str {
        match self {
            Self::Factor(_) => "factor",
            Self::Goal(_) => "goal",
            Self::Moment(_) => "moment",
            Self::Scenario(_) => "scenario",
            Self::Intervention(_) => "intervention",
            Self::Agreement(_) => "agreement",
            Self::Note(_) => "note",
            Self::Question(_) => "question",
            Self::Proposal(_) => "proposal",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn says(&self) -> Say {
        match self {
            Self::Factor(_) => Say::of("factor", "factor"),
            Self::Goal(_) => Say::of("doel", "goal"),
            Self::Moment(_) => Say::of("hoe het met een doel gaat", "how a goal is going"),
            Self::Scenario(_) => Say::of("wat er kan gebeuren", "what may happen"),
            Self::Intervention(_) => Say::of("interventie", "intervention"),
            Self::Agreement(_) => Say::of("afspraak", "agreement"),
            Self::Note(_) => Say::of("notitie", "note"),
            Self::Question(_) => Say::of("vraag", "question"),
            Self::Proposal(_) => Say::of("voorstel voor deelname", "participation proposal"),
        }
    }

    /// Whether who keeps the plan may put it right for one of the others that keep it: what is signed by name is only its writer's.
    fn is_of_the_plan(&self) -> bool {
        match self {
            Self::Factor(_) | Self::Note(_) | Self::Moment(_) => false,
            Self::Goal(_)
            | Self::Scenario(_)
            | Self::Intervention(_)
            | Self::Agreement(_)
            | Self::Question(_)
            | Self::Proposal(_) => true,
        }
    }

    /// Whether keys turn on a text in which it stands.
    pub(super) fn is_signed(&self) -> bool {
        match self {
            Self::Factor(_) | Self::Goal(_) | Self::Scenario(_) | Self::Intervention(_) => true,
            Self::Moment(_) | Self::Agreement(_) | Self::Note(_) | Self::Question(_) | Self::Proposal(_) => false,
        }
    }
}
