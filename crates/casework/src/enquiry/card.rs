//! An enquiry as the vault keeps it: who sits there, what is asked of whom, what is told of an event.

use super::{
    AnswerEnquiry, NamePersons, TakeReply,
    model::{Enquiry, Event, Outside, Question, State},
    texts,
};
use jiff::ToSpan;
use kernel::{AgencyId, Date, Say};
use vault::{Act, Card, Dossier, Label, Persons, Seat, Stamp, Task, Tier, Touch};

/// Within how many days an answer is hoped for. A reminder to the table, and nothing else.
const DAYS: i32 = 14;

impl Dossier for Enquiry {
    type Event = Event;
    const KIND: &'static str = "enquiry";
    const FOLD: u32 = 4;
    const SAYS: Say = Say::of("navraag", "enquiry");
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Put { .. } => Touch::Whole,
            Event::Answered { .. } | Event::Declined { .. } | Event::Taken => Touch::Signs("answer".into()),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn card(&self) -> Card {
        let Some((question, _, on)) = &self.put else { return Card::blank() };
        let tasks = self.tasks(question, *on);
        Card {
            state: self.state().word(),
            facet: self.state().word(),
            house: question.house.clone(),
            municipality: question.municipality.clone(),
            reference: question.reference.clone(),
            opened: *on,
            due: tasks.iter().filter_map(|task| task.due).min(),
            // The same for every enquiry: what it is about is for its page.
            label: Label { title: question.reference.clone(), summary: None, called: None, urgent: false },
            seats: self.seats(question),
            persons: Some(self.named.clone()),
            tasks,
            findable: Vec::new(),
            claims: self.claims(question),
        }
    }
}

impl Enquiry {
    /// One person has one open question at a table, and another house as well, so that it cannot be asked the same again and again. Of another
    /// house the answer is found by what it calls its question.
    fn claims(&self, question: &Question) -> Vec<String> {
        let asker = question.outside.as_ref().map_or_else(|| question.asker.to_string(), |from| from.key.to_string());
        let open = (self.state() == State::Asked).then(|| format!("enquiry:{asker}:{}", question.about));
        let from = question.outside.as_ref().map(|from| Outside::claim(from.key.as_str(), from.number.as_str()));
        open.into_iter().chain(from).collect()
    }

    fn seats(&self, question: &Question) -> Vec<Seat> {
        let asked = question.asked.iter().map(|agency| Seat::of(agency.clone(), Tier::Consulted));
        // Who asked has a seat from the answer until they read it, and for no other outcome; somebody of another house never.
        let asker = Seat::of(question.agency.clone(), Tier::Filer);
        let sits = self.state() == State::Answered && question.outside.is_none();
        asked.chain(Some(asker).filter(|_| sits)).collect()
    }

    fn tasks(&self, question: &Question, on: Date) -> Vec<Task> {
        let due = on.checked_add(DAYS.days()).ok();
        match (self.state(), &self.reply) {
            (State::Asked, _) => {
                let task = |agency: &AgencyId| Task::of(agency, AnswerEnquiry::REF.name, on).due(due);
                // Who asked is not at the table: it does not wait in their list.
                self.owing().map(task).collect()
            }
            (State::Answered, Some(reply)) if question.outside.is_none() => {
                vec![Task::of(&question.agency, TakeReply::REF.name, reply.on).person(&question.asker)]
            }
            (State::Answered | State::Unanswered | State::Taken, _) => Vec::new(),
        }
    }
}
