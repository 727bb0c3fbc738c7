//! What can become of a meeting. Pure.

use super::{
    agenda::{Item, Outcome, Point},
    start::Start,
};
use crate::outgoing::{Outgoing, Statement};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, PersonId, Refusal, Say, local_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{Author, Named, Persons, Stamp};

/// A series comes back after at most so many weeks.
const RAREST: u32 = 26;

kernel::words! {
    /// What sort of meeting it is.
    pub enum Sort {
        /// Municipality, police and public prosecution weigh signals.
        Weighing = "weighing", "Weegtafel (i2o)", "Weighing table (i2o)";
        /// The partners at one case or several.
        Case = "case", "Casusoverleg", "Case conference";
        /// Anything else about tables, such as the triage of the week.
        Other = "other", "Ander overleg", "Another meeting";
    }
}

kernel::words! {
    /// Where it stands.
    #[derive(Default)]
    pub enum State {
        /// It is to come.
        #[default]
        Planned = "planned", "Gepland", "Planned";
        /// It is being held.
        Running = "running", "Nu bezig", "In progress";
        /// It was held.
        Held = "held", "Gehouden", "Held";
        /// It was called off.
        Cancelled = "cancelled", "Gaat niet door", "Cancelled";
    }
}

kernel::words! {
    /// Whether somebody comes.
    pub enum Coming {
        /// In the room.
        Present = "present", "Ik kom", "I am coming";
        /// From elsewhere, by picture or telephone.
        Remote = "remote", "Ik doe op afstand mee", "I am joining remotely";
        /// Not.
        Absent = "absent", "Ik kan niet", "I cannot come";
    }
}

impl Coming {
    /// The same, of somebody else.
    #[must_use]
    pub fn of_another(self) -> Say {
        match self {
            Self::Present => Say::of("komt", "is coming"),
            Self::Remote => Say::of("doet op afstand mee", "is joining remotely"),
            Self::Absent => Say::of("kan niet", "cannot come"),
        }
    }
}

/// When and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The day.
    pub day: Date,
    /// The time.
    pub start: Start,
    /// The room, or how to join.
    pub place: Line,
    /// After how many weeks the next one of its series comes.
    pub weeks: Option<u32>,
}

/// A meeting as it was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called among colleagues.
    pub reference: Line,
    /// What sort it is.
    pub sort: Sort,
    /// What people call it.
    pub title: Line,
    /// When and where.
    pub when: When,
    /// Whose it is.
    pub house: HouseId,
    /// The one of its series before it.
    pub after: Option<DossierId>,
}

/// Whether somebody comes, and why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// For which organisation.
    pub agency: AgencyId,
    /// Whether they come.
    pub coming: Coming,
    /// Why not, or who comes instead.
    pub reason: Option<Note>,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was planned.
    Planned {
        /// As what, when, by whom.
        plan: Box<Plan>,
    },
    /// It is at another time or place.
    Replanned {
        /// When and where now.
        when: When,
    },
    /// Something was put on the agenda.
    Put {
        /// What, for how long.
        item: Item,
        /// Who sits at that table.
        invited: Persons,
    },
    /// An item comes earlier.
    Raised {
        /// Which.
        no: u32,
        /// Before which.
        before: u32,
    },
    /// An item takes another time.
    Timed {
        /// Which.
        no: u32,
        /// So many minutes.
        minutes: u32,
    },
    /// An item was taken off.
    TakenOff {
        /// Which.
        no: u32,
        /// Why.
        reason: Note,
    },
    /// Who sits at the tables was invited anew.
    Reinvited {
        /// Who, for each item.
        invited: Vec<(u32, Persons)>,
    },
    /// Somebody said whether they come.
    Answered {
        /// Who.
        person: PersonId,
        /// What they said.
        answer: Answer,
    },
    /// Somebody leaves the room for one item.
    SatOut {
        /// Which.
        no: u32,
        /// Who.
        person: PersonId,
        /// Why, where they say so.
        reason: Option<Note>,
    },
    /// Somebody is there for it after all.
    LetBack {
        /// Which.
        no: u32,
        /// Who.
        person: PersonId,
    },
    /// It began.
    Begun,
    /// An item was dealt with.
    Held {
        /// Which.
        no: u32,
        /// Who was there.
        present: Vec<PersonId>,
        /// What became of it.
        outcome: Outcome,
    },
    /// It ended.
    Ended {
        /// The next one of its series.
        next: Option<DossierId>,
    },
    /// It was called off.
    Cancelled {
        /// Why.
        reason: Note,
    },
    /// An organisation said on which ground it takes papers along, and that it keeps them safe.
    TakingStated {
        /// What it said.
        statement: Statement,
    },
    /// Organisations said who sits for them.
    PersonsNamed {
        /// Who, for each of them in place of whom it named before.
        named: Persons,
    },
}

