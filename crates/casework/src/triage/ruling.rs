//! What the triage decides: one text, on which the three turn their keys, with the words that who submitted it will read.

use super::words::{Fit, Outcome};
use crate::table::Decision;
use kernel::{Date, Line, Note, Refusal};
use serde::{Deserialize, Serialize};
use vault::Author;

/// How one of those who sit there sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// By whom, for which organisation.
    pub by: Author,
    /// On which day.
    pub on: Date,
    /// How.
    pub fit: Fit,
    /// Why.
    pub why: Note,
}

/// What is decided, with what goes back to who submitted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What was decided and why. Who submitted it does not read this.
    pub decision: Decision<Outcome>,
    /// Where it belongs, when that is elsewhere.
    pub elsewhere: Option<Line>,
    /// What who submitted it reads.
    pub feedback: Note,
}

impl Ruling {
    /// Whether the text may be laid before the three.
    ///
    /// # Errors
    /// A sentence with its field for what is missing.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        let outcome = self.decision.outcome;
        if self.decision.options.is_empty() {
            return Err(Refusal::of(
                "Noem minstens één andere uitkomst die mogelijk was.",
                "Name at least one other outcome that was possible.",
            )
            .at("options"));
        }
        if outcome == Outcome::Elsewhere && self.elsewhere.is_none() {
            return Err(Refusal::of(
                "Noem waar dit wel hoort, zodat de aanmelder er iets aan heeft.",
                "Name where this does belong, so that it helps who submitted it.",
            )
            .at("elsewhere"));
        }
        match self.decision.review {
            None if outcome.needs_review() => {
                Err(Refusal::of("Kies wanneer u hier weer naar kijkt.", "Choose when you look at this again.")
                    .at("review"))
            }
            Some(day) => kernel::planned_later(day, today).map_err(|no| no.at("review")),
            None => Ok(()),
        }
    }
}

/// What one of the three said instead of turning its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// Who, for whom.
    pub by: Author,
    /// Why.
    pub reason: Note,
}

/// A text on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The how manieth it is: a key turns on the text that was read.
    pub no: u32,
    /// Who wrote it.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What it says.
    pub ruling: Ruling,
    /// Who does not agree.
    pub objections: Vec<Objection>,
}
