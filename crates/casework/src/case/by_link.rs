//! One question, answered by who has no account here. An incidental third party whom the three let in gets a link that leads to the
//! question and to nothing else, and a code that the asker tells by another way (PAR-04, PAR-06). Both die with the answer, with the last
//! day, with the third party's last day, or after five wrong codes.

mod steps;

use kernel::{Date, Line, Say};
use serde::{Deserialize, Serialize};
use vault::Touch;

/// So many wrong codes, and the link is dead.
pub(super) const TRIES: u8 = 5;
/// On so many devices it is opened: at work, at home, once more after the browser forgot.
pub(super) const OPENINGS: usize = 10;

/// What happens to a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "l", rename_all = "kebab-case")]
pub enum Linked {
    /// It was made for this question; an earlier one is dead.
    Made {
        /// The question.
        no: u32,
        /// The word in its address, which nobody can guess.
        token: String,
    },
    /// Somebody typed a wrong code.
    Missed {
        /// The question.
        no: u32,
    },
    /// Somebody typed the right one, and said who they are.
    Opened {
        /// The question.
        no: u32,
        /// Who, on which device.
        by: Opener,
    },
    /// Who asked took it back, or took notice that it is over.
    Ended {
        /// The question.
        no: u32,
    },
}

/// Who opened a link: what they said of themselves, which nobody checked but by the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opener {
    /// The word by which the house knows the device again.
    pub device: String,
    /// The name.
    pub name: Line,
    /// The function.
    pub function: Line,
}

/// A link as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerLink {
    /// The word in its address.
    pub token: String,
    /// Since when.
    pub since: Date,
    /// How many wrong codes were typed.
    pub missed: u8,
    /// Who opened it.
    pub opened: Vec<Opener>,
    /// Since when it leads nowhere: its question was answered, or too many codes were wrong. Who asked has not taken notice of that yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Date>,
}

impl AnswerLink {
    /// How many wrong codes it still bears.
    #[must_use]
    pub fn tries(&self) -> u8 {
        TRIES.saturating_sub(self.missed)
    }

    /// Who opened it on the device that shows this ticket.
    #[must_use]
    pub fn opener(&self, ticket: &str) -> Option<&Opener> {
        self.opened.iter().find(|by| by.device == ticket)
    }
}

impl Linked {
    /// One line, without content.
    pub(super) fn tell(&self) -> Say {
        match self {
            Self::Made { .. } => Say::of("Link gemaakt om een vraag te beantwoorden", "Link made to answer a question"),
            Self::Missed { .. } => Say::of("Verkeerde code bij de link", "Wrong code at the link"),
            Self::Opened { .. } => Say::of("Link geopend met de code", "Link opened with the code"),
            Self::Ended { .. } => Say::of("Link beëindigd", "Link ended"),
        }
    }

    /// What it is in the way of. A wrong code is nobody's clash: or a stranger with the address would be in the way of who answers.
    pub(super) fn touches(&self) -> Touch {
        match self {
            Self::Missed { .. } | Self::Opened { .. } => Touch::Adds,
            Self::Made { no, .. } | Self::Ended { no } => Touch::writes("link", no),
        }
    }
}
