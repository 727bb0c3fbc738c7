//! Whether something may become of a meeting now.

use super::{
    agenda::{About, Item, Outcome, Point},
    model::{Answer, Event, Meeting, State, When},
};
use kernel::{AgencyId, Date, DossierId, Note, PersonId, Refusal};
use vault::Persons;

/// So many items stand on one agenda at most.
const MOST: usize = 100;
/// An item takes at most so many minutes.
const LONGEST: u32 = 240;

const NOT_NOW: Refusal = Refusal::of("Dit kan nu niet meer, of nog niet.", "This is not possible now.");
const NO_ITEM: Refusal = Refusal::of("Dit punt staat niet op de agenda.", "This item is not on the agenda.");

impl Meeting {
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
}

fn check_minutes(minutes: u32) -> Result<(), Refusal> {
    if (1..=LONGEST).contains(&minutes) {
        return Ok(());
    }
    Err(Refusal::of("Kies 1 tot en met 240 minuten.", "Choose 1 to 240 minutes.").at("minutes"))
}
