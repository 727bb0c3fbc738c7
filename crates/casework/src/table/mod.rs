//! The table itself: the places at it and what each has done or still has to do. And the two things that only a table
//! can make: a decision, and three keys on one text.

mod author;
mod decision;
mod draw;
mod keys;

pub use author::{AuthorSays, KeySays, signed};
pub use decision::Decision;
pub use draw::draw;
pub use keys::Keys;

use kernel::{AgencyId, Say};
use serde::Serialize;
use vault::Tier;

/// One place at the table, as it is drawn and as it is told in words.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Who sits there.
    pub agency: AgencyId,
    /// As what.
    pub tier: Tier,
    /// Whether it has spoken; `None` where nothing is asked of it.
    pub spoken: Option<bool>,
    /// Whether its key is turned; `None` where no key is asked of it.
    pub key: Option<bool>,
    /// What it still owes the others.
    pub owes: Option<Say>,
}
