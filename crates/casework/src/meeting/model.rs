//! What can become of a meeting. Pure.

use super::{
    agenda::{About, Item, Outcome, Point},
    start::Start,
};
use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note, PersonId, Refusal, local_day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{Author, Named, Persons, Stamp};

/// So many items stand on one agenda at most.
pub(super) const MOST: usize = 100;
/// An item takes at most so many minutes.
const LONGEST: u32 = 240;
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
}

const NOT_NOW: Refusal = Refusal::of("Dit kan nu niet meer, of nog niet.", "This is not possible now.");
const NO_ITEM: Refusal = Refusal::of("Dit punt staat niet op de agenda.", "This item is not on the agenda.");

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

    /// Another time or place. Everybody is asked again whether they come.
    ///
    /// # Errors
    /// A sentence when it began, nothing is different, or the day has passed.
    pub fn replan(&self, when: When, today: Date) -> Result<Event, Refusal> {
        self.must_be(State::Planned)?;
        if self.plan.as_ref().is_some_and(|plan| plan.when == when) {
            return Err(Refusal::of("U hebt niets veranderd.", "You have not changed anything."));
        }
        when.check(today)?;
        Ok(Event::Replanned { when })
    }

    /// Puts these on the agenda, behind what stands there, each for so many minutes and with who sits at its table.
    ///
    /// # Errors
    /// A sentence when it is over, the agenda is full, one of them stands there already, or it takes no time or too much.
    pub fn put(&self, all: Vec<(About, Persons)>, minutes: u32) -> Result<Vec<Event>, Refusal> {
        self.must_go_on()?;
        check_minutes(minutes)?;
        if self.points().count() + all.len() > MOST {
            return Err(Refusal::of(
                "Er passen hooguit honderd punten op een agenda.",
                "At most a hundred items fit on an agenda.",
            )
            .at("tables"));
        }
        if all.iter().any(|(about, _)| self.points().any(|point| point.item.about == *about)) {
            return Err(Refusal::of("Dit staat al op de agenda.", "This is on the agenda already.").at("tables"));
        }
        let last = self.points.iter().map(|point| point.item.no).max().unwrap_or(0);
        let put = |(no, (about, invited))| Event::Put { item: Item { no, about, minutes }, invited };
        Ok((last + 1..).zip(all).map(put).collect())
    }

    /// An item comes before another one.
    ///
    /// # Errors
    /// A sentence when one of them is not there or was dealt with, or it stands before the other.
    pub fn raise(&self, no: u32, before: u32) -> Result<Event, Refusal> {
        self.must_go_on()?;
        let place = |no: u32| {
            self.points.iter().position(|point| point.item.no == no && point.stands() && point.held.is_none())
        };
        let (Some(from), Some(to)) = (place(no), place(before)) else { return Err(NO_ITEM) };
        if from <= to {
            return Err(NOT_NOW);
        }
        Ok(Event::Raised { no, before })
    }

    /// An item takes another time.
    ///
    /// # Errors
    /// As for [`Meeting::put`].
    pub fn time(&self, no: u32, minutes: u32) -> Result<Event, Refusal> {
        self.must_go_on()?;
        check_minutes(minutes)?;
        self.open(no)?;
        Ok(Event::Timed { no, minutes })
    }

    /// Takes an item off.
    ///
    /// # Errors
    /// A sentence when it is not there, or was dealt with.
    pub fn take_off(&self, no: u32, reason: Note) -> Result<Event, Refusal> {
        self.must_go_on()?;
        self.open(no)?;
        Ok(Event::TakenOff { no, reason })
    }

    /// Invites who sits at the tables now.
    ///
    /// # Errors
    /// A sentence when nobody else sits there than before.
    pub fn reinvite(&self, now: Vec<(u32, Persons)>) -> Result<Event, Refusal> {
        self.must_go_on()?;
        let changed = |(no, persons): &(u32, Persons)| {
            self.points().any(|point| point.item.no == *no && point.invited != *persons)
        };
        let invited: Vec<_> = now.into_iter().filter(changed).collect();
        if invited.is_empty() {
            return Err(Refusal::of(
                "Aan de tafels zit nog iedereen die is uitgenodigd.",
                "Everybody who was invited still sits at the tables.",
            ));
        }
        Ok(Event::Reinvited { invited })
    }

    /// Says whether somebody comes. They may say something else later.
    ///
    /// # Errors
    /// A sentence when it is over, or they are not expected.
    pub fn answer(&self, person: &PersonId, answer: Answer) -> Result<Event, Refusal> {
        self.must_go_on()?;
        if !self.is_expected(&answer.agency, person) {
            return Err(NOT_NOW);
        }
        Ok(Event::Answered { person: person.clone(), answer })
    }

    /// Leaves the room for an item: from then on they read nothing of it here.
    ///
    /// # Errors
    /// A sentence when the item is not there or was dealt with, or they left it before.
    pub fn sit_out(&self, no: u32, person: &PersonId, reason: Option<Note>) -> Result<Event, Refusal> {
        self.must_go_on()?;
        let point = self.open(no)?;
        if point.is_out(person) {
            return Err(NOT_NOW);
        }
        Ok(Event::SatOut { no, person: person.clone(), reason })
    }

    /// Lets somebody back who left the room for an item.
    ///
    /// # Errors
    /// A sentence when they did not.
    pub fn let_back(&self, no: u32, person: &PersonId) -> Result<Event, Refusal> {
        self.must_go_on()?;
        if !self.open(no)?.is_out(person) {
            return Err(NOT_NOW);
        }
        Ok(Event::LetBack { no, person: person.clone() })
    }

    /// Begins it, on its day or after it.
    ///
    /// # Errors
    /// A sentence when it began, nothing stands on the agenda, or its day is still to come.
    pub fn begin(&self, today: Date) -> Result<Event, Refusal> {
        self.must_be(State::Planned)?;
        if self.points().next().is_none() {
            return Err(Refusal::of("Er staat nog niets op de agenda.", "There is nothing on the agenda yet."));
        }
        if self.plan.as_ref().is_some_and(|plan| plan.when.day > today) {
            return Err(Refusal::of(
                "Een overleg begint op zijn eigen dag. Verzet het eerst als het vandaag is.",
                "A meeting begins on its own day. Reschedule it first if it is today.",
            ));
        }
        Ok(Event::Begun)
    }

    /// Says who was there for an item, and what became of it; said again, it is put right.
    ///
    /// # Errors
    /// A sentence when it does not run, the item is not there, or somebody was there who does not sit at that table.
    pub fn hold(&self, no: u32, present: Vec<PersonId>, outcome: Outcome) -> Result<Event, Refusal> {
        self.must_be(State::Running)?;
        let point = self.points().find(|point| point.item.no == no).ok_or(NO_ITEM)?;
        let sits = self.expected_for(point);
        if !present.iter().all(|person| sits.iter().any(|(_, one)| one == person)) {
            return Err(
                Refusal::of("Kies alleen wie aan deze tafel zit.", "Choose only who sits at this table.").at("present")
            );
        }
        Ok(Event::Held { no, present, outcome })
    }

    /// Ends it.
    ///
    /// # Errors
    /// A sentence when it does not run.
    pub fn end(&self, next: Option<DossierId>) -> Result<Event, Refusal> {
        self.must_be(State::Running)?;
        Ok(Event::Ended { next })
    }

    /// Calls it off.
    ///
    /// # Errors
    /// A sentence when it began.
    pub fn cancel(&self, reason: Note) -> Result<Event, Refusal> {
        self.must_be(State::Planned)?;
        Ok(Event::Cancelled { reason })
    }

    /// Whether this person is expected for this organisation on the day.
    #[must_use]
    pub fn is_expected(&self, agency: &AgencyId, person: &PersonId) -> bool {
        self.plan.as_ref().is_some_and(|plan| self.expected().sits(agency, person, plan.when.day))
    }

    fn open(&self, no: u32) -> Result<&Point, Refusal> {
        self.points().find(|point| point.item.no == no && point.held.is_none()).ok_or(NO_ITEM)
    }

    fn must_be(&self, state: State) -> Result<(), Refusal> {
        if self.state == state { Ok(()) } else { Err(NOT_NOW) }
    }

    fn must_go_on(&self) -> Result<(), Refusal> {
        match self.state {
            State::Planned | State::Running => Ok(()),
            State::Held | State::Cancelled => Err(NOT_NOW),
        }
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
            Event::Begun => self.state = State::Running,
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
            Event::PersonsNamed { named } => self.own.name(named),
        }
    }
}

fn check_minutes(minutes: u32) -> Result<(), Refusal> {
    if (1..=LONGEST).contains(&minutes) {
        return Ok(());
    }
    Err(Refusal::of("Kies 1 tot en met 240 minuten.", "Choose 1 to 240 minutes.").at("minutes"))
}
