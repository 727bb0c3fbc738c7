//! What can happen to a meeting.

use super::{
    agenda::{Item, Outcome},
    live::{Phase, Prompt},
    plan::{Answer, Plan, When},
};
use crate::outgoing::Statement;
use kernel::{DossierId, Note, PersonId};
use serde::{Deserialize, Serialize};
use vault::Persons;

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was planned.
    Planned {
        /// As what, when, by whom.
        plan: Box<Plan>,
    },
    /// It is at another time or place.
    Replanned {
        /// When and where now.
        when: When,
    },
    /// Something was put on the agenda.
    Put {
        /// What, for how long.
        item: Item,
        /// Who sits at that table.
        invited: Persons,
        /// Who left the room for it before, at an earlier meeting or before it was taken off.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        out: Vec<PersonId>,
    },
    /// An item comes earlier.
    Raised {
        /// Which.
        no: u32,
        /// Before which.
        before: u32,
    },
    /// An item takes another time.
    Timed {
        /// Which.
        no: u32,
        /// So many minutes.
        minutes: u32,
    },
    /// An item was taken off.
    TakenOff {
        /// Which.
        no: u32,
        /// Why.
        reason: Note,
    },
    /// Who sits at the tables was invited anew.
    Reinvited {
        /// Who, for each item.
        invited: Vec<(u32, Persons)>,
    },
    /// Somebody said whether they come.
    Answered {
        /// Who.
        person: PersonId,
        /// What they said.
        answer: Answer,
    },
    /// Somebody leaves the room for one item.
    SatOut {
        /// Which.
        no: u32,
        /// Who.
        person: PersonId,
        /// Why, where they say so.
        reason: Option<Note>,
    },
    /// Somebody is there for it after all.
    LetBack {
        /// Which.
        no: u32,
        /// Who.
        person: PersonId,
    },
    /// It began.
    Begun,
    /// An item came on the table.
    Opened {
        /// Which.
        no: u32,
    },
    /// The talk about it goes on, or back.
    Phased {
        /// About which.
        no: u32,
        /// To what.
        phase: Phase,
    },
    /// Something is asked aloud.
    Prompted {
        /// About which.
        no: u32,
        /// What.
        prompt: Prompt,
    },
    /// Somebody says what speaks against it; or nobody does any more.
    Countered {
        /// About which.
        no: u32,
        /// Who.
        person: Option<PersonId>,
    },
    /// An item was dealt with.
    Held {
        /// Which.
        no: u32,
        /// Who was there.
        present: Vec<PersonId>,
        /// What became of it.
        outcome: Outcome,
        /// Whether what was written down was read back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        read_back: bool,
        /// Why something urgent waits for the next one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Note>,
    },
    /// It ended.
    Ended {
        /// The next one of its series.
        next: Option<DossierId>,
    },
    /// It was called off.
    Cancelled {
        /// Why.
        reason: Note,
    },
    /// An organisation said on which ground it takes papers along, and that it keeps them safe.
    TakingStated {
        /// What it said.
        statement: Statement,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

impl Event {
    /// The item that is taken off.
    pub(super) fn taken_off(&self) -> Option<u32> {
        if let Self::TakenOff { no, .. } = self { Some(*no) } else { None }
    }
}
