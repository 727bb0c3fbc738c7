//! An organisation's office as the vault keeps it: what it takes in, what it says of itself, what is asked, what is told of an event.

use super::{
    CheckPersons, ConfirmHolder, GiveMandate,
    model::{Arranged, Event},
    texts,
};
use jiff::ToSpan;
use kernel::{AgencyId, MunicipalityId, PersonId, Say};
use vault::{Act, Card, Dossier, Label, Leaving, Office, Seat, Stamp, Task, Tier};

/// How many days before a mandate ends its giver is asked to look at it.
const AHEAD: i32 = 30;

impl Dossier for Arranged {
    type Event = Event;
    const KIND: &'static str = "office";
    const SAYS: Say = Say::of("organisatie", "organisation");
    const ARRANGES: bool = true;
    const FOLD: u32 = 3;

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn card(&self) -> Card {
        let Some(began) = self.began else { return Card::blank() };
        Card {
            state: self.state().word(),
            facet: self.state().word(),
            house: self.house.clone(),
            municipality: MunicipalityId::default(),
            reference: self.reference.clone(),
            opened: began,
            due: None,
            label: Label { title: self.name.clone(), summary: None, called: None, urgent: false },
            seats: vec![Seat::of(self.agency.clone(), Tier::Owner), Seat::everyone()],
            persons: None,
            tasks: self.tasks(),
            findable: Vec::new(),
            claims: vec![format!("office/{}", self.agency)],
        }
    }

    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn office(&self) -> Option<(AgencyId, Office)> {
        self.began.map(|_| (self.agency.clone(), self.as_office()))
    }

    fn left(&self, person: &PersonId, how: Leaving) -> Option<Event> {
        self.leaves(person, how)
    }
}

impl Arranged {
    fn tasks(&self) -> Vec<Task> {
        let ask = |act: &'static str| Task::of(&self.agency, act, self.began.unwrap_or_default());
        let mut tasks = Vec::new();
        if let Some((_, since)) = &self.proposed {
            tasks.push(Task { since: *since, ..ask(ConfirmHolder::REF.name) });
        }
        for person in self.desk.persons.iter().filter(|_| self.unchecked.is_some()) {
            tasks.push(ask(CheckPersons::REF.name).person(person));
        }
        let Some((holder, ..)) = &self.holder else { return tasks };
        // A mandate that is followed by another one for the same person and keys needs no look.
        let lives = || self.mandates.iter().filter(|given| given.withdrawn.is_none()).map(|given| &given.mandate);
        let follows = |m: &vault::Mandate| {
            lives()
                .any(|later| later.to == m.to && later.until > m.until && m.acts.iter().all(|a| later.acts.contains(a)))
        };
        for mandate in lives().filter(|m| !follows(m)) {
            tasks.push(Task {
                person: Some(holder.person.clone()),
                since: mandate.until.checked_sub(AHEAD.days()).unwrap_or(mandate.until).max(mandate.from),
                due: Some(mandate.until),
                ..ask(GiveMandate::REF.name)
            });
        }
        tasks
    }
}
