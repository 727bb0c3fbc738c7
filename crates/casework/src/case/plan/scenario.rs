//! What may happen, as people at the table think it through beforehand (P21): what feeds it, how one would see it coming, what in the plan keeps it
//! away, and what is done when it comes all the same. There is no likelihood in it, and nothing is ranked: a scenario prepares and does not foretell.

mod steps;

use kernel::Note;
use serde::{Deserialize, Serialize};

/// One thing that may happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its number within the case.
    pub no: u32,
    /// What may happen, for whom.
    pub text: Note,
    /// The factors that feed it, or keep it away.
    pub factors: Vec<u32>,
    /// By what one would see it coming.
    pub signs: Note,
    /// The interventions of the plan that keep it away; none is an answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<u32>,
    /// What is done when it comes all the same, and by whom.
    pub then: Note,
}
