//! What sort of meeting it is, when and where, and whether somebody comes.

use super::start::Start;
use jiff::ToSpan;
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, Refusal, Say};
use serde::{Deserialize, Serialize};

/// Something is handed in at most so many days before.
const SOONEST: u32 = 60;
/// A series comes back after at most so many weeks.
const RAREST: u32 = 26;

kernel::words! {
    /// What sort of meeting it is.
    pub enum Sort {
        /// Municipality, police and public prosecution weigh signals.
        Weighing = "weighing", "Weegtafel (i2o)", "Weighing table (i2o)";
        /// The partners at one case or several.
        Case = "case", "Casusoverleg", "Case conference";
        /// Anything else about tables, such as the triage of the week.
        Other = "other", "Ander overleg", "Another meeting";
    }
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// It is to come.
        #[default]
        Planned = "planned", "Gepland", "Planned";
        /// It is being held.
        Running = "running", "Nu bezig", "In progress";
        /// It was held.
        Held = "held", "Gehouden", "Held";
        /// It was called off.
        Cancelled = "cancelled", "Gaat niet door", "Cancelled";
    }
}

kernel::words! {
    /// Whether somebody comes.
    pub enum Coming {
        /// In the room.
        Present = "present", "Ik kom", "I am coming";
        /// From elsewhere, by picture or telephone.
        Remote = "remote", "Ik doe op afstand mee", "I am joining remotely";
        /// Not.
        Absent = "absent", "Ik kan niet", "I cannot come";
    }
}

impl Coming {
    /// The same, of somebody else.
    #[must_use]
    pub fn of_another(self) -> Say {
        match self {
            Self::Present => Say::of("komt", "is coming"),
            Self::Remote => Say::of("doet op afstand mee", "is joining remotely"),
            Self::Absent => Say::of("kan niet", "cannot come"),
        }
    }
}

/// When and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The day.
    pub day: Date,
    /// The time.
    pub start: Start,
    /// The room, or how to join.
    pub place: Note,
    /// After how many weeks the next one of its series comes.
    pub weeks: Option<u32>,
    /// So many days before it everything for it is handed in, where the table agreed on that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_in: Option<u32>,
}

/// A meeting as it was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called among colleagues.
    pub reference: Line,
    /// What sort it is.
    pub sort: Sort,
    /// What people call it.
    pub title: Line,
    /// When and where.
    pub when: When,
    /// Whose it is.
    pub house: HouseId,
    /// The one of its series before it.
    pub after: Option<DossierId>,
}

/// Whether somebody comes, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// For which organisation.
    pub agency: AgencyId,
    /// Whether they come.
    pub coming: Coming,
    /// Why not, or who comes instead.
    pub reason: Option<Note>,
}

impl When {
    /// The last day on which something is handed in for it.
    #[must_use]
    pub fn hand_in_by(&self) -> Option<Date> {
        self.day.checked_sub(i64::from(self.hand_in?).days()).ok()
    }

    /// Whether it can be planned like this.
    ///
    /// # Errors
    /// A sentence at the field that does not fit.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        kernel::planned(self.day, today).map_err(|no| no.at("day"))?;
        if self.hand_in.is_some_and(|days| days > SOONEST) {
            return Err(Refusal::of("Kies nul tot en met 60 dagen.", "Choose zero to 60 days.").at("hand_in"));
        }
        match self.weeks {
            Some(weeks) if !(1..=RAREST).contains(&weeks) => {
                Err(Refusal::of("Kies een tot en met 26 weken.", "Choose one to 26 weeks.").at("weeks"))
            }
            Some(_) | None => Ok(()),
        }
    }
}
