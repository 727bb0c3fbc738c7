//! What can become of a recommendation. It never disappears: not taking it up is an answer too, with a reason that everybody can read.

use super::{
    event::{Direction, Event, Opening, Remeasurement, Step, Undertaking},
    texts,
    words::State,
};
use kernel::{AgencyId, Date, DossierId, Note, Refusal};
use serde::{Deserialize, Serialize};
use vault::Stamp;

/// The most directions under one recommendation: more is a brainstorm, to be clustered in the session first.
const MOST_DIRECTIONS: usize = 60;

/// What was done, and by which organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// When.
    pub on: Date,
    /// Which organisation wrote it.
    pub by: AgencyId,
    /// What.
    pub step: Step,
}

/// What happened to one recommendation, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    pub(super) opening: Option<Opening>,
    pub(super) opened: Date,
    pub(super) stage: Option<State>,
    /// Since when it waits for whoever has to do something.
    pub(super) since: Date,
    /// Ways in which it could be done.
    pub directions: Vec<Direction>,
    /// Who does what by when; kept when it is done.
    pub undertaking: Option<Undertaking>,
    /// What was done, the first one first.
    pub timeline: Vec<Progress>,
    /// Every time it was looked at again.
    pub remeasurements: Vec<Remeasurement>,
}

impl Recommendation {
    /// Makes one.
    ///
    /// # Errors
    /// A sentence when it is for no house or for nobody, or has no number.
    pub fn make(opening: Opening) -> Result<Event, Refusal> {
        if opening.number == 0 {
            return Err(texts::NUMBER_FROM_ONE.at("number"));
        }
        if opening.houses.is_empty() {
            return Err(texts::FOR_SOME_HOUSE.at("houses"));
        }
        if opening.addressees.is_empty() {
            return Err(texts::FOR_SOMEBODY.at("addressees"));
        }
        Ok(Event::Made { opening: Box::new(opening) })
    }

    /// Puts a way to do it under it. With `session` when participants devised it there.
    ///
    /// # Errors
    /// A sentence when it is finished, the same direction stands there, or there are too many.
    pub fn add_direction(&self, text: Note, session: Option<DossierId>) -> Result<Event, Refusal> {
        match self.state() {
            State::Open | State::TakenUp => {}
            State::Done => return Err(texts::IS_DONE),
            State::NotTakenUp => return Err(texts::IS_NOT_TAKEN_UP),
        }
        if self.directions.iter().any(|known| same(&known.text, &text)) {
            return Err(texts::STANDS_THERE.at("text"));
        }
        if self.directions.len() >= MOST_DIRECTIONS {
            return Err(texts::TOO_MANY_DIRECTIONS);
        }
        Ok(Event::DirectionAdded { direction: Direction { text, session } })
    }

    /// What a session devised, all at once. What stands there already is left out.
    ///
    /// # Errors
    /// A sentence when it is finished or there are too many.
    pub fn add_directions(&self, texts: Vec<Note>, session: DossierId) -> Result<Vec<Event>, Refusal> {
        let mut so_far = self.clone();
        let mut events = Vec::new();
        for text in texts {
            if so_far.directions.iter().any(|known| same(&known.text, &text)) {
                continue;
            }
            let event = so_far.add_direction(text.clone(), Some(session))?;
            so_far.directions.push(Direction { text, session: Some(session) });
            events.push(event);
        }
        Ok(events)
    }

    /// Takes it up.
    ///
    /// # Errors
    /// A sentence when it is not open, or the day has passed.
    pub fn take_up(&self, undertaking: Undertaking, today: Date) -> Result<Event, Refusal> {
        self.must_be_open()?;
        not_before(undertaking.due, today)?;
        Ok(Event::TakenUp { undertaking })
    }

    /// Says that it will not be done.
    ///
    /// # Errors
    /// A sentence when it is done, or this was said before.
    pub fn decline(&self, reason: Note) -> Result<Event, Refusal> {
        match self.state() {
            State::Open | State::TakenUp => Ok(Event::NotTakenUp { reason }),
            State::Done => Err(texts::IS_DONE),
            State::NotTakenUp => Err(texts::IS_NOT_TAKEN_UP),
        }
    }

    /// Writes down what was done.
    ///
    /// # Errors
    /// A sentence when nobody took it up.
    pub fn progress(&self, note: Note) -> Result<Event, Refusal> {
        self.must_be_taken_up()?;
        Ok(Event::Progressed { note })
    }

