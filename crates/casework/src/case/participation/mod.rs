//! Who takes part: a decision of the trio, one organisation at a time, with three keys (PAR-02..04, PAR-10).
//! Nobody is added by one organisation alone, and no third party without an end date.

mod grounds;
mod steps;

pub use grounds::{ElsewhereGround, Ground, Standing, VERSION, fits, standing};

use super::purpose::Purpose;
use crate::table::{Explicit, Keys, Lack};
use kernel::{AgencyId, Date, Note};
use serde::{Deserialize, Serialize};
use vault::{AgencyKind, Author};

/// As what an organisation would take part, with what the law asks for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Sought {
    /// As participant, for a statutory task of its own.
    Participant {
        /// The task.
        ground: Ground,
        /// For a municipality other than that of stay: why it.
        elsewhere: Option<Elsewhere>,
    },
    /// As incidental third party (Wgpga art. 3 lid 3, WGS art. 2.31 lid 9).
    Third {
        /// The expertise that is needed.
        expertise: Note,
        /// Its statutory or public task.
        task: Note,
        /// The last day.
        until: Date,
    },
}

/// Why another municipality takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Which of the two grounds.
    pub ground: ElsewhereGround,
    /// In words.
    pub explanation: Note,
}

/// A proposal to let one organisation take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its number within the case.
    pub no: u32,
    /// Who would take part.
    pub agency: AgencyId,
    /// What sort of organisation it is.
    pub kind: AgencyKind,
    /// As what.
    pub sought: Sought,
    /// Why this case needs it.
    pub necessity: Note,
    /// From which day.
    pub from: Date,
    /// What is expected of each other, and when the table looks at it again. The ground is that of the law.
    #[serde(default, skip_serializing_if = "Explicit::is_empty")]
    pub explicit: Explicit,
}

impl Proposal {
    /// What it goes without as a decision; its ground is chosen from the list of the law and never missing.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        self.explicit.lacks().into_iter().filter(|lack| *lack != Lack::Ground).collect()
    }
}

/// A proposal with its keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pending {
    /// What is proposed.
    pub proposal: Proposal,
    /// Whose keys are turned.
    pub keys: Keys,
    /// Since when it waits.
    pub since: Date,
    /// For which of the four purposes, once there is a plan.
    pub purpose: Option<Purpose>,
}

/// An organisation that the trio let in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Member {
    /// What was decided, with its grounds.
    pub proposal: Proposal,
    /// Since when.
    pub since: Date,
    /// Who turned the three keys.
    pub by: Vec<Author>,
    /// When and why it ended.
    pub ended: Option<(Date, Note)>,
    /// Whether a third party signed its declaration (PAR-06).
    pub declared: bool,
    /// The event by which it came in, where it is told so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeted: Option<u64>,
}

impl Member {
    /// Whether it is an incidental third party.
    #[must_use]
    pub fn is_third(&self) -> bool {
        matches!(self.proposal.sought, Sought::Third { .. })
    }

    /// The last day of a third party.
    #[must_use]
    pub fn until(&self) -> Option<Date> {
        match self.proposal.sought {
            Sought::Third { until, .. } => Some(until),
            Sought::Participant { .. } => None,
        }
    }

    /// Whether it takes part on this day. A third party only after its declaration.
    #[must_use]
    pub fn valid_on(&self, day: Date) -> bool {
        let in_time = self.proposal.from <= day && self.until().is_none_or(|last| day <= last);
        self.ended.is_none() && in_time && (!self.is_third() || self.declared)
    }

    /// Whether the seat lets its organisation read on any day of these, though it ended since.
    pub(in crate::case) fn could_read(&self, from: Date, until: Date) -> bool {
        let begins = self.proposal.from.max(self.since).max(from);
        let ends = self.ended.iter().map(|(day, _)| *day).chain(self.until()).fold(until, Date::min);
        begins <= ends && (!self.is_third() || self.declared)
    }
}
