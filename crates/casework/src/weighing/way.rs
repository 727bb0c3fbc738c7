//! The ways on when the three did not agree, and a proposal to go one of them: what it says, whose it is, and what became of it.

use crate::table::Keys;
use kernel::{Date, Note};
use serde::{Deserialize, Serialize};
use vault::Author;

/// What the three do after they did not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Which way.
    pub how: Settle,
    /// Why.
    pub why: Note,
}

/// The ways on from no agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum Settle {
    /// A fresh round, due on this day.
    Repeat {
        /// By when the fresh round is done.
        due: Date,
    },
    /// The triangle is asked to look along.
    Triangle,
    /// It ends here.
    End,
}

/// A way on that lies before the three.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WayProposed {
    /// Its place among the proposals of this weighing; a key is turned on exactly one.
    pub number: usize,
    /// Which way, and why.
    pub way: Settled,
    /// Since when.
    pub on: Date,
    /// Who proposed it, and who agreed; nobody any more once what it rests on was put right.
    pub keys: Keys,
    /// Who proposed it, also when their key fell.
    #[serde(default)]
    pub proposed_by: Option<Author>,
}

impl WayProposed {
    /// Who proposed it.
    #[must_use]
    pub fn by(&self) -> Option<&Author> {
        self.proposed_by.as_ref()
    }

    /// Whether one more key is all it takes.
    #[must_use]
    pub fn lacks_one(&self) -> bool {
        self.keys.turned().len() + 1 == self.keys.needed().len()
    }
}

/// A proposal that came to nothing: withdrawn by who made it, or declined by another of the three.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WayDropped {
    /// What was proposed.
    pub way: Settled,
    /// Who proposed it.
    pub proposed_by: Option<Author>,
    /// Who withdrew or declined it.
    pub by: Author,
    /// Why.
    pub why: Note,
    /// When.
    pub on: Date,
}

impl WayDropped {
    /// Whether the organisation that proposed it took it back itself.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.proposed_by.as_ref().is_some_and(|by| by.agency == self.by.agency)
    }
}
