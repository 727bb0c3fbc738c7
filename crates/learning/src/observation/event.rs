//! What can happen to an observation, as it is stored. Every variant ever written stays readable: add, never change.

use super::words::{Look, Mark, Side};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which meeting is observed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What colleagues call it; made from a counter.
    pub reference: Line,
    /// Which meeting, in words that name no person and no case.
    pub meeting: Line,
    /// When.
    pub on: Date,
    /// The house it belongs to.
    pub house: HouseId,
    /// The organisations at the table: they read it, and it counts only after it was discussed with them.
    pub table: Vec<AgencyId>,
    /// Who observes.
    pub team: AgencyId,
    /// The evaluation it belongs to.
    pub evaluation: Option<DossierId>,
}

/// One moment of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// What it was about, without the person it was about.
    pub topic: Line,
    /// How it was, look by look.
    pub marks: BTreeMap<Look, Mark>,
    /// What was seen.
    pub note: Option<Note>,
}

/// Something that goes well or could be better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Which side.
    pub side: Side,
    /// What.
    pub text: Note,
}

/// What can happen to an observation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// The form was opened.
    Begun {
        /// Which meeting.
        opening: Box<Opening>,
    },
    /// A moment was written down.
    Noted {
        /// The moment.
        moment: Moment,
    },
    /// A moment was taken out again.
    Struck {
        /// Which one, counted from 0.
        place: u16,
    },
    /// Something goes well or could be better.
    Remarked {
        /// What.
        remark: Remark,
    },
    /// It was given to the table.
    Shared,
    /// It was talked about with the table.
    Discussed {
        /// When.
        on: Date,
        /// What the table said.
        remarks: Note,
    },
}
