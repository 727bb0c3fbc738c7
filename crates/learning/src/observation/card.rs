//! What an observation says about itself to lists, worklists and rules.

use super::{acts::DiscussObservation, event::Event, model::Observation, texts, words::State};
use kernel::{MunicipalityId, Say};
use vault::{Act, Card, Dossier, Label, Role, Seat, Stamp, Task, Tier, Touch};

impl Dossier for Observation {
    type Event = Event;
    const KIND: &'static str = "observation";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("observatie", "observation");

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. } | Event::Shared | Event::Discussed { .. } => Touch::Whole,
            Event::Noted { .. } | Event::Remarked { .. } => Touch::Adds,
            Event::Struck { .. } => Touch::Writes("moments".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some(opening) = self.opening() else {
            return Card::blank();
        };
        Card {
            state: self.state().word(),
            facet: self.state().word(),
            house: opening.house.clone(),
            municipality: MunicipalityId::default(),
            reference: opening.reference.clone(),
            opened: self.begun,
            due: None,
            label: Label { title: opening.meeting.clone(), summary: None, called: None, urgent: false },
            seats: self.seats(),
            tasks: self.tasks(),
            persons: None,
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

impl Observation {
    fn seats(&self) -> Vec<Seat> {
        let Some(opening) = self.opening() else {
            return Vec::new();
        };
        let table = opening.table.iter().filter(|agency| **agency != opening.team);
        let mut seats = vec![Seat::of(opening.team.clone(), Tier::Team)];
        seats.extend(table.map(|agency| Seat::of(agency.clone(), Tier::Invited)));
        seats
    }

    /// Whoever guards the process of the table is asked to put it on the agenda.
    fn tasks(&self) -> Vec<Task> {
        let (State::Shared, Some(opening), Some(since)) = (self.state(), self.opening(), self.shared) else {
            return Vec::new();
        };
        let task = |agency: &kernel::AgencyId| {
            Task::of(agency, DiscussObservation::INFO.name, since).role(Role::ProcessDirector)
        };
        opening.table.iter().map(task).collect()
    }
}
