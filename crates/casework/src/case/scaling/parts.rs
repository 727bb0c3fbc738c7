//! What is asked, answered, filled and handed over, and how it stands.

use super::words::{Duty, Level, Outcome, Phase, Trigger};
use crate::table::{Decision, Keys, Told};
use kernel::{AgencyId, Date, Line, Note};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use vault::Author;

/// So many answers are kept; those before them stand in the history.
pub(super) const LATEST: usize = 12;

/// A question to the level above, or to give back to a more ordinary one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// Its number within the case.
    pub no: u32,
    /// How the help was organised.
    pub from: Phase,
    /// How it should be.
    pub to: Phase,
    /// What gives cause.
    pub trigger: Trigger,
    /// The facts, agreements and looks back that it rests on, by number.
    pub rests_on: Vec<u32>,
    /// What is asked of that level.
    pub question: Note,
    /// What who asks goes on doing.
    pub stays: Note,
    /// When it was asked.
    pub day: Date,
    /// By when it is answered.
    pub due: Date,
    /// Whether it cannot wait.
    pub acute: bool,
    /// Why a phase is left out, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skips: Option<Note>,
    /// Which power of mayor, police or OM is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<Note>,
}

impl Asking {
    /// Whether it asks for help; else it gives back.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.to > self.from
    }

    /// Who answers.
    #[must_use]
    pub fn level(&self) -> Level {
        self.from.answered_by(self.to)
    }
}

/// When the help moves next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    /// When the table asks for help.
    pub up: Vec<Note>,
    /// When it gives back.
    pub down: Vec<Note>,
}

/// Help that comes beside it while the phase stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// What.
    pub what: Note,
    /// Of whom.
    pub who: AgencyId,
    /// Until when.
    pub until: Date,
}

/// What is answered, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The decision.
    pub decision: Decision<Outcome>,
    /// Where the help moves: when it moves next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Criteria>,
    /// Where it stays with help: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Help>,
    /// Where another table is better: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Line>,
    /// The day on which the triangle decided in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Date>,
}

/// An answer that waits for keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// The answer.
    pub answer: Answer,
    /// Who put it before the three.
    pub by: Author,
    /// Whose keys are turned.
    pub keys: Keys,
    /// Since when.
    pub since: Date,
}

/// A question that waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// What is asked.
    pub asking: Asking,
    /// Who asked.
    pub by: Author,
    /// What was added to it since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<(Author, Date, Note)>,
    /// An answer that waits for keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

/// A question with its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answered {
    /// The question, with what was added.
    pub asked: Waiting,
    /// The answer.
    pub answer: Answer,
    /// Who gave it.
    pub by: Vec<Author>,
    /// When.
    pub on: Date,
    /// What was handed over with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<Handover>,
}

/// Who has one of the four responsibilities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "h", rename_all = "kebab-case")]
pub enum Holding {
    /// Somebody was named.
    Named {
        /// For which organisation.
        agency: AgencyId,
        /// Who, or in which function.
        who: Line,
        /// Who named them, and when.
        by: Author,
        /// When.
        on: Date,
        /// When the organisation said yes, and who for it.
        accepted: Option<Box<(Author, Date)>>,
    },
    /// Nobody, and somebody sees to it.
    Vacant {
        /// Which organisation sees to it.
        agency: AgencyId,
        /// By when.
        by: Date,
        /// Since when.
        since: Date,
        /// Why who was named does not do it, where that is so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Note>,
    },
}

/// What is handed over to who takes over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// To whom.
    pub to: AgencyId,
    /// What to watch for, each to be taken over.
    pub points: Vec<Note>,
    /// With whom the person can get in touch from then on.
    pub contact: Line,
    /// Who offered it.
    pub by: Author,
    /// When.
    pub on: Date,
    /// What was said to it: nothing yet, yes, or why not.
    pub said: Option<Taken>,
}

/// What was said to a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Who said it.
    pub by: Author,
    /// When.
    pub on: Date,
    /// Why it is not taken over; nothing where it is.
    pub refused: Option<Note>,
}

impl Handover {
    /// Whether it is taken over as a whole.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.refused.is_none())
    }
}

/// How the help is organised, and what is asked about it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Scaling {
    /// The phase and since when, once it moved; a case begins with process direction.
    pub(in crate::case) moved: Option<(Phase, Date)>,
    /// When it moves next.
    pub(in crate::case) criteria: Criteria,
    /// Who has which responsibility, as far as that is said here.
    pub(in crate::case) duties: BTreeMap<Duty, Holding>,
    /// What is being handed over.
    pub(in crate::case) handover: Option<Handover>,
    /// Questions that wait: at most one in each direction.
    pub waiting: Vec<Waiting>,
    /// Answers, from old to new.
    pub answered: VecDeque<Answered>,
    /// Who is told that their question was answered.
    pub(in crate::case) told: Told,
}
