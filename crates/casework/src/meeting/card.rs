//! A meeting as the vault keeps it: who reads it, what is asked of whom, what is told of an event.

use super::{
    acts::{AnswerInvitation, BeginMeeting, EndMeeting, NamePersons, ReadCancellation},
    agenda::Item,
    event::Event,
    model::Meeting,
    plan::{Coming, Plan, State},
    texts,
};
use jiff::ToSpan;
use kernel::{AgencyId, DossierId, MunicipalityId, PersonId, Say};
use std::collections::BTreeSet;
use vault::{Act, Card, Dossier, Label, Named, Persons, Seat, Stamp, Task, Tier, Touch};

/// So many days after it who was invited can read back what stood on the agenda.
const READ_BACK: i32 = 92;

impl Dossier for Meeting {
    type Event = Event;
    const KIND: &'static str = "meeting";
    const SAYS: Say = Say::of("overleg", "meeting");
    const FOLD: u32 = 4;
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
            Event::Opened { .. } => Touch::Writes("table".into()),
            Event::Phased { no, .. } => Touch::writes("phase", no),
            Event::Prompted { .. } => Touch::Adds,
            Event::Countered { no, .. } => Touch::writes("counter", no),
            Event::Reinvited { .. } => Touch::Writes("invited".into()),
            Event::Answered { person, .. } => Touch::writes("answer", person),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    /// What is done with an item is heard at its table: who does not sit there hears nothing.
    fn heard_at(&self, event: &Event) -> Option<DossierId> {
        match event {
            Event::Put { item: Item { no, .. }, .. }
            | Event::Raised { no, .. }
            | Event::Timed { no, .. }
            | Event::TakenOff { no, .. }
            | Event::SatOut { no, .. }
            | Event::LetBack { no, .. }
            | Event::Opened { no }
            | Event::Phased { no, .. }
            | Event::Prompted { no, .. }
            | Event::Countered { no, .. }
            | Event::Held { no, .. } => self.table_of(*no),
            Event::Planned { .. }
            | Event::Replanned { .. }
            | Event::Reinvited { .. }
            | Event::Answered { .. }
            | Event::Begun
            | Event::Ended { .. }
            | Event::Cancelled { .. }
            | Event::TakingStated { .. }
            | Event::PersonsNamed { .. } => None,
        }
    }

    fn card(&self) -> Card {
        let (Some(plan), Some(host)) = (&self.plan, self.host()) else { return Card::blank() };
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
            seats: self.seats(plan, host),
            persons: Some(self.expected()),
            tasks: self.tasks(plan, host),
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }
}

impl Meeting {
    fn seats(&self, plan: &Plan, host: &AgencyId) -> Vec<Seat> {
        // Chairing is of a person: a colleague of theirs who sits at one of the tables is invited as anybody.
        let chair = |person: &PersonId| Seat::of(host.clone(), Tier::Director).only_of(person.clone());
        let chairs: BTreeSet<&PersonId> = self.chairs.iter().map(|named| &named.person).collect();
        let from = self.planned.unwrap_or(plan.when.day);
        let until = plan.when.day.saturating_add(READ_BACK.days());
        let invited: BTreeSet<&AgencyId> =
            self.points().flat_map(|point| point.invited.all()).map(|(a, _)| a).collect();
        let invited = invited.into_iter().map(|agency| Seat::of(agency.clone(), Tier::Expected).on(from, until));
        chairs.into_iter().map(chair).chain(invited).collect()
    }

    fn tasks(&self, plan: &Plan, host: &AgencyId) -> Vec<Task> {
        let (day, since) = (plan.when.day, self.planned.unwrap_or(plan.when.day));
        let chair = self.chair().map(|(_, person)| person);
        let leads = |act: &'static str| {
            let task = Task::of(host, act, since).due(Some(day));
            Task { meets: true, ..chair.map_or(task.clone(), |chair| task.person(chair)) }
        };
        let expected = self.expected();
        // Who chairs it comes, and whoever takes that over.
        let guests = |(_, named): &(&AgencyId, &Named)| named.counts_on(day) && !self.is_chaired_by(&named.person);
        let guests = expected.all().filter(guests);
        match self.state {
            State::Planned => {
                let ask = |(agency, named): (&AgencyId, &Named)| {
                    let task = Task::of(agency, AnswerInvitation::REF.name, since).person(&named.person);
                    task.due(Some(day)).asked_by(chair.map(|chair| (host, chair)))
                };
                let unanswered = guests.filter(|(_, named)| !self.answers.contains_key(&named.person));
                unanswered.map(ask).chain([leads(BeginMeeting::REF.name)]).collect()
            }
            State::Running => vec![leads(EndMeeting::REF.name)],
            State::Cancelled => {
                let tell = |(agency, named): (&AgencyId, &Named)| {
                    let on = self.cancelled.as_ref().map_or(since, |(_, on)| *on);
                    Task::of(agency, ReadCancellation::REF.name, on).person(&named.person)
                };
                let meant_to_come = |person| self.answers.get(person).is_none_or(|said| said.coming != Coming::Absent);
                guests.filter(|(_, named)| meant_to_come(&named.person)).map(tell).collect()
            }
            State::Held => Vec::new(),
        }
    }
}
