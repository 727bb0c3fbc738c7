//! Who is told that something they read was corrected. Each reads it in My work until they looked at the correction; that they did, the book
//! knows, so nothing is written here for it.

use kernel::{AgencyId, Date, PersonId};
use serde::{Deserialize, Serialize};
use vault::{Stamp, Task};

/// Somebody who read what was wrong, for whom.
pub type Reader = (AgencyId, PersonId);

/// Everybody who was ever told, each of the latest correction only: it stands on one page with those before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told(Vec<(Reader, u32, Date)>);

impl Told {
    /// Tells them of what happened with this event.
    pub fn tell(&mut self, whom: &[Reader], stamp: &Stamp) {
        self.0.retain(|(reader, ..)| !whom.contains(reader));
        let (no, day) = (u32::try_from(stamp.seq).unwrap_or(u32::MAX), kernel::local_day(stamp.at));
        self.0.extend(whom.iter().map(|reader| (reader.clone(), no, day)));
    }

    /// What is asked of them: to look, by this act.
    pub fn tasks<'a>(&'a self, act: &'static str, urgent: bool) -> impl Iterator<Item = Task> + 'a {
        self.0.iter().map(move |((agency, person), no, since)| {
            Task::of(agency, act, *since).person(person).about(*no).urgent(urgent)
        })
    }
}
