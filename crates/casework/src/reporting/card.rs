//! A reporter's door as the vault keeps it: who reads what came in, what is asked of whom, what is told of an event.

use super::{
    acts::{NamePersons, TakeUpReport},
    model::{Door, Event, Report, State},
    texts,
};
use jiff::ToSpan;
use kernel::Say;
use vault::{Act, Card, Dossier, Label, Persons, Role, Seat, Stamp, Task, Tier, Touch, code_claim};

/// Within how many days somebody looks at a report. A reminder, and nothing else.
const DAYS: i32 = 2;

impl Dossier for Door {
    type Event = Event;
    const KIND: &'static str = "reporting";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("meldpagina", "reporting page");
    const SITTING: Say = Say::of("Wie leest wat hier wordt gemeld", "Who reads what is reported here");
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Opened { .. } | Event::Closed { .. } => Touch::Whole,
            Event::Reported { .. } => Touch::Adds,
            // What was reported never becomes another thing, and who comes after it is in nobody's way.
            Event::Settled { no, .. } => Touch::writes("report", no),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    /// Whoever reports must be able to close what is full.
    fn ends(event: &Event) -> bool {
        matches!(event, Event::Settled { .. } | Event::Closed { .. } | Event::PersonsNamed { .. })
    }

    fn card(&self) -> Card {
        let (Some(opening), Some(opened)) = (&self.opening, self.opened) else { return Card::blank() };
        let task = |report: &Report| {
            let due = report.on.checked_add(DAYS.days()).ok();
            Task::of(&opening.keeper, TakeUpReport::REF.name, report.on).role(Role::Official).due(due).about(report.no)
        };
        let tasks: Vec<Task> = self.waiting().map(task).collect();
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: opening.house.clone(),
            municipality: opening.municipality.clone(),
            reference: opening.reference.clone(),
            opened,
            due: tasks.iter().filter_map(|task| task.due).min(),
            label: Label { title: opening.reference.clone(), summary: None, called: None, urgent: false },
            seats: vec![Seat::of(opening.keeper.clone(), Tier::Owner)],
            persons: Some(self.named.clone()),
            tasks,
            findable: Vec::new(),
            claims: match self.state {
                State::Open => vec![code_claim(&opening.code)],
                State::Closed => Vec::new(),
            },
        }
    }
}
