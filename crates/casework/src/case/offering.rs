//! What a case begins with of its signal: facts, judgement and partners, as proposals. Nothing of it lies on the table by itself: each fact and
//! the judgement goes over only when its owner puts it there, under the same questions as any contribution, and its text is read by nobody
//! else before. A partner joins by the keys of the three, as everybody.

mod steps;

use super::contribution::Nature;
use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};

/// Something of the signal that its owner may put on the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Its number within the case.
    pub no: u32,
    /// Whose it is: nobody else reads it here.
    pub owner: AgencyId,
    /// Fact or judgement.
    pub nature: Nature,
    /// What it says.
    pub text: Note,
}

/// What is left of it to answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    /// Facts and judgement, until their owner answers.
    #[serde(default)]
    open: Vec<Offer>,
    /// Organisations that were asked when it was weighed.
    #[serde(default)]
    pub partners: Vec<AgencyId>,
    /// Since when.
    #[serde(default)]
    pub since: Option<Date>,
}
