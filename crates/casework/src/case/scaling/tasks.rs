//! What is asked of whom while a case scales up or down. What is late is asked of the process director besides; nothing moves by it.

use super::parts::{Holding, Waiting};
use super::standing::Stand;
use super::words::{Duty, Level};
use crate::case::acts::{AnswerDuty, AnswerHandover, AnswerScaling, AskScaling, NameDuty, ReadScaling, TurnScalingKey};
use crate::case::model::Case;
use crate::case::opening::Opening;
use vault::{Act, Role, Task};

impl Case {
    pub(in crate::case) fn scaling_tasks(&self, opening: &Opening) -> Vec<Task> {
        let mut tasks: Vec<Task> = self.scaling.waiting.iter().flat_map(|waiting| asked(opening, waiting)).collect();
        tasks.extend(self.scaling.duties.iter().filter_map(|(duty, holding)| self.on_turn(*duty, holding)));
        if let Some(offered) = self.handover().filter(|it| it.said.is_none() && self.sits(&it.to)) {
            let task = Task::of(&offered.to, AnswerHandover::INFO.name, offered.on);
            tasks.push(task.asked_by(Some(offered.by.who())));
        }
        // The calendar asks it, from the day on which the case stands still.
        tasks.extend(
            self.stalls_from()
                .map(|day| Task::of(&opening.director, AskScaling::INFO.name, day).role(Role::ProcessDirector)),
        );
        let here = |task: &Task| self.is_here(&task.agency);
        tasks.extend(self.scaling.told.tasks(ReadScaling::INFO.name, false).filter(here));
        tasks
    }

    /// To who was named, whether they do it; to who sees to it, that somebody does.
    fn on_turn(&self, duty: Duty, holding: &Holding) -> Option<Task> {
        match holding {
            Holding::Named { agency, by, on, accepted: None, .. } if self.is_here(agency) => {
                Some(Task::of(agency, AnswerDuty::INFO.name, *on).asked_by(Some(by.who())))
            }
            Holding::Named { .. } => None,
            Holding::Vacant { agency, by, since, .. } => {
                let open = matches!(self.stand(duty), Stand::Said(_));
                (open && self.is_here(agency)).then(|| Task::of(agency, NameDuty::INFO.name, *since).due(Some(*by)))
            }
        }
    }
}

fn asked(opening: &Opening, waiting: &Waiting) -> Vec<Task> {
    let asking = &waiting.asking;
    let task = |agency, act, since| {
        Task::of(agency, act, since).asked_by(Some(waiting.by.who())).about(asking.no).urgent(asking.acute)
    };
    let director = |since| task(&opening.director, AnswerScaling::INFO.name, since).role(Role::ProcessDirector);
    match (asking.level(), &waiting.draft) {
        (Level::Director, _) | (Level::Three | Level::Triangle, None) => {
            vec![director(asking.day).due(Some(asking.due))]
        }
        (Level::Three | Level::Triangle, Some(draft)) => {
            let waits = draft.keys.needed().iter().filter(|agency| !draft.keys.is_turned(agency));
            let key = |agency| task(agency, TurnScalingKey::INFO.name, draft.since).due(Some(asking.due));
            // Nobody answers in time: who guards the process calls.
            let late = asking.due.tomorrow().ok().map(|day| director(day).due(Some(asking.due)));
            waits.map(key).chain(late).collect()
        }
    }
}
