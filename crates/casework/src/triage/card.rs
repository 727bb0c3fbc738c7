//! A submission as the vault keeps it: who reads it, what is asked of whom, until when it is kept, what is told of an event.

use super::{
    acts::{AnswerMore, DraftRuling, HearOutcome, NamePersons, OpenFromTriage, SaySeen, TurnKey},
    model::{Event, Triage},
    submission::{About, Informed},
    texts,
    words::State,
};
use crate::table::Place;
use jiff::ToSpan;
use kernel::{AgencyId, Date, Say, counters::Measure};
use vault::{Act, Card, Dossier, Label, Persons, Role, Seat, Stamp, Task, Tier, Touch};

/// Within how many days who submitted it is asked to read what came of it. A reminder, and nothing else.
const DAYS: i32 = 7;

impl Dossier for Triage {
    type Event = Event;
    const KIND: &'static str = "triage";
    const SAYS: Say = Say::of("aanmelding voor triage", "submission for triage");
    const FOLD: u32 = 3;
    const NAMING: Option<&'static str> = Some(<NamePersons as Act>::REF.name);
    const GOES_WITH_ITS_SEATS: bool = true;

    fn naming(named: Persons) -> Option<Event> {
        Some(Event::PersonsNamed { named })
    }

    fn apply(&mut self, event: &Event, stamp: &Stamp) {
        self.take_in(event, stamp);
    }

    fn touches(event: &Event) -> Touch {
        match event {
            Event::Submitted { .. }
            | Event::Withdrawn { .. }
            | Event::Added { .. }
            | Event::CaseOpened { .. }
            | Event::Heard { .. } => Touch::Whole,
            Event::Seen { agency, .. } => Touch::writes("view", agency),
            Event::Drafted { .. } => Touch::Writes("ruling".into()),
            Event::KeyTurned { .. } => Touch::Turns("ruling".into()),
            Event::Disagreed { .. } => Touch::Signs("ruling".into()),
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
            facet: self.state.facet(),
            house: about.house.clone(),
            municipality: about.municipality.clone(),
            reference: about.reference.clone(),
            opened: about.since,
            due: self.day(about),
            label: Label { title: texts::title(about), summary: None, called: None, urgent: false },
            seats: self.seats(about),
            persons: Some(self.named.clone()),
            tasks,
            // Nobody is found by what only waits to be looked at.
            findable: Vec::new(),
            claims: Vec::new(),
        }
    }

    fn measures(&self, before: &Self, _: &Event, _: &Stamp) -> Vec<Measure> {
        let decided = before.state == State::Waiting && self.state != State::Waiting;
        self.decided().filter(|_| decided).map(|ruling| ruling.decision.measures()).unwrap_or_default()
    }
}

impl Triage {
    /// The day on the card: of the triage while it waits for that, and the last one once it ended.
    fn day(&self, about: &About) -> Option<Date> {
        match self.state {
            State::Waiting => self.round,
            State::Asked | State::Taken => self.decided().and_then(|ruling| ruling.decision.review),
            State::Opened | State::Elsewhere | State::Declined | State::Withdrawn | State::Shielded => {
                self.turned.and_then(|since| since.checked_add(i64::from(about.keep).days()).ok())
            }
        }
    }

    fn seats(&self, about: &About) -> Vec<Seat> {
        let seat = |agency: &AgencyId, tier| Seat::of(agency.clone(), tier);
        let submitter = seat(&about.submitter.agency, Tier::Owner);
        let last = |seat: Seat| seat.on(about.since, self.day(about).unwrap_or(about.since));
        let holders = || {
            let three = about.trio.iter().map(|agency| seat(agency, Tier::Trio));
            three.chain([seat(&about.trio[0], Tier::Stay), seat(&about.director, Tier::Director)])
        };
        match self.state {
            State::Waiting => {
                let others = about.judging().filter(|agency| !about.trio.contains(agency));
                let others = others.map(|agency| seat(agency, Tier::Participant));
                holders().chain(others).chain([submitter]).collect()
            }
            State::Asked | State::Taken => holders().chain([submitter]).collect(),
            State::Opened => holders().chain([submitter]).map(last).collect(),
            // What is not taken up is shielded at once for who sat there; once it is shielded for who submitted it as well, that place opens
            // nothing and only says until when it is kept.
            State::Elsewhere | State::Declined | State::Withdrawn | State::Shielded => vec![last(submitter)],
        }
    }

