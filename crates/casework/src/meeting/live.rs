//! How an item is talked about while it is on the table: first the picture, then the judgement, then the decision, each with what is asked aloud.
//! It holds no words of anybody: what is said is written down at the table itself.

use kernel::{PersonId, Say, Timestamp};
use serde::{Deserialize, Serialize};

kernel::words! {
    /// Where the talk about an item stands. One comes after the other; who leads may go back.
    #[derive(Default)]
    pub enum Phase {
        /// What is known, by whom, and what is assumed.
        #[default]
        Picture = "picture", "Beeld", "Picture";
        /// What it means, and what speaks against that.
        Judgement = "judgement", "Oordeel", "Judgement";
        /// What is done, by whom, by when.
        Decision = "decision", "Besluit", "Decision";
    }
}

kernel::words! {
    /// A question that is asked aloud, so that what everybody thinks is said (P1, P4).
    pub enum Prompt {
        /// What rests on somebody's own eyes.
        Known = "known", "Wat weten wij, en wie zag het zelf?", "What do we know, and who saw it themselves?";
        /// What is taken for granted.
        Assumed = "assumed", "Wat nemen wij aan zonder het te weten?", "What are we assuming without knowing it?";
        /// What is missing.
        Missing = "missing", "Wat weten wij niet, en wie kan dat weten?", "What do we not know, and who might?";
        /// What speaks against it.
        Against = "against", "Wat pleit ertegen?", "What speaks against it?";
        /// Another explanation.
        Otherwise = "otherwise", "Wat kan het nog meer zijn?", "What else could it be?";
        /// What would make another judgement right.
        Change = "change", "Wat zou ons van gedachten doen veranderen?", "What would change our mind?";
        /// What one expects of another.
        Expected = "expected", "Wat verwachten wij van elkaar? Zeg het tegen de ander.", "What do we expect of each other? Say it to them.";
        /// Something less heavy.
        Lighter = "lighter", "Kan het ook lichter?", "Could it be done more lightly?";
        /// Who does it, and when it is looked at again.
        Owner = "owner", "Wie doet wat, wanneer, en wanneer kijken wij weer?", "Who does what, by when, and when do we look again?";
    }
}

impl Prompt {
    /// When it is asked.
    #[must_use]
    pub fn phase(self) -> Phase {
        match self {
            Self::Known | Self::Assumed | Self::Missing => Phase::Picture,
            Self::Against | Self::Otherwise | Self::Change => Phase::Judgement,
            Self::Expected | Self::Lighter | Self::Owner => Phase::Decision,
        }
    }
}

/// The talk about one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Since when it is on the table; nothing before that.
    pub began: Option<Timestamp>,
    /// Where it stands.
    pub phase: Phase,
    /// What was asked aloud, the last of them last.
    pub asked: Vec<Prompt>,
    /// Who says what speaks against it, whatever they think themselves.
    pub counter: Option<PersonId>,
    /// Whether what was written down was read back before the next item.
    pub read_back: bool,
}

/// What the seat of who speaks against it is for.
pub(super) const COUNTER: Say = Say::of(
    "Wie de tegenstem heeft, zegt wat ertegen pleit, ook als die er zelf anders over denkt.",
    "Whoever has the opposing voice says what speaks against it, also when they think otherwise themselves.",
);
