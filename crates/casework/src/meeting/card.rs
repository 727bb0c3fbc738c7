//! A meeting as the vault keeps it: who reads it, what is asked of whom, what is told of an event.

use super::{
    acts::{AnswerInvitation, BeginMeeting, EndMeeting, NamePersons},
    model::{Event, Meeting, Plan, State},
    texts,
};
use jiff::ToSpan;
use kernel::{AgencyId, MunicipalityId, Say};
use std::collections::BTreeSet;
use vault::{Act, Author, Card, Dossier, Label, Persons, Seat, Stamp, Task, Tier, Touch};

/// So many days after it who was invited can read back what stood on the agenda.
const READ_BACK: i32 = 92;

impl Dossier for Meeting {
    type Event = Event;
    const KIND: &'static str = "meeting";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("overleg", "meeting");
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Planned { .. }
            | Event::Replanned { .. }
            | Event::Begun
            | Event::Ended { .. }
            | Event::Cancelled { .. } => Touch::Whole,
            Event::Put { .. } | Event::TakingStated { .. } => Touch::Adds,
            Event::Raised { .. } => Touch::Writes("order".into()),
            Event::Timed { no, .. }
            | Event::TakenOff { no, .. }
            | Event::SatOut { no, .. }
            | Event::LetBack { no, .. }
            | Event::Held { no, .. } => Touch::writes("item", no),
            Event::Reinvited { .. } => Touch::Writes("invited".into()),
            Event::Answered { person, .. } => Touch::writes("answer", person),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let (Some(plan), Some(chair)) = (&self.plan, &self.chair) else { return Card::blank() };
        let runs = matches!(self.state, State::Planned | State::Running);
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: plan.house.clone(),
            municipality: MunicipalityId::default(),
            reference: plan.reference.clone(),
            opened: self.planned.unwrap_or(plan.when.day),
            due: runs.then_some(plan.when.day),
            label: Label { title: plan.title.clone(), summary: None, called: None, urgent: false },
            seats: self.seats(plan, chair),
            persons: Some(self.expected()),
            tasks: self.tasks(plan, chair),
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

impl Meeting {
    fn seats(&self, plan: &Plan, chair: &Author) -> Vec<Seat> {
        let director = Seat::of(chair.agency.clone(), Tier::Director);
        let from = self.planned.unwrap_or(plan.when.day);
        let until = plan.when.day.saturating_add(READ_BACK.days());
        let invited: BTreeSet<&AgencyId> =
            self.points().flat_map(|point| point.invited.all()).map(|(a, _)| a).collect();
        let invited = invited.into_iter().map(|agency| Seat::of(agency.clone(), Tier::Expected).on(from, until));
        [director].into_iter().chain(invited).collect()
    }

    fn tasks(&self, plan: &Plan, chair: &Author) -> Vec<Task> {
        let (day, since) = (plan.when.day, self.planned.unwrap_or(plan.when.day));
        let leads = |act: &'static str| Task {
            meets: true,
            ..Task::of(&chair.agency, act, since).person(&chair.person).due(Some(day))
        };
        match self.state {
            State::Planned => {
                let expected = self.expected();
                // Who chairs it comes, and whoever takes that over.
                let unanswered = expected.all().filter(|(agency, named)| {
                    **agency != chair.agency && named.counts_on(day) && !self.answers.contains_key(&named.person)
                });
                let ask = |(agency, named): (&AgencyId, &vault::Named)| {
                    let task = Task::of(agency, AnswerInvitation::REF.name, since).person(&named.person);
                    task.due(Some(day)).asked_by(Some(chair.who()))
                };
                unanswered.map(ask).chain([leads(BeginMeeting::REF.name)]).collect()
            }
            State::Running => vec![leads(EndMeeting::REF.name)],
            State::Held | State::Cancelled => Vec::new(),
        }
    }
}