    /// The places at the triage, as they are drawn; what each has said is for who sits there.
    #[must_use]
    pub fn places(&self, sits: bool) -> Vec<Place> {
        let Some(about) = &self.about else { return Vec::new() };
        let place = |agency: &AgencyId| {
            let holds = about.trio.contains(agency);
            Place {
                agency: agency.clone(),
                tier: if holds { Tier::Trio } else { Tier::Participant },
                spoken: sits.then(|| self.view_of(agency).is_some()),
                key: (sits && holds && self.text.is_some()).then(|| self.keys.is_turned(agency)),
                owes: None,
            }
        };
        about.judging().map(place).collect()
    }

    fn tasks(&self, about: &About) -> Vec<Task> {
        let since = self.turned.unwrap_or(about.since);
        match self.state {
            State::Waiting => self.waiting_tasks(about, since),
            State::Asked => {
                let by = self.text.as_ref().map(|text| text.by.who());
                let task = Task::of(&about.submitter.agency, AnswerMore::REF.name, since);
                vec![task.due(self.day(about)).asked_by(by)]
            }
            State::Taken => {
                let opens = Task::of(&about.trio[0], OpenFromTriage::REF.name, since).due(self.day(about));
                [opens.asked(&about.director)].into_iter().chain(self.hears(about, since)).collect()
            }
            State::Opened | State::Elsewhere | State::Declined => self.hears(about, since).into_iter().collect(),
            State::Withdrawn | State::Shielded => Vec::new(),
        }
    }

    fn waiting_tasks(&self, about: &About, since: Date) -> Vec<Task> {
        let silent = about.judging().filter(|agency| self.view_of(agency).is_none());
        let asks = |agency| Task::of(agency, SaySeen::REF.name, since).due(self.round).asked(&about.director);
        let Some(text) = &self.text else {
            // Nobody is asked for a decision before the day of the triage.
            let writes = Task::of(&about.director, DraftRuling::REF.name, self.round.unwrap_or(since));
            return silent.map(asks).chain([writes.role(Role::ProcessDirector).due(self.round)]).collect();
        };
        // Who holds no key is still heard until the first one is turned.
        let silent = silent.filter(|agency| !about.trio.contains(agency) && !self.is_turned_on()).map(asks);
        if !text.objections.is_empty() {
            let first = text.objections.first().map(|no| no.by.who());
            let anew = Task::of(&about.director, DraftRuling::REF.name, text.on);
            return silent.chain([anew.role(Role::ProcessDirector).due(self.round).asked_by(first)]).collect();
        }
        let owing = about.trio.iter().filter(|agency| !self.has_answered(agency));
        let key = |agency| Task::of(agency, TurnKey::REF.name, text.on).due(self.round);
        silent.chain(owing.map(|agency| key(agency).asked_by(Some(text.by.who())))).collect()
    }

    /// Who submitted it reads what came of it; and says again what the person knows when that is to be looked at again.
    fn hears(&self, about: &About, since: Date) -> Option<Task> {
        let since = match &self.heard {
            Some((_, Informed::Told { .. })) => return None,
            Some((_, Informed::NotYet { again, .. })) => *again,
            None => since,
        };
        let due = since.checked_add(DAYS.days()).ok();
        Some(Task::of(&about.submitter.agency, HearOutcome::REF.name, since).due(due))
    }
}
