//! What can become of a meeting. Pure.

use super::{
    agenda::{Outcome, Point},
    event::Event,
    live::Talk,
    plan::{Answer, Plan, State},
};
use crate::outgoing::Outgoing;
use kernel::{AgencyId, Date, DossierId, Note, PersonId, local_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{Author, Named, Persons, Stamp};

/// A meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub(super) plan: Option<Plan>,
    pub(super) state: State,
    pub(super) planned: Option<Date>,
    /// Who planned it.
    pub(super) planned_by: Option<Author>,
    /// Who chairs it, from when until when: who planned it, whoever took that over, and who stands in for them.
    pub(super) chairs: Vec<Named>,
    /// The items in their order, also those that were taken off.
    pub(super) points: Vec<Point>,
    pub(super) answers: BTreeMap<PersonId, Answer>,
    /// Whom organisations named for this meeting themselves.
    pub(super) own: Persons,
    pub(super) next: Option<DossierId>,
    /// Why it was called off, and when.
    pub(super) cancelled: Option<(Note, Date)>,
    /// How often it was put at another time or place.
    pub(super) moved: u32,
    /// On which day it began.
    pub(super) began: Option<Date>,
    /// On which ground organisations take its papers along.
    pub(super) outgoing: Outgoing,
}

impl Meeting {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// As it was planned.
    #[must_use]
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Whose meeting it is.
    pub(super) fn host(&self) -> Option<&AgencyId> {
        self.planned_by.as_ref().map(|by| &by.agency)
    }

    /// Who chairs it on its day.
    #[must_use]
    pub fn chair(&self) -> Option<(&AgencyId, &PersonId)> {
        let day = self.plan.as_ref()?.when.day;
        let on_the_day = self.chairs.iter().find(|named| named.counts_on(day));
        Some((self.host()?, &on_the_day.or(self.chairs.first())?.person))
    }

