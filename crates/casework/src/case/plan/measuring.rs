//! How it goes with a goal, while the work goes on: from how it was when it was set, by moments on which somebody who sees it says so in words,
//! and by every look back of the table. So what came of a case is written down as it happens, and nobody digs it up afterwards (P10).
//! It is about a goal and never about a person: there is no number in it, and nothing is computed from it.

use super::parts::Goal;
use super::review::GoalNow;
use crate::case::acts::MeasureGoal;
use crate::case::model::{Case, Event, State};
use crate::case::opening::Opening;
use crate::case::purpose::Purpose;
use jiff::ToSpan;
use kernel::{Date, Refusal};
use serde::{Deserialize, Serialize};
use vault::{Act as _, Role, Task};

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
    fn after(self, day: Date) -> Option<Date> {
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

impl Case {
    /// Says how it goes with a goal.
    ///
    /// # Errors
    /// A sentence when there is no such goal, or the case has stopped.
    pub fn measure_goal(&self, now: GoalNow, day: Date) -> Result<Event, Refusal> {
        if !self.plan.goals.iter().any(|goal| goal.no == now.goal) {
            return Err(Refusal::of("Dit doel staat niet in het plan.", "This goal is not in the plan.").at("goal"));
        }
        self.toward(Some(Purpose::Evaluate), Event::GoalMeasured(Moment { no: self.next(), day, now }))
    }

    /// All that was said of this goal, with the number under which it was said: moments between and looks back, from old to new.
    #[must_use]
    pub fn moments(&self, goal: u32) -> Vec<(Date, u32, &GoalNow)> {
        let between = self.plan.moments.iter().map(|it| (it.day, it.no, &it.now));
        let looked = self.plan.reviews.iter().flat_map(|r| r.goals.iter().map(move |now| (r.day, r.no, now)));
        let mut all: Vec<_> = between.chain(looked).filter(|(.., now)| now.goal == goal).collect();
        // Numbers are given out in the order of what happened.
        all.sort_by_key(|(_, no, _)| *no);
        all
    }

    /// To the case director: to say, or have said, how it goes with each goal that asks for it.
    pub(in crate::case) fn asked_of_measurers(&self, opening: &Opening) -> Vec<Task> {
        let ask = |goal: &Goal| {
            let (since, due) = self.next_moment(goal)?;
            let task = Task::of(&opening.trio.stay, MeasureGoal::INFO.name, since).role(Role::CaseDirector);
            Some(task.due(Some(due)).about(goal.no))
        };
        self.plan.goals.iter().filter_map(ask).collect()
    }

    /// Since when it is waited for, and by when, that somebody says how it goes with this goal: nothing before the three agreed on the plan.
    #[must_use]
    pub fn next_moment(&self, goal: &Goal) -> Option<(Date, Date)> {
        let agreed = self.plan.agreed.first().filter(|_| self.state == State::Planned)?.on;
        let said = self.moments(goal.no).last().map(|(day, ..)| *day);
        let since = said.or(goal.set)?.max(agreed);
        Some((since, goal.rhythm?.after(since)?))
    }
}
