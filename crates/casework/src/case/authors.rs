//! Who did what in a case, and as whom. The things themselves are kept as their events say them, which name an organisation; who
//! acted for it is kept beside them, by the number of the thing.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::Author;

/// What somebody did with one thing of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Wrote, gave, asked or proposed it.
    Made,
    /// Answered it without information.
    Answered,
    /// Said that their organisation will do it.
    Accepted,
    /// Told how it goes.
    Reported,
    /// Kept what was agreed.
    Done,
    /// Declared how their organisation treats what it reads.
    Declared,
    /// Ended it.
    Ended,
    /// Put its text right after it was kept, finished or answered.
    Restated,
}

/// Who did what, by the number of the thing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Authors(BTreeMap<u32, Vec<(Deed, Author)>>);

impl Authors {
    pub(super) fn keep(&mut self, no: u32, deed: Deed, by: &Author) {
        self.0.entry(no).or_default().push((deed, by.clone()));
    }

    /// It was done with a text that says something else now.
    pub(super) fn undo(&mut self, no: u32, deed: Deed) {
        if let Some(all) = self.0.get_mut(&no) {
            all.retain(|(did, _)| *did != deed);
        }
    }

    /// Nothing of it stays: it was taken back.
    pub(super) fn forget(&mut self, no: u32) {
        self.0.remove(&no);
    }

    /// Everybody who did this with the thing of this number, from old to new.
    pub fn all(&self, no: u32, deed: Deed) -> impl DoubleEndedIterator<Item = &Author> {
        self.0.get(&no).into_iter().flatten().filter(move |(did, _)| *did == deed).map(|(_, by)| by)
    }

    /// Who did this last with the thing of this number.
    #[must_use]
    pub fn of(&self, no: u32, deed: Deed) -> Option<&Author> {
        self.all(no, deed).next_back()
    }
}
