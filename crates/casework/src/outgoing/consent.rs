//! What who gave something says to its going along elsewhere: to another house, or to another kind of table. Silence is neither yes nor no, and
//! carries nothing.

use kernel::{Note, Say};
use serde::{Deserialize, Serialize};
use web::{Field, Reader};

/// What who gave an item says to its going along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "r", rename_all = "kebab-case")]
pub enum Reply {
    /// It may.
    Yes {
        /// Said of special and criminal data by name.
        explicit: bool,
    },
    /// It does not, for weighty reasons.
    No {
        /// Which.
        reason: Note,
    },
}

impl Reply {
    /// Why it does not go along.
    #[must_use]
    pub fn reason(&self) -> Option<&Note> {
        match self {
            Self::No { reason } => Some(reason),
            Self::Yes { .. } => None,
        }
    }
}

kernel::words! {
    /// Whether it may, as a form asks it.
    pub(crate) enum May {
        Yes = "yes", "ja, dit mag mee", "yes, this may go along";
        No = "no", "nee, om zwaarwegende redenen", "no, for weighty reasons";
    }
}

/// Reads a reply of a form.
pub(crate) fn read_reply(read: &mut Reader) -> Option<Reply> {
    let may = read.choice::<May>("reply");
    let reason = read.may::<Note>("reason");
    let explicit = read.tick("explicit");
    match (may?, reason?) {
        (May::Yes, _) => Some(Reply::Yes { explicit }),
        (May::No, Some(reason)) => Some(Reply::No { reason }),
        (May::No, None) => {
            read.wrong("reason", Say::of("Zeg waarom het niet mee mag.", "Say why it may not go along."));
            None
        }
    }
}

/// What a form asks for a reply, beginning with what was said before: whether it may, why not, and the explicit yes where one is needed.
pub(crate) fn reply_fields(asks: Say, hint: Say, explicit: Option<Say>, now: Option<&Reply>) -> Vec<Field> {
    let mut may = Field::choice_of::<May>("reply", asks);
    let mut reason =
        Field::note("reason", Say::of("Waarom niet?", "Why not?")).hint(hint).under("reply", &[May::No.word()]);
    match now {
        Some(Reply::Yes { .. }) => may = may.value(May::Yes.word()),
        Some(Reply::No { reason: why }) => {
            may = may.value(May::No.word());
            reason = reason.value(why.to_string());
        }
        None => {}
    }
    let tick = explicit.map(|says| Field::tick("explicit", says).under("reply", &[May::Yes.word()]));
    [may, reason].into_iter().chain(tick).collect()
}
