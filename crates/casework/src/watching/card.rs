//! An agreement to keep an eye as the vault keeps it: who reads it, what is asked of whom, what is told of an event.

use super::{
    acts::{AskAnother, ConfirmWatch, NamePersons, TakeAnswer},
    model::{Agreement, Event, State, Watch},
    texts,
};
use jiff::ToSpan;
use kernel::{Date, Say};
use vault::{Act, Card, Dossier, Label, Persons, Seat, Stamp, Task, Tier, Touch};

/// Within how many days an answer is hoped for. A reminder, and nothing else.
const DAYS: i32 = 14;

impl Dossier for Watch {
    type Event = Event;
    const KIND: &'static str = "watch";
    const FOLD: u32 = 2;
    const SAYS: Say = Say::of("oogje in het zeil", "agreement to keep an eye on things");
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Begun { .. } | Event::Ended { .. } => Touch::Whole,
            Event::Confirmed | Event::Declined { .. } | Event::AskedAnother { .. } => Touch::Signs("answer".into()),
            Event::AnswerTaken => Touch::Writes("taken".into()),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some(agreement) = &self.agreement else { return Card::blank() };
        let tasks = self.tasks(agreement);
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: agreement.house.clone(),
            municipality: agreement.municipality.clone(),
            reference: agreement.reference.clone(),
            opened: agreement.from,
            due: tasks.iter().filter_map(|task| task.due).min(),
            // The same for every agreement: whom it was about is shielded.
            label: Label { title: agreement.reference.clone(), summary: None, called: None, urgent: false },
            seats: self.seats(agreement),
            persons: Some(self.named.clone()),
            tasks,
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

impl Watch {
    /// Nobody reads it after its last day, without anybody doing anything.
    fn seats(&self, agreement: &Agreement) -> Vec<Seat> {
        let days = |seat: Seat| seat.on(agreement.from, agreement.terms.until);
        let watcher = |tier| Seat::of(agreement.watcher.clone(), tier);
        let watcher = match self.state {
            State::Asked => Some(watcher(Tier::Asked)),
            State::Confirmed => Some(watcher(Tier::Participant)),
            State::Declined => None,
            State::Over => return Vec::new(),
        };
        let asker = Seat::of(agreement.named_by.agency.clone(), Tier::Owner);
        [asker].into_iter().chain(watcher).map(days).collect()
    }

    fn tasks(&self, agreement: &Agreement) -> Vec<Task> {
        let since = self.since.unwrap_or(agreement.from);
        let asker = &agreement.named_by;
        let due = |day: Date| day.checked_add(DAYS.days()).ok().map(|due| due.min(agreement.terms.until));
        match self.state {
            State::Asked => {
                let task = Task::of(&agreement.watcher, ConfirmWatch::REF.name, since).due(due(since));
                vec![task.asked_by(Some(asker.who()))]
            }
            // Who named its own organisation reads nothing new.
            State::Confirmed if !self.taken && agreement.watcher != asker.agency => {
                vec![Task::of(&asker.agency, TakeAnswer::REF.name, since)]
            }
            State::Declined => vec![Task::of(&asker.agency, AskAnother::REF.name, since).due(due(since))],
            State::Confirmed | State::Over => Vec::new(),
        }
    }
}
