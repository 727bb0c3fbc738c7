//! How often each answer was given: what goes into the rule. Nobody outside it reads a number from here.

use serde::{Deserialize, Serialize};

/// No bar with fewer people, and no result of fewer.
pub const FLOOR: usize = 5;
/// A group of fewer people speaks in words.
pub const SMALL: usize = 20;

/// One of the answers that could be given, from 0; `None` for no answer.
pub type Cell = Option<u16>;

/// How often each answer was given. It is filled with answers and gives no number away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    given: Vec<usize>,
    none: usize,
}

/// How the answers to a question stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// From one end to the other, so neighbours are alike.
    Scale,
    /// Beside each other.
    Choice,
}

impl Tally {
    /// Counts these answers to a question with so many options. An option that is not there is no answer.
    #[must_use]
    pub fn of(options: usize, answers: impl IntoIterator<Item = Cell>) -> Self {
        let mut tally = Self { given: vec![0; options], none: 0 };
        for answer in answers {
            let place = answer.and_then(|option| tally.given.get_mut(usize::from(option)));
            *place.unwrap_or(&mut tally.none) += 1;
        }
        tally
    }

    /// Counts that were stored before there was this rule.
    #[must_use]
    pub fn stored(given: Vec<usize>, none: usize) -> Self {
        Self { given, none }
    }

    pub(super) fn answered(&self) -> usize {
        self.given.iter().sum()
    }

    pub(super) fn people(&self) -> usize {
        self.answered() + self.none
    }

    pub(super) fn at(&self, cell: Cell) -> usize {
        cell.map_or(self.none, |option| self.given.get(usize::from(option)).copied().unwrap_or(0))
    }

    pub(super) fn options(&self) -> u16 {
        u16::try_from(self.given.len()).unwrap_or(u16::MAX)
    }
}
