//! What a case begins with of its signal: facts, judgement and partners, as proposals. Nothing of it lies on the table by itself: each fact and
//! the judgement goes over only when its owner puts it there, under the same questions as any contribution, and its text is read by nobody
//! else before. A partner joins by the keys of the three, as everybody.

mod steps;

use super::contribution::{Category, Instrument, Knowing, Nature, OmMark, PoliceMark, Provenance, Special};
use kernel::{AgencyId, Date, Expression, Note};
use serde::{Deserialize, Serialize};
use vault::AgencyKind;

/// Where something came from, and as what, when that was the table of another house: what its owner here may say again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who gave it there, and when.
    pub from: Provenance,
    /// What sort of organisation that is.
    pub kind: AgencyKind,
    /// From the closed list.
    pub category: Category,
    /// Why the case needed it there.
    pub necessity: Note,
    /// Whether a fact is only an expression that the law protects, as its giver saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<Expression>,
    /// How its giver knew a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Knowing>,
    /// The instrument with which a judgement was come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
    /// A special category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
    /// For criminal data: where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criminal: Option<Note>,
    /// What police data carry besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police: Option<PoliceMark>,
    /// What data of the OM carry besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub om: Option<OmMark>,
    /// For someone close by: why this matters to the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevance: Option<Note>,
}

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
    /// How a fact was known, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Knowing>,
    /// Where it comes from, when that was the table of another house and no signal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Box<Source>>,
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
