//! What a learning evaluation says about itself to lists, worklists and rules.

use super::{
    acts::{CheckReport, FollowUpEvaluation, PlanEvaluation},
    event::Event,
    model::Evaluation,
    texts,
    words::{State, Step},
};
use kernel::{MunicipalityId, Note, Say};
use vault::{Act, Card, Dossier, Label, Seat, Stamp, Task, Tier, Touch, code_claim};

impl Dossier for Evaluation {
    type Event = Event;
    const KIND: &'static str = "evaluation";
    const FOLD: u32 = 3;
    const SAYS: Say = Say::of("evaluatie", "evaluation");

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. } | Event::Checked { .. } | Event::Published { .. } | Event::FollowedUp { .. } => {
                Touch::Whole
            }
            Event::Changed { .. } => Touch::Writes("opening".into()),
            Event::Planned { step, .. } | Event::StepDone { step, .. } => Touch::writes("step", step.word()),
            Event::Linked { .. } | Event::Found { .. } | Event::Advised { .. } | Event::LearningPlanned { .. } => {
                Touch::Adds
            }
            Event::TakenBack { number } => Touch::writes("finding", number),
            Event::Drafted { .. } => Touch::Writes("report".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some(opening) = self.opening() else {
            return Card::blank();
        };
        let tasks = self.tasks();
        Card {
            state: self.state().word(),
            facet: self.state().word(),
            house: opening.houses.first().cloned().unwrap_or_default(),
            municipality: MunicipalityId::default(),
            reference: opening.reference.clone(),
            opened: self.begun,
            due: tasks.iter().filter_map(|task| task.due).min(),
            label: Label {
                title: opening.title.clone(),
                summary: short(&opening.question),
                called: None,
                urgent: false,
            },
            seats: self.seats(),
            tasks,
            persons: None,
            findable: Vec::new(),
            // A public report is found by its reference, as by a code that everybody has.
            claims: if self.is_public() { vec![code_claim(opening.reference.as_str())] } else { Vec::new() },
        }
    }
}

fn short(question: &Note) -> Option<Note> {
    question.as_str().chars().take(300).collect::<String>().parse().ok()
}

impl Evaluation {
    fn seats(&self) -> Vec<Seat> {
        let Some(opening) = self.opening() else {
            return Vec::new();
        };
        let mut seats = vec![
            Seat::of(opening.team.clone(), Tier::Team),
            Seat::of(opening.commissioner.clone(), Tier::Commissioner),
        ];
        seats.extend(opening.invited.iter().map(|agency| Seat::of(agency.clone(), Tier::Invited)));
        seats
    }

    fn tasks(&self) -> Vec<Task> {
        let Some(opening) = self.opening() else {
            return Vec::new();
        };
        let task = |agency: &kernel::AgencyId, act, since, due| Task::of(agency, act, since).due(due);
        let next = self.next_step();
        let team = |act| next.map(|(_, on)| task(&opening.team, act, self.since, Some(on)));
        match self.state() {
            State::Drafted => vec![task(&opening.commissioner, CheckReport::INFO.name, self.since, None)],
            State::Running | State::Checked => team(PlanEvaluation::INFO.name).into_iter().collect(),
            State::Public | State::FollowedUp => {
                let again = next.is_some_and(|(step, _)| step == Step::FollowUp);
                let act = if again { FollowUpEvaluation::INFO.name } else { PlanEvaluation::INFO.name };
                team(act).into_iter().collect()
            }
        }
    }
}
