//! Agreeing on the plan: who carries something has accepted it, then the trio turns three keys on one text.
//! Whatever changes in between clears the keys.

mod steps;

use crate::table::{Decision, Keys};
use kernel::Date;
use serde::{Deserialize, Serialize};
use vault::Author;

kernel::words! {
    /// What a plan decision can become.
    pub enum PlanOutcome {
        Carry = "carry", "dit plan uitvoeren", "carry out this plan";
        Watch = "watch", "nu niets doen en blijven kijken", "do nothing now and keep looking";
    }
}

/// A plan that waits for keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The text on which the keys turn.
    pub decision: Decision<PlanOutcome>,
    /// Who put it before the three.
    pub by: Author,
    /// Whose keys are turned.
    pub keys: Keys,
    /// Since when.
    pub since: Date,
}

/// A plan that was agreed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Agreed {
    /// The decision, with who took it.
    pub decision: Decision<PlanOutcome>,
    /// Who turned the three keys.
    pub by: Vec<Author>,
    /// When the third key was turned.
    pub on: Date,
    /// How often the table had looked back by then.
    #[serde(default)]
    pub reviews: usize,
}
