//! What the table writes along while it talks, from which the judgement is made: nothing that was said has to be typed again. It binds nobody; the
//! judgement does, once it lies there.

use kernel::{Prose, Say};
use serde::{Deserialize, Serialize};
use vault::Author;

kernel::words! {
    /// What is written about.
    pub enum JotPart {
        /// On which facts it rests.
        Facts = "facts", "Op welke feiten rust dit?", "Which facts does this rest on?";
        /// What is missing.
        Missing = "missing", "Wat ontbreekt er?", "What is missing?";
        /// What is weighed up.
        Considerations = "considerations", "Wat weegt u samen af?", "What do you weigh up together?";
        /// Another explanation.
        Alternatives = "alternatives", "Wat kan het nog meer zijn?", "What else could it be?";
        /// Who sees it otherwise.
        Dissent = "dissent", "Wie ziet het anders, en hoe?", "Who sees it differently, and how?";
        /// What else is possible.
        Options = "options", "Welke uitkomsten kunnen er ook?", "Which other outcomes are possible?";
        /// What they expect of each other.
        Expectation = "expectation", "Wat verwacht u nu van elkaar?", "What do you expect of each other now?";
    }
}

impl JotPart {
    /// The one with this number, from 1, as it stands in an address.
    #[must_use]
    pub fn numbered(no: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.number().to_string() == no)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|part| *part == self).map_or(0, |place| place + 1)
    }

    /// Whether it is a page of text, and not a few sentences.
    #[must_use]
    pub fn is_long(self) -> bool {
        matches!(self, Self::Facts | Self::Considerations)
    }

    /// How it is written, where that matters.
    #[must_use]
    pub fn hint(self) -> Option<Say> {
        match self {
            Self::Facts => Some(Say::of(
                "Alleen wat is gezien of gehoord, met de bron.",
                "Only what was seen or heard, with its source.",
            )),
            Self::Alternatives | Self::Options => Some(Say::of("Eén per regel.", "One per line.")),
            Self::Missing | Self::Considerations | Self::Dissent | Self::Expectation => None,
        }
    }
}

/// What stands there, and who wrote it last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jot {
    /// About what.
    pub part: JotPart,
    /// What it says.
    pub text: Prose,
    /// Who wrote it so.
    pub by: Author,
}

/// Writes it in place of what stood there about the same; without a text nothing stands there.
pub(super) fn take(jots: &mut Vec<Jot>, part: JotPart, text: Option<&Prose>, by: Author) {
    jots.retain(|jot| jot.part != part);
    jots.extend(text.map(|text| Jot { part, text: text.clone(), by }));
}
