//! What can happen to a recommendation, as it is stored. Every variant ever written stays readable: add, never change.

use kernel::{AgencyId, Date, DossierId, HouseId, Line, Note};
use serde::{Deserialize, Serialize};

/// What a recommendation says when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What colleagues call it; made from a counter.
    pub reference: Line,
    /// Its number within the evaluation it comes from.
    pub number: u16,
    /// What is advised.
    pub text: Note,
    /// What it is about, in a word or two.
    pub theme: Line,
    /// Who is asked to do something with it.
    pub addressees: Vec<AgencyId>,
    /// The houses it is for.
    pub houses: Vec<HouseId>,
    /// The evaluation it comes from, if it comes from one.
    pub evaluation: Option<DossierId>,
    /// What that evaluation is called, or where it comes from otherwise.
    pub source: Line,
    /// Who keeps it: the organisation that evaluated.
    pub team: AgencyId,
}

/// A way in which it could be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// What could be done.
    pub text: Note,
    /// The session in which participants put it there; `None` when it was written by hand. Who said it is not kept.
    pub session: Option<DossierId>,
}

/// Who does what by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undertaking {
    /// Who sees to it.
    pub owner: AgencyId,
    /// The working group or project that does it.
    pub group: Option<Line>,
    /// By when.
    pub due: Date,
    /// What will be done.
    pub plan: Note,
}

/// What was measured at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The result in words.
    pub text: Note,
    /// The questionnaire whose released results it rests on.
    pub results: Option<DossierId>,
}

/// Then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remeasurement {
    /// How it was.
    pub then: Measured,
    /// How it is.
    pub now: Measured,
    /// When it was measured again.
    pub on: Date,
}

/// What can happen to a recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was made.
    Made {
        /// What it says.
        opening: Box<Opening>,
    },
    /// Somebody put a solution direction under it.
    DirectionAdded {
        /// The direction.
        direction: Direction,
    },
    /// Somebody does something with it.
    TakenUp {
        /// Who, what, by when.
        undertaking: Undertaking,
    },
    /// Whom it was for chose not to.
    NotTakenUp {
        /// Why.
        reason: Note,
    },
    /// Something was done.
    Progressed {
        /// What.
        note: Note,
    },
    /// It takes longer, or goes faster.
    Moved {
        /// The new day.
        due: Date,
        /// Why.
        reason: Note,
    },
    /// It was done.
    Finished {
        /// What was done, and how one sees that.
        note: Note,
    },
    /// It is open again.
    Reopened {
        /// Why.
        reason: Note,
    },
    /// It was looked at again, with the same questions.
    Remeasured {
        /// Then and now.
        remeasurement: Box<Remeasurement>,
    },
}

/// One step on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", content = "note", rename_all = "kebab-case")]
pub enum Step {
    /// It was taken up.
    TakenUp(Note),
    /// It was not taken up.
    NotTakenUp(Note),
    /// Something was done.
    Note(Note),
    /// The day was changed.
    Moved(Note),
    /// It was done.
    Finished(Note),
    /// It was opened again.
    Reopened(Note),
}
