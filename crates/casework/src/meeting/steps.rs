//! Whether something may become of a meeting now.

use super::{
    agenda::{About, Holding, Item, Outcome, Point},
    event::Event,
    live::{Phase, Prompt},
    model::Meeting,
    plan::{Answer, State, When},
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
        let twice =
            |(n, (about, _)): (usize, &(About, Persons))| all.iter().skip(n + 1).any(|(other, _)| other == about);
        let there = |(about, _): &(About, Persons)| self.points().any(|point| point.item.about == *about);
        if all.iter().enumerate().any(twice) || all.iter().any(there) {
            return Err(Refusal::of("Dit staat al op de agenda.", "This is on the agenda already.").at("tables"));
        }
        let last = self.points.iter().map(|point| point.item.no).max().unwrap_or(0);
        let before = |about: &About| self.points.iter().rfind(|point| point.item.about == *about && !point.stands());
        let put = |(no, (about, invited)): (u32, (About, Persons))| Event::Put {
            // Who left the room for it before it was taken off does not come back by itself.
            out: before(&about).map(Point::out_of).unwrap_or_default(),
            item: Item { no, about, minutes },
            invited,
        };
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
        if self.is_chaired_by(person) {
            return Err(Refusal::of(
                "U zit dit overleg voor. Haal het punt van de agenda, of draag het overleg over.",
                "You chair this meeting. Take the item off the agenda, or hand the meeting over.",
            ));
        }
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

    /// Brings an item on the table.
    ///
    /// # Errors
    /// A sentence when it does not run, the item is not there or was dealt with, or another one is on the table.
    pub fn open_item(&self, no: u32) -> Result<Event, Refusal> {
        self.must_be(State::Running)?;
        let point = self.open(no)?;
        if point.is_on() {
            return Err(NOT_NOW);
        }
        if self.now().is_some() {
            return Err(Refusal::of(
                "Rond eerst het punt af dat nu op tafel ligt.",
                "First complete the item that is on the table now.",
            ));
        }
        Ok(Event::Opened { no })
    }

    /// Goes on with the talk about what is on the table, or back.
    ///
    /// # Errors
    /// A sentence when it is not on the table, or the talk is there already.
    pub fn phase(&self, no: u32, phase: Phase) -> Result<Event, Refusal> {
        if self.on(no)?.talk.phase == phase {
            return Err(NOT_NOW);
        }
        Ok(Event::Phased { no, phase })
    }

    /// Asks something aloud about what is on the table.
    ///
    /// # Errors
    /// A sentence when it is not on the table.
    pub fn prompt(&self, no: u32, prompt: Prompt) -> Result<Event, Refusal> {
        self.on(no)?;
        Ok(Event::Prompted { no, prompt })
    }

    /// Takes the opposing voice for what is on the table, or gives it back.
    ///
    /// # Errors
    /// A sentence when it is not on the table, they do not sit there, or they give back what somebody else has.
    pub fn counter(&self, no: u32, person: &PersonId, takes: bool) -> Result<Event, Refusal> {
        let point = self.on(no)?;
        let has = point.talk.counter.as_ref() == Some(person);
        if takes && !has && point.talk.counter.is_some() {
            return Err(Refusal::of(
                "Iemand anders aan deze tafel heeft de tegenstem al.",
                "Somebody else at this table has the opposing voice already.",
            ));
        }
        if has == takes || !self.expected_for(point).iter().any(|(_, one)| one == person) {
            return Err(NOT_NOW);
        }
        Ok(Event::Countered { no, person: takes.then(|| person.clone()) })
    }

    /// Says who was there for an item, and what became of it; said again, it is put right. What was written down at a table is read back first, nothing
    /// is talked about by nobody, and what is `urgent` waits for the next meeting only with a reason.
    ///
    /// # Errors
    /// A sentence when it does not run, the item is not there, somebody was there who does not sit at that table, nobody was there, nothing was read
    /// back, or no reason was given.
    pub fn hold(&self, no: u32, holding: Holding, urgent: bool) -> Result<Event, Refusal> {
        self.must_be(State::Running)?;
        let point = self.points().find(|point| point.item.no == no).ok_or(NO_ITEM)?;
        let sits = self.expected_for(point);
        if !holding.present.iter().all(|person| sits.iter().any(|(_, one)| one == person)) {
            return Err(
                Refusal::of("Kies alleen wie aan deze tafel zit.", "Choose only who sits at this table.").at("present")
            );
        }
        let done = holding.outcome == Outcome::Done;
        if done && holding.present.is_empty() {
            return Err(Refusal::of(
                "Kies wie erbij was. Was er niemand? Dan is het niet besproken, en gaat het naar het volgende overleg.",
                "Choose who was there. Was nobody there? Then it was not dealt with, and goes to the next meeting.",
            )
            .at("present"));
        }
        if done && point.talk.began.is_some() && point.table().is_some() && !holding.read_back {
            return Err(Refusal::of(
                "Lees eerst voor wat er is vastgelegd. Zo weet iedereen wat er staat.",
                "First read back what was recorded, so that everybody knows what it says.",
            )
            .at("read-back"));
        }
        if urgent && !done && holding.reason.is_none() {
            return Err(Refusal::of(
                "Schrijf waarom het kan wachten, of bespreek het nu.",
                "Write why it can wait, or deal with it now.",
            )
            .at("reason"));
        }
        let Holding { present, outcome, read_back, reason } = holding;
        Ok(Event::Held { no, present, outcome, read_back, reason: reason.filter(|_| !done) })
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

    fn on(&self, no: u32) -> Result<&Point, Refusal> {
        self.must_be(State::Running)?;
        self.points().find(|point| point.item.no == no && point.is_on()).ok_or(NO_ITEM)
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