    /// Whether anything can still be done with it.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        matches!(self.state, State::Planned | State::Running)
    }

    /// Whether this person chairs it, on whatever day.
    #[must_use]
    pub fn is_chaired_by(&self, person: &PersonId) -> bool {
        self.chairs.iter().any(|named| named.person == *person)
    }

    /// What was taken off the agenda, and why.
    pub fn taken_off(&self) -> impl Iterator<Item = (&Point, &Note)> {
        self.points.iter().filter_map(|point| Some((point, point.off.as_ref()?)))
    }

    /// Which of all subjects that ever stood on the agenda this one is, from 1: a number that stays, and tells of nothing but subjects.
    #[must_use]
    pub fn subject_number(&self, no: u32) -> usize {
        self.points.iter().filter(|point| point.table().is_none() && point.item.no <= no).count()
    }

    /// What stands on the agenda, in its order.
    pub fn points(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| point.stands())
    }

    /// What this person said about coming.
    #[must_use]
    pub fn answer_of(&self, person: &PersonId) -> Option<&Answer> {
        self.answers.get(person)
    }

    /// The next one of its series.
    #[must_use]
    pub fn next(&self) -> Option<DossierId> {
        self.next
    }

    /// Why it was called off.
    #[must_use]
    pub fn cancelled(&self) -> Option<&Note> {
        self.cancelled.as_ref().map(|(why, _)| why)
    }

    /// How often it was put at another time or place, which everybody who is invited was told.
    #[must_use]
    pub fn moved(&self) -> u32 {
        self.moved
    }

    /// Everybody who is expected, for each organisation: who sits at the tables on the agenda, in whose place an organisation may name others, and
    /// who chairs it.
    #[must_use]
    pub fn expected(&self) -> Persons {
        let mut all: BTreeMap<AgencyId, Vec<Named>> = BTreeMap::new();
        if let Some(host) = self.host() {
            all.insert(host.clone(), self.chairs.clone());
        }
        for (agency, named) in self.points().flat_map(|point| point.invited.all()) {
            let here = all.entry(agency.clone()).or_default();
            if !here.iter().any(|one| one.person == named.person) {
                here.push(named.clone());
            }
        }
        let mut expected: Persons = all.into_iter().collect();
        // An organisation that is expected no more names nobody.
        let own = self.own.all().map(|(agency, _)| agency).filter(|agency| expected.of(agency).is_some());
        let own: Persons = own.filter_map(|agency| Some((agency.clone(), self.own.of(agency)?.to_vec()))).collect();
        expected.name(&own);
        expected
    }

    /// Who is expected for one item: who sits at its table, as far as nobody leaves the room; for a subject everybody.
    #[must_use]
    pub fn expected_for(&self, point: &Point) -> Vec<(AgencyId, PersonId)> {
        let Some(plan) = &self.plan else { return Vec::new() };
        let everybody = self.expected();
        let who = if point.table().is_some() { &point.invited } else { &everybody };
        // Whom their organisation took off the meeting does not come for one of its items either.
        let comes = |agency: &AgencyId, named: &Named| {
            named.counts_on(plan.when.day)
                && !point.is_out(&named.person)
                && everybody.sits(agency, &named.person, plan.when.day)
        };
        who.all()
            .filter(|(agency, named)| comes(agency, named))
            .map(|(agency, named)| (agency.clone(), named.person.clone()))
            .collect()
    }

    /// The dossiers of the items for which this person does not leave the room: who of them sits there, those know.
    #[must_use]
    pub fn tables_for(&self, person: &PersonId) -> Vec<DossierId> {
        self.points().filter(|point| !point.is_out(person)).filter_map(Point::table).map(|(_, id)| id).collect()
    }

    /// The item that is on the table now.
    #[must_use]
    pub fn now(&self) -> Option<&Point> {
        self.points.iter().find(|point| self.state == State::Running && point.is_on())
    }

    /// The dossier that one of its items is about.
    pub(super) fn table_of(&self, no: u32) -> Option<DossierId> {
        self.points.iter().find(|point| point.item.no == no)?.table().map(|(_, id)| id)
    }

    /// What goes to the next one: what was not reached, and what was put off.
    pub fn carried(&self) -> impl Iterator<Item = &Point> {
        self.points().filter(|point| !matches!(point.held, Some((_, Outcome::Done))))
    }

    /// The chair goes with the place of who chaired: to who stands in for them, and when they are gone to whoever came in their place.
    fn chair_passes(&mut self, named: &Persons) {
        let Some(now) = self.host().and_then(|host| named.of(host)) else { return };
        let chaired = |person: &PersonId| self.chairs.iter().any(|one| one.person == *person);
        let keeps = |one: &&Named| chaired(&one.person) || one.deputy_for.as_ref().is_some_and(chaired);
        let mut chairs: Vec<Named> = now.iter().filter(keeps).cloned().collect();
        if !chairs.iter().any(|one| one.until.is_none()) {
            let sat = self.expected();
            let sat = self.host().and_then(|host| sat.of(host)).unwrap_or_default();
            let new = |one: &&Named| !sat.iter().any(|before| before.person == one.person) && one.deputy_for.is_none();
            let came: Vec<Named> = now.iter().filter(new).cloned().collect();
            chairs.extend(if came.is_empty() { now.to_vec() } else { came });
        }
        self.chairs = chairs;
    }

    fn point(&mut self, no: u32, change: impl FnOnce(&mut Point)) {
        if let Some(point) = self.points.iter_mut().find(|point| point.item.no == no) {
            change(point);
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::Planned { plan } => {
                self.planned = Some(local_day(stamp.at));
                self.planned_by = Some(stamp.author());
                self.chairs = vec![Named::since(stamp.who.clone(), local_day(stamp.at))];
                self.plan = Some(plan.as_ref().clone());
            }
            Event::Replanned { when } => {
                self.moved = self.moved.saturating_add(1);
                if let Some(plan) = &mut self.plan {
                    // How often it comes back changes nothing for who said whether they come.
                    if (plan.when.day, plan.when.start, &plan.when.place) != (when.day, when.start, &when.place) {
                        self.answers.clear();
                    }
                    plan.when = when.clone();
                }
            }
            Event::Put { item, invited, out } => self.points.push(Point {
                item: item.clone(),
                invited: invited.clone(),
                out: out.iter().map(|person| (person.clone(), None)).collect(),
                held: None,
                waits: None,
                off: None,
                talk: Talk::default(),
            }),
            Event::Raised { no, before } => {
                let place = |no: u32| self.points.iter().position(|point| point.item.no == no);
                if let (Some(from), Some(to)) = (place(*no), place(*before)) {
                    let point = self.points.remove(from);
                    self.points.insert(to.min(self.points.len()), point);
                }
            }
            Event::Timed { no, minutes } => self.point(*no, |point| point.item.minutes = *minutes),
            Event::TakenOff { no, reason } => self.point(*no, |point| point.off = Some(reason.clone())),
            Event::Reinvited { invited } => {
                for (no, persons) in invited {
                    self.point(*no, |point| point.invited = persons.clone());
                }
            }
            Event::Answered { person, answer } => drop(self.answers.insert(person.clone(), answer.clone())),
            Event::SatOut { no, person, reason } => {
                self.point(*no, |point| point.out.push((person.clone(), reason.clone())));
            }
            Event::LetBack { no, person } => self.point(*no, |point| point.out.retain(|(who, _)| who != person)),
            Event::Begun => {
                self.state = State::Running;
                self.began = Some(local_day(stamp.at));
            }
            Event::Opened { no } => self.point(*no, |point| point.talk.began = Some(stamp.at)),
            Event::Phased { no, phase } => self.point(*no, |point| point.talk.phase = *phase),
            Event::Prompted { no, prompt } => self.point(*no, |point| {
                point.talk.asked.retain(|asked| asked != prompt);
                point.talk.asked.push(*prompt);
            }),
            Event::Countered { no, person } => self.point(*no, |point| point.talk.counter.clone_from(person)),
            Event::Held { no, present, outcome, read_back, reason } => self.point(*no, |point| {
                point.held = Some((present.clone(), *outcome));
                point.waits.clone_from(reason);
                point.talk.read_back = *read_back;
            }),
            Event::Ended { next } => {
                self.state = State::Held;
                self.next = *next;
            }
            Event::Cancelled { reason } => {
                self.state = State::Cancelled;
                self.cancelled = Some((reason.clone(), local_day(stamp.at)));
            }
            Event::PersonsNamed { named } => {
                self.chair_passes(named);
                self.own.name(named);
            }
            Event::TakingStated { statement } => self.outgoing.take_in(statement, stamp),
        }
    }
}
