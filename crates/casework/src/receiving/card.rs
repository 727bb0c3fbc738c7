//! A case that another house hands over, as the vault keeps it: who reads it, what is asked of whom, what is told of an event.

use super::{
    acts::{AcceptReception, NamePersons},
    model::{About, Event, Reception, State},
    texts,
};
use jiff::ToSpan;
use kernel::Say;
use vault::{Act, Card, Dossier, Label, Persons, Seat, Stamp, Task, Tier, Touch};

/// Within how many days an answer is hoped for. A reminder, and nothing else.
const DAYS: i32 = 14;

impl Dossier for Reception {
    type Event = Event;
    const KIND: &'static str = "reception";
    const FOLD: u32 = 3;
    const SAYS: Say = Say::of("overgedragen casus", "transferred case");
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Brought { .. } | Event::Accepted { .. } | Event::Declined { .. } => Touch::Whole,
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some(about) = &self.about else { return Card::blank() };
        let tasks = self.tasks(about);
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: about.of.clone(),
            municipality: about.municipality.clone(),
            reference: about.reference.clone(),
            opened: about.on,
            due: tasks.iter().filter_map(|task| task.due).min(),
            // The same for every one: whom it is about is read inside.
            label: Label { title: about.reference.clone(), summary: None, called: None, urgent: false },
            seats: vec![Seat::of(about.stay.clone(), Tier::Owner), Seat::of(about.director.clone(), Tier::Director)],
            persons: Some(self.named.clone()),
            tasks,
            findable: Vec::new(),
            // The same file is received once, also after it was answered.
            claims: vec![format!("reception/{}/{}", about.key, about.id)],
        }
    }
}

impl Reception {
    fn tasks(&self, about: &About) -> Vec<Task> {
        match self.state {
            State::Waiting => {
                let due = about.on.checked_add(DAYS.days()).ok();
                vec![Task::of(&about.stay, AcceptReception::REF.name, about.on).due(due)]
            }
            State::Accepted | State::Declined => Vec::new(),
        }
    }
}
