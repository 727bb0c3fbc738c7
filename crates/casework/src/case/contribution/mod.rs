//! What organisations put on the table, and what they answer when asked. An item stays the giver's own: it decides who sees it,
//! until when, and takes it back. "Nothing known" and "may not share" are answers too (PRV-01, P6).

mod audience;
mod ground;
mod item;
mod knowing;
mod steps;

pub use ground::{ShareGround, SharedOn};
pub use item::{
    Audience, Category, Gift, Item, MedicalGround, Nature, OmGround, OmMark, PersonRole, PoliceMark, Provenance,
    Reread, Special, SpecialKind, special_kind,
};
pub use knowing::{Heard, Instrument, Knowing};

use super::purpose::Purpose;
use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};

/// A question to one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its number within the case.
    pub no: u32,
    /// Who is asked.
    pub agency: AgencyId,
    /// What.
    pub question: Note,
    /// Why this is needed.
    pub necessity: Note,
    /// Since when it waits.
    pub since: Date,
    /// By when.
    pub due: Date,
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "a", rename_all = "kebab-case")]
pub enum Answer {
    /// Information was given, as items.
    Info {
        /// The numbers of the items.
        items: Vec<u32>,
    },
    /// The organisation looked and knows nothing.
    NothingKnown,
    /// The organisation may not share what it has, or whether it has anything.
    MayNotShare {
        /// Why not.
        ground: Note,
        /// Whether the others may read the reason.
        shown: bool,
    },
}

/// A question and what became of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// The question.
    pub request: Request,
    /// For which of the four purposes, once there is a plan.
    pub purpose: Option<Purpose>,
    /// The answer; `None` is as visible as an answer.
    pub answer: Option<Answer>,
}

impl Asked {
    /// The reason for not sharing, where this organisation may read it.
    #[must_use]
    pub fn reason_for(&self, agency: &AgencyId) -> Option<&Note> {
        match &self.answer {
            Some(Answer::MayNotShare { ground, shown }) if *shown || &self.request.agency == agency => Some(ground),
            Some(Answer::MayNotShare { .. } | Answer::Info { .. } | Answer::NothingKnown) | None => None,
        }
    }
}
