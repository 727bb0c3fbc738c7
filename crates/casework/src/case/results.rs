//! What the results of a case were worth. Under the WGS everyone who received them says so at least once a year, with the reasons when
//! nothing was done with them (EVA-04, WGS art. 1.7 lid 4). The Wgpga has no such duty, so there nobody owes this and nobody can write it.
//!
//! The result is what the table made together: the plan on which three keys were turned. What organisations put on the table is
//! what goes in. Who receives it is whoever takes part, public or private, from the day on which it reads the plan. Not the house and
//! its process director, who hear the feedback; not the experts, who act for the municipality of stay; and not an incidental third
//! party, which never reads the plan (PAR-05).
//!
//! The duty is asked for as long as the case runs for its recipient. Whoever leaves, and everybody once the case is closed, cannot reach it any
//! more (WGS art. 2.31 lid 8), and where the other law took over this one no longer applies (WGS art. 2.31 lid 13).

mod steps;

use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};

/// Who received the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The organisation.
    pub agency: AgencyId,
    /// The day on which it first had them.
    pub since: Date,
}

/// Whether anything was done with the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum FollowUp {
    /// Something was done with them.
    Given,
    /// Nothing was, and why not.
    NotGiven {
        /// The reasons that the law asks for.
        reasons: Note,
    },
}

/// What one organisation says of the results: of the results, not of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Its number within the case.
    pub no: u32,
    /// Who says it.
    pub agency: AgencyId,
    /// When.
    pub day: Date,
    /// How effective they were, in words.
    pub effective: Note,
    /// How usable they were, in words.
    pub usable: Note,
    /// What became of them.
    pub follow_up: FollowUp,
}
