//! A question to another house as the vault keeps it: who sits there, what is asked of whom, what is told of an event.

use super::{
    AskContact, NamePersons, TakeOutcome,
    model::{Beyond, Event, Question, State},
    texts,
};
use kernel::{Date, Note, Say};
use vault::{Act, Card, Dossier, Label, Persons, Seat, Stamp, Task, Tier, Touch};

/// The same for every question: what it is about is for its page.
const TITLE: &str = "Bekend in een ander huis?";

impl Dossier for Beyond {
    type Event = Event;
    const KIND: &'static str = "beyond";
    const SAYS: Say = Say::of("vraag aan een ander huis", "question to another house");
    const FOLD: u32 = 2;
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Asked { .. }
            | Event::Heard { .. }
            | Event::ContactAsked { .. }
            | Event::Arrived
            | Event::NotThere
            | Event::Answered { .. }
            | Event::Taken => Touch::Whole,
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some((question, _, on)) = &self.asked else { return Card::blank() };
        let of_case: Option<Note> = question.called.as_str().parse().ok();
        Card {
            state: self.state.word(),
            facet: self.state.word(),
            house: question.region.clone(),
            municipality: question.municipality.clone(),
            reference: question.reference.clone(),
            opened: *on,
            due: None,
            label: Label { title: TITLE.parse().unwrap_or_default(), summary: of_case, called: None, urgent: false },
            seats: vec![Seat::of(question.agency.clone(), Tier::Owner)],
            persons: Some(self.named.clone()),
            tasks: self.task(question, *on).into_iter().collect(),
            findable: Vec::new(),
            claims: claims(question, *on),
        }
    }
}

/// One house is asked once in a month about the person of one case, and for one reason once.
fn claims(question: &Question, on: Date) -> Vec<String> {
    let at = format!("beyond:{}:{}", question.about, question.key);
    let reason = kernel::folded(question.reason.as_str());
    vec![format!("{at}:month:{:04}-{:02}", on.year(), on.month()), format!("{at}:reason:{reason}")]
}

impl Beyond {
    fn task(&self, question: &Question, on: Date) -> Option<Task> {
        let task = |act| Task::of(&question.agency, act, self.since.unwrap_or(on)).person(&question.asker);
        match self.state {
            State::Hit => Some(task(AskContact::REF.name)),
            State::NoHit | State::Gone | State::Answered => Some(task(TakeOutcome::REF.name)),
            State::Asked | State::Contact | State::Waiting | State::Taken => None,
        }
    }
}
