//! What a house calls some of the fixed words of the program. Words stay what they are in rules and in the store; what people read is the house's.

use crate::{Choice, Line, Say};
use std::collections::BTreeMap;

/// The names, by word; what is not there is called as the program calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnNames(BTreeMap<String, (Line, Line)>);

impl OwnNames {
    /// What people read for this word.
    #[must_use]
    pub fn says(&self, choice: impl Choice) -> Say {
        self.0.get(choice.word()).map_or_else(|| choice.says(), |(nl, en)| Say::made(nl.to_string(), en.to_string()))
    }
}

impl FromIterator<(String, (Line, Line))> for OwnNames {
    fn from_iter<T: IntoIterator<Item = (String, (Line, Line))>>(all: T) -> Self {
        Self(all.into_iter().collect())
    }
}
