//! Saying how it goes with a goal, and of whom that is asked by when.

use super::Moment;
use crate::case::acts::MeasureGoal;
use crate::case::model::{Case, Event, State};
use crate::case::opening::Opening;
use crate::case::plan::parts::Goal;
use crate::case::plan::review::GoalNow;
use crate::case::purpose::Purpose;
use jiff::ToSpan;
use kernel::{Date, Refusal};
use vault::{Act as _, Role, Task};

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

    /// From a week before, and by when, it is waited for that somebody says how it goes with this goal: nothing before the three agreed on the plan.
    #[must_use]
    pub fn next_moment(&self, goal: &Goal) -> Option<(Date, Date)> {
        let agreed = self.plan.agreed.first().filter(|_| self.state == State::Planned)?.on;
        let said = self.moments(goal.no).last().map(|(day, ..)| *day);
        let since = said.or(goal.set)?.max(agreed);
        let due = goal.rhythm?.after(since)?;
        // Nobody is asked weeks before.
        Some((since.max(due.saturating_sub(7.days())), due))
    }
}
