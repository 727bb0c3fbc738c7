//! The table itself: the places at it and what each has done or still has to do. And the two things that only a table
//! can make: a decision, and three keys on one text.

mod at_meeting;
mod author;
mod decision;
mod declined;
mod draw;
mod explicit;
pub(crate) mod key_form;
mod keys;
mod mini;
mod of_others;
mod spoken;
mod steps;
mod told;
mod versions;

pub use at_meeting::{AtMeeting, Unanswered, Wanted, Written, happened_since};
pub use author::{AuthorSays, KeySays, signed};
pub use decision::{Decision, Lack};
pub use declined::Declined;
pub use draw::{Paper, Sitting, draw};
pub use explicit::Explicit;
pub use keys::Keys;
pub use mini::{mini, mini_legend};
pub use of_others::of_others;
pub use spoken::Spoken;
pub use steps::{Stage, Way, steps};
pub use told::{Reader, Told};
pub use versions::{Changed, Fate, Parts, Versions, compared};

use kernel::{AgencyId, Say};
use schemars::JsonSchema;
use serde::Serialize;
use vault::Tier;

/// One place at the table, as it is drawn and as it is told in words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Place {
    /// Who sits there.
    pub agency: AgencyId,
    /// As what: a word of the vault, which knows no programs.
    #[schemars(with = "String")]
    pub tier: Tier,
    /// Whether it has spoken; `None` where nothing is asked of it.
    pub spoken: Option<bool>,
    /// Whether its key is turned; `None` where no key is asked of it.
    pub key: Option<bool>,
    /// What it still owes the others.
    pub owes: Option<Say>,
}