/// A meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub(super) plan: Option<Plan>,
    pub(super) state: State,
    pub(super) planned: Option<Date>,
    /// Who planned it, and chairs it.
    pub(super) chair: Option<Author>,
    /// The items in their order, also those that were taken off.
    pub(super) points: Vec<Point>,
    pub(super) answers: BTreeMap<PersonId, Answer>,
    /// Whom organisations named for this meeting themselves.
    pub(super) own: Persons,
    pub(super) next: Option<DossierId>,
    pub(super) cancelled: Option<Note>,
    /// How often it was put at another time or place.
    pub(super) moved: u32,
    /// On which day it began.
    pub(super) began: Option<Date>,
    /// On which ground organisations take its papers along.
    pub(super) outgoing: Outgoing,
}

impl When {
    /// Whether it can be planned like this.
    ///
    /// # Errors
    /// A sentence at the field that does not fit.
    pub fn check(&self, today: Date) -> Result<(), Refusal> {
        kernel::planned(self.day, today).map_err(|no| no.at("day"))?;
        match self.weeks {
            Some(weeks) if !(1..=RAREST).contains(&weeks) => {
                Err(Refusal::of("Kies een tot en met 26 weken.", "Choose one to 26 weeks.").at("weeks"))
            }
            Some(_) | None => Ok(()),
        }
    }
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

    /// Who planned it, and chairs it.
    #[must_use]
    pub fn chair(&self) -> Option<&Author> {
        self.chair.as_ref()
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
        self.cancelled.as_ref()
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
        let since = self.planned.unwrap_or_default();
        if let Some(chair) = &self.chair {
            all.entry(chair.agency.clone()).or_default().push(Named::since(chair.person.clone(), since));
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
        let counts = |named: &Named| named.counts_on(plan.when.day) && !point.is_out(&named.person);
        let everybody = self.expected();
        let who = if point.table().is_some() { &point.invited } else { &everybody };
        who.all()
            .filter(|(_, named)| counts(named))
            .map(|(agency, named)| (agency.clone(), named.person.clone()))
            .collect()
    }

    /// What goes to the next one: what was not reached, and what was put off.
    pub fn carried(&self) -> impl Iterator<Item = &Point> {
        self.points().filter(|point| !matches!(point.held, Some((_, Outcome::Done))))
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
                self.chair = Some(stamp.author());
                self.plan = Some(plan.as_ref().clone());
            }
            Event::Replanned { when } => {
                self.answers.clear();
                self.moved = self.moved.saturating_add(1);
                if let Some(plan) = &mut self.plan {
                    plan.when = when.clone();
                }
            }
            Event::Put { item, invited } => self.points.push(Point {
                item: item.clone(),
                invited: invited.clone(),
                out: Vec::new(),
                held: None,
                off: None,
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
            Event::Held { no, present, outcome } => {
                self.point(*no, |point| point.held = Some((present.clone(), *outcome)));
            }
            Event::Ended { next } => {
                self.state = State::Held;
                self.next = *next;
            }
            Event::Cancelled { reason } => {
                self.state = State::Cancelled;
                self.cancelled = Some(reason.clone());
            }
            Event::TakingStated { statement } => self.outgoing.take_in(statement, stamp),
            Event::PersonsNamed { named } => self.own.name(named),
        }
    }
}
