//! What can happen to a questionnaire, as it is stored. What people answer is no event: it lies in a box. Every variant ever written
//! stays readable: add, never change.

use super::{
    question::Question,
    results::Results,
    words::{Anonymity, Judged},
};
use kernel::{AgencyId, DossierId, HouseId, Line, Note};
use serde::{Deserialize, Serialize};
use vault::SlipId;

/// What is chosen when a questionnaire begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What colleagues call it; made from a counter.
    pub reference: Line,
    /// What it is called, also by who answers.
    pub title: Line,
    /// What the answers are for: read before the first question (AVG 13).
    pub purpose: Note,
    /// Who asks, and can be asked.
    pub team: AgencyId,
    /// Other organisations that may read the released results.
    pub readers: Vec<AgencyId>,
    /// The houses it is about.
    pub houses: Vec<HouseId>,
    /// The evaluation it belongs to.
    pub evaluation: Option<DossierId>,
    /// Whether answers lead back to invitations.
    pub anonymity: Anonymity,
    /// How many people are asked.
    pub people: u16,
    /// With fewer answers than this there are no results.
    pub threshold: u16,
    /// How many days after closing the answers are destroyed.
    pub keep_days: u16,
    /// Whether who has the general link may answer without an invitation.
    pub open_link: bool,
    /// The code of its address.
    pub code: Line,
    /// The questionnaire of which this is a new wave.
    pub repeats: Option<DossierId>,
}

/// What a reviewer did with one open answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Where it lies.
    pub slip: SlipId,
    /// To which question.
    pub question: u16,
    /// What becomes of it.
    pub judged: Judged,
    /// The text to share instead, when it is edited.
    pub text: Option<Note>,
}

/// What can happen to a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Event {
    /// It was begun.
    Begun {
        /// What was chosen.
        opening: Box<Opening>,
    },
    /// What was chosen was changed before it opened.
    Changed {
        /// What is chosen now.
        opening: Box<Opening>,
    },
    /// The questions were made, before it opened.
    Arranged {
        /// All of them.
        questions: Vec<Question>,
    },
    /// It opened. From here on the choice of anonymity is fixed.
    Opened,
    /// Links were made, each with a word of its own.
    Invited {
        /// The words.
        tickets: Vec<Line>,
    },
    /// Whoever made the links has them; they are not shown again.
    LinksTaken,
    /// The questions were changed while it was open: a new version, whose answers are kept apart.
    Revised {
        /// All of them.
        questions: Vec<Question>,
        /// Why.
        reason: Note,
    },
    /// Nobody answers any more.
    Closed,
    /// Somebody looked at an open answer.
    Reviewed {
        /// What becomes of it.
        review: Review,
    },
    /// The results were made and can be read.
    Released {
        /// The results.
        results: Box<Results>,
    },
    /// The answers were destroyed.
    Emptied,
}
