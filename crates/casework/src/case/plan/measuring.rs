//! How it goes with a goal, while the work goes on: from how it was when it was set, by moments on which somebody who sees it says so in words,
//! and by every look back of the table. So what came of a case is written down as it happens, and nobody digs it up afterwards (P10).
//! It is about a goal and never about a person: there is no number in it, and nothing is computed from it.

mod steps;

use super::review::GoalNow;
use jiff::ToSpan;
use kernel::Date;
use serde::{Deserialize, Serialize};

kernel::words! {
    /// How often somebody says how it goes with a goal, between two looks back of the table.
    pub enum Rhythm {
        Fortnight = "fortnight", "elke twee weken", "every two weeks";
        Month = "month", "elke maand", "every month";
        Quarter = "quarter", "elk kwartaal", "every quarter";
        Review = "review", "alleen als de tafel terugkijkt", "only when the table looks back";
    }
}

impl Rhythm {
    /// The day after this one on which it is said again; none between two looks back.
    pub(super) fn after(self, day: Date) -> Option<Date> {
        let span = match self {
            Self::Fortnight => 2.weeks(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Review => return None,
        };
        day.checked_add(span).ok()
    }
}

/// How it went with one goal on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Its number within the case.
    pub no: u32,
    /// When it was said.
    pub day: Date,
    /// What was said, of which goal.
    pub now: GoalNow,
}
