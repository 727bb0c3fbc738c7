//! What two houses say to each other, inside the letters that the vault signs. Nothing of a person is in it but who asks and who answers.

use kernel::{Date, Line, Note};
use serde::{Deserialize, Serialize};
use vault::{Author, Directory, Tagged};

/// What the house that asks says.
#[derive(Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub(super) enum Says {
    /// Is whoever is hidden here known?
    Ask {
        /// The day that goes into the answer.
        day: Date,
        /// The hidden inputs.
        hidden: Vec<String>,
    },
    /// There was a hit: put this to who sits there.
    Contact {
        /// What the request is called.
        number: Line,
        /// The day of the question.
        day: Date,
        /// What shows the hit.
        value: String,
        /// Who asks.
        who: Somebody,
        /// Why.
        reason: Note,
    },
    /// Did somebody answer to these?
    Fetch {
        /// What the requests are called.
        numbers: Vec<Line>,
    },
}

/// What the house that is asked says.
#[derive(Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub(super) enum Answers {
    /// What it computed, and its tags.
    Done {
        /// On each hidden input, with its proof.
        answers: Vec<(String, String)>,
        /// The word of its list.
        word: String,
        /// The list.
        tags: Vec<String>,
    },
    /// It was asked enough today.
    Enough,
    /// Its day is another one.
    OtherDay,
    /// It could not read what was said.
    Unreadable,
    /// It was put to who sits there.
    Arrived,
    /// There is no hit.
    NoHit,
    /// What was answered until now.
    Replies {
        /// To which request, and what.
        replies: Vec<Replied>,
    },
}

impl Answers {
    /// The status that goes with it.
    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Done { .. } | Self::Arrived | Self::Replies { .. } => 200,
            Self::Enough => 429,
            Self::NoHit | Self::OtherDay => 409,
            Self::Unreadable => 422,
        }
    }

    pub(super) fn tagged(answers: Vec<(String, String)>, Tagged { word, tags }: Tagged) -> Self {
        Self::Done { answers, word, tags }
    }
}

/// Somebody, as their own house says it.
#[derive(Serialize, Deserialize)]
pub(super) struct Somebody {
    pub(super) name: Line,
    pub(super) function: Line,
    pub(super) agency: Line,
}

impl Somebody {
    pub(super) fn of(author: &Author, directory: &Directory) -> Self {
        let agency = directory.agency_name(&author.agency);
        Self {
            name: author.called.name.clone(),
            function: author.called.function.clone(),
            agency: agency.parse().unwrap_or_default(),
        }
    }
}

/// An answer to a request for contact.
#[derive(Serialize, Deserialize)]
pub(super) struct Replied {
    pub(super) number: Line,
    pub(super) by: Somebody,
    pub(super) on: Date,
    pub(super) text: Note,
}
