//! What a signal says about itself to lists, worklists and rules. The name of the person stands in the sealed title only.

use super::{acts, event::Event, model::Signal, texts, words::State};
use kernel::counters::Measure;
use kernel::{AgencyId, Date, Line, Say, Step};
use vault::{Act, Card, Dossier, Findable, Label, Persons, Seat, Stamp, Task, Tier, Touch};

impl Dossier for Signal {
    type Event = Event;
    const KIND: &'static str = "signal";
    const SAYS: Say = Say::of("signaal", "signal");
    const FOLD: u32 = 8;
    const NAMING: Option<&'static str> = Some(<acts::NamePersons as Act>::REF.name);

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    /// With a shielded reporter who sits for the owner may be who reported it.
    fn shows_who(&self, agency: &AgencyId) -> bool {
        self.reporter_known_to(agency)
    }
    fn touches(event: &Event) -> Touch {
        match event {
            Event::Registered { .. } | Event::Filed { .. } | Event::Ended { .. } => Touch::Whole,
            Event::FactAdded { .. }
            | Event::Clarified { .. }
            | Event::NoticeGiven { .. }
            | Event::NameAsked
            | Event::ReporterToHear { .. } => Touch::Adds,
            Event::ScreenOutProposed { .. } | Event::ScreenOutConfirmed { .. } | Event::ScreenOutRefused { .. } => {
                Touch::Signs("screening".into())
            }
            Event::Linked { to } | Event::Unlinked { from: to, .. } => Touch::writes("link", to),
            Event::Identified { .. } => Touch::Writes("subject".into()),
            Event::Corrected { change, .. } => Touch::Writes(change.part().into()),
            Event::PersonsNamed { .. } => Touch::Writes("persons".into()),
        }
    }
    fn tell(event: &Event) -> Say {
        texts::tell(event)
    }

    fn measures(&self, _: &Self, event: &Event, stamp: &Stamp) -> Vec<Measure> {
        self.count(event, stamp)
    }

    fn card(&self) -> Card {
        let state = self.state();
        let Some((reference, intake)) = &self.opening else {
            return Card::blank();
        };
        let mut tasks = self.tasks();
        let due = tasks.iter().filter_map(|task| task.due).min();
        tasks.extend(self.told.tasks(acts::ReadCorrections::INFO.name, false));
        Card {
            state: state.word(),
            facet: state.facet(),
            house: intake.house.clone(),
            municipality: intake.municipality.clone(),
            reference: reference.clone(),
            opened: intake.received,
            due,
            label: Label {
                title: intake.subject.name().clone(),
                summary: None,
                called: None,
                urgent: self.is_urgent(),
            },
            seats: self.seats(),
            tasks,
            persons: Some(self.named.clone()),
            findable: self.findable(),
            claims: intake.register_reference.iter().map(|line| claim(intake.owner.as_str(), line)).collect(),
        }
    }
}

/// The outcome of a weighing of which more can come.
pub const FITS: &str = "fits";

/// The word that keeps one line of a register from being taken over twice.
#[must_use]
pub fn claim(owner: &str, register_reference: &Line) -> String {
    format!("register:{owner}:{register_reference}")
}

impl Signal {
    fn seats(&self) -> Vec<Seat> {
        let Some(intake) = self.intake() else {
            return Vec::new();
        };
        let mut seats = vec![Seat::of(intake.owner.clone(), Tier::Owner), Seat::of(intake.stay.clone(), Tier::Stay)];
        // Only while asked: a partner that answered has no further need to know (ACC-02).
        seats.extend(self.asked().map(|asked| Seat::of(asked.second.clone(), Tier::Second)));
        // The trio reads its own snapshot in the weighing, so filing gives no seat here but to the filer.
        seats.extend(self.filing.as_ref().map(|filing| Seat::of(filing.by.clone(), Tier::Filer)));
        seats
    }

    /// What is to be decided; that something was corrected is told beside it.
    pub(super) fn tasks(&self) -> Vec<Task> {
        let Some(intake) = self.intake() else { return Vec::new() };
        // A reminder only: no timer decides (AUT-01).
        let task = |agency: &AgencyId, act: &'static str, since: Date| {
            Task::of(agency, act, since)
                .due(Some(intake.terms().until(Step::Choose, since, intake.acute)))
                .urgent(intake.acute)
        };
        let mut tasks: Vec<Task> = match self.state() {
            State::Registered => self
                .owner()
                .zip(self.open_since)
                .map(|(owner, since)| task(owner, acts::FileSignal::INFO.name, since))
                .into_iter()
                .collect(),
            State::Screening => self
                .asked()
                .map(|asked| {
                    task(&asked.second, acts::ConfirmScreenOut::INFO.name, asked.since).asked_by(Some(asked.by.who()))
                })
                .into_iter()
                .collect(),
            State::ScreenedOut | State::Filed | State::Ended => Vec::new(),
        };
        if let Some(since) = self.name_waited_for() {
            let due = intake.terms().until(Step::Advise, since, intake.acute);
            let asked = Task::of(&intake.owner, acts::Identify::INFO.name, since).due(Some(due));
            tasks.push(asked.urgent(intake.acute));
        }
        tasks
            .extend(self.to_hear.iter().map(|(since, _)| Task::of(&intake.owner, acts::GiveNotice::INFO.name, *since)));
        tasks
    }

    /// Since when it is waited for who it is about: the three judged that it fits, or go on together without agreement, and nothing can begin
    /// about somebody of whom it is not known who it is.
    fn name_waited_for(&self) -> Option<Date> {
        let intake = self.intake().filter(|intake| intake.subject.is_unnamed())?;
        match self.state() {
            State::Ended if self.outcome.as_ref().is_some_and(|o| o.as_str() == FITS) => {
                Some(self.ended.unwrap_or(intake.received))
            }
            State::Filed => self.name_asked,
            State::Registered | State::Screening | State::ScreenedOut | State::Ended => None,
        }
    }

    /// Whether it cannot wait and is not over: also once it was filed, when nothing is asked here any more.
    fn is_urgent(&self) -> bool {
        let runs = match self.state() {
            State::Registered | State::Screening | State::Filed => true,
            State::ScreenedOut | State::Ended => false,
        };
        runs && self.intake().is_some_and(|intake| intake.acute)
    }

    fn findable(&self) -> Vec<Findable> {
        let Some(subject) = self.intake().map(|intake| &intake.subject) else {
            return Vec::new();
        };
        let by_number = subject.bsn().cloned().map(Findable::Bsn);
        // By a day that is known as such only: by a year or a month nobody is found.
        let by_name = subject
            .birth()
            .and_then(kernel::Born::exact)
            .map(|birth| Findable::NameAndBirth(subject.name().clone(), birth));
        by_number.into_iter().chain(by_name).collect()
    }
}
