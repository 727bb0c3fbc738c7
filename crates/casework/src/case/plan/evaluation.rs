//! Looking back together on what was agreed: what was expected, what happened, what goes well and what could be better in how the
//! organisations worked (EVA-01, Wgpga art. 6 lid 2). It is content of the case like any other, so whoever reads the case reads it
//! and it is destroyed with it. There is no field for a verdict on somebody, and nothing is computed from it.

mod steps;

use kernel::{AgencyId, Date, Note, Refusal};
use serde::{Deserialize, Serialize};

/// What is said of one agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfAgreement {
    /// Which agreement.
    pub agreement: u32,
    /// In words.
    pub text: Note,
}

/// One look back on the agreements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Its number within the case.
    pub no: u32,
    /// When the organisations looked back.
    pub day: Date,
    /// Which organisations took part. Organisations, not people.
    pub present: Vec<AgencyId>,
    /// What they expected of each other.
    pub expected: Note,
    /// What happened.
    pub happened: Note,
    /// What goes well in how they work.
    pub well: Option<Note>,
    /// What could be better in it.
    pub better: Option<Note>,
    /// Of single agreements, where there is something to say.
    pub agreements: Vec<OfAgreement>,
}

/// What is said when one organisation looks back alone.
pub(in crate::case) const TOGETHER: Refusal = Refusal::of(
    "Terugkijken doet u samen. Kies minstens twee organisaties die aan tafel zitten.",
    "You look back together. Choose at least two organisations that sit at the table.",
);
