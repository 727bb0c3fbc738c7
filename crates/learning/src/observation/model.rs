//! What can become of an observation. It counts only after the table has said what it thinks of it: an observer sees much, and not all.

use super::{
    event::{Event, Moment, Opening, Remark},
    texts,
    words::{Look, Mark, State},
};
use kernel::{Date, Note, Refusal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use vault::Stamp;

/// The most moments in one meeting.
const MOST_MOMENTS: usize = 40;

/// How often a look was marked how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The look.
    pub look: Look,
    /// Mark by mark, in their order.
    pub marks: Vec<(Mark, usize)>,
}

/// What happened to one observation, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    pub(super) opening: Option<Opening>,
    pub(super) begun: Date,
    pub(super) stage: Option<State>,
    pub(super) shared: Option<Date>,
    /// Moment by moment.
    pub moments: Vec<Moment>,
    /// What goes well and what could be better.
    pub remarks: Vec<Remark>,
    /// What the table said, and when.
    pub discussed: Option<(Date, Note)>,
}

impl Observation {
    /// Opens the form.
    ///
    /// # Errors
    /// A sentence when the meeting is still to come, or nobody sits at the table.
    pub fn begin(opening: Opening, today: Date) -> Result<Event, Refusal> {
        if opening.on > today {
            return Err(texts::NOT_YET.at("on"));
        }
        if opening.table.is_empty() {
            return Err(texts::WHO_SITS_THERE.at("table"));
        }
        Ok(Event::Begun { opening: Box::new(opening) })
    }

    /// Writes down a moment.
    ///
    /// # Errors
    /// A sentence when it is no longer being filled in, a look has no mark, or there are too many.
    pub fn note(&self, moment: Moment) -> Result<Event, Refusal> {
        self.must_be_filling()?;
        if Look::ALL.iter().any(|look| !moment.marks.contains_key(look)) {
            return Err(texts::MARK_EVERY_LOOK);
        }
        if self.moments.len() >= MOST_MOMENTS {
            return Err(texts::TOO_MANY_MOMENTS);
        }
        Ok(Event::Noted { moment })
    }

    /// Takes a moment out.
    ///
    /// # Errors
    /// A sentence when it is no longer being filled in, or is not there.
    pub fn strike(&self, place: u16) -> Result<Event, Refusal> {
        self.must_be_filling()?;
        if usize::from(place) >= self.moments.len() {
            return Err(texts::NO_SUCH_MOMENT);
        }
        Ok(Event::Struck { place })
    }

    /// Adds what goes well or could be better.
    ///
    /// # Errors
    /// A sentence when it is no longer being filled in.
    pub fn remark(&self, remark: Remark) -> Result<Event, Refusal> {
        self.must_be_filling()?;
        Ok(Event::Remarked { remark })
    }

    /// Gives it to the table.
    ///
    /// # Errors
    /// A sentence when there is nothing in it, or it was given before.
    pub fn share(&self) -> Result<Event, Refusal> {
        self.must_be_filling()?;
        if self.moments.is_empty() {
            return Err(texts::NOTHING_SEEN);
        }
        Ok(Event::Shared)
    }

    /// Writes down what the table said of it.
    ///
    /// # Errors
    /// A sentence when the table has not had it, it was discussed before, or the day does not fit.
    pub fn discuss(&self, on: Date, remarks: Note, today: Date) -> Result<Event, Refusal> {
        match self.state() {
            State::Shared => {}
            State::Filling => return Err(texts::GIVE_IT_FIRST),
            State::Discussed => return Err(texts::IS_DISCUSSED),
        }
        if on > today || self.shared.is_some_and(|day| on < day) {
            return Err(texts::DAY_DOES_NOT_FIT.at("on"));
        }
        Ok(Event::Discussed { on, remarks })
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        self.stage.unwrap_or(State::Filling)
    }

    /// Which meeting; `None` before it began.
    #[must_use]
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// How often each look was marked how; `None` until the table has said what it thinks of it.
    #[must_use]
    pub fn counts(&self) -> Option<Vec<Count>> {
        let of = |look: &Look| Count {
            look: *look,
            marks: Mark::ALL
                .iter()
                .map(|mark| (*mark, self.moments.iter().filter(|m| m.marks.get(look) == Some(mark)).count()))
                .collect(),
        };
        (self.state() == State::Discussed).then(|| Look::ALL.iter().map(of).collect())
    }

    fn must_be_filling(&self) -> Result<(), Refusal> {
        match self.state() {
            State::Filling => Ok(()),
            State::Shared | State::Discussed => Err(texts::IS_SHARED),
        }
    }

    pub(super) fn take_in(&mut self, event: &Event, stamp: &Stamp) {
        let today = kernel::local_day(stamp.at);
        match event {
            Event::Begun { opening } => {
                self.opening = Some(opening.as_ref().clone());
                self.begun = today;
                self.stage = Some(State::Filling);
            }
            Event::Noted { moment } => self.moments.push(moment.clone()),
            Event::Struck { place } => {
                if usize::from(*place) < self.moments.len() {
                    self.moments.remove(usize::from(*place));
                }
            }
            Event::Remarked { remark } => self.remarks.push(remark.clone()),
            Event::Shared => (self.stage, self.shared) = (Some(State::Shared), Some(today)),
            Event::Discussed { on, remarks } => {
                self.discussed = Some((*on, remarks.clone()));
                self.stage = Some(State::Discussed);
            }
        }
    }
}