    /// Gives it another day.
    ///
    /// # Errors
    /// A sentence when nobody took it up, or the day has passed or is the same.
    pub fn give_day(&self, due: Date, reason: Note, today: Date) -> Result<Event, Refusal> {
        self.must_be_taken_up()?;
        not_before(due, today)?;
        if self.due() == Some(due) {
            return Err(texts::SAME_DAY.at("due"));
        }
        Ok(Event::Moved { due, reason })
    }

    /// Says that it was done.
    ///
    /// # Errors
    /// A sentence when nobody took it up.
    pub fn finish(&self, note: Note) -> Result<Event, Refusal> {
        self.must_be_taken_up()?;
        Ok(Event::Finished { note })
    }

    /// Opens it again.
    ///
    /// # Errors
    /// A sentence when it is not finished.
    pub fn reopen(&self, reason: Note) -> Result<Event, Refusal> {
        match self.state() {
            State::Done | State::NotTakenUp => Ok(Event::Reopened { reason }),
            State::Open | State::TakenUp => Err(texts::IS_NOT_FINISHED),
        }
    }

    /// Shows then and now. Possible in every state: also what was not taken up may have changed.
    ///
    /// # Errors
    /// A sentence when the day lies in the future, or both rest on the same results.
    pub fn remeasure(&self, remeasurement: Remeasurement, today: Date) -> Result<Event, Refusal> {
        if remeasurement.on > today {
            return Err(texts::NOT_IN_FUTURE.at("on"));
        }
        if remeasurement.then.results.is_some() && remeasurement.then.results == remeasurement.now.results {
            return Err(texts::SAME_RESULTS.at("now-results"));
        }
        Ok(Event::Remeasured { remeasurement: Box::new(remeasurement) })
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.stage.unwrap_or(State::Open)
    }

    /// What it says; `None` before it was made.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// The day it was made.
    #[must_use]
    pub fn opened(&self) -> Date {
        self.opened
    }

    /// By when it should be done, while somebody is doing it.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.undertaking.as_ref().filter(|_| self.state() == State::TakenUp).map(|u| u.due)
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Open => Ok(()),
            State::TakenUp => Err(texts::IS_TAKEN_UP),
            State::Done => Err(texts::IS_DONE),
            State::NotTakenUp => Err(texts::IS_NOT_TAKEN_UP),
        }
    }

    fn must_be_taken_up(&self) -> Result<(), Refusal> {
        match self.state() {
            State::TakenUp => Ok(()),
            State::Open => Err(texts::NOBODY_TOOK_IT_UP),
            State::Done => Err(texts::IS_DONE),
            State::NotTakenUp => Err(texts::IS_NOT_TAKEN_UP),
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let on = kernel::local_day(stamp.at);
        let mut step = |step| self.timeline.push(Progress { on, by: stamp.agency.clone(), step });
        match event {
            Event::Made { opening } => {
                self.opening = Some(opening.as_ref().clone());
                (self.opened, self.since) = (on, on);
                self.stage = Some(State::Open);
            }
            Event::DirectionAdded { direction } => self.directions.push(direction.clone()),
            Event::TakenUp { undertaking } => {
                step(Step::TakenUp(undertaking.plan.clone()));
                self.undertaking = Some(undertaking.clone());
                (self.stage, self.since) = (Some(State::TakenUp), on);
            }
            Event::NotTakenUp { reason } => {
                step(Step::NotTakenUp(reason.clone()));
                self.stage = Some(State::NotTakenUp);
            }
            Event::Progressed { note } => step(Step::Note(note.clone())),
            Event::Moved { due, reason } => {
                step(Step::Moved(reason.clone()));
                if let Some(undertaking) = &mut self.undertaking {
                    undertaking.due = *due;
                }
            }
            Event::Finished { note } => {
                step(Step::Finished(note.clone()));
                self.stage = Some(State::Done);
            }
            Event::Reopened { reason } => {
                step(Step::Reopened(reason.clone()));
                self.undertaking = None;
                (self.stage, self.since) = (Some(State::Open), on);
            }
            Event::Remeasured { remeasurement } => self.remeasurements.push(remeasurement.as_ref().clone()),
        }
    }
}

fn not_before(due: Date, today: Date) -> Result<(), Refusal> {
    if due < today { Err(texts::DAY_HAS_PASSED.at("due")) } else { Ok(()) }
}

/// The same sentence; capitals and spaces do not count.
fn same(one: &Note, other: &Note) -> bool {
    let folded = |note: &Note| note.as_str().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded(one) == folded(other)
}
